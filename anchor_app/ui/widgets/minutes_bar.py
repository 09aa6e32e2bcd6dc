"""Minutes, or the log, as a file: as PDF or Word, written beside everything else."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.errors import Refusal
from anchor_app.services.publishing_document import Paper, paper_of, write_document
from anchor_app.ui import icons
from anchor_app.ui.attaching import words_of
from anchor_app.ui.hub import Hub
from anchor_app.ui.tasks import Job
from anchor_app.ui.widgets.notice import Notice
from anchor_app.ui.widgets.work_bar import WorkBar

if TYPE_CHECKING:
    from anchor_app.reports.document import Document
    from anchor_app.services.publishing import Published

Make = Callable[[bool], "Document"]
"""Makes the document, with the choice of the menu; it runs on a worker."""


class _Stopped(Refusal):
    """Writing was given up because somebody asked for it."""


class MinutesBar(QWidget):
    """How far the writing is, and what came of it; `button` opens the menu, and stands where its page puts it.

    `preview_requested`: a person wants to look at the paper first. `choice` are the words of one thing that the menu
    can add to the paper; "" for none.
    """

    preview_requested = Signal()

    def __init__(self, hub: Hub, words: str, choice: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._make: Make | None = None
        self._name: Callable[[], str] = str
        self._job: Job | None = None
        self._target = Path()
        self.setProperty("role", "bare")
        self.button = QPushButton(f"{words}…", parent or self)
        self.button.setObjectName("minutes_button")
        icons.dress(self.button, "download")
        self.menu = QMenu(self.button)
        self.menu.addAction("Preview").triggered.connect(lambda _: self.preview_requested.emit())
        for kind in Paper:
            self.menu.addAction(f"Save as {kind.words}…").triggered.connect(partial(self.save, kind))
        self.choice: QAction | None = None
        if choice:
            self.menu.addSeparator()
            self.choice = self.menu.addAction(choice)
            self.choice.setCheckable(True)
        self.button.setMenu(self.menu)
        self.work = WorkBar(self)
        self.notice = Notice("", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.work)
        column.addWidget(self.notice)
        self.work.cancelled.connect(self._on_cancelled)
        self.hide()

    def offer(self, name: Callable[[], str], make: Make) -> None:
        """Say what is written, under which name without its ending; what was said of another paper is put away."""
        self.stop()
        self.notice.say("")
        self.hide()
        self._name, self._make = name, make

    def save(self, kind: Paper, *_: object) -> None:
        """Ask where, and write."""
        if self._make is not None:
            self._ask_where(f"{self._name()}.{kind.value}", kind)

    def stop(self) -> None:
        """Give up what is being written."""
        if self._job is not None:
            self._job.cancel()
            self._end()

    def _ask_where(self, name: str, kind: Paper) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, f"Save as {kind.words}", name,
                                                f"{kind.words} (*.{kind.value})")
        if not chosen:
            return
        target = Path(chosen)
        if target.suffix.casefold() != f".{kind.value}":
            target = target.with_name(f"{target.name}.{kind.value}")
        self._write(target, kind)

    def _write(self, target: Path, kind: Paper) -> None:
        make, has_more = self._make, self.choice is not None and self.choice.isChecked()
        assert make is not None
        self.show()
        self.notice.say("")
        self.button.setEnabled(False)
        self.work.begin(f"Writing {target.name}…")

        def write(progress: Callable[[float], None], is_cancelled: Callable[[], bool]) -> Published:
            document = make(has_more)

            def on_step(step: int) -> None:
                if is_cancelled():
                    raise _Stopped("Writing was stopped.")
                if kind is Paper.WORD:
                    progress(min(1.0, step / max(1, len(document.blocks))))

            return write_document(document, target, on_step)

        self._target = target
        self._job = self._hub.tasks.run(write, self._on_written, self._on_failed, self.work.show_share)

    def _end(self) -> None:
        self._job = None
        self.work.end()
        self.button.setEnabled(True)

    def _on_written(self, made: Published) -> None:
        self._end()
        target = self._target
        self.notice.say(f"Saved as {target.name} in {target.parent}. {made.warning}".strip(),
                        tone="warning" if made.warning else "good")

    def _on_failed(self, error: Any) -> None:
        self._end()
        target, kind = self._target, paper_of(self._target)
        other = target.with_name(f"{target.stem} 2{target.suffix}")
        self.notice.say(f"{words_of(error)} If it is open in another program, close it there, or save under another "
                        "name.", f"Save as {other.name}…", lambda: self._ask_where(str(other), kind), tone="warning")

    def _on_cancelled(self) -> None:
        self.stop()
        self.notice.say("Stopped. Nothing was written.")
