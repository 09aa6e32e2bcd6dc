"""Commands about what is kept: organisations, assessments, evidence and readings of outcomes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from anchor_app.domain.assessment import Assessment
from anchor_app.domain.commands import (
    assessment_of,
    changes_of,
    known_values,
    new_id,
    organisation_of,
    piece_of,
    reading_of,
    refuse_frozen,
    removal_of,
)
from anchor_app.domain.edit import Change, Edit, Subject
from anchor_app.domain.errors import UnknownItem, WrongValue
from anchor_app.domain.evidence import Evidence, EvidenceKind, OutcomeReading
from anchor_app.domain.figures import figure
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.measures import unit_of
from anchor_app.domain.organisation import Organisation
from anchor_app.domain.outcome import Outcome
from anchor_app.domain.owned_record import owned_key
from anchor_app.domain.period import Period, Round

LINK_SCHEMES = ("https", "http", "mailto")
"""The kinds of address that a link may have; anything else could start a program."""


@dataclass(frozen=True, slots=True)
class AddOrganisation:
    """Add an organisation with the values of its fields; its name and kind are needed."""

    values: Mapping[str, Any]
    id: str = field(default_factory=new_id)

    def edit(self, holdings: Holdings) -> Edit:
        values = known_values("Organisation", Organisation.field_names(), self.values)
        _named(holdings, values, self.id)
        if not values.get("kind"):
            raise WrongValue("Say what kind of organisation it is.")
        return Edit.of(f"Add {values['name']}",
                       changes_of("organisation", self.id, "", Organisation(self.id), values))


@dataclass(frozen=True, slots=True)
class AmendOrganisation:
    """Change fields of an organisation."""

    organisation: str
    values: Mapping[str, Any]

    def edit(self, holdings: Holdings) -> Edit:
        organisation = organisation_of(holdings, self.organisation)
        values = known_values("Organisation", Organisation.field_names(), self.values)
        if str(values.get("alias") or "").strip():
            values["alias"] = _alias(holdings, str(values["alias"]), organisation.id)
        if {"name", "short_name"} & set(values):
            _named(holdings, {"name": organisation.name, "short_name": organisation.short_name, **values},
                   organisation.id)
        return Edit.of(f"Change the details of {organisation.shown_name}",
                       changes_of("organisation", organisation.id, "", organisation, values))


@dataclass(frozen=True, slots=True)
class StartAssessment:
    """Start an organisation's assessment for a period and round against the charter of that digest."""

    organisation: str
    charter: str
    period: str
    round: str = "Year end"
    started_on: date | None = None
    id: str = field(default_factory=new_id)

    def edit(self, holdings: Holdings) -> Edit:
        organisation = organisation_of(holdings, self.organisation)
        period = str(Period.parse(self.period))
        name = Round.parse(self.round).value
        if self.charter not in holdings.charters:
            raise UnknownItem("The charter of the new assessment is not in this workspace.")
        for other in holdings.assessments_of(organisation.id):
            if (other.period, other.round) == (period, name):
                raise WrongValue(f"{organisation.shown_name} already has an assessment for {other.title}. "
                                 "Open that one, or choose another period or round.")
        values = {"charter": self.charter, "period": period, "round": name, "started_on": self.started_on}
        return Edit.of(f"Start {period} · {name}",
                       changes_of("assessment", organisation.id, self.id,
                                  Assessment(self.id, organisation.id), values))


@dataclass(frozen=True, slots=True)
class AddEvidence:
    """Add a piece of evidence to an assessment's organisation and link it to components of that assessment.

    `values` are fields of Evidence. A document's content must be stored before this is saved.
    """

    assessment: str
    values: Mapping[str, Any]
    components: tuple[str, ...] = ()
    id: str = field(default_factory=new_id)

    def edit(self, holdings: Holdings) -> Edit:
        assessment = assessment_of(holdings, self.assessment)
        charter = holdings.charter_of(assessment)
        if self.components:
            refuse_frozen(assessment)
        values = known_values("Evidence", Evidence.field_names(), self.values)
        piece = Evidence(self.id, assessment.organisation).with_facts(
            {name: Evidence.encode(name, value) for name, value in values.items()})
        check_evidence(piece)
        number = 1 + max((one.number for one in holdings.evidence_of(assessment.organisation)), default=0)
        changes = list(changes_of("evidence", assessment.organisation, self.id,
                                  Evidence(self.id, assessment.organisation), {**values, "number": number}))
        changes += [_support(assessment, self.id, charter.component(one).id) for one in self.components]
        return Edit.of(f"Add evidence E-{number:03d}", changes)


@dataclass(frozen=True, slots=True)
class AmendEvidence:
    """Change fields of a piece of evidence; a document's content and the reference never change."""

    evidence: str
    values: Mapping[str, Any]

    def edit(self, holdings: Holdings) -> Edit:
        piece = piece_of(holdings, self.evidence)
        fixed = {"number", "kind", "digest", "size", "added_on"} & set(self.values)
        if fixed:
            raise WrongValue(f"The {fixed.pop()} of evidence cannot be changed. Add it as new evidence.")
        values = known_values("Evidence", Evidence.field_names(), self.values)
        check_evidence(piece.with_facts({name: Evidence.encode(name, value) for name, value in values.items()}))
        return Edit.of(f"Change {piece.reference}",
                       changes_of("evidence", piece.organisation, piece.id, piece, values))


@dataclass(frozen=True, slots=True)
class RemoveEvidence:
    """Remove a piece of evidence and its links in every assessment of the organisation."""

    evidence: str

    def edit(self, holdings: Holdings) -> Edit:
        piece = piece_of(holdings, self.evidence)
        changes = list(removal_of("evidence", piece.organisation, piece.id, piece))
        for assessment in holdings.assessments_of(piece.organisation):
            if assessment.components_of(piece.id):
                _refuse_signed_evidence(assessment, piece)
            changes += [_support(assessment, piece.id, one).reversed()
                        for one in sorted(assessment.components_of(piece.id))]
        return Edit.of(f"Remove evidence {piece.reference}", changes)


@dataclass(frozen=True, slots=True)
class LinkEvidence:
    """Say that a piece of evidence supports a component (or, with `linked` False, no longer does)."""

    assessment: str
    evidence: str
    component: str
    linked: bool = True

    def edit(self, holdings: Holdings) -> Edit:
        assessment = assessment_of(holdings, self.assessment)
        refuse_frozen(assessment)
        holdings.charter_of(assessment).component(self.component)
        piece = piece_of(holdings, self.evidence)
        if piece.organisation != assessment.organisation:
            raise WrongValue(f"{piece.reference} belongs to another organisation.")
        is_linked = (piece.id, self.component) in assessment.supports
        change = _support(assessment, piece.id, self.component)
        words = "Link {} to {}" if self.linked else "Unlink {} from {}"
        return Edit.of(words.format(piece.reference, self.component),
                       () if is_linked == self.linked else (change if self.linked else change.reversed(),))


@dataclass(frozen=True, slots=True)
class RecordReading:
    """Record what was measured for a domain's outcome on a day, or for one of the organisation's own (`outcome`).

    The value is kept as it was typed, and has to be a number in the outcome's unit.
    """

    organisation: str
    domain: str
    value: str
    on: date
    source: str = ""
    id: str = field(default_factory=new_id)
    outcome: str = ""

    def edit(self, holdings: Holdings) -> Edit:
        named = self.outcome or self.domain
        kept = holdings.outcomes.get(owned_key(self.organisation, named))
        if self.outcome and kept is None:
            raise UnknownItem("That outcome is not there any more.")
        figure(self.value, unit_of(kept or Outcome(named, self.organisation), holdings.charters.values()))
        values = {"domain": "" if self.outcome else self.domain, "value": self.value.strip(), "on": self.on,
                  "source": self.source, "outcome": self.outcome}
        return Edit.of("Record a reading", changes_of(
            "reading", self.organisation, self.id, OutcomeReading(self.id, self.organisation), values))


@dataclass(frozen=True, slots=True)
class RemoveReading:
    """Remove a reading of an outcome."""

    reading: str

    def edit(self, holdings: Holdings) -> Edit:
        reading = reading_of(holdings, self.reading)
        return Edit.of("Remove a reading", removal_of("reading", reading.organisation, reading.id, reading))


def check_evidence(piece: Evidence) -> None:
    """Raise WrongValue unless the piece says what its kind needs."""
    if not piece.title.strip():
        raise WrongValue("Evidence needs a title that says what it is.")
    needed = {EvidenceKind.DOCUMENT: ("digest", "A document needs its file. Choose the file to attach."),
              EvidenceKind.FIGURE: ("figure", "A figure needs its number. Type the number and its unit."),
              EvidenceKind.ACCOUNT: ("text", "An account needs its words. Write the story, quotation or note."),
              EvidenceKind.LINK: ("url", "A link needs its address, such as https://example.org/page.")}
    name, sentence = needed[piece.kind]
    if not str(getattr(piece, name)).strip():
        raise WrongValue(sentence)
    if piece.kind is EvidenceKind.LINK:
        check_link(piece.url)


def check_link(url: str) -> None:
    """Raise WrongValue for an address that is not of the web or of a mailbox."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        parts = urlsplit("")
    if parts.scheme.lower() not in LINK_SCHEMES or not (parts.netloc or parts.path) or (
            parts.scheme.lower() != "mailto" and not parts.hostname):
        raise WrongValue("A link starts with https://, http:// or mailto:. "
                         "Type the whole address, or attach a file as a document instead.")


def _support(assessment: Assessment, evidence: str, component: str) -> Change:
    return Change(Subject("support", assessment.id, evidence, component), None, "yes")


def _refuse_signed_evidence(assessment: Assessment, piece: Evidence) -> None:
    if assessment.is_frozen:
        raise WrongValue(f"{piece.reference} supports {assessment.title}, which is signed off, so it cannot be "
                         "removed. Reopen that assessment first.")


def _alias(holdings: Holdings, alias: str, key: str) -> str:
    """The alias as it is kept; raises WrongValue for one that is a name here, or another organisation's alias."""
    wanted = " ".join(alias.split())
    for one in holdings.organisations.values():
        if one.answers_to(wanted):
            raise WrongValue(f"{wanted} is the name of an organisation here, so it is no alias. "
                             "Choose words that do not tell who it is.")
        if one.id != key and one.alias.casefold() == wanted.casefold():
            raise WrongValue(f"Another organisation here has the alias {wanted} already. Choose another one.")
    return wanted


def _named(holdings: Holdings, values: Mapping[str, Any], key: str) -> None:
    """Raise WrongValue unless the organisation has a name, and one that tells it from the others."""
    if not str(values.get("name", "")).strip():
        raise WrongValue("The organisation needs a name.")
    for name in (values["name"], values.get("short_name") or ""):
        twin = next((one for one in holdings.organisations.values()
                     if one.id != key and name and one.answers_to(name)), None)
        if twin:
            raise WrongValue(f"An organisation called {name} is in this workspace already. "
                             "Give one of them another name or short name.")
