"""Passages in Milvus (extra `milvus`)."""
