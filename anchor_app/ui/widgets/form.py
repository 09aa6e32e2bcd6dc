"""Fields of a form: a caption, the control, a hint, and beside it what is wrong with what was entered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from anchor_app.domain.errors import WrongValue
from anchor_app.ui.days import day_entered, day_shown
from anchor_app.ui.widgets.layouts import Columns
from anchor_app.ui.widgets.text import PlainLabel, restyle


class Field(QWidget):
    """A control with its caption above and its hint below; `set_fault` says what is wrong, until it is changed."""

    def __init__(self, caption: str, control: QWidget, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.control = control
        self.caption = PlainLabel(caption, "caption")
        self.caption.setBuddy(control)
        self.hint = PlainLabel(hint, "hint")
        self.fault = PlainLabel("", "hint")
        self.fault.set_tone("warning")
        control.setAccessibleName(caption)
        control.setAccessibleDescription(hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self.caption, control, self.hint, self.fault):
            column.addWidget(part)
        column.addStretch(1)
        self.hint.setVisible(bool(hint))
        self.fault.hide()

    def set_fault(self, sentence: str) -> None:
        """Say what is wrong with the field; with "" that nothing is."""
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))
        self.control.setProperty("tone", "warning" if sentence else "")
        self.control.setAccessibleDescription(sentence or self.hint.accessibleName())
        restyle(self.control)

    @property
    def fault_sentence(self) -> str:
        """What is wrong; "" when nothing is."""
        return "" if self.fault.isHidden() else self.fault.accessibleName()


class Choice(QComboBox):
    """One of several values, shown by their words; the wheel does not change it in passing."""

    def __init__(self, choices: dict[object, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._values = list(choices)
        self.addItems(list(choices.values()))

    def wheelEvent(self, event: object) -> None:  # noqa: N802
        event.ignore()  # type: ignore[attr-defined]

    @property
    def value(self) -> object:
        """The value that is chosen."""
        return self._values[self.currentIndex()]

    def offer(self, choices: Mapping[object, str]) -> None:
        """Offer other values, staying with the one that is chosen where it is among them."""
        held = self.value if self.count() else None
        if (list(choices), list(choices.values())) == (self._values, [self.itemText(at) for at in range(self.count())]):
            return
        self._values = list(choices)
        self.clear()
        self.addItems(list(choices.values()))
        self.show_value(held)

    def show_value(self, value: object) -> None:
        """Choose a value; one that is not among them chooses nothing else."""
        if value in self._values:
            self.setCurrentIndex(self._values.index(value))


class DayEdit(QLineEdit):
    """A date, typed as people write it; empty is no date. `committed(date | None)` comes when it is left."""

    committed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("such as 1 April 2026")
        self.editingFinished.connect(self._on_finished)

    def day(self) -> date | None:
        """The date that is entered; raises WrongValue for what is none."""
        return day_entered(self.text())

    def show_day(self, day: date | None) -> None:
        """Show a date, unless one is being typed."""
        if not self.hasFocus():
            self.setText(day_shown(day))

    def _on_finished(self) -> None:
        try:
            day = self.day()
        except WrongValue:
            return
        self.setText(day_shown(day))
        self.committed.emit(day)


def side_by_side(*fields: QWidget, narrowest: int = 70) -> Columns:
    """Fields in a row, which stack where it is narrow."""
    columns = Columns(narrowest, spacing=16)
    for field in fields:
        columns.add(field)
    return columns
