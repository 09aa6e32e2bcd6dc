"""The order of a board's rows by any column, and their groups by place or kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from anchor_app.domain.assessment import State
from anchor_app.domain.comparison import Board, BoardRow, at_levels
from anchor_app.domain.errors import WrongValue
from anchor_app.domain.members import NOT_TOLD, place_key, text_key

_DOMAIN = "domain:"


class Column(StrEnum):
    """A column that every board has; a domain's id, or "domain:" and the id, names that domain's."""

    NAME = "name"
    KIND = "kind"
    PLACE = "place"
    LEVEL = "level"
    COUNT = "count"
    CHANGE = "change"
    DISTANCE = "distance"
    STATE = "state"


class By(StrEnum):
    """What organisations are grouped by."""

    PLACE = "place"
    KIND = "kind"


@dataclass(frozen=True, slots=True)
class Group:
    """Some of a board's rows under a heading, in the board's order; `levels` is how many stand at each level.

    `mean` is the mean number of components that count, None where nothing is scored.
    """

    label: str
    rows: tuple[BoardRow, ...]
    levels: tuple[tuple[str, int], ...]
    counted: int
    mean: float | None


def ordered(board: Board, column: str, *, is_descending: bool = False) -> Board:
    """The board by a column; rows that have nothing in it come last either way, equal ones by name.

    Raises WrongValue for a column that the board does not have.
    """
    names = [one.id for one in board.charter.domains]
    if column.removeprefix(_DOMAIN) not in names and column not in list(Column):
        raise WrongValue(f"The board has no column {column}. Its columns are {', '.join([*Column, *names])}.")
    named = sorted(board.rows, key=lambda row: (text_key(row.member.name), row.member.organisation))
    keys = {id(row): _key(row, column) for row in named}
    there = [row for row in named if keys[id(row)] is not None]
    there.sort(key=lambda row: keys[id(row)], reverse=is_descending)
    return replace(board, rows=(*there, *(row for row in named if keys[id(row)] is None)))


def grouped(board: Board, by: By) -> tuple[Group, ...]:
    """The board's rows in groups, by label; those without a place or kind come last."""
    found: dict[str, list[BoardRow]] = defaultdict(list)
    for row in board.rows:
        found[place_key(row.member.place) if by is By.PLACE else row.member.kind or ""].append(row)
    groups = [group_of(board, _label(rows, by), rows) for rows in found.values()]
    return tuple(sorted(groups, key=lambda one: (one.label == NOT_TOLD, text_key(one.label))))


def group_of(board: Board, label: str, rows: Sequence[BoardRow]) -> Group:
    """Rows of a board as a group under a label."""
    counted = [row.standing.counted for row in rows if row.standing]
    return Group(label, tuple(rows), at_levels(board.charter, rows), sum(counted),
                 sum(counted) / len(counted) if counted else None)


def _label(rows: Iterable[BoardRow], by: By) -> str:
    words = (row.member.place_words if by is By.PLACE else row.member.kind_words for row in rows)
    return min(words, key=text_key)


def _key(row: BoardRow, column: str) -> Any:
    """What sorts a row in a column; None where it has nothing there."""
    match column:
        case Column.NAME:
            return text_key(row.member.name)
        case Column.KIND:
            return text_key(row.member.kind.words) if row.member.kind else None
        case Column.PLACE:
            return text_key(row.member.place) if row.member.place else None
        case Column.STATE:
            return list(State).index(row.answers.state) if row.answers else None
        case Column.LEVEL:
            return (row.standing.rank, row.standing.counted) if row.standing else None
        case Column.COUNT:
            return row.standing.counted if row.standing else None
        case Column.CHANGE:
            return row.change
        case Column.DISTANCE:
            return row.distance
    domains = row.standing.domains if row.standing else ()
    return next((one.counted for one in domains if one.domain.id == column.removeprefix(_DOMAIN)), None)
