"""Layouts that follow the room there is: columns that stack, rows that flow, pages that scroll."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from anchor_app.ui import theme

PAGE_MARGINS = (24, 22, 24, 22)
"""Left, top, right, bottom."""
GAP = 18


class Columns(QWidget):
    """Children side by side where there is room, and one under another where there is not.

    `narrowest` is the width of the whole, in average characters of text, below which the columns stack.
    """

    def __init__(self, narrowest: int = 110, parent: QWidget | None = None, *, spacing: int = GAP) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self._narrowest = narrowest
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(spacing)

    def add(self, widget: QWidget, stretch: int = 1) -> QWidget:
        """Add a column with its share of the width."""
        self._box.addWidget(widget, stretch)
        return widget

    def set_narrowest(self, narrowest: int) -> None:
        """Stack below another width, in average characters of text."""
        self._narrowest = narrowest
        self._arrange(self.width())

    @property
    def is_stacked(self) -> bool:
        """Whether the columns are one under another now."""
        return self._box.direction() == QBoxLayout.Direction.TopToBottom

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        self._arrange(event.size().width())
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        if event.type() == QEvent.Type.FontChange:
            self._arrange(self.width())
        super().changeEvent(event)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Wide enough for the widest column alone, since the columns can always stack."""
        items = (self._box.itemAt(at) for at in range(self._box.count()))
        widths = [item.minimumSize().width() for item in items if item is not None]
        return QSize(max(widths, default=0), super().minimumSizeHint().height())

    def _arrange(self, width: int) -> None:
        is_narrow = width < self._narrowest * self.fontMetrics().averageCharWidth()
        wanted = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        if self._box.direction() != wanted:
            self._box.setDirection(wanted)


class Flow(QLayout):
    """Items in rows that wrap, as words do; each is as wide as it asks to be, or as the row.

    With `is_centred` the rows stand in the middle of the height there is, not at its top.
    """

    def __init__(self, parent: QWidget | None = None, *, spacing: int = 8, is_centred: bool = False) -> None:
        super().__init__(parent)
        self._is_centred = is_centred
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        self.setSpacing(spacing)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), only_measure=True)
        return self._heights[width]

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, area: QRect) -> None:  # noqa: N802
        super().setGeometry(area)
        spare = area.height() - self.heightForWidth(area.width()) if self._is_centred else 0
        self._place(area.adjusted(0, max(0, spare // 2), 0, 0), only_measure=False)

    def sizeHint(self) -> QSize:  # noqa: N802
        width = sum(item.sizeHint().width() + self.spacing() for item in self._shown())
        height = max((item.sizeHint().height() for item in self._shown()), default=0)
        return QSize(max(0, width - self.spacing()), height)

    def minimumSize(self) -> QSize:  # noqa: N802
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, area: QRect, *, only_measure: bool) -> int:
        """Lay the rows out, each item centred in the height of its row; returns the height of all rows."""
        top = area.y()
        row: list[tuple[QLayoutItem, QRect]] = []
        left = area.x()
        for item in self._shown():
            width = min(item.sizeHint().width(), area.width())
            if row and left + width > area.right() + 1:
                top += self._set_row(row, top, only_measure) + self.spacing() // 2
                row, left = [], area.x()
            height = item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
            row.append((item, QRect(left, 0, width, height)))
            left += width + self.spacing()
        return top + self._set_row(row, top, only_measure) - area.y()

    @staticmethod
    def _set_row(row: list[tuple[QLayoutItem, QRect]], top: int, only_measure: bool) -> int:
        height = max((place.height() for _, place in row), default=0)
        if not only_measure:
            for item, place in row:
                middle = top + (height - place.height()) // 2
                item.setGeometry(QRect(QPoint(place.x(), middle), place.size()))
        return height


class PageScroll(QScrollArea):
    """A page's content in a column that scrolls up and down, and sideways only when it cannot be narrower.

    `column` takes what the page shows, from the top; `widest` is in pixels at 100 % text.
    """

    def __init__(self, parent: QWidget | None = None, *, widest: int = 0) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._content = QWidget()
        self._content.setObjectName("content")
        self.column = QVBoxLayout(self._content)
        self.column.setContentsMargins(*PAGE_MARGINS)
        self.column.setSpacing(GAP)
        self.column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._widest = widest
        self._limit_width()
        self.setWidget(self._content)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_widest"):
            self.verticalScrollBar().setSingleStep(2 * self.fontMetrics().height())
            self._limit_width()

    def _limit_width(self) -> None:
        if self._widest:
            self._content.setMaximumWidth(theme.look().px(self._widest))


def spread(widget: QWidget) -> QWidget:
    """The widget, allowed to take all the width there is but no more height than it needs."""
    widget.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    return widget
