"""Pasting readings from columns of a spreadsheet: each line with what would become of it, before anything does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from anchor_app.domain.edit import Edit
from anchor_app.domain.errors import Refusal
from anchor_app.domain.figures import figure_words
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.level_wording import day_words
from anchor_app.domain.measures import Measure
from anchor_app.domain.measuring import PasteReadings, PreparedPaste
from anchor_app.domain.pasting import Pasted, pasted
from anchor_app.ui import theme
from anchor_app.ui.dialogs.framing import fit_screen
from anchor_app.ui.hub import Hub
from anchor_app.ui.models.plain_model import PlainModel
from anchor_app.ui.tasks import Job
from anchor_app.ui.widgets.form import Field
from anchor_app.ui.widgets.layouts import PageScroll
from anchor_app.ui.widgets.text import PlainLabel, one_line
from anchor_app.ui.widgets.work_bar import WorkBar

_HOW = ("Copy a column of days with a column of values, and perhaps one of sources, and paste them here. Days are "
        "written 31/03/2026, 2026-03-31 or 31 March 2026.")
_HEADINGS = ("Line", "Day", "Value", "What becomes of it")
_REST_MS, _SLOW_MS = 150, 300
MOST_NAMED = 3
"""Lines with a fault that are named in full above the table; in the table a line is read in full once it is chosen."""
_LINE, _DAY, _VALUE = 64, 140, 120


@dataclass(frozen=True, slots=True)
class Preview:
    """What would become of a paste; `wish` is there when it can be recorded."""

    rows: tuple[tuple[str, ...], ...]
    faults: int
    total: int
    here: int
    wish: PreparedPaste | None
    trouble: str = ""


def preview(text: str, source: str, measure: Measure, holdings: Holdings) -> Preview:
    """Read a paste for an outcome: its faults first, then each line with what becomes of it; runs on a worker."""
    try:
        found = pasted(text, measure.unit)
    except Refusal as refusal:
        return Preview((), 1, 0, 0, None, str(refusal))
    known = {one.on: one for one in measure.readings}
    rows = [(f"{one.line:,}", "", "", one.why) for one in found.faults]
    here = 0
    for row in found.rows:
        held = known.get(row.on)
        is_here = held is not None and held.value.strip() == row.value
        here += is_here
        words = ("Here already, passed over" if is_here else f"New, beside {one_line(held.value, 40)} of that day"
                 if held is not None else "New")
        rows.append((f"{row.line:,}", day_words(row.on), figure_words(row.number, measure.unit), words))
    wish = _wish(found, source, measure, holdings) if len(found.rows) > here and not found.faults else None
    return Preview(tuple(rows), len(found.faults), len(found.rows), here, wish)


def _wish(found: Pasted, source: str, measure: Measure, holdings: Holdings) -> PreparedPaste | None:
    return PreparedPaste.of(PasteReadings(measure.organisation, measure.id, found.rows, (), source), holdings)


class PasteDialog(QDialog):
    """Stays open until what was pasted is saved; while any line has a fault, nothing of it can be recorded."""

    def __init__(self, hub: Hub, measure: Measure, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub, self._measure = hub, measure
        self._preview: Preview | None = None
        self._job: Job | None = None
        self._is_waiting = False
        self.setWindowTitle("Paste readings")
        self._build()
        self._connect()
        self.text.setPlainText(text)
        self.text.setFocus()
        self._show_preview(None)
        if text:
            self._look()

    def _build(self) -> None:
        self.text = QPlainTextEdit(self)
        self.text.setObjectName("pasted_text")
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setTabChangesFocus(True)
        self.text.setPlaceholderText("31/03/2026    62")
        self.text.setFixedHeight(theme.look().px(150))
        self.source = QLineEdit(self)
        self.source.setObjectName("pasted_source")
        self.source.setMaxLength(2000)
        self.summary_label = PlainLabel("", "strong", self)
        self.faults_label = PlainLabel("", "text", self).make_selectable()
        self.row_label = PlainLabel("", "hint", self)
        self.model = PlainModel(self)
        self.table = QTableView(self)
        self._dress_table()
        self.work = WorkBar(self)
        self.record_button = QPushButton("Record", self)
        self.record_button.setProperty("kind", "primary")
        self.record_button.setDefault(True)
        self.cancel_button = QPushButton("Cancel", self)
        self.cancel_button.setAutoDefault(False)
        scroll = PageScroll(self)
        scroll.column.setSpacing(10)
        unit = f", in {self._measure.unit}" if self._measure.unit else ""
        scroll.column.addWidget(PlainLabel(f"Paste readings of {self._measure.title or 'the outcome'}{unit}", "card"))
        scroll.column.addWidget(PlainLabel(_HOW, "hint"))
        scroll.column.addWidget(Field("Days and values", self.text))
        scroll.column.addWidget(Field("Source", self.source, "For the lines that do not name one; may be left empty"))
        scroll.column.addWidget(self.summary_label)
        scroll.column.addWidget(self.faults_label)
        scroll.column.addWidget(self.table, 1)
        scroll.column.addWidget(self.row_label)
        scroll.column.addWidget(self.work)
        line = QFrame(self)
        line.setProperty("kind", "rule")
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 12, 24, 12)
        foot.addStretch(1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.record_button)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(scroll, 1)
        outer.addWidget(line)
        outer.addLayout(foot)
        fit_screen(self, 720, 640)

    def _dress_table(self) -> None:
        self.table.setModel(self.model)
        self.table.setProperty("kind", "bare")
        self.table.setProperty("role", "figures")
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setAccessibleName("What becomes of each line")
        self.table.setMinimumHeight(theme.look().px(180))
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.table.verticalHeader().setDefaultSectionSize(theme.look().px(34))
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setStretchLastSection(True)

    def _connect(self) -> None:
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._look)
        self._slow = QTimer(self, singleShot=True, interval=_SLOW_MS)
        self._slow.timeout.connect(lambda: self.work.begin("Reading what was pasted…", can_cancel=False))
        self.text.textChanged.connect(self._on_typed)
        self.source.textChanged.connect(lambda _: self._on_typed())
        self.record_button.clicked.connect(self._on_record)
        self.cancel_button.clicked.connect(self.reject)
        self.finished.connect(self._stop)
        self.table.selectionModel().currentRowChanged.connect(self._on_row_chosen)
        self._hub.edited.connect(self._on_edited)
        self._hub.failed.connect(self._on_failed)

    @property
    def is_settled(self) -> bool:
        """Whether the preview is of what stands in the field."""
        return not self._rest.isActive() and self._job is None

    def _on_typed(self) -> None:
        self.record_button.setEnabled(False)
        self._rest.start()

    def _look(self) -> None:
        """Read what was pasted beside the work of the window."""
        if self._job is not None:
            self._job.cancel()
        text, source = self.text.toPlainText(), self.source.text()
        measure, holdings = self._measure, self._hub.workspace.holdings

        def look(progress: object, is_cancelled: Callable[[], bool]) -> Preview | None:
            return preview(text, source, measure, holdings) if text.strip() else None

        self._slow.start()
        self._job = self._hub.tasks.run(look, self._show_preview, self._on_trouble)

    def _show_preview(self, found: Preview | None) -> None:
        self._job = None
        self._slow.stop()
        self.work.end()
        self._preview = found
        self.model.show(_HEADINGS, found.rows if found else ())
        look = theme.look()
        for section, width in enumerate((_LINE, _DAY, _VALUE)):
            self.table.setColumnWidth(section, look.px(width))
        self.table.setVisible(bool(found and found.rows))
        self.summary_label.setText(_summary(found) if found else "")
        self.summary_label.setVisible(found is not None)
        self.summary_label.set_tone("warning" if found and found.faults else "")
        named = found.rows[:min(found.faults, MOST_NAMED)] if found and not found.trouble else ()
        self.faults_label.setText("\n".join(f"Line {line}: {why}" for line, _, _, why in named))
        self.faults_label.setVisible(bool(named))
        self.row_label.hide()
        can = found is not None and found.wish is not None
        count = found.total - found.here if found and can else 0
        self.record_button.setText(f"Record {count:,} {'reading' if count == 1 else 'readings'}" if can else "Record")
        self.record_button.setEnabled(can)
        self.record_button.setAccessibleDescription(self.summary_label.text())

    def _on_row_chosen(self, current: QModelIndex, previous: QModelIndex) -> None:
        """Read a line's words in full, and bring the line into sight where it can be mended."""
        if not current.isValid() or self._preview is None:
            return
        row = self._preview.rows[current.row()]
        self.row_label.setText(f"Line {row[0]}: {' · '.join(part for part in row[1:] if part)}")
        self.row_label.show()
        block = self.text.document().findBlockByNumber(int(row[0].replace(",", "")) - 1)
        cursor = QTextCursor(block)
        cursor.select(QTextCursor.SelectionType.LineUnderCursor)
        self.text.setTextCursor(cursor)

    def _on_record(self) -> None:
        if self._preview is None or self._preview.wish is None or not self.is_settled:
            return
        self._is_waiting = True
        for control in (self.record_button, self.text, self.source):
            control.setEnabled(False)
        self._slow.timeout.disconnect()
        self._slow.timeout.connect(lambda: self.work.begin("Saving the readings…", can_cancel=False))
        self._slow.start()
        self._hub.do(self._preview.wish)

    def _on_edited(self, edit: Edit) -> None:
        if self._is_waiting and self._preview and self._preview.wish and edit.label == self._preview.wish.made.label:
            self._is_waiting = False
            self.accept()

    def _on_failed(self, sentence: str) -> None:
        if self._is_waiting:
            self._is_waiting = False
            self._slow.stop()
            self.work.end()
            for control in (self.record_button, self.text, self.source):
                control.setEnabled(True)
            self.summary_label.setText(sentence)
            self.summary_label.set_tone("warning")

    def _on_trouble(self, error: Any) -> None:
        self._job = None
        self._slow.stop()
        self.work.end()
        self.summary_label.setText(str(error) if isinstance(error, Refusal) else "That could not be read.")
        self.summary_label.show()

    def _stop(self) -> None:
        self._rest.stop()
        self._slow.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None


def _summary(found: Preview) -> str:
    if found.trouble:
        return found.trouble
    if found.faults:
        lines = "line cannot" if found.faults == 1 else "lines cannot"
        return f"{found.faults:,} {lines} be read. Nothing is recorded before they are mended above, or taken out."
    if not found.total:
        return "No line has a day and a value."
    new = found.total - found.here
    here = f" {found.here:,} {'is' if found.here == 1 else 'are'} here already and passed over." if found.here else ""
    return f"{new:,} {'reading' if new == 1 else 'readings'} can be recorded.{here}"
