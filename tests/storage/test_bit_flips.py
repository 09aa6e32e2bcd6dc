"""One bit of the file flips: the workspace is refused, or holds exactly what was saved. Never anything else."""

from __future__ import annotations

import random
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from anchor_app.domain.errors import Refusal
from anchor_app.services.starting import shipped_charter
from anchor_app.storage.check import check
from anchor_app.storage.errors import DamagedWorkspace
from anchor_app.storage.store import Store

FLIPS = 600


def test_no_flipped_bit_changes_an_answer_unnoticed(filled: Path) -> None:
    """C01: SQLite alone lets most such flips through as another answer."""
    path = filled / "anchor.db"
    with Store.open(filled) as store:
        wanted, about = store.load(), store.about()
    data = bytearray(path.read_bytes())
    chance = random.Random(20261025)
    refused = 0
    for _ in range(FLIPS):
        bit = chance.randrange(len(data) * 8)
        data[bit // 8] ^= 1 << bit % 8
        path.write_bytes(data)
        data[bit // 8] ^= 1 << bit % 8
        try:
            with Store.open(filled, read_only=True) as store:
                assert (store.load(), store.about()) == (wanted, about), f"bit {bit} changed what is shown"
        except Refusal:
            refused += 1
    assert refused > FLIPS / 20, "flips were made where they could be noticed"


@pytest.mark.parametrize("statement", [
    "UPDATE fact SET value = 'Other' WHERE field = 'name'",
    "UPDATE fact SET item = '1.99' WHERE item = '1.9'",
    "UPDATE fact SET entry = 5 WHERE field = 'name'",
    "DELETE FROM fact WHERE item = '1.7'",
    "UPDATE journal SET seal = zeroblob(32) WHERE id = (SELECT max(id) FROM journal)",
    "DELETE FROM journal WHERE id = (SELECT max(id) FROM journal)",
])
def test_what_was_altered_in_the_file_is_not_shown(statement: str, filled: Path) -> None:
    """C01: with the field that is concerned where one is."""
    with closing(sqlite3.connect(filled / "anchor.db", isolation_level=None)) as connection:
        connection.execute(statement)
    with pytest.raises(DamagedWorkspace) as raised, Store.open(filled, read_only=True) as store:
        store.load()
    if "fact" in statement:
        assert raised.value.subjects


@pytest.mark.parametrize(("table", "column"), [
    ("charter", "source"), ("fact", "value"), ("fact", "kind"), ("journal", "label"), ("journal", "changes"),
    ("journal", "at"), ("journal", "reverses")])
def test_a_text_that_one_bit_made_into_bytes_is_damage_in_words(table: str, column: str, filled: Path) -> None:
    """C01: in a row's header one bit tells texts from bytes, in a table that takes only texts."""
    with Store.open(filled) as store:
        store.keep_charter(shipped_charter())

    def run(statement: str, *values: str) -> list[tuple[str]]:
        with closing(sqlite3.connect(filled / "anchor.db", isolation_level=None)) as connection:
            connection.execute("PRAGMA writable_schema = ON")
            return connection.execute(statement, values).fetchall()

    [(strict,)] = run("SELECT sql FROM sqlite_schema WHERE name = ?", table)
    run("UPDATE sqlite_schema SET sql = ? WHERE name = ?", re.sub(r",?\s*STRICT\s*$", "", strict), table)
    run(f"UPDATE {table} SET {column} = CAST({column} AS BLOB)")
    run("UPDATE sqlite_schema SET sql = ? WHERE name = ?", strict, table)
    with pytest.raises(DamagedWorkspace), Store.open(filled, read_only=True) as store:
        store.load()
        list(store.entries())
    assert check(filled), "the check tells of it as well"
