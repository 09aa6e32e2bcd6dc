"""Drafts: what a person typed and the store has not confirmed yet, so that no refresh can put an old text over it."""

from __future__ import annotations

from anchor_app.domain.edit import Edit, Subject
from anchor_app.domain.errors import WrongValue
from anchor_app.domain.record import clean_text


class Drafts:
    """The newest typed text of each subject, kept until an edit holds it.

    A wish that is refused never settles its draft, so the text comes back whenever its field is shown again.
    """

    def __init__(self) -> None:
        self._texts: dict[Subject, str] = {}

    def keep(self, subject: Subject, text: str) -> None:
        """Remember what was typed, before it is asked to be saved."""
        self._texts[subject] = text

    def text(self, subject: Subject, held: str) -> str:
        """What the field of that subject shows: the draft, or else the text that is held."""
        draft = self._texts.get(subject)
        if draft is None:
            return held
        if _stored(draft) == held:
            del self._texts[subject]
        return draft

    def drop(self, subject: Subject) -> None:
        """Forget a draft, because the person took it back."""
        self._texts.pop(subject, None)

    def settle(self, edit: Edit) -> None:
        """Forget the drafts that an edit holds word for word."""
        for change in edit.changes:
            draft = self._texts.get(change.what)
            if draft is not None and _stored(draft) == (change.new or ""):
                del self._texts[change.what]

    def __len__(self) -> int:
        return len(self._texts)


def _stored(text: str) -> str | None:
    """The text as the store would hold it; None for one that it refuses."""
    try:
        return clean_text(text)
    except WrongValue:
        return None
