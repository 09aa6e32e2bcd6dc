"""Attaching: files and pictures become evidence one after the other, while the window goes on working."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Signal
from PySide6.QtGui import QImage, QImageWriter

from anchor_app.domain.commands import together
from anchor_app.domain.commands_keeping import LinkEvidence
from anchor_app.domain.errors import Refusal
from anchor_app.domain.level_wording import count_words
from anchor_app.services.chosen_files import Chosen, files_meant
from anchor_app.services.evidence import Taken, evidence_command, same_content, take_in, take_in_bytes
from anchor_app.services.settings import read_settings
from anchor_app.ui.hub import UNEXPECTED, Hub
from anchor_app.ui.tasks import Job

_Take = Callable[[Callable[[float], object], Callable[[], bool]], Taken]


_READ_ONLY = "This workspace is open for reading only, so nothing was attached."


@dataclass(frozen=True, slots=True)
class _Wanted:
    """One document to attach: what it is called, how many bytes it has, and how it is taken in."""

    name: str
    size: int
    take: _Take
    assessment: str
    components: tuple[str, ...]


class AttachQueue(QObject):
    """What is being attached: `name` now, `done` of `total` documents, `share` of the current one (0 to 1).

    One document is copied at a time. `failures` and `notes` are sentences about those since the queue was
    last empty; `cancel` gives up what is not yet attached, and keeps what is.
    """

    changed = Signal()
    ended = Signal()

    def __init__(self, hub: Hub, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._waiting: deque[_Wanted] = deque()
        self._current: _Wanted | None = None
        self._job: Job | None = None
        self._search: Job | None = None
        self.failures: list[str] = []
        self.notes: list[str] = []
        self.added: list[str] = []
        self.name, self.total, self.done, self.share = "", 0, 0, 0.0

    @property
    def is_busy(self) -> bool:
        """Whether anything is being attached or still to be."""
        return self._job is not None or self._search is not None

    def attach_files(self, paths: Iterable[Path], components: tuple[str, ...] = ()) -> None:
        """Attach files, and every file of folders, to the chosen assessment's organisation."""
        chosen, assessment = tuple(map(Path, paths)), self._hub.assessment_id
        if not chosen or assessment is None or not self._begin():
            return
        self._search = self._hub.tasks.run(
            lambda progress, is_cancelled: (files_meant(chosen, is_cancelled), assessment, components),
            self._on_found, self._on_search_failed)
        self.changed.emit()

    def attach_image(self, image: QImage, name: str, components: tuple[str, ...] = ()) -> None:
        """Attach a picture from the clipboard as a PNG document."""
        assessment, content = self._hub.assessment_id, self._hub.workspace.store.content
        if assessment is None or not self._begin():
            return
        self._add(_Wanted(name, 0, lambda progress, is_cancelled: take_in_bytes(content, png_of(image), name),
                          assessment, components))
        self._next()

    def cancel(self) -> None:
        """Give up what is not attached yet."""
        left = len(self._waiting) + (self._job is not None)
        self._waiting.clear()
        for job in (self._job, self._search):
            if job is not None:
                job.cancel()
        self._job = self._search = None
        if left:
            self.notes.append(f"Cancelled: {count_words(left, 'document was', 'documents were')} not attached.")
        self._end()

    def _begin(self) -> bool:
        """Start counting anew when nothing is on its way; False where nothing may be written."""
        if not self.is_busy:
            self.failures, self.notes, self.added = [], [], []
            self.total, self.done, self.share = 0, 0, 0.0
        if self._hub.workspace.read_only:
            self.failures.append(f"{_READ_ONLY} {self._hub.workspace.read_only}".strip())
            self._end()
            return False
        return True

    def _add(self, wanted: _Wanted) -> None:
        self._waiting.append(wanted)
        self.total += 1

    def _on_found(self, result: tuple[Chosen, str, tuple[str, ...]]) -> None:
        found, assessment, components = result
        self._search = None
        if found.note:
            self.notes.append(found.note)
        for path in found.files:
            self._add(_Wanted(path.name, _size_of(path), self._taker(path), assessment, components))
        self._next()

    def _on_search_failed(self, error: BaseException) -> None:
        self._search = None
        self.failures.append(words_of(error))
        self._next()

    def _taker(self, path: Path) -> _Take:
        content, limit = self._hub.workspace.store.content, read_settings()[0].evidence_limit

        def take(progress: Callable[[float], object], is_cancelled: Callable[[], bool]) -> Taken:
            return take_in(content, path, limit=limit, progress=progress, is_cancelled=is_cancelled)

        return take

    def _next(self) -> None:
        if self._job is not None:
            return
        if not self._waiting:
            if self._search is None:
                self._end()
            return
        self._current = self._waiting.popleft()
        self.name, self.share = self._current.name, 0.0
        self._job = self._hub.tasks.run(self._current.take, self._on_taken, self._on_failed, self._on_progressed)
        self.changed.emit()

    def _on_progressed(self, done: float) -> None:
        if self._current is not None and self._current.size:
            self.share = min(1.0, done / self._current.size)
            self.changed.emit()

    def _on_taken(self, taken: Taken) -> None:
        wanted, self._current, self._job = self._current, None, None
        self.done += 1
        if taken.warning:
            self.notes.append(taken.warning)
        if wanted is not None:
            self._record(wanted, taken.values)
        self._next()

    def _record(self, wanted: _Wanted, values: Mapping[str, Any]) -> None:
        """Add the evidence, or link that which has the very same content already."""
        workspace = self._hub.workspace
        assessment = workspace.assessment(wanted.assessment)
        same = same_content(workspace.holdings, assessment.organisation, str(values.get("digest", "")))
        if not same:
            command = evidence_command(workspace, wanted.assessment, values, wanted.components)
            self.added.append(command.id)
            self._hub.do(command)
            return
        piece = same[0]
        new = [one for one in wanted.components if (piece.id, one) not in assessment.supports]
        done = f"was linked to {', '.join(new)} instead" if new else "was not added again"
        self.notes.append(f"“{wanted.name}” is in the register already as {piece.reference}, so it {done}.")
        self.added.append(piece.id)
        if new:
            self._hub.do(together(f"Link {piece.reference}",
                                  [LinkEvidence(assessment.id, piece.id, one) for one in new]))

    def _on_failed(self, error: BaseException) -> None:
        self._current = self._job = None
        self.done += 1
        self.failures.append(words_of(error))
        self._next()

    def _end(self) -> None:
        self.name, self.share = "", 0.0
        self.changed.emit()
        self.ended.emit()


def words_of(error: BaseException) -> str:
    """A refusal's own sentence; for anything else, one that says that the app failed and what is safe."""
    return str(error) if isinstance(error, Refusal) else UNEXPECTED


def png_of(image: QImage) -> bytes:
    """A picture as a PNG file."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    buffer.close()
    return bytes(data.data())


def _size_of(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
