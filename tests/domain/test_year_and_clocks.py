"""The year around the charter goes by days: clocks that change, zones and leap days move none of them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anchor_app.domain.acting import AddAction
from anchor_app.domain.action import Action, ActionStatus, by_urgency
from anchor_app.domain.calendar_file import calendar
from anchor_app.domain.edit import Edit
from anchor_app.domain.entry import Entry
from anchor_app.domain.figures import figure
from anchor_app.domain.meeting import Meeting
from anchor_app.domain.minuting import AddMeeting, meetings_of
from anchor_app.domain.month import Month, months_of
from anchor_app.domain.pasting import day_of, pasted
from anchor_app.domain.period import Period
from anchor_app.domain.report_year import actions_in
from anchor_app.domain.what_changed import in_month
from anchor_app.reports.actions_content import due_words
from anchor_app.services.publishing_document import Paper, laid_out_document
from anchor_app.services.publishing_year import annual_document
from tests.helpers.values import ready_desk
from tests.reports.test_annual_report import on

ZONES = ("Pacific/Kiritimati", "Europe/London", "Pacific/Pago_Pago")
LEAP = date(2028, 2, 29)


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """Moves the computer to another zone."""
    def move(name: str) -> None:
        monkeypatch.setenv("TZ", name)
        time.tzset()

    if not hasattr(time, "tzset"):
        pytest.skip("the zone of a process cannot be changed here")
    yield move
    monkeypatch.undo()
    time.tzset()


def entry(at: datetime, number: int = 1) -> Entry:
    return Entry(number, at, "Sam", Edit.of("Change", ()))


@pytest.mark.parametrize(("at", "month"), [
    ("2026-03-31T22:59:59", "2026-03"), ("2026-03-31T23:00:00", "2026-04"),  # summer time has begun: an hour ahead
    ("2026-03-29T00:59:59", "2026-03"), ("2026-10-25T00:30:00", "2026-10"), ("2026-10-25T01:30:00", "2026-10"),
    ("2026-10-31T23:59:59", "2026-10"), ("2026-11-01T00:00:00", "2026-11"), ("2026-12-31T23:59:59", "2026-12"),
    ("2027-01-01T00:00:00", "2027-01"), ("2028-02-29T23:59:59", "2028-02"), ("2028-03-01T00:00:00", "2028-03")])
def test_a_change_is_of_the_month_in_which_people_made_it(zone, at: str, month: str) -> None:  # type: ignore[no-untyped-def]
    zone("Europe/London")
    saved = entry(datetime.fromisoformat(at).replace(tzinfo=UTC))
    found = [one for one in months_of(Period.parse("2025/26")) + months_of(Period.parse("2026/27"))
             + months_of(Period.parse("2027/28")) if in_month([saved], one)]
    assert [str(one) for one in found] == [month]


def test_a_clock_that_was_set_back_moves_its_entries_and_no_others() -> None:
    every = [entry(datetime(2026, 11, 3, 12, tzinfo=UTC), 1), entry(datetime(2016, 11, 3, 12, tzinfo=UTC), 2),
             entry(datetime(2036, 11, 3, 12, tzinfo=UTC), 3), entry(datetime(2026, 11, 4, 12, tzinfo=UTC), 4)]
    assert [one.id for one in in_month(every, Month(2026, 11))] == [1, 4]


@pytest.mark.parametrize("name", ZONES)
def test_a_due_day_is_the_same_on_every_paper_and_in_the_calendar_wherever_it_is_made(zone, name: str) -> None:  # type: ignore[no-untyped-def]
    desk = ready_desk()
    desk.do(AddAction("org", {"title": "Plant", "due": LEAP, "period": "2026/27", "created_on": date(2026, 5, 1)},
                      id="a"))
    every = tuple(desk.holdings.actions.values())

    def made() -> tuple[bytes, ...]:
        document = annual_document(on(desk.holdings, date(2028, 3, 1)), "org", "2026/27", sections="actions")
        return (calendar(every, LEAP), *(laid_out_document(document, one).data for one in Paper))

    zone("UTC")
    expected = made()
    zone(name)
    assert made() == expected and b"DTSTART;VALUE=DATE:20280229" in expected[0]
    assert b"DTEND;VALUE=DATE:20280301" in expected[0]


def test_an_action_that_is_due_on_a_leap_day_is_overdue_the_day_after() -> None:
    action = Action("a", "org", due=LEAP)
    assert not action.is_overdue(LEAP) and action.is_overdue(date(2028, 3, 1))
    assert due_words(action, date(2028, 3, 1)) == "29 February 2028\nOverdue by one day"


@pytest.mark.parametrize(("completed", "period"), [
    (date(2026, 3, 31), "2025/26"), (date(2026, 4, 1), "2026/27"), (date(2027, 3, 31), "2026/27"),
    (date(2027, 4, 1), "2027/28"), (LEAP, "2027/28"), (date(2026, 12, 31), "2026/27"), (date(2027, 1, 1), "2026/27")])
def test_what_was_completed_is_told_in_the_year_of_its_day(completed: date, period: str) -> None:
    desk = ready_desk()
    desk.do(AddAction("org", {"title": "Plant", "created_on": date(2025, 1, 1), "status": ActionStatus.COMPLETE,
                              "completed_on": completed}, id="a"))
    told = [one for one in ("2024/25", "2025/26", "2026/27", "2027/28") if actions_in(desk.holdings, "org", one)]
    assert told == [period]


@pytest.mark.parametrize(("created", "told"), [(date(2027, 3, 31), True), (date(2027, 4, 1), False)])
def test_what_was_begun_after_a_year_is_not_told_in_it(created: date, told: bool) -> None:
    desk = ready_desk()
    desk.do(AddAction("org", {"title": "Plant", "created_on": created}, id="a"))
    assert bool(actions_in(desk.holdings, "org", "2026/27")) is told


def test_two_meetings_on_a_leap_day_have_codes_of_their_own_in_order() -> None:
    desk = ready_desk()
    for key in ("m", "n", "o"):
        desk.do(AddMeeting(LEAP, id=key))
    assert [one.code for one in meetings_of(desk.holdings)] == ["2028-02-29c", "2028-02-29b", "2028-02-29"]
    assert Meeting("x", on=LEAP).code == "2028-02-29"


@given(st.lists(st.builds(Action, st.text("ab", min_size=1, max_size=3), st.just("org"), title=st.sampled_from(
    ["İzmir", "izmir", "Straße", "STRASSE", "é", "e\u0301", ""]), due=st.none() | st.dates(LEAP, LEAP + timedelta(2))),
    unique_by=lambda one: one.id), st.randoms())
def test_actions_have_one_order_whatever_came_first(every: list[Action], shuffled) -> None:  # type: ignore[no-untyped-def]
    other = list(every)
    shuffled.shuffle(other)
    assert by_urgency(every) == by_urgency(other)


@pytest.mark.parametrize(("text", "words"), [("1.234,5", "1234.5"), ("1,234.5", "1234.5"), ("0,5", "0.5")])
def test_figures_and_days_are_read_alike_whatever_the_country_of_the_spreadsheet(text: str, words: str) -> None:
    assert str(figure(text)) == words
    assert [one.number for one in pasted(f"31.03.2027\t{text}").rows] == [figure(text)]
    assert day_of("29 FEBRUARY 2028") == day_of("29.2.2028") == day_of("2028-02-29") == LEAP


@pytest.mark.parametrize("text", ["٣١/٠٣/٢٠٢٧\t5", "31/03/2027\t٥", "31 Şubat 2027\t5", "29/02/2027\t5",
                                  "2027-02-30\t5", "31 Mart 2027\t5"])
def test_digits_and_months_of_other_tongues_and_days_that_are_none_are_told(text: str) -> None:
    read = pasted(text)
    assert not read.rows and [one.line for one in read.faults] == [1]
