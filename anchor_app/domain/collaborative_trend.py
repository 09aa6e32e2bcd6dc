"""The trend of a whole collaborative: for each period how many stand at each level, and the mean and the median."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from statistics import fmean, median

from anchor_app.domain.board_rows import AssessmentRow, by_organisation
from anchor_app.domain.charter import Charter
from anchor_app.domain.comparison import chosen
from anchor_app.domain.counting import Reading, Standings
from anchor_app.domain.scoring import BELOW, Standing


@dataclass(frozen=True, slots=True)
class PeriodPoint:
    """One period of a collaborative, each organisation by its last assessment of it.

    `levels` is how many stand at each level, the lowest ("Not yet" the first) first; they add up to `of`. `steady` is
    the mean change of those that also stood in the point before, so that newcomers do not hide or feign progress.
    """

    period: str
    of: int
    levels: tuple[tuple[str, int], ...]
    mean: float
    median: float
    steady: float | None
    steady_of: int


def collaborative_trend(charter: Charter, rows: Iterable[AssessmentRow], reading: Reading = Reading.SELF,
                        organisations: Collection[str] | None = None) -> tuple[PeriodPoint, ...]:
    """The points of every period that has this reading under this charter, the oldest first.

    `organisations` leaves out all others.
    """
    standings = Standings({charter.digest: charter}, reading)
    periods: dict[str, dict[str, Standing]] = {}
    for key, own in by_organisation(rows).items():
        if organisations is not None and key not in organisations:
            continue
        for period in {one.period for one in own}:
            last = chosen(own, period)
            held = standings.of(last) if last is not None and last.charter == charter.digest else None
            if held is not None:
                periods.setdefault(period, {})[key] = held
    points, before = [], dict[str, Standing]()
    for period in sorted(periods):
        points.append(_point(charter, period, periods[period], before))
        before = periods[period]
    return tuple(points)


def _point(charter: Charter, period: str, held: dict[str, Standing], before: dict[str, Standing]) -> PeriodPoint:
    ranks = [one.rank for one in held.values()]
    names = (BELOW.format(charter.levels[0].name), *(one.name for one in charter.levels))
    counts = [one.counted for one in held.values()]
    both = [held[key].counted - before[key].counted for key in held if key in before]
    return PeriodPoint(period, len(held), tuple((name, ranks.count(rank)) for rank, name in enumerate(names)),
                       fmean(counts), float(median(counts)), fmean(both) if both else None, len(both))
