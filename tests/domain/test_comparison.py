"""The board against a second, naive reading of the same rows, and what must hold of every board."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anchor_app.domain.assessment import State, Status
from anchor_app.domain.board_order import By, Column, grouped, ordered
from anchor_app.domain.board_rows import by_organisation
from anchor_app.domain.comparison import Wanted, at_levels, compare
from anchor_app.domain.counting import Reading
from anchor_app.domain.errors import UnknownItem, WrongValue
from anchor_app.domain.members import place_key
from anchor_app.domain.organisation import Kind
from anchor_app.domain.side_by_side import cell_proof, side_by_side
from tests.domain.test_scoring import naive_level
from tests.helpers.collaboratives import PERIODS, SMALL, answered, group, groups, member
from tests.helpers.values import small_charter

readings = st.sampled_from(list(Reading))
wishes = st.builds(Wanted, st.sampled_from(PERIODS), readings)


def compared(found, wanted):
    return compare(found.rows, found.organisations, found.charters, wanted)


def naive_counted(row, reading):
    """The fulfilled components, one by one, that the reading lets count; None where it has nothing to say."""
    done = [key for key in row.statuses if row.statuses[key] == "fulfilled"]
    if reading == "evidenced":
        return {key for key in done if key in row.current}
    if reading == "moderated":
        return {key for key in done if key in row.agreed} if row.is_moderated else None
    return set(done)


@given(groups(), wishes)
def test_the_board_is_what_a_naive_reading_of_the_rows_gives(found, wanted):
    shown = compared(found, wanted)
    for key in found.organisations:
        mine = [row for row in found.rows if row.organisation == key]
        now = [row for row in mine if row.period == wanted.period]
        line = [(board, row) for board in shown.boards for row in board.rows if row.member.organisation == key]
        if not now:
            assert not line and key in [one.organisation for one in shown.missing]
            continue
        [(board, row)] = line
        charter, counted = found.charters[now[0].charter], naive_counted(now[0], wanted.reading)
        assert board.charter is charter and row.answers is now[0]
        if counted is None:
            assert (row.standing, row.change, row.distance, row.cells) == (None, None, None, ())
            continue
        assert row.standing.level == naive_level(charter, counted) and row.standing.counted == len(counted)
        assert [(cell.counted, cell.of) for cell in row.cells] == [
            (len(counted & {one.id for one in domain.components}), len(domain.components))
            for domain in charter.domains]
        earlier = sorted((one for one in mine if one.period < wanted.period), key=lambda one: one.period)
        assert row.is_new == (not earlier)
        then = naive_counted(earlier[-1], wanted.reading) if (
            earlier and earlier[-1].charter == now[0].charter) else None
        assert row.change == (None if then is None else len(counted) - len(then))
        if then is not None:
            assert sum(cell.change for cell in row.cells) == row.change


@given(groups(), wishes)
def test_the_distance_is_the_least_that_reaches_the_next_level(found, wanted):
    for board in compared(found, wanted).boards:
        for row in board.rows:
            if row.standing is None:
                continue
            own, more = row.standing, {cell.domain.id: cell.more for cell in row.cells}
            assert row.distance == sum(more.values()) and (row.distance == 0) == (own.next is None)
            done = {domain.domain.id: domain.counted + more[domain.domain.id] for domain in own.domains}

            def reaches(counts, charter=board.charter):
                picked = {one.id for domain in charter.domains for one in domain.components[: counts[domain.id]]}
                return naive_level(charter, picked)

            if own.next:
                assert board.charter.levels.index(reaches(done)) >= own.rank
                for key, lacks in more.items():
                    less = reaches({**done, key: done[key] - 1}) if lacks else None
                    assert less is None or board.charter.levels.index(less) < own.rank


@given(groups(), wishes, st.data())
def test_one_more_fulfilled_component_never_lowers_anything_on_the_board(found, wanted, data):
    rows = [row for row in found.rows if row.period == wanted.period]
    if not rows:
        return
    row = data.draw(st.sampled_from(rows))
    one = data.draw(st.sampled_from(list(found.charters[row.charter].components)))
    more = replace(row, statuses={**row.statuses, one: Status.FULFILLED}, current=row.current | {one},
                   agreed=row.agreed | {one} if row.is_moderated else row.agreed)
    after = compare([more if held is row else held for held in found.rows], found.organisations, found.charters, wanted)
    pairs = zip(compared(found, wanted).rows, after.rows, strict=True)
    for old, new in pairs:
        if old.standing and new.standing:
            assert new.standing.rank >= old.standing.rank
            assert all(b.counted >= a.counted for a, b in zip(old.cells, new.cells, strict=True))


@given(groups(), st.sampled_from(PERIODS))
def test_no_reading_counts_more_than_the_self_assessed_one(found, period):
    own = compared(found, Wanted(period)).rows
    for reading in (Reading.EVIDENCED, Reading.MODERATED):
        for mine, other in zip(own, compared(found, Wanted(period, reading)).rows, strict=True):
            assert other.standing is None or other.standing.counted <= mine.standing.counted


@given(groups(), wishes)
def test_everybody_is_on_exactly_one_board_or_missing_and_no_board_mixes_charters(found, wanted):
    shown = compared(found, wanted)
    there = [row.member.organisation for row in shown.rows] + [one.organisation for one in shown.missing]
    assert sorted(there) == sorted(found.organisations)
    for board in shown.boards:
        assert {row.answers.charter for row in board.rows} == {board.charter.digest}
    assert bool(shown.charters_sentence) == (len(shown.boards) > 1)
    for board in shown.boards:
        assert sum(count for _, count in at_levels(board.charter, board.rows)) == len(board.rows)


@given(groups(), wishes)
def test_filters_by_place_and_kind_part_the_whole_and_keep_every_row_as_it_is(found, wanted):
    whole = compared(found, wanted)
    rows = {row.member.organisation: row for row in whole.rows}
    for name, choices in (("places", whole.places), ("kinds", (*whole.kinds,))):
        parts = [compared(found, replace(wanted, **{name: frozenset({one})})) for one in choices]
        seen = [row for part in parts for row in part.rows]
        assert all(rows[row.member.organisation] == row for row in seen)
        without = [key for key, one in found.organisations.items() if name == "kinds" and one.kind is None]
        assert sorted(row.member.organisation for row in seen) == sorted(key for key in rows if key not in without)


@given(groups(), wishes, st.booleans())
def test_every_order_keeps_all_rows_and_puts_empty_ones_last(found, wanted, is_descending):
    for board in compared(found, wanted).boards:
        for column in (*Column, *(one.id for one in board.charter.domains)):
            shown = ordered(board, column, is_descending=is_descending)
            assert sorted(id(row) for row in shown.rows) == sorted(id(row) for row in board.rows)
            assert ordered(shown, column, is_descending=is_descending) == shown
        changes = [row.change for row in ordered(board, "change", is_descending=is_descending).rows]
        there = [one for one in changes if one is not None]
        assert changes == [*sorted(there, reverse=is_descending), *[None] * (len(changes) - len(there))]


@given(groups(), wishes, st.sampled_from(list(By)))
def test_groups_part_the_board_and_their_sums_are_the_boards(found, wanted, by):
    for board in compared(found, wanted).boards:
        parts = grouped(board, by)
        assert sorted(row.member.organisation for one in parts for row in one.rows) == sorted(
            row.member.organisation for row in board.rows)
        assert sum(one.counted for one in parts) == sum(row.standing.counted for row in board.rows if row.standing)
        assert len({place_key(one.label) for one in parts}) == len(parts)
        for one in parts:
            assert sum(count for _, count in one.levels) == len(one.rows)


BOARD = group(
    [member("bay", "Example Bay Hospitals", "Bay", Kind.NHS_TRUST), member("city", "Éxample City", " bay"),
     member("fell", "Fellside University", "Fells", Kind.UNIVERSITY), member("mill", "Millbrook", "Coast"),
     member("none", "Away Council")],
    [answered("bay", ("1.1", "1.2", "2.1"), "2024/25"),
     answered("bay", ("1.1", "2.1"), "2025/26"), answered("bay", ("1.1", "1.2", "2.1", "2.2"), round="Mid-year"),
     answered("bay", ("1.1", "1.2", "1.3", "2.1", "2.2"), current=("1.1", "2.1")),
     answered("city", ("1.1",), "2025/26"), answered("city", ("1.1",)),
     answered("fell", ("1.1", "1.2"), "2025/26"), answered("fell", ("1.1",), agreed=("1.1", "2.2"), is_moderated=True),
     answered("mill", ("1.1", "2.1"))])


def told(shown):
    return [(row.member.name, row.level_name, row.change_words, row.distance, [one.words for one in row.cells])
            for row in shown.rows]


def test_a_board_by_hand_says_who_stands_where_and_what_moved_since_the_last_period():
    shown = compared(BOARD, Wanted("2026/27"))
    assert told(shown) == [
        ("Example Bay Hospitals", "Platinum", "+3", 0, ["3/3", "2/2"]),
        ("Éxample City", "Not yet Bronze", "0", 1, ["1/3", "0/2"]),
        ("Fellside University", "Not yet Bronze", "−1", 1, ["1/3", "0/2"]),
        ("Millbrook", "Bronze", "new", 2, ["1/3", "1/2"])]
    assert [one.name for one in shown.missing] == ["Away Council"]
    assert shown.rows[0].since == "2025/26 · Year end" and shown.rows[0].levels_gained == 3
    assert [cell.change for cell in shown.rows[0].cells] == [2, 1]
    assert [cell.more for cell in shown.rows[3].cells] == [1, 1]
    assert shown.places == ("Bay", "Coast", "Fells", "")


def test_a_board_of_a_round_takes_that_round_and_misses_who_has_none():
    shown = compared(BOARD, Wanted("2026/27", round="Mid-year"))
    assert told(shown) == [("Example Bay Hospitals", "Gold", "+2", 1, ["2/3", "2/2"])]
    assert len(shown.missing) == 4


def test_the_readings_of_a_board_differ_and_what_was_not_moderated_says_so():
    assert [row.level_name for row in compared(BOARD, Wanted("2026/27", Reading.EVIDENCED)).rows] == [
        "Bronze", "Not yet Bronze", "Not yet Bronze", "Not yet Bronze"]
    shown = compared(BOARD, Wanted("2026/27", Reading.MODERATED))
    assert [row.level_name for row in shown.rows] == [
        "Not yet moderated", "Not yet moderated", "Not yet Bronze", "Not yet moderated"]
    assert [row.change_words for row in shown.rows] == ["–", "–", "–", "new"]
    assert dict(at_levels(SMALL, shown.rows)) == {
        "Not yet Bronze": 1, "Bronze": 0, "Silver": 0, "Gold": 0, "Platinum": 0, "Not yet moderated": 3}


def test_columns_order_a_board_both_ways_and_one_that_is_not_there_is_refused():
    [board] = compared(BOARD, Wanted("2026/27")).boards

    def names(column, **how):
        return [row.member.organisation for row in ordered(board, column, **how).rows]

    assert names("level", is_descending=True) == ["bay", "mill", "city", "fell"]
    assert names("change") == ["fell", "city", "bay", "mill"]
    assert names("change", is_descending=True) == ["bay", "city", "fell", "mill"]
    assert names("place") == ["bay", "city", "mill", "fell"]
    assert names("d2") == names("domain:d2") == ["city", "fell", "mill", "bay"]
    assert names("distance") == ["bay", "city", "fell", "mill"]
    with pytest.raises(WrongValue, match="no column size.*name, kind.*d1, d2"):
        ordered(board, "size")


def test_groups_by_place_do_not_tell_capitals_and_spaces_apart():
    [board] = compared(BOARD, Wanted("2026/27")).boards
    parts = grouped(board, By.PLACE)
    assert [(one.label, len(one.rows), one.counted, one.mean) for one in parts] == [
        ("Bay", 2, 6, 3.0), ("Coast", 1, 2, 2.0), ("Fells", 1, 1, 1.0)]
    assert [one.label for one in grouped(board, By.KIND)] == ["Council", "NHS trust", "University"]


def test_another_edition_has_a_board_of_its_own_and_is_not_compared_with_the_old_one():
    other = replace(small_charter((2, 2, 1), SMALL.levels), digest="second", edition="2")
    found = group([member("a", place="Bay"), member("b"), member("c"), member("d")],
                  [answered("a", ("1.1",), "2025/26"), answered("a", ("1.1", "3.1"), charter=other),
                   answered("b", ("1.1",)), answered("c"), answered("d", charter=replace(other, digest="gone"))],
                  SMALL, other)
    shown = compared(found, Wanted("2026/27"))
    assert [(board.title, len(board.rows)) for board in shown.boards] == [("Small charter, 1", 2),
                                                                          ("Small charter, 2", 1)]
    assert "Two charters" in shown.charters_sentence
    assert (shown.boards[1].rows[0].change_words, shown.boards[1].rows[0].is_new) == ("–", False)
    assert [one.organisation for one in shown.unscored] == ["d"]


def test_two_side_by_side_show_their_differences_only():
    held = by_organisation(BOARD.rows)
    then, now = held["bay"][1], held["bay"][-1]
    shown = side_by_side(SMALL, then, now)
    assert [one.component.id for one in shown.differences] == ["1.1", "1.2", "1.3", "2.1", "2.2"]
    assert (shown.left.counted, shown.right.counted, shown.same) == (2, 5, 0)
    other = side_by_side(SMALL, held["city"][-1], held["mill"][-1])
    assert [(one.component.id, one.domain.id) for one in other.differences] == [("2.1", "d2")] and other.same == 4
    assert side_by_side(SMALL, now, now).differences == ()
    with pytest.raises(WrongValue, match="different charters"):
        side_by_side(SMALL, now, replace(now, charter="other"))


def test_an_agreement_makes_a_difference_only_where_both_were_moderated():
    plain = answered("a", ("1.1", "1.2"))
    one = replace(plain, agreed=frozenset({"1.1"}), is_moderated=True)
    other = replace(plain, agreed=frozenset({"1.2"}), is_moderated=True)
    assert side_by_side(SMALL, plain, one).differences == ()
    assert [held.component.id for held in side_by_side(SMALL, one, other).differences] == ["1.1", "1.2"]
    assert side_by_side(SMALL, plain, one, Reading.MODERATED).left is None


@given(groups(), st.data())
def test_side_by_side_says_the_same_from_either_side_and_parts_the_components(found, data):
    pairs = [(a, b) for a in found.rows for b in found.rows if a.charter == b.charter]
    if not pairs:
        return
    left, right = data.draw(st.sampled_from(pairs))
    charter = found.charters[left.charter]
    there, back = side_by_side(charter, left, right), side_by_side(charter, right, left)
    assert [one.component for one in there.differences] == [one.component for one in back.differences]
    assert there.same + len(there.differences) == len(charter.components)
    for one in there.differences:
        assert any(one.left.counts(reading) != one.right.counts(reading) for reading in Reading) or (
            one.left.status is not one.right.status)
    for reading in (Reading.SELF, Reading.EVIDENCED):
        moved = {one.component.id for one in there.differences
                 if one.left.counts(reading) != one.right.counts(reading)}
        assert moved == naive_counted(left, reading) ^ naive_counted(right, reading)


@given(groups(), wishes)
def test_the_proof_behind_every_cell_adds_up_to_it(found, wanted):
    for board in compared(found, wanted).boards:
        for row in board.rows:
            for cell in row.cells:
                proof = cell_proof(board.charter, row.answers, wanted.reading, cell.domain.id)
                assert sum(side.counts(wanted.reading) for _, side in proof.components) == cell.counted
                assert proof.count.counted == cell.counted and len(proof.components) == cell.of
                assert all(side.why(wanted.reading) for _, side in proof.components)


def test_a_proof_of_what_is_not_there_is_none_or_refused():
    row = by_organisation(BOARD.rows)["mill"][-1]
    assert cell_proof(SMALL, row, Reading.MODERATED, "d1") is None
    with pytest.raises(UnknownItem):
        cell_proof(SMALL, row, Reading.SELF, "d9")
    fell = by_organisation(BOARD.rows)["fell"][-1]
    proof = cell_proof(SMALL, fell, Reading.MODERATED, "d2")
    assert [(one.id, side.why(Reading.MODERATED)) for one, side in proof.components] == [
        ("2.1", "Not started"), ("2.2", "Not started")]
    assert fell.state is State.DRAFT
