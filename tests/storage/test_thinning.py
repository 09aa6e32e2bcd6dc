"""The thinning of backups, over calendars of every sort and clocks that jump."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from anchor_app.storage.thinning import NEWEST, Reason, Stamp, fit_to_go, kept, last_of_months

BEGIN = datetime(2020, 1, 1, tzinfo=UTC)
MINUTES = 60 * 24 * 365 * 12

times = st.integers(0, MINUTES).map(lambda minutes: BEGIN + timedelta(minutes=minutes))
hashes = st.text("0123456789abcdef", min_size=16, max_size=16)
stamps = st.builds(Stamp, times, st.integers(1, 999_999), st.sampled_from(Reason), hashes)
calendars = st.sets(stamps, max_size=120)


@given(stamps)
def test_a_name_says_what_it_was_made_of_and_sorts_by_time(stamp: Stamp) -> None:
    assert Stamp.parse(stamp.name) == stamp
    later = Stamp(stamp.at + timedelta(seconds=1), 1, Reason.MANUAL, "0" * 16)
    assert stamp.name < later.name
    assert not set(stamp.name) & set('<>:"/\\|?* ') and len(stamp.name) < 100


@given(st.text(max_size=80))
def test_another_name_is_no_stamp(name: str) -> None:
    assert Stamp.parse(name) is None
    assert Stamp.parse("2026-13-45T12-00-00Z-manual-000001-0123456789abcdef.anchor-backup") is None


@given(calendars, times)
def test_nothing_of_the_last_two_days_of_the_future_or_before_an_upgrade_goes(made: set[Stamp], now: datetime) -> None:
    for one in made - kept(made, now):
        assert now - one.at > timedelta(days=2) and one.reason is not Reason.BEFORE_UPGRADE


@given(calendars, times)
def test_each_day_week_and_month_keeps_its_last(made: set[Stamp], now: datetime) -> None:
    keep = kept(made, now)
    for one in made:
        same_day = {other for other in made if other.at.date() == one.at.date()}
        same_week = {other for other in made if other.at.isocalendar()[:2] == one.at.isocalendar()[:2]}
        same_month = {other for other in made if (other.at.year, other.at.month) == (one.at.year, one.at.month)}
        assert max(same_month) in keep
        assert now - max(same_week).at > timedelta(days=183) or max(same_week) in keep
        assert now - max(same_day).at > timedelta(days=30) or max(same_day) in keep


@given(calendars, times)
def test_no_more_is_kept_than_the_rule_says(made: set[Stamp], now: datetime) -> None:
    old = {one for one in kept(made, now) if now - one.at > timedelta(days=190)
           and one.reason is not Reason.BEFORE_UPGRADE} - set(sorted(made)[-NEWEST:])
    assert len(old) == len({(one.at.year, one.at.month) for one in old})


@given(calendars, times, times)
def test_thinning_in_between_loses_nothing_that_thinning_once_would_keep(made: set[Stamp], now: datetime,
                                                                          later: datetime) -> None:
    first, second = sorted((now, later))
    assert kept(kept(made, first), second) == kept(made, second)
    assert last_of_months(kept(made, first)) == last_of_months(made)


@given(calendars, times, st.data())
def test_the_last_whole_backup_never_goes_and_a_damaged_one_is_left_alone(made: set[Stamp], now: datetime,
                                                                           data: st.DataObject) -> None:
    """C10, with any clock."""
    whole = {one for one in made if data.draw(st.booleans())}
    go = fit_to_go(made, now, whole.__contains__)
    if whole:
        assert max(whole) not in go


@settings(max_examples=50)
@given(calendars, times)
def test_where_a_whole_backup_goes_another_of_its_month_stays(made: set[Stamp], now: datetime) -> None:
    ordered = sorted(made)
    damaged = set(ordered[::3])
    go = fit_to_go(made, now, lambda one: one not in damaged)
    for one in go:
        assert any(other not in damaged and other not in go and other > one
                   and (other.at.year, other.at.month) == (one.at.year, one.at.month) for other in made)
