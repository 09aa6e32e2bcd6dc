"""What the steering group has said of an assessment so far: each reviewer's judgements, decisions, what is left."""

from __future__ import annotations

from anchor_app.domain.assessment import Assessment
from anchor_app.domain.charter import Charter
from anchor_app.domain.moderation import Moderation, moderation_item
from anchor_app.domain.scoring import fulfilled


def judgements(assessment: Assessment, component_id: str) -> tuple[Moderation, ...]:
    """The reviewers' own judgements of a component, by name."""
    return tuple(assessment.moderations[item] for item in sorted(assessment.moderations)
                 if assessment.moderations[item].is_apart and assessment.moderations[item].component == component_id)


def decision_on(assessment: Assessment, component_id: str) -> Moderation | None:
    """What was decided on a component together."""
    held = assessment.moderations.get(moderation_item(component_id))
    return held if held is not None and held.decision is not None else None


def undecided(charter: Charter, assessment: Assessment) -> tuple[str, ...]:
    """The fulfilled components that wait for a decision of the group, in the charter's order."""
    done = fulfilled(charter, assessment)
    return tuple(one.id for one in charter if one.id in done and decision_on(assessment, one.id) is None)
