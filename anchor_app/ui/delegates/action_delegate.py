"""How actions are painted: a row of the table, and a card of the board."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from anchor_app import design
from anchor_app.domain.action import Action
from anchor_app.ui import icons, theme
from anchor_app.ui.models.action_model import COLUMNS, ActionModel, Column, due_words
from anchor_app.ui.widgets.pens import Pen, Pens
from anchor_app.ui.widgets.shapes import paint_shape
from anchor_app.ui.widgets.status import action_shape
from anchor_app.ui.widgets.text import one_line, show_plain_tooltip

ROW = 56
"""Height of a row in pixels at 100 % text."""
_PAD, _SHAPE, _SIGN = 8, 16, 14
_LONGEST_FACT = 48
"""Characters of one fact under a title, so that a long one leaves room for the others."""
_Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class _ActionPainter(QStyledItemDelegate):
    """What rows and cards share: the pens, the tooltip, and how a day that is over stands out."""

    def __init__(self, model: ActionModel, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._model, self._view = model, view
        self._pens = Pens()

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem,
                  index: _Index) -> bool:
        action = index.data(Qt.ItemDataRole.UserRole)
        if event.type() == QEvent.Type.ToolTip and isinstance(action, Action):
            show_plain_tooltip(view, event.globalPos(), self._model.spoken(action))
            return True
        return False

    def _paint_day(self, painter: QPainter, area: QRectF, action: Action, words: str, pen: Pen, *,
                   has_ground: bool) -> None:
        """When it is due; one that is late has a sign and its words in the warning's tone."""
        if not action.is_overdue(self._model.today):
            self._pens.write(painter, area, words, pen, "ink" if action.is_open and action.due else "soft_ink", _LEFT)
            return
        look = theme.look()
        side, pad = look.px(_SIGN), look.px(6)
        wanted = pen.metrics.horizontalAdvance(words) + side + 3 * pad
        height = pen.metrics.height() + look.px(6)
        box = QRectF(area.left(), area.center().y() - height / 2, min(wanted, area.width()), height)
        if has_ground:
            painter.setBrush(theme.colour("warning_tint"))
            painter.setPen(QPen(theme.colour("warning"), 1) if look.is_contrast else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(box, look.px(5), look.px(5))
        icons.paint(painter, "warning", QRectF(box.left() + pad, box.center().y() - side / 2, side, side),
                    theme.colour("warning"))
        self._pens.write(painter, box.adjusted(2 * pad + side, 0, -pad + 1, 0), words, pen, "warning", _LEFT)


class ActionDelegate(_ActionPainter):
    """Title over the facts whose columns are hidden; a status never stands without its words."""

    def __init__(self, model: ActionModel, is_hidden: Callable[[Column], bool], view: QAbstractItemView) -> None:
        super().__init__(model, view)
        self._is_hidden = is_hidden

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(theme.look().px(80), theme.look().px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        action = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(action, Action):
            return
        look, rect = theme.look(), option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("accent_tint"))
            if look.is_contrast:
                painter.setPen(QPen(theme.colour("accent"), 2))
                painter.drawLine(rect.topLeft(), rect.topRight())
                painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        area = QRectF(rect).adjusted(look.px(_PAD), 0, -look.px(_PAD), 0)
        column, pen = COLUMNS[index.column()], self._pens.pen()
        text = self._model.text(action, column)
        if column is Column.TITLE:
            self._paint_title(painter, area, action, text)
        elif column is Column.STATUS:
            self._paint_status(painter, area, action, text, pen)
        elif column is Column.DUE:
            self._paint_day(painter, area, action, text, self._pens.pen(design.HINT.size), has_ground=True)
        else:
            is_faint = column is Column.OWNER and not action.owner_name
            self._pens.write(painter, area, text, pen, "soft_ink" if is_faint else "ink", _LEFT)
        painter.restore()

    def _paint_status(self, painter: QPainter, area: QRectF, action: Action, text: str, pen: Pen) -> None:
        side = theme.look().px(_SHAPE)
        paint_shape(painter, QRectF(area.left(), area.center().y() - side / 2, side, side),
                    action_shape(action.status))
        self._pens.write(painter, area.adjusted(side + theme.look().px(_PAD), 0, 0, 0), text, pen, "ink", _LEFT)

    def _paint_title(self, painter: QPainter, area: QRectF, action: Action, text: str) -> None:
        facts = [one_line(self._model.text(action, column), _LONGEST_FACT) for column in (
            Column.DUE, Column.STATUS, Column.OWNER, Column.COMPONENTS, Column.WHOSE) if self._is_hidden(column)]
        if self._is_hidden(Column.PRIORITY) and action.priority:
            facts.append(f"{action.priority.words} priority")
        second = " · ".join(fact for fact in facts if fact)
        strong, hint = self._pens.pen(is_strong=True), self._pens.pen(design.HINT.size)
        if not second:
            self._pens.write(painter, area, text, strong, "ink", _LEFT)
            return
        height = strong.metrics.height() + hint.metrics.height() + theme.look().px(2)
        top = area.top() + (area.height() - height) / 2
        self._pens.write(painter, QRectF(area.left(), top, area.width(), strong.metrics.height()), text, strong, "ink",
                         _LEFT)
        is_late = action.is_overdue(self._model.today) and self._is_hidden(Column.DUE)
        self._pens.write(painter, QRectF(area.left(), top + height - hint.metrics.height(), area.width(),
                                         hint.metrics.height()), second, hint, "warning" if is_late else "soft_ink",
                         _LEFT)


class CardDelegate(_ActionPainter):
    """A card: the title in two lines, what it is about and whose, and when it is due beside how much it matters."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        strong, hint = self._pens.pen(is_strong=True), self._pens.pen(design.HINT.size)
        look = theme.look()
        return QSize(look.px(60), 2 * strong.metrics.lineSpacing() + 3 * hint.metrics.lineSpacing() + look.px(36))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        action = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(action, Action):
            return
        look = theme.look()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(1.5, 1.5, -1.5, -look.px(8))
        is_current = bool(option.state & QStyle.StateFlag.State_Selected) and index == self._view.currentIndex()
        is_here = is_current and self._view.hasFocus()
        painter.setBrush(theme.colour("accent_tint" if is_here else "card"))
        painter.setPen(QPen(theme.colour("accent" if is_here else "line"), 2 if is_here else 1))
        painter.drawRoundedRect(box, design.CONTROL_RADIUS, design.CONTROL_RADIUS)
        self._paint_words(painter, box.adjusted(look.px(10), look.px(8), -look.px(10), -look.px(8)), action)
        painter.restore()

    def _paint_words(self, painter: QPainter, area: QRectF, action: Action) -> None:
        strong, hint = self._pens.pen(is_strong=True), self._pens.pen(design.HINT.size)
        step, top = hint.metrics.lineSpacing(), area.top()
        for line in two_lines(one_line(action.title, 400), strong, area.width()):
            self._pens.write(painter, QRectF(area.left(), top, area.width(), strong.metrics.lineSpacing()), line,
                             strong, "ink", _LEFT)
            top += strong.metrics.lineSpacing()
        top = area.bottom() - 3 * step - theme.look().px(2)
        whose = self._model.text(action, Column.WHOSE) if self._model.whose is None else ""
        facts = (" · ".join(fact for fact in (whose, self._model.text(action, Column.OWNER)) if fact),
                 " · ".join(fact for fact in (self._model.text(action, Column.COMPONENTS),
                                              f"{action.priority.words} priority" if action.priority else "") if fact))
        for fact in facts:
            self._pens.write(painter, QRectF(area.left(), top, area.width(), step), fact, hint, "soft_ink", _LEFT)
            top += step
        day = due_words(action, self._model.today, is_short=True)
        is_late = action.is_overdue(self._model.today)
        room = QRectF(area.left() - theme.look().px(6) if is_late else area.left(), top + theme.look().px(2),
                      area.width() + (theme.look().px(12) if is_late else 0), step)
        self._paint_day(painter, room, action, day, hint, has_ground=False)


def two_lines(text: str, pen: Pen, width: float) -> tuple[str, ...]:
    """A text as it fits into two lines, the second cut where there is more."""
    layout = QTextLayout(text, pen.font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(width)
    end = line.textLength()
    layout.endLayout()
    rest = text[end:].strip()
    if not rest:
        return (text,)
    return text[:end].rstrip(), pen.metrics.elidedText(rest, Qt.TextElideMode.ElideRight, int(width))
