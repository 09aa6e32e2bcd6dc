"""Laptops between which packs are carried: each a workspace with a person, and what both come to compared."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

from anchor_app.domain.collaborative import Audience
from anchor_app.domain.commands import Command
from anchor_app.domain.commands_keeping import AddOrganisation, StartAssessment
from anchor_app.domain.edit import Subject
from anchor_app.domain.lineage import OF_ITS_OWN
from anchor_app.domain.merging_plan import Side
from anchor_app.domain.organisation import Kind
from anchor_app.domain.sharing import Choice
from anchor_app.services import exchanging, receiving
from anchor_app.services.receiving import Applied, Planned
from anchor_app.services.settings import Settings
from anchor_app.services.starting import Opened, create_workspace
from anchor_app.services.workspace import Clock, Workspace

TODAY = date(2026, 11, 22)


@dataclass
class Laptop:
    """One person's workspace, and the folder in which packs are carried about."""

    opened: Opened
    carried: Path
    names: Iterator[int] = field(default_factory=count)

    @property
    def workspace(self) -> Workspace:
        return self.opened.workspace

    def do(self, *commands: Command) -> None:
        for one in commands:
            self.workspace.do(one)

    def send(self, *assessments: str, audience: Audience = Audience.INTERNAL, passphrase: str = "",
             **more: bool) -> Path:
        """Writes a pack of some assessments of one organisation, and gives where it is."""
        organisation = self.workspace.assessment(assessments[0]).organisation
        path = self.carried / f"{self.workspace.who}-{next(self.names)}{exchanging.SUFFIX}"
        choice = Choice(organisation, assessments, audience, **more)
        return exchanging.export(self.workspace, choice, path, passphrase=passphrase).path

    @contextmanager
    def planned(self, *packs: Path, default: Side | None = None) -> Iterator[Planned]:
        """The packs beside what is here."""
        with receiving.read(packs) as batch:
            for refusal in batch.refused:
                raise refusal
            yield receiving.plan(self.workspace, batch.packs, default=default)

    def receive(self, *packs: Path, default: Side | None = None) -> Applied:
        """Receives packs, in that order and as one change."""
        with self.planned(*packs, default=default) as planned:
            return receiving.apply(self.opened, planned)

    def says(self) -> dict[Subject, str]:
        """Everything that is kept here, but for what a workspace says of itself."""
        return {what: text for what, text in self.workspace.holdings.all_facts() if what.kind not in OF_ITS_OWN}


@contextmanager
def laptop(folder: Path, who: str, *, ahead: timedelta = timedelta()) -> Iterator[Laptop]:
    """A laptop with a new workspace, whose clock may be wrong."""
    moment = datetime(2026, 11, 22, 14, 2, tzinfo=UTC) + ahead
    clock = Clock(lambda: moment, lambda: moment.date())
    carried = folder / "carried"
    carried.mkdir(exist_ok=True)
    with create_workspace(folder / who.split()[0].lower(), settings=Settings(who=who), clock=clock) as opened:
        yield Laptop(opened, carried)


def begin(here: Laptop, name: str = "Example Bay Hospitals", period: str = "2026/27") -> str:
    """Adds an organisation and starts its assessment; its id."""
    add = AddOrganisation({"name": name, "kind": Kind.NHS_TRUST})
    charter = next(iter(here.workspace.holdings.charters))
    start = StartAssessment(add.id, charter, period)
    here.do(add, start)
    return start.id
