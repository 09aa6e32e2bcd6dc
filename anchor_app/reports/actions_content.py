"""What the list of actions says on paper: each with its notes, what is overdue in words, and what was looked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from anchor_app.design import LIGHT
from anchor_app.domain.acting import notes_of
from anchor_app.domain.action import Action, ActionStatus, Sought, by_urgency
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.level_wording import count_words, day_words
from anchor_app.domain.wording import listed
from anchor_app.reports.document import (
    Block,
    Document,
    Grid,
    GridCell,
    GridColumn,
    Heading,
    Paragraph,
    Sign,
    Turn,
)

COLLABORATIVE = "The collaborative"
"""Whose an action is that belongs to no organisation."""
_COLUMNS = (GridColumn("Action", 2.5), GridColumn("About", 1.9), GridColumn("Owner", 1.2), GridColumn("Due", 1.5),
            GridColumn("Status", 1.5), GridColumn("Priority", 0.8), GridColumn("Notes", 2.6))


def actions_content(holdings: Holdings, found: Sequence[Action], on: date, *, narrowed: str = "",
                    left_out: int = 0) -> Document:
    """The actions that were found, as they stand on a day; `narrowed` says what was looked for, "" for all.

    `left_out` is how many were found besides that the paper's readers may not see.
    """
    owners = sorted({one.organisation for one in found}, key=lambda key: (bool(key), whose(holdings, key).casefold()))
    author = whose(holdings, owners[0]) if len(owners) == 1 else holdings.collaborative.name or COLLABORATIVE
    said = [f"As on {day_words(on)}", narrowed or "All actions"]
    blocks: list[Block] = [Turn("landscape"), Heading("Actions", 1), Paragraph(author, look="lead"),
                           Paragraph(". ".join(said) + ".", look="soft"), Paragraph(summary(found, on))]
    if left_out:
        blocks.append(Paragraph(f"{count_words(left_out, 'action').capitalize()} {'is' if left_out == 1 else 'are'} "
                                "left out, being marked for fewer readers than this paper has.", look="soft"))
    for key in owners:
        own = by_urgency(one for one in found if one.organisation == key)
        if len(owners) > 1:
            blocks.append(Heading(whose(holdings, key)))
        rows = tuple(tuple(_cells(holdings, one, on)) for one in own)
        blocks.append(Grid(_COLUMNS, rows, f"{count_words(len(own), 'action').capitalize()}, the most urgent first"))
    title = f"Actions of {author[:1].lower() + author[1:] if author == COLLABORATIVE else author}"
    return Document(title, author, tuple(blocks), subject="Actions", running=title,
                    footer=f"{title} · {day_words(on)}", made_on=on)


def whose(holdings: Holdings, organisation: str) -> str:
    """Whose an action is, in words."""
    held = holdings.organisations.get(organisation)
    return held.name if held else COLLABORATIVE


def summary(found: Sequence[Action], on: date) -> str:
    """How many there are, how many of them are overdue, and how the others stand."""
    if not found:
        return "There is no such action."
    late = sum(one.is_overdue(on) for one in found)
    parts = [f"{late:,} overdue"] if late else []
    for status in ActionStatus:
        count = sum(one.status is status and not one.is_overdue(on) for one in found)
        parts += [f"{count:,} {status.words.lower()}"] if count else []
    return f"{count_words(len(found), 'action').capitalize()}: {listed(parts)}."


def sought_words(holdings: Holdings, sought: Sought) -> str:
    """What was looked for, as in "Open actions of Robin Sample that are overdue"; "" for all."""
    words = ["Open actions" if sought.only_open else "Actions"]
    words += [f"of {sought.owner_name}"] if sought.owner_name else []
    if sought.components:
        words.append(f"about {_components_words(holdings, sought.components)}")
    words += [f"in the status {sought.status.words.lower()}"] if sought.status else []
    words += [f"that are overdue on {day_words(sought.overdue_on)}"] if sought.overdue_on else []
    words += [f"with the words “{sought.words.strip()}”"] if sought.words.strip() else []
    return "" if words == ["Actions"] else " ".join(words)


def due_words(action: Action, on: date) -> str:
    """By when, and how long it has been overdue."""
    if action.due is None:
        return ""
    if not action.is_overdue(on):
        return day_words(action.due)
    return f"{day_words(action.due)}\nOverdue by {count_words((on - action.due).days, 'day')}"


def track(action: Action) -> Sign:
    """How it stands, as a shape and words."""
    return Sign("track", action.status.words, action.status.value, list(ActionStatus).index(action.status),
                len(ActionStatus))


def _cells(holdings: Holdings, one: Action, on: date) -> Iterator[GridCell]:
    yield GridCell(one.title, is_header=True)
    yield GridCell("\n".join(_about(one)))
    yield GridCell(one.owner_name)
    yield GridCell(due_words(one, on), tone=LIGHT.warning if one.is_overdue(on) else None)
    yield GridCell(f"on {day_words(one.completed_on)}" if one.completed_on else "", track(one))
    yield GridCell(one.priority.words if one.priority else "")
    yield GridCell("\n".join(_note(note.on, note.by, note.text) for note in notes_of(holdings, one)))


def _about(one: Action) -> Iterator[str]:
    if one.component_ids:
        yield listed(one.component_ids)
    if one.period:
        yield one.period
    made = f", {day_words(one.created_on)}" if one.created_on else ""
    yield f"{one.source.words}{made}"
    yield one.sensitivity.words


def _note(on: date | None, by: str, text: str) -> str:
    head = ", ".join(filter(None, (day_words(on) if on else "", by)))
    return f"{head}: {text}" if head else text


def _components_words(holdings: Holdings, components: Iterable[str]) -> str:
    """A domain by its title where the components are exactly its own, and else the components."""
    wanted = frozenset(components)
    for charter in holdings.charters.values():
        for domain in charter.domains:
            if wanted == {one.id for one in domain.components}:
                return domain.title
    return listed(sorted(wanted))
