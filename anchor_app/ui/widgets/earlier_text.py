"""A longer text of last time under the one of now, with what differs between them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QPushButton, QTextEdit, QVBoxLayout, QWidget

from anchor_app.domain.difference import Piece, text_difference
from anchor_app.domain.last_time import difference_words
from anchor_app.ui import theme
from anchor_app.ui.tasks import Job, Tasks
from anchor_app.ui.widgets.layouts import Flow
from anchor_app.ui.widgets.text import PlainLabel

_AT_ONCE = 3_000
"""Characters of both texts together up to which they are compared at once, and from which on a worker does it."""
_MOST_LINES = 8
_LONG_WORD = 2_000
_WRITTEN_ANEW = 0.2
"""The share of last time's text below which what is left of it is chance, and striking the rest only hides it."""


class EarlierText(QWidget):
    """Shows last time's text as it was, what is left out now struck through, and on demand both texts in one.

    As it shows last time's words alone until it is asked, it stays as high while this time's are written.
    """

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self._tasks = tasks
        self._job: Job | None = None
        self._when = self._old = self._new = ""
        self._pieces: Sequence[Piece] = ()
        self.head = PlainLabel("", "hint")
        self.both = QPushButton("Show both in one")
        self.both.setProperty("kind", "link")
        self.both.setCheckable(True)
        self.both.toggled.connect(lambda _: self._show())
        self._build_text()
        line = Flow(spacing=6, is_centred=True)
        line.addWidget(self.head)
        line.addWidget(self.both)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(line)
        column.addWidget(self.text)
        self.hide()

    def _build_text(self) -> None:
        self.text = QTextEdit()
        self.text.setProperty("role", "earlier")
        self.text.setReadOnly(True)
        self.text.setAcceptRichText(False)
        self.text.setTabChangesFocus(True)
        self.text.document().setDocumentMargin(2)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text.document().documentLayout().documentSizeChanged.connect(lambda _: self._fit())

    def show_change(self, when: str, old: str, new: str) -> None:
        """Compare last time's text with this time's; `when` names last time, and without it there is none."""
        self.setVisible(bool(when))
        if (when, old, new) == (self._when, self._old, self._new):
            return
        self._when, self._old, self._new = when, old, new
        if self._job is not None:
            self._job.cancel()
            self._job = None
        if not old or not new or old == new:
            self._take([Piece("same", old)])
        elif len(old) + len(new) <= _AT_ONCE:
            self._take(text_difference(old, new))
        else:
            self._job = self._tasks.run(lambda progress, is_cancelled: text_difference(old, new), self._take)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self._old:
            self._show()

    def _take(self, pieces: Sequence[Piece]) -> None:
        self._job = None
        self._pieces = pieces
        self._show()

    @property
    def _is_changed(self) -> bool:
        return bool(self._old and self._new) and self._old != self._new

    def _show(self) -> None:
        policy = self.both.sizePolicy()
        policy.setRetainSizeWhenHidden(bool(self._old))
        self.both.setSizePolicy(policy)
        self.both.setVisible(self._is_changed)
        shows_both = self._is_changed and self.both.isChecked()
        self.both.setText(f"Show {self._when} alone" if shows_both else "Show both in one")
        self.text.setVisible(bool(self._old) and self._old != self._new)
        self.text.setAccessibleName(f"Evidence summary of {self._when}")
        said = "nothing was written" if not self._old else "" if not self._new else difference_words(self._pieces)
        kept = sum(len(one.text) for one in self._pieces if one.kind == "same")
        is_anew = self._is_changed and not shows_both and kept < _WRITTEN_ANEW * len(self._old)
        self.head.setText(f"{self._when}: written anew since" if is_anew else f"{self._when}: {said}" if said
                          else f"{self._when}:")
        pieces = [Piece("same", self._old)] if is_anew else self._pieces
        self._write([one for one in pieces if shows_both or one.kind != "added"])

    def _write(self, pieces: Sequence[Piece]) -> None:
        is_endless = max(map(len, self._old.split()), default=0) > _LONG_WORD
        self.text.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere if is_endless
                                  else QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        place = self.text.verticalScrollBar().value()
        self.text.clear()
        cursor = QTextCursor(self.text.document())
        cursor.beginEditBlock()
        for piece in pieces:
            cursor.insertText(piece.text, _format(piece.kind))
        cursor.endEditBlock()
        self.text.verticalScrollBar().setValue(place)
        self._fit()

    def _fit(self) -> None:
        """As high as the text, up to some lines; with more it scrolls, and the keyboard can come to it."""
        wanted = int(self.text.document().size().height()) + 2
        most = _MOST_LINES * self.text.fontMetrics().lineSpacing() + 4
        self.text.setFixedHeight(min(wanted, most))
        self.text.setFocusPolicy(Qt.FocusPolicy.StrongFocus if wanted > most else Qt.FocusPolicy.ClickFocus)


def _format(kind: str) -> QTextCharFormat:
    shape = QTextCharFormat()
    shape.setForeground(theme.colour("good" if kind == "added" else "soft_ink"))
    shape.setFontStrikeOut(kind == "removed")
    shape.setFontUnderline(kind == "added")
    return shape
