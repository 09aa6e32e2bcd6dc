"""Commands about outcomes: follow one, change or remove it, take a figure for a reading, paste readings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from anchor_app.domain.brief import brief_line
from anchor_app.domain.charter import Domain
from anchor_app.domain.commands import (
    changes_of,
    known_values,
    new_id,
    organisation_of,
    piece_of,
    reading_of,
    removal_of,
)
from anchor_app.domain.edit import Change, Edit
from anchor_app.domain.errors import UnknownItem, WrongField, WrongValue
from anchor_app.domain.evidence import EvidenceKind, OutcomeReading
from anchor_app.domain.figures import figure
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.level_wording import count_words
from anchor_app.domain.measures import readings_of, unit_of
from anchor_app.domain.outcome import Outcome
from anchor_app.domain.owned_record import owned_key
from anchor_app.domain.pasting import PastedFault, PastedRow

MOST_FAULTS = 5
"""Bad lines of a paste that a refusal names; the preview shows them all."""


@dataclass(frozen=True, slots=True)
class AddOutcome:
    """Follow an outcome of the organisation's own; it needs a title and the unit that it is measured in."""

    organisation: str
    values: Mapping[str, Any]
    id: str = field(default_factory=new_id)

    def edit(self, holdings: Holdings) -> Edit:
        values = _known(self.values)
        organisation_of(holdings, self.organisation)
        if not str(values.get("title") or "").strip():
            raise WrongField("title", "An outcome needs a title that says what is to change.")
        if not str(values.get("unit") or "").strip() and not values.get("follows"):
            raise WrongField("unit", "An outcome needs a unit, such as %, people or tonnes: its readings have to "
                                     "compare.")
        blank = Outcome(self.id, self.organisation)
        _check(holdings, _with(blank, values))
        return Edit.of(f"Add the outcome {brief_line(str(values['title']))}",
                       changes_of("outcome", self.organisation, self.id, blank, values))


@dataclass(frozen=True, slots=True)
class AmendOutcome:
    """Change fields of an outcome; with the id of a domain, those of that domain's outcome in the charter."""

    organisation: str
    outcome: str
    values: Mapping[str, Any]

    def edit(self, holdings: Holdings) -> Edit:
        values = _known(self.values)
        organisation_of(holdings, self.organisation)
        held = outcome_of(holdings, self.organisation, self.outcome)
        after = _with(held, values)
        _refuse_other_unit(holdings, held, after)
        if domain_of(holdings, held.id) is None and not after.title.strip():
            raise WrongField("title", "An outcome needs a title that says what is to change.")
        _check(holdings, after)
        return Edit.of(f"Change the outcome {brief_line(title_of(holdings, after))}",
                       changes_of("outcome", self.organisation, held.id, held, values))


@dataclass(frozen=True, slots=True)
class RemoveOutcome:
    """Remove an outcome of the organisation's own with its readings; of a domain's, what the organisation added."""

    organisation: str
    outcome: str

    def edit(self, holdings: Holdings) -> Edit:
        held = outcome_of(holdings, self.organisation, self.outcome)
        changes = list(removal_of("outcome", self.organisation, held.id, held))
        if domain_of(holdings, held.id) is not None:
            _refuse_other_unit(holdings, held, Outcome(held.id, held.organisation))
        else:
            for one in readings_of(holdings, self.organisation, held.id):
                changes += removal_of("reading", self.organisation, one.id, one)
        return Edit.of(f"Remove the outcome {brief_line(title_of(holdings, held))}", changes)


@dataclass(frozen=True, slots=True)
class ReadFromEvidence:
    """Take a figure that was given as evidence for a reading of an outcome; its unit has to be the outcome's."""

    evidence: str
    outcome: str
    on: date
    id: str = field(default_factory=new_id)

    def edit(self, holdings: Holdings) -> Edit:
        piece = piece_of(holdings, self.evidence)
        if piece.kind is not EvidenceKind.FIGURE:
            raise WrongValue(f"{piece.reference} is not a figure. Choose evidence that is one.")
        held = outcome_of(holdings, piece.organisation, self.outcome)
        unit = unit_of(held, holdings.charters.values())
        if " ".join(piece.unit.split()).casefold() != " ".join(unit.split()).casefold():
            raise WrongValue(f"{piece.reference} is in {piece.unit or 'no unit'}, and this outcome is measured in "
                             f"{unit or 'no unit'}. Record the reading by hand, in the outcome's unit.")
        source = " · ".join(filter(None, (f"{piece.reference} {piece.title}".strip(), piece.source.strip())))
        changes = reading_changes(holdings, held, self.id, {
            "value": piece.figure, "on": self.on, "source": source, "evidence": piece.id})
        return Edit.of(f"Take {piece.reference} for a reading", changes)


@dataclass(frozen=True, slots=True)
class AmendReading:
    """Change the value, the day or the source of a reading; the value has to be a number in the outcome's unit."""

    reading: str
    values: Mapping[str, Any]

    def edit(self, holdings: Holdings) -> Edit:
        held = reading_of(holdings, self.reading)
        values = {name: value.strip() if name == "value" else value for name, value in self.values.items()}
        if set(values) - {"value", "on", "source"}:
            raise WrongValue("Of a reading the value, the day and the source can be changed.")
        if values.get("value", held.value) != held.value:
            outcome = outcome_of(holdings, held.organisation, held.outcome or held.domain)
            try:
                figure(values["value"], unit_of(outcome, holdings.charters.values()))
            except WrongValue as fault:
                raise WrongField("value", str(fault)) from None
        if "on" in values and values["on"] is None:
            raise WrongField("on", "A reading needs the day it was measured on.")
        return Edit.of("Change a reading", changes_of("reading", held.organisation, held.id, held, values))


@dataclass(frozen=True, slots=True)
class PasteReadings:
    """Record the rows of a paste, whole or not at all; those that are here already are passed over."""

    organisation: str
    outcome: str
    rows: Sequence[PastedRow]
    faults: Sequence[PastedFault] = ()
    source: str = ""
    ids: Sequence[str] = ()

    def edit(self, holdings: Holdings) -> Edit:
        if self.faults:
            rest = len(self.faults) - MOST_FAULTS
            more = f" {rest:,} more {'line' if rest == 1 else 'lines'} cannot be read either." if rest > 0 else ""
            raise WrongValue(" ".join(one.words for one in self.faults[:MOST_FAULTS])
                             + f"{more} Nothing was recorded. Mend the lines and paste again.")
        if not self.rows:
            raise WrongValue("There is nothing to record: no line has a day and a value.")
        held = outcome_of(holdings, self.organisation, self.outcome)
        unit = unit_of(held, holdings.charters.values())
        here = {one.on: one for one in readings_of(holdings, self.organisation, held.id)}
        changes: list[Change] = []
        for place, row in enumerate(self.rows):
            if (known := here.get(row.on)) is not None and known.value.strip() == row.value:
                continue
            key = self.ids[place] if place < len(self.ids) else new_id()
            changes += reading_changes(holdings, held, key, {
                "value": row.value, "on": row.on, "source": row.source or self.source}, unit)
        count = sum(one.what.field == "value" for one in changes)
        return Edit.of(f"Record {count_words(count, 'reading')}", changes)


@dataclass(frozen=True, slots=True)
class PreparedPaste:
    """A paste whose edit was made beforehand, beside other work; made again where something changed meanwhile."""

    paste: PasteReadings
    holdings: Holdings
    made: Edit

    @classmethod
    def of(cls, paste: PasteReadings, holdings: Holdings) -> PreparedPaste:
        """The paste with its edit; raises Refusal."""
        return cls(paste, holdings, paste.edit(holdings))

    def edit(self, holdings: Holdings) -> Edit:
        return self.made if holdings is self.holdings else self.paste.edit(holdings)


def reading_changes(holdings: Holdings, outcome: Outcome, key: str, values: Mapping[str, Any],
                    unit: str | None = None) -> list[Change]:
    """The changes that record a reading; raises WrongValue unless its value is a number in the outcome's unit."""
    value = str(values["value"]).strip()
    figure(value, unit_of(outcome, holdings.charters.values()) if unit is None else unit)
    is_domains = domain_of(holdings, outcome.id) is not None
    told = {**values, "value": value, "domain": outcome.id if is_domains else "",
            "outcome": "" if is_domains else outcome.id}
    return list(changes_of("reading", outcome.organisation, key, OutcomeReading(key, outcome.organisation), told))


def outcome_of(holdings: Holdings, organisation: str, outcome: str) -> Outcome:
    """The outcome that an organisation follows, or that of a domain as it is in the charter; raises UnknownItem."""
    held = holdings.outcomes.get(owned_key(organisation, outcome))
    if held is None and domain_of(holdings, outcome) is None:
        raise UnknownItem("That outcome is not there any more.")
    return held or Outcome(outcome, organisation)


def domain_of(holdings: Holdings, key: str) -> Domain | None:
    """The domain of that id in any charter here."""
    return next((domain for charter in holdings.charters.values() for domain in charter.domains
                 if domain.id == key), None)


def title_of(holdings: Holdings, outcome: Outcome) -> str:
    """What an outcome is called."""
    domain = domain_of(holdings, outcome.id)
    given = domain.outcome.title if domain and domain.outcome else domain.title if domain else ""
    return outcome.title or given or "Outcome"


def _check(holdings: Holdings, outcome: Outcome) -> None:
    """Raise WrongValue unless its numbers are some and its days in order."""
    unit = unit_of(outcome, holdings.charters.values())
    for name in ("baseline", "target"):
        if text := getattr(outcome, name):
            try:
                figure(text, unit)
            except WrongValue as fault:
                raise WrongField(name, f"The {name}: {fault}") from None
    if outcome.baseline_on and outcome.target_on and outcome.baseline_on >= outcome.target_on:
        raise WrongField("target_on", "The day of the target is not after the day of the baseline. Change one of the "
                                      "two.")
    if outcome.domain and domain_of(holdings, outcome.domain) is None:
        raise UnknownItem(f"No charter here has a domain {outcome.domain}.")


def _refuse_other_unit(holdings: Holdings, held: Outcome, after: Outcome) -> None:
    old, new = (unit_of(one, holdings.charters.values()) for one in (held, after))
    count = len(readings_of(holdings, held.organisation, held.id))
    if old != new and count:
        are = "reading is" if count == 1 else "readings are"
        raise WrongField("unit", f"{count:,} {are} in {old or 'no unit'}, so the unit does not become {new or 'none'}: "
                                 "their numbers would say something else. Add a new outcome in the new unit, or "
                                 "remove the readings first.")


def _with(outcome: Outcome, values: Mapping[str, Any]) -> Outcome:
    return outcome.with_facts({name: Outcome.encode(name, value) for name, value in values.items()})


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.strip() if isinstance(value, str) and name != "definition" else value
            for name, value in known_values("An outcome", Outcome.field_names(), values).items()}
