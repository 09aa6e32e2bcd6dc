"""Packs may be received twice, in any order and on any side: nothing is lost, and all copies come to the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anchor_app.domain import merging, merging_records
from anchor_app.domain.lineage import Lineage
from anchor_app.domain.lives import Verdict
from tests.faults import merges
from tests.faults.figures import FIGURES

SHORT = next(one.short for one in FIGURES if one.name == "merges")
STEPS = st.lists(st.tuples(*[st.integers(0, merges.LARGEST)] * 5), max_size=25)


@pytest.mark.parametrize("part", range(4))
def test_no_order_of_packs_changes_the_result_and_no_answer_is_lost(part: int) -> None:
    """G01–G07, G09, F20: copies with clocks that are years apart."""
    made, received, asked = merges.run(SHORT // 4, seed=1 + part)
    assert made >= SHORT // 4 and received > made // 10 and asked > received // 50


@settings(max_examples=60)
@given(steps=STEPS, count=st.integers(2, 3), signs=st.booleans())
def test_any_history_of_copies_comes_to_the_same(steps: list[merges.Step], count: int, signs: bool) -> None:
    """The same, with the shortest history that fails."""
    merges.run_history(steps, count, signs=signs)


def _by_clock(one: Lineage, other: Lineage) -> bool:
    return one.current < other.current


def _never(*_: object) -> bool:
    return False


SPOILED: dict[str, list[tuple[Any, str, Callable[..., Any]]]] = {
    "by an order of its own instead of lineage": [(merging_records, "is_before", _by_clock)],
    "the last writer wins": [(merging_records, "is_before", lambda one, other: one.current != other.current)],
    "what is older is asked about": [(merging_records, "is_before", _never)],
    "removals are not taken": [(merging, "merged_record", lambda mine, theirs, *rest: merging_records.merged_record(
        mine, {what: told for what, told in theirs.items() if told.text is not None} or dict(theirs), *rest))],
    "a removal wins against a change": [(merging_records, "judged", lambda *_: Verdict(lives=False))],
    "what was removed always comes back": [(merging_records, "judged", lambda *_: Verdict(lives=True))],
    "signed answers change": [(merging, "frozen", lambda *rest: rest[-1])],
    "links hang": [(merging, "hanging", lambda *_: []), (merging._Merge, "_is_needed", lambda *_: False)],
    "twins keep their number": [(merging, "twins", lambda *_: ())],
}


@pytest.mark.parametrize("fault", SPOILED)
def test_a_merge_that_is_spoiled_is_found_out(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """That the histories would notice."""
    for where, name, spoiled in SPOILED[fault]:
        monkeypatch.setattr(where, name, spoiled)
    with pytest.raises(AssertionError, match="history"):
        merges.run(10_000)
