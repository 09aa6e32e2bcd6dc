"""The collaborative in a window: when its pages are offered, how many returns there are, and where its pages lead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from anchor_app.domain.provenance import is_theirs
from anchor_app.ui import places

if TYPE_CHECKING:
    from anchor_app.domain.edit import Edit
    from anchor_app.domain.holdings import Holdings
    from anchor_app.ui.hub import Hub
    from anchor_app.ui.main_window import MainWindow


class Collaborating(QObject):
    """Offers the collaborative's pages where there is one, and once somebody has gone to one of them."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._hub: Hub | None = None
        self._was_visited = False
        window.page_made.connect(self._on_page_made)

    def follow(self, hub: Hub) -> None:
        """Turn to another hub."""
        if self._hub is not None and isValid(self._hub):
            self._hub.edited.disconnect(self._on_edited)
        self._hub, self._was_visited = hub, False
        hub.edited.connect(self._on_edited)
        self._refresh()

    def _refresh(self) -> None:
        if self._hub is None:
            return
        holdings, side_bar = self._hub.workspace.holdings, self._window.side_bar
        is_wanted = self._was_visited or is_collaborative(holdings)
        side_bar.show_group(places.TOGETHER, is_wanted)
        if is_wanted:
            self._count_returns(holdings)

    def _count_returns(self, holdings: Holdings) -> None:
        """Count for the period that is shown, in the way in which the page does."""
        from anchor_app.ui.comparing import comparing_of

        assert self._hub is not None
        period, every = comparing_of(self._hub).choice.period, holdings.organisations
        here = sum(any(one.period == period for one in holdings.assessments_of(key)) for key in every)
        self._window.side_bar.entry(places.RETURNS).set_count(
            f"{here:,}/{len(every):,}", f"{here:,} of {len(every):,} organisations for {period}")

    def _on_edited(self, edit: Edit) -> None:
        if edit.touches("organisation") or edit.touches("assessment") or edit.touches("collaborative") or (
                edit.touches("receipt")):
            self._refresh()

    def _on_page_made(self, page: QWidget) -> None:
        made: Any = page
        if self._window.hub is not self._hub and self._window.hub is not None:
            self.follow(self._window.hub)
        for name, act in (("answers_requested", self._on_answers_requested),
                          ("side_requested", self._on_side_requested)):
            signal = getattr(made, name, None)
            if signal is not None:
                signal.connect(act)
        if hasattr(made, "export_requested"):
            made.export_requested.connect(self._on_export_requested)
            made.set_export_ready()
        if hasattr(made, "comparing") and not self._was_visited:
            self._was_visited = True
            made.comparing.changed.connect(self._refresh)
            self._refresh()

    def _on_answers_requested(self, assessment_id: str, component_id: str) -> None:
        self._window.choose(assessment_id)
        self._window.show_item(places.ASSESSMENT, component_id)

    def _on_export_requested(self, kind: str) -> None:
        from anchor_app.ui.dialogs.export_dialog import ExportDialog

        if self._window.hub is not None:
            dialog = ExportDialog(self._window.hub, kind, self._window)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    def _on_side_requested(self, organisation_id: str) -> None:
        self._window.show_item(places.SIDE_BY_SIDE, organisation_id)


def is_collaborative(holdings: Holdings) -> bool:
    """Whether a workspace is a steering group's: several organisations, a name for them, or answers of others.

    A champion who gets decisions back, or works with a colleague, has received packs too, of answers of their own.
    """
    return (len(holdings.organisations) > 1 or bool(holdings.collaborative.name)
            or not holdings.is_unread and any(is_theirs(holdings, one) for one in holdings.assessments.values()))
