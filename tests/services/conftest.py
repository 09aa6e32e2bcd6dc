"""A workspace on disk with one organisation and one assessment, on a day that does not move."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from anchor_app.domain.assessment import Assessment
from anchor_app.domain.commands_keeping import AddOrganisation, StartAssessment
from anchor_app.domain.organisation import Kind
from anchor_app.services.settings import Settings
from anchor_app.services.starting import Opened, create_workspace
from anchor_app.services.workspace import Clock, Workspace
from anchor_app.storage.content import Content

TODAY = date(2026, 11, 22)
CLOCK = Clock(lambda: datetime(2026, 11, 22, 14, 2, tzinfo=UTC), lambda: TODAY)


@dataclass(frozen=True)
class Desk:
    """What is open, and the id of its one assessment."""

    opened: Opened
    key: str

    @property
    def workspace(self) -> Workspace:
        return self.opened.workspace

    @property
    def content(self) -> Content:
        return self.opened.store.content

    @property
    def assessment(self) -> Assessment:
        return self.workspace.assessment(self.key)


@contextmanager
def make_desk(folder: Path) -> Iterator[Desk]:
    """A desk with a new workspace in a folder."""
    with create_workspace(folder / "workspace", settings=Settings(who="Robin Example"), clock=CLOCK) as opened:
        add = AddOrganisation({"name": "Example Bay Hospitals", "kind": Kind.NHS_TRUST})
        opened.workspace.do(add)
        start = StartAssessment(add.id, next(iter(opened.workspace.holdings.charters)), "2026/27")
        opened.workspace.do(start)
        yield Desk(opened, start.id)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with make_desk(tmp_path) as made:
        yield made
