"""A list and what is chosen in it: side by side where there is room, in turns where there is not."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from anchor_app.ui import icons, theme
from anchor_app.ui.widgets.card import Card
from anchor_app.ui.widgets.layouts import PageScroll
from anchor_app.ui.widgets.text import restyle


class ListAndDetail(QWidget):
    """`narrowest` is the width, in average characters, below which the two take turns.

    `arranged` comes when what is visible may have changed, `left_detail` when a person goes back to the list.
    """

    arranged = Signal()
    left_detail = Signal()

    def __init__(self, left: QWidget, detail: QWidget, narrowest: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self._narrowest = narrowest
        self._has_detail = False
        self.left = left
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(18)
        self.splitter.addWidget(left)
        self.card = Card("", "", self.splitter)
        self.card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.card.hide()
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        self.splitter.setSizes([620, 400])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.splitter)
        self._put_in(detail)
        self.back_button.clicked.connect(self._on_back)

    def _put_in(self, detail: QWidget) -> None:
        """Only now that all around it stands: wherever widgets move to, the style sheet is asked about each of them."""
        self.back_button = QPushButton("Back to the list", self.card)
        icons.dress(self.back_button, "previous")
        self.detail_scroll = PageScroll(self.card)
        self.detail_scroll.column.setContentsMargins(0, 0, 12, 0)
        if (content := self.detail_scroll.widget()) is not None:
            content.setProperty("role", "bare")
            content.setObjectName("bare_content")
            restyle(content)
        self.card.body.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.card.body.addWidget(self.detail_scroll, 1)
        self.detail_scroll.column.addWidget(detail)

    def set_narrowest(self, narrowest: int, back_words: str) -> None:
        """Take turns below another width, with other words for the way back."""
        self._narrowest = narrowest
        self.back_button.setText(back_words)
        self._arrange()

    @property
    def is_narrow(self) -> bool:
        """Whether the two take turns."""
        return self.width() < self._narrowest * self.fontMetrics().averageCharWidth()

    @property
    def is_detail_alone(self) -> bool:
        """Whether the detail stands in the list's place."""
        return self.is_narrow and self.left.isHidden()

    def set_has_detail(self, has_detail: bool) -> None:
        """Say whether there is anything to show beside the list."""
        self._has_detail = has_detail
        self._arrange()

    def open_detail(self) -> None:
        """Where the two take turns, show the detail."""
        if self.is_narrow and self._has_detail:
            self.left.hide()
            self._arrange()
            self.back_button.setFocus()

    def leave_detail(self) -> None:
        """Show the list again, where the detail stood in its place."""
        self.left.show()
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "card"):
            self._arrange()

    def _on_back(self) -> None:
        self.leave_detail()
        self.left_detail.emit()

    def _arrange(self) -> None:
        if not self.is_narrow or not self._has_detail:
            self.left.show()
        is_in_turn = self.is_narrow and not self.left.isHidden()
        self.card.setVisible(self._has_detail and not is_in_turn)
        self.back_button.setVisible(self.is_narrow)
        self.arranged.emit()


class Room(QWidget):
    """Gives a widget what the rest of a page leaves; the page scrolls where that is less than `least` pixels.

    `least` is at 100 % text. Without a widget it waits for `hold`.
    """

    def __init__(self, widget: QWidget | None = None, least: int = 260, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self._least = least
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        if widget is not None:
            self.hold(widget)

    def hold(self, widget: QWidget) -> None:
        """Give a widget the room."""
        self._column.addWidget(widget)

    def hasHeightForWidth(self) -> bool:
        """No: what is in it scrolls by itself."""
        return False

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.look().px(self._least))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), theme.look().px(self._least))
