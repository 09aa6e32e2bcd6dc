"""Starting a period from the last one: what is carried over, and what stood there before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from anchor_app.domain.assessment import UNANSWERED, Assessment, Opportunity, Status
from anchor_app.domain.charter import Charter
from anchor_app.domain.commands import assessment_of, changes_of, new_id, open_for_answers, removal_of
from anchor_app.domain.commands_keeping import StartAssessment
from anchor_app.domain.edit import Change, Edit, Subject
from anchor_app.domain.errors import UnknownItem, WrongValue
from anchor_app.domain.holdings import Holdings


@dataclass(frozen=True, slots=True)
class StartFromLast:
    """Start a period with the evidence links, leads and opportunities of the organisation's latest assessment.

    Every status begins at Not started, and what speaks of a time (marks, notes, summaries, flags) is empty.
    What the charter of the new assessment no longer has is left behind.
    """

    organisation: str
    charter: str
    period: str
    round: str = "Year end"
    started_on: date | None = None
    id: str = field(default_factory=new_id)

    def edit(self, holdings: Holdings) -> Edit:
        last = last_of(holdings, self.organisation)
        if last is None:
            raise UnknownItem("There is no earlier assessment to start from. Start an empty one.")
        start = StartAssessment(self.organisation, self.charter, self.period, self.round, self.started_on, self.id)
        begun = start.edit(holdings)
        fresh = Assessment(self.id, self.organisation)
        from_last = changes_of("assessment", self.organisation, self.id, fresh, {"started_from": last.id})
        carried = _carried(holdings, last, holdings.charters[self.charter], self.id)
        return Edit.of(f"{begun.label} from {last.title}", [*begun.changes, *from_last, *carried])


def last_of(holdings: Holdings, organisation_id: str) -> Assessment | None:
    """An organisation's latest assessment."""
    every = holdings.assessments_of(organisation_id)
    return every[-1] if every else None


def _carried(holdings: Holdings, last: Assessment, charter: Charter, target: str) -> Iterator[Change]:
    for component in charter:
        lead = last.component(component.id).lead
        yield from changes_of("component", target, component.id, UNANSWERED, {"lead": lead})
        for one in last.opportunities_of(component.id):
            values = {"component": component.id, "text": one.text, "place": one.place}
            key = new_id()
            yield from changes_of("opportunity", target, key, Opportunity(key), values)
        for piece in holdings.supporting(last, component.id):
            yield Change(Subject("support", target, piece.id, component.id), None, "yes")


def before(holdings: Holdings, assessment: Assessment) -> Assessment | None:
    """The assessment that this one is compared with: the one it was started from, or else the one before it.

    Only one under the same charter, of whatever edition, can be compared with.
    """
    charter = holdings.charter_of(assessment).id
    started_from = holdings.assessments.get(assessment.started_from)
    if started_from is not None and holdings.charter_of(started_from).id == charter:
        return started_from
    earlier = None
    for one in holdings.assessments_of(assessment.organisation):
        if one.id == assessment.id:
            return earlier
        if holdings.charter_of(one).id == charter:
            earlier = one
    return None


@dataclass(frozen=True, slots=True)
class ConfirmStatus:
    """Give a component the status that it had last time, with its reason where it was Not applicable."""

    assessment: str
    component: str

    def edit(self, holdings: Holdings) -> Edit:
        assessment, _ = open_for_answers(holdings, self.assessment)
        last = before(holdings, assessment)
        if last is None or self.component not in holdings.charter_of(last).components:
            raise WrongValue(f"{self.component} has no status from an earlier period to confirm.")
        answer = last.component(self.component)
        values = {"status": answer.status, "reason": answer.reason if answer.status is Status.NOT_APPLICABLE else ""}
        return Edit.of(f"Confirm {self.component} as {answer.status.words}",
                       changes_of("component", assessment.id, self.component,
                                  assessment.component(self.component), values))


@dataclass(frozen=True, slots=True)
class RemoveAssessment:
    """Remove a draft assessment and everything in it; evidence stays with the organisation."""

    assessment: str

    def edit(self, holdings: Holdings) -> Edit:
        assessment = assessment_of(holdings, self.assessment)
        if assessment.is_frozen or assessment.signings:
            raise WrongValue(f"{assessment.title} was signed off, so it is kept.")
        return Edit.of(f"Remove {assessment.title}", [
            *removal_of("assessment", assessment.organisation, assessment.id, assessment),
            *(Change(what, text, None) for what, text in holdings.facts_in(assessment.id))])
