"""Member by member in the collaborative's annual report: levels, proof in one line, way, opportunities in brief."""

from __future__ import annotations

from collections.abc import Iterator

from anchor_app.domain.assessment import Status
from anchor_app.domain.brief import brief_line
from anchor_app.domain.comparison import BoardRow, change_words
from anchor_app.domain.counting import Reading
from anchor_app.domain.level_wording import capitalised
from anchor_app.domain.scoring import Standing
from anchor_app.domain.wording import number_words
from anchor_app.reports.annual_parts import joined, standing_sign
from anchor_app.reports.collaborative import CollaborativeYear
from anchor_app.reports.comparison_content import BoardPart
from anchor_app.reports.document import Block, Bullets, Grid, GridCell, GridColumn, Heading, Paragraph

MOST_OPPORTUNITIES = 5
"""Opportunities of a member that its short section has; of more the rest is counted."""
_LONGEST = 300


def members_blocks(year: CollaborativeYear) -> list[Block]:
    """A short section for each member that is on a board; in public there is no more to say than the board does."""
    return [] if year.is_public else [block for part, row in year.rows for block in _member(year, part, row)]


def _member(year: CollaborativeYear, part: BoardPart, row: BoardRow) -> Iterator[Block]:
    yield Heading(row.member.name, 3)
    kind = row.member.kind.words if row.member.kind else ""
    if line := joined((kind, row.member.place, row.answers.title if row.answers else "",
                       row.answers.state.words if row.answers else "")):
        yield Paragraph(line, look="soft")
    if row.standing is None:
        yield Paragraph(f"{row.level_name}.")
        return
    yield _levels(year, row, row.standing)
    yield Paragraph(", ".join(f"{one.domain.short_title} {one.words}" for one in row.cells) + ".", label="By domain")
    yield Paragraph(_way(row.standing), label="What lacks")
    yield from _opportunities(year, part, row)


def _levels(year: CollaborativeYear, row: BoardRow, own: Standing) -> Grid:
    columns = [GridColumn("Self-assessed", 1.4)]
    cells = [GridCell(sign=standing_sign(own))]
    for reading in (Reading.EVIDENCED, Reading.MODERATED):
        held = year.standings.get(reading, {}).get(row.member.organisation)
        if held is not None and row.member.organisation:
            columns.append(GridColumn(reading.words, 1.4))
            cells.append(GridCell(sign=standing_sign(held)))
    columns += [GridColumn("Fulfilled", 1, "right")]
    cells += [GridCell(f"{own.counted} of {own.of}")]
    if row.is_new or row.change is not None:
        columns += [GridColumn(f"Since {row.since.partition(' · ')[0]}" if row.since else "Change", 1.2, "right")]
        cells += [GridCell("new" if row.is_new else change_words(row.change))]
    return Grid(tuple(columns), (tuple(cells),))


def _way(own: Standing) -> str:
    if own.next is None:
        return f"Nothing: {own.level_name} is the highest level."
    told = ", ".join(f"{number_words(more)} more in {one.domain.short_title}" for one, more in own.lacks)
    return f"{own.next.name} takes {told}."


def _opportunities(year: CollaborativeYear, part: BoardPart, row: BoardRow) -> Iterator[Block]:
    """The first opportunities of components that are not fulfilled."""
    answers = year.holdings.assessments.get(row.answers.assessment) if row.answers else None
    if answers is None:
        return
    found = [f"{component.id}: {brief_line(one.text, _LONGEST)}" for component in part.board.charter
             if answers.component(component.id).status not in (Status.FULFILLED, Status.NOT_APPLICABLE)
             for one in answers.opportunities_of(component.id)]
    rest = len(found) - MOST_OPPORTUNITIES
    if rest > 1:
        found = [*found[:MOST_OPPORTUNITIES], f"{capitalised(number_words(rest))} more"]
    if found:
        yield Paragraph("Opportunities for progression", look="strong")
        yield Bullets(tuple(found))
