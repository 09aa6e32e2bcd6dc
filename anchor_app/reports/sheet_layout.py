"""How the reporting sheet is laid out: A4 landscape, a page of level and proof, then a table for each domain."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import BinaryIO

from reportlab.platypus.flowables import CondPageBreak, Flowable, PageBreak, Spacer

from anchor_app.domain.assessment import Mark, State, Status
from anchor_app.domain.level_wording import day_words
from anchor_app.domain.moderation import Decision
from anchor_app.reports.decisions_content import DecisionLine
from anchor_app.reports.flowables import Badge, Labelled, ListItem, Rule, bullets
from anchor_app.reports.forms import Choices, Ruled
from anchor_app.reports.marks import Circle, Face, Shield
from anchor_app.reports.page import Built, Setup, build_pdf
from anchor_app.reports.paragraph import Heading, Text, labelled, prose
from anchor_app.reports.register_layout import register_flowables
from anchor_app.reports.sheet_content import (
    ComponentRow,
    DomainSection,
    OutcomeLine,
    PracticeLine,
    PrincipleLine,
    ReadingLine,
    Sheet,
)
from anchor_app.reports.stack import SideBySide
from anchor_app.reports.structure import Element
from anchor_app.reports.styles import StyleName
from anchor_app.reports.table import Cell, Column, Table, TableLook
from anchor_app.reports.text import Span

_STATUS_FACES: Mapping[Status, Face] = {
    Status.NOT_STARTED: "empty", Status.WORKING_TOWARDS: "half",
    Status.FULFILLED: "ticked", Status.NOT_APPLICABLE: "struck"}
_MARK_FACES: Mapping[Mark | None, Face] = {
    Mark.IN_PLACE: "ticked", Mark.PARTLY: "half", Mark.NOT_YET: "empty", None: "dotted"}
_DECISION_FACES: Mapping[Decision, Face] = {
    Decision.AGREED: "ticked", Decision.NOT_AGREED: "struck", Decision.MORE_EVIDENCE: "half"}
_COLUMNS = (Column("Component", 0.34), Column("Status", 0.135), Column("Evidence", 0.30),
            Column("Opportunities for progression", 0.225))
_STATUS_WITH_DECISIONS = 0.2
_UNANSWERED = "Unanswered"


def write_sheet(sheet: Sheet, output: BinaryIO, on_page: Callable[[int], None] | None = None) -> Built:
    """Write the sheet as a tagged PDF; `on_page` hears each finished page and may raise to cancel."""
    what = "blank reporting sheet" if sheet.blank else "reporting sheet"
    day = "" if sheet.blank else f" · {_how_far(sheet)}"
    setup = Setup(
        title=f"{sheet.organisation}: {what}, {sheet.period}",
        author=sheet.organisation,
        subject=sheet.charter,
        header=f"{sheet.organisation} · {sheet.period} · {sheet.charter}",
        footer=f"{sheet.organisation} · {what} {sheet.period}{day}",
        orientation="landscape",
        statement=sheet.statement)
    return build_pdf(sheet_story(sheet), setup, output, on_page)


def _how_far(sheet: Sheet) -> str:
    """The state that every page names: as at a moment, signed off with its checksum, or a draft of a day."""
    signature = sheet.signature
    words = f"{signature[2][0].lower()}{signature[2][1:]}" if signature else (
        f"{sheet.state[0].lower()}{sheet.state[1:]} of {day_words(sheet.on)}")
    return f"as at {sheet.as_at} · {words}" if sheet.as_at else words


def sheet_story(sheet: Sheet) -> list[Flowable]:
    """The sheet's flowables, from the heading to the register."""
    story = _front(sheet)
    for section in sheet.sections:
        story += [PageBreak(), *_section(section, sheet.blank)]
    story += [CondPageBreak(130), Heading("Signatures", 2), _signature_table(sheet)]
    story += [PageBreak(), *register_flowables(sheet.register, sheet.blank)]
    return story


def _front(sheet: Sheet) -> list[Flowable]:
    details = [Text([Span(f"{name}: ", weight="semibold"), words]) for name, words in sheet.details]
    half = (len(details) + 1) // 2
    story: list[Flowable] = [
        Text(f"Anchor Collaborative Reporting Sheet · {sheet.charter}", "soft"),
        Heading(sheet.organisation, 1), Text(sheet.period, "strong"), *_standing(sheet), Rule(),
        SideBySide(details[:half], details[half:])]
    if sheet.blank:
        story += [Heading("Level claimed", 2), Choices(sheet.level_names, "body"),
                  *(Text(f"{name}: {rule} of the components fulfilled, in every domain.", "soft")
                    for name, rule in zip(sheet.level_names, sheet.level_rules, strict=True))]
    else:
        story += [Heading("Level", 2), _level_table(sheet.readings), Heading(f"Why {_inside(sheet)}", 2),
                  Text("A level is held when its rule holds in every domain, and every level below it too.", "soft"),
                  _proof_table(sheet), *(Text(words) for words in sheet.remarks)]
    return story


def _standing(sheet: Sheet) -> list[Flowable]:
    """Below the title: the moment looked back to, the signature, or that it is a later revision's draft."""
    lines: list[Flowable] = []
    if sheet.as_at:
        lines.append(Text(f"As at {sheet.as_at}: this is how it was then, not how it is now", "strong"))
    if sheet.signed:
        lines.append(Text(sheet.signed, "strong"))
    elif not sheet.blank and sheet.state != State.DRAFT.words:
        lines.append(Text(sheet.state, "strong"))
    return lines


def _inside(sheet: Sheet) -> str:
    name = sheet.readings[0].level
    return name if sheet.readings[0].rank else name[:1].lower() + name[1:]


def _level_table(readings: tuple[ReadingLine, ...]) -> Table:
    columns = (Column("Reading", width=190), Column("Level", width=150), Column("What it rests on"))
    return Table(columns, [
        (Cell(_beside_badge(one.name, "strong"), header=True), Badge(Shield(one.rank - 1, one.of), one.level),
         _beside_badge(one.remark)) for one in readings], TableLook(padding_y=2))


def _beside_badge(words: str, style: StyleName = "body") -> list[Flowable]:
    """Words on the line of a badge in the same row, whose pill is higher than its letters."""
    return [Spacer(1, 3), Text(words, style)]


def _proof_table(sheet: Sheet) -> Table:
    columns = (Column("Domain"), Column("Fulfilled", width=66),
               *(Column(f"{name} needs", width=86) for name in sheet.level_names), Column("Here alone", width=100))
    rows = []
    for row in sheet.proof:
        needs = [_beside_badge(f"{needed}: {'met' if met else 'not met'}")
                 for needed, met in zip(row.needed, row.met, strict=True)]
        badge = Badge(Shield(row.alone_rank - 1, len(sheet.level_names)), row.alone)
        rows.append((Cell(_beside_badge(f"{row.number}  {row.title}", "strong"), header=True),
                     _beside_badge(f"{row.counted} of {row.of}"), *needs, badge))
    return Table(columns, rows, TableLook(padding_y=1))


def _signature_table(sheet: Sheet) -> Table:
    columns = (Column("Signed as", width=120), Column("Name"), Column("Role"), Column("Signature"),
               Column("Date", width=90))
    room = Spacer(1, 14)
    rows = [(Cell([Text(capacity, "strong"), room], header=True), name, role, "", "")
            for capacity, name, role in sheet.signatures]
    if sheet.signature:
        rows.insert(0, (Cell([Text("Signed off by", "strong"), room], header=True), *sheet.signature))
    return Table(columns, rows, TableLook(padding_y=5))


def _section(section: DomainSection, blank: bool) -> list[Flowable]:
    rows = [_row(row, blank) for row in section.rows]
    story: list[Flowable] = [
        Heading(f"Domain {section.number} · {section.title}", 2), Text(section.remark, "soft"),
        *_outcome(section.outcome, blank), Table(_columns(section), rows)]
    if section.principles:
        story += [Heading("Cross-cutting principles", 3), _principles_table(section.principles, blank)]
    return story


def _columns(section: DomainSection) -> tuple[Column, ...]:
    """The columns of a section's table; where the steering group decided, more room beside the status."""
    if not any(row.decisions for row in section.rows):
        return _COLUMNS
    return tuple(replace(one, share=_STATUS_WITH_DECISIONS) if one.heading == "Status" else one for one in _COLUMNS)


def _row(row: ComponentRow, blank: bool) -> tuple[Cell, list[Flowable], list[Flowable], list[Flowable]]:
    owner = Element("L")
    component: list[Flowable] = [Text(f"{row.id} {row.title}", "strong")]
    component += [_practice(owner, one, blank) for one in row.practices]
    cell = Cell(component, header=True, continued=f"{row.id}, continued")
    if blank:
        lines = len(row.practices)
        choices: list[Flowable] = [Choices([status.words]) for status in Status]
        return (cell, [*choices, Text("Reason, where not applicable:", "soft"), Ruled(2)], [Ruled(3 + 2 * lines)],
                [Ruled(2 + lines), Text("Lead:", "soft"), Ruled(1), Choices(["Focus this period", "Look at again"])])
    return cell, _status(row), _evidence(row), _opportunities(row)


def _practice(owner: Element, one: PracticeLine, blank: bool) -> ListItem:
    if blank:
        return ListItem(owner, "•", [Text(one.text, "soft"), Choices([mark.words for mark in Mark])])
    words = one.mark.words if one.mark else _UNANSWERED
    content: list[Flowable] = [Text([f"{one.text} ", Span(words, weight="semibold")], "soft")]
    content += labelled("Note", one.note, "body")
    return ListItem(owner, Circle(_MARK_FACES[one.mark]), content, style="soft")


def _status(row: ComponentRow) -> list[Flowable]:
    return [Labelled(Circle(_STATUS_FACES[row.status]), row.status.words), *labelled("Reason", row.reason),
            *_decisions(row.decisions)]


def _decisions(lines: tuple[DecisionLine, ...]) -> list[Flowable]:
    """What the steering group said: whether together or apart, a shape with its words, who and when, and why."""
    story: list[Flowable] = []
    for one in lines:
        story += [Text(one.title, "minor"), Labelled(Circle(_DECISION_FACES[one.decision]), one.decision.words, "body")]
        story += [Text(one.who, "soft")] if one.who else []
        story += labelled("Reason", one.reason)
    return story


def _evidence(row: ComponentRow) -> list[Flowable]:
    cited = [Text([Span(one.reference, weight="semibold"), f" {one.title} ({one.remark})"]) for one in row.evidence]
    if not row.summary and not cited:
        return [Text("No evidence recorded", "soft")]
    return [*prose(row.summary), *cited]


def _opportunities(row: ComponentRow) -> list[Flowable]:
    story: list[Flowable] = []
    for text, item in zip(row.opportunities, bullets([prose(text) for text in row.opportunities]), strict=True):
        story += [item] if text.strip() else []
    story += labelled("Lead", row.lead)
    if row.focus:
        story.append(Text("Focus this period", "soft"))
    if row.look_again:
        story.append(Text("To be looked at again", "soft"))
    return story + list(labelled("Look at again", row.look_again_note))


def _principles_table(lines: tuple[PrincipleLine, ...], blank: bool) -> Table:
    columns = (Column("Principle", 0.46), Column("Answer", 0.16 if not blank else 0.28), Column("Note", 0.38))
    rows = []
    for one in lines:
        answer: Flowable = Choices([mark.words for mark in Mark]) if blank else Labelled(
            Circle(_MARK_FACES[one.mark]), one.mark.words if one.mark else _UNANSWERED)
        note: list[Flowable] = [Ruled(1)] if blank else list(prose(one.note))
        rows.append((Cell(Text([Span(f"{one.title}. ", weight="semibold"), one.text]), header=True), answer, note))
    return Table(columns, rows, TableLook(padding_y=3))


def _outcome(outcome: OutcomeLine | None, blank: bool) -> list[Flowable]:
    """The domain's outcome in one paragraph, with room for its reading on a blank sheet."""
    if outcome is None:
        return []
    words: list[str | Span] = [Span("Outcome: ", weight="semibold"), outcome.title]
    if outcome.target:
        words.append(f" · target: {outcome.target}")
    reading = f"latest reading: {outcome.reading}" if outcome.reading else "no reading recorded yet"
    if blank:
        return [Text(words), Text("Latest reading, its date and source:", "soft"), Ruled(1)]
    return [Text([*words, " · ", reading])]
