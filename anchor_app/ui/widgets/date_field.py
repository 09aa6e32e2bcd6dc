"""A day that may also be left open: typed in any usual way, or taken from a short list."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from anchor_app.domain.errors import WrongValue
from anchor_app.ui.days import day_entered, day_shown
from anchor_app.ui.widgets.editor import LineEditor
from anchor_app.ui.widgets.menu_button import MenuButton
from anchor_app.ui.widgets.text import PlainLabel, restyle


class DateField(QWidget):
    """`chosen(date or None)` comes when a whole day was typed or taken; what is no day stays, with a sentence.

    `subject` is what the day is about, as for the editors; it is still the old one while a draft is committed.
    """

    chosen = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self.line = LineEditor(self, placeholder="No date")
        self.line.setAccessibleName(name)
        self.list_button = MenuButton(f"Set the {name.lower()}", self)
        self.list_button.show_words("Set")
        self.trouble_label = PlainLabel("", "hint", self)
        self.trouble_label.set_tone("warning")
        self.trouble_label.hide()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        grid.addWidget(self.line, 0, 0)
        grid.addWidget(self.list_button, 0, 1)
        grid.addWidget(self.trouble_label, 1, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        self.line.committed.connect(self._on_committed)

    @property
    def subject(self) -> Hashable:
        """What the day is about."""
        return self.line.subject

    def offer(self, days: dict[str, date | None]) -> None:
        """Fill the short list with words and the days they stand for."""
        menu = self.list_button.menu()
        menu.clear()
        for words, day in days.items():
            menu.addAction(words).triggered.connect(lambda _=False, one=day: self._on_taken(one))

    def show_day(self, day: date | None, subject: Hashable = None) -> None:
        """Show the day that is held."""
        if subject != self.line.subject:
            self._say("")
        self.line.show_text(day_shown(day), subject)

    def set_locked(self, is_locked: bool) -> None:
        """Keep the day from being changed, and readable."""
        self.line.setReadOnly(is_locked)
        self.list_button.setEnabled(not is_locked)

    def _on_committed(self, text: str) -> None:
        try:
            day = day_entered(text)
        except WrongValue as trouble:
            self._say(str(trouble))
            return
        self._say("")
        self.line.draft.forget()
        self.chosen.emit(day)

    def _on_taken(self, day: date | None) -> None:
        self._say("")
        self.line.draft.forget()
        self.line.setText(day_shown(day))
        self.chosen.emit(day)

    def _say(self, sentence: str) -> None:
        self.trouble_label.setText(sentence)
        self.trouble_label.setVisible(bool(sentence))
        self.line.setProperty("tone", "warning" if sentence else "")
        self.line.setAccessibleDescription(sentence)
        restyle(self.line)
