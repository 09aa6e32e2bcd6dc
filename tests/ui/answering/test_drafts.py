"""Drafts come back until they are held, and never stand in the way of what is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from anchor_app.domain.edit import Change, Edit, Subject
from anchor_app.domain.record import LONGEST_TEXT
from anchor_app.ui.models.drafts import Drafts

HERE = Subject("component", "now", "1.1", "summary")
words = st.text(max_size=20).map(lambda text: text.replace("\0", ""))  # no field can hold it


def saved(text: str) -> Edit:
    return Edit("Change", (Change(HERE, None, text or None),))


@given(words, words)
def test_a_draft_is_shown_until_it_is_held(held: str, typed: str) -> None:
    drafts = Drafts()
    drafts.keep(HERE, typed)
    assert drafts.text(HERE, held) == typed
    drafts.keep(HERE, typed)
    drafts.settle(saved(typed))
    assert drafts.text(HERE, "newer") == "newer"


@given(words, words)
def test_only_the_newest_words_settle_a_draft(first: str, second: str) -> None:
    drafts = Drafts()
    drafts.keep(HERE, first)
    drafts.keep(HERE, second)
    drafts.settle(saved(first))
    assert len(drafts) == (first != second)


def test_a_text_that_no_store_takes_stays_a_draft() -> None:
    drafts = Drafts()
    drafts.keep(HERE, "x" * (LONGEST_TEXT + 1))
    drafts.settle(saved("x" * LONGEST_TEXT))
    assert len(drafts) == 1


def test_a_draft_that_is_taken_back_is_gone() -> None:
    drafts = Drafts()
    drafts.keep(HERE, "typed")
    drafts.drop(HERE)
    assert drafts.text(HERE, "held") == "held"
