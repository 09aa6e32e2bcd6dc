"""One outcome: how it stands beside its domain's level, its chart and readings, and what it is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from anchor_app import design
from anchor_app.domain.edit import Edit
from anchor_app.domain.figures import figure_words
from anchor_app.domain.level_wording import count_words, day_words
from anchor_app.domain.measures import Measure
from anchor_app.domain.measuring import RemoveOutcome
from anchor_app.services.charts import outcome_chart_words, outcome_svg, outcome_track_words
from anchor_app.ui import icons
from anchor_app.ui.hub import Hub
from anchor_app.ui.models.followed import Followed
from anchor_app.ui.theme import Look
from anchor_app.ui.widgets.badge import LevelBadge
from anchor_app.ui.widgets.card import rule
from anchor_app.ui.widgets.chart_view import ChartView
from anchor_app.ui.widgets.confirm import Confirm
from anchor_app.ui.widgets.layouts import Flow
from anchor_app.ui.widgets.measurements import Measurements
from anchor_app.ui.widgets.notice import Notice
from anchor_app.ui.widgets.outcome_definition import OutcomeDefinition
from anchor_app.ui.widgets.text import PlainLabel
from anchor_app.ui.widgets.track_line import TrackLine

_BEYOND = "Beyond the domains of the charter"
_NEW = "A new outcome"
_NEW_HINT = ("Something that your organisation wants to change, beside what the charter asks of each domain. A title "
             "and a unit are enough to begin with.")


class Fact(QWidget):
    """A caption with what it is called below it."""

    def __init__(self, caption: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self.caption_label = PlainLabel(caption, "hint", self, wraps=False)
        self.value_label = PlainLabel("", "strong", self)
        self.day_label = PlainLabel("", "hint", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for label in (self.caption_label, self.value_label, self.day_label):
            column.addWidget(label)

    def show_fact(self, value: str, day: str) -> None:
        """Show a value and its day; without a value the fact is gone."""
        self.value_label.setText(value)
        self.day_label.setText(day)
        self.setVisible(bool(value))


class OutcomeDetail(QWidget):
    """Shows and changes one outcome, or takes a new one in (`show_new`)."""

    paste_requested = Signal(str)
    evidence_requested = Signal(str)

    def __init__(self, followed: Followed, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._followed = followed
        self._hub: Hub = followed.hub
        self._id = ""
        self.setProperty("role", "bare")
        self._build_head()
        self.chart = ChartView(self._hub.tasks, "Chart of the outcome", self)
        self.measurements = Measurements(self._hub, self)
        self.definition = OutcomeDefinition(self._hub, self)
        self._build()
        self._connect()

    def _build_head(self) -> None:
        self.domain_label = PlainLabel("", "hint", self)
        self.badge = LevelBadge(self)
        self.title_label = PlainLabel("", "card", self)
        self.hint_label = PlainLabel(_NEW_HINT, "soft", self)
        self.definition_label = PlainLabel("", "soft", self).make_selectable()
        self.track = TrackLine(self)
        self.latest, self.baseline, self.target = Fact("Latest", self), Fact("Baseline", self), Fact("Target", self)
        self.odd = Notice("warning", self)
        self.notes_label = PlainLabel("", "text", self)
        self.notes_label.set_tone("warning")
        self.facts = QWidget(self)
        self.facts.setProperty("role", "bare")
        flow = Flow(self.facts, spacing=28)
        for fact in (self.latest, self.baseline, self.target):
            flow.addWidget(fact)

    def _build(self) -> None:
        self.lock_notice = Notice("", self)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.domain_label, 1)
        head.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignTop)
        self.definition_title = PlainLabel("What is measured", "card", self)
        self.charter_label = PlainLabel("", "hint", self)
        self.remove_button = QPushButton(self)
        self.remove_button.setProperty("kind", "quiet")
        self.remove_button.setObjectName("remove_outcome")
        icons.dress(self.remove_button, "remove", size=16)
        self.confirm = Confirm(self)
        self._rules = (rule(self), rule(self))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(head)
        for part in (self.title_label, self.hint_label, self.lock_notice, self.definition_label, self.odd, self.track,
                     self.facts, self.notes_label, self.chart, self._rules[0], self.measurements, self._rules[1],
                     self.definition_title, self.charter_label, self.definition):
            column.addWidget(part)
        column.addWidget(self.remove_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.confirm)
        column.addStretch(1)

    def _connect(self) -> None:
        self.measurements.paste_requested.connect(self.paste_requested)
        self.measurements.evidence_requested.connect(self.evidence_requested)
        self.remove_button.clicked.connect(self._on_remove)
        self.confirm.confirmed.connect(self._on_removal_confirmed)
        self.confirm.dismissed.connect(self.remove_button.setFocus)

    @property
    def outcome_id(self) -> str:
        """The outcome that is shown; "" for none, or a new one."""
        return self._id

    def show_new(self, domain: str = "") -> None:
        """Take in a new outcome."""
        self._id = ""
        self._show_parts(is_new=True)
        self.title_label.setText(_NEW)
        self.definition.show_new(self._followed.organisation, self._followed.charter, domain)
        self.definition.set_locked(bool(self._hub.workspace.read_only))

    def show_measure(self, measure: Measure) -> None:
        """Show an outcome."""
        if measure.id != self._id:
            self.confirm.dismiss()
        self._id = measure.id
        self._show_parts(is_new=False)
        self._show_head(measure)
        lock = self._hub.workspace.read_only
        levels = self._followed.levels_of(measure)
        self.chart.setVisible(bool(measure.points) or measure.path is not None)
        self.chart.show_chart(lambda width, look: _drawn(measure, levels, width, look),
                              outcome_chart_words(measure, levels, self._followed.today))
        self.measurements.show_measure(measure, lock)
        self.definition.show_measure(measure, self._followed.charter)
        self.definition.set_locked(bool(lock))
        self.lock_notice.say(f"For reading only. {lock}" if lock else "")
        self._show_removal(measure, lock)

    def take(self, edit: Edit) -> None:
        """Follow an edit."""
        self.measurements.take(edit)

    def flush(self) -> None:
        """Commit what was typed."""
        self.definition.flush()

    def _show_parts(self, *, is_new: bool) -> None:
        for part in (self.domain_label, self.track, self.facts, self.chart, *self._rules, self.measurements,
                     self.definition_title):
            part.setVisible(not is_new)
        self.hint_label.setVisible(is_new)
        if is_new:
            for part in (self.badge, self.odd, self.notes_label, self.definition_label, self.charter_label,
                         self.remove_button, self.confirm, self.lock_notice):
                part.hide()

    def _show_head(self, measure: Measure) -> None:
        today, domain, levels = self._followed.today, self._followed.domain(measure), self._followed.levels_of(measure)
        self.domain_label.setText(f"Domain {domain.number} · {domain.title}" if domain else _BEYOND)
        self.badge.setVisible(bool(levels))
        if levels:
            self.badge.set_level(levels[-1].name, levels[-1].rank, levels[-1].of)
        self.title_label.setText(measure.title or "Outcome")
        self.definition_label.setText(measure.definition)
        self.definition_label.setVisible(bool(measure.definition.strip()))
        self.odd.say(self._followed.beside(measure).words)
        self.track.show_track(measure.track(today), outcome_track_words(measure, today))
        newest, kept = measure.point_on(today), measure.outcome
        self.latest.show_fact(figure_words(newest.value, measure.unit) if newest else "",
                              f"on {day_words(newest.on)}" if newest else "")
        for fact, value, typed, day, when in (
                (self.baseline, measure.baseline, kept.baseline, kept.baseline_on, "on"),
                (self.target, measure.target, kept.target, kept.target_on, "by")):
            fact.show_fact(figure_words(value, measure.unit) if value is not None else typed,
                           f"{when} {day_words(day)}" if day else "")
        self.facts.setVisible(any(not one.isHidden() for one in (self.latest, self.baseline, self.target)))
        self.notes_label.setText("\n".join(measure.notes))
        self.notes_label.setVisible(bool(measure.notes))
        asked = f" The charter's words for the target: {measure.wish}." if measure.wish else ""
        self.charter_label.setText(f"The charter's outcome of this domain; what is left empty is as the charter has "
                                   f"it.{asked}" if measure.is_charters else "")
        self.charter_label.setVisible(measure.is_charters)

    def _show_removal(self, measure: Measure, lock: str) -> None:
        added = any(text for name, text in measure.outcome.facts().items() if name not in ("id", "organisation"))
        self.remove_button.setVisible(not measure.is_charters or added)
        self.remove_button.setText("Remove what was added to the charter's outcome…" if measure.is_charters
                                   else "Remove this outcome…")
        self.remove_button.setAccessibleDescription(measure.title)
        self.remove_button.setEnabled(not lock)

    def _on_remove(self) -> None:
        measure = self._followed.find(self._id)
        if measure is None:
            return
        count = len(measure.readings)
        if measure.is_charters:
            stays = " The readings stay." if count else ""
            self.confirm.ask(f"Remove what was added: title, definition, unit, baseline and target?{stays}",
                             "Remove what was added")
            return
        readings = f" and its {count_words(count, 'reading')}" if count else ""
        self.confirm.ask(f"Remove this outcome{readings}?", "Remove the outcome")

    def _on_removal_confirmed(self) -> None:
        self.definition.forget()
        self._hub.do(RemoveOutcome(self._followed.organisation, self._id))


def _drawn(measure: Measure, levels: object, width: int, look: Look) -> bytes:
    return outcome_svg(measure, levels, width, look.palette, design.HINT.size * look.scale)  # type: ignore[arg-type]
