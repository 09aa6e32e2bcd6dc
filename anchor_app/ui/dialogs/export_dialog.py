"""The comparison as a file: for whom, in which format and where, written beside everything else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.collaborative import Audience
from anchor_app.domain.errors import Refusal
from anchor_app.services.comparing import Collected, collect
from anchor_app.services.publishing import Published
from anchor_app.services.publishing_comparison import (
    Format,
    comparison_name,
    expected_steps,
    report_of,
    sorted_comparison,
    write_comparison,
)
from anchor_app.ui import icons, theme
from anchor_app.ui.attaching import words_of
from anchor_app.ui.comparing import comparing_of
from anchor_app.ui.hub import Hub
from anchor_app.ui.tasks import Job
from anchor_app.ui.widgets.form import Choice, Field
from anchor_app.ui.widgets.notice import Notice
from anchor_app.ui.widgets.text import PlainLabel
from anchor_app.ui.widgets.work_bar import WorkBar

_FORMATS: Mapping[object, str] = {Format.PDF: "PDF, to read and print", Format.EXCEL: "Excel, all tables",
                                  Format.CSV: "CSV, one table"}
_TABLES: Mapping[object, str] = {
    "board": "Board", "components": "Components", "coverage": "Coverage", "returns": "Returns",
    "help": "Who can help whom", "trend": "Trend", "method": "Method"}
_WITHHELD = frozenset({"components", "returns", "help"})
_PUBLIC_HINT = "Aliases stand for names, groups that are too small are left out, and so is who is missing."


class _Stopped(Refusal):
    """Writing was given up because somebody asked for it."""


class ExportDialog(QDialog):
    """Writes what the board shows, as it is when Save is pressed; stays open to say where it is, or why not."""

    def __init__(self, hub: Hub, kind: str = Format.PDF.value, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._choice = comparing_of(hub).choice
        self._job: Job | None = None
        self.setWindowTitle("Export the comparison")
        self._build()
        self._connect()
        self.format.show_value(Format(kind))
        self._refresh()

    def _build(self) -> None:
        choice = self._choice
        self.title_label = PlainLabel("Export the comparison", "card", self)
        what = " · ".join(part for part in (choice.period, choice.round, choice.reading.words) if part)
        narrowed = ", ".join(part for part in (choice.place or "", choice.kind.words if choice.kind else "") if part)
        self.what_label = PlainLabel(f"{what} · narrowed to {narrowed}" if narrowed else what, "soft", self)
        self.format = Choice(dict(_FORMATS))
        self.table = Choice(dict(_TABLES))
        self.table_field = Field("Table", self.table)
        self.public_box = QCheckBox("Public view", self)
        self.public_box.setChecked(choice.is_public)
        self.public_box.setAccessibleDescription(_PUBLIC_HINT)
        self.public_hint = PlainLabel(_PUBLIC_HINT, "hint", self)
        for name in ("format", "table", "public_box"):
            getattr(self, name).setObjectName(name)
        self.work = WorkBar(self)
        self.notice = Notice("", self)
        self.save_button = QPushButton("Save as…", self)
        self.save_button.setProperty("kind", "primary")
        self.save_button.setDefault(True)
        icons.dress(self.save_button, "download", "card")
        self.close_button = QPushButton("Close", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        for part in (self.title_label, self.what_label, Field("Format", self.format), self.table_field,
                     self.public_box, self.public_hint, self.work, self.notice):
            column.addWidget(part)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        foot.addWidget(self.save_button)
        column.addLayout(foot)
        screen = self.screen().availableGeometry()
        self.resize(min(theme.look().px(520), int(screen.width() * 0.9)), self.sizeHint().height())

    def _connect(self) -> None:
        self.format.currentIndexChanged.connect(self._refresh)
        self.public_box.toggled.connect(self._refresh)
        self.save_button.clicked.connect(lambda: self._ask_where(self._name()))
        self.close_button.clicked.connect(self.reject)
        self.work.cancelled.connect(self._on_cancelled)
        self.finished.connect(self._stop)

    @property
    def _kind(self) -> Format:
        return Format(str(self.format.value))

    @property
    def _audience(self) -> Audience:
        return Audience.PUBLIC if self.public_box.isChecked() else Audience.COLLABORATIVE

    def _refresh(self) -> None:
        """Offer the tables that there are; a public file lacks some."""
        is_public = self.public_box.isChecked()
        self.table_field.setVisible(self._kind is Format.CSV)
        items = self.table.model()
        assert isinstance(items, QStandardItemModel)
        for place, key in enumerate(_TABLES):
            items.item(place).setEnabled(not (is_public and key in _WITHHELD))
        if is_public and self.table.value in _WITHHELD:
            self.table.show_value("board")
        self.notice.say("")

    def _name(self) -> str:
        return comparison_name(self._hub.workspace.holdings.collaborative, self._choice.wanted, self._kind,
                               self._audience)

    def _ask_where(self, name: str) -> None:
        kind = self._kind
        chosen, _ = QFileDialog.getSaveFileName(self, "Save the comparison", name, f"{kind.words} (*.{kind.value})")
        if not chosen:
            return
        target = Path(chosen)
        if target.suffix.casefold() != f".{kind.value}":
            target = target.with_name(f"{target.name}.{kind.value}")
        self._begin(target)

    def _begin(self, target: Path) -> None:
        """Collect the answers where the store is asked, and write on a worker."""
        workspace = self._hub.workspace
        self.notice.say("")
        self.save_button.setEnabled(False)
        self.work.begin(f"Writing {target.name}…")
        table, audience = str(self.table.value), self._audience
        self._job = self._hub.tasks.store(
            lambda: collect(workspace), lambda collected: self._write(collected, target, audience, table),
            lambda error: self._on_failed(target, error))

    def _write(self, collected: Collected, target: Path, audience: Audience, table: str) -> None:
        choice = self._choice

        def write(progress: Callable[[float], None], is_cancelled: Callable[[], bool]) -> Published:
            found = sorted_comparison(collected, choice.wanted, audience, choice.column,
                                      is_descending=choice.is_descending)
            report = report_of(collected, found, audience, choice.by)
            steps = expected_steps(report, Format(target.suffix[1:].lower()))

            def on_step(step: int) -> None:
                if is_cancelled():
                    raise _Stopped("The export was stopped.")
                progress(min(step / steps, 1.0))

            return write_comparison(report, target, on_step, table=table)

        self._job = self._hub.tasks.run(write, lambda made: self._on_written(target, made),
                                        lambda error: self._on_failed(target, error), self.work.show_share)

    def _end(self) -> None:
        self._job = None
        self.work.end()
        self.save_button.setEnabled(True)

    def _on_written(self, target: Path, made: Published) -> None:
        self._end()
        sentence = f"Saved as {target.name} in {target.parent}."
        self.notice.say(f"{sentence} {made.warning}".strip(), tone="warning" if made.warning else "good")

    def _on_failed(self, target: Path, error: Any) -> None:
        self._end()
        other = target.with_name(f"{target.stem} 2{target.suffix}")
        self.notice.say(f"{words_of(error)} If it is open in another program, close it there, or save under another "
                        "name.", f"Save as {other.name}…", lambda: self._ask_where(str(other)), tone="warning")

    def _on_cancelled(self) -> None:
        self._stop()
        self.notice.say("Stopped. Nothing was written.")

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._end()
