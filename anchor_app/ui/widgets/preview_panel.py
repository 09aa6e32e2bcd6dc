"""What a piece of evidence holds: pages, a picture or text inside the window; for other kinds, what may be done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.errors import Refusal
from anchor_app.domain.evidence import Evidence, EvidenceKind
from anchor_app.domain.level_wording import capitalised, size_words
from anchor_app.services.chosen_files import TEXT_BYTES, text_of
from anchor_app.services.evidence_copies import looked, open_copy, save_copy, suggested_name
from anchor_app.services.file_kinds import Looked, Opening
from anchor_app.services.file_names import safe_name
from anchor_app.storage.content import Content
from anchor_app.ui import opening, theme
from anchor_app.ui.attaching import words_of
from anchor_app.ui.hub import Hub
from anchor_app.ui.pdf_pages import PdfPages
from anchor_app.ui.picture_pages import MOST_BYTES, PicturePages, read_picture
from anchor_app.ui.tasks import Job
from anchor_app.ui.widgets.confirm import Confirm
from anchor_app.ui.widgets.layouts import Flow
from anchor_app.ui.widgets.preview_bar import PreviewBar
from anchor_app.ui.widgets.preview_pages import PagesView
from anchor_app.ui.widgets.text import PlainLabel

_VIEW_HEIGHT = 300


@dataclass(frozen=True)
class Seen:
    """What was found when a document was looked at; `trouble` says why it cannot be shown."""

    looked: Looked
    pages: PdfPages | PicturePages | None = None
    text: str | None = None
    trouble: str = ""


def see(content: Content, piece: Evidence) -> Seen:
    """Look at a document for showing it; may run on a worker. Raises UnfitDocument for missing content."""
    found = looked(content, piece)
    if found.kind.preview == "pdf":
        return Seen(found, PdfPages(lambda: content.open(piece.digest)))
    try:
        if found.kind.preview == "image":
            with content.open(piece.digest) as file:
                data = file.read(MOST_BYTES + 1)
            if len(data) > MOST_BYTES:
                return Seen(found, trouble="This picture is too large to show here.")
            return Seen(found, PicturePages(read_picture(data)))
        if found.kind.preview == "text":
            with content.open(piece.digest) as file:
                data = file.read(TEXT_BYTES)
            return Seen(found, text=text_of(data, is_cut=piece.size > TEXT_BYTES))
    except Refusal as refusal:
        return Seen(found, trouble=str(refusal))
    return Seen(found)


class PreviewPanel(QWidget):
    """Shows one piece's content, and offers a read-only copy, a saved copy, or the address of a link.

    `reported(sentence)` tells what came of an action.
    """

    reported = Signal(str)

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._piece: Evidence | None = None
        self._seen: Seen | None = None
        self._job: Job | None = None
        self._on_yes: Callable[[], None] | None = None
        self._build()
        self.view.failed.connect(self._on_view_failed)
        self.open_button.clicked.connect(self._on_open)
        self.save_button.clicked.connect(self._on_save)
        self.link_button.clicked.connect(self._on_link)
        self.confirm.confirmed.connect(self._on_confirmed)

    def _build(self) -> None:
        self.setProperty("role", "bare")
        self.kind_label = PlainLabel("", "hint", self)
        self.view = PagesView(self._hub.tasks, self)
        self.view.setFixedHeight(theme.look().px(_VIEW_HEIGHT))
        self.view.setAccessibleName("Preview of the document")
        self.bar = PreviewBar(self.view, self)
        self.text_view = QPlainTextEdit(self)
        self.text_view.setReadOnly(True)
        self.text_view.setTabChangesFocus(True)
        self.text_view.setFixedHeight(theme.look().px(_VIEW_HEIGHT))
        self.text_view.setAccessibleName("Text of the document")
        self.trouble_label = PlainLabel("", "text", self)
        self.trouble_label.set_tone("warning")
        self.open_button = QPushButton("Open a read-only copy", self)
        self.save_button = QPushButton("Save a copy elsewhere…", self)
        self.link_button = QPushButton("Open the address…", self)
        self.confirm = Confirm(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.kind_label, self.trouble_label, self.view, self.bar, self.text_view):
            column.addWidget(widget)
        buttons = Flow()
        for button in (self.open_button, self.save_button, self.link_button):
            buttons.addWidget(button)
        column.addLayout(buttons)
        column.addWidget(self.confirm)
        self._clear()

    def show_piece(self, piece: Evidence | None) -> None:
        """Show a piece's content; the same content again changes nothing."""
        before, self._piece = self._piece, piece
        if piece is not None and before is not None and (piece.id, piece.digest, piece.url) == (
                before.id, before.digest, before.url):
            return
        self._clear()
        if piece is None:
            return
        self.link_button.setVisible(piece.kind is EvidenceKind.LINK)
        if piece.kind is EvidenceKind.DOCUMENT:
            content = self._hub.workspace.store.content
            self.kind_label.setText(f"{safe_name(piece.file_name)} · {size_words(piece.size)}")
            self.kind_label.show()
            self._job = self._hub.tasks.run(lambda progress, is_cancelled: see(content, piece), self._on_seen,
                                            self._on_unseen)

    def stop(self) -> None:
        """Give up what is being looked at."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self.view.stop()

    def _clear(self) -> None:
        self.stop()
        self._seen = None
        self.view.show_pages(None)
        self.confirm.dismiss()
        for widget in (self.kind_label, self.trouble_label, self.view, self.bar, self.text_view,
                       self.open_button, self.save_button, self.link_button):
            widget.hide()

    def _on_seen(self, seen: Seen) -> None:
        self._job = None
        self._seen = seen
        if self._piece is None:
            return
        kind = capitalised(seen.looked.kind.words)
        self.kind_label.setText(f"{safe_name(self._piece.file_name)} · {kind} · {size_words(self._piece.size)}")
        self.save_button.show()
        self.open_button.setVisible(seen.looked.opening is not Opening.NO)
        trouble = seen.trouble or seen.looked.warning
        if not trouble and seen.looked.opening is Opening.NO:
            trouble = "Anchor does not open files of this kind. A copy can be saved elsewhere."
        self._show_trouble(trouble)
        if seen.pages is not None:
            self.view.show()
            self.bar.show()
            self.view.show_pages(seen.pages)
        elif seen.text is not None:
            self.text_view.setPlainText(seen.text)
            self.text_view.show()

    def _on_unseen(self, error: BaseException) -> None:
        self._job = None
        self._show_trouble(words_of(error))

    def _on_view_failed(self, sentence: str) -> None:
        self.view.hide()
        self.bar.hide()
        self._show_trouble(sentence)

    def _show_trouble(self, sentence: str) -> None:
        self.trouble_label.setText(sentence)
        self.trouble_label.setVisible(bool(sentence))

    def _on_open(self) -> None:
        if self._seen is not None and self._seen.looked.opening is Opening.ASK:
            self._on_yes = self._open_doubtful
            self.confirm.ask(f"{self._seen.looked.warning} Open a read-only copy?", "Open the copy")
        else:
            self._open(even_if_doubtful=False)

    def _open_doubtful(self) -> None:
        self._open(even_if_doubtful=True)

    def _open(self, *, even_if_doubtful: bool) -> None:
        piece, content = self._piece, self._hub.workspace.store.content
        if piece is not None:
            self._hub.tasks.run(
                lambda progress, is_cancelled: open_copy(content, piece, even_if_doubtful=even_if_doubtful),
                self._on_copied, self._on_action_failed)

    def _on_copied(self, path: Path) -> None:
        try:
            opening.open_file(path)
        except Refusal as refusal:
            self._show_trouble(str(refusal))
            return
        self.reported.emit("A read-only copy was opened. Changes to it are not kept.")

    def _on_save(self) -> None:
        piece, content = self._piece, self._hub.workspace.store.content
        if piece is None:
            return
        chosen, _ = QFileDialog.getSaveFileName(self, "Save a copy", suggested_name(piece))
        if chosen:
            target = Path(chosen)

            def save(progress: object, is_cancelled: object) -> Path:
                save_copy(content, piece, target)
                return target

            self._hub.tasks.run(save, self._on_copy_saved, self._on_action_failed)

    def _on_copy_saved(self, target: Path) -> None:
        self.reported.emit(f"A copy was saved as {target.name}.")

    def _on_link(self) -> None:
        if self._piece is not None:
            self._on_yes = self._open_link
            self.confirm.ask(f"This leaves Anchor and opens {self._piece.url.strip()}", "Open the address")

    def _open_link(self) -> None:
        try:
            opening.open_link(self._piece.url if self._piece else "")
        except Refusal as refusal:
            self._show_trouble(str(refusal))

    def _on_confirmed(self) -> None:
        action, self._on_yes = self._on_yes, None
        if action is not None:
            action()

    def _on_action_failed(self, error: BaseException) -> None:
        self._show_trouble(words_of(error))
