"""Making a report in a window: asked of the store, told as blocks and laid out on a worker, the older job given up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from anchor_app.domain.summary_draft import Sentence
from anchor_app.services.asked_reports import Asked, Content, Gathered, gathered
from anchor_app.services.publishing import Published
from anchor_app.services.publishing_document import laid_out_document
from anchor_app.services.publishing_year import Cancelled
from anchor_app.ui.attaching import words_of
from anchor_app.ui.hub import Hub
from anchor_app.ui.tasks import Job

if TYPE_CHECKING:
    from anchor_app.reports.document import Document


@dataclass(frozen=True, slots=True)
class Made:
    """A report as it was asked for: what it says, and its PDF."""

    asked: Asked
    document: Document
    published: Published


class ReportMaking(QObject):
    """Makes what `make` was told last; nothing is heard of what was asked before.

    `told(asked, draft)` comes as soon as it is known what the report says, with the drafted summary; `stepped(page)`
    for each page that is laid out, `made(Made)` and `failed(sentence)` at the end.
    """

    told = Signal(object, object)
    stepped = Signal(int)
    made = Signal(object)
    failed = Signal(str)

    def __init__(self, hub: Hub, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._job: Job | None = None

    @property
    def is_busy(self) -> bool:
        """Whether something is being made."""
        return self._job is not None

    def make(self, asked: Asked) -> None:
        """Make another report."""
        self.stop()
        workspace = self._hub.workspace
        self._job = self._hub.tasks.store(lambda: gathered(workspace, asked),
                                          lambda found: self._tell(asked, found), self._on_failed)

    def stop(self) -> None:
        """Give up what is being made."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _tell(self, asked: Asked, found: Gathered) -> None:
        self._job = self._hub.tasks.run(lambda progress, is_cancelled: found(),
                                        lambda content: self._lay_out(asked, content), self._on_failed)

    def _lay_out(self, asked: Asked, content: Content) -> None:
        draft: Sequence[Sentence] = content.draft

        def lay_out(progress: Callable[[float], None], is_cancelled: Callable[[], bool]) -> Published:
            def on_page(page: int) -> None:
                if is_cancelled():
                    raise Cancelled("The report changed meanwhile.")
                progress(page)

            return laid_out_document(content.document, progress=on_page)

        self._job = self._hub.tasks.run(
            lay_out, lambda published: self._on_made(Made(asked, content.document, published)), self._on_failed,
            lambda page: self.stepped.emit(int(page)))
        self.told.emit(asked, draft)

    def _on_made(self, made: Made) -> None:
        self._job = None
        self.made.emit(made)

    def _on_failed(self, error: BaseException) -> None:
        self._job = None
        self.failed.emit(words_of(error))
