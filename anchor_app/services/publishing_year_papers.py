"""The year's smaller papers: a monthly update, the minutes of a meeting with the log, and the list of actions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from anchor_app.domain.action import Action, Sought, by_urgency
from anchor_app.domain.collaborative import Audience
from anchor_app.domain.errors import WrongValue
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.minuting import meeting_of
from anchor_app.domain.month import Month
from anchor_app.domain.report_view import seen_by
from anchor_app.domain.updating import update_of
from anchor_app.services.file_names import safe_name
from anchor_app.services.workspace import Workspace
from anchor_app.services.year_round import actions, changed_in

if TYPE_CHECKING:
    from anchor_app.reports.document import Document


def update_document(workspace: Workspace, organisation: str, month: Month,
                    audience: Audience = Audience.INTERNAL) -> Document:
    """The update of a month on a page; where the store is asked for what changed. Raises WrongValue, UnknownItem.

    What changed is drafted from what the audience may see. Nobody beyond the collaborative may see an update.
    """
    from anchor_app.reports.update_content import update_content

    if audience is Audience.PUBLIC:
        raise WrongValue("A monthly update is not for the public. Make it for the collaborative, or publish a story "
                         "from it.")
    held = workspace.holdings
    is_written = update_of(held, organisation, month).changed.strip()
    changed = () if is_written else changed_in(workspace, organisation, month, narrowed(held, audience))
    return update_content(held, organisation, month, changed)


def minutes_document(workspace: Workspace, meeting: str, *, with_log: bool = False,
                     audience: Audience = Audience.INTERNAL) -> Document:
    """The minutes of a meeting, named by its key, with how things stand today; raises UnknownItem, WrongValue."""
    from anchor_app.reports.minutes_content import minutes_content

    return minutes_content(_minuted(workspace.holdings, audience), meeting, workspace.clock.today(), with_log=with_log)


def log_document(workspace: Workspace, search: str = "", *, with_people: bool = True,
                 audience: Audience = Audience.INTERNAL) -> Document:
    """The decisions and actions of all meetings, and who speaks for whom since when; raises WrongValue."""
    from anchor_app.reports.minutes_content import log_content

    return log_content(_minuted(workspace.holdings, audience), workspace.clock.today(), search=search,
                       with_people=with_people)


def _minuted(held: Holdings, audience: Audience) -> Holdings:
    """What minutes may tell an audience: the actions that are agreed have a sensitivity of their own."""
    if audience is Audience.PUBLIC:
        raise WrongValue("What the steering group minutes is not for the public. Make the paper for the collaborative, "
                         "or publish the annual report of the collaborative.")
    return narrowed(held, audience)


def actions_document(workspace: Workspace, organisation: str | None = None, sought: Sought | None = None,
                     on: date | None = None, audience: Audience = Audience.INTERNAL) -> Document:
    """The actions that are looked for, of an organisation (with "" the collaborative's) or of all, as on a day."""
    found = actions(workspace, organisation, sought)
    return actions_paper(workspace, found, on or workspace.clock.today(), sought, audience)


def actions_paper(workspace: Workspace, found: Sequence[Action], on: date, sought: Sought | None = None,
                  audience: Audience = Audience.INTERNAL) -> Document:
    """Actions that were found, as far as the audience may see them; `sought` says what was looked for."""
    from anchor_app.reports.actions_content import actions_content, sought_words

    held = narrowed(workspace.holdings, audience)
    seen = by_urgency(held.actions[one.key] for one in found if one.key in held.actions)
    if audience is Audience.PUBLIC:
        sought = replace(sought, owner_name="") if sought else None
        if len({one.organisation for one in found}) > 1:
            held = _under_aliases(held, workspace.holdings)
    words = [sought_words(held, sought)] if sought else []
    words += ["For the public, without names of people" if audience is Audience.PUBLIC
              else "For the collaborative"] if audience is not Audience.INTERNAL else []
    return actions_content(held, seen, on, narrowed=". ".join(filter(None, words)), left_out=len(found) - len(seen))


def narrowed(held: Holdings, audience: Audience) -> Holdings:
    """What is held as an audience may see it, without the evidence of which it may not even read the title."""
    seen = seen_by(held, audience, held.organisations)
    return replace(seen.holdings, evidence={key: one for key, one in seen.holdings.evidence.items()
                                            if key not in seen.hidden})


def _under_aliases(seen: Holdings, held: Holdings) -> Holdings:
    """The same, with the alias of each organisation that has one for its name, where it stands among others."""
    aliases = {key: one.alias.strip() for key, one in held.organisations.items() if one.alias.strip()}
    return replace(seen, organisations={
        key: replace(one, name=aliases[key], short_name="") if key in aliases else one
        for key, one in seen.organisations.items()})


def update_name(workspace: Workspace, organisation: str, month: Month) -> str:
    """The file name to suggest for an update, without its ending."""
    return safe_name(f"{workspace.holdings.organisations[organisation].shown_name[:60]} update {month}")


def minutes_name(workspace: Workspace, meeting: str) -> str:
    """The file name to suggest for minutes, without its ending; raises UnknownItem."""
    return safe_name(f"Minutes {meeting_of(workspace.holdings, meeting).code}")


def actions_name(workspace: Workspace, organisation: str | None = None) -> str:
    """The file name to suggest for actions, without its ending."""
    held = workspace.holdings.organisations.get(organisation or "")
    name = held.shown_name if held else workspace.holdings.collaborative.name
    return safe_name(f"{name[:60]} actions".strip())
