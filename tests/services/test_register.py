"""The register: what a search finds, what a filter leaves, and in which order."""

from __future__ import annotations

import unicodedata
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anchor_app.domain.evidence import Evidence, EvidenceKind, Sensitivity
from anchor_app.services.evidence import account_values, add_evidence, figure_values, link_values
from anchor_app.services.register import ORDERS, Review, Wanted, in_order, is_match, normalised, register, review_of
from tests.services.conftest import TODAY, Desk


@pytest.fixture
def full(desk: Desk) -> Desk:
    given = (
        (figure_values("38", "%", "HR system"), {"review_by": TODAY + timedelta(days=8)}, ("1.1", "2.1")),
        (account_values("Straße und café"), {"review_by": TODAY - timedelta(days=1), "owner": "Zoë"}, ("1.2",)),
        (link_values("https://example.org/rooms"), {"sensitivity": Sensitivity.PUBLIC}, ()),
        (account_values("apples"), {"review_by": TODAY + timedelta(days=200), "owner": "Al"}, ("3.1",)))
    for values, more, components in given:
        add_evidence(desk.workspace, desk.key, {**values, **more}, components)
    return desk


def found(desk: Desk, wanted: Wanted) -> list[int]:
    return [piece.number for piece in register(desk.workspace.holdings, desk.assessment, wanted, TODAY)]


@pytest.mark.parametrize(("wanted", "numbers"), [
    (Wanted(), [1, 2, 3, 4]), (Wanted("E-003"), [3]), (Wanted("hr SYSTEM"), [1]), (Wanted("system hr"), [1]),
    (Wanted("STRASSE"), [2]), (Wanted("cafe\u0301"), [2]), (Wanted("nowhere"), []), (Wanted("rooms"), [3]),
    (Wanted(domain="work"), [1, 2]), (Wanted(domain="purchasing"), [1]), (Wanted(component="3.1"), [4]),
    (Wanted(kind=EvidenceKind.ACCOUNT), [2, 4]), (Wanted(sensitivity=Sensitivity.PUBLIC), [3]),
    (Wanted(unused=True), [3]), (Wanted(review=Review.DUE), [1]), (Wanted(review=Review.PAST), [2]),
    (Wanted(review=Review.NONE), [3]), (Wanted(review=Review.CURRENT), [4]),
    (Wanted("al", kind=EvidenceKind.ACCOUNT, domain="property"), [4]),
])
def test_a_register_holds_what_is_wanted(full: Desk, wanted: Wanted, numbers: list[int]) -> None:
    assert found(full, wanted) == numbers


def test_an_order_is_kept_and_equals_stand_by_reference(full: Desk) -> None:
    pieces = register(full.workspace.holdings, full.assessment, Wanted(), TODAY)[::-1]
    orders = {order: [one.number for one in in_order(pieces, order, full.assessment)] for order in ORDERS}
    assert orders == {
        "reference": [1, 2, 3, 4], "title": [1, 4, 3, 2], "kind": [2, 4, 1, 3], "sensitivity": [3, 1, 2, 4],
        "review_by": [2, 1, 4, 3], "used": [3, 2, 4, 1], "owner": [1, 3, 4, 2]}
    falling = in_order(pieces, "used", full.assessment, descending=True)
    assert [one.number for one in falling] == [1, 2, 4, 3]


@pytest.mark.parametrize(("days", "review"), [
    (-1, Review.PAST), (0, Review.DUE), (30, Review.DUE), (31, Review.CURRENT), (None, Review.NONE)])
def test_a_review_is_due_in_the_last_thirty_days(days: int | None, review: Review) -> None:
    by = None if days is None else TODAY + timedelta(days=days)
    assert review_of(Evidence("e", "o", review_by=by), TODAY) is review


@given(st.text())
def test_comparing_is_settled_after_one_pass(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)


@given(st.text())
def test_composed_and_decomposed_letters_are_the_same(text: str) -> None:
    assert normalised(unicodedata.normalize("NFC", text)) == normalised(unicodedata.normalize("NFD", text))


@given(st.text(min_size=1), st.text(), st.text())
def test_a_text_is_found_by_any_of_its_words(word: str, before: str, after: str) -> None:
    assert is_match(Evidence("e", "o", title=f"{before} {word} {after}"), word)


@pytest.mark.parametrize(("stored", "typed"), [
    ("“quoted” – it’s", "\"quoted\" - it's"), ("a\u00a0b", "a b"), ("wo\u200drd", "word"), ("İstanbul", "istanbul"),
    ("STRASSE", "straße"), ("ﬁn", "FIN"), ("soft\u00adhyphen", "softhyphen")])
def test_what_looks_alike_is_found(stored: str, typed: str) -> None:
    assert normalised(typed) == normalised(stored)
