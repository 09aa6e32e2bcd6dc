"""How a cell of the board is painted: the name with kind and place, the level's badge, and a count on its heat."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from anchor_app import design
from anchor_app.domain.board_order import Column
from anchor_app.domain.comparison import BoardRow
from anchor_app.ui import theme
from anchor_app.ui.models.board_model import BoardModel, about, distance_words
from anchor_app.ui.theme import Look
from anchor_app.ui.widgets.badge import paint_pill
from anchor_app.ui.widgets.heat import heat
from anchor_app.ui.widgets.pens import Pen, Pens
from anchor_app.ui.widgets.text import one_line, show_plain_tooltip

ROW, SLIM_ROW = 58, 34
"""Heights of an organisation's row and of a group's heading, in pixels at 100 % text."""
_PAD = 8
_MOST_KEPT = 2000
"""Pictures of cells and cut texts that are kept; a board shows a few dozen different ones at a time."""
_Index = QModelIndex | QPersistentModelIndex
_LEFT, _CENTRE = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignCenter
_LEFT_LINE = _LEFT | Qt.TextFlag.TextSingleLine


class _Kit:
    """What painting in one look needs, made once: colours, fonts, and pictures of cells that are alike."""

    def __init__(self, look: Look, ratio: float) -> None:
        self.look, self.ratio = look, ratio
        self.pens = Pens()
        self.line = QPen(theme.colour("line"), 1)
        self.ink, self.soft, self.tint = theme.colour("ink"), theme.colour("soft_ink"), theme.colour("accent_tint")
        self.pad = look.px(_PAD)
        self.strong, self.text = self.pens.pen(is_strong=True), self.pens.pen()
        self.hint, self.small = self.pens.pen(design.HINT.size), self.pens.pen(11.5)
        self.bold_hint = self.pens.pen(design.HINT.size, is_strong=True)
        self._pictures: dict[Any, QPixmap] = {}
        self._lines: dict[tuple[str, int, bool], tuple[str, ...]] = {}

    def picture(self, key: Any, size: QSize, paint: Callable[[QPainter, QRect], None]) -> QPixmap:
        """The picture of a cell of that size, painted the first time that it is wanted."""
        key = key, size.width(), size.height()
        found = self._pictures.get(key)
        if found is None:
            if len(self._pictures) >= _MOST_KEPT:
                self._pictures.clear()
            found = QPixmap(size * self.ratio)
            found.setDevicePixelRatio(self.ratio)
            found.fill(Qt.GlobalColor.transparent)
            painter = QPainter(found)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint(painter, QRect(0, 0, size.width(), size.height()))
            painter.end()
            self._pictures[key] = found
        return found

    def lines(self, text: str, width: int, *, is_hint: bool = False) -> tuple[str, ...]:
        """A text as it fits into a width: a hint in one line, a name in one or else in two smaller ones."""
        key = text, width, is_hint
        found = self._lines.get(key)
        if found is None:
            if len(self._lines) >= _MOST_KEPT:
                self._lines.clear()
            found = self._broken(one_line(text, 400), width, is_hint=is_hint)
            self._lines[key] = found
        return found

    def _broken(self, text: str, width: int, *, is_hint: bool) -> tuple[str, ...]:
        if is_hint:
            return (_cut(self.hint, text, width),)
        if self.strong.metrics.horizontalAdvance(text) <= width:
            return (text,)
        words, first = text.split(), ""
        while words and self.bold_hint.metrics.horizontalAdvance(f"{first} {words[0]}") <= width:
            first = f"{first} {words.pop(0)}".strip()
        if not first or not words:
            return (_cut(self.strong, text, width),)
        return first, _cut(self.bold_hint, " ".join(words), width)


def _cut(pen: Pen, text: str, width: int) -> str:
    return pen.metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)


class BoardDelegate(QStyledItemDelegate):
    """The current cell has a frame while the table has the focus; a level never stands without its name."""

    def __init__(self, model: BoardModel, view: QTableView) -> None:
        super().__init__(view)
        self._model, self._view = model, view
        self._held: _Kit | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(theme.look().px(60), theme.look().px(ROW))

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem,
                  index: _Index) -> bool:
        if event.type() == QEvent.Type.ToolTip and (words := self._model.spoken(index.row(), index.column())):
            show_plain_tooltip(view, event.globalPos(), words)
            return True
        return False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        kit, area, at, column = self._kit(), option.rect, index.row(), index.column()
        painter.save()
        row = self._model.row(at)
        if row is None:
            self._paint_group(painter, area, kit, self._model.group_words(at))
        else:
            is_current = bool(option.state & QStyle.StateFlag.State_Selected)
            if is_current:
                painter.fillRect(area.adjusted(0, 0, 0, -1), kit.tint)
            if column == 0:
                _paint_name(painter, area, kit, row)
            else:
                painter.drawPixmap(area.topLeft(), self._picture(kit, row, at, column, area.size()))
            if is_current and self._view.hasFocus():
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(theme.colour("accent"), 2))
                painter.drawRoundedRect(QRectF(area).adjusted(1, 1, -1, -2), 6, 6)
        painter.setPen(kit.line)
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.restore()

    def _kit(self) -> _Kit:
        look, ratio = theme.look(), self._view.devicePixelRatioF()
        if self._held is None or self._held.look is not look or self._held.ratio != ratio:
            self._held = _Kit(look, ratio)
        return self._held

    def _picture(self, kit: _Kit, row: BoardRow, at: int, column: int, size: QSize) -> QPixmap:
        """What stands beside the name; few cells differ from each other, so each is painted once."""
        if self._model.headings[column].key == Column.LEVEL:
            below = distance_words(row)
            return kit.picture((row.level_name, below), size,
                               lambda painter, area: _paint_level(painter, area, kit, row, below))
        cell = self._model.cell(at, column)
        if cell is not None:
            return kit.picture((cell.counted, cell.of), size,
                               lambda painter, area: _paint_heat(painter, area, kit, cell.counted, cell.of))
        words = self._model.text(at, column)
        return kit.picture(words, size, lambda painter, area: Pens.write(
            painter, QRectF(area), words, kit.text, "soft_ink", _CENTRE))

    def _paint_group(self, painter: QPainter, area: QRect, kit: _Kit, words: str) -> None:
        """Each cell paints its own part of the words, which begin at the first one."""
        painter.setClipRect(area)
        whole = QRectF(self._view.columnViewportPosition(0) + kit.pad, area.top(),
                       self._view.viewport().width() - 2 * kit.pad, area.height() - kit.look.px(5))
        Pens.write(painter, whole, words, kit.bold_hint, "soft_ink", Qt.AlignmentFlag.AlignBottom | _LEFT)


def _paint_name(painter: QPainter, area: QRect, kit: _Kit, row: BoardRow) -> None:
    """Paint the name, in two smaller lines where one is not enough, and below it kind and place."""
    words, width = about(row), area.width() - 2 * kit.pad
    lines = kit.lines(row.member.name, width)
    pen = kit.strong if len(lines) == 1 else kit.bold_hint
    tall, low = pen.metrics.height(), kit.hint.metrics.height() if words else 0
    top, left = area.top() + (area.height() - tall * len(lines) - low) // 2, area.left() + kit.pad
    painter.setFont(pen.font)
    painter.setPen(kit.ink)
    for line in lines:
        painter.drawText(QRect(left, top, width, tall), _LEFT_LINE, line)
        top += tall
    if words:
        painter.setFont(kit.hint.font)
        painter.setPen(kit.soft)
        painter.drawText(QRect(left, top, width, low), _LEFT_LINE, kit.lines(words, width, is_hint=True)[0])


def _paint_level(painter: QPainter, area: QRect, kit: _Kit, row: BoardRow, below: str) -> None:
    standing, px, pad = row.standing, kit.look.px, kit.pad
    if standing is None:
        Pens.write(painter, QRectF(area).adjusted(pad / 2, 0, 0, 0), row.level_name, kit.small, "soft_ink",
                   _LEFT | Qt.AlignmentFlag.AlignVCenter)
        return
    pill, gap, low = px(26), px(2), kit.small.metrics.height() if below else 0
    top = (area.height() - pill - (gap + low if below else 0)) / 2
    name = row.level_name if standing.level else short_below(row.level_name)
    width = min(kit.bold_hint.metrics.horizontalAdvance(name) + px(48), area.width() - pad)
    paint_pill(painter, QRectF(0.5, top + 0.5, width, pill - 1), name, standing.rank, len(standing.charter.levels),
               kit.bold_hint.font)
    if below:
        Pens.write(painter, QRectF(pad / 2, top + pill + gap, area.width() - pad, low), below, kit.small, "soft_ink",
                   _LEFT)


def _paint_heat(painter: QPainter, area: QRect, kit: _Kit, counted: int, of: int) -> None:
    look = kit.look
    ground, ink = heat(counted, of, look.palette, look.is_contrast)
    height = min(look.px(34), area.height() - look.px(8))
    box = QRectF(3.5, (area.height() - height) / 2, area.width() - 7, height)
    painter.setBrush(ground)
    painter.setPen(kit.line)
    painter.drawRoundedRect(box, 6, 6)
    count, rest = str(counted), f"/{of}"
    wide = kit.strong.metrics.horizontalAdvance(count)
    left = box.center().x() - (wide + kit.text.metrics.horizontalAdvance(rest)) / 2
    base = box.center().y() + (kit.strong.metrics.ascent() - kit.strong.metrics.descent()) / 2
    painter.setPen(ink)
    painter.setFont(kit.strong.font)
    painter.drawText(QPointF(left, base), count)
    painter.setFont(kit.text.font)
    painter.drawText(QPointF(left + wide, base), rest)


def short_below(name: str) -> str:
    """The level below the first as a narrow column says it: its bars and its next level are told beside it."""
    return "Not yet" if name.startswith("Not yet ") else name
