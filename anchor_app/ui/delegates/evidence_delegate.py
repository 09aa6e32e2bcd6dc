"""How a row of the evidence register is painted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from anchor_app import design
from anchor_app.domain.evidence import Evidence
from anchor_app.domain.register import Column, Review
from anchor_app.ui import theme
from anchor_app.ui.models.evidence_model import COLUMNS, EvidenceModel

_PAD = 8
_LONGEST_SHOWN = 400
"""Characters of a cell that are measured and painted; the rest could not be seen anyway."""

_Index = QModelIndex | QPersistentModelIndex


class EvidenceDelegate(QStyledItemDelegate):
    """Reference as a tag, title over the facts whose columns are hidden, review date as words in a tone."""

    def __init__(self, model: EvidenceModel, is_hidden: Callable[[Column], bool],
                 parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._is_hidden = is_hidden

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        look = theme.look()
        text = QFontMetrics(_font(design.TEXT.size))
        words = str(index.data() or "")[:_LONGEST_SHOWN]
        return QSize(text.horizontalAdvance(words) + look.px(3 * _PAD), look.px(56))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        piece = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(piece, Evidence):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_chosen:
            painter.fillRect(option.rect, theme.colour("accent_tint"))
            if theme.look().is_contrast:
                painter.setPen(QPen(theme.colour("accent"), 2))
                painter.drawLine(option.rect.topLeft(), option.rect.topRight())
                painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        column = COLUMNS[index.column()]
        area = option.rect.adjusted(theme.look().px(_PAD), 0, -theme.look().px(_PAD), 0)
        text = self._model.text(piece, column)[:_LONGEST_SHOWN]
        if column is Column.REFERENCE:
            _tag(painter, area, text, "accent", is_filled=not is_chosen)
        elif column is Column.TITLE:
            self._paint_title(painter, area, piece, text)
        elif column is Column.REVIEW and self._model.review(piece) in (Review.PAST, Review.DUE):
            _tag(painter, area, text, "warning", is_filled=True)
        else:
            is_faint = column is Column.SUPPORTS and not self._model.supported(piece.id)
            _line(painter, area, text, _font(design.TEXT.size), "soft_ink" if is_faint else "ink")
        painter.restore()

    def _paint_title(self, painter: QPainter, area: QRect, piece: Evidence, text: str) -> None:
        facts = [self._model.text(piece, column)[:_LONGEST_SHOWN] for column in (
            Column.KIND, Column.DESCRIBES, Column.SENSITIVITY, Column.OWNER) if self._is_hidden(column)]
        second = " · ".join(fact for fact in facts if fact)
        damage = "damaged or missing" if piece.id in self._model.damaged else ""
        strong = _font(design.TEXT.size, QFont.Weight.DemiBold)
        if not second and not damage:
            _line(painter, area, text, strong, "ink")
            return
        half = area.height() // 2
        upper = area.adjusted(0, 0, 0, -half).translated(0, theme.look().px(4))
        lower = area.adjusted(0, half, 0, 0).translated(0, -theme.look().px(4))
        _line(painter, upper, text, strong, "ink")
        if damage:
            second = f"{damage} · {second}" if second else damage
        _line(painter, lower, second, _font(design.HINT.size), "warning" if damage else "soft_ink")


def _font(size: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    font = QFont([design.FAMILY, design.FALLBACK_FAMILY])
    font.setPixelSize(theme.look().px(size))
    font.setWeight(weight)
    return font


def _line(painter: QPainter, area: QRect, text: str, font: QFont, ink: str) -> None:
    painter.setFont(font)
    painter.setPen(theme.colour(ink))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
                     | Qt.TextFlag.TextSingleLine, shown)


def _tag(painter: QPainter, area: QRect, text: str, tone: str, *, is_filled: bool) -> None:
    look, font = theme.look(), _font(design.HINT.size)
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width() - look.px(12))
    height = metrics.height() + look.px(6)
    box = QRectF(area.left(), area.center().y() - height / 2, metrics.horizontalAdvance(shown) + look.px(12), height)
    painter.setBrush(QColor(theme.colour(f"{tone}_tint")) if is_filled else QColor(theme.colour("card")))
    painter.setPen(QPen(theme.colour(tone), 1) if look.is_contrast else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(box, look.px(5), look.px(5))
    painter.setFont(font)
    painter.setPen(theme.colour(tone))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)
