"""Commands of the steering group on one assessment: judge apart, agree together, take a decision back, close."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from anchor_app.domain.assessment import Assessment, State
from anchor_app.domain.charter import Charter
from anchor_app.domain.commands import assessment_of, changes_of, removal_of
from anchor_app.domain.decided import judgements, undecided
from anchor_app.domain.edit import Change, Edit
from anchor_app.domain.errors import UnknownItem, WrongValue
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.moderation import TOGETHER, Decision, Moderation, is_moderated, moderation_item
from anchor_app.domain.record import clean_text
from anchor_app.domain.wording import listed

LONGEST_NAME = 200
"""The most characters a reviewer's name may have."""


@dataclass(frozen=True, slots=True)
class Moderate:
    """Decide on a component together; anything but Agreed needs a reason, and every decision somebody's name.

    The answers may be signed: this stands beside them. Once every fulfilled component of a signed assessment has its
    decision, the assessment is Moderated.
    """

    assessment: str
    component: str
    decision: Decision
    reason: str
    by: str
    on: date

    def edit(self, holdings: Holdings) -> Edit:
        assessment, charter = _open_for_moderation(holdings, self.assessment)
        charter.component(self.component)
        by, reason = _checked(self.by, self.decision, self.reason, self.component)
        values = {"decision": self.decision, "reason": reason, "by": by, "on": self.on,
                  "revision": assessment.revision}
        return _edit(f"{self.component}: {self.decision.words}", charter, assessment, self.component, values)


@dataclass(frozen=True, slots=True)
class JudgeApart:
    """One reviewer's own judgement of a component, before the group agrees; it changes no level."""

    assessment: str
    component: str
    decision: Decision
    reason: str
    by: str
    on: date

    def edit(self, holdings: Holdings) -> Edit:
        assessment, charter = _open_for_moderation(holdings, self.assessment)
        charter.component(self.component)
        by, reason = _checked(self.by, self.decision, self.reason, self.component)
        if len(by) > LONGEST_NAME:
            raise WrongValue(f"The name has {len(by):,} characters; a reviewer's has at most {LONGEST_NAME}.")
        item = moderation_item(self.component, by)
        values = {"decision": self.decision, "reason": reason, "by": by, "on": self.on,
                  "revision": assessment.revision}
        return Edit.of(f"Judge {self.component}: {self.decision.words}", changes_of(
            "moderation", assessment.id, item, assessment.moderations.get(item, Moderation(item)), values))


@dataclass(frozen=True, slots=True)
class AgreeTogether:
    """Make of the reviewers' own judgements, when they are the same, what was agreed together.

    The reasons are put one below the other, and the names are those of the reviewers unless `by` says otherwise.
    """

    assessment: str
    component: str
    on: date
    by: str = ""

    def edit(self, holdings: Holdings) -> Edit:
        assessment, _ = _open_for_moderation(holdings, self.assessment)
        apart = judgements(assessment, self.component)
        if not apart:
            raise WrongValue(f"Nobody has judged {self.component} apart yet. Decide on it together, "
                             "or let each reviewer judge first.")
        decisions = {one.decision for one in apart if one.decision}
        if len(decisions) != 1:
            told = ", ".join(f"{one.by}: {one.decision.words}" for one in apart if one.decision)
            raise WrongValue(f"The reviewers differ on {self.component} ({told}). Talk it over, then decide together.")
        reasons = list(dict.fromkeys(one.reason.strip() for one in apart if one.reason.strip()))
        by = self.by.strip() or listed([one.by for one in apart])
        return Moderate(self.assessment, self.component, decisions.pop(), "\n".join(reasons), by,
                        self.on).edit(holdings)


@dataclass(frozen=True, slots=True)
class TakeBackDecision:
    """Take away what was decided on a component together, or with a name that reviewer's own judgement."""

    assessment: str
    component: str
    reviewer: str = TOGETHER

    def edit(self, holdings: Holdings) -> Edit:
        assessment, charter = _open_for_moderation(holdings, self.assessment)
        item = moderation_item(self.component, self.reviewer)
        held = assessment.moderations.get(item)
        if held is None:
            raise UnknownItem(f"There is no such decision on {self.component} any more.")
        left = {key: one for key, one in assessment.moderations.items() if key != item}
        after = replace(assessment, moderations=left)
        return Edit.of(f"Take back the decision on {self.component}", [
            *removal_of("moderation", assessment.id, item, held), *_state_changes(charter, assessment, after)])


@dataclass(frozen=True, slots=True)
class CloseAssessment:
    """Close a moderated assessment: nothing about it changes any more, until it is reopened."""

    assessment: str

    def edit(self, holdings: Holdings) -> Edit:
        assessment = assessment_of(holdings, self.assessment)
        if assessment.state is not State.MODERATED:
            raise WrongValue(f"{assessment.title} is {assessment.state.words.lower()}. An assessment is closed once "
                             "every fulfilled component was decided on.")
        return Edit.of(f"Close {assessment.title}", changes_of(
            "assessment", assessment.organisation, assessment.id, assessment, {"state": State.CLOSED}))


def _open_for_moderation(holdings: Holdings, assessment_id: str) -> tuple[Assessment, Charter]:
    assessment = assessment_of(holdings, assessment_id)
    if assessment.state is State.CLOSED:
        raise WrongValue(f"{assessment.title} is closed, so nothing is decided on it any more. "
                         "Reopen it to make a new revision.")
    return assessment, holdings.charter_of(assessment)


def _checked(by: str, decision: Decision, reason: str, component: str) -> tuple[str, str]:
    """The name and the reason as they are kept; raises WrongValue."""
    name = " ".join(clean_text(by, "The name").split())
    if not name:
        raise WrongValue("A decision needs the name of the person who makes it.")
    if decision is not Decision.AGREED and not reason.strip():
        raise WrongValue(f"{decision.words} needs a reason. Say what is missing in {component}.")
    return name, reason.strip()


def _edit(label: str, charter: Charter, assessment: Assessment, item: str, values: dict[str, Any]) -> Edit:
    held = assessment.moderations.get(item, Moderation(item))
    after = replace(assessment, moderations={**assessment.moderations, item: replace(held, **values)})
    return Edit.of(label, [*changes_of("moderation", assessment.id, item, held, values),
                           *_state_changes(charter, assessment, after)])


def _state_changes(charter: Charter, before: Assessment, after: Assessment) -> Iterator[Change]:
    """The change of the state that a decision brings; a draft stays a draft, whatever is said of it."""
    if not before.is_frozen:
        return
    is_done = is_moderated(after.moderations) and not undecided(charter, after)
    state = before.state
    if is_done:
        state = State.MODERATED
    elif state is State.MODERATED:
        state = State.SENT if before.receipts or before.sendings else State.SIGNED_OFF
    yield from changes_of("assessment", before.organisation, before.id, before, {"state": state})
