"""Bringing a widget that somebody needs to see, or that just got the keyboard, into view."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

_MARGIN = 40


def focus_on(widget: QWidget, reason: Qt.FocusReason = Qt.FocusReason.TabFocusReason) -> None:
    """Give the keyboard to a widget and scroll no further than is needed to see it."""
    widget.setFocus(reason)
    reveal(widget)


def reveal(widget: QWidget) -> None:
    """Scroll no further than is needed to see a widget."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget, 0, _MARGIN)
            return
        parent = parent.parentWidget()
