"""Commands: what a person wishes; against the current holdings each becomes an edit, and changes nothing itself."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from anchor_app.domain.assessment import (
    UNMARKED,
    Assessment,
    ComponentAnswer,
    Mark,
    Opportunity,
    Status,
    principle_item,
)
from anchor_app.domain.charter import Charter
from anchor_app.domain.edit import Change, Edit, Subject
from anchor_app.domain.errors import UnknownItem, WrongValue
from anchor_app.domain.evidence import Evidence, OutcomeReading
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.organisation import Organisation
from anchor_app.domain.record import Record


class Command(Protocol):
    """A wish that knows the edit it comes to."""

    def edit(self, holdings: Holdings) -> Edit:
        """The edit, empty when nothing would change; raises Refusal with a sentence for the person."""


def new_id() -> str:
    """An id that no other record anywhere carries."""
    return uuid.uuid4().hex


def changes_of(kind: str, owner: str, item: str, record: Record, values: Mapping[str, Any]) -> Iterator[Change]:
    """The changes that set fields of a record to values."""
    for name, value in values.items():
        yield Change(Subject(kind, owner, item, name), record.fact(name), record.encode(name, value))


def known_values(what: str, fields: Iterable[str], values: Mapping[str, Any]) -> dict[str, Any]:
    """A copy of the values; raises WrongValue for those that `what`, as in "An action", has no field for."""
    unknown = sorted(set(values) - set(fields))
    if unknown:
        raise WrongValue(f"{what} has no field {', '.join(unknown)}.")
    return dict(values)


def removal_of(kind: str, owner: str, item: str, record: Record) -> Iterator[Change]:
    """The changes that take a record away."""
    for name, text in record.facts().items():
        yield Change(Subject(kind, owner, item, name), text, None)


def assessment_of(holdings: Holdings, assessment_id: str) -> Assessment:
    """The assessment of that id; raises UnknownItem."""
    try:
        return holdings.assessments[assessment_id]
    except KeyError:
        raise UnknownItem("That assessment is not in this workspace any more.") from None


def organisation_of(holdings: Holdings, organisation_id: str) -> Organisation:
    """The organisation of that id; raises UnknownItem."""
    try:
        return holdings.organisations[organisation_id]
    except KeyError:
        raise UnknownItem("That organisation is not in this workspace any more.") from None


def piece_of(holdings: Holdings, evidence_id: str) -> Evidence:
    """The piece of evidence of that id; raises UnknownItem."""
    try:
        return holdings.evidence[evidence_id]
    except KeyError:
        raise UnknownItem("That evidence is not in this workspace any more.") from None


def reading_of(holdings: Holdings, key: str) -> OutcomeReading:
    """The reading of an outcome of that key; raises UnknownItem."""
    try:
        return holdings.readings[key]
    except KeyError:
        raise UnknownItem("That reading is not there any more.") from None


def open_for_answers(holdings: Holdings, assessment_id: str) -> tuple[Assessment, Charter]:
    """An assessment whose answers may change, and the charter it follows; raises UnknownItem, WrongValue."""
    assessment = assessment_of(holdings, assessment_id)
    refuse_frozen(assessment)
    return assessment, holdings.charter_of(assessment)


def refuse_frozen(assessment: Assessment) -> None:
    """Raise WrongValue when an assessment's answers are signed off."""
    if assessment.is_frozen:
        raise WrongValue(f"{assessment.title} is {assessment.state.words.lower()}, so its answers do not change. "
                         "Reopen it to make a new revision.")


@dataclass(frozen=True, slots=True)
class SetStatus:
    """Set a component's status; Not applicable needs a reason, and any other status takes the reason away."""

    assessment: str
    component: str
    status: Status
    reason: str = ""

    def edit(self, holdings: Holdings) -> Edit:
        assessment, charter = open_for_answers(holdings, self.assessment)
        charter.component(self.component)
        applies = self.status is not Status.NOT_APPLICABLE
        if not applies and not self.reason.strip():
            raise WrongValue(f"Not applicable needs a reason. Say why {self.component} does not apply.")
        values = {"status": self.status, "reason": "" if applies else self.reason}
        return Edit.of(f"Set {self.component} to {self.status.words}",
                       changes_of("component", assessment.id, self.component,
                                  assessment.component(self.component), values))


@dataclass(frozen=True, slots=True)
class WriteAnswer:
    """Write one of a component's own fields: summary, lead, reason, focus, look_again, look_again_note."""

    assessment: str
    component: str
    field: str
    value: str | bool

    def edit(self, holdings: Holdings) -> Edit:
        assessment, charter = open_for_answers(holdings, self.assessment)
        charter.component(self.component)
        answer = assessment.component(self.component)
        if self.field == "reason" and answer.status is Status.NOT_APPLICABLE and not str(self.value).strip():
            raise WrongValue(f"Not applicable needs a reason. Say why {self.component} does not apply, "
                             "or choose another status.")
        name = ComponentAnswer.describe(self.field).removeprefix("The ").replace("_", " ")
        return Edit.of(f"Change the {name} of {self.component}",
                       changes_of("component", assessment.id, self.component, answer, {self.field: self.value}))


@dataclass(frozen=True, slots=True)
class MarkPractices:
    """Give practices a mark, or none; several at once are one edit."""

    assessment: str
    practices: tuple[str, ...]
    mark: Mark | None

    def edit(self, holdings: Holdings) -> Edit:
        assessment, charter = open_for_answers(holdings, self.assessment)
        for practice in self.practices:
            charter.component_of_practice(practice)
        words = self.mark.words if self.mark else "unanswered"
        what = self.practices[0] if len(self.practices) == 1 else f"{len(self.practices)} practices"
        return Edit.of(f"Mark {what} {words}", (
            change for practice in self.practices
            for change in changes_of("practice", assessment.id, practice, assessment.practice(practice),
                                     {"mark": self.mark})))


def mark_practice(assessment: str, practice: str, mark: Mark | None) -> MarkPractices:
    """The wish to mark one practice."""
    return MarkPractices(assessment, (practice,), mark)


@dataclass(frozen=True, slots=True)
class NotePractice:
    """Write the note of a practice."""

    assessment: str
    practice: str
    note: str

    def edit(self, holdings: Holdings) -> Edit:
        assessment, charter = open_for_answers(holdings, self.assessment)
        charter.component_of_practice(self.practice)
        return Edit.of(f"Change the note of {self.practice}",
                       changes_of("practice", assessment.id, self.practice,
                                  assessment.practices.get(self.practice, UNMARKED), {"note": self.note}))


@dataclass(frozen=True, slots=True)
class AnswerPrinciple:
    """Set the mark or the note (`field`) of a cross-cutting principle in one domain."""

    assessment: str
    domain: str
    principle: str
    field: str
    value: Mark | str | None

    def edit(self, holdings: Holdings) -> Edit:
        assessment, charter = open_for_answers(holdings, self.assessment)
        domain = charter.domain(self.domain)
        principle = next((one for one in charter.principles if one.id == self.principle), None)
        if principle is None:
            raise UnknownItem(f"The charter has no principle {self.principle}.")
        if self.field == "mark":
            words = self.value.words if isinstance(self.value, Mark) else "unanswered"
            label = f"Mark {principle.title} in {domain.short_title} {words}"
        else:
            label = f"Change the note on {principle.title} in {domain.short_title}"
        item = principle_item(self.domain, self.principle)
        answer = assessment.principles.get(item, UNMARKED)
        return Edit.of(label, changes_of("principle", assessment.id, item, answer, {self.field: self.value}))


@dataclass(frozen=True, slots=True)
class AddOpportunity:
    """Add an opportunity for progression at the end of a component's list."""

    assessment: str
    component: str
    text: str
    id: str = field(default_factory=new_id)

    def edit(self, holdings: Holdings) -> Edit:
        assessment, charter = open_for_answers(holdings, self.assessment)
        charter.component(self.component)
        if not self.text.strip():
            raise WrongValue("An opportunity needs a few words. Write what would take the component further.")
        place = 1 + max((one.place for one in assessment.opportunities_of(self.component)), default=0)
        values = {"component": self.component, "text": self.text, "place": place}
        return Edit.of(f"Add an opportunity to {self.component}",
                       changes_of("opportunity", assessment.id, self.id, Opportunity(self.id), values))


@dataclass(frozen=True, slots=True)
class RewordOpportunity:
    """Change the words of an opportunity; without any words it is removed."""

    assessment: str
    id: str
    text: str

    def edit(self, holdings: Holdings) -> Edit:
        assessment, _ = open_for_answers(holdings, self.assessment)
        one = _opportunity(assessment, self.id)
        if not self.text.strip():
            return RemoveOpportunity(self.assessment, self.id).edit(holdings)
        return Edit.of(f"Reword an opportunity of {one.component}",
                       changes_of("opportunity", assessment.id, one.id, one, {"text": self.text}))


@dataclass(frozen=True, slots=True)
class MoveOpportunity:
    """Move an opportunity by one place, up (-1) or down (+1); at the end of the list nothing changes."""

    assessment: str
    id: str
    step: int

    def edit(self, holdings: Holdings) -> Edit:
        assessment, _ = open_for_answers(holdings, self.assessment)
        one = _opportunity(assessment, self.id)
        order = [other.id for other in assessment.opportunities_of(one.component)]
        here = order.index(one.id)
        there = max(0, min(len(order) - 1, here + self.step))
        order.insert(there, order.pop(here))
        return Edit.of(f"Move an opportunity of {one.component}", (
            change for place, key in enumerate(order, start=1)
            for change in changes_of("opportunity", assessment.id, key, assessment.opportunities[key],
                                     {"place": place})))


@dataclass(frozen=True, slots=True)
class RemoveOpportunity:
    """Remove an opportunity."""

    assessment: str
    id: str

    def edit(self, holdings: Holdings) -> Edit:
        assessment, _ = open_for_answers(holdings, self.assessment)
        one = _opportunity(assessment, self.id)
        return Edit.of(f"Remove an opportunity of {one.component}",
                       removal_of("opportunity", assessment.id, one.id, one))


def _opportunity(assessment: Assessment, key: str) -> Opportunity:
    try:
        return assessment.opportunities[key]
    except KeyError:
        raise UnknownItem("That opportunity is not there any more.") from None


@dataclass(frozen=True, slots=True)
class Together:
    """Several wishes as one edit, applied in their order, undone at once."""

    label: str
    commands: tuple[Command, ...]

    def edit(self, holdings: Holdings) -> Edit:
        changes: dict[Subject, Change] = {}
        for command in self.commands:
            edit = command.edit(holdings)
            holdings = holdings.with_edit(edit)
            for change in edit.changes:
                first = changes.get(change.what)
                changes[change.what] = Change(change.what, first.old if first else change.old, change.new)
        return Edit.of(self.label, changes.values())


def together(label: str, commands: Iterable[Command]) -> Together:
    """Several wishes as one."""
    return Together(label, tuple(commands))
