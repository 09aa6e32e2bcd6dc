"""The message bar: one message at a time, said where people work, with what they can do about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from anchor_app.ui import icons, theme
from anchor_app.ui.widgets.layouts import Flow
from anchor_app.ui.widgets.text import PictureLabel, PlainLabel, restyle

INFO, REFUSED, TROUBLE = "info", "refused", "trouble"
_WEIGHT: Mapping[str, int] = {INFO: 0, REFUSED: 1, TROUBLE: 2}
_ICONS: Mapping[str, str] = {INFO: "info", REFUSED: "warning", TROUBLE: "warning"}

Answer = tuple[str, Callable[[], object]]
"""The words of a button, and what it does."""


class MessageBar(QFrame):
    """Shows one sentence and its answers; trouble stays until it is over or put away, and nothing lighter hides it.

    Escape inside it puts it away. Whoever listens instead of looking hears each message once.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message_bar")
        self.setProperty("kind", "message")
        self._kind = INFO
        self.icon_label = PictureLabel(self)
        self.words = PlainLabel("", "text").make_selectable()
        self.close_button = QPushButton(self)
        self.close_button.setProperty("kind", "quiet")
        self.close_button.setAccessibleName("Put the message away")
        self.close_button.setToolTip("Put the message away (Esc)")
        self.close_button.clicked.connect(self.put_away)
        icons.dress(self.close_button, "close", "ink", 14)
        self._build()
        self.hide()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 8, 8)
        row.setSpacing(12)
        row.addWidget(self.icon_label, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(self.words)
        self._answers = QWidget(self)
        self._answers.setProperty("role", "bare")
        self._flow = Flow(self._answers)
        column.addWidget(self._answers)
        row.addLayout(column, 1)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)

    def say(self, sentence: str, kind: str = INFO, *answers: Answer) -> None:
        """Show a sentence, unless something weightier is being said."""
        if not self.isHidden() and _WEIGHT[kind] < _WEIGHT[self._kind]:
            return
        self._kind = kind
        self.words.setText(sentence)
        self.setProperty("tone", "" if kind == INFO else "warning")
        restyle(self)
        self.icon_label.setPixmap(icons.pixmap(_ICONS[kind], theme.look().px(20),
                                               theme.colour("accent" if kind == INFO else "warning")))
        self._show_answers(answers)
        self.setAccessibleName(sentence)
        self.show()
        announce(self, sentence, is_urgent=kind != INFO)

    @property
    def sentence(self) -> str:
        """What is being said; "" when nothing is."""
        return "" if self.isHidden() else self.words.accessibleName()

    @property
    def kind(self) -> str:
        """The kind of the message."""
        return self._kind

    def answer(self, words: str) -> QPushButton:
        """The button with those words."""
        return next(button for button in self._answers.findChildren(QPushButton)
                    if button.text() == words and not button.isHidden())

    def put_away(self) -> None:
        """Say nothing any more."""
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            self.window().setFocus()
        self.hide()

    def over(self, kind: str) -> None:
        """What a message of that kind was about is over."""
        if not self.isHidden() and self._kind == kind:
            self.put_away()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)

    def _show_answers(self, answers: tuple[Answer, ...]) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            button = item.widget()
            if button is not None:
                button.hide()
                button.deleteLater()
        for words, act in answers:
            button = QPushButton(words, self._answers)
            button.clicked.connect(lambda _=False, act=act: act())
            self._flow.addWidget(button)
        self._answers.setVisible(bool(answers))


def announce(widget: QWidget, sentence: str, *, is_urgent: bool = False) -> None:
    """Let a screen reader say a sentence, at once when it is urgent."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # late, as the first frame says nothing

    if not QAccessible.isActive():
        return
    event = QAccessibleAnnouncementEvent(widget, sentence)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if is_urgent else politeness.Polite)
    QAccessible.updateAccessibility(event)
