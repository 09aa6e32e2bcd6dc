"""What the annual report of a whole collaborative says: cover, summary over all members, and the chosen sections."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from anchor_app.domain.collaborative_summary import (
    action_sentences,
    compared_sentences,
    help_sentences,
    outcome_sentences,
    trend_sentences,
)
from anchor_app.domain.level_wording import count_words, day_words
from anchor_app.domain.planning import emblem_of
from anchor_app.domain.report_sections import Section
from anchor_app.domain.summary_draft import Sentence
from anchor_app.domain.telling import taken_up_of
from anchor_app.reports.annual_content import CONTENTS_FROM, footer_words, summary_blocks, title_blocks
from anchor_app.reports.annual_method import AUDIENCES, audience_blocks, missing_blocks
from anchor_app.reports.collaborative import CollaborativeYear
from anchor_app.reports.collaborative_board import board_blocks, domains_blocks, trend_blocks
from anchor_app.reports.collaborative_members import members_blocks
from anchor_app.reports.collaborative_year import (
    actions_blocks,
    charters_words,
    help_blocks,
    meetings_blocks,
    people_blocks,
    plan_blocks,
    stories_blocks,
    updates_blocks,
)
from anchor_app.reports.document import (
    Block,
    Bullets,
    Contents,
    Document,
    Emblem,
    Facts,
    Heading,
    Paragraph,
    Turn,
)

_SECTIONS: Final[Mapping[Section, Callable[[CollaborativeYear], list[Block]]]] = {
    Section.TREND: trend_blocks, Section.BOARD: board_blocks, Section.DOMAINS: domains_blocks,
    Section.HELP: help_blocks, Section.STORIES: stories_blocks, Section.MEETINGS: meetings_blocks,
    Section.ACTIONS: actions_blocks, Section.UPDATES: updates_blocks, Section.PLAN: plan_blocks,
    Section.MEMBERS: members_blocks, Section.PEOPLE: people_blocks}
_ON_A_NEW_PAGE: Final = frozenset({Section.TREND, Section.DOMAINS, Section.HELP, Section.STORIES, Section.MEETINGS,
                                   Section.PLAN, Section.MEMBERS})
NOTHING: Final = ("No member has an assessment for {} here yet, so there is nothing to compare. Receive the members’ "
                  "packs, and make this report again.")


def collaborative_content(year: CollaborativeYear, front: Sequence[Block] = ()) -> Document:
    """The report; `front` are the blocks of a board paper's front sheet, which precede the cover."""
    parts = {one: _SECTIONS[one](year) for one in year.sections if one in _SECTIONS}
    missing = tuple(one for one, said in parts.items() if not said)
    blocks: list[Block] = [*front, *([Turn("portrait")] if front else []), *_cover(year), Turn("portrait")]
    if len(parts) - len(missing) >= CONTENTS_FROM:
        blocks += [Heading("Contents"), Contents(3), Turn()]
    if Section.SUMMARY in year.sections:
        blocks += summary_blocks(year.plan, drafted(year), NOTHING.format(year.period), year.seen.audience)
    for one, said in parts.items():
        if said and one is Section.BOARD and year.boards:
            blocks += [Turn("landscape"), Heading(one.words), *said, Turn("portrait")]
        elif said:
            blocks += [*([Turn()] if one in _ON_A_NEW_PAGE else []), Heading(one.words), *said]
    blocks += [Turn(), Heading(Section.METHOD.words), *_method(year), *missing_blocks(missing, year.seen.audience)]
    line = f"{year.name} · {year.title}"
    past = f"as at {year.as_at} · " if year.as_at else ""
    return Document(f"{year.name}: {year.title}", year.name, tuple(blocks),
                    subject="; ".join(charters_words(year.charters)), running=line,
                    footer=footer_words(line, f"{past}{day_words(year.on)}"), made_on=year.on)


def drafted(year: CollaborativeYear) -> tuple[Sentence, ...]:
    """The drafted summary; nothing where no member has an assessment."""
    if not year.rows:
        return ()
    taken = [one for story in year.stories for one in taken_up_of(year.holdings, story)]
    points = year.compared.trend[0].points if year.compared.trend else ()
    return (*compared_sentences(year.compared.summary), *trend_sentences(points),
            *outcome_sentences(year.measures, year.on), *help_sentences(year.introductions, year.stories, taken),
            *action_sentences(year.actions, year.on))


def _cover(year: CollaborativeYear) -> Iterator[Block]:
    if png := emblem_of(year.holdings, ""):
        yield Emblem(png, f"Emblem of {year.name}")
    yield from title_blocks(year.title)
    yield Paragraph(year.name, look="lead")
    yield Paragraph("; ".join(charters_words(year.charters)))
    yield Paragraph(f"{count_words(len(year.rows), 'member').capitalize()} with an assessment for {year.period}."
                    if year.rows else f"No assessment for {year.period} yet.")
    yield Paragraph(f"For {AUDIENCES[year.seen.audience]}. {day_words(year.on)}.", look="soft")


def _method(year: CollaborativeYear) -> Iterator[Block]:
    held = year.holdings.collaborative
    facts = [("For", AUDIENCES[year.seen.audience]), ("As on", day_words(year.on)), ("Period", year.compared.period),
             ("Smallest group in public", str(held.smallest_group)),
             ("Made by", "" if year.is_public else year.plan.made_by)]
    yield Facts(tuple((name, words) for name, words in facts if words.strip()))
    for one in year.compared.method:
        yield Paragraph(one.title, look="strong")
        yield Bullets(one.sentences)
    yield from audience_blocks(year.seen)
