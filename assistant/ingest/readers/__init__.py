"""Read files of every kind into one form of text."""

from assistant.ingest.readers.files import read_source

__all__ = ["read_source"]
