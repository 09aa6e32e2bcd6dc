"""The side bar: where one can go, where one is, and how much there is of each."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from anchor_app import design
from anchor_app.ui import icons, theme
from anchor_app.ui.style_sheet import SIDE_BAR_CHOSEN, SIDE_BAR_INK
from anchor_app.ui.widgets.groups import keep_one_stop
from anchor_app.ui.widgets.text import PlainLabel, elided, plain_tooltip

WIDTH = 204
COMPACT_WIDTH = 96
"""Pixels at 100 % text with the name under the icon, for narrow windows and large text; grows more slowly than text."""
_PILL = "#2A5580"


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under a caption; one that is not `is_always` there is hidden until it is asked for."""

    words: str
    entries: tuple[Entry, ...]
    is_always: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """One place to go: its key, the words for it, its icon, a shortcut ("" for none), and one word for little room."""

    key: str
    words: str
    icon: str
    shortcut: str = ""
    short: str = ""


class SideBarEntry(QAbstractButton):
    """An entry: icon, words and a count; checked where one is."""

    def __init__(self, entry: Entry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self.setObjectName(f"go_{entry.key}")
        self.setCheckable(True)
        self.setText(entry.words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.is_compact = False
        self._count = self._spoken_count = ""
        self.toggled.connect(lambda _: self._name())
        self._name()

    def set_count(self, shown: str, spoken: str) -> None:
        """Show a count, such as 12/16, which is read out as "12 of 16 fulfilled"."""
        if (shown, spoken) != (self._count, self._spoken_count):
            self._count, self._spoken_count = shown, spoken
            self._name()
            self.update()

    @property
    def count(self) -> str:
        """The count that is shown."""
        return self._count

    def sizeHint(self) -> QSize:  # noqa: N802
        look = theme.look()
        if self.is_compact:
            return QSize(look.px(60), look.px(26) + self._metrics().height() + 8)
        return QSize(look.px(150), look.px(36))

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        look = theme.look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self._paint_ground(painter)
        painter.setFont(self._font())
        side = look.px(18)
        if self.is_compact:
            icons.paint(painter, self.entry.icon, QRectF((self.width() - side) / 2, look.px(6), side, side), ink)
            painter.setPen(ink)
            words = QRectF(2, look.px(6) + side, self.width() - 4, self.height() - side - look.px(6) - 3)
            painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter),
                             elided(self.entry.short or self.text(), painter.fontMetrics(), int(words.width())))
            return
        icons.paint(painter, self.entry.icon, QRectF(look.px(10), (self.height() - side) / 2, side, side), ink)
        right = self._paint_count(painter)
        painter.setFont(self._font())
        painter.setPen(ink)
        words = QRectF(look.px(36), 0, right - look.px(36), self.height())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter),
                         elided(self.text(), painter.fontMetrics(), int(words.width())))

    def _paint_ground(self, painter: QPainter) -> QColor:
        """Paint what lies behind the words; returns the ink to write with."""
        look = theme.look()
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        chosen = QColor(look.palette.accent.ink if look.is_contrast else SIDE_BAR_CHOSEN)
        ink = QColor(look.palette.ink if look.is_contrast else SIDE_BAR_INK)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked():
            painter.setBrush(chosen)
            painter.drawRoundedRect(area, design.CONTROL_RADIUS, design.CONTROL_RADIUS)
            ink = QColor(look.palette.ground if look.is_contrast else "#FFFFFF")
        elif self.underMouse():
            hover = QColor(chosen)
            hover.setAlpha(110)
            painter.setBrush(hover)
            painter.drawRoundedRect(area, design.CONTROL_RADIUS, design.CONTROL_RADIUS)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(look.palette.ink if look.is_contrast else "#FFFFFF"), 2))
            painter.drawRoundedRect(area, design.CONTROL_RADIUS, design.CONTROL_RADIUS)
        return ink

    def _paint_count(self, painter: QPainter) -> float:
        """Paint the count at the right; returns where the room for the words ends."""
        look = theme.look()
        edge = float(self.width() - look.px(10))
        if not self._count:
            return edge
        font = QFont(self.font())
        font.setPixelSize(look.px(11))
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        width, height = painter.fontMetrics().horizontalAdvance(self._count) + look.px(16), look.px(18)
        pill = QRectF(edge - width, (self.height() - height) / 2, width, height)
        painter.setPen(QPen(QColor(look.palette.ink), 1) if look.is_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.palette.ground if look.is_contrast else _PILL))
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setPen(QColor("#FFFFFF" if not look.is_contrast else look.palette.ink))
        painter.drawText(pill, int(Qt.AlignmentFlag.AlignCenter), self._count)
        return pill.left() - look.px(6)

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(theme.look().px(design.HINT.size if self.is_compact else design.TEXT.size))
        font.setWeight(QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Normal)
        return font

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self._font())

    def _name(self) -> None:
        parts = [self.entry.words, self._spoken_count, "you are here" if self.isChecked() else ""]
        self.setAccessibleName(", ".join(part for part in parts if part))
        hint = f" ({self.entry.shortcut})" if self.entry.shortcut else ""
        plain_tooltip(self, self.entry.words + hint)


class Brand(QWidget):
    """The product's name with its shield."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_compact = False
        self.setAccessibleName("Anchor")

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(theme.look().px(60), theme.look().px(44))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        look = theme.look()
        painter = QPainter(self)
        side = look.px(22)
        left = (self.width() - side) / 2 if self.is_compact else look.px(8)
        ink = QColor(look.palette.ink if look.is_contrast else "#FFFFFF")
        icons.paint(painter, "mark", QRectF(left, (self.height() - side) / 2, side, side), ink)
        if not self.is_compact:
            font = QFont(self.font())
            font.setPixelSize(look.px(15))
            font.setWeight(QFont.Weight.DemiBold)
            painter.setFont(font)
            painter.setPen(ink)
            painter.drawText(self.rect().adjusted(look.px(40), 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), "Anchor")


class SideBar(QFrame):
    """Entries in a column, those of `foot` at its bottom; scrolls when it is too low, and can be made narrower.

    `chosen(key)` is a wish to go somewhere; `show_place` says where one is. Up and Down move among the entries.
    `groups` are entries under captions; `show_group` shows or hides one by the words of its caption.
    """

    chosen = Signal(str)

    def __init__(self, entries: tuple[Entry, ...], foot: tuple[Entry, ...], groups: tuple[Group, ...] = (),
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side_bar")
        self._shown = {group.words: group.is_always for group in groups}
        self._group_of = {entry.key: group.words for group in groups for entry in group.entries}
        self._captions: dict[str, PlainLabel] = {}
        self._are_visible = True
        self.setAccessibleName("Pages")
        self.brand = Brand(self)
        self._entries: dict[str, SideBarEntry] = {}
        self._buttons = QButtonGroup(self)
        self._is_compact = False
        self._build(entries, foot, groups)
        keep_one_stop(self._buttons)
        self.set_compact(False)

    def _build(self, entries: tuple[Entry, ...], foot: tuple[Entry, ...], groups: tuple[Group, ...]) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(10, 8, 10, 12)
        outer.setSpacing(4)
        outer.addWidget(self.brand)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        self._scroll = scroll
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        for entry in entries:
            self._add(entry)
        for group in groups:
            self._caption(group)
            for entry in group.entries:
                self._add(entry)
        self._column.addStretch(1)
        for entry in foot:
            self._add(entry)
        scroll.setWidget(inside)
        outer.addWidget(scroll, 1)

    def _caption(self, group: Group) -> None:
        caption = PlainLabel(group.words.upper(), "caption", self, wraps=False)
        caption.setAccessibleName(group.words)
        caption.setContentsMargins(10, 10, 0, 4)
        self._captions[group.words] = caption
        self._column.addWidget(caption)

    def _add(self, entry: Entry) -> None:
        button = SideBarEntry(entry)
        self._buttons.addButton(button)
        self._entries[entry.key] = button
        self._column.addWidget(button)
        button.clicked.connect(lambda _=False, key=entry.key: self.chosen.emit(key))
        button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, SideBarEntry):
            self._scroll.ensureWidgetVisible(watched)
        return False

    def entry(self, key: str) -> SideBarEntry:
        """The entry of that key."""
        return self._entries[key]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all entries from the top."""
        return tuple(self._entries)

    def show_place(self, key: str) -> None:
        """Mark where one is."""
        if key in self._entries:
            self._entries[key].setChecked(True)

    def set_entries_visible(self, are_visible: bool) -> None:
        """Show the entries, or the brand alone while there is nowhere to go."""
        self._are_visible = are_visible
        self._arrange()

    def show_group(self, words: str, is_shown: bool) -> None:
        """Show the entries under a caption, or not."""
        if is_shown != self._shown[words]:
            self._shown[words] = is_shown
            self._arrange()

    def is_group_shown(self, words: str) -> bool:
        """Whether the entries under that caption are there."""
        return self._shown[words]

    def _arrange(self) -> None:
        for key, entry in self._entries.items():
            entry.setVisible(self._are_visible and self._shown.get(self._group_of.get(key, ""), True))
        for words, caption in self._captions.items():
            caption.setVisible(self._are_visible and self._shown[words] and not self._is_compact)

    def set_compact(self, is_compact: bool) -> None:
        """Put the words under the icons, in a narrower bar."""
        scale = theme.look().scale
        self.setFixedWidth(round(COMPACT_WIDTH * (1 + (scale - 1) * 0.8)) if is_compact else round(WIDTH * scale))
        if is_compact != self._is_compact:
            self._is_compact = is_compact
            self._arrange()
            parts: tuple[Brand | SideBarEntry, ...] = (self.brand, *self._entries.values())
            for part in parts:
                part.is_compact = is_compact
                part.updateGeometry()
                part.update()

    def fit(self, window_width: int) -> None:
        """Take the form that leaves the page most of a window of that width."""
        self.set_compact(WIDTH * theme.look().scale > window_width * 0.24)
