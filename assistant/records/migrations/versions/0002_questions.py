"""Questions: what was asked and answered, approved answers, and what needs none."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

COUNTED = sa.BigInteger().with_variant(sa.Integer, "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the tables."""
    _create_approved()
    _create_questions()
    op.create_table(
        "answers",
        sa.Column("question", COUNTED, sa.ForeignKey("questions.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_table(
        "cited_clauses",
        sa.Column("question", COUNTED, sa.ForeignKey("questions.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("policy", sa.String(64), primary_key=True),
        sa.Column("clause", sa.String(32), primary_key=True),
        sa.Column("day", sa.Date, nullable=False),
    )
    op.create_index("ix_cited_clauses_counts", "cited_clauses", ["policy", "clause", "day"])
    op.create_table(
        "dismissals",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("who", sa.String(64), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
    )


def _create_approved() -> None:
    op.create_table(
        "approved_answers",
        sa.Column("id", COUNTED, primary_key=True),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("earlier", sa.JSON, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("policies", sa.JSON, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("author", sa.String(64), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("reviewer", sa.String(64)),
        sa.Column("reviewed_at", MOMENT),
        sa.Column("uses", sa.Integer, nullable=False),
        sa.Column("reason", sa.Text),
    )
    in_use = sa.text("state = 'approved'")
    op.create_index(
        "ix_approved_answers_in_use",
        "approved_answers",
        ["key"],
        unique=True,
        sqlite_where=in_use,
        postgresql_where=in_use,
    )
    op.create_index("ix_approved_answers_key", "approved_answers", ["key"])


def _create_questions() -> None:
    op.create_table(
        "questions",
        sa.Column("id", COUNTED, primary_key=True),
        sa.Column("answer_id", sa.String(32), nullable=False, unique=True),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("channel", sa.String(8), nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("earlier", sa.JSON, nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("subject", sa.String(64), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("latency_ms", sa.Integer, nullable=False),
        sa.Column("guard_blocks", sa.Integer, nullable=False),
        sa.Column("opinion", sa.String(8)),
        sa.Column("comment", sa.Text),
        sa.Column("waiting", sa.Boolean, nullable=False),
        sa.Column("approved", COUNTED, sa.ForeignKey("approved_answers.id", ondelete="SET NULL")),
    )
    op.create_index("ix_questions_counts", "questions", ["day", "status", "opinion", "guard_blocks", "latency_ms"])
    op.create_index("ix_questions_subjects", "questions", ["status", "day", "subject"])
    op.create_index("ix_questions_status", "questions", ["status", "id"])
    op.create_index("ix_questions_opinion", "questions", ["opinion", "id"])
    op.create_index("ix_questions_key", "questions", ["key"])
    op.create_index("ix_questions_asked_at", "questions", ["asked_at"])
    op.create_index("ix_questions_approved", "questions", ["approved"])
    op.create_index(
        "ix_questions_waiting",
        "questions",
        ["key", "opinion"],
        sqlite_where=sa.text("waiting IS 1"),
        postgresql_where=sa.text("waiting IS true"),
    )
