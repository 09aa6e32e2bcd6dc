"""What a member of the example collaborative answers in a period, as the wishes of its champion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from anchor_app.domain.assessment import Mark, Status
from anchor_app.domain.charter import Charter, Component, Domain
from anchor_app.domain.commands import (
    AddOpportunity,
    AnswerPrinciple,
    Command,
    MarkPractices,
    SetStatus,
    WriteAnswer,
)
from anchor_app.domain.commands_keeping import AddEvidence, LinkEvidence, RecordReading
from anchor_app.domain.evidence import EvidenceKind, Sensitivity
from anchor_app.services.evidence import take_in_bytes
from anchor_app.services.example_files import made_file
from anchor_app.services.example_story import Story, Told, id_of, number_of, picked
from anchor_app.storage.content import Content

_STATUSES: Mapping[str, Status] = MappingProxyType({
    "F": Status.FULFILLED, "W": Status.WORKING_TOWARDS, "N": Status.NOT_STARTED, "X": Status.NOT_APPLICABLE})
_MARKS: Mapping[Status, str] = MappingProxyType({
    Status.FULFILLED: "IIIIIP", Status.WORKING_TOWARDS: "IPPN", Status.NOT_STARTED: "PNN-",
    Status.NOT_APPLICABLE: "-"})
"""Of each status the marks that its practices are picked from."""
_NOTES: Mapping[str, str] = MappingProxyType({
    "baseline": "Figures since {year}.", "community": "Residents are asked before we decide.",
    "sharing": "Told at the learning exchange.", "leadership": "A director answers for it."})
MARKS: Mapping[str, Mark | None] = MappingProxyType(
    {"I": Mark.IN_PLACE, "P": Mark.PARTLY, "N": Mark.NOT_YET, "-": None})
_SAID = ("title", "shows", "figure", "unit", "source", "text", "url")


@dataclass(frozen=True, slots=True)
class Answering:
    """One member in one period, under a charter."""

    story: Story
    member: Told
    stage: Told
    charter: Charter

    @property
    def assessment(self) -> str:
        """The id of the assessment."""
        return id_of(self.slug, self.stage["period"])

    @property
    def slug(self) -> str:
        """The member's short name for files."""
        return str(self.member["slug"])

    @property
    def is_last(self) -> bool:
        """Whether the member answered in no later period."""
        return list(self.story.stages_of(self.member))[-1] is self.stage

    def status(self, component: Component, stage: Told | None = None) -> Status:
        """The status of a component in this period or another."""
        letters = "".join(self.member["answers"][(stage or self.stage)["period"]].split())
        return _STATUSES[dict(zip(self._numbers(), letters, strict=True))[component.id]]

    def readings(self) -> Iterator[Command]:
        """What was measured for the outcomes."""
        for domain, values in self.member["readings"].items():
            value = values[self.story.step(self.stage)]
            yield RecordReading(id_of(self.slug), domain, str(value), self.story.day(self.stage["answered"]),
                                "Our own figures", id=id_of(self.slug, "reading", domain, self.stage["period"]))

    def answers(self, domain: Domain) -> Iterator[Command]:
        """Every answer of a domain."""
        for component in domain.components:
            yield from self._component(component)
        for principle in self.charter.principles:
            seed = (self.slug, self.stage["period"], domain.id, principle.id)
            yield AnswerPrinciple(self.assessment, domain.id, principle.id, "mark", MARKS[picked("IPPN", *seed)])
            if principle.id in _NOTES and number_of(*seed) % 5 == 0:
                yield AnswerPrinciple(self.assessment, domain.id, principle.id, "note",
                                      _NOTES[principle.id].format(year=self.stage["period"]))

    def evidence(self, content: Content) -> Iterator[Command]:
        """New evidence, and links to what was there before."""
        for component in self.charter:
            if self.status(component) is not Status.FULFILLED or self._proof(component) == "-":
                continue
            for place, piece in enumerate(self.story.words[component.id]["evidence"]):
                key, here = id_of(self.slug, "evidence", component.id, place), self.story.step(self.stage)
                began = self._began(component, place)
                if began > here or (place and self._proof(component) != "c"):
                    continue
                if began < here:
                    yield LinkEvidence(self.assessment, key, component.id)
                else:
                    yield AddEvidence(self.assessment, self._piece(component, place, piece, content),
                                      (component.id, *self._also(piece)), id=key)

    def _component(self, component: Component) -> Iterator[Command]:
        status, words = self.status(component), self.story.words[component.id]
        seed = (self.slug, self.stage["period"], component.id)
        yield SetStatus(self.assessment, component.id, status,
                        self.member["not_applicable"] if status is Status.NOT_APPLICABLE else "")
        for practice in component.practices:
            if mark := MARKS[picked(_MARKS[status], *seed, practice.id)]:
                yield MarkPractices(self.assessment, (practice.id,), mark)
        if status in (Status.FULFILLED, Status.WORKING_TOWARDS):
            said = picked(words["fulfilled" if status is Status.FULFILLED else "working"], self.slug, component.id)
            yield WriteAnswer(self.assessment, component.id, "summary", self._filled(said, component))
            yield WriteAnswer(self.assessment, component.id, "lead", words["lead"])
        if self.is_last and component.id in self.member["focus"]:
            yield WriteAnswer(self.assessment, component.id, "focus", True)
        if status is Status.WORKING_TOWARDS or (status is not Status.NOT_APPLICABLE and number_of(*seed) % 2 == 0):
            yield AddOpportunity(self.assessment, component.id, picked(words["opportunities"], *seed),
                                 id=id_of(*seed, "opportunity"))

    def _piece(self, component: Component, place: int, piece: Told, content: Content) -> dict[str, Any]:
        """The fields of a piece of evidence; a document's content is kept before."""
        day = self.story.day(self.stage["answered"])
        values: dict[str, Any] = {"kind": EvidenceKind(piece.get("kind", "document"))}
        if "file" in piece:
            lines = [self._filled(one, component) for one in piece.get("lines", ())]
            values |= take_in_bytes(content, made_file({**piece, "lines": lines}), piece["file"]).values
        values |= {name: self._filled(piece[name], component) for name in _SAID if name in piece}
        return values | {"sensitivity": Sensitivity(piece["sensitivity"]), "added_on": day,
                         "describes": self.stage["period"], "owner": self.story.words[component.id]["lead"],
                         "review_by": self._review(component, place)}

    def _review(self, component: Component, place: int) -> date:
        """The review date, told from today, so that some are past, some soon, and most later."""
        chance = number_of(self.slug, component.id, place)
        days = {"p": -15 - chance % 120, "d": 10 + chance % 40}.get(self._proof(component), 90 + chance % 500)
        return self.story.today + timedelta(days=days)

    def _also(self, piece: Told) -> Iterator[str]:
        for one in piece.get("also", ()):
            component = self.charter.component(one)
            if self.status(component) is Status.FULFILLED and self._proof(component) == "c":
                yield one

    def _proof(self, component: Component) -> str:
        letters = "".join(self.member["proof"].split())
        return dict(zip(self._numbers(), letters, strict=True))[component.id]

    def _began(self, component: Component, place: int) -> int:
        """The period, counted from the first, in which evidence came: when it was fulfilled, or fulfilled for long."""
        steps = [self.story.step(one) for one in self.story.stages_of(self.member)
                 if self.status(component, one) is Status.FULFILLED]
        return next((one for one in steps if one >= steps[0] + 2 * place), len(self.story.stages))

    def _filled(self, text: str, component: Component) -> str:
        chance, step = number_of(self.slug, component.id), self.story.step(self.stage)
        return text.format(place=self.member["place"], short=self.member["short_name"], few=3 + chance % 6 + step,
                           some=14 + chance % 40 + 5 * step, many=80 + chance % 200 + 20 * step,
                           share=12 + chance % 50 + 4 * step)

    def _numbers(self) -> list[str]:
        return [one.id for one in self.charter]
