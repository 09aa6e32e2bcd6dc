"""The pieces of two texts make both of them, and name no more than has changed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from anchor_app.domain.difference import Piece, shortened, text_difference

words = st.lists(st.sampled_from(["the", "ward", " ", ".", "\n", "data", "R&D"]), max_size=40).map("".join)


@given(words | st.text(max_size=60), words | st.text(max_size=60))
def test_the_pieces_make_both_texts(old, new):
    pieces = text_difference(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == new
    assert all(one.kind != other.kind for one, other in zip(pieces, pieces[1:], strict=False))


@given(words)
def test_a_text_does_not_differ_from_itself(text):
    assert text_difference(text, text) == ((Piece("same", text),) if text else ())


def test_one_changed_word_is_all_that_is_named():
    old = "We review ward data each quarter."
    assert text_difference(old, "We review ward data each month.") == (
        Piece("same", "We review ward data each "), Piece("removed", "quarter"), Piece("added", "month"),
        Piece("same", "."))


def test_texts_of_a_hundred_thousand_characters_are_compared():
    old = "word " * 20_000
    new = old[:50_000] + "other " + old[50_005:]
    changed = [piece for piece in text_difference(old, new) if piece.kind != "same"]
    assert sum(len(piece.text) for piece in changed) < 20
    assert [piece.kind for piece in text_difference("a b. " * 10_000, "c d? " * 10_000)] == [
        "removed", "added", "same"]


@given(words | st.text(max_size=60), words | st.text(max_size=60), st.integers(0, 40), st.integers(1, 40))
def test_shortening_keeps_what_differs_and_leaves_short_texts_alone(old, new, around, most):
    pieces = text_difference(old, new)
    assert shortened(pieces, 100, 100, 1_000) == pieces
    few = shortened(pieces, around, most, 10_000)
    assert [piece.kind for piece in few] == [piece.kind for piece in pieces]
    assert all(one.text.startswith(other.text[:most]) if one.kind != "same" else len(one.text) <= len(other.text)
               for one, other in zip(few, pieces, strict=True))


def test_of_a_long_text_the_words_around_a_change_are_left_and_the_rest_is_counted():
    old = "before " * 100 + "twelve" + " after" * 100
    few = shortened(text_difference(old, old.replace("twelve", "thirty")), 20, 100, 1_000)
    assert [(one.kind, one.text) for one in few] == [
        ("same", "…before before before ".removesuffix("before ").replace("…", "… ", 1)), ("removed", "twelve"),
        ("added", "thirty"), ("same", " after after after …")]
    assert shortened((Piece("added", "x" * 5_000),), 20, 100, 1_000)[0].text.endswith("… and 4,900 more characters")
    many = [Piece(kind, "y" * 90) for _ in range(50) for kind in ("removed", "added")]
    assert shortened(many, 20, 100, 1_000)[-1].text == f" … and {(100 - 12) * 90:,} more characters"
