"""A page on a small workspace, and the hands of a person at it; and small real files to attach."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from anchor_app.domain.commands import Command
from anchor_app.domain.evidence import Evidence
from anchor_app.ui.hub import Hub
from tests.helpers.window import SmallWorkspace


class Desk:
    """A page that is shown; `asked` collects what its wishes to go elsewhere said, by the signal's name."""

    def __init__(self, qtbot: QtBot, make_page: Callable[[Hub], QWidget], *, before: Iterable[Command] = (),
                 size: tuple[int, int] = (1076, 740), **options: Any) -> None:
        self.qtbot = qtbot
        self.memory = SmallWorkspace(before=before, **options)
        self.hub = self.memory.hub
        self.refusals: list[str] = []
        self.hub.failed.connect(self.refusals.append)
        self.asked: list[tuple[str, str]] = []
        self.page = make_page(self.hub)
        for name in ("component_requested", "evidence_requested"):
            if hasattr(self.page, name):
                getattr(self.page, name).connect(lambda key, name=name: self.asked.append((name, key)))
        qtbot.addWidget(self.page)
        self.page.resize(*size)
        self.page.show()
        self.page.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is self.page)
        self.settle()

    @property
    def pieces(self) -> tuple[Evidence, ...]:
        """The evidence that is held, by reference."""
        return self.memory.workspace.holdings.evidence_of("org")

    def settle(self) -> None:
        """Wait until everything that was wished is held."""
        self.qtbot.waitUntil(lambda: not self.hub.has_pending)

    def until(self, is_so: Callable[[], bool]) -> None:
        """Wait for a state that a person could see."""
        self.qtbot.waitUntil(is_so, timeout=10_000)

    def click(self, widget: QWidget, place: QPoint | None = None) -> None:
        """Click a widget as soon as it can be seen."""
        self.until(widget.isVisible)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=place or widget.rect().center())

    def type(self, widget: QWidget, text: str) -> None:
        """Put the keyboard into a field and type."""
        widget.setFocus()
        QTest.keyClicks(widget, text)

    def drop(self, data: QMimeData) -> None:
        """Hold something over the page, and let it go."""
        place, action = QPointF(self.page.rect().center()), Qt.DropAction.CopyAction
        held = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(self.page, QDragEnterEvent(place, action, data, *held))
        QApplication.sendEvent(self.page, QDropEvent(place, action, data, *held))

    def close(self) -> None:
        """Put everything away."""
        self.memory.close()


def files_as_data(*paths: Path) -> QMimeData:
    """Files as they are dragged."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def picture(width: int = 60, height: int = 40, colour: str = "#0F5E9C") -> QImage:
    """A picture in one colour."""
    made = QImage(width, height, QImage.Format.Format_RGB32)
    made.fill(QColor(colour))
    return made


def pdf(pages: int = 3) -> bytes:
    """A small PDF with so many pages."""
    from reportlab.pdfgen.canvas import Canvas

    file = BytesIO()
    canvas = Canvas(file, pagesize=(595, 842))
    for page in range(pages):
        canvas.drawString(72, 700, f"Page {page + 1}")
        canvas.showPage()
    canvas.save()
    return file.getvalue()
