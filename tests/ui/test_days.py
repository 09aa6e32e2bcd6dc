"""Days as people type them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anchor_app.domain.errors import WrongValue
from anchor_app.ui.days import day_entered, day_shown


@given(st.dates(date(1900, 1, 1), date(2999, 12, 31)))
def test_a_day_that_is_shown_is_read_back(day: date) -> None:
    assert day_entered(day_shown(day)) == day
    assert day_entered(day.isoformat()) == day
    assert day_entered(f"{day.day}/{day.month}/{day.year}") == day


@pytest.mark.parametrize("text", ["1 apr 2026", "1st April 2026", " 01.04.2026 ", "1-4-2026", "1 April, 2026"])
def test_the_ways_people_write_a_day_are_understood(text: str) -> None:
    assert day_entered(text) == date(2026, 4, 1)


@pytest.mark.parametrize("text", ["31 February 2026", "tomorrow", "1 Ju 2026", "2026", "1/4/26", "١/٤/٢٠٢٦x",
                                  "1 April 1066", "9" * 500])
def test_what_is_no_day_is_refused_with_a_way_to_write_one(text: str) -> None:
    with pytest.raises(WrongValue) as refused:
        day_entered(text)
    assert len(str(refused.value)) < 200


def test_nothing_is_no_day() -> None:
    assert day_entered("  ") is None
    assert day_shown(None) == ""
