"""Everything about one piece of evidence, each field in its place and saved by itself."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.commands_keeping import AmendEvidence, RemoveEvidence
from anchor_app.domain.edit import Edit
from anchor_app.domain.evidence import Evidence, EvidenceKind, Sensitivity
from anchor_app.domain.level_wording import count_words, day_words
from anchor_app.domain.period import Period
from anchor_app.ui import icons, theme
from anchor_app.ui.hub import Hub
from anchor_app.ui.models.link_model import LinkModel
from anchor_app.ui.widgets.calm_combo import CalmCombo
from anchor_app.ui.widgets.confirm import Confirm
from anchor_app.ui.widgets.date_field import DateField
from anchor_app.ui.widgets.editor import LineEditor, TextEditor
from anchor_app.ui.widgets.figure_reading import FigureReading
from anchor_app.ui.widgets.link_list import LinkList
from anchor_app.ui.widgets.notice import Notice
from anchor_app.ui.widgets.preview_panel import PreviewPanel
from anchor_app.ui.widgets.text import PlainLabel

_LINES = MappingProxyType({
    "title": "Title", "describes": "The period it describes", "figure": "Figure", "unit": "Unit",
    "source": "Source", "url": "Address", "owner": "Owner"})
_TEXTS = MappingProxyType({"shows": "What it shows", "text": "The account"})
_ORDER = ("title", "text", "figure", "unit", "source", "url", "shows", "describes", "owner")
_OF_KIND = MappingProxyType({
    "figure": EvidenceKind.FIGURE, "unit": EvidenceKind.FIGURE, "source": EvidenceKind.FIGURE,
    "text": EvidenceKind.ACCOUNT, "url": EvidenceKind.LINK})


class EvidenceForm(QWidget):
    """Shows and changes one piece: its content, its fields, what it supports, and whether it stays.

    `reported(sentence)` passes on what came of opening and saving copies; `outcome_requested(key)` asks for an outcome
    that a figure is a reading of.
    """

    reported = Signal(str)
    outcome_requested = Signal(str)

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._id = ""
        self.setProperty("role", "bare")
        self.head_label = PlainLabel("", "hint", self)
        self.damage_label = PlainLabel("", "text", self)
        self.damage_label.set_tone("warning")
        self.lock_notice = Notice("", self)
        self.preview = PreviewPanel(hub, self)
        self.editors: dict[str, LineEditor | TextEditor] = {}
        self.labels: dict[str, PlainLabel] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        for widget in (self.head_label, self.damage_label, self.lock_notice, self.preview):
            self._column.addWidget(widget)
        self._build_fields()
        self._build_links()
        self._build_removal()
        self._connect()

    def _build_fields(self) -> None:
        for name in _ORDER:
            words = _LINES.get(name) or _TEXTS[name]
            editor = LineEditor(self) if name in _LINES else TextEditor(self, lines=3 if name == "text" else 2)
            self.editors[name] = editor
            self._add_field(name, words, editor)
        self.review_field = DateField("Review date", self)
        self._add_field("review_by", "Review date: when it stops counting unless renewed", self.review_field)
        self.sensitivity_box = CalmCombo(self)
        for one in Sensitivity:
            self.sensitivity_box.addItem(one.words, one.value)
        self._add_field("sensitivity", "Sensitivity: who may see it", self.sensitivity_box)

    def _add_field(self, name: str, words: str, field: QWidget) -> None:
        label = PlainLabel(words, "caption", self)
        label.setBuddy(field)
        field.setObjectName(f"{name}_field")
        if not field.accessibleName():
            field.setAccessibleName(words)
        self.labels[name] = label
        self._column.addSpacing(4)
        self._column.addWidget(label)
        self._column.addWidget(field)
        if name == "source":
            self.reading = FigureReading(self._hub, self)
            self._column.addWidget(self.reading)

    def _build_links(self) -> None:
        self.links_label = PlainLabel("", "caption", self)
        self.link_search = QLineEdit(self)
        self.link_search.setPlaceholderText("Find a component")
        self.link_search.setAccessibleName("Find a component to link")
        self.link_model = LinkModel(self._hub, self)
        self.link_view = LinkList(self)
        self.link_view.setModel(self.link_model)
        self.link_view.setAccessibleName("Components that this evidence supports; space ticks one")
        self.link_view.setMinimumHeight(theme.look().px(200))
        self._column.addSpacing(10)
        for widget in (self.links_label, self.link_search, self.link_view):
            self._column.addWidget(widget)

    def _build_removal(self) -> None:
        self.remove_button = QPushButton("Remove this evidence…", self)
        self.remove_button.setProperty("kind", "quiet")
        icons.dress(self.remove_button, "remove", size=16)
        self.confirm = Confirm(self)
        self._column.addSpacing(10)
        self._column.addWidget(self.remove_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self.confirm)
        self._column.addStretch(1)

    def _connect(self) -> None:
        for name, editor in self.editors.items():
            editor.committed.connect(partial(self._on_committed, name))
        self.review_field.chosen.connect(self._on_review_chosen)
        self.sensitivity_box.activated.connect(self._on_sensitivity_chosen)
        self.link_search.textChanged.connect(self.link_model.search)
        self.remove_button.clicked.connect(self._on_remove)
        self.confirm.confirmed.connect(self._on_removal_confirmed)
        self.confirm.dismissed.connect(self.remove_button.setFocus)
        self.preview.reported.connect(self.reported)
        self.reading.outcome_requested.connect(self.outcome_requested)

    @property
    def evidence_id(self) -> str:
        """The piece that is shown; "" for none."""
        return self._id

    def show_piece(self, evidence_id: str, damage: str = "") -> None:
        """Show a piece; `damage` is a sentence on what is wrong with its content."""
        piece = self._hub.workspace.holdings.evidence.get(evidence_id)
        if evidence_id != self._id:
            self.confirm.dismiss()
            self.link_search.clear()
        if evidence_id != self._id or piece is None:
            self._id = evidence_id if piece else ""
            self.link_model.show_piece(self._id)
        if piece is None:
            self.preview.show_piece(None)
            return
        self.damage_label.setText(damage)
        self.damage_label.setVisible(bool(damage))
        self.preview.show_piece(piece)
        self._set_locked(self._hub.workspace.read_only)
        self._show_fields(piece)
        self._show_links(piece)

    def take(self, edit: Edit) -> None:
        """Follow an edit of the piece that is shown."""
        self.link_model.take(edit)

    def flush(self) -> None:
        """Commit what was typed."""
        for editor in (*self.editors.values(), self.review_field.line):
            editor.flush()

    def stop(self) -> None:
        """Give up what the preview is looking at."""
        self.preview.stop()

    def _show_fields(self, piece: Evidence) -> None:
        added = f" · added on {day_words(piece.added_on)}" if piece.added_on else ""
        self.head_label.setText(f"{piece.reference} · {piece.kind.words}{added}")
        for name, editor in self.editors.items():
            is_wanted = _OF_KIND.get(name, piece.kind) is piece.kind
            self.labels[name].setVisible(is_wanted)
            editor.setVisible(is_wanted)
            editor.show_text(getattr(piece, name), (piece.id, name))
        self.review_field.show_day(piece.review_by, (piece.id, "review_by"))
        self.review_field.offer(self._days())
        self.sensitivity_box.setCurrentIndex(self.sensitivity_box.findData(piece.sensitivity.value))
        self.reading.show_piece(piece)
        self.remove_button.setAccessibleDescription(f"{piece.reference} {piece.title}")

    def _set_locked(self, reason: str) -> None:
        """Keep the fields from being changed, and readable and copyable, while there is a reason; say it."""
        self.lock_notice.say(f"For reading only. {reason}" if reason else "")
        for editor in self.editors.values():
            editor.setReadOnly(bool(reason))
        self.review_field.set_locked(bool(reason))
        for control in (self.sensitivity_box, self.remove_button):
            control.setEnabled(not reason)

    def _show_links(self, piece: Evidence) -> None:
        assessment = self._hub.workspace.assessment(self._hub.assessment_id or "")
        count = len(assessment.components_of(piece.id))
        self.links_label.setText(f"Supports {count_words(count, 'component')} in {assessment.title}"
                                 if count else f"Supports nothing yet in {assessment.title}")

    def _days(self) -> dict[str, date | None]:
        today = self._hub.workspace.clock.today()
        assessment = self._hub.workspace.assessment(self._hub.assessment_id or "")
        end = Period.parse(assessment.period).end
        days: dict[str, date | None] = {"In six months": today + timedelta(days=183),
                                        "In a year": today + timedelta(days=365)}
        if end > today:
            days[f"End of the period, {day_words(end)}"] = end
        days["No review date"] = None
        return days

    def _on_committed(self, name: str, text: str) -> None:
        subject = self.editors[name].subject
        if isinstance(subject, tuple):
            self._amend(subject[0], {name: text})

    def _on_review_chosen(self, day: date | None) -> None:
        subject = self.review_field.subject
        if isinstance(subject, tuple):
            self._amend(subject[0], {"review_by": day})

    def _on_sensitivity_chosen(self) -> None:
        self._amend(self._id, {"sensitivity": Sensitivity(self.sensitivity_box.currentData())})

    def _amend(self, evidence_id: str, values: dict[str, Any]) -> None:
        if evidence_id in self._hub.workspace.holdings.evidence:
            self._hub.do(AmendEvidence(evidence_id, values))

    def _on_remove(self) -> None:
        piece = self._hub.workspace.holdings.evidence.get(self._id)
        if piece is None:
            return
        places = sum(len(one.components_of(piece.id))
                     for one in self._hub.workspace.holdings.assessments_of(piece.organisation))
        links = f" and its {count_words(places, 'link')} to components" if places else ""
        self.confirm.ask(f"Remove {piece.reference}{links}?", f"Remove {piece.reference}")

    def _on_removal_confirmed(self) -> None:
        for editor in (*self.editors.values(), self.review_field.line):
            editor.draft.forget()
        self._hub.do(RemoveEvidence(self._id))
