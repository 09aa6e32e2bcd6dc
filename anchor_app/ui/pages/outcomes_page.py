"""Outcomes: what each domain is meant to change, beside its level, and how far that is."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.edit import Edit
from anchor_app.domain.owned_record import owned_key
from anchor_app.ui import icons
from anchor_app.ui.dialogs.paste_dialog import PasteDialog
from anchor_app.ui.hub import Hub
from anchor_app.ui.models.followed import Followed
from anchor_app.ui.models.outcome_list_model import OutcomeListModel
from anchor_app.ui.pages.fresh_page import FreshPage
from anchor_app.ui.widgets.layouts import PAGE_MARGINS
from anchor_app.ui.widgets.list_and_detail import ListAndDetail
from anchor_app.ui.widgets.outcome_detail import OutcomeDetail
from anchor_app.ui.widgets.outcome_list import OutcomeList
from anchor_app.ui.widgets.text import PlainLabel, plain_tooltip

_NARROW = 112
"""Average characters of width below which the list and the detail take turns."""
_HINT = ("What each domain is for, beside the level it has reached: a level says what is in place, an outcome whether "
         "it changed anything.")
_NONE = "The charter names no outcome. Add one of your own, and it stands here with its readings."


class OutcomesPage(FreshPage):
    """The outcomes under their domains, beside the one that is chosen."""

    title = "Outcomes"
    kinds: ClassVar = ("outcome", "reading", "assessment", "component", "story", "taken-up", "evidence",
                       "organisation")
    evidence_requested = Signal(str)

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(hub, parent)
        self.followed = Followed(hub)
        self.model = OutcomeListModel(self.followed, self)
        self.dialog: PasteDialog | None = None
        self._is_new = False
        self._awaited = ""
        self._build()
        self._connect()
        self.follow()

    def _build(self) -> None:
        self.title_label = PlainLabel(self.title, "page", self, wraps=False)
        self.hint_label = PlainLabel(_HINT, "soft", self)
        self.add_button = QPushButton("Add an outcome", self)
        self.add_button.setObjectName("add_outcome")
        self.add_button.setProperty("kind", "primary")
        icons.dress(self.add_button, "add", ink="card")
        self.none_label = PlainLabel("", "soft", self)
        self.none_label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.list = OutcomeList(self.model, self)
        self.detail = OutcomeDetail(self.followed, self)
        left = QWidget(self)
        left.setProperty("role", "bare")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list, 1)
        column.addWidget(self.none_label, 1)
        self.both = ListAndDetail(left, self.detail, _NARROW, self)
        self.both.splitter.setStretchFactor(0, 2)
        self.both.splitter.setStretchFactor(1, 3)
        self.both.splitter.setSizes([380, 640])
        head = QHBoxLayout()
        head.addWidget(self.title_label, 1)
        head.addWidget(self.add_button)
        root = QVBoxLayout(self)
        root.setContentsMargins(*PAGE_MARGINS)
        root.setSpacing(12)
        root.addLayout(head)
        root.addWidget(self.hint_label)
        root.addWidget(self.both, 1)

    def _connect(self) -> None:
        self.add_button.clicked.connect(lambda: self._begin_new())
        self.list.shown.connect(self._on_shown)
        self.list.opened.connect(self._on_opened)
        self.both.left_detail.connect(self._on_left_detail)
        self.both.arranged.connect(self._on_arranged)
        self.detail.paste_requested.connect(self._on_paste_requested)
        self.detail.evidence_requested.connect(self.evidence_requested)
        self.detail.definition.added.connect(self._on_added)
        self.detail.definition.cancelled.connect(self._on_new_cancelled)
        QShortcut(QKeySequence.StandardKey.Paste, self, self._on_paste_pressed,
                  context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._hub.failed.connect(lambda _: self.detail.measurements.forget_asked())

    # -- what other pages ask for ------------------------------------------------------------------------------

    def show_item(self, key: str) -> None:
        """Show an outcome by its key, or by its id within the organisation."""
        if self._is_stale:
            self.refresh()
        measure = self.followed.find(key)
        if measure is not None and self.list.choose(owned_key(measure.organisation, measure.id)):
            self.both.open_detail()

    def show_held(self) -> None:
        """Show what is held now, staying with the outcome that was chosen."""
        held = self.list.current_key
        self.followed.refresh()
        self.model.refresh()
        lock = self._hub.workspace.read_only or self.followed.why_none
        self.add_button.setEnabled(not lock)
        plain_tooltip(self.add_button, lock)
        count = self.model.rowCount()
        self.list.setVisible(count > 0)
        self.none_label.setText(self.followed.why_none or _NONE)
        self.none_label.setVisible(not count)
        if self._awaited and self.list.choose(self._awaited):
            self._awaited, self._is_new = "", False
        elif self._is_new and not self.followed.why_none:
            self.detail.show_new()
        elif not self.list.choose(held) and count:
            self.list.choose(next(one.key for one in self.model.rows if one.key))
        self._show_current()

    def _show_current(self) -> None:
        measure = self.followed.find(self.list.current_key) if not self._is_new else None
        if measure is not None:
            if measure.id != self.detail.outcome_id:
                self.both.detail_scroll.verticalScrollBar().setValue(0)
            self.detail.show_measure(measure)
        self.both.set_has_detail(measure is not None or self._is_new)

    def _on_edited(self, edit: Edit) -> None:
        super()._on_edited(edit)
        if not self.isHidden():
            self.detail.take(edit)

    def _on_shown(self, key: str) -> None:
        self._is_new = False
        self._show_current()

    def _on_opened(self, key: str) -> None:
        self._show_current()
        self.both.open_detail()

    def _begin_new(self) -> None:
        measure = self.followed.find(self.list.current_key)
        self._is_new = True
        self.list.choose_none()
        self.detail.show_new(measure.domain if measure else "")
        self.both.set_has_detail(True)
        self.both.open_detail()
        self.both.detail_scroll.verticalScrollBar().setValue(0)
        self.detail.definition.fields["title"].control.setFocus()

    def _on_added(self, outcome: str) -> None:
        self._awaited = owned_key(self.followed.organisation, outcome)

    def _on_new_cancelled(self) -> None:
        self._is_new = False
        self.both.leave_detail()
        self.show_held()
        self.list.setFocus()

    def _on_left_detail(self) -> None:
        self.detail.flush()
        self.list.setFocus()

    def _on_arranged(self) -> None:
        """Where the detail stands alone, it has the page to itself."""
        self.hint_label.setVisible(not self.both.is_detail_alone)

    def _on_paste_pressed(self) -> None:
        if self.followed.find(self.list.current_key) is not None:
            self.detail.measurements.paste()

    def _on_paste_requested(self, text: str) -> None:
        measure = self.followed.find(self.list.current_key)
        if measure is None or self.dialog is not None:
            return
        self.dialog = PasteDialog(self._hub, measure, text, self.window())
        self.dialog.finished.connect(self._on_dialog_finished)
        self.dialog.open()

    def _on_dialog_finished(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = None
        self.detail.measurements.paste_button.setFocus()
