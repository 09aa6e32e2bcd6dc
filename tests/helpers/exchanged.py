"""Workspaces and packs for the window: two copies of one that went apart, and returns of many organisations."""

from __future__ import annotations

from pathlib import Path

from anchor_app.domain.assessment import Status
from anchor_app.domain.collaborative import Audience
from anchor_app.domain.commands import AddOpportunity, Command, RemoveOpportunity, SetStatus, WriteAnswer
from anchor_app.domain.commands_keeping import AddOrganisation, StartAssessment
from anchor_app.domain.organisation import Kind
from anchor_app.domain.sharing import Choice
from anchor_app.domain.signing import SignOff
from anchor_app.services import exchanging, starting
from anchor_app.services.settings import Settings
from tests.helpers.app_window import CLOCK, TODAY, example_in

MINE = "We hold fairs in each ward, and count who comes."
THEIRS = "We hold fairs in each ward, and ask who stays away."


def do_in(folder: Path, *commands: Command) -> None:
    """Do something in a workspace that no window shows."""
    with starting.open_workspace(folder, settings=Settings(), clock=CLOCK) as opened:
        for one in commands:
            opened.workspace.do(one)


def pack_of(folder: Path, path: Path, *assessments: str, audience: Audience = Audience.INTERNAL,
            passphrase: str = "") -> Path:
    """A pack of some assessments of a workspace, or of its last one."""
    with starting.open_workspace(folder, settings=Settings(), clock=CLOCK) as opened:
        every = opened.workspace.holdings.assessments
        keys = assessments or (max(every.values(), key=lambda one: one.period).id,)
        choice = Choice(every[keys[0]].organisation, keys, audience)
        return exchanging.export(opened.workspace, choice, path, passphrase=passphrase).path


def last_in(folder: Path) -> str:
    """The id of the latest assessment of a workspace."""
    with starting.open_workspace(folder, read_only=True, settings=Settings()) as opened:
        return max(opened.workspace.holdings.assessments.values(), key=lambda one: one.period).id


def gone_apart(base: Path, *, passphrase: str = "") -> tuple[Path, Path]:
    """A workspace, and the pack of a copy of it in which other things were answered, and one thing differently."""
    mine, theirs = example_in(base / "mine"), example_in(base / "theirs")
    key = last_in(mine)
    with starting.open_workspace(theirs, read_only=True, settings=Settings()) as opened:
        first = opened.workspace.assessment(key).opportunities_of("1.1")[0]
    do_in(mine, WriteAnswer(key, "1.1", "summary", MINE), WriteAnswer(key, "2.1", "lead", "Procurement"))
    do_in(theirs, WriteAnswer(key, "1.1", "summary", THEIRS), SetStatus(key, "3.3", Status.FULFILLED),
          WriteAnswer(key, "2.1", "lead", "Head of Buying"), AddOpportunity(key, "3.4", "Ask more firms"),
          RemoveOpportunity(key, first.id))
    return mine, pack_of(theirs, base / "theirs.anchorpack", passphrase=passphrase)


def group_workspace(folder: Path) -> Path:
    """The workspace of a steering group with one member of its own."""
    with starting.create_workspace(folder, settings=Settings(who="The group"), clock=CLOCK) as opened:
        digest = next(iter(opened.workspace.holdings.charters))
        opened.workspace.do(AddOrganisation({"name": "Harbour Collaborative Office", "kind": Kind.COUNCIL,
                                             "charter": digest}, "office"))
        opened.workspace.do(StartAssessment("office", digest, "2026/27", started_on=TODAY, id="office-now"))
    return folder


def returns_in(folder: Path, count: int, *, name: str = "Fellside Trust") -> list[Path]:
    """Signed returns of several organisations, each from a workspace of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for number in range(1, count + 1):
        with starting.create_workspace(folder / f"w{number}", settings=Settings(), clock=CLOCK) as opened:
            digest = next(iter(opened.workspace.holdings.charters))
            do, key, owner = opened.workspace.do, f"a{number}", f"o{number}"
            do(AddOrganisation({"name": f"{name} {number}", "kind": Kind.NHS_TRUST, "charter": digest}, owner))
            do(StartAssessment(owner, digest, "2026/27", started_on=TODAY, id=key))
            do(SetStatus(key, "1.1", Status.FULFILLED))
            do(WriteAnswer(key, "1.1", "summary", "We hold fairs in each ward."))
            do(SetStatus(key, "1.2", Status.FULFILLED))
            do(SignOff(key, "Dr Ada Example", "Chief executive", TODAY, CLOCK.now()))
            choice = Choice(owner, (key,), Audience.COLLABORATIVE)
            made.append(exchanging.export(opened.workspace, choice, folder / f"{number:02}.anchorpack").path)
    return made
