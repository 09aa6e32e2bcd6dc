"""The hub: the only Qt object that knows the workspace; wishes go in, saved edits come out."""

from __future__ import annotations

import logging
from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal

from anchor_app.domain.edit import Edit
from anchor_app.domain.entry import Entry
from anchor_app.domain.errors import Conflict, Refusal
from anchor_app.services.workspace import Workspace, reverses_of
from anchor_app.ui.saving import FAILED, SAVING, SaveState
from anchor_app.ui.stepping import Stepping
from anchor_app.ui.tasks import Tasks

if TYPE_CHECKING:
    from anchor_app.domain.commands import Command

_log = logging.getLogger(__name__)

UNEXPECTED = ("Something went wrong in the app itself, and the last change is not saved yet. "
              "What was saved before is safe. Try again.")

BLINK = 0.005
"""Seconds, a third of a frame, for which the window leaves the processor to a save: most are durable by then.

The answer still comes queued, but before anything is painted: not first "Saving…", in the save's way, and then "Saved".
"""


class Hub(QObject):
    """Turns wishes into saved edits, one at a time and in order, each against the value that the last one left.

    `edited(Edit)`: a saved edit is in effect. `refreshed(key)`: look again at one item, or with None at
    everything. `failed(sentence)`: a wish came to nothing, or could not be saved; in the second case it is kept
    together with those behind it until `retry` (or the next wish) succeeds, or `give_up`. `steps` says what is next
    to undo.
    """

    edited = Signal(object)
    refreshed = Signal(object)
    failed = Signal(str)

    def __init__(self, workspace: Workspace, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.tasks = tasks
        self.assessment_id: str | None = None
        self.save_state = SaveState(self, read_only=bool(workspace.read_only))
        self._wishes: deque[Command] = deque()
        self._is_saving = False
        self.steps = Stepping(self)

    def choose(self, assessment_id: str | None) -> None:
        """Make an assessment the one that the pages show."""
        if assessment_id != self.assessment_id:
            self.assessment_id = assessment_id
            self.refreshed.emit(None)

    def do(self, command: Command) -> None:
        """Wish for something; the answer comes as `edited`, or as `failed` and `refreshed`."""
        if self.workspace.as_at:
            self._refuse(self.workspace.read_only)
            return
        self._wishes.append(command)
        self._work()

    def undo(self) -> None:
        """Wish to take back the last step of the chosen assessment, whatever that is when its turn comes."""
        self.steps.once_known(lambda: self._step(is_undo=True))

    def redo(self) -> None:
        """Wish to bring back what was undone last."""
        self.steps.once_known(lambda: self._step(is_undo=False))

    def retry(self) -> None:
        """Try to save again what could not be saved."""
        self._work()

    def give_up(self) -> None:
        """Drop what could not be saved, so that the screens show what is stored."""
        self._wishes.clear()
        self.save_state.settle()
        self.refreshed.emit(None)

    @property
    def has_pending(self) -> bool:
        """Whether a wish is not durable yet."""
        return bool(self._wishes) or self._is_saving

    def flush(self, patience_ms: int = 1000) -> bool:
        """Wait, no longer than that, until every wish is durable; returns whether all are."""
        if self.save_state.state == FAILED:
            self.retry()
        if self.save_state.state == SAVING and self.has_pending:
            loop, patience = QEventLoop(), QTimer(singleShot=True, interval=patience_ms)
            patience.timeout.connect(loop.quit)
            self.save_state.changed.connect(loop.quit)
            patience.start()
            while self._is_saving and patience.isActive():
                loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        return not self.has_pending

    def _work(self) -> None:
        """Take up the next wish that comes to an edit; the wish stays first in line until it is saved."""
        if self._is_saving:
            return
        while self._wishes:
            try:
                edit = self.workspace.edit_for(self._wishes[0])
                reverses = reverses_of(self._wishes[0])
            except Refusal as refusal:
                self._wishes.popleft()
                self._refuse(str(refusal))
                continue
            if edit.is_empty:
                self._wishes.popleft()
                continue
            self._save(edit, reverses)
            return
        self.save_state.settle()

    def _step(self, *, is_undo: bool) -> None:
        self.do(self.steps.wish(is_undo=is_undo))

    def _save(self, edit: Edit, reverses: tuple[int, ...]) -> None:
        self._is_saving = True
        self.save_state.begin()
        job = self.tasks.store(lambda: self.workspace.save(edit, reverses), self._on_saved, self._on_not_saved)
        job.wait(BLINK)

    def _on_saved(self, entry: Entry) -> None:
        self._is_saving = False
        command, edit = self._wishes.popleft(), entry.edit
        self.workspace.accept(edit, entry)
        saved_at = self.workspace.clock.now()
        if not self._wishes:
            self.save_state.settle(saved_at)
        else:
            self.save_state.saved_at = saved_at
        self.edited.emit(edit)
        self.steps.tell(command, edit)
        self._work()

    def _on_not_saved(self, error: BaseException) -> None:
        self._is_saving = False
        if isinstance(error, Conflict):
            self._wishes.popleft()
            self._refuse(str(error))
            self._work()
            return
        self.save_state.fail()
        if isinstance(error, Refusal):
            self.failed.emit(str(error))
        else:
            _log.error("a save failed unexpectedly: %s", type(error).__name__)
            self.failed.emit(UNEXPECTED)

    def _refuse(self, sentence: str) -> None:
        self.failed.emit(sentence)
        self.refreshed.emit(None)
