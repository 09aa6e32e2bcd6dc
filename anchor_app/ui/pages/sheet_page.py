"""The reporting sheet: what will be on paper, seen first, then saved or printed."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QVBoxLayout, QWidget

from anchor_app.domain.edit import Edit
from anchor_app.domain.errors import Refusal
from anchor_app.domain.holdings import Holdings
from anchor_app.services.looking_back import signed_holdings
from anchor_app.services.publishing import Published, laid_out, sheet_content_of, sheet_name, write_file
from anchor_app.ui.attaching import words_of
from anchor_app.ui.hub import Hub
from anchor_app.ui.pages.fresh_page import FreshPage
from anchor_app.ui.pdf_pages import PdfPages
from anchor_app.ui.places import SEND
from anchor_app.ui.printing import ask_and_print, has_printer
from anchor_app.ui.tasks import Job
from anchor_app.ui.widgets.layouts import PAGE_MARGINS
from anchor_app.ui.widgets.notice import Notice
from anchor_app.ui.widgets.preview_pages import PagesView
from anchor_app.ui.widgets.sheet_bar import SheetBar
from anchor_app.ui.widgets.text import PlainLabel

_REST_MS = 400
"""Pause after a change before the sheet is laid out again, so that a run of changes costs one."""


class _Stopped(Refusal):
    """Laying out was given up because something changed meanwhile."""


class SheetPage(FreshPage):
    """Shows the sheet of the chosen assessment, filled or blank, and lays it out again when the answers change.

    What is saved and printed is always the sheet that is shown; while it is being laid out it is marked as such.
    """

    title = "Reporting sheet"
    rendered = Signal()
    page_requested = Signal(str)

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(hub, parent)
        self._is_blank = False
        self._job: Job | None = None
        self._published: Published | None = None
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.title_label = PlainLabel(self.title, "page", self)
        self.state_label = PlainLabel("", "hint", self)
        self.view = PagesView(self._hub.tasks, self)
        self.view.setAccessibleName("Preview of the reporting sheet")
        self.view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)  # it gives way first
        self.bar = SheetBar(self.view, self)
        self.warning = Notice("warning", self)
        self.result = Notice("", self)
        root = QVBoxLayout(self)
        root.setContentsMargins(*PAGE_MARGINS)
        root.setSpacing(10)
        for widget in (self.title_label, self.bar, self.state_label, self.warning, self.result):
            root.addWidget(widget)
        root.addWidget(self.view, 1)
        self.bar.set_ready(False)

    def _connect(self) -> None:
        self._rest.timeout.connect(self.refresh)
        self.bar.blank_chosen.connect(self._on_blank_chosen)
        self.bar.save_wanted.connect(self._on_save)
        self.bar.print_wanted.connect(self._on_print)
        self.bar.send_wanted.connect(lambda: self.page_requested.emit(SEND))
        self.view.failed.connect(self.warning.say)
        QShortcut(QKeySequence.StandardKey.Save, self, self._on_save,
                  context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        QShortcut(QKeySequence.StandardKey.Print, self, self._on_print,
                  context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.follow()

    @property
    def pdf(self) -> bytes:
        """The sheet that is shown, as a PDF; b"" before there is one."""
        return self._published.data if self._published else b""

    @property
    def _what(self) -> str:
        """What the answers on the sheet are those of."""
        as_at = self._hub.workspace.as_at
        return f"As the answers were on {as_at}" if as_at else "As the answers are now"

    def show_held(self) -> None:
        """Lay the sheet out anew."""
        self._rest.stop()
        self._stop()
        workspace, key = self._hub.workspace, self._hub.assessment_id
        if key is None or key not in workspace.holdings.assessments:
            self._published = None
            self.view.show_pages(None)
            self.bar.set_ready(False)
            self.state_label.setText("There is no assessment to report on. Start one for a period, in the header.")
            return
        self.state_label.setText("Laying the sheet out again…" if self._published else "Laying the sheet out…")
        if self._is_blank or workspace.assessment(key).signing is None:
            self._lay_out(key, None)
            return
        self._job = self._hub.tasks.store(lambda: signed_holdings(workspace, key),
                                          lambda signed: self._lay_out(key, signed), self._on_failed)

    def _lay_out(self, key: str, signed: Holdings | None) -> None:
        """Lay out what is held, or of a signed assessment what was signed."""
        try:
            content = sheet_content_of(self._hub.workspace, key, blank=self._is_blank, signed=signed)
        except Refusal as refusal:
            self._on_failed(refusal)
            return

        def lay_out(progress: object, is_cancelled: Callable[[], bool]) -> Published:
            def on_page(page: int) -> None:
                if is_cancelled():
                    raise _Stopped("The sheet changed meanwhile.")

            return laid_out(content, on_page)

        self._job = self._hub.tasks.run(lay_out, self._on_laid_out, self._on_failed)

    def _on_laid_out(self, published: Published) -> None:
        self._job = None
        self._published = published
        data = published.data
        self.view.show_pages(PdfPages(lambda: BytesIO(data)))
        pages = f"{published.pages} {'page' if published.pages == 1 else 'pages'}, A4 landscape"
        self.state_label.setText(f"Blank, for filling in by hand: {pages}" if self._is_blank
                                 else f"{self._what}: {pages}")
        self.warning.say(published.warning)
        self.bar.set_ready(True)
        self.rendered.emit()

    def _on_failed(self, error: BaseException) -> None:
        self._job = None
        self.state_label.setText("The sheet could not be laid out.")
        self.warning.say(words_of(error))
        self.bar.set_ready(False)

    def _on_blank_chosen(self, is_blank: bool) -> None:
        self._is_blank = is_blank
        self.result.say("")
        self.refresh()

    # Getting it out

    def _on_save(self) -> None:
        if self._published is None or self._hub.assessment_id is None or not self.bar.save_button.isEnabled():
            return
        name = sheet_name(self._hub.workspace, self._hub.assessment_id, blank=self._is_blank)
        self._ask_where(name)

    def _ask_where(self, name: str) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, "Save the reporting sheet", name, "PDF (*.pdf)")
        if not chosen:
            return
        target = Path(chosen)
        if target.suffix.casefold() != ".pdf":
            target = target.with_name(f"{target.name}.pdf")
        data = self.pdf

        def write(progress: object, is_cancelled: object) -> tuple[Path, str]:
            try:
                write_file(target, data)
            except Refusal as refusal:
                return target, str(refusal)
            return target, ""

        self.result.say(f"Saving {target.name}…")
        self._hub.tasks.run(write, self._on_written, self._on_not_written)

    def _on_written(self, result: tuple[Path, str]) -> None:
        target, trouble = result
        if not trouble:
            self.result.say(f"Saved as {target.name} in {target.parent}.", tone="good")
            return
        other = target.with_name(f"{target.stem} 2.pdf")
        self.result.say(f"{trouble} If it is open in another program, close it there, or save under another name.",
                        f"Save as {other.name}…", lambda: self._ask_where(str(other)), tone="warning")

    def _on_not_written(self, error: BaseException) -> None:
        self.result.say(words_of(error), tone="warning")

    def _on_print(self) -> None:
        if self._published is None or not self.bar.print_button.isEnabled():
            return
        if not has_printer():
            self.result.say("This computer has no printer set up. Save the sheet as a PDF, and print it where there "
                            "is one.", "Save as PDF…", self._on_save, tone="warning")
            return
        try:
            said = ask_and_print(self.pdf, self)
        except Refusal as refusal:
            self.result.say(str(refusal), tone="warning")
            return
        if said:
            self.result.say(said, tone="good")

    # When to look again

    def _on_edited(self, edit: Edit) -> None:
        self.mark_stale()

    def mark_stale(self) -> None:
        """Say at once that what is shown is not the newest, and lay out again after a moment of rest."""
        self._is_stale = True
        if self.isVisible():
            if self._published is not None:
                self.state_label.setText("The answers changed: laying the sheet out again…")
            self._rest.start()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def hideEvent(self, event: QHideEvent) -> None:
        self._rest.stop()
        if self._job is not None:
            self._stop()
            self._is_stale = True
        super().hideEvent(event)
