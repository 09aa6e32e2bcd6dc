"""Painting the navigator: a domain as a heading with its count, a component as a status shape and a title."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from anchor_app import design
from anchor_app.domain.assessment import Status
from anchor_app.ui import theme
from anchor_app.ui.models.charter_tree_model import TreeRole
from anchor_app.ui.widgets.shapes import paint_shape
from anchor_app.ui.widgets.status import status_shape
from anchor_app.ui.widgets.text import elided

_ROW, _FLAGS, _HEADING = 28, 17, 33
_SHAPE, _EDGE = 15, 9


class NavigatorDelegate(QStyledItemDelegate):
    """Paints rows in the look in force; the flags stand in words under the title they belong to."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        look = theme.look()
        if index.data(TreeRole.STATUS) is None:
            return QSize(0, look.px(_HEADING))
        return QSize(0, look.px(_ROW + (_FLAGS if index.data(TreeRole.FLAGS) else 0)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem,
              index: QModelIndex | QPersistentModelIndex) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option)
        if index.data(TreeRole.STATUS) is None:
            self._paint_domain(painter, option, index)
        else:
            self._paint_component(painter, option, index)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        area = QRectF(option.rect).adjusted(1, 1, -1, -1)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if is_chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_tint" if is_chosen else "ground"))
            painter.drawRoundedRect(area, design.CONTROL_RADIUS, design.CONTROL_RADIUS)
        if has_focus or (is_chosen and theme.look().is_contrast):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(area, design.CONTROL_RADIUS, design.CONTROL_RADIUS)

    def _paint_domain(self, painter: QPainter, option: QStyleOptionViewItem,
                      index: QModelIndex | QPersistentModelIndex) -> None:
        edge = theme.look().px(_EDGE)
        area = option.rect.adjusted(edge, 0, -edge, 0)
        font = _font(option.font, design.HINT.size, bold=False)
        count = str(index.data(TreeRole.COUNT))
        count_width = QFontMetrics(font).horizontalAdvance(count)
        painter.setPen(theme.colour("soft_ink"))
        painter.setFont(font)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, count)
        painter.setFont(_font(option.font, design.HINT.size, bold=True))
        text = elided(str(index.data()), painter.fontMetrics(), area.width() - count_width - edge)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _paint_component(self, painter: QPainter, option: QStyleOptionViewItem,
                         index: QModelIndex | QPersistentModelIndex) -> None:
        look = theme.look()
        edge, side, row = look.px(_EDGE), look.px(_SHAPE), look.px(_ROW)
        top, left = option.rect.top(), option.rect.left() + edge
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = theme.colour("accent_tint" if is_chosen else "card")
        shape = QRectF(left, top + (row - side) / 2, side, side)
        paint_shape(painter, shape, status_shape(Status(index.data(TreeRole.STATUS))), ground=ground)
        line = QRect(left + side + edge, top, option.rect.right() - edge - left - side - edge, row)
        number = str(index.data(TreeRole.NUMBER))
        painter.setPen(theme.colour("ink"))
        painter.setFont(_font(option.font, design.HINT.size, bold=True))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, number)
        used = painter.fontMetrics().horizontalAdvance(f"{number} ")
        painter.setFont(_font(option.font, design.HINT.size, bold=is_chosen))
        rest = line.adjusted(used, 0, 0, 0)
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter,
                         elided(str(index.data(TreeRole.TITLE)), painter.fontMetrics(), rest.width()))
        self._paint_flags(painter, option, index, line.translated(0, look.px(_FLAGS + 3)))

    def _paint_flags(self, painter: QPainter, option: QStyleOptionViewItem,
                     index: QModelIndex | QPersistentModelIndex, line: QRect) -> None:
        flags = index.data(TreeRole.FLAGS)
        if flags:
            ink: QColor = theme.colour("warning" if "Look again" in flags else "accent")
            painter.setPen(ink)
            painter.setFont(_font(option.font, design.HINT.size - 1, bold=True))
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, " · ".join(flags))


def _font(base: QFont, size: float, *, bold: bool) -> QFont:
    font = QFont(base)
    font.setPixelSize(theme.look().px(size))
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font
