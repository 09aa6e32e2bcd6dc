"""What the history says changed in a month: lines to take over into an update, one by one or all at once."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.month import Month
from anchor_app.ui import icons, theme
from anchor_app.ui.drafting import Drafting
from anchor_app.ui.models.draft_model import DraftModel
from anchor_app.ui.widgets.link_list import LinkList
from anchor_app.ui.widgets.text import PlainLabel
from anchor_app.ui.widgets.work_bar import WorkBar

SLOW_MS = 300
"""Reading that takes longer is shown as such."""
_HIGHEST = 210
"""Pixels at 100 % text after which the list scrolls by itself."""


class DraftedChanges(QFrame):
    """`taken(lines)` and `dropped(line)` are wishes about the text that `show_text` was told."""

    taken = Signal(object)
    dropped = Signal(str)

    def __init__(self, drafting: Drafting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self._drafting = drafting
        self._month: Month | None = None
        self._organisation, self._domain = "", ""
        self.model = DraftModel(self)
        self.caption = PlainLabel("Drafted from the history", "caption", self)
        self.all_button = QPushButton("Take all over", self)
        self.all_button.setObjectName("take_all")
        icons.dress(self.all_button, "up", size=16)
        self.list = LinkList(self)
        self.list.setModel(self.model)
        self.list.setAccessibleName("What changed by the history; space takes a line over")
        self.caption.setBuddy(self.list)
        self.hint_label = PlainLabel("", "soft", self)
        self.work = WorkBar(self)
        self.again_button = QPushButton("Read it again", self)
        self._build()
        self._slow = QTimer(self, singleShot=True, interval=SLOW_MS)
        self._slow.timeout.connect(self._on_slow)
        self.all_button.clicked.connect(lambda: self.taken.emit(self.model.left))
        self.again_button.clicked.connect(self._ask_again)
        self.model.ticked.connect(self._on_ticked)
        self.work.cancelled.connect(drafting.stop)
        drafting.changed.connect(self._show)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.caption, 1)
        head.addWidget(self.all_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        for widget in (self.list, self.hint_label, self.work):
            column.addWidget(widget)
        column.addWidget(self.again_button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_month(self, organisation: str, month: Month, domain: str) -> None:
        """Show what changed at an organisation in a month, in a domain or ("") in all."""
        self._organisation, self._month, self._domain = organisation, month, domain
        self._ask()

    def show_text(self, text: str) -> None:
        """Tick what stands in a text already."""
        self.model.show_text(text)
        self.all_button.setEnabled(bool(self.model.left) and self._drafting.lines is not None)

    def _ask(self) -> None:
        if self._month is not None and not self.isHidden():
            self._drafting.ask(self._organisation, self._month)
            self._show()

    def _ask_again(self) -> None:
        self._drafting.is_stopped = False
        self._ask()

    def _show(self) -> None:
        lines = self._drafting.lines
        is_reading = lines is None and not self._drafting.is_stopped and not self._drafting.trouble
        if not is_reading:
            self._slow.stop()
            self.work.end()
        elif self.work.isHidden() and not self._slow.isActive():
            self._slow.start()
        if is_reading:
            self.work.show_share(self._drafting.share)
            self.all_button.setEnabled(False)
        else:
            self._show_lines()
        self.again_button.setVisible(self._drafting.is_stopped)

    def _show_lines(self) -> None:
        every = self._drafting.lines or ()
        lines = [one.words for one in every if not self._domain or self._domain in one.domains]
        self.model.show_lines(lines)
        self.all_button.setEnabled(bool(self.model.left))
        self.all_button.setVisible(bool(lines))
        self.list.setVisible(bool(lines))
        where = "in this domain " if self._domain else ""
        self.hint_label.setText(self._drafting.trouble or (
            "The history was not read to its end." if self._drafting.is_stopped else
            f"Nothing changed {where}in this month that the history knows of: no status, evidence, action or reading."))
        self.hint_label.setVisible(not lines)
        self._fit()

    def _on_slow(self) -> None:
        self.model.show_lines(())
        for widget in (self.list, self.all_button, self.hint_label):
            widget.hide()
        self.work.begin("Reading the history of this month…")

    def _on_ticked(self, line: str, is_wanted: bool) -> None:
        if self._drafting.lines is None:
            return  # of another month, while this one is read
        if is_wanted:
            self.taken.emit((line,))
        else:
            self.dropped.emit(line)

    def _fit(self) -> None:
        """As high as its lines, up to a height at which it scrolls."""
        rows, highest = 0, theme.look().px(_HIGHEST)
        for row in range(self.model.rowCount()):
            rows += self.list.sizeHintForRow(row)
            if rows >= highest:
                break
        self.list.setFixedHeight(max(theme.look().px(28), min(rows + 6, highest)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "model"):
            self._fit()
