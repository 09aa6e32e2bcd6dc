"""Front pages: a whole front sheet as one value, made of what is kept or of a file that somebody wrote."""

from __future__ import annotations

from dataclasses import dataclass

from anchor_app.domain.front_sheet import FrontSheet, FrontSheetAnswer, FrontSheetLine
from anchor_app.domain.fronting import answers_of, lines_of, sheet_of
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.implication import AskedKind


@dataclass(frozen=True, slots=True)
class FrontPage:
    """A front sheet with where the paper was before, the oldest first, and every line of the lists, answered or not."""

    sheet: FrontSheet
    lines: tuple[FrontSheetLine, ...] = ()
    implications: tuple[FrontSheetAnswer, ...] = ()
    objectives: tuple[FrontSheetAnswer, ...] = ()


def front_page_of(holdings: Holdings, organisation: str, report: str) -> FrontPage:
    """The front sheet that is kept of a report; where nobody filled any in, an empty one with what is asked."""
    return FrontPage(sheet_of(holdings, organisation, report), lines_of(holdings, organisation, report),
                     answers_of(holdings, organisation, report, AskedKind.IMPLICATION),
                     answers_of(holdings, organisation, report, AskedKind.OBJECTIVE))
