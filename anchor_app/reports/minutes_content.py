"""What the minutes of a meeting say, and the log of decisions and actions over all meetings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from anchor_app.design import LIGHT, Tone
from anchor_app.domain.action import Action, by_urgency
from anchor_app.domain.agenda import LogLine, linked_action, log
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.level_wording import count_words, day_words
from anchor_app.domain.meeting import ItemKind, Meeting, MeetingItem
from anchor_app.domain.minuting import items_of, meeting_of, meetings_of
from anchor_app.reports.actions_content import COLLABORATIVE, due_words, track, whose
from anchor_app.reports.document import Block, Bullets, Document, Facts, Grid, GridCell, GridColumn, Heading, Paragraph

_MEETING = "Meeting of the steering group"
_ITEMS = (GridColumn("Item", 1.4), GridColumn("On the agenda", 2.1), GridColumn("Kind", 1.15),
          GridColumn("What came of it", 3.4), GridColumn("Owner", 1.3))
_LOG = (GridColumn("Item", 1.4), GridColumn("Kind", 1.15), GridColumn("What was agreed", 2.5),
        GridColumn("Owner", 1.3), GridColumn("Due", 1.65), GridColumn("Stands", 1.4))
_PEOPLE = (GridColumn("Since", 1.2), GridColumn("Organisation", 2), GridColumn("What", 1.3),
           GridColumn("Who", 2.2), GridColumn("Note", 2))


def minutes_content(holdings: Holdings, meeting: str, on: date, *, with_log: bool = False) -> Document:
    """The minutes of a meeting, named by its key, with how its actions stand on a day; raises UnknownItem.

    With `with_log` the log of all meetings follows.
    """
    held = meeting_of(holdings, meeting)
    items = items_of(holdings, held)
    title, name = held.title or _MEETING, holdings.collaborative.name or COLLABORATIVE
    blocks: list[Block] = [Heading(title, 1), Paragraph(f"Minutes · {name}", look="lead"), Facts(tuple(_facts(held)))]
    if held.notes.strip():
        blocks += [Heading("Notes"), Paragraph(held.notes)]
    blocks += [Heading("Items"), *_items(held, items), *_agreed(holdings, held, items, on),
               *_next_steps(holdings, held, items)]
    if with_log:
        blocks += [Heading("Log of all meetings"), *_log(holdings, log(holdings), on)]
    line = f"{name} · Minutes {held.code}"
    return Document(f"Minutes {held.code}: {title}", name, tuple(blocks), subject="Minutes", running=line, footer=line,
                    made_on=held.on)


def log_content(holdings: Holdings, on: date, *, search: str = "", with_people: bool = True) -> Document:
    """The decisions and actions of all meetings with every one of the words, as they stand on a day.

    With `with_people` it says as well who signed up, who speaks for whom since when, and who left.
    """
    name = holdings.collaborative.name or COLLABORATIVE
    narrowed = f", with the words “{search.strip()}”" if search.strip() else ""
    blocks: list[Block] = [Heading("Decisions and actions", 1), Paragraph(name, look="lead"),
                           Paragraph(f"Of all meetings, as on {day_words(on)}{narrowed}.", look="soft"),
                           *_log(holdings, log(holdings, search), on)]
    if with_people:
        blocks += [Heading("Who speaks for whom"), *_people(holdings)]
    line = f"{name} · Decisions and actions"
    return Document("Decisions and actions of the steering group", name, tuple(blocks), subject="Log", running=line,
                    footer=f"{line} · {day_words(on)}", made_on=on)


def _facts(held: Meeting) -> Iterator[tuple[str, str]]:
    yield "Meeting", held.code
    if held.on:
        yield "Date", day_words(held.on)
    for name, words in (("Place", held.place), ("Present", "\n".join(held.names_present)),
                        ("Apologies", "\n".join(held.names_of_apologies))):
        if words.strip():
            yield name, words


def _items(held: Meeting, items: Iterable[MeetingItem]) -> Iterator[Block]:
    rows = tuple((GridCell(one.code(held), is_header=True), one.agenda, _kind(one.kind), one.text, one.owner_name)
                 for one in items)
    yield Grid(_ITEMS, rows) if rows else Paragraph("No item was written down.", look="soft")


def _agreed(holdings: Holdings, held: Meeting, items: Iterable[MeetingItem], on: date) -> Iterator[Block]:
    lines = [LogLine(one.code(held), held, one, linked_action(holdings, one)) for one in items
             if one.kind in (ItemKind.DECISION, ItemKind.ACTION)]
    yield Heading("Decisions and actions")
    if not lines:
        yield Paragraph("Nothing was decided, and no action agreed.", look="soft")
        return
    yield Grid(_LOG, tuple(tuple(_cells(holdings, one, on)) for one in lines), f"As they stand on {day_words(on)}")


def _log(holdings: Holdings, lines: Iterable[LogLine], on: date) -> Iterator[Block]:
    rows = tuple(tuple(_cells(holdings, one, on)) for one in lines)
    if rows:
        yield Grid(_LOG, rows, f"{count_words(len(rows), 'entry', 'entries').capitalize()}, the newest meeting first")
    else:
        yield Paragraph("There is no such decision or action.", look="soft")


def _cells(holdings: Holdings, line: LogLine, on: date) -> Iterator[GridCell]:
    action = line.action
    yield GridCell(line.code, is_header=True)
    yield _kind(line.item.kind)
    yield GridCell(line.item.text or line.item.agenda)
    yield GridCell(_owner(holdings, action) if action else line.item.owner_name)
    if action is None:
        yield GridCell()
        yield GridCell("The action was removed, or is not for this paper" if line.item.kind is ItemKind.ACTION else "")
        return
    yield GridCell(due_words(action, on), tone=LIGHT.warning if action.is_overdue(on) else None)
    yield GridCell(f"on {day_words(action.completed_on)}" if action.completed_on else "", track(action))


def _owner(holdings: Holdings, action: Action) -> str:
    return "\n".join(filter(None, (action.owner_name,
                                   whose(holdings, action.organisation) if action.organisation else "")))


def _next_steps(holdings: Holdings, held: Meeting, items: Iterable[MeetingItem]) -> Iterator[Block]:
    """What is still to be done of what was agreed, and when the group meets next."""
    still = by_urgency(one for item in items if (one := linked_action(holdings, item)) is not None and one.is_open)
    said = [f"{f'{one.owner_name}: ' if one.owner_name else ''}{one.title}"
            f"{f', by {day_words(one.due)}' if one.due else ''}" for one in still]
    later = [one for one in meetings_of(holdings) if one.on and held.on and (one.on, one.letter) > (held.on,
                                                                                                   held.letter)]
    if later and later[-1].on:
        place = f", {later[-1].place}" if later[-1].place else ""
        said.append(f"Next meeting: {day_words(later[-1].on)}{place}")
    if said:
        yield Heading("Next steps")
        yield Bullets(tuple(said))


def _people(holdings: Holdings) -> Iterator[Block]:
    every = sorted(holdings.representatives.values(), key=lambda one: (one.on or date.min, one.organisation, one.id),
                   reverse=True)
    if not every:
        yield Paragraph("No sign-up and no change of a representative was written down.", look="soft")
        return
    yield Grid(_PEOPLE, tuple((
        GridCell(day_words(one.on) if one.on else "", is_header=True), whose(holdings, one.organisation),
        one.what.words if one.what else "", "\n".join(filter(None, (one.name, one.role, one.contact))), one.note)
        for one in every), "Sign-ups, representatives and changes of champion, the newest first")


def _kind(kind: ItemKind | None) -> GridCell:
    tones: dict[ItemKind, Tone] = {ItemKind.DECISION: LIGHT.good, ItemKind.ACTION: LIGHT.accent}
    return GridCell(kind.words, tone=tones.get(kind)) if kind else GridCell()
