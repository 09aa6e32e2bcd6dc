"""The list of storage faults names tests that exist, and leaves no case out."""

from __future__ import annotations

import re
from pathlib import Path

LIST = Path(__file__).with_name("cases_storage.md")
ROOT = Path(__file__).resolve().parents[2]
CASES = [f"{group}{number:02}" for group, last in {"A": 16, "B": 16, "C": 14, "D": 12, "E": 8, "K": 4}.items()
         for number in range(1, last + 1)]


def test_every_storage_case_is_closed_by_tests_that_exist_or_says_why_not() -> None:
    rows = re.findall(r"^\| ([A-Z]\d\d) \|.*\| (.*) \|$", LIST.read_text("utf-8"), re.M)
    assert [case for case, _ in rows] == CASES
    for case, closed_by in rows:
        named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", closed_by)
        assert named or closed_by.startswith("not closed: "), case
        for file, name in named:
            assert f"def {name}(" in (ROOT / file).read_text("utf-8"), f"{case}: {file}::{name}"
