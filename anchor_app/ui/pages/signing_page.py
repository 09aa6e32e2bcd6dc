"""Signing off: what looks unready, who signs, what it means; afterwards, what was signed and the way to reopen it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from anchor_app.domain.edit import Edit
from anchor_app.domain.signing import Reopen, SignOff, gaps
from anchor_app.ui.hub import Hub
from anchor_app.ui.pages.fresh_page import FreshPage
from anchor_app.ui.places import SEND
from anchor_app.ui.widgets.layouts import Columns, PageScroll
from anchor_app.ui.widgets.sign_form import SignForm
from anchor_app.ui.widgets.signed_card import SignedCard
from anchor_app.ui.widgets.text import PlainLabel
from anchor_app.ui.widgets.unready_card import UnreadyCard


class SigningPage(FreshPage):
    """Shows how far the chosen assessment has come; `component_requested(id)` leads to where something is mended."""

    title = "Sign off"
    component_requested = Signal(str)
    page_requested = Signal(str)

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(hub, parent)
        self.title_label = PlainLabel(self.title, "page", self)
        self.unready = UnreadyCard(self)
        self.form = SignForm(self)
        self.signed = SignedCard(hub, self)
        self.columns = Columns(108, self)
        self.columns.add(self.unready)
        self.columns.add(self.form)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = PageScroll(self)
        outer.addWidget(scroll)
        for widget in (self.title_label, self.signed, self.columns):
            scroll.column.addWidget(widget)
        scroll.column.addStretch(1)
        self.unready.component_requested.connect(self.component_requested)
        self.form.sign_requested.connect(self._on_sign)
        self.signed.reopen_requested.connect(self._on_reopen)
        self.signed.send_requested.connect(lambda: self.page_requested.emit(SEND))
        self.follow()
        hub.failed.connect(self._on_failed)

    def show_held(self) -> None:
        """Show how far the chosen assessment has come."""
        assessment, workspace = self.assessment, self._hub.workspace
        self.columns.setVisible(assessment is not None and not assessment.is_frozen)
        self.signed.setVisible(assessment is not None and bool(assessment.signings))
        if assessment is None:
            self.title_label.setText("There is no assessment to sign off yet")
            return
        self.title_label.setText(f"Sign off {assessment.title}" if not assessment.is_frozen
                                 else f"{assessment.title} is signed off")
        holdings = workspace.holdings
        self.unready.show_gaps(gaps(holdings, assessment, workspace.clock.today()), holdings.charter_of(assessment))
        self.form.show_assessment(assessment, holdings.organisation_of(assessment), workspace.clock.today(),
                                  workspace.read_only)
        self.signed.show_assessment(assessment)

    def _on_sign(self, by: str, role: str, on: object) -> None:
        """Keep a backup of what is there now, then sign; where no backup can be kept, nothing is signed."""
        assessment = self.assessment
        if assessment is None:
            return
        key, now = assessment.id, self._hub.workspace.clock.now()

        def sign() -> None:
            self._hub.do(SignOff(key, by, role, on, now))  # type: ignore[arg-type]

        store, tasks = self._hub.workspace.store, self._hub.tasks
        self.form.set_busy(True)

        def keep() -> None:
            from anchor_app.services.backups import Reason, before

            before(store, Reason.BEFORE_SIGN_OFF)  # type: ignore[arg-type]

        tasks.store(keep, lambda _: sign(), self._on_not_kept)

    def _on_not_kept(self, error: BaseException) -> None:
        self.form.set_busy(False)
        self.form.show_fault(f"It was not signed, because no backup could be made first. {error}")

    def _on_reopen(self) -> None:
        assessment = self.assessment
        if assessment is not None:
            self._hub.do(Reopen(assessment.id))

    def _on_failed(self, sentence: str) -> None:
        if self.isVisible():
            self.form.set_busy(False)
            self.form.show_fault(sentence)

    def _on_edited(self, edit: Edit) -> None:
        if edit.touches("signing"):
            self.form.set_busy(False)
            self.form.show_fault("")
        self.mark_stale()
