"""Workspaces in the states that pictures are taken of."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from anchor_app.domain.acting import AddAction, NoteAction
from anchor_app.domain.assessment import Mark, Status
from anchor_app.domain.carrying_over import StartFromLast
from anchor_app.domain.commands import (
    AddOpportunity,
    RewordOpportunity,
    SetStatus,
    WriteAnswer,
    mark_practice,
)
from anchor_app.domain.commands_keeping import (
    AddEvidence,
    AddOrganisation,
    AmendOrganisation,
    StartAssessment,
)
from anchor_app.domain.evidence import EvidenceKind
from anchor_app.domain.organisation import Kind
from anchor_app.domain.signing import SignOff
from anchor_app.services import starting
from anchor_app.services.backups import back_up
from anchor_app.services.example import make_example
from anchor_app.services.settings import Settings
from tests.helpers.app_window import CLOCK, TODAY

LONG = ("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft " * 3
        + "<b>R&D</b> =1+1 \u202eevil\u202c 漢字 العربية " + "W" * 200)


def full(folder: Path) -> None:
    """The example."""
    make_example(folder, clock=CLOCK).close()


def empty(folder: Path) -> None:
    """An organisation that has just begun."""
    with starting.create_workspace(folder, settings=Settings(), clock=CLOCK) as opened:
        digest = next(iter(opened.workspace.holdings.charters))
        opened.workspace.do(AddOrganisation({"name": "Fellside University", "short_name": "Fellside",
                                             "kind": Kind.UNIVERSITY, "beyond_nhs": True, "charter": digest}, "org"))
        opened.workspace.do(StartAssessment("org", digest, "2026/27", "Baseline", TODAY, "now"))


def hostile(folder: Path) -> None:
    """The example with long and hostile words in every kind of field."""
    full(folder)
    with starting.open_workspace(folder, settings=Settings(), clock=CLOCK) as opened:
        do, holdings = opened.workspace.do, opened.workspace.holdings
        (organisation,) = holdings.organisations.values()
        do(AmendOrganisation(organisation.id, {"name": LONG, "short_name": LONG, "champion_name": LONG}))
        for assessment in holdings.assessments.values():
            for field in ("summary", "lead", "look_again_note"):
                do(WriteAnswer(assessment.id, "1.1", field, LONG * 3))
            do(AddOpportunity(assessment.id, "1.1", LONG))
            do(AddAction(organisation.id, {"title": LONG * 3, "owner_name": LONG, "period": LONG, "components": "1.1",
                                           "due": TODAY - timedelta(days=40)}, f"long {assessment.id}"))
            do(NoteAction(f"{organisation.id}/long {assessment.id}", LONG, TODAY, LONG))
            do(mark_practice(assessment.id, "1.1.1", None))
            do(SetStatus(assessment.id, "3.3", Status.NOT_APPLICABLE, LONG))
            do(AddEvidence(assessment.id, {"kind": EvidenceKind.ACCOUNT, "title": LONG, "text": LONG,
                                           "shows": LONG, "owner": LONG}, ("1.1",)))


def signed(folder: Path) -> None:
    """The example signed off, with a backup from before."""
    full(folder)
    with starting.open_workspace(folder, settings=Settings(), clock=CLOCK) as opened:
        back_up(folder, now=CLOCK.now())
        last = max(opened.workspace.holdings.assessments.values(), key=lambda one: one.period)
        opened.workspace.do(SignOff(last.id, "Dr Ada Example", "Chief executive", TODAY, CLOCK.now()))


def followed(folder: Path) -> None:
    """The example, and the year after it begun from it."""
    full(folder)
    with starting.open_workspace(folder, settings=Settings(), clock=CLOCK) as opened:
        (owner,) = opened.workspace.holdings.organisations
        digest = next(iter(opened.workspace.holdings.charters))
        do = opened.workspace.do
        do(StartFromLast(owner, digest, "2027/28", started_on=TODAY, id="next"))
        (first, *_) = opened.workspace.assessment("next").opportunities_of("1.1")
        last = opened.workspace.holdings.assessments_of(owner)[-2]
        do(RewordOpportunity("next", first.id, f"{first.text} and read it together"))
        do(AddOpportunity("next", "1.1", "Hold a fair in each ward"))
        do(WriteAnswer("next", "1.1", "summary", last.component("1.1").summary.replace("and", "as well as", 1)
                       + " In 2027 two more wards joined."))
        do(mark_practice("next", "1.1.2", Mark.IN_PLACE))
