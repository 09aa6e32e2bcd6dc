"""What the board shows, made of a comparison: narrowed, in groups and in order, quickly enough for the UI thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from anchor_app.domain.board_order import By, Group, grouped, ordered
from anchor_app.domain.comparison import Board, BoardRow, Comparison
from anchor_app.domain.public_view import public_groups
from anchor_app.services.comparing import Collected
from anchor_app.ui.comparing import Choice


@dataclass(frozen=True)
class Shown:
    """The comparison, and its board that is wanted in its order."""

    comparison: Comparison
    board: Board | None
    rows: Sequence[BoardRow | Group]


@dataclass(frozen=True)
class Whole:
    """A comparison before it is narrowed and put in order, and what it was made of."""

    key: tuple[object, ...]
    collected: Collected
    choice: Choice
    comparison: Comparison


def key_of(collected: Collected, choice: Choice) -> tuple[object, ...]:
    """What a comparison depends on; in public on the filters too, which decide what is large enough."""
    narrowed = (choice.place, choice.kind) if choice.is_public else ()
    return (id(collected), choice.period, choice.round, choice.reading, choice.is_public, *narrowed)


def shown_of(whole: Comparison, collected: Collected, choice: Choice) -> Shown:
    """A comparison narrowed to what is wanted, with the board that is wanted in its order."""
    wanted = choice.wanted
    found = whole if choice.is_public or not choice.is_narrowed else replace(
        whole, wanted=wanted, boards=tuple(one for one in (_narrowed(board, choice) for board in whole.boards)
                                           if one.rows),
        missing=tuple(one for one in whole.missing if wanted.includes(one)),
        unscored=tuple(one for one in whole.unscored if wanted.includes(one)))
    board = next((one for one in found.boards if one.charter.digest == choice.charter),
                 found.boards[0] if found.boards else None)
    return Shown(found, board, in_order(board, choice, collected.collaborative.smallest_group) if board else ())


def _narrowed(board: Board, choice: Choice) -> Board:
    wanted = choice.wanted
    return replace(board, rows=tuple(row for row in board.rows if wanted.includes(row.member)))


def in_order(board: Board, choice: Choice, smallest: int) -> Sequence[BoardRow | Group]:
    """The rows of a board in the order that is wanted, each group after its heading."""
    known = {f"domain:{one.id}" for one in board.charter.domains}
    column = choice.column if not choice.column.startswith("domain:") or choice.column in known else "name"
    whole = ordered(board, column, is_descending=choice.is_descending)
    if choice.by is None:
        return whole.rows
    by = By(choice.by)
    groups = public_groups(whole, by, smallest) if choice.is_public else grouped(whole, by)
    rows: list[BoardRow | Group] = []
    for group in groups:
        rows += [group, *group.rows]
    return rows
