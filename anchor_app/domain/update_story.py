"""A story that was told in an update and put in the library: which it is there, and how it begins."""

from __future__ import annotations

import re
import uuid
from datetime import date

from anchor_app.domain.holdings import Holdings
from anchor_app.domain.owned_record import owned_key
from anchor_app.domain.story import Story
from anchor_app.domain.telling import AddStory
from anchor_app.domain.update import Update

_SPACE = uuid.UUID("0d7c2f5a-5f0e-4f0c-9d0b-6a2f2f4f7f53")
_LONGEST_TITLE = 80
_SENTENCE = re.compile(r"[.!?。](?=\s|$)")


def story_item(update: Update) -> str:
    """The id that the story of an update has in the library, always the same: it is put there only once."""
    return uuid.uuid5(_SPACE, update.key).hex


def in_library(holdings: Holdings, update: Update) -> Story | None:
    """What the library holds of the story of an update; None while it was not put there."""
    return holdings.stories.get(owned_key(update.organisation, story_item(update)))


def put_in_library(update: Update, on: date, *, shareable: bool = False) -> AddStory:
    """The wish to put the story of an update in the library, under its first sentence, to be completed there."""
    values = {"title": title_of(update.story), "what": update.story.strip(), "on": on, "shareable": shareable}
    return AddStory(update.organisation, values, id=story_item(update))


def title_of(text: str) -> str:
    """The first sentence or line of a text as a title, cut between words where it is long."""
    line = " ".join(next((one for one in text.splitlines() if one.strip()), "").split())
    end = _SENTENCE.search(line)
    title = line[:end.start()] if end and end.start() else line
    if len(title) <= _LONGEST_TITLE:
        return title
    short = title[:_LONGEST_TITLE - 1]
    return f"{short[:short.rfind(' ')] if ' ' in short[20:] else short}…"
