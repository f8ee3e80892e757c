"""Texts as they are pasted: numbers whose unit stands elsewhere, tables without bars, pages broken in a number."""
