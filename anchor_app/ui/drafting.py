"""Drafting updates in a window: what changed in a month, read in the store's own thread, piece by piece."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from anchor_app.domain.edit import Edit
from anchor_app.domain.month import Month
from anchor_app.domain.what_changed import ChangedLine
from anchor_app.services.drafting import Drafted, DraftReading
from anchor_app.ui.hub import Hub
from anchor_app.ui.tasks import Job

TOLD = ("component", "support", "evidence", "action", "reading", "assessment")
"""Kinds of subjects whose changes are told in a draft."""


class Drafting(QObject):
    """Knows what changed in the months that were asked for, until something changes that it tells.

    `changed`: `lines`, `share` or `trouble` are others now. `lines` is None while they are read.
    """

    changed = Signal()

    def __init__(self, hub: Hub, parent: QObject) -> None:
        super().__init__(parent)
        self._hub = hub
        self._known: dict[tuple[str, Month], tuple[ChangedLine, ...]] = {}
        self._wanted: tuple[str, Month] | None = None
        self._job: Job | None = None
        self.share, self.trouble, self.is_stopped = 0.0, "", False
        hub.edited.connect(self._on_edited)
        hub.refreshed.connect(lambda _: self.forget())

    @property
    def lines(self) -> tuple[ChangedLine, ...] | None:
        """What changed in the month that was asked for last."""
        return self._known.get(self._wanted) if self._wanted else None

    def ask(self, organisation: str, month: Month) -> None:
        """Ask what changed at an organisation in a month."""
        wanted = (organisation, month)
        if wanted == self._wanted and (self._job is not None or self.is_stopped):
            return
        self.stop()
        self._wanted, self.is_stopped, self.share, self.trouble = wanted, False, 0.0, ""
        if wanted not in self._known:
            workspace = self._hub.workspace
            self._read(DraftReading(workspace.store.past, workspace.holdings, organisation, month))
        self.changed.emit()

    def stop(self) -> None:
        """Read no further."""
        if self._job is not None:
            self._job.cancel()
            self._job, self.is_stopped = None, True
            self.changed.emit()

    def forget(self) -> None:
        """Know nothing any more; what is asked next is read anew."""
        if self._job is not None:
            self._job.cancel()
        self._job, self._wanted, self.is_stopped = None, None, False
        self._known.clear()

    def _read(self, reading: DraftReading) -> None:
        self._job = self._hub.tasks.store(reading.more, lambda found: self._on_read(reading, found), self._on_not_read)

    def _on_read(self, reading: DraftReading, found: Drafted) -> None:
        self._job, self.share = None, found.share
        if found.is_over and self._wanted is not None:
            self._known[self._wanted] = found.lines
        elif self._wanted is not None:
            self._read(reading)
        self.changed.emit()

    def _on_not_read(self, error: BaseException) -> None:
        self._job, self.trouble = None, "The history could not be read, so nothing is drafted from it."
        self.changed.emit()

    def _on_edited(self, edit: Edit) -> None:
        """What is saved now is told of this month, and of no other."""
        if any(edit.touches(kind) for kind in TOLD):
            self.forget()
