"""Every way in which evidence comes to the register: chosen, dropped, pasted or typed."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from anchor_app.domain.evidence import EvidenceKind
from anchor_app.ui.attaching import AttachQueue
from anchor_app.ui.dialogs.evidence_dialog import EvidenceDialog
from anchor_app.ui.hub import Hub

_TYPED = (("F&igure…", EvidenceKind.FIGURE), ("&Account…", EvidenceKind.ACCOUNT), ("&Link…", EvidenceKind.LINK))


class EvidenceIntake(QObject):
    """Asks for evidence, on behalf of a page, and hands files to the queue.

    `typed(evidence_id)`: a piece was typed and is being saved. `reported(sentence)`: nothing came of it, and why.
    """

    typed = Signal(str)
    reported = Signal(str)

    def __init__(self, hub: Hub, queue: AttachQueue, page: QWidget) -> None:
        super().__init__(page)
        self._hub, self._queue, self._page = hub, queue, page
        self.menu: QMenu | None = None
        self.dialog: EvidenceDialog | None = None

    def offer(self, below: QWidget, components: tuple[str, ...]) -> None:
        """Show the ways to add evidence in a menu below a widget."""
        menu = self.menu = QMenu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if components:
            menu.addAction(f"For {components[0]}".replace("&", "&&")).setEnabled(False)
            menu.addSeparator()
        first = menu.addAction("Choose &files…", lambda: self.choose_files(components))
        menu.addAction("&Paste a picture or files", lambda: self.paste(components))
        menu.addSeparator()
        for words, kind in _TYPED:
            menu.addAction(words, partial(self.ask_for, kind, components))
        menu.popup(below.mapToGlobal(QPoint(0, below.height())))
        menu.setActiveAction(first)

    def choose_files(self, components: tuple[str, ...] = ()) -> None:
        """Let files be chosen, and attach them."""
        chosen, _ = QFileDialog.getOpenFileNames(self._page, "Attach files as evidence")
        self._queue.attach_files([Path(one) for one in chosen], components)

    def ask_for(self, kind: EvidenceKind, components: tuple[str, ...] = ()) -> None:
        """Ask for a figure, an account or a link."""
        self.dialog = EvidenceDialog(self._hub, kind, components, self._page)
        self.dialog.added.connect(self.typed)
        self.dialog.open()

    def paste(self, components: tuple[str, ...] = ()) -> None:
        """Attach the picture or the files that were copied."""
        if not self.take(QGuiApplication.clipboard().mimeData(), components):
            self.reported.emit("There is no picture and no file to paste. Copy one first, then paste again.")

    def take(self, data: QMimeData, components: tuple[str, ...] = ()) -> bool:
        """Attach what was dropped or pasted; returns whether it held anything to attach."""
        if files := files_in(data):
            self._queue.attach_files(files, components)
        elif data.hasImage():
            self.attach_image(QImage(data.imageData()), components)
        else:
            return False
        return True

    def attach_image(self, image: QImage, components: tuple[str, ...] = ()) -> None:
        """Attach a picture under a name that says when it was pasted."""
        now = self._hub.workspace.clock.now().astimezone()
        self._queue.attach_image(image, f"Pasted picture {now:%Y-%m-%d %H.%M.%S}.png", components)

    def attach_files(self, paths: Iterable[Path], components: tuple[str, ...] = ()) -> None:
        """Attach files and the files of folders."""
        self._queue.attach_files(paths, components)


def files_in(data: QMimeData) -> list[Path]:
    """The files of this computer that are dragged or were copied."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()] if data.hasUrls() else []


def is_attachable(data: QMimeData) -> bool:
    """Whether what is dragged or was copied could become evidence."""
    return bool(files_in(data)) or data.hasImage()
