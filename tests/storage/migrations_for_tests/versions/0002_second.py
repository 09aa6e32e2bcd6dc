"""A second format that only tests know: a column more, a table more, and an index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

STATEMENTS = (
    lambda: op.create_table("note", sa.Column("id", sa.Integer, primary_key=True), sa.Column("text", sa.Text)),
    lambda: op.add_column("journal", sa.Column("machine", sa.Text, server_default="")),
    lambda: op.create_index("journal_at", "journal", ["at"]),
    lambda: op.execute("UPDATE journal SET machine = 'this one'"),
)


def upgrade() -> None:
    """Runs every statement."""
    for statement in STATEMENTS:
        statement()
