"""The answer to "what level?": the badge, the count behind it, and the other readings beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from anchor_app.domain.guidance import Fall
from anchor_app.domain.level_wording import count_sentence, forecast_words, level_title
from anchor_app.domain.scoring import Score, Standing
from anchor_app.ui.widgets.badge import LevelBadge
from anchor_app.ui.widgets.card import Card
from anchor_app.ui.widgets.text import PlainLabel

_WORDS = 150
"""Pixels that a sentence keeps beside a level with a long name."""


class Reading(QWidget):
    """One reading in a line of its own: its name, its level, and a sentence."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name_label = PlainLabel(name, "hint", self, wraps=False)
        self.badge = LevelBadge(self)
        self.words_label = PlainLabel("", "hint", self)
        self.words_label.setMinimumWidth(_WORDS)
        self.hide()

    def place(self, grid: QGridLayout, row: int) -> None:
        """Take a row of a grid, so that readings align."""
        middle = Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(self.name_label, row, 0, middle)
        grid.addWidget(self.badge, row, 1, middle | Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(self.words_label, row, 2, middle)

    def show_reading(self, standing: Standing | None, words: str = "") -> None:
        """Show a standing; None hides the reading."""
        for widget in (self.name_label, self.badge, self.words_label):
            widget.setVisible(standing is not None)
        if standing is not None:
            self.badge.set_level(standing.level_name, standing.rank, len(standing.charter.levels))
            self.words_label.setText(words)

    def show_waiting(self, words: str) -> None:
        """Show that there is no reading yet, and why."""
        self.name_label.show()
        self.badge.set_level("Waiting", 0, 1)
        self.badge.show()
        self.words_label.setText(words)
        self.words_label.show()


class HeadlineCard(Card):
    """The self-assessed level large, the evidenced one with its forecast, and that over applicable components."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.badge = LevelBadge(self, large=True)
        self.title_label = PlainLabel("", "page", self)
        self.count_label = PlainLabel("", "soft", self)
        self.evidenced = Reading("Evidenced", self)
        self.moderated = Reading("Moderated", self)
        self.applicable = Reading("Applicable only", self)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(2, 1)
        for row, reading in enumerate((self.evidenced, self.moderated, self.applicable)):
            reading.place(grid, row)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self.title_label)
        words.addWidget(self.count_label)
        words.addSpacing(8)
        words.addLayout(grid)
        line = QHBoxLayout()
        line.setSpacing(22)
        line.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addLayout(words, 1)
        self.body.addLayout(line)

    def show_score(self, score: Score, falls: tuple[Fall, ...], waiting: str = "") -> None:
        """Show the readings of an assessment and the falls that are forecast.

        `waiting` says since when the steering group's reading is waited for, where nothing is decided yet.
        """
        own = score.self_assessed
        self.badge.set_level(own.level_name, own.rank, len(own.charter.levels))
        self.title_label.setText(level_title(own))
        self.count_label.setText(count_sentence(own))
        self.evidenced.show_reading(score.evidenced, forecast_words(score.evidenced, falls, begins=False))
        self.moderated.show_reading(score.moderated, f"{score.moderated.counted} of {own.counted} fulfilled components "
                                    "agreed by the steering group" if score.moderated else "")
        if score.moderated is None and waiting:
            self.moderated.show_waiting(waiting)
        part = score.applicable_only
        self.applicable.show_reading(part, f"{part.counted} of {part.of} applicable components; "
                                           "the charter counts every component" if part else "")
