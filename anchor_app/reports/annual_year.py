"""The year in an annual report: stories, who helped whom, the updates of its months, and who speaks for whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from anchor_app.domain.collaborative import Introduction
from anchor_app.domain.errors import WrongValue
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.level_wording import capitalised, count_words, day_words
from anchor_app.domain.minuting import representatives_of
from anchor_app.domain.month import Month, months_of
from anchor_app.domain.period import Period
from anchor_app.domain.report_year import introductions_in, stories_in, takings_by
from anchor_app.domain.story import Story
from anchor_app.domain.telling import taken_up_of
from anchor_app.domain.update import Update
from anchor_app.domain.updating import missing, update_parts
from anchor_app.domain.wording import listed
from anchor_app.reports.annual import Annual
from anchor_app.reports.annual_parts import joined
from anchor_app.reports.document import (
    Block,
    Bullets,
    Callout,
    Facts,
    Grid,
    GridCell,
    GridColumn,
    Heading,
    Paragraph,
)

_INTRODUCTIONS = (GridColumn("Who helped", 2), GridColumn("Whom", 2), GridColumn("With", 2.4), GridColumn("Why", 2.4),
                  GridColumn("When", 1.8))


def stories_blocks(annual: Annual) -> list[Block]:
    """The stories of the year; nothing where none was told."""
    found: list[Block] = []
    for one in stories_in(annual.holdings, annual.organisation.id, annual.period):
        found += story_blocks(annual.holdings, one, annual.title_of(one.component) if one.component else "")
    return found


def story_blocks(holdings: Holdings, story: Story, component: str, whose: str = "") -> Iterator[Block]:
    """One story: what was done, what came of it, whom to ask, and who took it up."""
    yield Heading(story.title, 3)
    shared = "" if story.shareable else "Not shared with others"
    if line := joined((whose, component, day_words(story.on) if story.on else "", shared)):
        yield Paragraph(line, look="soft")
    yield Paragraph(story.what)
    if story.result.strip():
        yield Paragraph(story.result, label="What came of it")
    if story.contact.strip():
        yield Paragraph(story.contact, label="Whom to ask")
    taken = tuple(f"{one.by}{f', {day_words(one.on)}' if one.on else ''}{f': {one.note}' if one.note.strip() else ''}"
                  for one in taken_up_of(holdings, story))
    if taken:
        yield Paragraph("Taken up by", look="strong")
        yield Bullets(taken)


def help_blocks(annual: Annual) -> list[Block]:
    """Introductions that the organisation has part in, and stories that it took up from others."""
    holdings, key = annual.holdings, annual.organisation.id
    blocks: list[Block] = []
    if found := introductions_in(holdings, annual.period, key):
        blocks.append(introductions_grid(holdings, found, annual.title_of))
    own = [(one, story) for story in stories_in(holdings, key, annual.period) for one in taken_up_of(holdings, story)]
    if told := tuple(f"{one.by} took up “{story.title}”{f' on {day_words(one.on)}' if one.on else ''}."
                     for one, story in own):
        blocks += [Heading("What others took up", 3), Bullets(told)]
    if took := tuple(f"“{story.title}” of {whose(holdings, story.organisation)}"
                     f"{f', {day_words(one.on)}' if one.on else ''}{f': {one.note}' if one.note.strip() else ''}"
                     for one, story in takings_by(holdings, key)):
        blocks += [Heading("What was taken up from others", 3), Bullets(took)]
    return blocks


def introductions_grid(holdings: Holdings, found: Sequence[Introduction], title_of: object) -> Grid:
    """Who was brought together with whom about what, when, or that it is still to be done."""
    title = title_of if callable(title_of) else str
    rows = []
    for one in found:
        when = f"Made on {day_words(one.made_on)}" if one.made_on else "Still to be made"
        noted = f"Noted on {day_words(one.noted_on)}" if one.noted_on else ""
        rows.append((GridCell(whose(holdings, one.giver), is_header=True), whose(holdings, one.taker),
                     title(one.component), one.reason, joined((when, noted), "\n")))
    made = sum(one.made_on is not None for one in found)
    words = f"{capitalised(count_words(len(found), 'introduction'))}, {made} of them made"
    return Grid(_INTRODUCTIONS, tuple(rows), words)


def whose(holdings: Holdings, organisation: str) -> str:
    """An organisation's name."""
    held = holdings.organisations.get(organisation)
    return " ".join(held.name.split()) if held else "An organisation that was removed"


def updates_blocks(annual: Annual) -> list[Block]:
    """Every month that was written of, and the months that are missing; nothing where there is no update at all."""
    try:
        period = Period.parse(annual.period)
    except WrongValue:
        return []
    key, holdings = annual.organisation.id, annual.holdings
    written: list[Block] = []
    count = 0
    for month in months_of(period):
        parts = [one for one in update_parts(holdings, key, month) if one.says_something]
        if parts:
            count += 1
            written += [Heading(month.words, 3), *_month(annual, parts)]
    if not written:
        return []
    lacking = missing(holdings, key, period, annual.on)
    head: list[Block] = [Paragraph(f"{capitalised(count_words(count, 'month'))} of the year "
                                   f"{'has' if count == 1 else 'have'} an update.")]
    if lacking:
        head.append(Callout(f"No update was written of {listed(_spans(lacking))}.", "warning"))
    return [*head, *written]


def _month(annual: Annual, parts: Sequence[Update]) -> Iterator[Block]:
    titles = {one.id: one.short_title for one in annual.charter.domains} if annual.charter else {}
    for one in parts:
        if one.domain:
            yield Paragraph(titles.get(one.domain, one.domain), look="strong")
        for label, words in (("What we did", one.did), ("What changed", one.changed),
                             ("What we ask of others", one.asks), ("A story worth sharing", one.story)):
            if words.strip():
                yield Paragraph(words, label=label)
    who = sorted({joined((one.by, day_words(one.written_on) if one.written_on else ""), ", ") for one in parts} - {""})
    if who:
        yield Paragraph(f"Written by {listed(who)}" if any(one.by for one in parts) else f"Written on {listed(who)}",
                        look="soft")


def _spans(months: Sequence[Month]) -> list[str]:
    """Months as people name them, those in a row as from one to the other."""
    runs: list[list[Month]] = []
    for one in months:
        if runs and runs[-1][-1].next == one:
            runs[-1].append(one)
        else:
            runs.append([one])
    return [run[0].words if len(run) == 1 else f"{run[0].words} to {run[-1].words}" if len(run) > 2
            else f"{run[0].words} and {run[1].words}" for run in runs]


def people_blocks(annual: Annual) -> list[Block]:
    """Champion and executive lead as they are now, and who spoke for the organisation since when."""
    one = annual.organisation
    facts = tuple((name, words) for name, words in (
        ("Champion", joined((one.champion_name, one.champion_role, one.champion_contact))),
        ("Executive lead", joined((one.lead_name, one.lead_role, one.lead_contact)))) if words)
    blocks: list[Block] = [Facts(facts)] if facts else []
    return [*blocks, *representatives_grid(annual.holdings, (one.id,), with_names=False)]


def representatives_grid(holdings: Holdings, organisations: Sequence[str], *, with_names: bool = True) -> list[Block]:
    """Sign-ups and changes of who speaks for organisations, oldest first; nothing where none was noted."""
    columns = [GridColumn("Since", 1.3), GridColumn("What", 1.4), GridColumn("Who", 2.6), GridColumn("Note", 2.4)]
    if with_names:
        columns.insert(1, GridColumn("Organisation", 2))
    rows = []
    for key in organisations:
        name = [GridCell(whose(holdings, key))] if with_names else []
        for one in representatives_of(holdings, key):
            rows.append((GridCell(day_words(one.on) if one.on else "No day", is_header=True), *name,
                         GridCell(one.what.words if one.what else ""),
                         GridCell(joined((one.name, one.role, one.contact), "\n")), GridCell(one.note)))
    return [Grid(tuple(columns), tuple(rows), "Sign-ups, representatives and changes")] if rows else []
