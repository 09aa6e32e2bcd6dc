"""Stepping back and forth: what an undo and a redo would take back on the pages that are shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from anchor_app.domain.commands import Command
    from anchor_app.domain.edit import Edit
    from anchor_app.domain.undoing import Step, Steps
    from anchor_app.ui.hub import Hub

READING = "The history is still being read. Try again in a moment."
UNREADABLE = "The history could not be read, so nothing can be undone. Check your data in the settings."
COLLABORATIVE = ""
"""The owner of what no single organisation owns, such as the meetings of the steering group."""
READ_ONLY = "Nothing can be undone here, because this is open for reading only."


class Stepping(QObject):
    """Knows the next step of the assessment that is chosen, of its organisation and of the collaborative.

    It does so from the first `read` on. Without an assessment it is the collaborative's alone.

    `changed`: another step is next. `taken(is_undo, edit)`: a step was taken back, or brought back.
    """

    changed = Signal()
    taken = Signal(bool, object)

    def __init__(self, hub: Hub) -> None:
        super().__init__(hub)
        self._hub = hub
        self._is_wanted = self._is_reading = self._is_unreadable = False
        self._waiting: list[Callable[[], None]] = []
        self.undo: Step | None = None
        self.redo: Step | None = None
        hub.edited.connect(lambda _: self.look())
        hub.refreshed.connect(lambda _: self.look())

    def read(self) -> None:
        """Read the end of the history, as far back as needed, on the store's thread."""
        workspace, owners = self._hub.workspace, self._owners
        self._is_wanted = True
        if self._is_reading or workspace.read_only:
            return
        self._is_reading, self._is_unreadable = True, False
        from anchor_app.services.history import find_undo

        holdings, known = workspace.holdings, workspace.steps
        self._hub.tasks.store(lambda: find_undo(workspace.store.past, holdings, owners, known),
                              self._on_read, self._on_not_read)

    def look(self) -> None:
        """Find out what is next; where that lies further back than was read, read on."""
        workspace, owners = self._hub.workspace, self._owners
        steps = workspace.steps
        if workspace.read_only:
            self._show(None, None)
            return
        if steps is None:
            if self._is_wanted and not self._is_unreadable:
                self.read()
            return
        step = steps.next_undo(workspace.holdings, owners)
        self._show(step, steps.next_redo(workspace.holdings, owners))
        if steps.is_cut(step):
            self.read()

    def wish(self, *, is_undo: bool) -> Command:
        """The wish to undo or redo whatever is next when its turn comes."""
        from anchor_app.services.history import RedoNext, UndoNext

        wanted = UndoNext if is_undo else RedoNext
        return wanted(self._hub.workspace, self._owners)

    def once_known(self, act: Callable[[], None]) -> None:
        """Do something now, or as soon as it is known what is next."""
        if self._hub.workspace.steps is not None or self._is_unreadable or self._hub.workspace.read_only:
            act()
        else:
            self._waiting.append(act)
            self.read()

    def why_not(self, *, is_undo: bool) -> str:
        """Why there is no undo, or no redo; "" when there is one."""
        if (self.undo if is_undo else self.redo) is not None:
            return ""
        if self._hub.workspace.read_only:
            return self._hub.workspace.read_only if self._hub.workspace.as_at else READ_ONLY
        if self._is_unreadable:
            return UNREADABLE
        if self._hub.workspace.steps is None:
            return READING
        from anchor_app.services.history import NOTHING_TO_REDO, NOTHING_TO_UNDO

        return NOTHING_TO_UNDO if is_undo else NOTHING_TO_REDO

    def tell(self, command: Command, edit: Edit) -> None:
        """Say that a wish of this kind has come true."""
        from anchor_app.services.history import RedoNext, UndoNext

        if isinstance(command, UndoNext):
            self.taken.emit(not isinstance(command, RedoNext), edit)

    @property
    def _owners(self) -> frozenset[str]:
        workspace, key = self._hub.workspace, self._hub.assessment_id
        assessment = workspace.holdings.assessments.get(key) if key else None
        return frozenset((assessment.id, assessment.organisation, COLLABORATIVE) if assessment else (COLLABORATIVE,))

    def _show(self, undo: Step | None, redo: Step | None) -> None:
        if (undo, redo) != (self.undo, self.redo) or not self._is_reading:
            self.undo, self.redo = undo, redo
            self.changed.emit()

    def _on_read(self, found: tuple[Step | None, Steps]) -> None:
        self._is_reading = False
        self._hub.workspace.steps = found[1]
        self.look()
        self._go_on()

    def _on_not_read(self, error: BaseException) -> None:
        self._is_reading, self._is_unreadable = False, True
        self._show(None, None)
        self._go_on()

    def _go_on(self) -> None:
        waiting, self._waiting = self._waiting, []
        for act in waiting:
            act()
