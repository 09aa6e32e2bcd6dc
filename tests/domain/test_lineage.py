"""Versions of fields: what is written of them reads as it was, and a removal meets changes in one way only."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anchor_app.domain.edit import Subject
from anchor_app.domain.errors import WrongValue
from anchor_app.domain.lineage import THIS_ENTRY, UNTOUCHED, Lineage, Lineages, read, version_of, written
from anchor_app.domain.lives import both_ended, ended, judged, kept, seen

VERSIONS = st.sampled_from([version_of(bytes([number]) * 32) for number in range(6)])
LINEAGES = st.builds(lambda current, older: Lineage(current, older - {current}), VERSIONS, st.frozensets(VERSIONS))
SUBJECTS = st.builds(Subject, st.sampled_from(["component", "support"]), st.just("a"), st.sampled_from(["1.1", "ü\""]),
                     st.sampled_from(["summary", "lead", "status"]))
WHAT = Subject("evidence", "o", "e", "title")


@given(st.dictionaries(SUBJECTS, LINEAGES))
def test_what_is_written_reads_as_it_was_in_whatever_order(lineages: dict[Subject, Lineage]) -> None:
    text = written(lineages)
    assert read("a", text, "f" * 16) == lineages
    assert written(dict(reversed(lineages.items()))) == text


def test_a_decision_has_the_version_of_the_entry_that_wrote_it() -> None:
    text = written({WHAT: Lineage(THIS_ENTRY, frozenset({"1" * 16}))})
    assert read("o", text, "f" * 16) == {WHAT: Lineage("f" * 16, frozenset({"1" * 16}))}


@pytest.mark.parametrize("text", ["", "[]", "{}", "[1, 2]", '[["this"], [["component", "1.1", [["summary"], [7]]]]]'])
def test_a_text_that_says_no_lineages_is_refused_in_words(text: str) -> None:
    with pytest.raises(WrongValue, match="Check the workspace"):
        read("a", text, "f" * 16)


def test_lineages_are_written_once_and_then_only_when_something_was_touched() -> None:
    known = Lineages({"o": {WHAT: Lineage("1" * 16)}})
    (change,) = known.settling("o")
    assert change.old is None and Lineages(known.by_owner, {"o": change.new or ""}).settling("o") == ()
    assert known.settling("elsewhere") == () and known.of(Subject("evidence", "x", "e", "title")) == UNTOUCHED


@given(LINEAGES, LINEAGES)
def test_two_removals_come_to_the_same_on_either_side(one: Lineage, other: Lineage) -> None:
    if not (one.knows(other.current) and other.knows(one.current)):
        assert both_ended(one, other) == both_ended(other, one)


def test_a_removal_ends_what_it_had_seen_and_nothing_else() -> None:
    base, edit, removal = "1" * 16, "2" * 16, "3" * 16
    dead = {WHAT: Lineage(removal, frozenset({base}))}
    assert not judged({WHAT: Lineage(base)}, dead, is_needed=False).lives
    assert judged({WHAT: Lineage(base)}, dead, is_needed=True).lives
    assert judged({WHAT: Lineage(edit, frozenset({base}))}, dead, is_needed=False).lives
    assert kept(Lineage(edit), dead[WHAT]) == Lineage(edit, frozenset({removal}))
    assert kept(Lineage(base), dead[WHAT]) == Lineage(base, frozenset({removal, seen(base, removal)}))


def test_two_removals_that_had_each_seen_a_part_do_not_end_the_whole() -> None:
    """One had seen the new title, the other the new owner: a copy with both lives, whatever meets first."""
    owner = Subject("evidence", "o", "e", "owner")
    title_edit, owner_edit, first, second = "1" * 16, "2" * 16, "3" * 16, "4" * 16
    living = {WHAT: Lineage(title_edit), owner: Lineage(owner_edit)}
    one = {WHAT: Lineage(first, frozenset({title_edit})), owner: Lineage(first)}
    other = {WHAT: Lineage(second), owner: Lineage(second, frozenset({owner_edit}))}
    met = {what: both_ended(one[what], other[what]) for what in one}
    assert judged(living, met, is_needed=False).lives
    after_one = {what: kept(living[what], one[what]) for what in living}
    assert judged(after_one, other, is_needed=False).lives
    seen_all = {what: Lineage(second, frozenset({title_edit, owner_edit})) for what in one}
    assert not judged(living, {what: both_ended(one[what], seen_all[what]) for what in one}, is_needed=False).lives
    assert ended(seen_all[WHAT], Lineage(title_edit)) == seen_all[WHAT]
