"""Comparing: boards, coverage, matches, returns and trends of what is open, from one reading of its rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from anchor_app.domain.board_rows import AssessmentRow, in_order, needed_for, rows_of
from anchor_app.domain.charter import Charter
from anchor_app.domain.collaborative import Audience, Collaborative, Introduction
from anchor_app.domain.collaborative_trend import PeriodPoint, collaborative_trend
from anchor_app.domain.comparison import BoardRow, Comparison, Wanted, compare
from anchor_app.domain.counting import Reading
from anchor_app.domain.coverage import Coverage, coverage
from anchor_app.domain.edit import Edit
from anchor_app.domain.helping import Match, matches
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.members import member_of
from anchor_app.domain.organisation import Organisation
from anchor_app.domain.period import Period, Round
from anchor_app.domain.public_view import public_comparison, public_coverage, public_trend
from anchor_app.domain.returns import Returns, reminder, returns
from anchor_app.domain.side_by_side import SideBySide, side_by_side
from anchor_app.services.workspace import Workspace

_PLACING = ("charter", "period", "round")
"""Fields of an assessment that say on which board it stands."""
_MOST_ANEW = 50


@dataclass(frozen=True)
class Collected:
    """What comparisons need, as it was when it was collected; it may be used in any thread.

    `period` is the one whose boards it is for: of every organisation its rows and the last before. Empty, it is for
    boards of every period, and for trends. `periods` are all that anybody has an assessment for, the newest first, and
    `rounds` those there are. In the audience Public names are withheld as `domain.public_view` says, and there are no
    matches and no returns.
    """

    rows: tuple[AssessmentRow, ...]
    organisations: Mapping[str, Organisation]
    charters: Mapping[str, Charter]
    collaborative: Collaborative
    introductions: tuple[Introduction, ...]
    on: date
    period: str = ""
    periods: tuple[str, ...] = ()
    rounds: tuple[str, ...] = ()

    def comparison(self, wanted: Wanted, audience: Audience = Audience.COLLABORATIVE) -> Comparison:
        """The boards of a period."""
        if audience is Audience.PUBLIC:
            return public_comparison(self.rows, self.organisations, self.charters, wanted,
                                     self.collaborative.smallest_group)
        return compare(self.rows, self.organisations, self.charters, wanted)

    def coverage(self, wanted: Wanted, audience: Audience = Audience.COLLABORATIVE,
                 ) -> tuple[tuple[Charter, tuple[Coverage, ...]], ...]:
        """The coverage of every component, board by board; in public always of the whole board, or nothing."""
        if audience is Audience.PUBLIC:
            whole = self.comparison(replace(wanted, places=frozenset(), kinds=frozenset()))
            found = [(board.charter, public_coverage(board.charter, _answers(board.rows), wanted.reading,
                                                     self.collaborative.smallest_group)) for board in whole.boards]
            return tuple(one for one in found if one[1])
        return tuple((board.charter, coverage(board.charter, _answers(board.rows), wanted.reading))
                     for board in self.comparison(wanted).boards)

    def matches(self, period: str) -> tuple[Match, ...]:
        """Who can help whom in a period, by the last assessment of each."""
        members = [member_of(one) for one in self.organisations.values()]
        boards = self.comparison(Wanted(period)).boards
        return tuple(match for board in boards for match in matches(
            board.charter, {one.organisation: one for one in _answers(board.rows)}, members, period,
            self.introductions))

    def returns(self, period: str, round_name: str = "") -> Returns:
        """Who has sent for a period, and who is missing."""
        return returns(self.rows, self.organisations, period, round_name)

    def reminder(self, found: Returns, due: date | None = None) -> str:
        """The text to copy for those who are missing."""
        return reminder(self.collaborative.name, found, due)

    def trend(self, reading: Reading = Reading.SELF, audience: Audience = Audience.COLLABORATIVE,
              ) -> tuple[tuple[Charter, tuple[PeriodPoint, ...]], ...]:
        """The trend of all organisations, for each charter that is in use; in public without points of too few."""
        found = []
        for digest in dict.fromkeys(one.charter for one in reversed(self.rows) if one.charter in self.charters):
            points = collaborative_trend(self.charters[digest], self.rows, reading)
            if audience is Audience.PUBLIC:
                points = public_trend(points, self.collaborative.smallest_group)
            if points:
                found.append((self.charters[digest], points))
        return tuple(sorted(found, key=lambda one: (-max(point.of for point in one[1]), one[0].title, one[0].edition,
                                                    one[0].digest)))


def collect(workspace: Workspace, on: date | None = None, period: str = "") -> Collected:
    """What is open, ready to be compared, evidence being current or not on the day `on` (by default today).

    Where a workspace holds so many assessments that they are left unread, the store is asked for their rows: to be
    called where the store is asked. Raises DamagedWorkspace.
    """
    holdings, day = workspace.holdings, on or workspace.clock.today()
    ids = needed_for(holdings, period) if period else None
    if holdings.is_unread and not workspace.as_at:
        rows = workspace.store.past.board_rows(holdings, day, ids)
    else:
        rows = rows_of(holdings, day, ids)
    return _collected(holdings, rows, day, period)


def refreshed(collected: Collected, workspace: Workspace, edit: Edit) -> Collected | None:
    """The same after an edit, read from what is open alone; None when it has to be collected anew.

    That is so after edits that add or take away assessments, and those that touch many of them, as a received pack may.
    """
    holdings = workspace.holdings
    if edit.touches("charter") or any(change.what.kind == "assessment" and change.what.field in _PLACING
                                      for change in edit.changes):
        return None
    touched = {one.assessment for one in collected.rows if edit.owners & {one.assessment, one.organisation}}
    if len(touched) > _MOST_ANEW or not touched <= holdings.assessments.keys():
        return None
    anew = rows_of(holdings, collected.on, touched)
    rows = in_order((*(one for one in collected.rows if one.assessment not in touched), *anew))
    return _collected(holdings, rows, collected.on, collected.period)


def _collected(holdings: Holdings, rows: tuple[AssessmentRow, ...], day: date, period: str) -> Collected:
    every = holdings.assessments.values()
    there = {one.round for one in every}
    known = tuple(one.value for one in Round if one.value in there)
    return Collected(rows, holdings.organisations, holdings.charters, holdings.collaborative,
                     tuple(holdings.introductions.values()), day, period,
                     tuple(sorted({one.period for one in every}, reverse=True)),
                     (*known, *sorted(there - {*known, ""})))


def beside(workspace: Workspace, left: str, right: str, reading: Reading = Reading.SELF,
           on: date | None = None) -> SideBySide:
    """Two assessments side by side with their differences only, read from what is open.

    Raises UnknownItem, and WrongValue when they were answered under different charters.
    """
    charter = workspace.holdings.charter_of(workspace.assessment(left))
    workspace.assessment(right)
    rows = {one.assessment: one for one in rows_of(workspace.holdings, on or workspace.clock.today(), {left, right})}
    return side_by_side(charter, rows[left], rows[right], reading)


def wanted(period: str, reading: Reading = Reading.SELF, round_name: str | None = None) -> Wanted:
    """What a person asks for, in the writing in which it is kept; raises WrongValue."""
    return Wanted(str(Period.parse(period)), reading, Round.parse(round_name).value if round_name else "")


def _answers(rows: tuple[BoardRow, ...]) -> list[AssessmentRow]:
    return [row.answers for row in rows if row.answers is not None]
