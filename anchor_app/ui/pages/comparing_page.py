"""What every page of the collaborative does alike: ask for what it shows, say that it is read, and show it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from anchor_app.domain.errors import Refusal
from anchor_app.services.comparing import Collected
from anchor_app.ui.comparing import Choice, comparing_of
from anchor_app.ui.hub import Hub
from anchor_app.ui.tasks import Job
from anchor_app.ui.widgets.reading_line import ReadingLine

_REST_MS = 100
_UNEXPECTED = "This could not be counted. Check your data in the settings."


class ComparingPage(QWidget):
    """Shows what `work` makes of the collected rows; `shown` comes after each time.

    A page that is hidden asks for nothing, and looks again when it is to be seen.
    """

    title = ""
    shown = Signal()
    needs_all_periods = False

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._hub = hub
        self.comparing = comparing_of(hub)
        self.reading_line = ReadingLine(self)
        self._job: Job | None = None
        self._is_stale = True
        self._late = QTimer(self, singleShot=True, interval=_REST_MS)
        self._late.timeout.connect(self._on_late)
        self.comparing.changed.connect(self._on_changed)
        self.comparing.failed.connect(self._on_failed)

    def work(self, collected: Collected, choice: Choice) -> Any:
        """What is shown, made of the rows; it runs on a worker and touches no widget."""
        raise NotImplementedError

    def show_result(self, result: Any) -> None:
        """Show what `work` has made."""
        raise NotImplementedError

    @property
    def is_settled(self) -> bool:
        """Whether what is shown is what is wanted."""
        return not self._is_stale

    def refresh(self) -> None:
        """Ask for what is to be shown."""
        if self._job is not None:
            self._job.cancel()
        self._late.start()
        derive = self.comparing.derive_whole if self.needs_all_periods else self.comparing.derive
        self._job = derive(self.work, self._on_made, self._on_not_made)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.comparing.watch(self)
        if self._is_stale:
            self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.comparing.unwatch(self)

    def _on_changed(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self.refresh()

    def _on_made(self, result: Any) -> None:
        self._job, self._is_stale = None, False
        self._late.stop()
        self.reading_line.put_away()
        self.show_result(result)
        self.shown.emit()

    def _on_not_made(self, error: BaseException) -> None:
        self._job = None
        self._on_failed(str(error) if isinstance(error, Refusal) else _UNEXPECTED)

    def _on_failed(self, sentence: str) -> None:
        self._late.stop()
        self.reading_line.say_fault(sentence)

    def _on_late(self) -> None:
        count = len(self._hub.workspace.holdings.organisations)
        self.reading_line.say_busy(f"Reading the answers of {count:,} organisations…")
