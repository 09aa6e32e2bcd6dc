"""Names, one on a line, with those that are known here to add by a press."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from anchor_app.ui.widgets.editor import TextEditor
from anchor_app.ui.widgets.find_button import MOST_IN_A_MENU, FindButton
from anchor_app.ui.widgets.text import PlainLabel, one_line

_LONGEST = 90


class NamesField(QWidget):
    """`committed(text)` as of the editor; a name that is taken from the list comes on a line of its own."""

    committed = Signal(str)

    def __init__(self, caption: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self._offered: dict[str, tuple[str, ...]] = {}
        self.caption = PlainLabel(caption, "caption", self)
        self.editor = TextEditor(self, lines=2, most_lines=12, placeholder="One name on each line")
        self.editor.setAccessibleName(f"{caption}, one name on each line")
        self.caption.setBuddy(self.editor)
        self.add_button = FindButton(f"Add to {caption.lower()}", self)
        self.add_button.show_words("Add a name")
        head = QHBoxLayout()
        head.addWidget(self.caption, 1, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(self.add_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.editor)
        column.addStretch(1)
        self.editor.committed.connect(self.committed)
        self.add_button.chosen.connect(self._on_chosen)

    def offer(self, known: Sequence[tuple[str, str]], everybody: Sequence[str] = (), when: str = "") -> None:
        """Offer names with what they are, and all of another meeting at once; those that stand here are left out."""
        here = {_folded(line) for line in self.editor.text().splitlines()}
        left = {name: (f"{name} ({about})" if about else name, (name,)) for name, about in known
                if _folded(name) not in here}
        absent = tuple(name for name in everybody if _folded(name) not in here)
        choices = {f"everybody {when}": (f"All {len(absent)} of {when}", absent)} if len(absent) > 1 else {}
        choices |= left
        self._offered = {key: names for key, (_, names) in choices.items()}
        words = [(key, one_line(said, _LONGEST)) for key, (said, _) in choices.items()]
        if len(words) > MOST_IN_A_MENU:
            self.add_button.find_among(words, "")
        else:
            self.add_button.use_menu()
            menu = self.add_button.menu()
            menu.clear()
            for key, said in words:
                menu.addAction(said.replace("&", "&&")).triggered.connect(partial(self._on_chosen, key))
        self.add_button.setVisible(bool(words) and not self.editor.isReadOnly())

    def _on_chosen(self, key: str, *_: object) -> None:
        text = self.editor.text().rstrip("\n")
        added = "\n".join(self._offered.get(key, ()))
        if added:
            self.editor.setPlainText(f"{text}\n{added}" if text else added)
            self.editor.flush()


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
