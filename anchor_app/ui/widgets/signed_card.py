"""What was signed: by whom, when, with which checksum, revision by revision; and what changed since."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.assessment import Assessment, Signing
from anchor_app.domain.history import HistoryLine
from anchor_app.domain.level_wording import day_words
from anchor_app.domain.signing import short_checksum, signings_of
from anchor_app.ui import icons
from anchor_app.ui.hub import Hub
from anchor_app.ui.widgets.card import Card, rule
from anchor_app.ui.widgets.confirm import Confirm
from anchor_app.ui.widgets.layouts import Flow
from anchor_app.ui.widgets.text import PlainLabel, one_line

_MOST_CHANGES = 30


class SignedCard(Card):
    """`reopen_requested` once the question was answered with yes; `send_requested` is a wish to go there."""

    reopen_requested = Signal()
    send_requested = Signal()

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__("Signed off", "", parent)
        self.set_tone("accent")
        self._hub = hub
        self._assessment: Assessment | None = None
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.changes_label = PlainLabel("", "text", self).make_selectable()
        self.send_button = QPushButton("Send a pack…", self)
        self.send_button.setProperty("kind", "primary")
        icons.dress(self.send_button, "send", "card")
        self.reopen_button = QPushButton("Reopen…", self)
        icons.dress(self.reopen_button, "edit")
        self.confirm = Confirm(self)
        self.body.addLayout(self._lines)
        self.body.addWidget(self.changes_label)
        buttons = Flow()
        buttons.addWidget(self.send_button)
        buttons.addWidget(self.reopen_button)
        self.body.addLayout(buttons)
        self.body.addWidget(self.confirm)
        self.send_button.clicked.connect(self.send_requested)
        self.reopen_button.clicked.connect(self._on_reopen)
        self.confirm.confirmed.connect(self.reopen_requested)
        self.confirm.dismissed.connect(self._on_dismissed)

    def show_assessment(self, assessment: Assessment) -> None:
        """Show every signature of an assessment, the newest first."""
        self._assessment = assessment
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        signings = list(signings_of(assessment))
        for at, signing in enumerate(reversed(signings)):
            if at:
                self._lines.addWidget(rule(self))
            self._lines.addWidget(PlainLabel(signed_words(signing), "strong" if not at else "text", self))
            self._lines.addWidget(PlainLabel(f"Revision {signing.revision} · checksum "
                                             f"{short_checksum(signing.checksum)} …", "hint", self).make_selectable())
        is_locked = bool(self._hub.workspace.read_only)
        self.set_title(f"Revision {assessment.revision}" if assessment.is_frozen
                       else f"Revision {assessment.revision} is open",
                       "" if assessment.is_frozen else "what was signed before is kept")
        if not assessment.is_frozen:
            self.confirm.hide()
        self.reopen_button.setText(f"Reopen as revision {assessment.revision + 1}…")
        self.reopen_button.setVisible(assessment.is_frozen and self.confirm.isHidden())
        self.reopen_button.setEnabled(not is_locked)
        self.send_button.setVisible(assessment.is_frozen and not self._hub.workspace.as_at)
        self.changes_label.setVisible(False)
        if signings and not assessment.is_frozen and not self._hub.workspace.as_at:
            self._read_changes(assessment)

    def _read_changes(self, assessment: Assessment) -> None:
        workspace, key = self._hub.workspace, assessment.id

        def read() -> tuple[HistoryLine, ...]:
            from anchor_app.services.looking_back import changes_since_signed

            return changes_since_signed(workspace, key)

        self._hub.tasks.store(read, self._on_changes, lambda _: None)

    def _on_changes(self, lines: tuple[HistoryLine, ...]) -> None:
        words = [f"• {one_line(line.about, 80)} · {line.field}: {one_line(line.old, 60) or 'nothing'} → "
                 f"{one_line(line.new, 60) or 'nothing'}" for line in lines[:_MOST_CHANGES]]
        if len(lines) > _MOST_CHANGES:
            words.append(f"And {len(lines) - _MOST_CHANGES:,} more.")
        head = "Changed since the signature:" if words else "Nothing was changed since the signature."
        self.changes_label.setText("\n".join([head, *words]))
        self.changes_label.show()

    def _on_reopen(self) -> None:
        assert self._assessment is not None
        revision = self._assessment.revision
        self.reopen_button.hide()
        self.confirm.ask(f"The answers can then be changed again, as revision {revision + 1}. Revision {revision} and "
                         "its signature are kept, and a sheet that was printed of it can still be checked. "
                         f"Revision {revision + 1} has to be signed off anew.", f"Reopen as revision {revision + 1}")

    def _on_dismissed(self) -> None:
        self.reopen_button.show()
        self.reopen_button.setFocus()


def signed_words(signing: Signing) -> str:
    """Who signed, and when, in a sentence's words."""
    day = f" on {day_words(signing.on)}" if signing.on else ""
    return f"Signed off by {one_line(signing.by, 120)}, {one_line(signing.role, 120)},{day}"
