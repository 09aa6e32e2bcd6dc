"""The evidence page: what shows that components are fulfilled, found, added, linked and looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QHideEvent,
    QImage,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.edit import Edit
from anchor_app.domain.register import Column, Selection, Trait
from anchor_app.services.evidence_copies import verify
from anchor_app.ui import icons
from anchor_app.ui.attaching import AttachQueue
from anchor_app.ui.evidence_intake import EvidenceIntake, is_attachable
from anchor_app.ui.hub import Hub
from anchor_app.ui.models.evidence_model import EvidenceModel
from anchor_app.ui.tasks import Job
from anchor_app.ui.widgets.attach_bar import AttachBar
from anchor_app.ui.widgets.drop_veil import DropVeil
from anchor_app.ui.widgets.empty_register import EmptyRegister
from anchor_app.ui.widgets.evidence_filters import EvidenceFilters
from anchor_app.ui.widgets.evidence_form import EvidenceForm
from anchor_app.ui.widgets.evidence_table import EvidenceTable
from anchor_app.ui.widgets.layouts import PAGE_MARGINS
from anchor_app.ui.widgets.list_and_detail import ListAndDetail
from anchor_app.ui.widgets.text import PlainLabel

_NARROW = 105
"""Average characters of width below which the list and the detail take turns."""


class EvidencePage(QWidget):
    """The register beside the piece that is chosen in it.

    Files are dropped anywhere on it, pasted, or chosen. `damaged_found(ids)` maps pieces to what is wrong with
    their content, after it was checked.
    """

    title = "Evidence"
    component_requested = Signal(str)
    outcome_requested = Signal(str)
    damaged_found = Signal(object)

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._is_stale = True
        self._awaited = ""
        self._check: Job | None = None
        self._is_checked = False
        self.setObjectName("page")
        self.setAcceptDrops(True)
        self.queue = AttachQueue(hub, self)
        self.intake = EvidenceIntake(hub, self.queue, self)
        self.model = EvidenceModel(hub, self)
        self._build()
        self._connect()
        self._show_order()

    # -- what other pages ask for ------------------------------------------------------------------------------

    def add_evidence(self) -> None:
        """Offer the ways to add evidence."""
        self.add_for()

    def add_for(self, component_id: str = "") -> None:
        """Offer the ways to add evidence, for a component or for none yet."""
        self.intake.offer(self.add_button, _only(component_id))

    def attach_files(self, component_id: str, paths: Iterable[Path]) -> None:
        """Attach files for a component ("" for none yet)."""
        self.intake.attach_files(paths, _only(component_id))

    def attach_image(self, component_id: str, image: QImage) -> None:
        """Attach a picture for a component ("" for none yet)."""
        self.intake.attach_image(image, _only(component_id))

    def show_item(self, evidence_id: str) -> None:
        """Show a piece of evidence, whatever the register was narrowed to; or what a filter's name leaves."""
        if evidence_id.upper().replace("-", "_") in Trait.__members__:
            self.show_filter(evidence_id)
            return
        self._refresh_if_stale()
        if self.model.row_of(evidence_id) < 0:
            self.filters.show_selection(Selection())
        if self.table.choose(evidence_id):
            self._show_piece(evidence_id)
            self.both.open_detail()

    def show_filter(self, name: str) -> None:
        """Narrow the register to "unused", "review-due", "review-past" or "damaged", and to nothing else."""
        self._refresh_if_stale()
        self.filters.show_selection(Selection(trait=Trait[name.upper().replace("-", "_")]))
        self.table.setFocus()

    def refresh(self) -> None:
        """Look again at everything."""
        self._is_stale = False
        self.add_button.setEnabled(not self._hub.workspace.read_only)
        key = self._hub.assessment_id
        assessment = self._hub.workspace.holdings.assessments.get(key) if key else None
        self.filters.show_charter(self._hub.workspace.holdings.charter_of(assessment) if assessment else None)
        self.form.link_model.show_piece(self.form.evidence_id)
        self._on_selection_changed()
        if assessment is not None and not self._is_checked:
            self.check_content()

    def check_content(self) -> None:
        """Read all content of the organisation's evidence on a worker, and name what is not as it was."""
        key, content = self._hub.assessment_id, self._hub.workspace.store.content
        if key is None or self._hub.workspace.assessment(key) is None:
            return
        self._is_checked = True
        if self._check is not None:
            self._check.cancel()
        pieces = self._hub.workspace.holdings.evidence_of(self._hub.workspace.assessment(key).organisation)

        def check(progress: object, is_cancelled: Callable[[], bool]) -> dict[str, str]:
            found = {}
            for piece in pieces:
                damage = None if is_cancelled() else verify(content, piece)
                if damage is not None:
                    found[piece.id] = damage.sentence
            return found

        self._check = self._hub.tasks.run(check, self._on_checked)

    # -- building ----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.title_label = PlainLabel(self.title, "page", self)
        self.add_button = QPushButton("Add evidence", self)
        self.add_button.setProperty("kind", "primary")
        icons.dress(self.add_button, "add", ink="card")
        self.attach_bar = AttachBar(self.queue, self)
        self.filters = EvidenceFilters(self)
        self.count_label = PlainLabel("", "hint", self)
        self.table = EvidenceTable(self.model, self)
        self.empty_holder = QWidget(self)
        self.empty_holder.setProperty("role", "bare")
        self.empty_card = EmptyRegister(self.empty_holder)
        empty_column = QVBoxLayout(self.empty_holder)
        empty_column.setContentsMargins(0, 0, 0, 0)
        empty_column.addWidget(self.empty_card)
        empty_column.addStretch(1)
        left = QWidget(self)
        left.setProperty("role", "bare")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty_holder, 1)
        self.form = EvidenceForm(self._hub, self)
        for widget in self.form.findChildren(QWidget):
            widget.setAcceptDrops(False)  # what is dropped on a field is dropped on the page
        self.both = ListAndDetail(left, self.form, _NARROW, self)
        self.detail_scroll = self.both.detail_scroll
        head = QHBoxLayout()
        head.addWidget(self.title_label, 1)
        head.addWidget(self.add_button)
        root = QVBoxLayout(self)
        root.setContentsMargins(*PAGE_MARGINS)
        root.setSpacing(12)
        root.addLayout(head)
        for widget in (self.attach_bar, self.filters, self.count_label):
            root.addWidget(widget)
        root.addWidget(self.both, 1)
        self.veil = DropVeil("Drop the files to attach them as evidence", self)

    def _connect(self) -> None:
        self.add_button.clicked.connect(lambda: self.add_for())
        self.filters.changed.connect(self._on_selection_changed)
        self.filters.order_changed.connect(self._on_order_asked)
        self.table.order_asked.connect(self._on_order_asked)
        self.table.shown.connect(self._show_piece)
        self.table.opened.connect(self._on_opened)
        self.filters.clear_wanted.connect(self._on_cleared)
        self.empty_card.clear_wanted.connect(self._on_cleared)
        self.empty_card.files_wanted.connect(lambda: self.intake.choose_files())
        self.intake.typed.connect(self._await)
        self.intake.reported.connect(self.attach_bar.say)
        self.both.left_detail.connect(self._on_left_detail)
        self.both.arranged.connect(self._on_arranged)
        self.form.reported.connect(self.attach_bar.say)
        self.form.outcome_requested.connect(self.outcome_requested)
        self.queue.ended.connect(self._on_attached)
        QShortcut(QKeySequence.StandardKey.Paste, self, lambda: self.intake.paste(),
                  context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        QShortcut(QKeySequence.StandardKey.Find, self, self.filters.search_line.setFocus,
                  context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._hub.edited.connect(self._on_edited)
        self._hub.refreshed.connect(self._on_refreshed)

    # -- answers -----------------------------------------------------------------------------------------------

    def _await(self, evidence_id: str) -> None:
        """Show a piece as soon as it is saved."""
        self._awaited = evidence_id

    def _on_attached(self) -> None:
        if self.queue.added:
            self._await(self.queue.added[-1])
            self._show_awaited()
            self.check_content()

    def _show_awaited(self) -> None:
        if self._awaited in self._hub.workspace.holdings.evidence:
            awaited, self._awaited = self._awaited, ""
            self.show_item(awaited)

    def _on_checked(self, damaged: dict[str, str]) -> None:
        self._check = None
        self.model.set_damaged(damaged)
        self._show_count()
        self.damaged_found.emit(damaged)
        if self.form.evidence_id:
            self._show_piece(self.form.evidence_id)

    def _on_selection_changed(self) -> None:
        held = self.form.evidence_id
        self.model.select(self.filters.selection)
        if not self.table.choose(held):
            first = self.model.piece(0)
            if first is not None:
                self.table.choose(first.id)
            self._show_piece(first.id if first else "")
        else:
            self._show_piece(held)
        self._show_count()

    def _show_count(self) -> None:
        count, total = self.model.rowCount(), self.model.total
        noun = "piece" if total == 1 else "pieces"
        words = f"{total} {noun} of evidence"
        self.count_label.setText(words if self.model.selection.is_everything else f"{count} of {words}")
        self.table.setVisible(count > 0)
        self.empty_holder.setVisible(count == 0)
        self.empty_card.explain(self.model.selection, total)
        self.both.set_has_detail(bool(self.form.evidence_id))

    def _on_order_asked(self, column: Column, is_descending: bool) -> None:
        held = self.form.evidence_id
        self.model.order_by(column, is_descending)
        self.table.choose(held)
        self._show_order()

    def _show_order(self) -> None:
        self.table.show_order(self.model.column, self.model.is_descending)
        self.filters.show_order(self.model.column, self.model.is_descending)

    def _on_cleared(self) -> None:
        self.filters.show_selection(Selection())
        self.filters.search_line.setFocus()

    def _show_piece(self, evidence_id: str) -> None:
        if evidence_id != self.form.evidence_id:
            self.detail_scroll.verticalScrollBar().setValue(0)
        self.form.show_piece(evidence_id, self.model.damaged.get(evidence_id, ""))
        self.both.set_has_detail(bool(self.form.evidence_id))

    def _on_opened(self, evidence_id: str) -> None:
        self._show_piece(evidence_id)
        self.both.open_detail()

    def _on_left_detail(self) -> None:
        self.form.flush()
        self.table.setFocus()

    def _on_arranged(self) -> None:
        is_shown = self.model.total > 0 and not self.both.is_detail_alone
        self.filters.setVisible(is_shown)
        self.count_label.setVisible(is_shown)

    def _on_edited(self, edit: Edit) -> None:
        if not (edit.touches("evidence") or edit.touches("support")):
            return
        if self.isHidden():
            self._is_stale = True
            return
        self.form.take(edit)
        held = self.form.evidence_id
        self.model.take(edit)
        if held and held not in self._hub.workspace.holdings.evidence:
            self._on_selection_changed()
        elif held:
            self.table.choose(held)
            self._show_piece(held)
        else:
            self._on_selection_changed()
        self._show_count()
        self._show_awaited()

    def _on_refreshed(self, key: object) -> None:
        self._is_checked = self._is_checked and key is not None
        if self.isHidden():
            self._is_stale = True
        else:
            self.refresh()

    def _refresh_if_stale(self) -> None:
        if self._is_stale:
            self.refresh()

    # -- Qt ----------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh_if_stale()

    def hideEvent(self, event: QHideEvent) -> None:
        self.form.flush()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.veil.setGeometry(self.rect())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if is_attachable(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.veil.lower_over(self.rect())

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.veil.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self.veil.hide()
        self.intake.take(event.mimeData())
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()


def _only(component_id: str) -> tuple[str, ...]:
    return (component_id,) if component_id else ()
