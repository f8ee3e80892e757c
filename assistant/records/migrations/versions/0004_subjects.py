"""Subjects: which accounts an identity provider vouches for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the column, and let no two accounts be of one subject."""
    with op.batch_alter_table("accounts") as table:
        table.add_column(sa.Column("subject", sa.String(64)))
        table.create_unique_constraint("uq_accounts_subject", ["subject"])
