"""The proof of a level: what each domain has, what it would hold alone, and what the rule needs."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from anchor_app.domain.level_wording import rule_words
from anchor_app.domain.scoring import BELOW, DomainCount, Standing
from anchor_app.ui import theme
from anchor_app.ui.widgets.badge import LevelBadge
from anchor_app.ui.widgets.card import rule
from anchor_app.ui.widgets.row_button import RowButton
from anchor_app.ui.widgets.segment_bar import SegmentBar
from anchor_app.ui.widgets.text import PlainLabel

_NAME = 16
"""Average characters that a domain's name needs at least; without that room the rule stands below it."""

_BADGE = 150
"""Pixels at 100 % text beyond which a level's name is cut; the row says it whole."""

_EDGE, _GAP = 10, 14

_HEADINGS = ("Domain", "", "Fulfilled", "Here alone", "The rule")


class _Cells:
    """What both a row and the headings are made of: five cells, in one line or in two."""

    def __init__(self, grid: QGridLayout, cells: tuple[QWidget, ...]) -> None:
        self.grid, self.cells = grid, cells
        margin = theme.look().px(8)
        grid.setContentsMargins(_EDGE, margin, _EDGE, margin)
        grid.setHorizontalSpacing(_GAP)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        self.arrange(False)

    def arrange(self, is_narrow: bool) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        name, bar, count, badge, rule = self.cells
        bar.setVisible(not is_narrow)
        self.grid.addWidget(name, 0, 0)
        self.grid.addWidget(bar, 0, 1, middle)
        self.grid.addWidget(count, 0, 2, middle)
        self.grid.addWidget(badge, 0, 3, middle | Qt.AlignmentFlag.AlignLeft)
        if is_narrow:
            self.grid.addWidget(rule, 1, 0, 1, 4)
        else:
            self.grid.addWidget(rule, 0, 4, middle)

    def set_widths(self, widths: list[int]) -> None:
        for column, width in enumerate(widths):
            self.grid.setColumnMinimumWidth(column, width)


class ProofRow(RowButton):
    """One domain's line of the proof."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name_label = PlainLabel("", "text", self)
        self.bar = SegmentBar(self)
        self.count_label = PlainLabel("", "text", self, wraps=False)
        self.badge = LevelBadge(self)
        self.rule_label = PlainLabel("", "hint", self)
        self.cells = _Cells(QGridLayout(self), (self.name_label, self.bar, self.count_label, self.badge,
                                                self.rule_label))

    def show_count(self, count: DomainCount, standing: Standing) -> None:
        """Show a domain of a standing."""
        levels, level = standing.charter.levels, count.level
        rule = rule_words(count, standing)
        alone = level.name if level else BELOW.format(levels[0].name)
        fulfilled = f"{count.counted} of {count.of}"
        self.name_label.setText(f"{count.domain.number}  {count.domain.short_title}")
        self.bar.set_count(count.counted, count.of)
        self.count_label.setText(fulfilled)
        self.badge.set_level(alone, levels.index(level) + 1 if level else 0, len(levels))
        self.rule_label.setText(rule)
        self.rule_label.set_tone("warning" if rule.endswith("not met") else "")
        self.setAccessibleName(f"Domain {count.domain.number} {count.domain.short_title}: {fulfilled} fulfilled, "
                               f"{alone} here alone, {rule}")


class ProofTable(QWidget):
    """Every domain of a standing; `domain_requested(id)` when a row is pressed."""

    domain_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self.rows: list[ProofRow] = []
        self._ids: list[str] = []
        head = QWidget(self)
        head.setProperty("role", "bare")
        self._head = _Cells(QGridLayout(head), tuple(
            PlainLabel(words, "caption", head, wraps=words == "The rule") for words in _HEADINGS))
        self._head_widget = head
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(head)
        self._column.addWidget(rule(self))
        self._is_narrow = False

    def show_standing(self, standing: Standing) -> None:
        """Show the proof of a standing, keeping rows and focus where they are."""
        self._ids = [count.domain.id for count in standing.domains]
        while len(self.rows) > len(standing.domains):
            self.rows.pop().deleteLater()
        while len(self.rows) < len(standing.domains):
            row = ProofRow(self)
            row.clicked.connect(partial(self._on_row_pressed, len(self.rows)))
            row.cells.arrange(self._is_narrow)
            self.rows.append(row)
            self._column.addWidget(row)
        for row, count in zip(self.rows, standing.domains, strict=True):
            row.show_count(count, standing)
        self._align()

    def _on_row_pressed(self, at: int) -> None:
        self.domain_requested.emit(self._ids[at])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._align()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_head"):
            self._align()

    def _align(self) -> None:
        """Give the columns of all rows the same widths, and go narrow where they do not fit."""
        look, name = theme.look(), _NAME * self.fontMetrics().averageCharWidth()
        groups = [self._head, *(row.cells for row in self.rows)]
        for row in self.rows:
            row.name_label.setMinimumWidth(name)
            row.badge.setMaximumWidth(look.px(_BADGE))
        bar, count, badge = (max(group.cells[at].sizeHint().width() for group in groups) for at in (1, 2, 3))
        longest = max((row.rule_label.fontMetrics().horizontalAdvance(row.rule_label.text()) for row in self.rows),
                      default=0)
        widths = [name, bar, count, min(badge, look.px(_BADGE)), min(longest + 4, self.width() // 3)]
        is_narrow = self.width() < sum(widths) + 4 * _GAP + 2 * _EDGE
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            for group in groups:
                group.arrange(is_narrow)
            self._head.cells[4].setVisible(not is_narrow)
        if is_narrow:
            widths[1] = widths[4] = 0
        for group in groups:
            group.set_widths(widths)
