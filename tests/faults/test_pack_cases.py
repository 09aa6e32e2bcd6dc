"""The list of faults of packs names tests that exist, and leaves no case out."""

from __future__ import annotations

import re
from pathlib import Path

LIST = Path(__file__).with_name("cases_packs.md")
ROOT = Path(__file__).resolve().parents[2]
CASES = [*(f"F{number:02}" for number in range(1, 24)), *(f"G{number:02}" for number in range(1, 10)),
         *(f"M{number:02}" for number in (*range(1, 7), 10))]


def test_every_case_of_packs_is_closed_by_tests_that_exist_or_says_why_not() -> None:
    rows = re.findall(r"^\| ([A-Z]\d\d) \|.*\| (.*) \|$", LIST.read_text("utf-8"), re.M)
    assert [case for case, _ in rows] == CASES
    for case, closed_by in rows:
        named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", closed_by)
        assert named or closed_by.startswith("not closed: "), case
        assert len(named) == closed_by.count("`tests/"), case
        for file, name in named:
            assert f"def {name}(" in (ROOT / file).read_text("utf-8"), f"{case}: {file}::{name}"
