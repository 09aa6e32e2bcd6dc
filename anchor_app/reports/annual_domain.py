"""Domain by domain in an annual report: its level, what changed, its outcomes, its components and its actions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from anchor_app.domain.charter import Domain
from anchor_app.domain.figures import figure_or_none
from anchor_app.domain.guidance import in_place
from anchor_app.domain.level_wording import capitalised, count_words
from anchor_app.domain.measures import Measure
from anchor_app.domain.outcome_beside_level import beside
from anchor_app.domain.report_year import Since
from anchor_app.domain.scoring import DomainCount
from anchor_app.domain.wording import listed, number_words
from anchor_app.reports.annual import Annual
from anchor_app.reports.annual_component import component_blocks
from anchor_app.reports.annual_parts import actions_grid, dated, status_sign
from anchor_app.reports.document import (
    Block,
    Bullets,
    Callout,
    Grid,
    GridCell,
    GridColumn,
    Heading,
    Paragraph,
    Turn,
)
from anchor_app.reports.outcome_words import outcome_grid, outcome_picture, track_words

_BARE: Final = 3
"""The blocks of a domain of which nobody said anything: heading, level and table. Such domains share a page."""


def domains_blocks(annual: Annual) -> list[Block]:
    """The section: every domain of the charter; where nothing was answered only the outcomes there are."""
    if annual.charter is None:
        return []
    found: list[list[Block]] = []
    for domain in annual.charter.domains:
        inside = [*_answers(annual, domain), *_actions(annual, domain), *_outcomes(annual, domain),
                  *_components(annual, domain)]
        if inside:
            title = f"{domain.number} {domain.title_for(annual.organisation.beyond_nhs)}"
            found.append([Heading(title, 3), *inside])
    if not found or not any(len(one) > _BARE for one in found) and not annual.is_begun:
        return list(_elsewhere(annual))
    blocks, was_full = list(found[0]), len(found[0]) > _BARE
    for one in found[1:]:
        is_full = len(one) > _BARE
        blocks += [*([Turn()] if is_full or was_full else []), *one]
        was_full = is_full
    return [*blocks, *_elsewhere(annual)]


def _answers(annual: Annual, domain: Domain) -> Iterator[Block]:
    if annual.assessment is None or annual.score is None:
        return
    count = next(one for one in annual.score.self_assessed.domains if one.domain.id == domain.id)
    yield Paragraph(_standing_words(annual, count), look="lead")
    yield _table(annual, domain)
    if changes := list(_changes(annual, domain, annual.movement.nearest)):
        yield Heading("What changed", 4)
        yield Bullets(tuple(changes))


def _standing_words(annual: Annual, count: DomainCount) -> str:
    """How many are fulfilled, which level that is worth here, and what lacks here for the next one of all."""
    assert annual.score is not None
    own = annual.score.self_assessed
    alone = f", which here alone is worth {count.level.name}" if count.level else ""
    words = f"{count.counted} of {count.of} components are fulfilled{alone}."
    more = {one.domain.id: lacks for one, lacks in own.lacks}.get(count.domain.id, 0)
    if own.next is None:
        return words
    if not more:
        return f"{words} This domain does not keep the organisation from {own.next.name}."
    return f"{words} {own.next.name} needs {number_words(more)} more here."


def _table(annual: Annual, domain: Domain) -> Grid:
    assert annual.assessment is not None
    answers, since = annual.assessment, annual.movement.nearest
    columns = [GridColumn("Component", 2.9), GridColumn("Status", 1.5),
               *([GridColumn(f"In {since.title}", 1.5)] if since else []),
               GridColumn("Practices in place", 1.1, "right"), GridColumn("Evidence", 1, "right")]
    rows = []
    for one in domain.components:
        before = [GridCell(sign=status_sign(since.assessment.component(one.id).status))] if since else []
        practices = f"{in_place(answers, one)} of {len(one.practices)}" if one.practices else "–"
        rows.append((GridCell(annual.title_of(one.id), is_header=True),
                     GridCell(sign=status_sign(answers.component(one.id).status)), *before,
                     GridCell(practices), GridCell(str(len(annual.holdings.supporting(answers, one.id))))))
    return Grid(tuple(columns), tuple(rows))


def _changes(annual: Annual, domain: Domain, since: Since | None) -> Iterator[str]:
    """What is otherwise than in the assessment before: statuses, and evidence that came or went."""
    if since is None or annual.assessment is None:
        return
    now, then = annual.assessment, since.assessment
    for one in domain.components:
        old, new = then.component(one.id).status, now.component(one.id).status
        if old is not new:
            yield f"{annual.title_of(one.id)}: from {old.words.lower()} to {new.words.lower()}."
    held, had = ({piece for piece, component in one.supports if component in {each.id for each in domain.components}}
                 for one in (now, then))
    parts = [f"{count_words(len(held - had), 'piece')} of evidence came" if held - had else "",
             f"{number_words(len(had - held))} no longer {'counts' if len(had - held) == 1 else 'count'}"
             if had - held else ""]
    if told := [one for one in parts if one]:
        yield f"{capitalised(listed(told))} since {since.title}."


def _outcomes(annual: Annual, domain: Domain) -> Iterator[Block]:
    found = [one for one in annual.measures if one.domain == domain.id and _is_followed(one)]
    if found:
        yield Heading("Outcomes" if len(found) > 1 else "Outcome", 4)
    for one in found:
        yield from outcome_blocks(annual, one)


def _is_followed(measure: Measure) -> bool:
    """Whether an organisation has said or read anything of an outcome."""
    return bool(measure.readings or measure.points or measure.outcome.facts())


def outcome_blocks(annual: Annual, measure: Measure) -> Iterator[Block]:
    """An outcome: what it is, how it stands, its chart where there is anything to draw, and what is odd."""
    yield Paragraph(track_words(measure, annual.on), label=measure.title or "Outcome")
    if measure.definition.strip():
        yield Paragraph(measure.definition, look="soft")
    facts = [("Unit", measure.unit), ("Better", measure.heading.words if measure.heading else ""),
             ("The charter’s wish", measure.wish),
             ("Counted from", measure.outcome.follows.words if measure.outcome.follows else "")]
    yield Paragraph(" · ".join(f"{name}: {words}" for name, words in facts if words.strip()), look="soft")
    levels = annual.levels.get(measure.domain, ())
    if len(measure.points) > 1 or measure.points and measure.path:
        yield replace(outcome_picture(measure, annual.on, levels), caption="")
    elif measure.points or measure.outcome.baseline or measure.outcome.target:
        yield outcome_grid(measure)  # a chart of one reading would say nothing
    if unread := [one for one in measure.readings if one.on is None or figure_or_none(one.value, measure.unit) is None]:
        yield Bullets(tuple(dated(one.on, one.source, one.value) for one in unread))
    if levels and (odd := beside(levels, measure, annual.on).words):
        yield Callout(odd, "warning")
    for one in measure.notes:
        yield Paragraph(one, look="soft")


def _components(annual: Annual, domain: Domain) -> Iterator[Block]:
    for one in domain.components:
        yield from component_blocks(annual, one)


def _actions(annual: Annual, domain: Domain) -> Iterator[Block]:
    inside = {one.id for one in domain.components}
    found = [one for one in annual.actions if inside.intersection(one.component_ids)]
    if found:
        yield Heading("Actions", 4)
        yield actions_grid(found, annual.on)


def _elsewhere(annual: Annual) -> Iterator[Block]:
    """Outcomes of the organisation's own that belong to no domain."""
    assert annual.charter is not None
    domains = {one.id for one in annual.charter.domains}
    found = [one for one in annual.measures if one.domain not in domains]
    if found:
        yield Heading("Outcomes of no domain", 3)
    for one in found:
        yield from outcome_blocks(annual, one)
