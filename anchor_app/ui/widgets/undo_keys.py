"""The keys of undo and redo in a field: typing is undone by the field, what is saved by the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence

from anchor_app.ui.widgets.draft import Draft

UNDO_KEYS = ("Ctrl+Z",)
REDO_KEYS = ("Ctrl+Shift+Z", "Ctrl+Y")


def is_step_back(event: QEvent) -> bool:
    """Whether a field is asked if it wants a key for itself, and the key is one of undo or redo."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    return QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText) in (
        *UNDO_KEYS, *REDO_KEYS)


def leave_to_window(draft: Draft, event: QEvent) -> bool:
    """Send what was typed on its way, and let the window have the key."""
    draft.flush()
    event.ignore()
    return False
