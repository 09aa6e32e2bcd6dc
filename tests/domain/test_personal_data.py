"""Warnings of personal data: how often they are right, how much they miss, and that no text keeps them busy."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anchor_app.domain.personal_data import MOST, Personal, is_nhs_number, sights, words_of

LABELLED = tomllib.loads(Path(__file__).with_name("personal_data.toml").read_text("utf-8"))["texts"]


def found(text: str) -> list[str]:
    return [text[one.start: one.end] for one in sights(text)]


def test_every_labelled_piece_is_found_and_nothing_else_is() -> None:
    """Precision and recall on the labelled set, as docs/sharing.md prints them."""
    wanted = [(one["text"], piece) for one in LABELLED for piece in one.get("find", [])]
    seen = [(one["text"], piece) for one in LABELLED for piece in found(one["text"])]
    right = [one for one in seen if one in wanted]
    assert len(wanted) >= 30 and sum(not one.get("find") for one in LABELLED) >= 20
    assert len(right) == len(seen), f"wrongly warned of: {[one for one in seen if one not in wanted]}"
    assert len(right) == len(wanted), f"missed: {[one for one in wanted if one not in seen]}"


@pytest.mark.parametrize(("text", "kind"), [
    ("999 000 0018", Personal.NHS_NUMBER), ("AB123456C", Personal.NI_NUMBER), ("kit@home.example", Personal.EMAIL),
    ("07700 900123", Personal.PHONE), ("LA1 4RP", Personal.POSTCODE),
])
def test_a_piece_is_called_what_it_is(text: str, kind: Personal) -> None:
    assert [one.kind for one in sights(f"before {text}, after")] == [kind]


@given(st.from_regex(r"[0-9]{9}", fullmatch=True))
def test_one_check_digit_at_most_fits_and_it_is_the_one_of_modulus_11(first: str) -> None:
    rest = (11 - sum(int(digit) * (10 - place) for place, digit in enumerate(first)) % 11) % 11
    expected = [] if rest == 10 or first == "0" * 9 and rest == 0 else [str(rest)]
    fits = [last for last in "0123456789" if is_nhs_number(first + last)]
    assert fits == [one for one in expected if len(set(first + one)) > 1]


def test_a_wrong_digit_makes_it_no_nhs_number() -> None:
    assert found("999 000 0018") and not found("999 000 0019") and not found("998 000 0018")


@given(st.text(max_size=300))
def test_pieces_lie_in_the_text_in_order_and_apart(text: str) -> None:
    seen = sights(text)
    places = [place for one in seen for place in (one.start, one.end)]
    assert places == sorted(places) and all(0 <= one.start < one.end <= len(text) for one in seen)


@pytest.mark.parametrize("piece", [
    "a", "a.", "0", "1 ", "a@", "a@b.", "+44 ", "AB1", "07 ", "(0)", "kit@home.example ",
])
def test_no_text_keeps_it_busy(piece: str) -> None:
    text = (piece * 100_000)[:100_000]
    begun = time.monotonic()
    assert len(sights(text)) <= MOST
    assert time.monotonic() - begun < 10


def test_what_was_seen_is_counted_in_words() -> None:
    assert words_of(sights("nothing")) == ""
    assert words_of(sights("kit@home.example, sam@home.example, LA1 4RP")) == "2 e-mail addresses and a postcode"
    assert words_of(sights("999 000 0018")) == "an NHS number"
