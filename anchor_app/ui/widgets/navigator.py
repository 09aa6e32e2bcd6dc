"""The way through the charter: every domain and component, with how it stands."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QElapsedTimer, QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QTreeView, QWidget

from anchor_app.domain.edit import Edit
from anchor_app.domain.register import folded
from anchor_app.ui.delegates.navigator_delegate import NavigatorDelegate
from anchor_app.ui.models.answers import Answers
from anchor_app.ui.models.charter_tree_model import CharterTreeModel, Index, TreeRole
from anchor_app.ui.widgets.text import show_plain_tooltip


class Navigator(QTreeView):
    """The tree of the charter. Going to a row opens it; Return gives the keyboard to the page that it opened.

    Typing goes to the next number or title that begins so. `chosen` carries the id of a component or domain and
    is emitted for what a person does only; `entered` is for Return.
    """

    chosen = Signal(str)
    entered = Signal()

    def __init__(self, answers: Answers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tree = CharterTreeModel(answers, self)
        self._typed = ""
        self._pause = QElapsedTimer()
        self._is_showing = False
        self.setProperty("kind", "navigator")
        self.setAccessibleName("Domains and components")
        self.setModel(self.tree)
        self.setItemDelegate(NavigatorDelegate(self))
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setExpandsOnDoubleClick(False)
        self.setIndentation(0)
        self.setMouseTracking(True)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.tree.modelReset.connect(self.expandAll)
        self.expandAll()
        self.clicked.connect(self._on_clicked)

    def show_key(self, key: str) -> None:
        """Mark the row of what is open, without asking for anything."""
        index = self.tree.index_of(key)
        if index.isValid() and index != self.currentIndex():
            self._is_showing = True
            self.setCurrentIndex(index)
            self._is_showing = False
            self.scrollTo(index)

    def take(self, edit: Edit) -> None:
        """Show what an edit changed here."""
        self.tree.take(edit)
        if any(change.what.kind == "component" and change.what.field in ("focus", "look_again")
               for change in edit.changes):
            self.scheduleDelayedItemsLayout()

    def show_only(self, keys: Collection[str] | None) -> None:
        """Show these components and their domains alone, or with None all of them."""
        for row in range(self.tree.rowCount()):
            top = self.tree.index(row, 0)
            hidden = [keys is not None and self.tree.index(place, 0, top).data(TreeRole.KEY) not in keys
                      for place in range(self.tree.rowCount(top))]
            for place, is_hidden in enumerate(hidden):
                self.setRowHidden(place, top, is_hidden)
            self.setRowHidden(row, QModelIndex(), bool(hidden) and all(hidden) and top.data(TreeRole.KEY) not in (
                keys or ()))

    def refresh(self) -> None:
        """Look at everything again; the selection and the place stay where the charter is the same."""
        if self.tree.is_current():
            self.tree.announce_all()
            self.scheduleDelayedItemsLayout()
        else:
            self.tree.reload()

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802
        super().currentChanged(current, previous)
        if not self._is_showing and current.isValid():
            self.chosen.emit(current.data(TreeRole.KEY))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.accept()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802
        """Go to the next row whose number or title begins with what is typed without a pause."""
        is_going_on = self._pause.isValid() and self._pause.elapsed() < QApplication.keyboardInputInterval()
        self._typed = self._typed + search if is_going_on else search
        self._pause.start()
        rows = self._rows()
        here = rows.index(self.currentIndex()) if self.currentIndex() in rows else -1
        first = here if len(self._typed) > 1 and here >= 0 else here + 1
        wanted = folded(self._typed)
        for index in rows[first:] + rows[:first]:
            names = (index.data(TreeRole.NUMBER), index.data(TreeRole.TITLE), index.data())
            if any(folded(str(name)).startswith(wanted) for name in names):
                self.setCurrentIndex(index)
                return

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            words = index.data(Qt.ItemDataRole.AccessibleTextRole) if index.isValid() else ""
            show_plain_tooltip(self, event.globalPos(), str(words))
            return True
        return super().viewportEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.scheduleDelayedItemsLayout()

    def _on_clicked(self, index: QModelIndex) -> None:
        """Open the current row again: it may not be what is shown any more."""
        self.chosen.emit(index.data(TreeRole.KEY))

    def _rows(self) -> list[QModelIndex]:
        rows = []
        for row in range(self.tree.rowCount()):
            top = self.tree.index(row, 0)
            rows.append(top)
            rows += [self.tree.index(place, 0, top) for place in range(self.tree.rowCount(top))]
        return rows
