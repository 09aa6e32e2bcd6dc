"""Actions of the year with their notes, and the plan for the next: a person's words, what is open, the shortest way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from anchor_app.domain.acting import notes_of
from anchor_app.domain.action import Action
from anchor_app.domain.assessment import Status
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.level_wording import capitalised, count_words, way_title
from anchor_app.domain.wording import listed, needs_words, number_words
from anchor_app.reports.actions_content import summary
from anchor_app.reports.annual import Annual
from anchor_app.reports.annual_parts import actions_grid, dated, joined
from anchor_app.reports.document import Block, Bullets, Grid, GridCell, GridColumn, Heading, Paragraph


def actions_blocks(annual: Annual) -> list[Block]:
    """Every action of the year, and the notes on each; nothing where there is none."""
    if not annual.actions:
        return []
    return [Paragraph(summary(annual.actions, annual.on)),
            actions_grid(annual.actions, annual.on, "The most urgent first"),
            *action_notes(annual.holdings, annual.actions)]


def action_notes(holdings: Holdings, actions: Iterable[Action]) -> Iterator[Block]:
    """Of each action where it came from, how much it matters, and what was noted on it."""
    told: list[Block] = []
    for one in actions:
        notes = tuple(dated(note.on, note.by, note.text) for note in notes_of(holdings, one))
        if notes:
            about = joined((f"{one.priority.words} priority" if one.priority else "", one.source.words, one.period))
            told += [Paragraph(one.title, look="strong"), Paragraph(about, look="soft"), Bullets(notes)]
    if told:
        yield Heading("Notes on the actions", 3)
        yield from told


def plan_blocks(annual: Annual) -> list[Block]:
    """The plan; nothing where nothing was written and nothing is open."""
    written: list[Block] = [Paragraph(annual.plan.plan)] if annual.plan.plan.strip() else []
    still = [one for one in annual.actions if one.is_open]
    opened: list[Block] = [Heading("Actions that go on", 3), actions_grid(still, annual.on)] if still else []
    opened += _opportunities(annual)
    if not written and not opened:
        return []
    if annual.score is not None and annual.score.needs:
        written.append(Paragraph(f"{capitalised(needs_words(annual.score.needs))}.",
                                 label=way_title(annual.score.self_assessed)))
    return [*written, *opened]


def _opportunities(annual: Annual) -> Iterator[Block]:
    """The opportunities of components that are not fulfilled, by domain."""
    if annual.charter is None or annual.assessment is None:
        return
    rows, counts = [], Counter[str]()
    for component in annual.charter:
        answer = annual.assessment.component(component.id)
        if answer.status in (Status.FULFILLED, Status.NOT_APPLICABLE):
            continue
        found = annual.assessment.opportunities_of(component.id)
        if found:
            counts[annual.charter.domain_of[component.id].short_title] += len(found)
            texts = found[0].text if len(found) == 1 else "\n".join(f"• {one.text}" for one in found)
            rows.append((GridCell(annual.title_of(component.id), is_header=True), texts, answer.lead))
    if rows:
        told = listed([f"{number_words(count)} in {name}" for name, count in counts.items()])
        yield Heading("Open opportunities", 3)
        count = capitalised(count_words(counts.total(), "opportunity", "opportunities"))
        yield Paragraph(f"{count} of components that are not fulfilled yet: {told}.")
        yield Grid((GridColumn("Component", 2), GridColumn("Opportunity", 3), GridColumn("Lead", 1)), tuple(rows))
