"""The emblem on the cover of reports: chosen from a picture, made safe, seen, and removed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from anchor_app.services.emblems import chosen_emblem
from anchor_app.ui import icons, theme
from anchor_app.ui.attaching import words_of
from anchor_app.ui.tasks import Tasks
from anchor_app.ui.widgets.card import Card
from anchor_app.ui.widgets.notice import Notice
from anchor_app.ui.widgets.text import PictureLabel, PlainLabel

_NONE = "No emblem. The cover has the name alone."
_HIGHEST, _WIDEST = 72, 200


class EmblemCard(Card):
    """`emblem_chosen(png)` and `removal_requested` are wishes; a picture that is none is refused here in a sentence."""

    emblem_chosen = Signal(bytes)
    removal_requested = Signal()

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__("Emblem", "On the cover", parent)
        self._tasks = tasks
        self._png = b""
        self.picture = PictureLabel(self)
        self.none_label = PlainLabel(_NONE, "soft", self)
        self.choose_button = QPushButton("Choose a picture…", self)
        icons.dress(self.choose_button, "image", size=16)
        self.remove_button = QPushButton("Remove", self)
        icons.dress(self.remove_button, "remove", size=16)
        self.notice = Notice("warning", self)
        row = QHBoxLayout()
        row.setSpacing(16)
        told = QVBoxLayout()
        told.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignLeft)
        told.addWidget(self.none_label)
        row.addLayout(told, 1)
        row.addWidget(self.choose_button, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.remove_button, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)
        self.body.addWidget(self.notice)
        self.choose_button.clicked.connect(self._on_choose)
        self.remove_button.clicked.connect(self.removal_requested)

    def show_emblem(self, png: bytes, whose: str, *, is_locked: bool) -> None:
        """Show the emblem of somebody; b"" for none."""
        if png != self._png:
            self._png = png
            self.notice.say("")
        pixmap = QPixmap()
        has_picture = bool(png) and pixmap.loadFromData(png, "PNG")
        if has_picture:
            look = theme.look()
            pixmap = pixmap.scaled(look.px(_WIDEST), look.px(_HIGHEST), Qt.AspectRatioMode.KeepAspectRatio,
                                   Qt.TransformationMode.SmoothTransformation)
            self.picture.setPixmap(pixmap)
            self.picture.setAccessibleName(f"Emblem of {whose}")
        self.picture.setVisible(has_picture)
        self.none_label.setVisible(not has_picture)
        self.choose_button.setText("Choose another…" if has_picture else "Choose a picture…")
        self.choose_button.setEnabled(not is_locked)
        self.remove_button.setVisible(bool(png))
        self.remove_button.setEnabled(not is_locked)

    def _on_choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, "Choose an emblem", "", "Pictures (*.png *.jpg *.jpeg *.tif *.tiff *.gif *.webp)")
        if chosen:
            self.take(Path(chosen))

    def take(self, path: Path) -> None:
        """Make a picture safe beside everything else, then wish for it as the emblem."""
        self.notice.say(f"Looking at {path.name}…", tone="accent")
        self._tasks.run(lambda progress, is_cancelled: chosen_emblem(path), self._on_safe, self._on_refused)

    def _on_safe(self, png: bytes) -> None:
        self.notice.say("")
        self.emblem_chosen.emit(png)

    def _on_refused(self, error: BaseException) -> None:
        self.notice.say(words_of(error), tone="warning")
