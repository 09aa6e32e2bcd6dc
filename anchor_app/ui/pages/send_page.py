"""Sending: what goes, for whom, protected or not, a look at all of it, and one file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.edit import Edit
from anchor_app.domain.errors import Refusal
from anchor_app.domain.level_wording import size_words
from anchor_app.services import exchanging
from anchor_app.ui import icons
from anchor_app.ui.attaching import words_of
from anchor_app.ui.hub import Hub
from anchor_app.ui.opening import show_folder
from anchor_app.ui.pages.fresh_page import FreshPage
from anchor_app.ui.places import SIGNING
from anchor_app.ui.tasks import Job
from anchor_app.ui.widgets.card import Card
from anchor_app.ui.widgets.layouts import GAP, Columns, PageScroll
from anchor_app.ui.widgets.message_bar import announce
from anchor_app.ui.widgets.notice import Notice
from anchor_app.ui.widgets.passphrase_card import PassphraseCard
from anchor_app.ui.widgets.send_choice import SendChoice
from anchor_app.ui.widgets.shared_preview import SharedPreview
from anchor_app.ui.widgets.text import PlainLabel
from anchor_app.ui.widgets.work_bar import WorkBar

if TYPE_CHECKING:
    from anchor_app.domain.sending import RecordSending
    from anchor_app.domain.sharing import Shared
    from anchor_app.services.exchanging import Written
    from anchor_app.services.hidden_data import Inside

_ABOUT = ("A pack is one file. Nothing is sent by itself: you save the file here, then put it in an e-mail or in a "
          "shared folder.")
_REST_MS = 120


class SendPage(FreshPage):
    """Makes packs of the chosen organisation's assessments; what is shown is what goes."""

    title = "Send a pack"
    page_requested = Signal(str)

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(hub, parent)
        self._pack: Shared | None = None
        self._inside: Mapping[str, Inside] = {}
        self._job: Job | None = None
        self._asked: Job | None = None
        self._build()
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._prepare)
        self.choice.changed.connect(self._on_changed)
        self.choice.signing_requested.connect(lambda: self.page_requested.emit(SIGNING))
        self.save_button.clicked.connect(self._on_save)
        self.work.cancelled.connect(self._on_cancelled)
        self.follow()

    def _build(self) -> None:
        self.choice = SendChoice(self)
        self.passphrase = PassphraseCard(self)
        self.preview = SharedPreview(self)
        self.finish = Card("5 Save the file", "", self)
        self.save_button = QPushButton("Save the pack…", self)
        self.save_button.setProperty("kind", "primary")
        icons.dress(self.save_button, "download", "card")
        self.work = WorkBar(self)
        self.result = Notice("good", self)
        for widget in (self.result, self.work):
            self.finish.body.addWidget(widget)
        self.finish.body.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.columns = Columns(112, self)
        self.columns.add(_column(self.choice, self.passphrase), 46)
        self.columns.add(_column(self.preview, self.finish), 54)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = PageScroll(self)
        outer.addWidget(scroll)
        self.title_label = PlainLabel(self.title, "page", self)
        for part in (self.title_label, PlainLabel(_ABOUT, "soft", self), self.columns):
            scroll.column.addWidget(part)
        scroll.column.addStretch(1)

    # What would go

    def show_held(self) -> None:
        """Offer what there is, and look again at what would go."""
        assessment = self.assessment
        self.columns.setVisible(assessment is not None)
        if assessment is not None:
            self.choice.show_holdings(self._hub.workspace.holdings, assessment)
            self._on_changed()

    def _on_changed(self) -> None:
        """What is shown is no longer what is chosen: nothing can be saved until it is."""
        self._pack = None
        self.save_button.setEnabled(False)
        self._rest.start()

    def _prepare(self) -> None:
        self._stop()
        workspace, choice = self._hub.workspace, self.choice.choice
        self.preview.show_waiting("Putting together what goes…")
        self._asked = self._hub.tasks.store(lambda: exchanging.prepare(workspace, choice), self._on_prepared,
                                            self._on_not_prepared)

    def _on_prepared(self, pack: Shared) -> None:
        self._asked, self._pack, self._inside = None, pack, {}
        content = self._hub.workspace.store.content
        self.preview.show_pack(pack, {}, is_looked_through=not pack.files)
        self.save_button.setEnabled(True)
        if pack.files:
            self._job = self._hub.tasks.run(
                lambda progress, is_cancelled: exchanging.look_inside(content, pack, is_cancelled=is_cancelled),
                self._on_looked, self._on_not_looked)

    def _on_looked(self, inside: Mapping[str, Inside]) -> None:
        self._job, self._inside = None, inside
        if self._pack is not None:
            self.preview.show_pack(self._pack, inside, is_looked_through=True)

    def _on_not_looked(self, error: BaseException) -> None:
        self._job = None
        self.result.say(f"The files could not all be looked through. {words_of(error)}", tone="warning")

    def _on_not_prepared(self, error: BaseException) -> None:
        self._asked = None
        self.preview.show_waiting(words_of(error))

    # The file

    def _on_save(self) -> None:
        if self._pack is None or not self.passphrase.is_complete():
            return
        name = exchanging.suggested_name(self._hub.workspace, self._pack.choice)
        chosen, _ = QFileDialog.getSaveFileName(self, "Save the pack", name, f"Pack (*{exchanging.SUFFIX})")
        if not chosen:
            return
        target = Path(chosen)
        if target.suffix.casefold() != exchanging.SUFFIX:
            target = target.with_name(target.name + exchanging.SUFFIX)
        self._write(self._pack, target)

    def _write(self, pack: Shared, target: Path) -> None:
        content, passphrase = self._hub.workspace.store.content, self.passphrase.passphrase
        self._stop()
        self.result.say("")
        self.save_button.setEnabled(False)
        self.work.begin(f"Packing {target.name}…")

        def work(report: object, is_cancelled: object) -> Written:
            return exchanging.write(content, pack, target, passphrase=passphrase, is_cancelled=is_cancelled,  # type: ignore[arg-type]
                                    progress=lambda done, of: report(done / of if of else 1.0))  # type: ignore[operator]

        self._job = self._hub.tasks.run(work, lambda written: self._on_written(pack, written), self._on_not_written,
                                        self.work.show_share)

    def _on_written(self, pack: Shared, written: Written) -> None:
        self._job = None
        self.work.end()
        self.passphrase.forget()
        workspace = self._hub.workspace
        self.save_button.setEnabled(True)
        words = f"Packed: {written.path.name}, {size_words(written.size)}. Put it in an e-mail or in the shared folder."
        if workspace.read_only:
            words += " It is not noted as sent, because this is open for reading only."
        else:
            self._note(pack, written)
        self.result.say(words, "Show in folder", lambda: self._show(written.path), tone="good")
        announce(self, words)
        self.result.button.setFocus()

    def _note(self, pack: Shared, written: Written) -> None:
        """Note that it was made, with what everything in it is known to be by now."""
        workspace = self._hub.workspace
        self._hub.tasks.store(lambda: exchanging.sending_of(workspace, pack, written),
                              lambda wish: self._on_noted(pack, written, wish), self._on_not_written)

    def _on_noted(self, pack: Shared, written: Written, wish: RecordSending) -> None:
        if wish.holdings is self._hub.workspace.holdings:
            self._hub.do(wish)
        else:
            self._note(pack, written)

    def _on_not_written(self, error: BaseException) -> None:
        self._job = None
        self.work.end()
        self.save_button.setEnabled(self._pack is not None)
        self.result.say(words_of(error), tone="warning")
        announce(self, words_of(error), is_urgent=True)

    def _show(self, path: Path) -> None:
        try:
            show_folder(path)
        except Refusal as refusal:
            self.result.say(str(refusal), tone="warning")

    def _on_cancelled(self) -> None:
        self._stop()
        self.work.end()
        self.save_button.setEnabled(self._pack is not None)
        self.result.say("Stopped. No pack was made.", tone="warning")

    # When to look again

    def _stop(self) -> None:
        for job in (self._job, self._asked):
            if job is not None:
                job.cancel()
        self._job = self._asked = None

    def _on_edited(self, edit: Edit) -> None:
        self.mark_stale()

    def hideEvent(self, event: QHideEvent) -> None:
        self._rest.stop()
        self._is_stale = True
        super().hideEvent(event)


def _column(*parts: QWidget) -> QWidget:
    holder = QWidget()
    holder.setProperty("role", "bare")
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GAP)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return holder
