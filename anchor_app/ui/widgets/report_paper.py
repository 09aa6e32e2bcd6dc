"""The pages of a report as they will be on paper, and the ways to get them out: PDF, Word and the printer."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from anchor_app.domain.errors import Refusal
from anchor_app.domain.level_wording import count_words
from anchor_app.services.asked_reports import Asked, name_of
from anchor_app.services.publishing import Published, write_file
from anchor_app.services.publishing_year import write_report
from anchor_app.ui import icons
from anchor_app.ui.attaching import words_of
from anchor_app.ui.hub import Hub
from anchor_app.ui.opening import open_file
from anchor_app.ui.pdf_pages import PdfPages
from anchor_app.ui.printing import ask_and_print, has_printer
from anchor_app.ui.report_making import Made, ReportMaking
from anchor_app.ui.tasks import Job
from anchor_app.ui.widgets.layouts import Flow
from anchor_app.ui.widgets.message_bar import announce
from anchor_app.ui.widgets.notice import Notice
from anchor_app.ui.widgets.preview_bar import PreviewBar
from anchor_app.ui.widgets.preview_pages import PagesView
from anchor_app.ui.widgets.text import PlainLabel, one_line
from anchor_app.ui.widgets.work_bar import WorkBar

_LONGEST = 90
"""Characters of a report's title beside its pages."""
_SLOW_MS = 300
"""Work that takes longer is shown with the way to stop it."""


class ReportPaper(QWidget):
    """Shows what `show_report` was told last; what is saved and printed is what is shown.

    `drafted(asked, sentences)`: the summary of a report as the data have it. `rendered` once the pages are there.
    """

    drafted = Signal(object, object)
    rendered = Signal()

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self._hub = hub
        self._asked: Asked | None = None
        self._made: Made | None = None
        self._writing: Job | None = None
        self._making = ReportMaking(hub, self)
        self._slow = QTimer(self, singleShot=True, interval=_SLOW_MS)
        self._build()
        self._connect()
        self._tell_ready()

    def _build(self) -> None:
        self.view = PagesView(self._hub.tasks, self)
        self.view.setAccessibleName("Preview of the report")
        self.view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.view.setMinimumHeight(200)
        self.pdf_button = self._button("Save as PDF…", "download", "primary")
        self.word_button = self._button("Save as Word…", "document")
        self.print_button = self._button("Print…", "print")
        for name in ("pdf_button", "word_button", "print_button"):
            getattr(self, name).setObjectName(name)
        self.state_label = PlainLabel("", "hint", self)
        self.work = WorkBar(self)
        self.warning, self.result = Notice("warning", self), Notice("", self)
        bar = QWidget(self)
        bar.setProperty("role", "bare")
        flow = Flow(bar, spacing=12)
        for button in (self.pdf_button, self.word_button, self.print_button):
            flow.addWidget(button)
        flow.addWidget(PreviewBar(self.view, bar))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for widget in (bar, self.state_label, self.work, self.warning, self.result):
            column.addWidget(widget)
        column.addWidget(self.view, 1)

    def _button(self, words: str, icon: str, kind: str = "") -> QPushButton:
        button = QPushButton(words, self)
        button.setProperty("kind", kind)
        icons.dress(button, icon, "card" if kind else "ink")
        return button

    def _connect(self) -> None:
        self._making.told.connect(self.drafted)
        self._making.stepped.connect(self._on_stepped)
        self._making.made.connect(self._on_made)
        self._making.failed.connect(self._on_failed)
        self._slow.timeout.connect(self._on_slow)
        self.work.cancelled.connect(self._on_cancelled)
        self.view.failed.connect(self.warning.say)
        self.pdf_button.clicked.connect(lambda: self._on_save(".pdf"))
        self.word_button.clicked.connect(lambda: self._on_save(".docx"))
        self.print_button.clicked.connect(self._on_print)
        around = self.parentWidget() or self
        for keys, slot in ((QKeySequence.StandardKey.Save, lambda: self._on_save(".pdf")),
                           (QKeySequence.StandardKey.Print, self._on_print)):
            QShortcut(keys, around, slot, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    @property
    def pdf(self) -> bytes:
        """The report that is shown, as a PDF; b"" before there is one."""
        return self._made.published.data if self._made else b""

    def show_report(self, asked: Asked) -> None:
        """Make a report and show it; the one before stays in sight until then, and cannot be saved any more."""
        if self._asked is None or asked.sort is not self._asked.sort:
            self.result.say("")
        self._asked = asked
        self._end()
        self.state_label.setText("Laying the report out again…" if self._made else "Laying the report out…")
        self._made = None
        self._tell_ready()
        self._slow.start()
        self._making.make(asked)

    def show_nothing(self, sentence: str) -> None:
        """Say why there is no report."""
        self._asked = self._made = None
        self._end()
        self.view.show_pages(None)
        self.state_label.setText(sentence)
        self.warning.say("")
        self._tell_ready()

    def stop(self) -> None:
        """Give up what is being laid out; a file that is being written is written to its end."""
        self._making.stop()
        self._end()

    @property
    def is_busy(self) -> bool:
        """Whether a report is being laid out."""
        return self._making.is_busy

    def _end(self) -> None:
        """Nothing is being laid out any more."""
        self._slow.stop()
        if self._writing is None:
            self.work.end()

    def _on_slow(self) -> None:
        if self._writing is None:
            self.work.begin("Putting the report together…")

    def _on_stepped(self, page: int) -> None:
        if self._writing is None:
            self.work.words_label.setText(f"Laying out page {page}…")

    def _tell_ready(self) -> None:
        for button in (self.pdf_button, self.word_button, self.print_button):
            button.setEnabled(self._made is not None and self._writing is None)

    def _on_made(self, made: Made) -> None:
        self._made = made
        self._end()
        data = made.published.data
        self.view.show_pages(PdfPages(lambda: BytesIO(data)))
        self.state_label.setText(f"{one_line(made.document.title, _LONGEST)} · "
                                 f"{count_words(made.published.pages, 'page')}")
        self.warning.say(made.published.warning)
        self._tell_ready()
        self.rendered.emit()

    def _on_failed(self, sentence: str) -> None:
        self._end()
        self.state_label.setText("The report could not be made.")
        self.warning.say(sentence)
        self._tell_ready()

    def _on_cancelled(self) -> None:
        if self._writing is not None:
            self._writing.cancel()
            self._writing = None
            self._end()
            self._tell_ready()
            self.result.say("Stopped. Nothing was written.")
            return
        self.stop()
        asked = self._asked
        self.state_label.setText("Stopped.")
        self.result.say("The report was not laid out.", "Lay it out",
                        (lambda: self.show_report(asked)) if asked else None)

    # Getting it out

    def _on_save(self, ending: str) -> None:
        if self._made is not None and self._writing is None:
            self._ask_where(name_of(self._hub.workspace, self._made.asked) + ending, ending)

    def _ask_where(self, name: str, ending: str) -> None:
        kind = "PDF (*.pdf)" if ending == ".pdf" else "Word (*.docx)"
        chosen, _ = QFileDialog.getSaveFileName(self, "Save the report", name, kind)
        if chosen:
            target = Path(chosen)
            self._write(target if target.suffix.casefold() == ending else target.with_name(target.name + ending))

    def _write(self, target: Path) -> None:
        """Write what is shown: the PDF as it is, a Word file from the same blocks, with progress and cancel."""
        made = self._made
        if made is None:
            return

        def write(progress: Callable[[float], None], is_cancelled: Callable[[], bool]) -> Published:
            if target.suffix.casefold() == ".pdf":
                write_file(target, made.published.data)
                return made.published
            count = max(1, len(made.document.blocks))
            return write_report(made.document, target, lambda done: progress(min(1.0, done / count)), is_cancelled)

        self.result.say("")
        self.work.begin(f"Writing {target.name}…")
        self._writing = self._hub.tasks.run(write, lambda published: self._on_written(target),
                                            lambda error: self._on_not_written(target, error), self.work.show_share)
        self._tell_ready()

    def _on_written(self, target: Path) -> None:
        self._writing = None
        self._end()
        self._tell_ready()
        sentence = f"Saved as {target.name} in {target.parent}."
        self.result.say(sentence, "Open", lambda: self._open(target), tone="good")
        announce(self, sentence)

    def _on_not_written(self, target: Path, error: BaseException) -> None:
        self._writing = None
        self._end()
        self._tell_ready()
        other = target.with_name(f"{target.stem} 2{target.suffix}")
        self.result.say(f"{words_of(error)} If it is open in another program, close it there, or save under another "
                        "name.", f"Save as {other.name}…",
                        lambda: self._ask_where(str(other), target.suffix.casefold()), tone="warning")

    def _open(self, path: Path) -> None:
        try:
            open_file(path)
        except Refusal as refusal:
            self.result.say(str(refusal), tone="warning")

    def _on_print(self) -> None:
        if self._made is None:
            return
        if not has_printer():
            self.result.say("This computer has no printer set up. Save the report as a PDF, and print it where there "
                            "is one.", "Save as PDF…", lambda: self._on_save(".pdf"), tone="warning")
            return
        try:
            said = ask_and_print(self.pdf, self)
        except Refusal as refusal:
            self.result.say(str(refusal), tone="warning")
            return
        if said:
            self.result.say(said, tone="good")
