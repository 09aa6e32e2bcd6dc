"""What the board says beside its rows: who is missing, what a reading needs, and why there is nothing to show."""

from __future__ import annotations

from anchor_app.domain.comparison import Comparison
from anchor_app.domain.counting import Reading
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.level_wording import capitalised, count_words
from anchor_app.ui.comparing import Choice

_FEW = 3
_NOTHING = ("Nothing can be compared yet: there is no assessment in this workspace. Receive the packs of member "
            "organisations, or start an assessment.")
_MODERATED = "Nothing was moderated for this period yet. Decide on a component on its page in the assessment."


def note(found: Comparison, choice: Choice, count: int, collaborative: str = "") -> str:
    """What has to be known about the rows that are shown; "" for nothing."""
    number = f"{count:,} {'organisation' if count == 1 else 'organisations'}" if count else ""
    head = " · ".join(one for one in (collaborative, number) if one)
    said = [f"{head}." if head else "", found.charters_sentence, found.withheld if count else ""]
    if count and choice.reading is Reading.MODERATED and all(row.standing is None for row in found.rows):
        said.append(_MODERATED)
    if found.missing and count:
        said.append(f"{_names([one.short_name for one in found.missing])} no assessment for "
                    f"{_period(choice)} here.")
    if found.unscored:
        said.append(f"{_names([one.short_name for one in found.unscored])} answers under a charter whose wording is "
                    "not in this workspace. Receive a pack that brings it.")
    return " ".join(one for one in said if one)


def empty(found: Comparison, choice: Choice, holdings: Holdings) -> str:
    """Why no row is shown, and what to do."""
    if not holdings.assessments:
        return _NOTHING
    if found.withheld:
        return f"{found.withheld} Add organisations, or change the smallest group on the page Returns."
    if choice.is_narrowed:
        return "No organisation with an assessment for this period fits these filters."
    if found.unscored:
        return "The charter that these assessments answer is not in this workspace."
    return (f"Nobody has an assessment for {_period(choice)} here yet. Choose another period, or receive the packs of "
            "member organisations.")


def _period(choice: Choice) -> str:
    return f"{choice.period} · {choice.round}" if choice.round else choice.period


def _names(names: list[str]) -> str:
    """The first names with the verb after them, as in "Bay and 3 more have"."""
    if len(names) > _FEW:
        return f"{capitalised(count_words(len(names), 'organisation'))} have"
    if len(names) == 1:
        return f"{names[0]} has"
    return f"{', '.join(names[:-1])} and {names[-1]} have"
