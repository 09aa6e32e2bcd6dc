"""Sentences about moderation: one decision, how far the group has come, and what it did not agree with."""

from __future__ import annotations

from anchor_app.domain.assessment import Assessment
from anchor_app.domain.charter import Charter
from anchor_app.domain.decided import decision_on, judgements, undecided
from anchor_app.domain.level_wording import capitalised, count_words, day_words
from anchor_app.domain.moderation import Decision, Moderation, is_moderated
from anchor_app.domain.scoring import fulfilled, moderated
from anchor_app.domain.wording import listed


def decision_words(held: Moderation, revision: int) -> str:
    """A decision with its name and day, as in "Agreed by Alex Example, 4 May 2027", without its reason.

    Where another revision than `revision` was looked at, that is said.
    """
    decision = held.decision.words if held.decision else "No decision"
    by = f" by {held.by}" if held.by else ""
    on = f", {day_words(held.on)}" if held.on else ""
    looked = f", on revision {held.revision}" if held.revision and held.revision != revision else ""
    return f"{decision}{by}{on}{looked}"


def moderation_sentence(charter: Charter, assessment: Assessment) -> str:
    """How many fulfilled components were agreed with, which were not, and which wait; empty before any decision."""
    if not is_moderated(assessment.moderations):
        return ""
    done = fulfilled(charter, assessment)
    if not done:
        return "No component is fulfilled, so there is nothing for the steering group to agree with."
    count = f"The steering group agreed with {len(moderated(charter, assessment))} of {len(done)} fulfilled components"
    parts = [f"{words}: {listed(found)}" for words, found in (
        ("more evidence needed", _decided(charter, assessment, Decision.MORE_EVIDENCE)),
        ("not agreed", _decided(charter, assessment, Decision.NOT_AGREED)),
        ("to be decided", undecided(charter, assessment))) if found]
    return f"{'; '.join([count, *parts])}."


def apart_sentence(assessment: Assessment, component_id: str) -> str:
    """What the reviewers said of a component each for themselves, as in "Two reviewers judged apart: they differ."."""
    apart = [one for one in judgements(assessment, component_id) if one.decision]
    if not apart:
        return ""
    who = capitalised(count_words(len(apart), "reviewer"))
    decisions = {one.decision for one in apart if one.decision}
    verdict = "they differ" if len(decisions) > 1 else next(iter(decisions)).words.lower()
    return f"{who} judged apart: {verdict}."


def _decided(charter: Charter, assessment: Assessment, decision: Decision) -> tuple[str, ...]:
    """The fulfilled components of that decision, in the charter's order."""
    done = fulfilled(charter, assessment)
    held = ((one.id, decision_on(assessment, one.id)) for one in charter if one.id in done)
    return tuple(key for key, said in held if said is not None and said.decision is decision)
