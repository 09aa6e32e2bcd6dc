"""The preview of a pack: everything that goes, what deserves a look first, and what stays here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Signal
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from anchor_app.domain.level_wording import size_words
from anchor_app.ui import theme
from anchor_app.ui.models.shared_model import WHAT, WHERE, WHO, Part, SharedModel, SharedRow, rows_of
from anchor_app.ui.widgets.card import Card
from anchor_app.ui.widgets.row_table import RowTable
from anchor_app.ui.widgets.status import Segments
from anchor_app.ui.widgets.text import PlainLabel

if TYPE_CHECKING:
    from anchor_app.domain.sharing import Shared
    from anchor_app.services.hidden_data import Inside

_ROWS = 9


class SharedTable(RowTable):
    """`shown(row)`: a row became the current one."""

    shown = Signal(object)

    def __init__(self, model: SharedModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self.setProperty("role", "figures")
        self.dress("What goes into the pack")
        self.fit()

    def open_row(self, row: int) -> None:
        self.shown.emit(self._model.row(row))

    def currentChanged(self, current: QModelIndex | QPersistentModelIndex,
                       previous: QModelIndex | QPersistentModelIndex) -> None:
        super().currentChanged(current, previous)
        self.shown.emit(self._model.row(current.row()))

    def fit(self) -> None:
        look, room = theme.look(), self.viewport().width()
        self.verticalHeader().setDefaultSectionSize(look.px(32))
        self.setFixedHeight(look.px(32) * _ROWS)
        has_who = room >= look.px(420) and self._model.part is not Part.STAYS
        self.setColumnHidden(WHO, not has_who)
        left = room - (look.px(110) if has_who else 0)
        self.setColumnWidth(WHO, look.px(110))
        self.setColumnWidth(WHERE, left * 2 // 5)
        self.setColumnWidth(WHAT, left - left * 2 // 5)


class SharedPreview(Card):
    """Shows what `show_pack` was told; what deserves a look comes first, where there is any."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("4 Look at what goes", parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.model = SharedModel(self)
        self.summary_label = PlainLabel("", "text", self)
        self.warning_label = PlainLabel("", "text", self)
        self.warning_label.set_tone("warning")
        self.parts = Segments({one: one.value for one in Part}, self)
        self.parts.setAccessibleName("Which part of the preview")
        self.table = SharedTable(self.model, self)
        self.note_label = PlainLabel("", "text", self)
        self.note_label.set_tone("warning")
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("The whole text")
        for widget in (self.summary_label, self.warning_label, self.parts, self.table, self.note_label, self.text):
            self.body.addWidget(widget)
        self.parts.chosen.connect(self._on_part)
        self.table.shown.connect(self._show_row)
        self.parts.show_choice(Part.GOES)
        self._show_row(None)
        self.show_waiting("")

    def show_waiting(self, words: str) -> None:
        """Say what is being done before there is a preview."""
        self.summary_label.setText(words)
        self.summary_label.setVisible(bool(words))

    def show_pack(self, pack: Shared, inside: Mapping[str, Inside], *, is_looked_through: bool) -> None:
        """Show a pack to be; `is_looked_through` once its documents were looked into."""
        self.model.show_rows(rows_of(pack, inside))
        total = sum(one.size for one in pack.files)
        files = f"{len(pack.files):,} {'file' if len(pack.files) == 1 else 'files'}"
        self.show_waiting(f"{len(pack.texts):,} {'text' if len(pack.texts) == 1 else 'texts'} and {files}"
                          + (f" ({size_words(total)})" if pack.files else "") + " go"
                          + ("." if is_looked_through else "; looking through the files…"))
        warned, stays = self.model.count(Part.WARNED), self.model.count(Part.STAYS)
        self.warning_label.setText(
            f"{warned:,} of them {'deserves' if warned == 1 else 'deserve'} a look first: they may hold numbers or "
            "addresses of people, or something that is not seen on the page." if warned else "")
        self.warning_label.setVisible(bool(warned))
        for part, count in ((Part.GOES, self.model.count(Part.GOES)), (Part.WARNED, warned), (Part.STAYS, stays)):
            self.parts.button(part).setText(f"{part.value} ({count:,})")
            self.parts.button(part).setEnabled(bool(count) or part is Part.GOES)
        if self.parts.choice is not Part.GOES and not self.model.count(self.model.part):
            self.parts.button(Part.GOES).click()
        self._show_row(None)

    def _on_part(self, part: Part) -> None:
        self.model.show_part(part)
        self.table.fit()
        self._show_row(None)

    def _show_row(self, row: SharedRow | None) -> None:
        self.note_label.setText(row.note if row else "")
        self.note_label.setVisible(bool(row and row.note and row.part is Part.GOES))
        self.text.setPlainText(row.text[:20_000] if row else "")
        self.text.setPlaceholderText("Choose a row to read all of it.")
        self.text.setFixedHeight(theme.look().px(120))
