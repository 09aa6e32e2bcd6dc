"""The example workspace: one fictional organisation, two periods, evidence of every kind."""

from __future__ import annotations

import shutil
import tomllib
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any

from anchor_app import resources
from anchor_app.domain.assessment import Assessment, Mark, Status
from anchor_app.domain.charter import Charter
from anchor_app.domain.commands import (
    AddOpportunity,
    AnswerPrinciple,
    Command,
    MarkPractices,
    NotePractice,
    SetStatus,
    WriteAnswer,
    together,
)
from anchor_app.domain.commands_keeping import (
    AddEvidence,
    AddOrganisation,
    LinkEvidence,
    RecordReading,
    StartAssessment,
)
from anchor_app.domain.evidence import EvidenceKind, Sensitivity
from anchor_app.domain.organisation import Kind
from anchor_app.domain.period import Period
from anchor_app.services.evidence import take_in_bytes
from anchor_app.services.example_files import made_file
from anchor_app.services.example_year import Year
from anchor_app.services.settings import Settings
from anchor_app.services.starting import Opened, create_workspace
from anchor_app.services.workspace import Clock

_MARKS: Mapping[str, Mark | None] = MappingProxyType(
    {"I": Mark.IN_PLACE, "P": Mark.PARTLY, "N": Mark.NOT_YET, "-": None})
_SPACE = uuid.UUID("5f0f6f0e-3f3b-4b0e-9b61-8d1e7f0f2a11")
_SAID = ("title", "shows", "describes", "owner", "figure", "unit", "source", "text", "url")


def make_example(folder: Path, *, clock: Clock | None = None) -> Opened:
    """Make the example in a folder that is empty or not there yet, and open it.

    The same day makes the same example. Raises NotAWorkspace for a folder in which anything is, and what can
    go wrong with a disk; a folder that was made is then removed again.
    """
    told = _read("example-bay.toml")
    was_there = folder.exists()
    opened = None
    try:
        opened = create_workspace(folder, about={"example": "yes"}, clock=clock,
                                  settings=Settings(who=told["organisation"]["champion_name"]))
        _Maker(opened, told).make(_read("example-bay-evidence.toml")["evidence"], _read("example-bay-year.toml"))
    except BaseException:
        if opened is not None:
            opened.close()
        if not was_there:
            shutil.rmtree(folder, ignore_errors=True)
        raise
    return opened


@dataclass(frozen=True, slots=True)
class _Maker:
    """Turns what the example's files say into the same wishes that a champion would make."""

    opened: Opened
    told: Mapping[str, Any]

    def make(self, pieces: list[Mapping[str, Any]], year: Mapping[str, Any]) -> None:
        do, organisation = self.opened.workspace.do, _id("organisation")
        told = {**self.told["organisation"], "kind": Kind(self.told["organisation"]["kind"])}
        do(AddOrganisation(told, id=organisation))
        for number, one in enumerate(self.told["readings"]):
            do(RecordReading(organisation, one["domain"], one["value"], one["on"], one["source"],
                             id=_id(f"reading {number:02}")))
        for one in self.told["assessments"]:
            do(StartAssessment(organisation, self.charter.digest, one["period"], one["round"], one["started_on"],
                               id=_id(one["period"])))
        do(together("Keep the year", Year(organisation, self.opened.workspace.clock.today(), _id).wishes(year)))
        for piece in pieces:
            do(together(f"Add evidence {piece['reference']}", self._evidence(piece)))
        for one in self.told["assessments"]:
            for component, answer in one["components"].items():
                do(together(f"Answer {component}", self._component(one["period"], component, answer)))
            for domain, answer in one["principles"].items():
                do(together("Answer the principles", self._principles(one["period"], domain, answer)))

    @property
    def charter(self) -> Charter:
        """The shipped charter, as it is kept in the workspace."""
        return next(iter(self.opened.workspace.holdings.charters.values()))

    def _evidence(self, piece: Mapping[str, Any]) -> Iterator[Command]:
        """The piece, and its links in every assessment; its content is kept before."""
        today = self.opened.workspace.clock.today()
        values: dict[str, Any] = {"kind": EvidenceKind(piece.get("kind", "document"))}
        if "file" in piece:
            values |= take_in_bytes(self.opened.store.content, made_file(piece), piece["file"]).values
        values |= {name: piece[name].strip() for name in _SAID if name in piece}
        values |= {"sensitivity": Sensitivity(piece["sensitivity"]), "added_on": min(piece["added"], today),
                   "review_by": _review(piece, today)}
        key = _id(piece["reference"])
        first, *others = list(piece["links"].items()) or [(self.told["assessments"][-1]["period"], [])]
        yield AddEvidence(_id(first[0]), values, tuple(first[1]), id=key)
        for period, components in others:
            for component in components:
                yield LinkEvidence(_id(period), key, component)

    def _component(self, period: str, component: str, told: Mapping[str, Any]) -> Iterator[Command]:
        assessment = _id(period)
        yield SetStatus(assessment, component, Status(told["status"]))
        for place, letter in enumerate(told["marks"], start=1):
            yield MarkPractices(assessment, (f"{component}.{place}",), _MARKS[letter])
        for place, note in told.get("notes", {}).items():
            yield NotePractice(assessment, f"{component}.{place}", note)
        for name in ("summary", "lead", "focus", "look_again", "look_again_note"):
            if name in told:
                yield WriteAnswer(assessment, component, name, told[name])
        for number, text in enumerate(told.get("opportunities", ())):
            yield AddOpportunity(assessment, component, text, id=_id(f"{period} {component} {number}"))

    def _principles(self, period: str, domain: str, told: Mapping[str, Any]) -> Iterator[Command]:
        for principle, letter in zip(self.charter.principles, told["marks"], strict=True):
            yield AnswerPrinciple(_id(period), domain, principle.id, "mark", _MARKS[letter])
        for principle_id, note in told.get("notes", {}).items():
            yield AnswerPrinciple(_id(period), domain, principle_id, "note", note)


def latest(opened: Opened) -> Assessment:
    """The assessment of the example that a window shows first."""
    holdings = opened.workspace.holdings
    return holdings.assessments_of(next(iter(holdings.organisations)))[-1]


def _review(piece: Mapping[str, Any], today: date) -> date | None:
    if "review_days" in piece:
        return today + timedelta(days=piece["review_days"])
    if "review_end" in piece:
        period = Period.containing(today)
        return replace(period, year=period.year + piece["review_end"]).end
    return None


def _id(name: str) -> str:
    """The same id for the same thing in every example."""
    return uuid.uuid5(_SPACE, name).hex


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((resources.examples() / name).read_text(encoding="utf-8"))
