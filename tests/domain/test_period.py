"""Periods and rounds: how they are written, which days they hold, and what is refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anchor_app.domain.errors import WrongValue
from anchor_app.domain.period import FIRST_YEAR, LAST_YEAR, Period, Round

days = st.dates(date(FIRST_YEAR, 4, 1), date(LAST_YEAR, 12, 31))
periods = st.integers(FIRST_YEAR, LAST_YEAR).map(Period)


@pytest.mark.parametrize(("day", "written"), [
    (date(2026, 3, 31), "2025/26"),
    (date(2026, 4, 1), "2026/27"),
    (date(2026, 12, 31), "2026/27"),
    (date(2027, 1, 1), "2026/27"),
    (date(2027, 1, 3), "2026/27"),  # the last day of ISO week 53 of 2026
    (date(2027, 3, 31), "2026/27"),
    (date(2027, 4, 1), "2027/28"),
    (date(2028, 2, 29), "2027/28"),
    (date(1999, 4, 1), "1999/00"),
    (date(2000, 3, 31), "1999/00"),
    (date(2100, 2, 28), "2099/00"),
    (date(2100, 4, 1), "2100/01"),
])
def test_a_day_lies_in_the_financial_year_around_it(day: date, written: str) -> None:
    assert str(Period.containing(day)) == written


@given(days)
def test_every_day_lies_in_exactly_one_period(day: date) -> None:
    period = Period.containing(day)
    assert day in period
    assert period.start <= day <= period.end
    if period.year > FIRST_YEAR:
        assert day not in period.previous
    if period.year < LAST_YEAR:
        assert day not in period.next


@given(st.integers(FIRST_YEAR, LAST_YEAR - 1).map(Period))
def test_a_period_ends_on_the_day_before_the_next_begins(period: Period) -> None:
    assert period.end + timedelta(days=1) == period.next.start
    assert (period.start.month, period.start.day) == (4, 1)
    assert period.next.previous == period
    assert period < period.next
    assert (period.end - period.start).days in (364, 365)


@given(periods)
def test_what_a_period_writes_it_reads(period: Period) -> None:
    assert Period.parse(str(period)) == period


@pytest.mark.parametrize("text", ["2026/27", "2026-27", "2026/2027", " 2026 / 27 ", "2026–27", "2026-2027"])
def test_a_period_may_be_written_in_several_ways(text: str) -> None:
    period = Period.parse(text)
    assert (period.start, period.end) == (date(2026, 4, 1), date(2027, 3, 31))


@pytest.mark.parametrize(("text", "year"), [("1999/00", 1999), ("1999/2000", 1999), ("2099/00", 2099),
                                            ("2099/2100", 2099), ("2100/01", 2100)])
def test_the_turn_of_a_century_is_read_and_written(text: str, year: int) -> None:
    assert Period.parse(text).year == year


@pytest.mark.parametrize("text", ["2026/28", "2026/26", "2026/2028", "1999/2099", "2099/2000", "2026/25"])
def test_years_that_do_not_follow_each_other_are_refused_with_the_right_spelling(text: str) -> None:
    with pytest.raises(WrongValue, match=str(Period(int(text[:4])))):
        Period.parse(text)


@pytest.mark.parametrize("text", ["", "2026", "26/27", "next year", "2026/7", "2026//27", "2026/27/28",
                                  "2026/027", "2026/27\x00", "x" * 500,
                                  "\u0662\u0660\u0662\u0666/\u0662\u0667"])
def test_nonsense_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(WrongValue, match=r"not a period\. Write .* as in 2026/27\.$") as refused:
        Period.parse(text)
    assert len(str(refused.value)) < 150


@pytest.mark.parametrize("text", ["0000/01", "1899/00", "9999/00", "3000/01"])
def test_years_far_away_are_refused(text: str) -> None:
    with pytest.raises(WrongValue, match="from 1900 to 2999"):
        Period.parse(text)
    with pytest.raises(WrongValue):
        Period.containing(date(1, 1, 1))
    with pytest.raises(WrongValue):
        _ = Period(LAST_YEAR).next


@given(st.text())
def test_any_text_is_either_a_period_or_refused(text: str) -> None:
    try:
        period = Period.parse(text)
    except WrongValue:
        return
    assert str(period.year) in text


def test_the_rounds_are_in_the_order_of_the_year() -> None:
    rounds = [Round.YEAR_END, Round.BASELINE, Round.MID_YEAR]
    assert [str(one) for one in sorted(rounds)] == ["Baseline", "Mid-year", "Year end"]
    assert max(Round) is Round.YEAR_END
    assert Round.BASELINE < Round.MID_YEAR <= Round.MID_YEAR


@pytest.mark.parametrize(("text", "expected"), [
    ("Baseline", Round.BASELINE), (" BASELINE ", Round.BASELINE), ("base-line", Round.BASELINE),
    ("Mid-year", Round.MID_YEAR), ("mid year", Round.MID_YEAR), ("MIDYEAR", Round.MID_YEAR),
    ("mid–year", Round.MID_YEAR), ("mid\u00a0year", Round.MID_YEAR), ("mid_year", Round.MID_YEAR),
    ("Year end", Round.YEAR_END), ("year-end", Round.YEAR_END), ("yearend", Round.YEAR_END),
])
def test_a_round_may_be_written_in_several_ways(text: str, expected: Round) -> None:
    assert Round.parse(text) is expected


@pytest.mark.parametrize("text", ["", "-", "year", "end", "Baseline 2", "b\u0131seline", "q" * 300])
def test_another_round_is_refused_with_the_rounds_there_are(text: str) -> None:
    with pytest.raises(WrongValue, match=r"Baseline, Mid-year, Year end\.$"):
        Round.parse(text)
