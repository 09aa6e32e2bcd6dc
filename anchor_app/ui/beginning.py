"""How an assessment begins: what a person said on a form, as one wish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anchor_app.domain.commands import Command, new_id, together
from anchor_app.domain.commands_keeping import AddOrganisation, StartAssessment
from anchor_app.services.workspace import Workspace

if TYPE_CHECKING:
    from anchor_app.ui.pages.start_page import StartWish


def beginning(workspace: Workspace, wish: StartWish) -> tuple[Command, str]:
    """The wish to start an assessment, for a new organisation if one was entered, as one edit; and its id."""
    organisation_id, assessment_id = wish.organisation or new_id(), new_id()
    known = workspace.holdings.organisations.get(organisation_id)
    charter = (known.charter if known else "") or next(iter(workspace.holdings.charters))
    if wish.from_last:
        from anchor_app.domain.carrying_over import StartFromLast

        return StartFromLast(organisation_id, charter, wish.period, wish.round, workspace.clock.today(),
                             assessment_id), assessment_id
    start = StartAssessment(organisation_id, charter, wish.period, wish.round, workspace.clock.today(), assessment_id)
    if known is not None:
        return start, assessment_id
    add = AddOrganisation({**wish.values, "charter": charter}, organisation_id)
    return together(f"Add {wish.values['name']}", (add, start)), assessment_id
