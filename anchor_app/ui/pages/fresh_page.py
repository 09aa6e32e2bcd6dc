"""What pages do alike that show what is held: read it when they are seen, and again when an edit touches it."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from anchor_app.domain.assessment import Assessment
from anchor_app.domain.edit import Edit
from anchor_app.ui.hub import Hub


class FreshPage(QWidget):
    """A page that shows `kinds` of records. A hidden one notes that it is stale, and refreshes when it is seen.

    Whoever inherits builds its widgets, then calls `follow`, and shows what is held in `show_held`.
    """

    title = ""
    kinds: ClassVar[tuple[str, ...]] = ()

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._hub = hub
        self._is_stale = True

    def follow(self) -> None:
        """Hear from now on of what the page shows."""
        self._hub.edited.connect(self._on_edited)
        self._hub.refreshed.connect(lambda _: self.mark_stale())

    @property
    def assessment(self) -> Assessment | None:
        """The assessment that is chosen in the window."""
        key = self._hub.assessment_id
        return self._hub.workspace.holdings.assessments.get(key) if key else None

    @property
    def organisation_id(self) -> str:
        """Whose assessment is chosen; "" where none is."""
        return self.assessment.organisation if self.assessment else ""

    def show_held(self) -> None:
        """Show what the workspace holds now."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Show what is held, and be fresh."""
        self._is_stale = False
        self.show_held()

    def mark_stale(self) -> None:
        """Refresh now if the page is seen, or when it is."""
        self._is_stale = True
        if self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.refresh()

    def _on_edited(self, edit: Edit) -> None:
        if any(edit.touches(kind) for kind in self.kinds):
            self.mark_stale()
