"""A small workspace with a hub on it, for widgets to be tested against without the whole window."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

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


class SmallWorkspace:
    """A hub on a real store in a folder of its own, with one organisation and its assessment for 2026/27 chosen.

    The store is made, used and closed on the store thread alone, as in the app.
    """

    def __init__(self, charter: Charter | None = None, *, read_only: str = "", kind: Kind = Kind.NHS_TRUST,
                 beyond_nhs: bool = False, before: Iterable[Command] = ()) -> None:
        self._folder = TemporaryDirectory(prefix="anchor-small-")
        self.tasks = Tasks()
        charter = charter or shipped_charter()
        first = (AddOrganisation({"name": "Example Bay Hospitals", "short_name": "Bay", "kind": kind,
                                  "beyond_nhs": beyond_nhs}, id="org"),
                 StartAssessment("org", charter.digest, "2026/27", started_on=TODAY, id="now"), *before)

        def make() -> None:
            self.store = Store.create(Path(self._folder.name) / "workspace")
            self.store.keep_charter(charter)
            self.workspace = Workspace(self.store, self.store.load(), who="Test", read_only=read_only,
                                       clock=Clock(now=lambda: NOW, today=lambda: TODAY))
            for command in first:
                self.workspace.do(command)

        self.on_store_thread(make)
        self.hub = Hub(self.workspace, self.tasks)
        self.hub.choose("now")

    def on_store_thread(self, work: Callable[[], None]) -> None:
        """Do something on the store thread, and wait for it."""
        done, errors = threading.Event(), []

        def go() -> None:
            try:
                work()
            except BaseException as error:
                errors.append(error)
            finally:
                done.set()

        self.tasks.store(go)
        assert done.wait(60), "the store thread does not answer"
        if errors:
            raise errors[0]

    @property
    def assessment(self) -> Assessment:
        """The chosen assessment as it is now."""
        return self.workspace.assessment(self.hub.assessment_id or "")

    def close(self) -> None:
        """End the threads and the store."""
        self.hub.flush()
        self.on_store_thread(self.store.close)
        self.tasks.close()
        self._folder.cleanup()
