"""The public view of a comparison: aliases for names, and nothing about groups so small that they tell who is who."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from anchor_app.domain.board_order import By, Group, group_of, grouped
from anchor_app.domain.board_rows import AssessmentRow
from anchor_app.domain.charter import Charter
from anchor_app.domain.collaborative_trend import PeriodPoint
from anchor_app.domain.comparison import Board, BoardRow, Comparison, Wanted, compare, kinds_of, places_of
from anchor_app.domain.counting import Reading
from anchor_app.domain.coverage import Coverage, coverage
from anchor_app.domain.members import Member, place_key, text_key
from anchor_app.domain.organisation import Organisation
from anchor_app.domain.wording import number_words

OTHERS = "Others"
"""The label of small groups that were put together."""
NAMELESS = "Organisation {}"
"""The name of one that has no alias, where names are withheld."""


def public_comparison(rows: Iterable[AssessmentRow], organisations: Mapping[str, Organisation],
                      charters: Mapping[str, Charter], wanted: Wanted, smallest: int) -> Comparison:
    """The comparison as anybody may see it.

    A board of fewer than `smallest` organisations is left out. Who has an alias stands under it, without kind, place
    and movement. Where so few have one (but any) that the list of members would tell who they are, nobody is named.
    A filter that leaves fewer than `smallest` leaves nothing. Who is missing, and what leads to answers, is left out.
    """
    whole = compare(rows, organisations, charters, replace(wanted, places=frozenset(), kinds=frozenset()))
    boards = [_public_board(board, organisations, smallest) for board in whole.boards]
    shown = [replace(board, rows=tuple(row for row in board.rows if wanted.includes(row.member))) for board in boards]
    kept = tuple(board for board in shown if len(board.rows) >= smallest)
    is_less = len(kept) < len(whole.boards) or not whole.boards
    members = [row.member for board in kept for row in board.rows]
    places = tuple(one for one in places_of(members) if one)
    return Comparison(_without_small_filters(wanted, members), kept, places=places, kinds=kinds_of(members),
                      withheld=withheld_sentence(smallest) if is_less else "")


def withheld_sentence(smallest: int) -> str:
    """Why less is shown than there is."""
    return (f"Groups of fewer than {number_words(smallest)} organisations are not shown in the public view, "
            "because they would tell who is who.")


def public_groups(board: Board, by: By, smallest: int) -> tuple[Group, ...]:
    """The groups of a public board; small ones are put together until they are large enough.

    So every group has at least `smallest` members, and so has whatever is left when others are subtracted from the
    whole board. A board that is too small itself has no groups.
    """
    if len(board.rows) < smallest:
        return ()
    large, small = list[Group](), list[BoardRow]()
    for one in sorted(grouped(board, by), key=lambda one: (len(one.rows), text_key(one.label))):
        if len(one.rows) < smallest or 0 < len(small) < smallest:
            small += one.rows
        else:
            large.append(one)
    large.sort(key=lambda one: text_key(one.label))
    return (*large, *([group_of(board, OTHERS, _by_name(small))] if small else []))


def public_coverage(charter: Charter, rows: Iterable[AssessmentRow], reading: Reading,
                    smallest: int) -> tuple[Coverage, ...]:
    """The coverage of every component, which names nobody; nothing where too few are counted."""
    found = coverage(charter, rows, reading)
    return found if found and found[0].of >= smallest else ()


def public_trend(points: Iterable[PeriodPoint], smallest: int) -> tuple[PeriodPoint, ...]:
    """The points that stand for enough organisations; the mean of those that stayed only where they are enough too."""
    return tuple(one if one.steady_of >= smallest else replace(one, steady=None, steady_of=0)
                 for one in points if one.of >= smallest)


def _public_board(board: Board, organisations: Mapping[str, Organisation], smallest: int) -> Board:
    aliases = {key: one.alias.strip() for key, one in organisations.items() if one.alias.strip()}
    hidden = sum(row.member.organisation in aliases for row in board.rows)
    if hidden == 0:
        return Board(board.charter, _by_name(_named(row) for row in board.rows))
    if hidden >= smallest:
        return Board(board.charter, _by_name(
            _nameless(row, aliases[row.member.organisation]) if row.member.organisation in aliases else _named(row)
            for row in board.rows))
    order = sorted(board.rows, key=_results, reverse=True)
    return Board(board.charter, tuple(_nameless(row, aliases.get(row.member.organisation) or NAMELESS.format(place))
                                      for place, row in enumerate(order, start=1)))


def _named(row: BoardRow) -> BoardRow:
    return replace(row, member=replace(row.member, organisation=""), answers=None)


def _nameless(row: BoardRow, label: str) -> BoardRow:
    return BoardRow(Member("", label, label), None, row.standing)


def _results(row: BoardRow) -> tuple[int, ...]:
    """What sorts rows by what they show, and by nothing else."""
    if row.standing is None:
        return (-1,)
    return (row.standing.rank, row.standing.counted, *(one.counted for one in row.standing.domains))


def _by_name(rows: Iterable[BoardRow]) -> tuple[BoardRow, ...]:
    return tuple(sorted(rows, key=lambda row: text_key(row.member.name)))


def _without_small_filters(wanted: Wanted, members: Sequence[Member]) -> Wanted:
    """What is wanted, saying no more of places and kinds than what is shown."""
    places = {place_key(one.place) for one in members}
    return replace(wanted, places=frozenset(one for one in wanted.places if place_key(one) in places),
                   kinds=wanted.kinds & {one.kind for one in members if one.kind})
