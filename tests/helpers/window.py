"""A workspace in memory with a hub on it, for widgets to be tested against without a window."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

from anchor_app.domain.assessment import Assessment
from anchor_app.domain.charter import Charter
from anchor_app.domain.commands import Command
from anchor_app.domain.commands_keeping import AddOrganisation, StartAssessment
from anchor_app.domain.organisation import Kind
from anchor_app.services.workspace import Clock, Workspace
from anchor_app.storage.store import Store
from anchor_app.ui.hub import Hub
from anchor_app.ui.tasks import Tasks
from tests.helpers.values import shipped_charter

TODAY = date(2026, 11, 2)
NOW = datetime(2026, 11, 2, 14, 2, tzinfo=UTC)


class HubOnMemory:
    """A hub on a real store in memory, with one organisation and its assessment for 2026/27 chosen."""

    def __init__(self, charter: Charter | None = None, *, read_only: str = "", kind: Kind = Kind.NHS_TRUST,
                 beyond_nhs: bool = False, before: Iterable[Command] = ()) -> None:
        self.store = Store.in_memory()
        charter = charter or shipped_charter()
        self.store.keep_charter(charter)
        self.workspace = Workspace(self.store, self.store.load(), who="Test",
                                   clock=Clock(now=lambda: NOW, today=lambda: TODAY), read_only=read_only)
        for command in (AddOrganisation({"name": "Example Bay Hospitals", "short_name": "Bay", "kind": kind,
                                         "beyond_nhs": beyond_nhs}, id="org"),
                        StartAssessment("org", charter.digest, "2026/27", started_on=TODAY, id="now"), *before):
            self.workspace.do(command)
        self.tasks = Tasks()
        self.hub = Hub(self.workspace, self.tasks)
        self.hub.choose("now")

    @property
    def assessment(self) -> Assessment:
        """The chosen assessment as it is now."""
        return self.workspace.assessment(self.hub.assessment_id or "")

    def close(self) -> None:
        """End the threads and the store."""
        self.hub.flush()
        self.tasks.close()
        self.store.close()
