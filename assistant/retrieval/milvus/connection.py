"""Connect to Milvus, and make a collection there."""

from __future__ import annotations

from typing import Any

from assistant.errors import IndexUnavailable, ModelUnavailable
from assistant.settings import Settings

EXACT = 30_000
"""Passages up to which Milvus compares with every vector."""


def connect(settings: Settings) -> Any:
    """Return a client of the Milvus of the settings; raise `ModelUnavailable` where the extra is missing."""
    try:
        from pymilvus import MilvusClient
        from pymilvus.exceptions import MilvusException
    except ImportError as error:
        raise ModelUnavailable("使用 Milvus 还缺少程序库，请先安装：pip install -e '.[milvus]'。") from error
    try:
        return MilvusClient(uri=str(settings.milvus_uri), token=settings.milvus_token.get_secret_value())
    except MilvusException as error:
        raise IndexUnavailable(
            f"连不上 Milvus（{settings.milvus_uri}），请检查 HUIQI_MILVUS_URI 和服务是否在运行。"
        ) from error


def create(client: Any, name: str, dimensions: int, rows: int) -> None:
    from pymilvus import DataType, MilvusClient

    schema = MilvusClient.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("key", DataType.VARCHAR, is_primary=True, max_length=64)
    for field, length in (("part", 8), ("policy", 200), ("clause", 200), ("place", 401), ("kind", 16)):
        schema.add_field(field, DataType.VARCHAR, max_length=length * 4)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=dimensions)
    schema.add_field("terms", DataType.SPARSE_FLOAT_VECTOR)
    index = MilvusClient.prepare_index_params()
    dense = (
        {"index_type": "FLAT"} if rows <= EXACT else {"index_type": "HNSW", "params": {"M": 32, "efConstruction": 200}}
    )
    index.add_index("vector", metric_type="IP", **dense)
    index.add_index("terms", index_type="SPARSE_INVERTED_INDEX", metric_type="IP")
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
    terms = MilvusClient.create_schema(auto_id=False, enable_dynamic_field=False)
    terms.add_field("id", DataType.INT64, is_primary=True)
    terms.add_field("counts", DataType.JSON)
    terms.add_field("none", DataType.FLOAT_VECTOR, dim=2)  # a collection must have a vector
    index = MilvusClient.prepare_index_params()
    index.add_index("none", index_type="FLAT", metric_type="IP")
    client.create_collection(f"{name}_terms", schema=terms, index_params=index, consistency_level="Strong")
