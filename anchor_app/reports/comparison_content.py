"""What the comparison of organisations says on paper and in tables: frozen values, without any layout."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from anchor_app.domain.board_order import By, Group, grouped
from anchor_app.domain.charter import Charter
from anchor_app.domain.collaborative import Audience, Collaborative
from anchor_app.domain.collaborative_trend import PeriodPoint
from anchor_app.domain.comparison import Board, Comparison, Wanted, at_levels
from anchor_app.domain.counting import counting
from anchor_app.domain.coverage import Cover, Coverage, cover, what_most_lack
from anchor_app.domain.helping import Match
from anchor_app.domain.level_wording import capitalised, count_words
from anchor_app.domain.members import Member
from anchor_app.domain.organisation import Kind
from anchor_app.domain.public_view import public_groups
from anchor_app.domain.returns import Returns
from anchor_app.domain.wording import listed
from anchor_app.reports.comparison_method import MethodPart, method

NAMELESS_COLLABORATIVE = "The collaborative"
"""What stands for the name of a collaborative that gave itself none."""


@dataclass(frozen=True, slots=True)
class BoardPart:
    """One board with what belongs to its charter.

    `groups` are its rows in groups, one without a label where they are not grouped. `covers` says of each row, in the
    board's order, how it stands on every component; empty in a public view. `suffix` tells the boards apart where there
    are several.
    """

    board: Board
    groups: tuple[Group, ...]
    levels: tuple[tuple[str, int], ...]
    coverage: tuple[Coverage, ...]
    lacked: tuple[Coverage, ...]
    covers: tuple[tuple[Cover | None, ...], ...]
    suffix: str = ""

    @property
    def spread(self) -> tuple[tuple[str, int, int], ...]:
        """Each level with its rank and how many stand at it: the highest first, those without this reading last."""
        of = len(self.board.charter.levels)
        ranked = [(name, rank, count) for rank, (name, count) in enumerate(self.levels)]
        unread = [(name, 0, count) for name, _, count in ranked[of + 1:]]
        return (*reversed(ranked[:of + 1]), *unread)


@dataclass(frozen=True, slots=True)
class TrendPart:
    """The trend of the whole collaborative under one charter."""

    charter: Charter
    points: tuple[PeriodPoint, ...]
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class ComparisonReport:
    """Everything that a comparison says; `returns` is None where a public view withholds them."""

    collaborative: str
    wanted: Wanted
    audience: Audience
    on: date
    narrowed: str
    summary: tuple[str, ...]
    notes: tuple[str, ...]
    boards: tuple[BoardPart, ...]
    returns: Returns | None
    matches: tuple[Match, ...]
    trend: tuple[TrendPart, ...]
    unscored: tuple[Member, ...]
    method: tuple[MethodPart, ...]

    @property
    def period(self) -> str:
        """Period and round, as in "2026/27 · Year end"."""
        return " · ".join(part for part in (self.wanted.period, self.wanted.round) if part)

    @property
    def is_public(self) -> bool:
        """Whether names are withheld."""
        return self.audience is Audience.PUBLIC


@dataclass(frozen=True, slots=True)
class Found:
    """What a comparison is made of, as the services find it; in a public view no matches and no returns."""

    comparison: Comparison
    coverage: Mapping[str, tuple[Coverage, ...]]
    trend: Sequence[tuple[Charter, tuple[PeriodPoint, ...]]]
    matches: Sequence[Match] = ()
    returns: Returns | None = None


def comparison_content(found: Found, collaborative: Collaborative, on: date, audience: Audience,
                       by: By | None = None) -> ComparisonReport:
    """What the report says; boards keep the order of rows that they come in.

    Nothing reaches a public report but what the public view of the comparison, coverage and trend holds.
    """
    is_public = audience is Audience.PUBLIC
    compared, wanted = found.comparison, found.comparison.wanted
    returns = None if is_public or found.returns is None else _narrowed_returns(found.returns, wanted)
    matches = () if is_public else tuple(one for one in found.matches if wanted.includes(one.taker))
    boards = tuple(_board_part(board, found, collaborative, is_public, by) for board in compared.boards)
    return ComparisonReport(
        collaborative=" ".join(collaborative.name.split()) or NAMELESS_COLLABORATIVE,
        wanted=wanted, audience=audience, on=on, narrowed=_narrowed(wanted),
        summary=_summary(boards, returns, len(matches)),
        notes=tuple(one for one in (compared.charters_sentence, compared.withheld) if one),
        boards=boards, returns=returns, matches=matches,
        trend=tuple(TrendPart(charter, points, _suffix(charter, len(found.trend))) for charter, points in found.trend),
        unscored=() if is_public else compared.unscored,
        method=method(_charters(compared, found.trend), wanted.reading, on, collaborative.smallest_group, is_public))


def _board_part(board: Board, found: Found, collaborative: Collaborative, is_public: bool, by: By | None) -> BoardPart:
    covered = found.coverage.get(board.charter.digest, ())
    return BoardPart(
        board, _groups(board, by, collaborative.smallest_group, is_public), at_levels(board.charter, board.rows),
        covered, what_most_lack(covered), () if is_public else _covers(board, found.comparison.wanted),
        _suffix(board.charter, len(found.comparison.boards)))


def _groups(board: Board, by: By | None, smallest: int, is_public: bool) -> tuple[Group, ...]:
    if by is None:
        return (Group("", board.rows, (), 0, None),)
    return public_groups(board, by, smallest) if is_public else grouped(board, by)


def _covers(board: Board, wanted: Wanted) -> tuple[tuple[Cover | None, ...], ...]:
    """How each row stands on each component; None where it has no such reading."""
    found = []
    for row in board.rows:
        counted = counting(board.charter, row.answers, wanted.reading) if row.answers else None
        found.append(tuple(cover(row.answers, one.id, counted) if row.answers and counted is not None else None
                           for one in board.charter))
    return tuple(found)


def _charters(compared: Comparison, trend: Iterable[tuple[Charter, object]]) -> tuple[Charter, ...]:
    every = [*(board.charter for board in compared.boards), *(charter for charter, _ in trend)]
    return tuple({one.digest: one for one in every}.values())


def _suffix(charter: Charter, of: int) -> str:
    return f" · {charter.title}, {charter.edition}" if of > 1 else ""


def _narrowed(wanted: Wanted) -> str:
    """Which places and kinds the comparison is narrowed to; empty where it is not."""
    places = sorted(" ".join(one.split()) or "no place told" for one in wanted.places)
    kinds = [one.words for one in Kind if one in wanted.kinds]
    return "; ".join(part for part in (listed(places), listed(kinds)) if part)


def _narrowed_returns(returns: Returns, wanted: Wanted) -> Returns:
    return replace(returns, every=tuple(one for one in returns.every if wanted.includes(one.member)))


def _summary(boards: Sequence[BoardPart], returns: Returns | None, matches: int) -> tuple[str, ...]:
    """The answers in a few sentences: who is here, where they stand, what moved, what is lacking, who can help."""
    sentences = [_returns_sentence(returns)] if returns is not None else []
    for part in boards:
        start = f"{part.board.title}: " if len(boards) > 1 else ""
        sentences += [start + one for one in (_levels_sentence(part), _movement_sentence(part), _lack_sentence(part))
                      if one]
    if matches:
        sentences.append(f"{capitalised(count_words(matches, 'match', 'matches'))} of who can help whom "
                         f"{'is' if matches == 1 else 'are'} suggested.")
    return tuple(sentences)


def _returns_sentence(returns: Returns) -> str:
    here, every = len(returns.received), len(returns.every)
    if not every:
        return "There are no organisations yet."
    if here == every:
        return f"All {every:,} organisations have an assessment here." if every > 1 else (
            "The one organisation has its assessment here.")
    return f"{here:,} of {every:,} {'organisation' if every == 1 else 'organisations'} " \
           f"{'has' if here == 1 else 'have'} an assessment here; {every - here:,} " \
           f"{'is' if every - here == 1 else 'are'} missing."


def _levels_sentence(part: BoardPart) -> str:
    there = [f"{name} {count:,}" for name, _, count in part.spread if count]
    return f"Levels held: {listed(there)}." if there else ""


def _movement_sentence(part: BoardPart) -> str:
    gained = [row.levels_gained for row in part.board.rows if row.levels_gained is not None]
    if not gained:
        return ""
    up, down = sum(one > 0 for one in gained), sum(one < 0 for one in gained)
    return (f"Of {len(gained):,} with an earlier period to compare with, {up:,} "
            f"{'stands' if up == 1 else 'stand'} at a higher level than then and {down:,} at a lower one.")


def _lack_sentence(part: BoardPart) -> str:
    worst = [f"{one.component.id} {one.component.title} ({one.words})" for one in part.lacked[:3]]
    return f"Lacked by most: {'; '.join(worst)}." if worst else ""
