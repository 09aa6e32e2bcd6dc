"""Coverage, what most lack, who can help whom, and the trend of all, against naive counts and by hand."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anchor_app.domain.assessment import Status
from anchor_app.domain.board_rows import by_organisation
from anchor_app.domain.collaborative import Introduction
from anchor_app.domain.collaborative_trend import collaborative_trend
from anchor_app.domain.comparison import Wanted, at_levels, chosen, compare
from anchor_app.domain.counting import Reading
from anchor_app.domain.coverage import coverage, what_most_lack
from anchor_app.domain.helping import MOST_FOR_COMPONENT, MOST_FOR_TAKER, matches, note_all
from anchor_app.domain.members import member_of, place_key
from tests.helpers.collaboratives import PERIODS, SMALL, answered, group, groups, member
from tests.helpers.values import small_charter

DAY = date(2027, 5, 4)


def last_rows(found, period):
    rows = {key: chosen(own, period) for key, own in by_organisation(found.rows).items()}
    return {key: row for key, row in rows.items() if row is not None}


def helped(found, period="2026/27", charter=None, **limits):
    return matches(charter or next(iter(found.charters.values())), last_rows(found, period),
                   [member_of(one) for one in found.organisations.values()], period, **limits)


@given(groups(), st.sampled_from(PERIODS), st.sampled_from(list(Reading)))
def test_coverage_parts_everybody_and_says_what_the_board_says(found, period, reading):
    rows = last_rows(found, period)
    boards = {board.charter.digest: board for board in compare(
        found.rows, found.organisations, found.charters, Wanted(period, reading)).boards}
    for digest, charter in found.charters.items():
        covered = coverage(charter, rows.values(), reading)
        scored = [row for row in boards[digest].rows if row.standing] if digest in boards else []
        assert [one.component for one in covered] == list(charter)
        for one in covered:
            parts = (one.fulfilled, one.unproven, one.planned, one.lacking, one.not_applicable)
            assert sum(parts) == one.of == len(scored) and min(parts) >= 0
            answers = [row.answers for row in scored]
            wants = [row for row in answers if one.component.id in row.focus | row.opportunities
                     or row.status(one.component.id) is Status.WORKING_TOWARDS]
            settled = (Status.FULFILLED, Status.NOT_APPLICABLE)
            assert one.planned == len([row for row in wants if row.status(one.component.id) not in settled])
            assert one.fulfilled + one.unproven == len([
                row for row in answers if row.status(one.component.id) is Status.FULFILLED])
        assert sum(one.fulfilled for one in covered) == sum(row.standing.counted for row in scored)


def test_what_most_lack_is_more_than_half_of_those_to_whom_it_applies():
    rows = [answered("a", ("1.1", "2.1"), towards=("2.2",)), answered("b", ("1.1", "2.2"), focus=("1.2",)),
            answered("c", ("1.2",), opportunities=("1.3",)),
            replace(answered("d"), statuses={"2.1": Status.NOT_APPLICABLE, "1.1": Status.FULFILLED})]
    covered = coverage(SMALL, rows)
    assert [(one.component.id, one.fulfilled, one.planned, one.lacking, one.not_applicable) for one in covered] == [
        ("1.1", 3, 0, 1, 0), ("1.2", 1, 1, 2, 0), ("1.3", 0, 1, 3, 0), ("2.1", 1, 0, 2, 1), ("2.2", 1, 1, 2, 0)]
    lacked = what_most_lack(covered)
    assert [(one.component.id, one.words) for one in lacked] == [
        ("1.3", "4 of 4 not yet"), ("1.2", "3 of 4 not yet"), ("2.2", "3 of 4 not yet"), ("2.1", "2 of 3 not yet")]
    assert what_most_lack(coverage(SMALL, [])) == ()


@given(groups(), st.sampled_from(PERIODS))
def test_every_match_is_proven_here_wanted_there_and_within_the_limits(found, period):
    for charter in found.charters.values():
        rows, shown = last_rows(found, period), helped(found, period, charter)
        assert len({(one.giver, one.taker, one.component) for one in shown}) == len(shown)
        for one in shown:
            giver, taker, key = rows[one.giver.organisation], rows[one.taker.organisation], one.component.id
            assert giver.charter == taker.charter == charter.digest and giver is not taker
            assert giver.status(key) is Status.FULFILLED
            assert key in (giver.agreed if giver.is_moderated else giver.current)
            assert key in taker.focus | taker.opportunities and taker.status(key) in (
                Status.NOT_STARTED, Status.WORKING_TOWARDS)
            places = [place_key(found.organisations[end.organisation].place) for end in (one.giver, one.taker)]
            assert one.is_same_place == (places[0] == places[1] != "")
        assert max(Counter(one.taker for one in shown).values(), default=0) <= MOST_FOR_TAKER
        per_component = Counter((one.taker, one.component.id) for one in shown)
        assert max(per_component.values(), default=0) <= MOST_FOR_COMPONENT


@given(groups(), st.sampled_from(PERIODS))
def test_without_limits_every_possible_match_is_made_and_only_once(found, period):
    for charter in found.charters.values():
        rows = {key: row for key, row in last_rows(found, period).items() if row.charter == charter.digest}
        possible = {(giver, taker, one.id) for giver in rows for taker in rows for one in charter
                    if rows[giver].status(one.id) is Status.FULFILLED
                    and one.id in (rows[giver].agreed if rows[giver].is_moderated else rows[giver].current)
                    and (one.id in rows[taker].focus or one.id in rows[taker].opportunities)
                    and rows[taker].status(one.id) not in (Status.FULFILLED, Status.NOT_APPLICABLE)}
        shown = helped(found, period, charter, most=10_000, most_for_component=10_000)
        assert {(one.giver.organisation, one.taker.organisation, one.component.id) for one in shown} == possible


@given(groups(), st.data())
def test_matches_do_not_depend_on_the_order_in_which_anything_is_kept(found, data):
    members = [member_of(one) for one in found.organisations.values()]
    rows = last_rows(found, "2026/27")
    shuffled = dict(data.draw(st.permutations(list(rows.items()))))
    for charter in found.charters.values():
        assert matches(charter, rows, members, "2026/27") == matches(
            charter, shuffled, data.draw(st.permutations(members)), "2026/27")


def told(shown):
    return [(one.giver.organisation, one.taker.organisation, one.component.id, one.reason) for one in shown]


def test_the_nearest_is_asked_first_and_an_agreed_one_before_one_with_evidence_alone():
    found = group(
        [member("t", "Taker", "Bay"), member("far", "A far one", "Fells"), member("near", "Near", " BAY"),
         member("old", "Only evidence", "Bay"), member("no", "Not agreed", "Bay")],
        [answered("t", focus=("1.1",)),
         answered("far", ("1.1",), agreed=("1.1",), is_moderated=True),
         answered("near", ("1.1",), agreed=("1.1",), is_moderated=True),
         answered("old", ("1.1",), current=("1.1",)),
         answered("no", ("1.1",), current=("1.1",), agreed=("1.2",), is_moderated=True)])
    assert told(helped(found, most_for_component=9)) == [
        ("near", "t", "1.1", "agreed with by the steering group, a focus there, same place"),
        ("old", "t", "1.1", "with current evidence, a focus there, same place"),
        ("far", "t", "1.1", "agreed with by the steering group, a focus there")]
    assert [one[0] for one in told(helped(found))] == ["near", "old"]


def test_equals_take_turns_and_each_component_has_a_first_match_before_any_has_a_second():
    found = group(
        [member("g1"), member("g2"), member("ta"), member("tb")],
        [answered("g1", ("1.1", "1.2"), current=("1.1", "1.2")), answered("g2", ("1.1", "1.2"), current=("1.1", "1.2")),
         answered("ta", opportunities=("1.1",), focus=("1.2",)), answered("tb", opportunities=("1.1", "1.2"))])
    first = told(helped(found, most_for_component=1))
    assert [(one[0], one[1], one[2]) for one in first] == [
        ("g1", "ta", "1.2"), ("g1", "ta", "1.1"), ("g2", "tb", "1.1"), ("g2", "tb", "1.2")]
    assert [one[2] for one in told(helped(found, most=3)) if one[1] == "ta"] == ["1.2", "1.1", "1.2"]


def test_organisations_of_unknown_places_are_no_neighbours():
    found = group([member("a"), member("b")], [answered("a", ("1.1",), current=("1.1",)),
                                               answered("b", focus=("1.1",))])
    assert [one.is_same_place for one in helped(found)] == [False]


def test_a_match_that_was_noted_says_so_and_the_others_are_noted_at_once():
    found = group([member("a"), member("b"), member("c")], [
        answered("a", ("1.1",), current=("1.1",)), answered("b", focus=("1.1",)), answered("c", focus=("1.1",))])
    noted = Introduction("i", "a", "b", "1.1", "2026/27")
    shown = helped(found, introductions=[noted, replace(noted, taker="c", period="2025/26")])
    assert [one.introduction for one in shown] == [noted, None]
    wish = note_all(shown, "2026/27", DAY)
    assert [(one.giver, one.taker, one.component, one.on) for one in wish.commands] == [("a", "c", "1.1", DAY)]
    assert wish.label == "Note an introduction" and wish.commands[0].reason == "with current evidence, a focus there"


def test_nobody_helps_across_charters():
    other = replace(small_charter((3, 2), SMALL.levels), digest="second")
    found = group([member("a"), member("b")], [answered("a", ("1.1",), current=("1.1",)),
                                               answered("b", focus=("1.1",), charter=other)], SMALL, other)
    assert helped(found) == helped(found, charter=other) == ()


@given(groups(), st.sampled_from(list(Reading)))
def test_the_trend_says_of_every_period_what_its_board_says(found, reading):
    for charter in found.charters.values():
        points = {one.period: one for one in collaborative_trend(charter, found.rows, reading)}
        for period in PERIODS:
            boards = compare(found.rows, found.organisations, found.charters, Wanted(period, reading)).boards
            rows = [row for board in boards if board.charter is charter for row in board.rows if row.standing]
            assert (period in points) == bool(rows)
            if rows:
                point = points[period]
                assert point.levels == at_levels(charter, rows) and point.of == len(rows)
                assert point.mean * point.of == pytest.approx(sum(row.standing.counted for row in rows))
                below = sum(row.standing.counted < point.median for row in rows)
                above = sum(row.standing.counted > point.median for row in rows)
                assert max(below, above) * 2 <= point.of


def test_the_steady_mean_leaves_newcomers_out():
    rows = [answered("a", ("1.1",), "2025/26"), answered("a", ("1.1", "1.2", "2.1")),
            answered("b", (), "2025/26"), answered("b", ("1.1",)),
            answered("new", ("1.1", "1.2", "1.3", "2.1", "2.2"))]
    then, now = collaborative_trend(SMALL, rows)
    assert (then.mean, then.median, then.steady, then.steady_of) == (0.5, 0.5, None, 0)
    assert (now.of, now.mean, now.median, now.steady, now.steady_of) == (3, 3.0, 3.0, 1.5, 2)
    assert dict(now.levels) == {"Not yet Bronze": 1, "Bronze": 1, "Silver": 0, "Gold": 0, "Platinum": 1}
    only = collaborative_trend(SMALL, rows, organisations={"b"})
    assert [(one.of, one.mean) for one in only] == [(1, 0.0), (1, 1.0)]
