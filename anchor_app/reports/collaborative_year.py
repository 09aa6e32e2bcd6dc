"""The year of a collaborative in its annual report: help, stories, meetings, actions, updates, people, the plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from anchor_app.domain.agenda import LogLine, log
from anchor_app.domain.charter import Charter
from anchor_app.domain.errors import WrongValue
from anchor_app.domain.level_wording import capitalised, count_words, day_words
from anchor_app.domain.meeting import ItemKind
from anchor_app.domain.minuting import meetings_of, representatives_of
from anchor_app.domain.month import Month, months_of
from anchor_app.domain.period import Period
from anchor_app.domain.telling import taken_up_of
from anchor_app.domain.updating import missing, months_written
from anchor_app.domain.wording import listed
from anchor_app.reports.actions_content import due_words, summary, track
from anchor_app.reports.annual_parts import actions_grid
from anchor_app.reports.annual_plan import action_notes
from anchor_app.reports.annual_year import introductions_grid, representatives_grid, story_blocks
from anchor_app.reports.collaborative import CollaborativeYear
from anchor_app.reports.document import Block, Bullets, Grid, GridCell, GridColumn, Heading, Paragraph

MOST_NAMED = 15
"""Members that one month names as missing; of more the rest is counted."""
_LOG = (GridColumn("Item", 1.2), GridColumn("What was agreed", 3.6), GridColumn("Owner", 1.2), GridColumn("Due", 1.2),
        GridColumn("Stands", 1.4))


def help_blocks(year: CollaborativeYear) -> list[Block]:
    """Introductions of the year, and which stories were taken up by whom."""
    blocks: list[Block] = []
    if year.introductions:
        blocks.append(introductions_grid(year.holdings, year.introductions, year.component_words))
    taken = tuple(f"{one.by} took up “{story.title}” of {year.owner_of(story)}"
                  f"{f' on {day_words(one.on)}' if one.on else ''}."
                  for story in year.stories for one in taken_up_of(year.holdings, story))
    if taken:
        blocks += [Heading("Good practice that was taken up", 3), Bullets(taken)]
    if year.compared.matches:
        count = sum(one.introduction is None for one in year.compared.matches)
        if count:
            words = capitalised(count_words(count, "further match", "further matches"))
            verb = "is" if count == 1 else "are"
            blocks.append(Paragraph(f"{words} of who could help whom {verb} suggested by the answers.", look="soft"))
    return blocks


def stories_blocks(year: CollaborativeYear) -> list[Block]:
    """The stories that members shared."""
    return [block for one in year.stories for block in story_blocks(
        year.holdings, one, year.component_words(one.component) if one.component else "", year.owner_of(one))]


def meetings_blocks(year: CollaborativeYear) -> list[Block]:
    """The meetings of the year, and what was decided and agreed at them."""
    period = _period(year)
    held = [one for one in meetings_of(year.holdings) if period is None or one.on is None or one.on in period]
    if not held:
        return []
    days = listed([day_words(one.on) for one in reversed(held) if one.on is not None])
    blocks: list[Block] = [Paragraph(f"The steering group met {count_words(len(held), 'time')}"
                                     f"{f': {days}' if days else ''}.")]
    keys = {one.key for one in held}
    lines = [one for one in log(year.holdings) if one.meeting.key in keys]
    decisions = tuple(f"{one.code}: {one.item.text}" for one in lines if one.item.kind is ItemKind.DECISION)
    actions = [one for one in lines if one.item.kind is ItemKind.ACTION]
    if decisions:
        blocks += [Heading("Decisions", 3), Bullets(decisions)]
    if actions:
        blocks += [Heading("Actions that were agreed", 3),
                   Grid(_LOG, tuple(_log_row(year, one) for one in actions))]
    return blocks


def _log_row(year: CollaborativeYear, line: LogLine) -> tuple[GridCell | str, ...]:
    action = line.action
    text = line.item.text or (action.title if action else line.item.agenda)
    owner = (action.owner_name if action else "") or line.item.owner_name
    return (GridCell(line.code, is_header=True), text, owner, due_words(action, year.on) if action else "",
            GridCell(sign=track(action)) if action else "Was removed, or is not for this paper")


def actions_blocks(year: CollaborativeYear) -> list[Block]:
    """The collaborative's own actions, with their notes."""
    if not year.actions:
        return []
    return [Paragraph(summary(year.actions, year.on)), actions_grid(year.actions, year.on, "The most urgent first"),
            *action_notes(year.holdings, year.actions)]


def updates_blocks(year: CollaborativeYear) -> list[Block]:
    """How many updates of each month were received, and from whom none was."""
    period = _period(year)
    if period is None or year.is_public or not any(one.says_something for one in year.holdings.updates.values()):
        return []
    written = {key: months_written(year.holdings, key) for key in year.members}
    lacking = {key: frozenset(missing(year.holdings, key, period, year.on)) for key in year.members}
    rows = tuple(_month_row(year, month, written, lacking) for month in months_of(period)
                 if month <= Month.containing(year.on))
    columns = (GridColumn("Month", 1.3), GridColumn("Received", 0.9, "right"), GridColumn("Missing from", 4.5))
    return [Grid(columns, rows, "Monthly updates of members")] if rows else []


def _month_row(year: CollaborativeYear, month: Month, written: dict[str, frozenset[str]],
               lacking: dict[str, frozenset[Month]]) -> tuple[GridCell | str, ...]:
    there = sum(str(month) in one for one in written.values())
    names = [_name(year, key) for key in year.members if month in lacking[key]]
    rest = len(names) - MOST_NAMED
    told = listed([*names[:MOST_NAMED], f"{rest} more"]) if rest > 1 else listed(names)
    return GridCell(month.words, is_header=True), f"{there} of {len(year.members)}", told or "–"


def people_blocks(year: CollaborativeYear) -> list[Block]:
    """Who signed up, who speaks for whom since the year, and who left."""
    period = _period(year)
    keys = [key for key in year.members if any(period is None or one.on is None or one.on in period
                                               for one in representatives_of(year.holdings, key))]
    return representatives_grid(year.holdings, keys)


def plan_blocks(year: CollaborativeYear) -> list[Block]:
    """The plan: a person's words, what most lack, the collaborative's open actions."""
    blocks: list[Block] = [Paragraph(year.plan.plan)] if year.plan.plan.strip() else []
    lacked = [one for part in year.boards for one in part.lacked]
    if lacked:
        blocks += [Heading("What most lack", 3), Paragraph("Components that more than half of those to whom they apply "
                                                           "do not fulfil: what to take on together."),
                   Bullets(tuple(f"{one.component.id} {one.component.title}: {one.words}" for one in lacked))]
    still = [one for one in year.actions if one.is_open]
    if still:
        blocks += [Heading("Actions that go on", 3), actions_grid(still, year.on)]
    to_make = [one for one in year.introductions if one.made_on is None]
    if to_make:
        blocks += [Heading("Introductions still to make", 3),
                   introductions_grid(year.holdings, to_make, year.component_words)]
    return blocks


def charters_words(charters: Sequence[Charter]) -> Iterator[str]:
    """Each charter with its edition."""
    return (f"{one.title}, edition {one.edition}" for one in charters)


def _name(year: CollaborativeYear, key: str) -> str:
    held = year.organisation(key)
    return " ".join(held.shown_name.split()) if held else key


def _period(year: CollaborativeYear) -> Period | None:
    try:
        return Period.parse(year.period)
    except WrongValue:
        return None
