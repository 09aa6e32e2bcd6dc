"""A choice in a page that scrolls."""

from __future__ import annotations

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox


class CalmCombo(QComboBox):
    """A choice that the wheel does not change while a page scrolls under the pointer."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
