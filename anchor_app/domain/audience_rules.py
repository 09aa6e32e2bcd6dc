"""Audience rules: which fields and which evidence go to whom; docs/sharing.md prints them as a table."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from anchor_app.domain.collaborative import Audience
from anchor_app.domain.edit import Subject
from anchor_app.domain.evidence import Evidence, Sensitivity
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.owned_record import owned_key


class Why(Enum):
    """Why something is left out of a pack; the value is the reason as a sentence."""

    PEOPLE = "A public pack names nobody."
    NOTES = "A public pack leaves out the marks and notes to look at again."
    REASONS = "A public pack leaves out the steering group's reasons."
    JUDGEMENTS = "Reviewers' own judgements stay within."
    ALIAS = "An alias together with the name would be none."
    PERSONAL = "It is marked Personal data, which goes only when you choose it."
    SENSITIVE = "It is marked for a narrower audience; only that it is there, its kind and its review date go."
    UNLINKED = "It supports nothing in what is sent."
    INTERNAL = "It is kept within the organisation."
    CONFIDENTIAL = "The front sheet is confidential, and goes only within, with what is marked Personal data."
    NOT_PUBLIC = "A public pack leaves it out."
    NOT_SHARED = "The story is not marked as one to share."
    FILES = "You chose to send no files."
    SAME_FILE = "The same file is also evidence that is not sent to this audience."

    @property
    def words(self) -> str:
        """The reason as a sentence."""
        return self.value


STUB: tuple[str, ...] = ("kind", "number", "review_by", "sensitivity")
"""The fields of evidence that go whatever its sensitivity, so that the evidenced reading stays right."""

FILE: tuple[str, ...] = ("digest", "size")
"""The fields of evidence that go only together with the file itself."""

NEVER: frozenset[str] = frozenset({"lineage", "receipt", "sending", "meeting", "meeting-item", "representative",
                                  "implication"})
"""Kinds that stay here: what this workspace sent and received, what the steering group minutes, and its lists."""

_PEOPLE: Mapping[str, frozenset[str]] = {
    "organisation": frozenset({"champion_name", "champion_role", "champion_contact",
                               "lead_name", "lead_role", "lead_contact"}),
    "component": frozenset({"lead"}), "evidence": frozenset({"owner"}), "signing": frozenset({"by", "role"}),
    "moderation": frozenset({"by"}), "action": frozenset({"owner_name"}), "action-note": frozenset({"by"}),
    "story": frozenset({"contact"})}
_NOT_PUBLIC: frozenset[str] = frozenset({"outcome", "reading", "update"})
_WITHIN: frozenset[str] = frozenset({"report-plan", "front-sheet", "front-sheet-line", "front-sheet-answer"})
_NOTES: frozenset[str] = frozenset({"look_again", "look_again_note"})
_WIDTH: Mapping[Sensitivity | Audience, int] = {
    Sensitivity.PUBLIC: 0, Sensitivity.COLLABORATIVE: 1, Sensitivity.INTERNAL: 2,
    Audience.PUBLIC: 0, Audience.COLLABORATIVE: 1, Audience.INTERNAL: 2}


def withheld(what: Subject, audience: Audience) -> Why | None:
    """Why a field does not go to an audience, whatever it holds; None for one that may go."""
    if audience is Audience.INTERNAL:
        return None
    if what.kind == "moderation" and "/" in what.item:
        return Why.JUDGEMENTS
    if what.kind in _WITHIN:
        return Why.INTERNAL
    if (what.kind, what.field) == ("organisation", "alias"):
        return Why.ALIAS
    if audience is Audience.COLLABORATIVE:
        return None
    if what.kind in _NOT_PUBLIC:
        return Why.NOT_PUBLIC
    if what.field in _PEOPLE.get(what.kind, ()):
        return Why.PEOPLE
    if what.kind == "component" and what.field in _NOTES:
        return Why.NOTES
    return Why.REASONS if (what.kind, what.field) == ("moderation", "reason") else None


def kept_within(what: Subject, holdings: Holdings, audience: Audience, with_personal_data: bool) -> Why | None:
    """Why an action, a story, a front sheet or what belongs to one does not go to an audience; None for what may go.

    What was removed goes as the mere fact that it was.
    """
    key = owned_key(what.owner, what.item)
    if what.kind in _WITHIN:
        is_kept = not with_personal_data and _is_confidential(what, holdings)
        return Why.CONFIDENTIAL if is_kept else None
    if what.kind == "action-note":
        note = holdings.action_notes.get(key)
        key = owned_key(what.owner, note.action) if note else ""
    if what.kind in ("action", "action-note"):
        action = holdings.actions.get(key)
        if action is None:
            return None
        if action.sensitivity is Sensitivity.PERSONAL:
            return None if with_personal_data else Why.PERSONAL
        return Why.INTERNAL if _WIDTH[action.sensitivity] > _WIDTH[audience] else None
    if what.kind == "taken-up":
        told = holdings.taken_up.get(key)
        key = owned_key(what.owner, told.story) if told else ""
    if what.kind in ("story", "taken-up") and audience is not Audience.INTERNAL:
        story = holdings.stories.get(key)
        return Why.NOT_SHARED if story is not None and not story.shareable else None
    return None


def _is_confidential(what: Subject, holdings: Holdings) -> bool:
    """Whether it is of a front sheet that is marked confidential."""
    sheet = what.item
    if what.kind == "front-sheet-answer":
        sheet = what.item.rpartition("/")[0]
    elif what.kind == "front-sheet-line":
        line = holdings.front_sheet_lines.get(owned_key(what.owner, what.item))
        sheet = line.sheet if line else ""
    held = holdings.front_sheets.get(owned_key(what.owner, sheet))
    return what.kind != "report-plan" and held is not None and held.confidential


def too_sensitive(piece: Evidence, audience: Audience, with_personal_data: bool) -> Why | None:
    """Why the words and the file of a piece do not go to an audience; None when they may."""
    if piece.sensitivity is Sensitivity.PERSONAL:
        return None if with_personal_data else Why.PERSONAL
    return Why.SENSITIVE if _WIDTH[piece.sensitivity] > _WIDTH[audience] else None
