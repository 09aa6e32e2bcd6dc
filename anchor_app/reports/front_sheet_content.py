"""What the front sheet of a board paper says: what it is for, where it was before, and what it implies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from anchor_app.domain.front_page import FrontPage
from anchor_app.domain.front_sheet import Answer, FrontSheetAnswer
from anchor_app.domain.level_wording import day_words
from anchor_app.reports.document import (
    Block,
    Callout,
    Document,
    Facts,
    Grid,
    GridCell,
    GridColumn,
    Heading,
    Paragraph,
    Sign,
)

NOT_SAID: Final = "Not stated"
UNANSWERED: Final = "Not answered"
_BEFORE: Final = (GridColumn("Meeting", 2.4), GridColumn("Date", 1.3), GridColumn("Outcome", 3.3))
_IMPLICATIONS: Final = (GridColumn("Implication", 3.1), GridColumn("Answer", 1.5), GridColumn("Comment", 2.4))


def front_sheet_blocks(page: FrontPage, owner: str, title: str = "") -> tuple[Block, ...]:
    """The front sheet of a paper by `owner`; it is called `title` where it has no title of its own.

    What nobody filled in is named as not stated, so that it is seen before the meeting and not in it.
    """
    return tuple(_blocks(page, owner, title))


def front_sheet_document(page: FrontPage, owner: str, title: str = "") -> Document:
    """The front sheet by itself."""
    words = _named(page, title)
    line = " · ".join(filter(None, (owner, words)))
    return Document(f"Front sheet: {words}", owner, front_sheet_blocks(page, owner, title), subject="Front sheet",
                    running=line, footer=line, made_on=page.sheet.meeting_on)


def _blocks(page: FrontPage, owner: str, title: str) -> Iterator[Block]:
    sheet = page.sheet
    yield Heading(_named(page, title), 1)
    if owner:
        yield Paragraph(owner, look="lead")
    if sheet.confidential:
        yield Callout("Confidential.", "warning")
    yield Facts(tuple(_facts(page)))
    yield _before(page)
    if page.implications:
        yield Grid(_IMPLICATIONS, tuple(_implication(one) for one in page.implications), "Implications")
    yield Facts((*_objectives(page), ("Report authorised by", sheet.authorised_by.strip() or NOT_SAID)))


def _named(page: FrontPage, title: str) -> str:
    return " ".join(page.sheet.title.split()) or title or "Front sheet"


def _facts(page: FrontPage) -> Iterator[tuple[str, str]]:
    sheet = page.sheet
    day = day_words(sheet.meeting_on) if sheet.meeting_on else ""
    for name, words in (("Meeting", sheet.meeting), ("Date of meeting", day), ("Agenda item", sheet.agenda_item),
                        ("Presented by", sheet.presented_by), ("Author", sheet.author),
                        ("Confidential", "Yes" if sheet.confidential else "No"), ("Purpose", sheet.purpose),
                        ("Executive summary", sheet.executive_summary), ("Recommendations", sheet.recommendations),
                        ("Conflicts of interest", sheet.conflicts)):
        yield name, words.strip() or NOT_SAID


def _before(page: FrontPage) -> Block:
    rows = tuple((GridCell(one.meeting, is_header=True), day_words(one.on) if one.on else "", one.outcome)
                 for one in page.lines)
    if rows:
        return Grid(_BEFORE, rows, "Governance and reporting")
    return Facts((("Governance and reporting", "At no meeting before"),))


def _implication(said: FrontSheetAnswer) -> tuple[GridCell | str, ...]:
    sign = Sign("answer", said.answer.words if said.answer else UNANSWERED, said.answer.value if said.answer else "")
    return GridCell(said.words, is_header=True), GridCell(sign=sign), said.comment


def _objectives(page: FrontPage) -> Iterator[tuple[str, str]]:
    """The objectives that the paper serves; one with a comment is named even where it is not ticked."""
    if not page.objectives:
        return
    lines = [f"{'' if one.answer is Answer.YES else 'Not ticked: '}{one.words}"
             f"{f' ({one.comment.strip()})' if one.comment.strip() else ''}"
             for one in page.objectives if one.answer is Answer.YES or one.comment.strip()]
    yield "Objectives", "\n".join(lines) or "None is ticked"
