"""The public view tells nobody who is who: no withheld name in it anywhere, and no group too small, nor left over."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from enum import Enum

from hypothesis import given
from hypothesis import strategies as st

from anchor_app.domain.board_order import By
from anchor_app.domain.charter import Charter
from anchor_app.domain.collaborative_trend import collaborative_trend
from anchor_app.domain.comparison import Wanted, compare
from anchor_app.domain.counting import Reading
from anchor_app.domain.coverage import coverage
from anchor_app.domain.organisation import Kind
from anchor_app.domain.public_view import (
    OTHERS,
    public_comparison,
    public_coverage,
    public_groups,
    public_trend,
)
from tests.helpers.collaboratives import PERIODS, SMALL, answered, group, groups, member

wishes = st.builds(Wanted, st.sampled_from(PERIODS), st.sampled_from(list(Reading)))
smallest = st.integers(1, 5)


def texts(value):
    """Every string anywhere in a value, but in the charter, which is the same for all."""
    if isinstance(value, Charter):
        return
    if isinstance(value, str) and not isinstance(value, Enum):
        yield value
    elif isinstance(value, Mapping):
        for key, held in value.items():
            yield from texts(key)
            yield from texts(held)
    elif isinstance(value, (tuple, list, frozenset, set)):
        for one in value:
            yield from texts(one)
    elif dataclasses.is_dataclass(value):
        for one in dataclasses.fields(value):
            yield from texts(getattr(value, one.name))


def public(found, wanted, least):
    return public_comparison(found.rows, found.organisations, found.charters, wanted, least)


@given(groups(aliases=True), wishes, smallest)
def test_no_withheld_name_is_anywhere_in_the_public_view(found, wanted, least):
    shown = public(found, wanted, least)
    said = "\n".join(texts(shown))
    whole = compare(found.rows, found.organisations, found.charters, wanted)
    for one in found.organisations.values():
        is_withheld = bool(one.alias) or any(
            row.member.organisation == one.id for board in whole.boards if len(board.rows) < least
            for row in board.rows)
        if is_withheld:
            assert one.name not in said and (not one.short_name or one.short_name not in said)
        assert one.id not in said.split("\n") and f"{one.id} " not in said
    assert shown.missing == shown.unscored == () and all(row.answers is None for row in shown.rows)


@given(groups(aliases=True), wishes, smallest)
def test_names_are_there_only_where_the_nameless_are_none_or_enough(found, wanted, least):
    names = {one.name for one in found.organisations.values()}
    for board in public(found, wanted, least).boards:
        assert len(board.rows) >= least
        named = [row for row in board.rows if row.member.name in names]
        hidden = len(board.rows) - len(named)
        assert not named or hidden == 0 or hidden >= least
        for row in board.rows:
            if row not in named:
                assert (row.member.kind, row.member.place, row.before, row.since, row.is_new) == (
                    None, "", None, "", False)


@given(groups(aliases=True), wishes, smallest)
def test_the_public_board_shows_the_same_results_as_the_steering_groups(found, wanted, least):
    def results(board):
        return sorted(repr([one.words for one in row.cells]) for row in board.rows)

    whole = compare(found.rows, found.organisations, found.charters, wanted)
    large = [results(board) for board in whole.boards if len(board.rows) >= least]
    shown = public(found, wanted, least)
    assert [results(board) for board in shown.boards] == large
    assert bool(shown.withheld) == (len(large) < len(whole.boards) or not whole.boards)


@given(groups(aliases=True), wishes, smallest, st.sampled_from(["bay", "Fells", "nowhere"]), st.sampled_from(Kind))
def test_a_filter_leaves_enough_or_nothing(found, wanted, least, place, kind):
    for narrowed in (dataclasses.replace(wanted, places=frozenset({place})),
                     dataclasses.replace(wanted, kinds=frozenset({kind}))):
        for board in public(found, narrowed, least).boards:
            assert len(board.rows) >= least


@given(groups(most=9, aliases=True), st.sampled_from(PERIODS), smallest, st.sampled_from(list(By)))
def test_no_group_is_too_small_and_none_is_left_over_by_subtraction(found, period, least, by):
    for board in public(found, Wanted(period), least).boards:
        parts = public_groups(board, by, least)
        sizes = [len(one.rows) for one in parts]
        assert sum(sizes) == len(board.rows) and all(size >= least for size in sizes)
        assert sum(one.counted for one in parts) == sum(row.standing.counted for row in board.rows)


def four(*aliases):
    return group([member("a", "Alpha House", "Bay", Kind.COUNCIL, *aliases[:1]),
                  member("b", "Beta House", "Bay", Kind.COUNCIL, *aliases[1:2]),
                  member("c", "Gamma House", "Bay", Kind.COUNCIL), member("d", "Delta House", "Fells", Kind.COLLEGE)],
                 [answered("a", ("1.1", "2.1"), "2025/26"), answered("a", ("1.1", "1.2", "2.1")),
                  answered("b", ("1.1",)), answered("c", ("1.1", "2.1")), answered("d")])


def names(shown):
    return [row.member.name for row in shown.rows]


def test_below_the_smallest_group_nothing_is_shown_and_said_so():
    assert names(public(four(), Wanted("2026/27"), 4)) == ["Alpha House", "Beta House", "Delta House", "Gamma House"]
    shown = public(four(), Wanted("2026/27"), 5)
    assert shown.boards == () and "fewer than five organisations" in shown.withheld
    assert public(four(), Wanted("2030/31"), 1).boards == ()


def test_aliases_stand_for_names_where_they_are_enough_and_otherwise_nobody_is_named():
    assert names(public(four("Member X", "Member Y"), Wanted("2026/27"), 2)) == [
        "Delta House", "Gamma House", "Member X", "Member Y"]
    shown = public(four("Member X"), Wanted("2026/27"), 2)
    assert names(shown) == ["Member X", "Organisation 2", "Organisation 3", "Organisation 4"]
    assert [row.standing.counted for row in shown.rows] == [3, 2, 1, 0]
    assert shown.places == () and shown.kinds == ()


def test_a_place_with_too_few_is_not_shown_alone_nor_as_what_is_left():
    found = four()
    [board] = public(found, Wanted("2026/27"), 2).boards
    assert [(one.label, len(one.rows)) for one in public_groups(board, By.PLACE, 2)] == [(OTHERS, 4)]
    assert public(found, Wanted("2026/27", places=frozenset({"Fells"})), 2).boards == ()
    [bay] = public(found, Wanted("2026/27", places=frozenset({"bay"})), 2).boards
    assert len(bay.rows) == 3
    assert public_groups(board, By.PLACE, 9) == ()


def test_coverage_and_trend_are_withheld_where_too_few_stand_behind_a_number():
    found = four()
    now = [row for row in found.rows if row.period == "2026/27"]
    assert public_coverage(SMALL, now, Reading.SELF, 4) == coverage(SMALL, now)
    assert public_coverage(SMALL, now, Reading.SELF, 5) == ()
    points = collaborative_trend(SMALL, found.rows)
    assert [one.period for one in points] == ["2025/26", "2026/27"]
    [shown] = public_trend(points, 2)
    assert (shown.period, shown.steady, shown.steady_of) == ("2026/27", None, 0) and points[1].steady == 1.0
