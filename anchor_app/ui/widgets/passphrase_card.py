"""Protecting a pack: a passphrase typed twice, how hard it is to guess, and that nobody can recover it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from anchor_app.exchange.passphrase import strength
from anchor_app.ui.widgets.card import Card
from anchor_app.ui.widgets.form import Field, side_by_side
from anchor_app.ui.widgets.text import PlainLabel

_ABOUT = ("It cannot be recovered: without it nobody opens the pack, not even you. Tell it to the receiver by another "
          "way than the pack itself, such as the telephone.")


class PassphraseCard(Card):
    """`changed`: another passphrase, or none, is wanted."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("3 Protect it", "if it goes by e-mail or holds more than anybody may read", parent)
        self.wanted = QCheckBox("Protect the pack with a passphrase", self)
        self.first, self.second = QLineEdit(self), QLineEdit(self)
        for line in (self.first, self.second):
            line.setEchoMode(QLineEdit.EchoMode.Password)
        self.seen = QCheckBox("Show what is typed", self)
        self.first_field = Field("Passphrase", self.first)
        self.second_field = Field("The same again", self.second)
        self.strength_label = PlainLabel("", "hint", self)
        self.about_label = PlainLabel(_ABOUT, "hint", self)
        self._fields = side_by_side(self.first_field, self.second_field, narrowest=56)
        for widget in (self.wanted, self._fields, self.seen, self.strength_label, self.about_label):
            self.body.addWidget(widget)
        self.wanted.toggled.connect(self._show)
        self.seen.toggled.connect(self._on_seen)
        for line in (self.first, self.second):
            line.textEdited.connect(lambda _: self._on_typed())
        self._show()

    @property
    def passphrase(self) -> str:
        """What the pack is to be protected with; "" for nothing."""
        return self.first.text() if self.wanted.isChecked() else ""

    def is_complete(self) -> bool:
        """Whether the pack can be made so; what lacks is said and gets the keyboard."""
        if not self.wanted.isChecked():
            return True
        self.first_field.set_fault("" if self.first.text() else "Type a passphrase, or take the tick away.")
        is_same = self.first.text() == self.second.text()
        self.second_field.set_fault("" if is_same or not self.first.text() else "The two are not the same.")
        for field in (self.first_field, self.second_field):
            if field.fault_sentence:
                field.control.setFocus()
                return False
        return True

    def forget(self) -> None:
        """Forget what was typed, once the pack is made."""
        self.first.clear()
        self.second.clear()
        self.wanted.setChecked(False)

    def _show(self) -> None:
        for widget in (self._fields, self.seen, self.about_label):
            widget.setVisible(self.wanted.isChecked())
        self._on_typed()

    def _on_seen(self, is_seen: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if is_seen else QLineEdit.EchoMode.Password
        self.first.setEchoMode(mode)
        self.second.setEchoMode(mode)

    def _on_typed(self) -> None:
        self.first_field.set_fault("")
        self.second_field.set_fault("")
        held = strength(self.passphrase) if self.passphrase else None
        self.strength_label.setText(held.words if held else "")
        self.strength_label.set_tone("warning" if held and held.is_weak else "good")
        self.strength_label.setVisible(held is not None)
        self.changed.emit()
