"""The kinds of the year around the charter in a pack: what their fields and items may be, and what is no kind."""

from __future__ import annotations

import pytest

from anchor_app.exchange.kinds import kinds


@pytest.mark.parametrize(("kind", "item"), [
    ("action", "a1"), ("action-note", "n1"), ("outcome", "work"), ("update", "2026-11"), ("update", "2026-11/work"),
    ("story", "s1"), ("taken-up", "t1"), ("report-plan", "annual/2026/27"), ("front-sheet", "annual/2026/27"),
    ("front-sheet-line", "l1"), ("front-sheet-answer", "annual/2026/27/domain.work"), ("emblem", "emblem")])
def test_an_item_that_the_program_makes_is_one(kind: str, item: str) -> None:
    assert kinds()[kind].of_organisation and kinds()[kind].is_item(item, None)


@pytest.mark.parametrize(("kind", "item"), [
    ("action", ""), ("action", "../a"), ("action", "x" * 65), ("update", "2026-13"), ("update", "2026-11/"),
    ("update", "2026-11/../../x"), ("update", "work"), ("update", "2026-11/work/more"), ("outcome", "a b"),
    ("report-plan", "annual/2026-27"), ("report-plan", "collaborative/2026/27"), ("front-sheet", "weekly/2026/27"),
    ("front-sheet-answer", "annual/2026/27"), ("front-sheet-answer", "annual/2026/27/../x"), ("emblem", "other")])
def test_an_item_that_the_program_never_makes_is_none(kind: str, item: str) -> None:
    assert not kinds()[kind].is_item(item, None)


@pytest.mark.parametrize(("kind", "fields"), [
    ("action", {"status": "finished"}), ("action", {"due": "2027-02-29"}), ("action", {"due": "31/03/2027"}),
    ("action", {"title": ""}), ("action", {"colour": "red"}), ("outcome", {"direction": "sideways"}),
    ("outcome", {"target_on": "soon"}), ("story", {"shareable": "no"}), ("update", {"did": ""}),
    ("report-plan", {"audience": "everybody"}), ("report-plan", {"audience": "collaborative"}),
    ("front-sheet", {"meeting_on": "soon"}), ("front-sheet", {"confidential": "no"}),
    ("front-sheet-answer", {"answer": "perhaps"}), ("front-sheet-line", {"number": "first"})])
def test_a_field_that_cannot_hold_that_is_a_fault(kind: str, fields: dict[str, str | None]) -> None:
    assert kinds()[kind].fault(fields)


def test_fields_that_can_hold_what_they_do_are_none() -> None:
    assert not kinds()["action"].fault({"status": "off-track", "due": "2028-02-29", "title": "Ask", "priority": None})
    assert not kinds()["reading"].fault({"value": "62", "outcome": "trees", "evidence": None})


@pytest.mark.parametrize("kind", ["meeting", "meeting-item", "representative", "implication"])
def test_what_the_steering_group_minutes_is_no_kind_of_a_pack(kind: str) -> None:
    assert kind not in kinds()
