"""What to send and for whom: assessments of one organisation, the audience, files, and personal data."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QPushButton, QRadioButton, QVBoxLayout, QWidget

from anchor_app.domain.assessment import Assessment
from anchor_app.domain.collaborative import Audience
from anchor_app.domain.evidence import Sensitivity
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.level_wording import size_words
from anchor_app.domain.sharing import Choice
from anchor_app.ui.widgets.card import Card, rule
from anchor_app.ui.widgets.text import PlainLabel

_MEANS: Mapping[Audience, tuple[str, str]] = {
    Audience.COLLABORATIVE: ("The steering group and the other members",
                             "Evidence goes where it is marked Public or Collaborative. Of other evidence only goes "
                             "that it is there, its kind and its review date."),
    Audience.INTERNAL: ("My own organisation",
                        "For a second champion or another laptop. Everything goes but what is marked Personal data."),
    Audience.PUBLIC: ("Anybody",
                      "It names nobody, and evidence goes only where it is marked Public.")}
_AT_FIRST = 4


class SendChoice(QWidget):
    """The first two steps of sending. `changed`: something else is chosen. `signing_requested`: to sign off first."""

    changed = Signal()
    signing_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self._organisation = ""
        self.boxes: dict[str, QCheckBox] = {}
        self._hidden: list[QWidget] = []
        self._states: dict[str, bool] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(18)
        column.addWidget(self._build_what())
        column.addWidget(self._build_for_whom())

    def _build_what(self) -> Card:
        self.what_card = Card("1 What to send", "", self)
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self.more_button = QPushButton(self)
        self.more_button.setProperty("kind", "link")
        self.more_button.clicked.connect(self._on_more)
        self.draft_label = PlainLabel("", "hint", self)
        self.draft_label.set_tone("warning")
        self.signing_button = QPushButton("Sign it off first", self)
        self.signing_button.setProperty("kind", "link")
        self.signing_button.clicked.connect(self.signing_requested)
        self.what_card.body.addLayout(self._list)
        for widget in (self.more_button, self.draft_label, self.signing_button):
            self.what_card.body.addWidget(widget)
        return self.what_card

    def _build_for_whom(self) -> Card:
        card = Card("2 For whom", "this decides what stays here", self)
        self._group = QButtonGroup(self)
        self.audiences: dict[Audience, QRadioButton] = {}
        for audience, (words, means) in _MEANS.items():
            button = QRadioButton(f"{words} ({audience.words})", self)
            button.setAccessibleDescription(means)
            self._group.addButton(button)
            self.audiences[audience] = button
            both = QVBoxLayout()
            both.setSpacing(1)
            both.addWidget(button)
            hint = PlainLabel(means, "hint", self)
            hint.setContentsMargins(28, 0, 0, 0)
            both.addWidget(hint)
            card.body.addLayout(both)
        self.audiences[Audience.COLLABORATIVE].setChecked(True)
        card.body.addWidget(rule(self))
        self.files_box = QCheckBox("With the files of documents", self)
        self.files_box.setChecked(True)
        self.personal_box = QCheckBox("With evidence that is marked Personal data", self)
        self.personal_hint = PlainLabel("", "hint", self)
        self.personal_hint.setContentsMargins(28, 0, 0, 0)
        for widget in (self.files_box, self.personal_box, self.personal_hint):
            card.body.addWidget(widget)
        self._group.buttonClicked.connect(lambda _: self.changed.emit())
        self.files_box.clicked.connect(lambda _: self.changed.emit())
        self.personal_box.clicked.connect(lambda _: self.changed.emit())
        return card

    @property
    def choice(self) -> Choice:
        """What is chosen."""
        audience = next(one for one, button in self.audiences.items() if button.isChecked())
        return Choice(self._organisation, tuple(key for key, box in self.boxes.items() if box.isChecked()), audience,
                      self.files_box.isChecked(), self.personal_box.isChecked() and self.personal_box.isEnabled())

    def show_holdings(self, holdings: Holdings, current: Assessment) -> None:
        """Offer the assessments of an organisation; another one begins with its current assessment ticked."""
        every = tuple(reversed(holdings.assessments_of(current.organisation)))
        kept = {key for key, box in self.boxes.items() if box.isChecked()}
        is_same = self._organisation == current.organisation and bool(kept & {one.id for one in every})
        self._organisation = current.organisation
        self._states = {one.id: one.is_frozen for one in every}
        name = holdings.organisations[current.organisation].shown_name
        self.what_card.set_title("1 What to send", f"of {name}"[:120])
        self._list_assessments(every, kept if is_same else {current.id})
        pieces = holdings.evidence_of(current.organisation)
        files = [one for one in pieces if one.digest]
        personal = sum(one.sensitivity is Sensitivity.PERSONAL for one in pieces)
        self.files_box.setText(f"With the files of documents ({len(files):,}, "
                               f"{size_words(sum(one.size for one in files))} in all)")
        self.personal_box.setEnabled(bool(personal))
        self.personal_hint.setText(f"{personal:,} {'piece is' if personal == 1 else 'pieces are'} marked so. Tick it "
                                   "only if the receiver may have them." if personal else "Nothing is marked so.")
        self._show_draft()

    def _list_assessments(self, every: tuple[Assessment, ...], ticked: set[str]) -> None:
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.boxes, self._hidden = {}, []
        for place, one in enumerate(every):
            box = QCheckBox(f"{one.title} · {one.state.words}, revision {one.revision}".replace("&", "&&"), self)
            box.setChecked(one.id in ticked)
            box.clicked.connect(self._on_ticked)
            self._list.addWidget(box)
            self.boxes[one.id] = box
            if place >= _AT_FIRST and one.id not in ticked:
                box.hide()
                self._hidden.append(box)
        self.more_button.setText(f"Show {len(self._hidden)} earlier")
        self.more_button.setVisible(bool(self._hidden))

    def _on_more(self) -> None:
        first = self._hidden[0]
        for box in self._hidden:
            box.show()
        self._hidden = []
        first.setFocus()
        self.more_button.hide()

    def _on_ticked(self) -> None:
        self._show_draft()
        self.changed.emit()

    def _show_draft(self) -> None:
        drafts = [key for key, box in self.boxes.items() if box.isChecked() and not self._states[key]]
        self.draft_label.setText("It is not signed off, so it goes as a draft." if len(drafts) == 1 else
                                 f"{len(drafts)} of them are not signed off, and go as drafts.")
        self.draft_label.setVisible(bool(drafts))
        self.signing_button.setVisible(bool(drafts))
