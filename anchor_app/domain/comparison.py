"""The board: organisations against domains for one period, in one reading, with what moved since the period before.

Organisations that answered under different charters, or editions of one, stand on boards of their own: their columns
do not mean the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from anchor_app.domain.board_rows import AssessmentRow, by_organisation
from anchor_app.domain.charter import Charter, Domain, Level
from anchor_app.domain.counting import Reading, Standings
from anchor_app.domain.level_wording import capitalised, count_words
from anchor_app.domain.members import Member, by_name, member_of, place_key, text_key
from anchor_app.domain.organisation import Kind, Organisation
from anchor_app.domain.scoring import BELOW, Standing

MINUS = "\u2212"
NOTHING = "\u2013"
"""The words for a number that is not there."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a comparison is about; an empty `round` means each organisation's last one of the period.

    `places` and `kinds` narrow it, empty meaning all; "" among the places is those without one.
    """

    period: str
    reading: Reading = Reading.SELF
    round: str = ""
    places: frozenset[str] = frozenset()
    kinds: frozenset[Kind] = frozenset()

    def includes(self, member: Member) -> bool:
        """Whether the place and the kind let a member in."""
        keys = {place_key(one) for one in self.places}
        return (not keys or place_key(member.place) in keys) and (not self.kinds or member.kind in self.kinds)


@dataclass(frozen=True, slots=True)
class Cell:
    """One organisation in one domain: how many count, the level held here alone, and what moved.

    `more` is how many components this domain lacks for the organisation's next level, `change` the difference in
    `counted` to the period before, None where there is nothing to compare with.
    """

    domain: Domain
    counted: int
    of: int
    level: Level | None
    more: int
    change: int | None

    @property
    def words(self) -> str:
        """The count as the board shows it, as in "2/3"."""
        return f"{self.counted}/{self.of}"


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One organisation on the board.

    `answers` lead to the proof; there are none in a public view. `standing` is None where this reading has none, which
    is only so before the steering group has decided anything. `before` is the standing of `since`, the last assessment
    of an earlier period: None for a new organisation, under another charter, and where there was no such reading.
    """

    member: Member
    answers: AssessmentRow | None
    standing: Standing | None
    before: Standing | None = None
    since: str = ""
    is_new: bool = False

    @property
    def level_name(self) -> str:
        """The level, or that nothing was moderated yet."""
        return self.standing.level_name if self.standing else "Not yet moderated"

    @property
    def change(self) -> int | None:
        """How many more components count than in the period before."""
        return self.standing.counted - self.before.counted if self.standing and self.before else None

    @property
    def change_words(self) -> str:
        """The change as the board shows it: "+4", "0", "−1", "new" or "–"."""
        return "new" if self.is_new else change_words(self.change)

    @property
    def levels_gained(self) -> int | None:
        """How many levels higher it stands than in the period before."""
        return self.standing.rank - self.before.rank if self.standing and self.before else None

    @property
    def distance(self) -> int | None:
        """How many more components the next level takes; 0 at the highest."""
        return self.standing.distance if self.standing else None

    @property
    def cells(self) -> tuple[Cell, ...]:
        """One cell for each domain, in the charter's order; none where there is no such reading."""
        if self.standing is None:
            return ()
        more = {count.domain.id: lacks for count, lacks in self.standing.lacks}
        earlier = {one.domain.id: one.counted for one in self.before.domains} if self.before else {}
        return tuple(Cell(one.domain, one.counted, one.of, one.level, more.get(one.domain.id, 0),
                          one.counted - earlier[one.domain.id] if one.domain.id in earlier else None)
                     for one in self.standing.domains)


@dataclass(frozen=True, slots=True)
class Board:
    """Organisations that answered under one charter, by name."""

    charter: Charter
    rows: tuple[BoardRow, ...]

    @property
    def title(self) -> str:
        """The charter with its edition."""
        return f"{self.charter.title}, {self.charter.edition}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The boards of one period, the largest first; `missing` have no assessment for it.

    `unscored` answered under a charter whose wording is not here. `places` and `kinds` are those that may be filtered
    by. `withheld` is a sentence where a public view shows less than there is.
    """

    wanted: Wanted
    boards: tuple[Board, ...] = ()
    missing: tuple[Member, ...] = ()
    unscored: tuple[Member, ...] = ()
    places: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    withheld: str = ""

    @property
    def rows(self) -> tuple[BoardRow, ...]:
        """The rows of all boards."""
        return tuple(row for board in self.boards for row in board.rows)

    @property
    def charters_sentence(self) -> str:
        """That different charters are in use; empty when there is one."""
        if len(self.boards) < 2:
            return ""
        return (f"{capitalised(count_words(len(self.boards), 'charter'))} or editions are in use in this period. Each "
                "has a board of its own, because their components do not mean the same.")


def compare(rows: Iterable[AssessmentRow], organisations: Mapping[str, Organisation],
            charters: Mapping[str, Charter], wanted: Wanted) -> Comparison:
    """The comparison of all organisations that the filters let in."""
    members = {key: member_of(one) for key, one in organisations.items()}
    held, standings = by_organisation(rows), Standings(charters, wanted.reading)
    boards: dict[str, list[BoardRow]] = defaultdict(list)
    missing, unscored = [], []
    for member in by_name(one for one in members.values() if wanted.includes(one)):
        own = held.get(member.organisation, ())
        now = chosen(own, wanted.period, wanted.round)
        if now is None:
            missing.append(member)
        elif now.charter not in charters:
            unscored.append(member)
        else:
            boards[now.charter].append(_row(member, now, own, standings))
    order = sorted(boards, key=lambda key: (-len(boards[key]), charters[key].title, charters[key].edition, key))
    return Comparison(wanted, tuple(Board(charters[key], tuple(boards[key])) for key in order), tuple(missing),
                      tuple(unscored), places_of(members.values()), kinds_of(members.values()))


def chosen(own: Iterable[AssessmentRow], period: str, round_name: str = "") -> AssessmentRow | None:
    """Of one organisation's rows, oldest first, the one that a period means: that round, or else the last."""
    found = None
    for one in own:
        if one.period == period and round_name in ("", one.round):
            found = one
    return found


def change_words(change: int | None) -> str:
    """A difference as the board shows it: "+4", "0", "−1", or "–" where there is none."""
    if change is None:
        return NOTHING
    return f"+{change}" if change > 0 else f"{MINUS}{-change}" if change < 0 else "0"


def at_levels(charter: Charter, rows: Iterable[BoardRow]) -> tuple[tuple[str, int], ...]:
    """How many rows stand at each level, the lowest first, and last those without this reading where there are any."""
    ranks = [row.standing.rank if row.standing else -1 for row in rows]
    names = (BELOW.format(charter.levels[0].name), *(one.name for one in charter.levels))
    found = [(name, ranks.count(rank)) for rank, name in enumerate(names)]
    return (*found, *([("Not yet moderated", ranks.count(-1))] if -1 in ranks else []))


def places_of(members: Iterable[Member]) -> tuple[str, ...]:
    """The places there are, each in the writing that sorts first, those without one last."""
    found: dict[str, str] = {}
    for one in sorted((member.place for member in members), key=text_key):
        found.setdefault(place_key(one), one)
    return tuple(sorted(found.values(), key=lambda one: (not one, text_key(one))))


def kinds_of(members: Iterable[Member]) -> tuple[Kind, ...]:
    """The kinds there are, in their own order."""
    there = {one.kind for one in members}
    return tuple(one for one in Kind if one in there)


def _row(member: Member, now: AssessmentRow, own: Iterable[AssessmentRow], standings: Standings) -> BoardRow:
    earlier = [one for one in own if one.period < now.period]
    last = earlier[-1] if earlier else None
    before = standings.of(last) if last is not None and last.charter == now.charter else None
    return BoardRow(member, now, standings.of(now), before, last.title if last else "", is_new=last is None)
