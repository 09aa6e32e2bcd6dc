"""Packs as a tree: each with its organisation and counts, and under it the components in which something differs."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QTreeView, QWidget

from anchor_app.domain.merging_plan import Kind, MergePlan
from anchor_app.services.pack_words import Naming
from anchor_app.ui import theme
from anchor_app.ui.models.arriving import Group, counted, counts_words, groups_of
from anchor_app.ui.widgets.text import one_line

_ROW, _LEAST, _MOST = 30, 4, 16
"""The height of a row in pixels at 100 % text, and between how many rows the tree is high."""
_OPEN = 6
"""Packs up to which their components are shown at once."""


class ArrivingTree(QTreeView):
    """`chosen(Group | MergePlan)`: a row became the current one, with a component's group or a whole pack."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Group | MergePlan] = []
        self.model_of = QStandardItemModel(0, 2, self)
        self.setModel(self.model_of)
        self.setProperty("kind", "arriving")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHeaderHidden(True)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setUniformRowHeights(True)
        self.setAccessibleName("Packs and components that differ")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAllColumnsShowFocus(True)
        self.setMinimumWidth(theme.look().px(260))
        self.expanded.connect(lambda _: self._fit_height())
        self.collapsed.connect(lambda _: self._fit_height())

    def show_plans(self, plans: tuple[MergePlan, ...], naming: Naming, files: tuple[str, ...]) -> None:
        """Show packs and what differs in them; the first thing to decide becomes the current row."""
        self._rows = []
        self.model_of.clear()
        self.model_of.setColumnCount(2)
        first: QStandardItem | None = None
        for plan, file in zip(plans, files, strict=True):
            groups = groups_of(plan, naming)
            words = counts_words(counted(plan.differences)) or "nothing new"
            top = self._row(plan, one_line(plan.content.organisation_name or file, 120), words, file)
            self.model_of.appendRow(top)
            for group in groups:
                row = self._row(group, one_line(group.title, 120), counts_words(group.counts), "")
                top[0].appendRow(row)
                if first is None and group.counts.get(Kind.CONFLICT):
                    first = row[0]
        for at in range(self.model_of.rowCount()):
            self.setExpanded(self.model_of.index(at, 0), len(plans) <= _OPEN)
        self._fit()
        self._fit_height()
        self.setCurrentIndex(first.index() if first is not None else self.model_of.index(0, 0))

    def go_to(self, unit_of: object) -> bool:
        """Make the group with that conflict the current row; whether there is one."""
        for at in range(self.model_of.rowCount()):
            top = self.model_of.item(at)
            for row in range(top.rowCount()):
                group = self._rows[top.child(row).data()]
                if isinstance(group, Group) and any(one.unit == unit_of and one.kind is Kind.CONFLICT
                                                    for one in group.differences):
                    self.setCurrentIndex(top.child(row).index())
                    self.scrollTo(top.child(row).index())
                    return True
        return False

    def currentChanged(self, current: QModelIndex | QPersistentModelIndex,
                       previous: QModelIndex | QPersistentModelIndex) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            at = current.sibling(current.row(), 0).data(Qt.ItemDataRole.UserRole + 1)
            self.chosen.emit(self._rows[at])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.viewport().width()
        self.setColumnWidth(0, room - min(theme.look().px(190), room // 2))
        self.setColumnWidth(1, min(theme.look().px(190), room // 2))

    def _fit_height(self) -> None:
        """As high as its rows, within reason."""
        rows = 0
        for at in range(self.model_of.rowCount()):
            rows += 1 + (self.model_of.item(at).rowCount() if self.isExpanded(self.model_of.index(at, 0)) else 0)
        self.setFixedHeight(theme.look().px(_ROW) * min(max(rows, _LEAST), _MOST) + 8)

    def _row(self, about: Group | MergePlan, name: str, words: str, tip: str) -> list[QStandardItem]:
        first, second = QStandardItem(name), QStandardItem(words)
        first.setData(len(self._rows))
        self._rows.append(about)
        first.setAccessibleText(", ".join(filter(None, (name, words, tip))))
        second.setForeground(theme.colour("soft_ink"))
        first.setSizeHint(QSize(0, theme.look().px(_ROW)))
        return [first, second]
