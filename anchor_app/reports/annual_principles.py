"""The cross-cutting principles in an annual report: a grid of principles and domains, and what was noted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from anchor_app.domain.assessment import Mark
from anchor_app.domain.level_wording import capitalised, count_words
from anchor_app.domain.wording import listed
from anchor_app.reports.annual import Annual
from anchor_app.reports.annual_parts import UNANSWERED, mark_sign
from anchor_app.reports.document import Block, Bullets, Grid, GridCell, GridColumn, Heading, Paragraph, Turn

_MOST_UPRIGHT = 7
"""Domains whose columns fit on an upright page; of more the page lies."""


def principles_blocks(annual: Annual) -> list[Block]:
    """The section; nothing where no principle was answered."""
    if annual.charter is None or annual.assessment is None:
        return []
    charter, answers = annual.charter, annual.assessment
    held = [(principle, domain, answers.principle(domain.id, principle.id))
            for principle in charter.principles for domain in charter.domains]
    if not any(one.facts() for _, _, one in held):
        return []
    counts = Counter(one.mark.words.lower() if one.mark else UNANSWERED.lower() for _, _, one in held)
    order = [*(one.words.lower() for one in Mark), UNANSWERED.lower()]
    told = listed([f"{counts[one]} {one}" for one in order if counts[one]])
    blocks: list[Block] = [
        Paragraph("Each principle is asked in every domain. The principles do not touch the level."),
        Paragraph(f"{capitalised(count_words(len(held), 'answer'))}: {told}."), _grid(annual)]
    notes = list(_notes(annual))
    if notes:
        blocks += [Heading("Notes on the principles", 3), *notes]
    if len(charter.domains) > _MOST_UPRIGHT:
        return [Turn("landscape"), *blocks, Turn("portrait")]
    return blocks


def _grid(annual: Annual) -> Grid:
    assert annual.charter is not None and annual.assessment is not None
    charter, answers = annual.charter, annual.assessment
    columns = (GridColumn("Principle", 1.3), *(GridColumn(one.short_title) for one in charter.domains))
    rows = tuple((GridCell(principle.title, is_header=True),
                  *(GridCell(sign=mark_sign(answers.principle(domain.id, principle.id).mark))
                    for domain in charter.domains)) for principle in charter.principles)
    return Grid(columns, rows, "Cross-cutting principles in each domain")


def _notes(annual: Annual) -> Iterator[Block]:
    assert annual.charter is not None and annual.assessment is not None
    for principle in annual.charter.principles:
        told = tuple(f"{domain.number} {domain.short_title}: {note}" for domain in annual.charter.domains
                     if (note := annual.assessment.principle(domain.id, principle.id).note.strip()))
        if told:
            yield Paragraph(principle.title, look="strong")
            yield Bullets(told)
