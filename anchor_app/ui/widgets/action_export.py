"""The actions that are shown as a file: in which form, where to, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from threading import Event
from types import MappingProxyType

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from anchor_app.ui.attaching import words_of
from anchor_app.ui.hub import Hub
from anchor_app.ui.models.action_model import ActionModel
from anchor_app.ui.widgets.menu_button import MenuButton
from anchor_app.ui.widgets.notice import Notice
from anchor_app.ui.widgets.work_bar import WorkBar

FORMS: Mapping[str, str] = MappingProxyType({
    "ics": "Calendar file of due dates", "xlsx": "Excel", "csv": "CSV", "pdf": "PDF", "docx": "Word"})
"""The endings of the files, and what they are."""


class ActionExport(QWidget):
    """`button` opens the choice of a form; below it stand the work and its outcome, hidden while there is neither.

    What `model` finds is written.
    """

    written = Signal(object)

    def __init__(self, hub: Hub, model: ActionModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self._hub, self._model = hub, model
        self._stop = Event()
        self.button = MenuButton("Export the actions that are shown", parent)
        self.button.show_words("Export")
        for ending, words in FORMS.items():
            self.button.menu().addAction(f"{words} (.{ending})…").triggered.connect(partial(self.ask_where, ending))
        self.work = WorkBar(self)
        self.notice = Notice("", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.work)
        column.addWidget(self.notice)
        self.work.cancelled.connect(self._on_cancelled)
        self.hide()

    def ask_where(self, ending: str, _checked: bool = False, *, name: str = "Actions") -> None:
        """Ask where to, and write the actions that are shown now."""
        chosen, _ = QFileDialog.getSaveFileName(self, "Save the actions", f"{name}.{ending}",
                                                f"{FORMS[ending]} (*.{ending})")
        if chosen:
            target = Path(chosen)
            self.write(target if target.suffix.casefold() == f".{ending}" else
                       target.with_name(f"{target.name}.{ending}"))

    def write(self, target: Path) -> None:
        """Write the actions that are shown now on a worker; says where they are, or why not."""
        from anchor_app.services.year_round import write_actions

        workspace, found, sought = self._hub.workspace, self._model.found, self._model.sought
        today = workspace.clock.today()
        self.notice.say("")
        self.button.setEnabled(False)
        self.work.begin(f"Writing {target.name}…")
        self.show()
        stop = self._stop = Event()
        self._hub.tasks.run(
            lambda progress, is_cancelled: write_actions(workspace, target, found, today, sought, stop.is_set),
            lambda count: self._on_written(target, count, len(found)), lambda error: self._on_failed(target, error))

    def _on_cancelled(self) -> None:
        """Ask it to stop; whether it was in time is said when it is known."""
        self._stop.set()
        self.work.begin("Stopping…", can_cancel=False)

    def _end(self) -> None:
        self.work.end()
        self.button.setEnabled(True)

    def _on_written(self, target: Path, count: int, of: int) -> None:
        self._end()
        rest = of - count
        without = f" {rest:,} that {'is' if rest == 1 else 'are'} complete or without a due date " \
                  f"{'is' if rest == 1 else 'are'} not in it." if rest else ""
        self._say(f"Saved {count:,} {'action' if count == 1 else 'actions'} as {target.name} in {target.parent}."
                  f"{without}", "good")
        self.written.emit(target)

    def _on_failed(self, target: Path, error: BaseException) -> None:
        self._end()
        if self._stop.is_set():
            self._say("Stopped. Nothing was written.", "")
            return
        other = f"{target.stem} 2"
        self._say(f"{words_of(error)} If it is open in another program, close it there, or save under another name.",
                  "warning", f"Save as {other}{target.suffix}…",
                  lambda: self.ask_where(target.suffix[1:].casefold(), name=str(target.with_name(other))))

    def _say(self, sentence: str, tone: str, words: str = "", act: Callable[[], object] | None = None) -> None:
        self.notice.say(sentence, words, act, tone=tone)
        self.show()
