"""The lists of faults name tests that exist, and leave no case out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = Path(__file__).resolve().parents[2]
CASES = {*(f"I{number:02}" for number in (*range(1, 18), 19, 20, 21)), *(f"J{number:02}" for number in range(1, 15)),
         *(f"K{number:02}" for number in range(5, 11)), *(f"L{number:02}" for number in (*range(1, 8), 9)), "M07"}
OF_THE_YEAR = {*(f"I{number:02}" for number in range(1, 22)), *(f"K{number:02}" for number in (1, 2, 3, 4, 6, 7, 8))}


@pytest.mark.parametrize(("name", "cases"), [("cases_output_and_input.md", CASES), ("cases_year.md", OF_THE_YEAR)])
def test_every_case_is_closed_by_tests_that_exist_or_says_why_not(name: str, cases: set[str]) -> None:
    rows = re.findall(r"^\| ([A-Z]\d\d) \|.*\| (.*) \|$", (HERE / name).read_text("utf-8"), re.M)
    assert sorted(case for case, _ in rows) == sorted(cases)
    for case, closed_by in rows:
        named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", closed_by)
        assert named or closed_by.startswith("not closed: "), case
        assert len(named) == closed_by.count("`tests/"), case
        for file, test in named:
            assert f"def {test}(" in (ROOT / file).read_text("utf-8"), f"{case}: {file}::{test}"
