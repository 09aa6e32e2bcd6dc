"""Signing off: what is unready, the checksum of what is signed, and the next revision after reopening."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from hashlib import sha256
from typing import Any

from anchor_app.domain.assessment import Assessment, Signing, State, Status
from anchor_app.domain.commands import assessment_of, changes_of
from anchor_app.domain.edit import Edit
from anchor_app.domain.errors import WrongValue
from anchor_app.domain.evidence import Evidence
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.record import Record

_NOT_SIGNED = ("state", "revision")
"""Fields of an assessment that say how far it has come, rather than what is signed."""


class Unready(Enum):
    """Why somebody might not want to sign yet; the value is the words after its number, singular and plural."""

    NO_EVIDENCE = ("component is fulfilled without evidence", "components are fulfilled without evidence")
    PAST_EVIDENCE = ("component is fulfilled, but its evidence is past its review date",
                     "components are fulfilled, but their evidence is past its review date")
    LOOK_AGAIN = ("component is marked “look at again”", "components are marked “look at again”")
    UNANSWERED = ("component has nothing recorded", "components have nothing recorded")
    UNMARKED = ("component has practices without a mark", "components have practices without a mark")

    def words(self, count: int) -> str:
        """The words that go with that number."""
        return self.value[0 if count == 1 else 1]


@dataclass(frozen=True, slots=True)
class Gap:
    """One reason not to sign yet, and the components it is about."""

    why: Unready
    components: tuple[str, ...]


def gaps(holdings: Holdings, assessment: Assessment, on: date) -> tuple[Gap, ...]:
    """What looks unready; reasons with nothing to show are left out."""
    charter = holdings.charter_of(assessment)
    found: dict[Unready, list[str]] = {why: [] for why in Unready}
    for one in charter:
        answer = assessment.component(one.id)
        pieces = holdings.supporting(assessment, one.id)
        marks = [assessment.practice(practice.id).mark for practice in one.practices]
        if answer.status is Status.FULFILLED and not pieces:
            found[Unready.NO_EVIDENCE].append(one.id)
        elif answer.status is Status.FULFILLED and not any(piece.is_current(on) for piece in pieces):
            found[Unready.PAST_EVIDENCE].append(one.id)
        if answer.look_again:
            found[Unready.LOOK_AGAIN].append(one.id)
        if one.id not in assessment.components and not any(marks) and not pieces:
            found[Unready.UNANSWERED].append(one.id)
        elif not all(marks):
            found[Unready.UNMARKED].append(one.id)
    return tuple(Gap(why, tuple(components)) for why, components in found.items() if components)


def signed_data(holdings: Holdings, assessment: Assessment) -> dict[str, Any]:
    """What a signature is put under, as plain data: the charter, the organisation, every answer, the evidence cited.

    It does not depend on the ids that records have, so that a copy of the same answers has the same checksum.
    """
    organisation = holdings.organisation_of(assessment)
    cited = sorted((holdings.evidence[one] for one in {evidence for evidence, _ in assessment.supports}
                    if one in holdings.evidence), key=lambda piece: piece.number)
    return {
        "charter": assessment.charter,
        "organisation": organisation.facts(),
        "assessment": {name: text for name, text in assessment.facts().items() if name not in _NOT_SIGNED},
        "components": _by_item(assessment.components),
        "practices": _by_item(assessment.practices),
        "principles": _by_item(assessment.principles),
        "opportunities": [[one.component, one.text] for component in sorted(
            {one.component for one in assessment.opportunities.values()})
            for one in assessment.opportunities_of(component)],
        "evidence": [[_cited(piece), sorted(assessment.components_of(piece.id))] for piece in cited],
    }


def _cited(piece: Evidence) -> dict[str, str]:
    """A piece of evidence as it is signed; the letter that tells it from a twin may come later."""
    return {name: text for name, text in piece.facts().items() if name != "twin"}


def _by_item(records: Mapping[str, Record]) -> dict[str, dict[str, str]]:
    return {item: records[item].facts() for item in sorted(records)}


def checksum(holdings: Holdings, assessment: Assessment) -> str:
    """SHA-256 (hex) of what is signed, as canonical JSON."""
    return checksum_of(signed_data(holdings, assessment))


def checksum_of(data: Mapping[str, Any]) -> str:
    """SHA-256 (hex) of plain data as canonical JSON: sorted keys, no spaces, UTF-8."""
    return sha256(json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def part_checksums(holdings: Holdings, assessment: Assessment) -> dict[str, str]:
    """A checksum (SHA-256, 16 hex digits) of each part of what is signed, so that two can be compared part by part.

    The parts are the components by id, and "organisation", "assessment", "principles" and "charter".
    """
    data, charter = signed_data(holdings, assessment), holdings.charter_of(assessment)
    parts: dict[str, Any] = {name: data[name] for name in ("organisation", "assessment", "principles", "charter")}
    for one in charter:
        practices = {item: facts for item, facts in data["practices"].items()
                     if item in {practice.id for practice in one.practices}}
        parts[one.id] = [data["components"].get(one.id), practices,
                         [text for component, text in data["opportunities"] if component == one.id],
                         [facts for facts, supports in data["evidence"] if one.id in supports]]
    return {name: checksum_of({name: held})[:16] for name, held in parts.items()}


def part_words(part: str) -> str:
    """A part of what is signed as a sentence names it."""
    return {"organisation": "the organisation's details", "assessment": "the assessment's particulars",
            "principles": "the principles", "charter": "the charter"}.get(part, part)


def short_checksum(text: str) -> str:
    """The beginning of a checksum in groups that people can compare by eye."""
    return " ".join(text[place: place + 4] for place in range(0, 16, 4))


@dataclass(frozen=True, slots=True)
class SignOff:
    """Sign an assessment off: the answers freeze, with the checksum of what they are."""

    assessment: str
    by: str
    role: str
    on: date
    at: datetime

    def edit(self, holdings: Holdings) -> Edit:
        assessment = assessment_of(holdings, self.assessment)
        if assessment.state is not State.DRAFT:
            raise WrongValue(f"{assessment.title} is {assessment.state.words.lower()} already. "
                             "Reopen it first, if it has to change.")
        for value, what in ((self.by, "name"), (self.role, "role")):
            if not value.strip():
                raise WrongValue(f"Signing off needs the {what} of the person who signs.")
        if is_empty(assessment):
            raise WrongValue(f"{assessment.title} has no answers yet, so there is nothing to sign. "
                             "Answer at least one component first.")
        revision = assessment.revision
        values = {"by": self.by.strip(), "role": self.role.strip(), "on": self.on,
                  "checksum": checksum(holdings, assessment), "at": self.at.isoformat(timespec="seconds")}
        return Edit.of(f"Sign off {assessment.title}", [
            *changes_of("assessment", assessment.organisation, assessment.id, assessment, {"state": State.SIGNED_OFF}),
            *changes_of("signing", assessment.id, str(revision), Signing(str(revision)), values)])


@dataclass(frozen=True, slots=True)
class Reopen:
    """Reopen a signed assessment as its next revision; what was signed stays in the record of signings."""

    assessment: str

    def edit(self, holdings: Holdings) -> Edit:
        assessment = assessment_of(holdings, self.assessment)
        if assessment.state is State.DRAFT:
            raise WrongValue(f"{assessment.title} is a draft, and open already.")
        values = {"state": State.DRAFT, "revision": assessment.revision + 1}
        signed = assessment.signings.get(str(assessment.revision), Signing(str(assessment.revision)))
        return Edit.of(f"Reopen {assessment.title} as revision {assessment.revision + 1}", [
            *changes_of("assessment", assessment.organisation, assessment.id, assessment, values),
            *changes_of("signing", assessment.id, signed.revision, signed, {"reopened": True})])


def is_empty(assessment: Assessment) -> bool:
    """Whether nothing at all was answered."""
    return not (assessment.components or assessment.practices or assessment.principles
                or assessment.opportunities or assessment.supports)


def signings_of(assessment: Assessment) -> Iterator[Signing]:
    """What was signed, the first revision first."""
    yield from sorted(assessment.signings.values(), key=lambda one: int(one.revision))
