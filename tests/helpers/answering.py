"""The assessment page on a small workspace, driven as a person drives it: with the mouse and with keys."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from anchor_app.domain.assessment import Assessment, ComponentAnswer, Mark
from anchor_app.domain.commands import Command
from anchor_app.domain.edit import Edit
from anchor_app.ui.pages.assessment_page import AssessmentPage
from anchor_app.ui.widgets.mark_button import MarkButton
from tests.helpers.window import SmallWorkspace


class AnsweringDesk:
    """An assessment page that is shown, and the hands of a person at it."""

    def __init__(self, qtbot: QtBot, size: tuple[int, int] = (1076, 740), *, before: Iterable[Command] = (),
                 **options: Any) -> None:
        self.qtbot = qtbot
        self.small = SmallWorkspace(before=before, **options)
        self.hub = self.small.hub
        self.edits: list[Edit] = []
        self.refusals: list[str] = []
        self.hub.edited.connect(self.edits.append)
        self.hub.failed.connect(self.refusals.append)
        self.page = AssessmentPage(self.hub)
        qtbot.addWidget(self.page)
        self.page.resize(*size)
        self.page.show()
        qtbot.waitUntil(self.page.isVisible)
        self.page.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is self.page)
        self.settle()

    @property
    def component(self):  # type: ignore[no-untyped-def]
        """The component page."""
        return self.page.component_page

    @property
    def domain(self):  # type: ignore[no-untyped-def]
        """The domain page."""
        return self.page.domain_page

    @property
    def answers(self) -> Assessment:
        """The chosen assessment as it is held."""
        return self.small.assessment

    def answer(self, component_id: str) -> ComponentAnswer:
        """The held answer of a component."""
        return self.answers.component(component_id)

    def settle(self) -> None:
        """Wait until everything that was wished is held, and the screen has taken it in."""
        self.qtbot.waitUntil(lambda: not self.hub.has_pending)
        QApplication.processEvents()

    def do(self, command: Command) -> None:
        """An edit that comes from elsewhere."""
        self.hub.do(command)
        self.settle()

    def click(self, widget: QWidget) -> None:
        """Scroll to a widget if need be, and click it."""
        for area in (self.component.area, self.domain.area):
            if area.isAncestorOf(widget):
                area.ensureWidgetVisible(widget)
        QApplication.processEvents()
        assert widget.isVisible(), f"{widget} cannot be clicked: it is not visible"
        place = QPoint(min(10, widget.width() // 2), widget.height() // 2)
        if isinstance(widget, QAbstractButton):
            place = widget.rect().center()
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
        self.settle()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the keyboard is."""
        QTest.keyClick(self.focus, key, modifier)
        self.settle()

    def type(self, text: str) -> None:
        """Type where the keyboard is."""
        QTest.keyClicks(self.focus, text)

    @property
    def focus(self) -> QWidget:
        """The widget that has the keyboard."""
        widget = QApplication.focusWidget()
        assert widget is not None, "nothing has the keyboard"
        return widget

    def mark_button(self, key: str, mark: Mark) -> MarkButton:
        """The button of a practice's or principle's mark on the page that is open."""
        lists = {True: self.component.practices.list, False: self.domain.principles.list}
        row = lists[self.page.component_id != ""].row(key)
        return next(button for button in row.marks if button.mark is mark)

    def marks_shown(self) -> dict[str, Mark | None]:
        """Each practice on the page with the mark it shows."""
        rows = self.component.practices.list.rows
        return {row.key: next((one.mark for one in row.marks if one.isChecked()), None)
                for row in rows if not row.isHidden()}

    def close(self) -> None:
        """Put everything away."""
        self.page.close()
        self.small.close()
