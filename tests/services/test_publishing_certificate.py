"""Certificates and front sheets from a workspace: as signed, on which day, for whom, and from a file."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from anchor_app.domain.assessment import Status
from anchor_app.domain.charter_faults import FaultyFrontSheet
from anchor_app.domain.collaborative import Audience
from anchor_app.domain.commands import SetStatus
from anchor_app.domain.commands_keeping import AmendOrganisation
from anchor_app.domain.errors import UnknownItem, WrongValue
from anchor_app.domain.fronting import SetFrontSheet
from anchor_app.domain.moderating import Moderate
from anchor_app.domain.moderation import Decision
from anchor_app.domain.planning import AmendReportPlan, SetEmblem
from anchor_app.domain.signing import SignOff
from anchor_app.reports.document import Callout, Emblem, Facts, Heading, Level
from anchor_app.services.publishing_certificate import (
    certificate_document,
    certificate_name,
    front_sheet_document,
    front_sheet_of,
)
from tests.helpers.emblems import EMBLEM
from tests.reports.papers import words_of
from tests.services.conftest import TODAY, Desk

REPORT = "annual/2026/27"


def fulfil(desk: Desk, each: int) -> None:
    for domain in next(iter(desk.workspace.holdings.charters.values())).domains:
        for one in domain.components[:each]:
            desk.workspace.do(SetStatus(desk.key, one.id, Status.FULFILLED))


def sign(desk: Desk, on: date = TODAY) -> None:
    desk.workspace.do(SignOff(desk.key, "Kim Demo", "Chief Executive", on, desk.workspace.clock.now()))


def owner(desk: Desk) -> str:
    return desk.workspace.assessment(desk.key).organisation


def test_a_certificate_tells_of_what_was_signed_whatever_was_changed_since(desk: Desk) -> None:
    fulfil(desk, 1)
    desk.workspace.do(SetEmblem(owner(desk), EMBLEM))
    sign(desk, TODAY - timedelta(3))
    signed = certificate_document(desk.workspace, desk.key)
    assert signed.made_on == TODAY - timedelta(3) and isinstance(signed.blocks[0], Emblem)
    name = desk.workspace.holdings.organisations[owner(desk)].name
    desk.workspace.do(AmendOrganisation(owner(desk), {"name": "Another name"}))
    again = certificate_document(desk.workspace, desk.key)
    assert name in words_of(again) and "Another name" not in words_of(again)
    assert not any(isinstance(one, Callout) for one in again.blocks)


def test_the_moderated_level_is_of_the_day_of_the_newest_decision(desk: Desk) -> None:
    fulfil(desk, 1)
    sign(desk, TODAY - timedelta(9))
    for number, domain in enumerate(next(iter(desk.workspace.holdings.charters.values())).domains):
        desk.workspace.do(Moderate(desk.key, domain.components[0].id, Decision.AGREED, "", "Sam",
                                   TODAY - timedelta(8 - number)))
    made = certificate_document(desk.workspace, desk.key, "moderated")
    assert made.made_on == TODAY - timedelta(3)
    assert next(one for one in made.blocks if isinstance(one, Level)).name == "Bronze"
    assert certificate_document(desk.workspace, desk.key, "moderated", on=TODAY).made_on == TODAY


def test_what_there_is_no_certificate_of_is_said(desk: Desk) -> None:
    fulfil(desk, 1)
    for reading, words in (("evidenced", "no level to certify"), ("moderated", "no moderated level"),
                           ("best", "self, evidenced, moderated")):
        with pytest.raises(WrongValue, match=words):
            certificate_document(desk.workspace, desk.key, reading)
    with pytest.raises(UnknownItem):
        certificate_document(desk.workspace, "none")
    assert "/" not in certificate_name(desk.workspace, desk.key)


def test_a_front_sheet_is_the_one_that_is_kept_or_that_of_a_file(desk: Desk, tmp_path: Path) -> None:
    organisation = owner(desk)
    assert front_sheet_of(desk.workspace, organisation, REPORT) == ()
    empty = front_sheet_document(desk.workspace, organisation, REPORT)
    assert empty.made_on == TODAY and empty.blocks[0] == Heading("Annual report 2026/27", 1)
    desk.workspace.do(AmendReportPlan(organisation, REPORT, {"title": "Our year"}))
    desk.workspace.do(SetFrontSheet(organisation, REPORT, {"purpose": "To note"}))
    kept = front_sheet_of(desk.workspace, organisation, REPORT)
    assert kept[0] == Heading("Our year", 1)
    assert ("Purpose", "To note") in next(one for one in kept if isinstance(one, Facts)).rows
    path = tmp_path / "front.toml"
    path.write_text('title = "From a file"\nmeeting_on = 2027-05-20\n', encoding="utf-8")
    assert front_sheet_of(desk.workspace, organisation, REPORT, path)[0] == Heading("From a file", 1)
    assert front_sheet_of(desk.workspace, "", "collaborative/2026/27", path)[0] == Heading("From a file", 1)
    path.write_text("title = 3\n", encoding="utf-8")
    with pytest.raises(FaultyFrontSheet, match="Line 1"):
        front_sheet_of(desk.workspace, organisation, REPORT, path)


def test_a_confidential_front_sheet_precedes_no_report_that_goes_out(desk: Desk) -> None:
    organisation = owner(desk)
    desk.workspace.do(SetFrontSheet(organisation, REPORT, {"confidential": True}))
    with pytest.raises(WrongValue, match="marked confidential"):
        front_sheet_of(desk.workspace, organisation, REPORT)
    assert front_sheet_of(desk.workspace, organisation, REPORT, audience=Audience.INTERNAL)
