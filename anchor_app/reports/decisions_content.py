"""What the steering group said of an answer, as the reporting sheet says it beside the answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from anchor_app.domain.assessment import Assessment
from anchor_app.domain.level_wording import count_words, day_words
from anchor_app.domain.moderation import Decision, Moderation
from anchor_app.domain.scoring import Standing


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One decision: that of the group together, or one reviewer's own judgement.

    `who` says by whom, when, and of which revision where that is not the one of the sheet.
    """

    title: str
    decision: Decision
    reason: str
    who: str


def decision_lines(assessment: Assessment, component_id: str) -> tuple[DecisionLine, ...]:
    """What was said of a component: together first, then apart by the reviewer's name."""
    return tuple(_line(one, assessment.revision) for one in _said(assessment, component_id))


def _said(assessment: Assessment, component_id: str) -> Iterator[Moderation]:
    said = [one for one in assessment.moderations.values() if one.component == component_id and one.decision]
    yield from sorted(said, key=lambda one: (one.is_apart, one.item))


def _line(one: Moderation, revision: int) -> DecisionLine:
    assert one.decision is not None
    parts = (one.by, day_words(one.on) if one.on else "",
             f"of revision {one.revision}" if one.revision and one.revision != revision else "")
    return DecisionLine("Reviewed apart" if one.is_apart else "Steering group", one.decision, one.reason,
                        ", ".join(part for part in parts if part))


def moderated_remark(held: Standing) -> str:
    """What the moderated level rests on."""
    return f"the steering group agreed with {count_words(held.counted, 'fulfilled component')}"
