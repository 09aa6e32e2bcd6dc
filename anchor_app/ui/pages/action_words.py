"""What the page of actions says of how many there are, and of why there are none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from anchor_app.domain.action import Action
from anchor_app.ui.widgets.action_filters import TOGETHER, ActionFilters
from anchor_app.ui.widgets.text import one_line

_NONE = ("No action yet. An action says what is to be done, by whom and by when. Make one of an opportunity, of a "
         "“look at again” or of what the steering group asked for with one click on the component’s page, or add one "
         "here.")
_NONE_TOGETHER = ("The collaborative has no action of its own yet. Add one here, or agree one at a meeting.")


def count_line(found: Sequence[Action], total: int, today: date) -> str:
    """How many actions are shown of how many, and how many of them are open and overdue."""
    noun = "action" if total == 1 else "actions"
    of = f"{total:,} {noun}" if len(found) == total else f"{len(found):,} of {total:,} {noun}"
    late = sum(one.is_overdue(today) for one in found)
    return " · ".join((of, f"{sum(one.is_open for one in found):,} open", *((f"{late:,} overdue",) if late else ())))


def empty_words(filters: ActionFilters, total: int, who: str) -> str:
    """Why no action is shown, and what to do now."""
    if not total:
        return _NONE_TOGETHER if filters.whose == TOGETHER else _NONE
    every = f"all {total:,}" if total > 1 else "the one there is"
    if filters.is_only(filters.mine_box):
        return (f"No action has “{one_line(who, 80)}” as its owner. That is your name in Settings; an action is yours "
                f"when its owner is written so. Clear the filters to see {every}.")
    if filters.is_only(filters.overdue_box):
        return f"Nothing is overdue. Clear the filters to see {every}."
    return f"No action fits what you look for. Clear the filters to see {every}."
