"""The places of the window: which pages there are, in their order, and how each is made when it is first wanted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from anchor_app.ui.widgets.sidebar import Entry, Group

if TYPE_CHECKING:
    from anchor_app.ui.hub import Hub

OVERVIEW, ASSESSMENT, EVIDENCE, SHEET, HISTORY, SETTINGS, HELP = (
    "overview", "assessment", "evidence", "sheet", "history", "settings", "help")
TREND, SIGNING, BACKUPS = "trend", "signing", "backups"
SEND, RECEIVE = "send", "receive"
"""Places that are reached from others, and have no entry of their own."""

ENTRIES = (
    Entry(OVERVIEW, "Overview", "overview", "Alt+1"),
    Entry(ASSESSMENT, "Assessment", "assessment", "Alt+2"),
    Entry(EVIDENCE, "Evidence", "evidence", "Alt+3"),
    Entry(SHEET, "Reporting sheet", "sheet", "Alt+4", "Sheet"),
    Entry(HISTORY, "History", "history", "Alt+5"),
)
ACTIONS, OUTCOMES, UPDATES, PRACTICE, REPORTS = "actions", "outcomes", "updates", "practice", "reports"

YEAR = (
    Entry(ACTIONS, "Actions", "actions", "Alt+A"),
    Entry(OUTCOMES, "Outcomes", "outcomes", "Alt+O"),
    Entry(UPDATES, "Updates", "updates", "Alt+U"),
    Entry(PRACTICE, "Good practice", "practice", "Alt+G", "Practice"),
    Entry(REPORTS, "Reports", "reports", "Alt+R"),
)
"""What is kept between one assessment and the next, and the reports that are made of it."""

MEETINGS = "meetings"
RETURNS, BOARD, COVERAGE, HELPING = "returns", "board", "coverage", "helping"
COLLABORATIVE_TREND, SIDE_BY_SIDE = "collaborative-trend", "side-by-side"
BELONGS_TO: Mapping[str, str] = {COLLABORATIVE_TREND: BOARD, SIDE_BY_SIDE: BOARD}
"""Places that are reached from another, which the side bar marks for them."""

COLLABORATIVE = (
    Entry(RETURNS, "Returns", "returns", "Alt+8"),
    Entry(BOARD, "Board", "board", "Alt+9"),
    Entry(COVERAGE, "Coverage", "coverage", "Alt+0"),
    Entry(HELPING, "Who can help", "helping", "", "Who helps"),
    Entry(MEETINGS, "Meetings", "meetings", "Alt+M"),
)
"""What only a steering group needs: shown where a workspace is one's."""
TOGETHER = "Collaborative"
GROUPS = (Group("The year", YEAR), Group(TOGETHER, COLLABORATIVE, is_always=False))
FOOT = (
    Entry(SETTINGS, "Settings", "settings", "Alt+6"),
    Entry(HELP, "Help", "help", "Alt+7"),
)


def make_page(key: str, hub: Hub, parent: QWidget | None = None, *, compares: bool = True,
              keep_comparing: Callable[[bool], None] = lambda is_on: None) -> QWidget:
    """The page of that key; its module is imported only now, since the first page is all that the start needs.

    Its `parent` is where it will stand: whenever widgets move to another, the style sheet is asked about each of them.
    `compares` says whether last time's answers stand beside this time's, and `keep_comparing` hears of a change.
    """
    match key:
        case "overview":
            from anchor_app.ui.pages.overview_page import OverviewPage

            return OverviewPage(hub, parent)
        case "assessment":
            from anchor_app.ui.pages.assessment_page import AssessmentPage

            page = AssessmentPage(hub, parent, compares=compares)
            page.comparing_changed.connect(keep_comparing)
            return page
        case "evidence":
            from anchor_app.ui.pages.evidence_page import EvidencePage

            return EvidencePage(hub, parent)
        case "sheet":
            from anchor_app.ui.pages.sheet_page import SheetPage

            return SheetPage(hub, parent)
        case "history":
            from anchor_app.ui.pages.history_page import HistoryPage

            return HistoryPage(hub, parent)
        case "signing":
            from anchor_app.ui.pages.signing_page import SigningPage

            return SigningPage(hub, parent)
        case "send":
            from anchor_app.ui.pages.send_page import SendPage

            return SendPage(hub, parent)
        case "receive":
            from anchor_app.ui.pages.receive_page import ReceivePage

            return ReceivePage(hub, parent)
        case "trend":
            from anchor_app.ui.pages.trend_page import TrendPage

            return TrendPage(hub, parent)
        case "returns":
            from anchor_app.ui.pages.returns_page import ReturnsPage

            return ReturnsPage(hub, parent)
        case "board":
            from anchor_app.ui.pages.board_page import BoardPage

            return BoardPage(hub, parent)
        case "coverage":
            from anchor_app.ui.pages.coverage_page import CoveragePage

            return CoveragePage(hub, parent)
        case "helping":
            from anchor_app.ui.pages.helping_page import HelpingPage

            return HelpingPage(hub, parent)
        case "collaborative-trend":
            from anchor_app.ui.pages.collaborative_trend_page import CollaborativeTrendPage

            return CollaborativeTrendPage(hub, parent)
        case "side-by-side":
            from anchor_app.ui.pages.side_by_side_page import SideBySidePage

            return SideBySidePage(hub, parent)
        case "actions":
            from anchor_app.ui.pages.actions_page import ActionsPage

            return ActionsPage(hub, parent)
        case "outcomes":
            from anchor_app.ui.pages.outcomes_page import OutcomesPage

            return OutcomesPage(hub, parent)
        case "updates":
            from anchor_app.ui.pages.updates_page import UpdatesPage

            return UpdatesPage(hub, parent)
        case "practice":
            from anchor_app.ui.pages.practice_page import PracticePage

            return PracticePage(hub, parent)
        case "reports":
            from anchor_app.ui.pages.reports_page import ReportsPage

            return ReportsPage(hub, parent)
        case "meetings":
            from anchor_app.ui.pages.meetings_page import MeetingsPage

            return MeetingsPage(hub, parent)
        case "help":
            from anchor_app.ui.pages.help_page import HelpPage

            return HelpPage(hub, parent)
    raise KeyError(key)
