"""The tables of a workspace."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, MetaData, Table, Text

metadata = MetaData()

journal = Table(
    "journal", metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("changes", Text, nullable=False),
    Column("owners", Text, nullable=False),
    Column("reverses", Text, nullable=False),
    Column("seal", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    sqlite_strict=True,
)
"""One row for each edit. `reverses` are the numbers of the entries that it takes back, with spaces between.

`seal` is that of all facts after it; `hash` leads on from the row before.
"""

fact = Table(
    "fact", metadata,
    Column("kind", Text, primary_key=True),
    Column("owner", Text, primary_key=True),
    Column("item", Text, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("value", Text, nullable=False),
    Column("entry", Integer, ForeignKey("journal.id"), nullable=False),
    Column("hash", LargeBinary, nullable=False),
    sqlite_with_rowid=False, sqlite_strict=True,
)
"""What holds now: one row for each field that is not at its default, with the entry that set it."""

charter = Table(
    "charter", metadata,
    Column("digest", Text, primary_key=True),
    Column("id", Text, nullable=False),
    Column("edition", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("source", Text, nullable=False),
    sqlite_strict=True,
)
"""The wordings that assessments were answered under; a fact of kind "charter" says that one is kept."""
