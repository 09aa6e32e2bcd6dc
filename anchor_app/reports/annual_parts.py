"""Pieces that several sections of annual reports are made of: signs, tables of actions, days and names in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from anchor_app.design import LIGHT
from anchor_app.domain.action import Action
from anchor_app.domain.assessment import Mark, Status
from anchor_app.domain.charter import Charter
from anchor_app.domain.comparison import change_words
from anchor_app.domain.evidence import Evidence
from anchor_app.domain.level_wording import day_words
from anchor_app.domain.scoring import BELOW, Standing
from anchor_app.reports.actions_content import due_words, track
from anchor_app.reports.document import Grid, GridCell, GridColumn, Sign

UNANSWERED = "No answer"
HIDDEN = "not shown to this audience"


def status_sign(status: Status) -> Sign:
    """The shape of a status."""
    return Sign("status", status.words, status.value, list(Status).index(status), len(Status))


def mark_sign(mark: Mark | None) -> Sign:
    """The shape of a mark, or of the want of one."""
    return Sign("mark", mark.words if mark else UNANSWERED, mark.value if mark else "")


def standing_sign(held: Standing) -> Sign:
    """The badge of a standing's level."""
    return rank_sign(held.charter, held.rank)


def rank_sign(charter: Charter, rank: int) -> Sign:
    """The badge of a level by its rank; 0 is below the lowest."""
    name = charter.levels[rank - 1].name if rank else BELOW.format(charter.levels[0].name)
    return Sign("level", name, "", rank, len(charter.levels))


def status_parts() -> tuple[Sign, ...]:
    """The parts of a bar of components, from done to not begun."""
    return tuple(status_sign(one) for one in (Status.FULFILLED, Status.WORKING_TOWARDS, Status.NOT_STARTED,
                                              Status.NOT_APPLICABLE))


def moved_cell(change: int | None) -> GridCell:
    """A difference, tinted by whether it is more or less."""
    tone = None if not change else LIGHT.good if change > 0 else LIGHT.warning
    return GridCell(change_words(change), tone=tone)


def actions_grid(actions: Sequence[Action], on: date, caption: str = "", *, with_components: bool = True) -> Grid:
    """Actions with owner, due date and how they stand."""
    columns = [GridColumn("Action", 3.2), GridColumn("Owner", 1.3), GridColumn("Due", 1.4), GridColumn("Status", 1.5)]
    if with_components:
        columns.insert(1, GridColumn("About", 0.8))
    rows = []
    for one in actions:
        about = [GridCell(", ".join(one.component_ids))] if with_components else []
        done = f"on {day_words(one.completed_on)}" if one.completed_on else ""
        rows.append((GridCell(one.title, is_header=True), *about, GridCell(one.owner_name),
                     GridCell(due_words(one, on), tone=LIGHT.warning if one.is_overdue(on) else None),
                     GridCell(done, track(one))))
    return Grid(tuple(columns), tuple(rows), caption)


def cited(piece: Evidence, on: date, *, is_hidden: bool = False) -> str:
    """A piece as it is cited under a component: reference, title, kind, what it describes, and its review."""
    review = ""
    if piece.review_by:
        verb = "review due" if piece.is_current(on) else "review date passed,"
        review = f"{verb} {day_words(piece.review_by)}"
    words = [HIDDEN] if is_hidden else [piece.describes]
    about = ", ".join(part for part in (piece.kind.value, *words, review) if part)
    return f"{piece.reference} {piece.title} ({about})".replace("  ", " ")


def dated(on: date | None, by: str, text: str) -> str:
    """A note with its day and name, as in "22 November 2026, Alex Example: The roof is mended."."""
    head = ", ".join(filter(None, (day_words(on) if on else "", by.strip())))
    return f"{head}: {text}" if head else text


def joined(parts: Iterable[str], between: str = " · ") -> str:
    """The parts that say anything, in one line."""
    return between.join(one for one in parts if one.strip())
