"""Publishing the collaborative's year: its annual report over all members, from one reading of what is open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from anchor_app.domain.collaborative import Audience
from anchor_app.domain.comparison import Comparison, Wanted
from anchor_app.domain.counting import Reading
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.members import by_name, member_of
from anchor_app.domain.period import Period
from anchor_app.domain.planning import plan_of
from anchor_app.domain.report_plan import ReportKind, ReportPlan, report_item
from anchor_app.domain.report_sections import COLLABORATIVE
from anchor_app.domain.report_view import seen_by
from anchor_app.domain.scoring import Standing
from anchor_app.services.comparing import Collected, collect
from anchor_app.services.publishing_comparison import report_of
from anchor_app.services.publishing_year import sections_of
from anchor_app.services.workspace import Workspace

if TYPE_CHECKING:
    from anchor_app.reports.collaborative import CollaborativeYear
    from anchor_app.reports.comparison_content import TrendPart
    from anchor_app.reports.document import Block, Document


def collaborative_document(workspace: Workspace, period: str, *, plan: ReportPlan | None = None,
                           audience: Audience | None = None, sections: str | Iterable[str] = "",
                           on: date | None = None, front_sheet: Sequence[Block] = ()) -> Document:
    """The annual report of the collaborative; to be called where the store is asked.

    Every member stands by its last assessment of the period. `plan` is by default the one that is kept; `audience` and
    `sections` go before the plan's. `front_sheet` precedes the cover. Raises WrongValue and DamagedWorkspace.
    """
    from anchor_app.reports.collaborative_content import collaborative_content

    return collaborative_content(collaborative_of(workspace, period, plan=plan, audience=audience, sections=sections,
                                                  on=on), front_sheet)


def collaborative_of(workspace: Workspace, period: str, *, plan: ReportPlan | None = None,
                     audience: Audience | None = None, sections: str | Iterable[str] = "",
                     on: date | None = None) -> CollaborativeYear:
    """What the report is made of; `collaborative_content.drafted` is its drafted summary."""
    from anchor_app.reports.collaborative import CollaborativeYear

    written, day = str(Period.parse(period)), on or workspace.clock.today()
    kept = plan or plan_of(workspace.holdings, "", report_item(ReportKind.COLLABORATIVE, Period.parse(written)))
    reader = audience or kept.audience
    shown = Audience.PUBLIC if reader is Audience.PUBLIC else Audience.COLLABORATIVE
    collected = collect(workspace, day)
    compared = collected.comparison(Wanted(written), shown)
    holdings = workspace.holdings
    answers = {row.answers.assessment for row in compared.rows if row.answers is not None}
    holdings.keep_parts(answers)
    report = report_of(collected, compared, shown)
    seen = seen_by(holdings, reader, holdings.organisations.keys(), answers)
    return CollaborativeYear(
        replace(report, trend=tuple(_upto(written, report.trend))), seen, written, day, _members(holdings, shown),
        _standings(collected, written, shown), kept, sections_of(sections, kept.sections, COLLABORATIVE),
        workspace.as_at)


def _upto(period: str, trend: Iterable[TrendPart]) -> Iterator[TrendPart]:
    """The trend without the periods after the one that is told of."""
    for part in trend:
        points = tuple(one for one in part.points if one.period <= period)
        if points:
            yield replace(part, points=points)


def _members(holdings: Holdings, shown: Audience) -> tuple[str, ...]:
    """The organisations by name; in public those whose name is not withheld."""
    return tuple(one.organisation for one in by_name(
        member_of(one) for one in holdings.organisations.values()
        if shown is not Audience.PUBLIC or not one.alias.strip()))


def _standings(collected: Collected, period: str, shown: Audience) -> dict[Reading, dict[str, Standing]]:
    """The standings in the other readings; in public there are none, because nobody can be told apart by them."""
    if shown is Audience.PUBLIC:
        return {}
    return {reading: _by_organisation(collected.comparison(Wanted(period, reading)))
            for reading in (Reading.EVIDENCED, Reading.MODERATED)}


def _by_organisation(compared: Comparison) -> dict[str, Standing]:
    return {row.member.organisation: row.standing for row in compared.rows if row.standing is not None}
