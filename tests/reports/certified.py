"""Certificates and front sheets for tests, of a plainly made-up trust."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from anchor_app.domain.assessment import Status
from anchor_app.domain.commands import SetStatus
from anchor_app.domain.counting import Reading
from anchor_app.domain.front_page import FrontPage, front_page_of
from anchor_app.domain.front_sheet import Answer
from anchor_app.domain.fronting import AddFrontSheetLine, AnswerImplication, SetFrontSheet
from anchor_app.domain.scoring import score
from anchor_app.domain.signing import SignOff
from anchor_app.reports.certificate_content import Certified, certificate
from anchor_app.reports.document import Document
from anchor_app.reports.front_sheet_content import front_sheet_document
from tests.helpers.emblems import EMBLEM
from tests.helpers.values import TODAY, Desk, ready_desk

REPORT = "annual/2026/27"


def fulfilled_desk(each: int = 2) -> Desk:
    """A desk with the first components of every domain fulfilled."""
    desk = ready_desk()
    for domain in next(iter(desk.holdings.charters.values())).domains:
        for one in domain.components[:each]:
            desk.do(SetStatus("now", one.id, Status.FULFILLED))
    return desk


def certified(desk: Desk, reading: Reading = Reading.SELF, *, is_signed: bool = False, on: date = TODAY) -> Certified:
    if is_signed:
        desk.do(SignOff("now", "Kim Demo", "Chief Executive", TODAY, datetime(2026, 11, 2, 9, tzinfo=UTC)))
    held = desk.holdings.assessments["now"]
    return Certified(desk.holdings, held, score(desk.holdings, held, on), reading, held.signing)


def filled_page() -> FrontPage:
    desk = ready_desk()
    desk.do(SetFrontSheet("org", REPORT, {
        "title": "Our year", "meeting": "Board of Directors", "meeting_on": date(2027, 5, 20), "agenda_item": "12",
        "presented_by": "Sam Sample", "author": "Robin Example", "purpose": "To note <this> & =1+1",
        "executive_summary": "Silver, from Bronze a year ago. " * 12, "recommendations": "Approve.\nNote.",
        "conflicts": "None declared", "authorised_by": "Kim Demo"}))
    desk.do(AddFrontSheetLine("org", REPORT, "Finance", date(2027, 5, 6), "Supported"))
    desk.do(AddFrontSheetLine("org", REPORT, "Quality", date(2027, 4, 6), "Sent back"))
    for item, answer, comment in (("quality", Answer.YES, "In May"), ("equality", Answer.NO, "Planned for June"),
                                  ("privacy", Answer.NOT_APPLICABLE, ""), ("domain.work", Answer.YES, "Mostly")):
        desk.do(AnswerImplication("org", REPORT, item, answer, comment))
    return front_page_of(desk.holdings, "org", REPORT)


def documents() -> dict[str, Document]:
    """One of each, full and as empty as it can be."""
    return {"certificate": certificate(replace(certified(fulfilled_desk(), is_signed=True), emblem=EMBLEM)),
            "draft certificate": certificate(certified(fulfilled_desk(1))),
            "front sheet": front_sheet_document(filled_page(), "Bay"),
            "empty front sheet": front_sheet_document(front_page_of(ready_desk().holdings, "org", REPORT), "")}
