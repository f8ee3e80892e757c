"""Messages that are sent again, and what users of a chat said last: for minutes, shared by all processes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "repeats",
        sa.Column("message", sa.String(64), primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("calls", sa.Integer, nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True)),
        sa.Column("answer", sa.Text),
        sa.Column("late", sa.Boolean, nullable=False),
    )
    op.create_index("ix_repeats_at", "repeats", ["at"])
    op.create_table(
        "dialogues",
        sa.Column("sender", sa.String(64), primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("turns", sa.JSON, nullable=False),
    )
    op.create_index("ix_dialogues_at", "dialogues", ["at"])
