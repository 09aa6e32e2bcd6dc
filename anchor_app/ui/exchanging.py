"""Exchanging in a window: the ways to send and to receive packs, and packs that are dropped anywhere on it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from anchor_app.ui import places

if TYPE_CHECKING:
    from anchor_app.ui.main_window import MainWindow

_SUFFIX = ".anchorpack"
_MOST_LOOKED_AT = 2_000
"""Names in a dropped folder that are looked at for packs."""


class Exchanging(QObject):
    """Leads a window's wishes to send and receive to their pages. What is dropped on a field is dropped on the window,
    if it is packs or a folder that holds some; everything else is left to the pages."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.header.send_requested.connect(self.send)
        window.header.receive_requested.connect(self.choose)
        window.page_made.connect(self._on_page_made)
        for words, keys, act in (("Send a pack", "Ctrl+Shift+S", self.send),
                                 ("Receive packs", "Ctrl+Shift+O", self.choose)):
            action = QAction(words, window)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(act)
            window.addAction(action)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def send(self) -> None:
        """Go to where packs are made."""
        if self._window.hub is not None and self._window.hub.assessment_id is not None:
            self._window.flush_editors()
            self._window.go(places.SEND)

    def choose(self) -> None:
        """Go to where packs are received."""
        if self._window.hub is not None:
            self._window.go(places.RECEIVE)

    def receive(self, paths: list[Path]) -> None:
        """Read packs, and folders of packs, where they are received."""
        self.choose()
        page: Any = self._window.page(places.RECEIVE)
        self._window.flush_editors()
        page.receive(paths)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop) and isinstance(
                event, (QDragEnterEvent, QDropEvent)) and self._window.hub is not None:
            packs = packs_in(event.mimeData())
            if packs:
                event.setDropAction(Qt.DropAction.CopyAction)
                event.accept()
                if event.type() == QEvent.Type.Drop:
                    self.receive(packs)
                return True
        return super().eventFilter(watched, event)

    def _on_page_made(self, page: QWidget) -> None:
        for widget in (page, *page.findChildren(QWidget)):
            if widget.acceptDrops():
                widget.installEventFilter(self)
        for name, act in (("assessment_requested", self._on_assessment_requested), ("received", self._on_received)):
            if (signal := getattr(page, name, None)) is not None:
                signal.connect(act)

    def _on_assessment_requested(self, key: str) -> None:
        self._window.choose(key)
        self._window.go(places.OVERVIEW)

    def _on_received(self, done: Any) -> None:
        """Turn to what came in, so that undo is about it."""
        hub = self._window.hub
        if hub is None or not done.assessments or hub.assessment_id in done.assessments:
            return
        if done.assessments[0] in hub.workspace.holdings.assessments:
            self._window.choose(done.assessments[0])


def packs_in(data: QMimeData) -> list[Path]:
    """The packs, and folders with packs in them, that are dragged; none when anything else is among them."""
    from anchor_app.ui.evidence_intake import files_in

    files = files_in(data)
    return files if files and all(_is_pack(one) for one in files) else []


def _is_pack(path: Path) -> bool:
    if path.suffix.casefold() == _SUFFIX:
        return True
    try:
        return path.is_dir() and any(one.suffix.casefold() == _SUFFIX
                                     for one, _ in zip(path.iterdir(), range(_MOST_LOOKED_AT), strict=False))
    except OSError:
        return False
