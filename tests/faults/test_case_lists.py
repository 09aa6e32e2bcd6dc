"""The list of faults names tests that exist, and leaves no case out."""

from __future__ import annotations

import re
from pathlib import Path

LIST = Path(__file__).with_name("cases_output_and_input.md")
ROOT = Path(__file__).resolve().parents[2]
CASES = {*(f"I{number:02}" for number in (*range(1, 18), 19, 20, 21)), *(f"J{number:02}" for number in range(1, 15)),
         *(f"K{number:02}" for number in range(5, 11)), *(f"L{number:02}" for number in (*range(1, 8), 9)), "M07"}


def test_every_case_is_closed_by_tests_that_exist_or_says_why_not() -> None:
    rows = re.findall(r"^\| ([A-Z]\d\d) \|.*\| (.*) \|$", LIST.read_text("utf-8"), re.M)
    assert sorted(case for case, _ in rows) == sorted(CASES)
    for case, closed_by in rows:
        named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", closed_by)
        assert named or closed_by.startswith("not closed: "), case
        assert len(named) == closed_by.count("`tests/"), case
        for file, name in named:
            assert f"def {name}(" in (ROOT / file).read_text("utf-8"), f"{case}: {file}::{name}"
