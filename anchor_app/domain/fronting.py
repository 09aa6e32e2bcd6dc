"""Commands about front sheets: fill one in, say where the paper was before, answer what it implies, remove it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from anchor_app.domain.asking import asked, asked_item
from anchor_app.domain.brief import brief
from anchor_app.domain.commands import changes_of, known_values, new_id, removal_of
from anchor_app.domain.edit import Change, Edit
from anchor_app.domain.errors import UnknownItem, WrongValue
from anchor_app.domain.front_sheet import Answer, FrontSheet, FrontSheetAnswer, FrontSheetLine, answer_item
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.implication import AskedKind
from anchor_app.domain.level_wording import day_words
from anchor_app.domain.owned_record import owned_key
from anchor_app.domain.planning import refuse_report, report_words

_ONE_LINE = frozenset({"meeting", "title", "presented_by", "author", "agenda_item", "authorised_by"})


@dataclass(frozen=True, slots=True)
class SetFrontSheet:
    """Fill in fields of the front sheet of a report; `report` is the id of the report's plan."""

    organisation: str
    report: str
    values: Mapping[str, Any]

    def edit(self, holdings: Holdings) -> Edit:
        refuse_report(holdings, self.organisation, self.report)
        given = known_values("A front sheet", FrontSheet.field_names(), self.values)
        values: dict[str, Any] = {name: _line(value) if name in _ONE_LINE else value for name, value in given.items()}
        if "meeting_on" in values:
            refuse_days(values["meeting_on"], lines_of(holdings, self.organisation, self.report))
        held = sheet_of(holdings, self.organisation, self.report)
        return Edit.of(f"Fill in the front sheet of the {report_words(self.report)}",
                       changes_of("front-sheet", self.organisation, self.report, held, values))


@dataclass(frozen=True, slots=True)
class RemoveFrontSheet:
    """Remove a front sheet with its lines and its answers."""

    organisation: str
    report: str

    def edit(self, holdings: Holdings) -> Edit:
        key = owned_key(self.organisation, self.report)
        changes: list[Change] = []
        if key in holdings.front_sheets:
            changes += removal_of("front-sheet", self.organisation, self.report, holdings.front_sheets[key])
        for line in lines_of(holdings, self.organisation, self.report):
            changes += removal_of("front-sheet-line", line.organisation, line.id, line)
        for said in _said(holdings, self.organisation, self.report).values():
            changes += removal_of("front-sheet-answer", said.organisation, said.id, said)
        if not changes:
            raise UnknownItem("That report has no front sheet.")
        return Edit.of(f"Remove the front sheet of the {report_words(self.report)}", changes)


@dataclass(frozen=True, slots=True)
class AddFrontSheetLine:
    """Say that a paper was at a meeting before: its name, its day if that is known, and what came of it."""

    organisation: str
    report: str
    meeting: str
    on: date | None = None
    outcome: str = ""
    id: str = field(default_factory=new_id)

    def edit(self, holdings: Holdings) -> Edit:
        refuse_report(holdings, self.organisation, self.report)
        there = lines_of(holdings, self.organisation, self.report)
        after = FrontSheetLine(self.id, self.organisation, self.report,
                               max((one.number for one in there), default=0) + 1, _line(self.meeting), self.on,
                               self.outcome)
        _refuse_line(holdings, after)
        values = {name: getattr(after, name) for name in FrontSheetLine.field_names()}
        return Edit.of(f"Note that the paper was at {brief(after.meeting)}", changes_of(
            "front-sheet-line", self.organisation, self.id, FrontSheetLine(self.id, self.organisation), values))


@dataclass(frozen=True, slots=True)
class AmendFrontSheetLine:
    """Change the meeting, the day or the outcome of a line, named by its `key`."""

    line: str
    values: Mapping[str, Any]

    def edit(self, holdings: Holdings) -> Edit:
        held = line_of(holdings, self.line)
        unknown = sorted(set(self.values) - {"meeting", "on", "outcome"})
        if unknown:
            raise WrongValue(f"The {unknown[0]} of such a line is not changed by hand.")
        values = {name: _line(value) if name == "meeting" else value for name, value in self.values.items()}
        _refuse_line(holdings, held.with_facts({name: held.encode(name, value) for name, value in values.items()}))
        return Edit.of(f"Change where the paper was: {brief(held.meeting)}",
                       changes_of("front-sheet-line", held.organisation, held.id, held, values))


@dataclass(frozen=True, slots=True)
class RemoveFrontSheetLine:
    """Take a line away, named by its `key`."""

    line: str

    def edit(self, holdings: Holdings) -> Edit:
        held = line_of(holdings, self.line)
        return Edit.of(f"Remove where the paper was: {brief(held.meeting)}",
                       removal_of("front-sheet-line", held.organisation, held.id, held))


@dataclass(frozen=True, slots=True)
class AnswerImplication:
    """Answer an implication, or tick an objective with Answer.YES; None takes the answer away, `comment` None keeps it.

    With the answer its words are kept as the list has them now. A comment alone leaves them as they were answered.
    """

    organisation: str
    report: str
    item: str
    answer: Answer | None
    comment: str | None = None

    def edit(self, holdings: Holdings) -> Edit:
        refuse_report(holdings, self.organisation, self.report)
        held = _said(holdings, self.organisation, self.report).get(self.item)
        before = held or FrontSheetAnswer(answer_item(self.report, self.item), self.organisation)
        comment = before.comment if self.comment is None else self.comment
        label = "Answer an implication"
        if self.answer is None and not comment:
            return Edit.of(label, removal_of("front-sheet-answer", before.organisation, before.id, before))
        values: dict[str, Any] = {"answer": self.answer, "comment": comment}
        if held is None or self.answer is not held.answer:
            values |= _asked_words(holdings, self.item, held)
        kind = values.get("kind", before.kind)
        if kind is AskedKind.OBJECTIVE:
            label = "Tick an objective"
            if self.answer not in (None, Answer.YES):
                raise WrongValue("An objective is ticked or not. Say more in its comment.")
        return Edit.of(label, changes_of("front-sheet-answer", before.organisation, before.id, before, values))


def sheet_of(holdings: Holdings, organisation: str, report: str) -> FrontSheet:
    """The front sheet of a report; an empty one where nobody filled any in."""
    return holdings.front_sheets.get(owned_key(organisation, report)) or FrontSheet(report, organisation)


def has_front_sheet(holdings: Holdings, organisation: str, report: str) -> bool:
    """Whether anything was filled in on the front sheet of a report."""
    return (owned_key(organisation, report) in holdings.front_sheets
            or bool(lines_of(holdings, organisation, report)) or bool(_said(holdings, organisation, report)))


def lines_of(holdings: Holdings, organisation: str, report: str) -> tuple[FrontSheetLine, ...]:
    """Where a paper was before, the oldest first; those without a day last."""
    return tuple(sorted((one for one in holdings.owned("front_sheet_lines", organisation) if one.sheet == report),
                        key=lambda one: (one.on or date.max, one.number, one.id)))


def line_of(holdings: Holdings, key: str) -> FrontSheetLine:
    """The line of that key; raises UnknownItem."""
    try:
        return holdings.front_sheet_lines[key]
    except KeyError:
        raise UnknownItem("That line is not there any more.") from None


def answers_of(holdings: Holdings, organisation: str, report: str, kind: AskedKind) -> tuple[FrontSheetAnswer, ...]:
    """What a front sheet says of each line of a list, in order: what is answered under the words of then.

    What is asked now and not answered yet stands there without an answer.
    """
    said = _said(holdings, organisation, report)
    open_ = (FrontSheetAnswer(answer_item(report, one.id), organisation, kind, one.words, one.number)
             for one in asked(holdings, kind) if one.id not in said)
    return tuple(sorted((*open_, *(one for one in said.values() if one.kind is kind)),
                        key=lambda one: (one.number, one.id)))


def refuse_days(meeting_on: date | None, lines: Iterable[FrontSheetLine]) -> None:
    """Raise WrongValue where a paper would have been somewhere after the meeting that it is for."""
    for one in lines:
        if meeting_on and one.on and one.on > meeting_on:
            raise WrongValue(f"The paper would have been at {brief(one.meeting)} on {day_words(one.on)}, after the "
                             f"meeting on {day_words(meeting_on)} that it is for. Change one of the two days.")


def _said(holdings: Holdings, organisation: str, report: str) -> dict[str, FrontSheetAnswer]:
    return {one.item: one for one in holdings.owned("front_sheet_answers", organisation) if one.sheet == report}


def _asked_words(holdings: Holdings, item: str, held: FrontSheetAnswer | None) -> dict[str, Any]:
    """The words, kind and number of the list; of what is not asked any more, those that are kept."""
    try:
        line = asked_item(holdings, item)
    except UnknownItem:
        if held is None:
            raise
        return {}
    return {"kind": line.kind, "words": line.words, "number": line.number}


def _refuse_line(holdings: Holdings, line: FrontSheetLine) -> None:
    if not line.meeting:
        raise WrongValue("Say at which meeting the paper was.")
    refuse_days(sheet_of(holdings, line.organisation, line.sheet).meeting_on, (line,))


def _line(value: Any) -> str:
    return " ".join(str(value or "").split())
