"""The evidence page: what shows that components are fulfilled, found, added, linked and looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QHideEvent,
    QImage,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QPushButton, QSplitter, QVBoxLayout, QWidget

from anchor_app.domain.edit import Edit
from anchor_app.domain.evidence import EvidenceKind
from anchor_app.domain.register import Column, Selection, Trait
from anchor_app.services.evidence_copies import verify
from anchor_app.ui import icons
from anchor_app.ui.attaching import AttachQueue
from anchor_app.ui.dialogs.evidence_dialog import EvidenceDialog
from anchor_app.ui.hub import Hub
from anchor_app.ui.models.evidence_model import EvidenceModel
from anchor_app.ui.tasks import Job
from anchor_app.ui.widgets.attach_bar import AttachBar
from anchor_app.ui.widgets.card import Card
from anchor_app.ui.widgets.drop_veil import DropVeil
from anchor_app.ui.widgets.evidence_filters import EvidenceFilters
from anchor_app.ui.widgets.evidence_form import EvidenceForm
from anchor_app.ui.widgets.evidence_table import EvidenceTable
from anchor_app.ui.widgets.layouts import PAGE_MARGINS, PageScroll
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
        self.model = EvidenceModel(hub, self)
        self._build()
        self._connect()
        self._show_order()

    # -- what other pages ask for ------------------------------------------------------------------------------

    def add_for(self, component_id: str = "") -> None:
        """Offer the ways to add evidence, for a component or for none yet."""
        menu = self._menu_for((component_id,) if component_id else ())
        menu.popup(self.add_button.mapToGlobal(QPoint(0, self.add_button.height())))
        menu.setActiveAction(menu.actions()[1 if component_id else 0])

    def attach_files(self, component_id: str, paths: Iterable[Path]) -> None:
        """Attach files for a component ("" for none yet)."""
        self.queue.attach_files(paths, (component_id,) if component_id else ())

    def attach_image(self, component_id: str, image: QImage) -> None:
        """Attach a picture for a component ("" for none yet)."""
        now = self._hub.workspace.clock.now().astimezone()
        self.queue.attach_image(image, f"Pasted picture {now:%Y-%m-%d %H.%M.%S}.png",
                                (component_id,) if component_id else ())

    def show_item(self, evidence_id: str) -> None:
        """Show a piece of evidence, whatever the register was narrowed to."""
        self._refresh_if_stale()
        if self.model.row_of(evidence_id) < 0:
            self.filters.show_selection(Selection())
        if self.table.choose(evidence_id):
            self._show_piece(evidence_id)
            self._open_detail()

    def show_filter(self, name: str) -> None:
        """Narrow the register to "unused", "review-due", "review-past" or "damaged", and to nothing else."""
        self._refresh_if_stale()
        self.filters.show_selection(Selection(trait=Trait[name.upper().replace("-", "_")]))
        self.table.setFocus()

    def refresh(self) -> None:
        """Look again at everything."""
        self._is_stale = False
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
        self._build_empty()
        self._build_detail()
        left = QWidget(self)
        left.setProperty("role", "bare")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty_card)
        self.left = left
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(18)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.detail)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        self.splitter.setSizes([620, 400])
        head = QHBoxLayout()
        head.addWidget(self.title_label, 1)
        head.addWidget(self.add_button)
        root = QVBoxLayout(self)
        root.setContentsMargins(PAGE_MARGINS)
        root.setSpacing(12)
        root.addLayout(head)
        for widget in (self.attach_bar, self.filters, self.count_label):
            root.addWidget(widget)
        root.addWidget(self.splitter, 1)
        self.veil = DropVeil("Drop the files to attach them as evidence", self)

    def _build_empty(self) -> None:
        self.empty_card = Card("", "", self)
        self.empty_label = PlainLabel("", "text", self)
        self.clear_button = QPushButton("Clear filters", self)
        self.empty_card.body.addWidget(self.empty_label)
        self.empty_card.body.addWidget(self.clear_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.empty_card.body.addStretch(1)

    def _build_detail(self) -> None:
        self.form = EvidenceForm(self._hub, self)
        self.detail = Card("", "", self)
        self.back_button = QPushButton("Back to the list", self)
        icons.dress(self.back_button, "previous")
        scroll = PageScroll(self)
        scroll.column.setContentsMargins(0, 0, 12, 0)
        scroll.column.addWidget(self.form)
        scroll.widget().setProperty("role", "bare")
        scroll.widget().setObjectName("bare_content")
        scroll.setProperty("role", "bare")
        self.detail.body.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.detail.body.addWidget(scroll, 1)
        self.detail_scroll = scroll
        self.detail.hide()
        for widget in self.form.findChildren(QWidget):
            widget.setAcceptDrops(False)  # what is dropped on a field is dropped on the page

    def _connect(self) -> None:
        self.add_button.clicked.connect(lambda: self.add_for())
        self.filters.changed.connect(self._on_selection_changed)
        self.filters.order_changed.connect(self._on_order_asked)
        self.table.order_asked.connect(self._on_order_asked)
        self.table.shown.connect(self._show_piece)
        self.table.opened.connect(self._on_opened)
        self.clear_button.clicked.connect(self._on_cleared)
        self.back_button.clicked.connect(self._close_detail)
        self.form.reported.connect(self.attach_bar.say)
        self.queue.ended.connect(self._on_attached)
        QShortcut(QKeySequence.StandardKey.Paste, self, self._on_paste,
                  context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        QShortcut(QKeySequence.StandardKey.Find, self, self.filters.search_line.setFocus,
                  context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._hub.edited.connect(self._on_edited)
        self._hub.refreshed.connect(self._on_refreshed)

    def _menu_for(self, components: tuple[str, ...]) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if components:
            menu.addSection(f"For {components[0]}")
        menu.addAction("Choose &files…", lambda: self._on_choose(components))
        menu.addAction("&Paste a picture or files", lambda: self._on_paste(components))
        menu.addSeparator()
        for words, kind in (("F&igure…", EvidenceKind.FIGURE), ("&Account…", EvidenceKind.ACCOUNT),
                            ("&Link…", EvidenceKind.LINK)):
            menu.addAction(words, lambda kind=kind: self._on_type(kind, components))
        return menu

    # -- answers -----------------------------------------------------------------------------------------------

    def _on_choose(self, components: tuple[str, ...]) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, "Attach files as evidence")
        self.queue.attach_files([Path(one) for one in chosen], components)

    def _on_type(self, kind: EvidenceKind, components: tuple[str, ...]) -> None:
        self.dialog = EvidenceDialog(self._hub, kind, components, self)
        self.dialog.added.connect(self._await)
        self.dialog.open()

    def _on_paste(self, components: tuple[str, ...] = ()) -> None:
        data = QGuiApplication.clipboard().mimeData()
        if files := _files_in(data):
            self.queue.attach_files(files, components)
        elif data.hasImage():
            self.attach_image(components[0] if components else "", QImage(data.imageData()))
        else:
            self.attach_bar.say("There is no picture and no file to paste. Copy one first, then paste again.")

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
        self.count_label.setVisible(total > 0)
        self.table.setVisible(count > 0)
        self.empty_card.setVisible(count == 0)
        self.filters.setVisible(total > 0)
        self.clear_button.setVisible(total > 0)
        if total:
            search = " ".join(self.model.selection.search.split())
            shown = search if len(search) <= 60 else search[:59] + "…"
            self.empty_card.set_title("Nothing matches")
            self.empty_label.setText(f"No piece of evidence matches “{shown}” and the filters that are set."
                                     if shown else "No piece of evidence matches the filters that are set.")
        else:
            self.empty_card.set_title("No evidence yet")
            self.empty_label.setText(
                "Evidence shows that a component is fulfilled: a document, a figure, an account or a link. "
                "Drop files here, paste a picture, or choose Add evidence.")

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
        self._arrange()

    def _on_opened(self, evidence_id: str) -> None:
        self._show_piece(evidence_id)
        self._open_detail()

    def _open_detail(self) -> None:
        if self._is_narrow:
            self.left.hide()
            self.detail.show()
            self.back_button.setFocus()

    def _close_detail(self) -> None:
        self.form.flush()
        self.left.show()
        self._arrange()
        self.table.setFocus()

    @property
    def _is_narrow(self) -> bool:
        return self.width() < _NARROW * self.fontMetrics().averageCharWidth()

    def _arrange(self) -> None:
        """List and detail side by side, or in turns where there is no room for both."""
        has_piece = bool(self.form.evidence_id)
        if not self._is_narrow or not has_piece:
            self.left.show()
        is_in_turn = self._is_narrow and not self.left.isHidden()
        self.detail.setVisible(has_piece and not is_in_turn)
        self.back_button.setVisible(self._is_narrow)

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
        self._arrange()
        self.veil.setGeometry(self.rect())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "form"):
            self._arrange()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _files_in(event.mimeData()) or event.mimeData().hasImage():
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.veil.lower_over(self.rect())

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.veil.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self.veil.hide()
        if files := _files_in(event.mimeData()):
            self.attach_files("", files)
        elif event.mimeData().hasImage():
            self.attach_image("", QImage(event.mimeData().imageData()))
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()


def _files_in(data: QMimeData) -> list[Path]:
    """The files of this computer that are dragged or were copied."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()] if data.hasUrls() else []
