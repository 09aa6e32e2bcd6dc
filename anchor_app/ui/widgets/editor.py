"""Fields for text of any length: plain, literal, and never overwritten while somebody types."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QResizeEvent, QTextOption, QWheelEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from anchor_app.domain.record import LONGEST_TEXT
from anchor_app.ui.widgets.draft import Draft
from anchor_app.ui.widgets.text import PlainLabel
from anchor_app.ui.widgets.undo_keys import is_step_back, leave_to_window

_NEAR_LIMIT = LONGEST_TEXT - 5_000
_LONGEST_WORD = 2_000
"""A word longer than this is broken at any letter: Qt looks for its end again on each of its lines, for seconds."""
_AT_WORDS = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
_ANYWHERE = QTextOption.WrapMode.WrapAnywhere


class TextEditor(QPlainTextEdit):
    """Several lines of plain text; grows with its content from `lines` to `most_lines`, then scrolls.

    `committed(text)` comes after a pause in typing, when the field is left, and on `flush()`. `show_text` never
    overwrites what is being typed. Tab leaves the field.
    """

    committed = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, lines: int = 3, most_lines: int = 14,
                 placeholder: str = "") -> None:
        super().__init__(parent)
        self._lines, self._most_lines = lines, most_lines
        self._is_showing = False
        self.setTabChangesFocus(True)
        self.setPlaceholderText(placeholder)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._limit_hint = PlainLabel("", "hint", self)
        self._limit_hint.hide()
        self.draft = Draft(self, self.text)
        self.draft.committed.connect(self.committed)
        self.textChanged.connect(self._on_changed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self.updateGeometry())

    def text(self) -> str:
        """The text as it stands, with a line feed at the end of each line and nothing else altered."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\0", "")

    @property
    def subject(self) -> Hashable:
        """What the text is about, as `show_text` was told; still the old one while its draft is committed."""
        return self.draft.subject

    def show_text(self, text: str, subject: Hashable = None) -> None:
        """Show the text that is held.

        Name what it is about as `subject`, such as (assessment, component): then another subject replaces the
        text after committing its draft, and a text that was committed stays until the workspace holds it, even
        when saving it was refused.
        """
        if not self.draft.accepts(text, subject) or text == self.text():
            return
        place = self.textCursor().position()
        self._is_showing = True
        self.setWordWrapMode(_ANYWHERE if _has_endless_word(text) else _AT_WORDS)
        self.setPlainText(text)
        self._is_showing = False
        cursor = self.textCursor()
        cursor.setPosition(min(place, self.document().characterCount() - 1))
        self.setTextCursor(cursor)
        self._show_limit()

    def flush(self) -> None:
        """Commit at once what was typed, if anything was."""
        self.draft.flush()

    def sizeHint(self) -> QSize:  # noqa: N802
        lines = min(max(self.document().size().height(), self._lines), self._most_lines)
        margins = self.contentsMargins()
        edges = margins.top() + margins.bottom() + 2 * int(self.document().documentMargin())
        hint = self._limit_hint.sizeHint().height() if not self._limit_hint.isHidden() else 0
        return QSize(super().sizeHint().width(), int(lines * self.fontMetrics().lineSpacing()) + edges + hint + 4)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(self.fontMetrics().averageCharWidth() * 16, self.sizeHint().height())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802
        return source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802
        """Paste the plain text alone; no picture, no format, no character that cannot be stored."""
        if source.hasText():
            if _has_endless_word(source.text()):
                self.setWordWrapMode(_ANYWHERE)
            self.textCursor().insertText(source.text().replace("\0", ""))
            self.ensureCursorVisible()

    def event(self, event: QEvent) -> bool:
        if is_step_back(event) and not (self.draft.is_pending and self.document().isUndoAvailable()):
            return leave_to_window(self.draft, event)
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.flush()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        self.flush()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._place_limit()
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()  # lines break elsewhere now, and the document does not tell of it

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Scroll the text when there is more of it, and else the page."""
        bar = self.verticalScrollBar()
        if bar.maximum() > bar.minimum() and self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _on_changed(self) -> None:
        if not self._is_showing:
            self.draft.touch()
            self._show_limit()

    def _show_limit(self) -> None:
        """Near the limit, say how much room is left; past it, how much is too much."""
        room = LONGEST_TEXT - (self.document().characterCount() - 1)
        is_near = room < LONGEST_TEXT - _NEAR_LIMIT
        words = f"Room for {room:,} more characters" if room >= 0 else f"{-room:,} characters too many"
        if is_near:
            self._limit_hint.setText(words)
        self.setAccessibleDescription(words if is_near else "")
        if is_near == self._limit_hint.isHidden():
            self._limit_hint.setVisible(is_near)
            self.updateGeometry()
        self._place_limit()

    def _place_limit(self) -> None:
        height = self._limit_hint.sizeHint().height() if not self._limit_hint.isHidden() else 0
        if self.viewportMargins().bottom() != height:
            self.setViewportMargins(0, 0, 0, height)
        self._limit_hint.setGeometry(10, self.height() - height - 4, self.width() - 20, height)


def _has_endless_word(text: str) -> bool:
    return len(text) > _LONGEST_WORD and max(map(len, text.split()), default=0) > _LONGEST_WORD


class LineEditor(QLineEdit):
    """One line of plain text, with the contract of TextEditor; Return commits too."""

    committed = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, placeholder: str = "") -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setMaxLength(2 * LONGEST_TEXT)  # longer ones are refused with a sentence, not cut
        self.draft = Draft(self, self.text)
        self.draft.committed.connect(self.committed)
        self.textEdited.connect(lambda _: self.draft.touch())
        self.returnPressed.connect(self.flush)

    def text(self) -> str:
        """The text as it stands, without U+0000: it can be pasted, is not seen, and cannot be stored."""
        return super().text().replace("\0", "")

    @property
    def subject(self) -> Hashable:
        """What the text is about; still the old one while its draft is committed."""
        return self.draft.subject

    def show_text(self, text: str, subject: Hashable = None) -> None:
        """Show the text that is held; see TextEditor.show_text."""
        if self.draft.accepts(text, subject) and text != self.text():
            place = self.cursorPosition()
            self.setText(text.replace("\0", ""))
            self.setCursorPosition(min(place, len(text)))

    def flush(self) -> None:
        """Commit at once what was typed, if anything was."""
        self.draft.flush()

    def event(self, event: QEvent) -> bool:
        if is_step_back(event) and not (self.draft.is_pending and self.isUndoAvailable()):
            return leave_to_window(self.draft, event)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        is_return = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        super().keyPressEvent(event)
        if is_return:
            event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.flush()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        self.flush()
        super().hideEvent(event)
