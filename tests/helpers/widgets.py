"""Looking through every widget of a window."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget


def shown(root: QWidget) -> Iterator[QWidget]:
    """All visible widgets within one, itself included."""
    yield root
    for one in root.findChildren(QWidget):
        if one.isVisibleTo(root):
            yield one


def focusable(root: QWidget) -> list[QWidget]:
    """The visible, enabled controls that Tab is to reach."""
    return [one for one in shown(root) if one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus]


def spoken(widget: QWidget) -> str:
    """What a screen reader calls a control."""
    if widget.accessibleName():
        return widget.accessibleName()
    return widget.text() if isinstance(widget, (QAbstractButton, QLabel)) else ""


def called(widget: QWidget) -> str:
    """A control as a test's message names it."""
    return f"{type(widget).__name__} {widget.objectName()} “{spoken(widget)[:40]}” in {type(widget.parent()).__name__}"
