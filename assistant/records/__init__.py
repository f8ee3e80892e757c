"""What is kept: questions, opinions, approved answers, accounts of staff; see README.md here for its operation.

SQLAlchemy takes a moment to import: whoever must start quickly imports this package where it is needed.
"""

from assistant.records.records import Records, open_records

__all__ = ["Records", "open_records"]
