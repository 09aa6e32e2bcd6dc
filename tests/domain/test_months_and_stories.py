"""How months stand, which to write first, lines that are taken over into a text, and stories put in the library."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anchor_app.domain.commands_keeping import AmendOrganisation
from anchor_app.domain.errors import WrongValue
from anchor_app.domain.month import Month
from anchor_app.domain.month_state import MonthState, month_standings, month_to_write, months_words, standings_words
from anchor_app.domain.period import Period
from anchor_app.domain.update import Update
from anchor_app.domain.update_story import in_library, put_in_library, title_of
from anchor_app.domain.updating import WriteUpdate
from anchor_app.domain.what_changed import has_line, with_lines, without_line
from tests.helpers.values import TODAY, ready_desk

PERIOD = Period(2026)
lines = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12).map(
    lambda one: f"{one.strip()}.")
texts = st.text("ab.-• \n", max_size=20)


def standings(on, written=(), signed_up=None):
    desk = ready_desk()
    if signed_up:
        desk.do(AmendOrganisation("org", {"signed_up": signed_up}))
    for month in written:
        desk.do(WriteUpdate("org", month, {"did": "Much"}, on=on))
    return month_standings(desk.holdings, "org", PERIOD, on)


@given(st.dates(date(2025, 1, 1), date(2028, 12, 31)), st.none() | st.dates(date(2025, 1, 1), date(2028, 12, 31)))
def test_only_months_that_have_begun_stand_and_the_newest_comes_first(on, signed_up):
    found = [one.month for one in standings(on, signed_up=signed_up)]
    assert found == sorted(found, reverse=True)
    assert all(one <= Month.containing(on) for one in found)
    assert len(found) == max(0, min(12, (on.year - 2026) * 12 + on.month - 3))


def test_a_month_stands_as_it_was_written_or_not():
    found = standings(date(2026, 7, 20), (Month(2026, 5), Month(2026, 7)), signed_up=date(2026, 5, 9))
    assert [(one.month.number, one.state) for one in found] == [
        (7, MonthState.BEGUN), (6, MonthState.MISSING), (5, MonthState.WRITTEN), (4, MonthState.BEFORE)]
    assert standings_words(found) == "2 of 3 months written. Missing: June 2026."


@pytest.mark.parametrize(("on", "written", "first"), [
    (date(2026, 7, 2), (), Month(2026, 6)), (date(2026, 7, 8), (), Month(2026, 7)),
    (date(2026, 7, 2), (Month(2026, 6),), Month(2026, 7)), (date(2026, 7, 2), (Month(2026, 7),), Month(2026, 7)),
    (date(2027, 6, 1), (Month(2027, 3), Month(2027, 2)), Month(2027, 1)), (date(2026, 3, 31), (), None)])
def test_the_month_to_write_is_this_one_or_the_last_in_its_first_days(on, written, first):
    assert month_to_write(standings(on, written), on) == first


def test_a_year_is_said_once():
    assert months_words([Month(2026, 12), Month(2027, 1), Month(2027, 3)]) == "December 2026, January and March 2027"


@given(texts, st.lists(lines, max_size=4))
def test_lines_are_taken_over_once_and_what_was_written_stays(text, wanted):
    once = with_lines(text, wanted)
    assert all(has_line(once, one) for one in wanted)
    assert with_lines(once, wanted) == once
    assert once.startswith(text.rstrip("\n")) or not text.strip()


@given(texts, lines)
def test_a_line_that_is_dropped_is_gone_and_no_other(text, line):
    after = without_line(with_lines(text, [line]), line)
    assert not has_line(after, line)
    assert [one for one in text.split("\n") if one.strip() and not has_line(one, line)] == [
        one for one in after.split("\n") if one.strip()]


@pytest.mark.parametrize(("text", "title"), [
    ("We lent the lodge. They mend bicycles.", "We lent the lodge"), ("\n\nA line\nAnother", "A line"),
    ("Component 3.4 is in use", "Component 3.4 is in use"), ("W" * 300, "W" * 79 + "…"),
    ("word " * 60, "word " * 14 + "word…"), ("  ", "")])
def test_a_story_begins_with_its_first_sentence(text, title):
    assert title_of(text) == title and len(title) <= 80


def test_the_story_of_an_update_is_put_in_the_library_once_and_found_there_again():
    desk = ready_desk()
    update = Update("2026-10", "org", story="We lent the lodge. They mend bicycles.")
    assert in_library(desk.holdings, update) is None
    desk.do(put_in_library(update, TODAY))
    told = in_library(desk.holdings, update)
    assert told is not None and (told.title, told.shareable, told.on) == ("We lent the lodge", False, TODAY)
    assert in_library(desk.holdings, Update("2026-10/work", "org", story=update.story)) is None
    with pytest.raises(WrongValue):
        put_in_library(Update("2026-09", "org", story=" "), TODAY).edit(desk.holdings)
