"""How a component that evidence may support is painted: a box, ticked or not, and its title."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from anchor_app.ui import theme

_PAD, _SIDE = 8, 18
_Index = QModelIndex | QPersistentModelIndex
_WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


class LinkDelegate(QStyledItemDelegate):
    """Titles wrap; a click anywhere on a row ticks it, as the space bar does."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        view = self.parent()
        look, room = theme.look(), 300
        if isinstance(view, QListView):
            room = max(60, view.viewport().width() - look.px(3 * _PAD + _SIDE))
        text = str(index.data() or "")
        height = QFontMetrics(option.font).boundingRect(QRect(0, 0, room, 10_000), int(_WRAPPED), text).height()
        return QSize(room, max(height, look.px(_SIDE)) + look.px(_PAD))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        look = theme.look()
        pad, side = look.px(_PAD), look.px(_SIDE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_current = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if is_current:
            painter.fillRect(option.rect, theme.colour("accent_tint"))
        top = option.rect.top() + pad / 2
        box = QRectF(option.rect.left() + pad + 1, top + 1, side - 2, side - 2)
        is_ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        is_enabled = bool(index.flags() & Qt.ItemFlag.ItemIsEnabled)
        tick = theme.colour("accent" if is_enabled else "soft_ink")
        painter.setPen(QPen(tick if is_ticked else theme.colour("soft_ink"), 1.5))
        painter.setBrush(tick if is_ticked else theme.colour("card"))
        painter.drawRoundedRect(box, 4, 4)
        if is_ticked:
            painter.setPen(QPen(theme.colour("card"), side / 9, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawPolyline([QPointF(box.left() + box.width() * x, box.top() + box.height() * y)
                                  for x, y in ((0.24, 0.54), (0.42, 0.72), (0.76, 0.32))])
        painter.setFont(option.font)
        painter.setPen(theme.colour("ink" if is_enabled else "soft_ink"))
        painter.drawText(option.rect.adjusted(2 * pad + side, pad // 2, -pad, 0), int(_WRAPPED), str(index.data()))
        painter.restore()

    def editorEvent(self, event: QEvent, model, option: QStyleOptionViewItem, index: _Index) -> bool:  # type: ignore[no-untyped-def]
        if not index.flags() & Qt.ItemFlag.ItemIsEnabled:
            return False
        is_click = (event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent)
                    and event.button() is Qt.MouseButton.LeftButton)
        if not is_click and event.type() != QEvent.Type.KeyPress:
            return False
        if not is_click and event.key() != Qt.Key.Key_Space:  # type: ignore[attr-defined]
            return False
        is_ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        wanted = Qt.CheckState.Unchecked if is_ticked else Qt.CheckState.Checked
        return bool(model.setData(index, wanted, Qt.ItemDataRole.CheckStateRole))
