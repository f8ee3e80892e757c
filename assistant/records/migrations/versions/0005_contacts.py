"""Contacts: whom to ask, as staff verified it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "contacts",
        sa.Column("department", sa.String(100), primary_key=True),
        sa.Column("phone", sa.String(40)),
        sa.Column("address", sa.String(200)),
        sa.Column("hours", sa.String(200)),
        sa.Column("last_verified", sa.Date),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(64), nullable=False),
    )
