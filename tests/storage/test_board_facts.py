"""What is read for a board is what the whole assessments say, fact by fact."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anchor_app.domain.board_rows import needed_for, rows_of
from anchor_app.domain.edit import Change, Edit, Subject
from anchor_app.storage import unread_parts
from anchor_app.storage.errors import DamagedWorkspace
from anchor_app.storage.store import Store
from tests.storage.conftest import NOON

TODAY = date(2026, 11, 22)
ORGANISATIONS, ASSESSMENTS, PIECES = ("o1", "o2"), ("a1", "a2", "a3", "stray"), ("e1", "e2", "gone")
COMPONENTS = ("1.1", "1.2", "2.1", "9.9")
_OWN = {"period": ["2025/26", "2026/27"], "round": ["Mid-year", "Year end", "Other"], "revision": ["1", "2", "x"],
        "state": ["sent", "draft", "lost"], "charter": ["digest"]}
_IN_IT = {
    "component": {"status": ["fulfilled", "working-towards", "not-started", "not-applicable", "other"],
                  "focus": ["yes", "no", ""], "summary": ["text"], "lead": ["yes"]},
    "practice": {"mark": ["in-place"]},
    "moderation": {"decision": ["agreed", "not-agreed", "more-evidence", "other"], "reason": ["agreed"]},
    "opportunity": {"component": ["1.1", "2.1", ""], "text": ["x"]},
    "receipt": {"at": ["2026-11-22T12:00:00+00:00", "2026-11-21T12:00:00+00:00", ""], "file_name": ["z"]},
    "sending": {"at": ["2027-01-01T12:00:00+00:00"]},
}


@st.composite
def facts(draw: st.DrawFn) -> dict[Subject, str]:
    """Facts of a few assessments, with what nobody should have written among them."""
    found: dict[Subject, str] = {Subject("organisation", one, "", "name"): one for one in ORGANISATIONS}
    for number, key in enumerate(ASSESSMENTS[:-1]):
        found[Subject("assessment", ORGANISATIONS[number % 2], key, "started_on")] = "2026-04-01"
        for name, texts in _OWN.items():
            found[Subject("assessment", ORGANISATIONS[number % 2], key, name)] = draw(st.sampled_from(texts))
    for piece in PIECES[:-1]:
        found[Subject("evidence", "o1", piece, "title")] = "Account"
        found[Subject("evidence", "o1", piece, "review_by")] = draw(st.sampled_from(["2026-11-22", "2026-11-21"]))
    kinds = st.sampled_from(sorted(_IN_IT))
    for kind, owner, component in draw(st.lists(st.tuples(kinds, st.sampled_from(ASSESSMENTS),
                                                          st.sampled_from(COMPONENTS)), max_size=40)):
        item = component + draw(st.sampled_from(["", "/robin"])) if kind == "moderation" else component
        name = draw(st.sampled_from(sorted(_IN_IT[kind])))
        found[Subject(kind, owner, item, name)] = draw(st.sampled_from(_IN_IT[kind][name]))
    for piece, owner, component in draw(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(ASSESSMENTS),
                                                           st.sampled_from(COMPONENTS)), max_size=12)):
        found[Subject("support", owner, piece, component)] = "yes"
    return found


def saved(store: Store, told: dict[Subject, str]) -> None:
    store.save(Edit("All", tuple(Change(what, None, text) for what, text in told.items())), who="", at=NOON)


@given(told=facts())
def test_the_rows_of_the_query_are_those_of_the_holdings(told: dict[Subject, str]) -> None:
    with Store.in_memory() as store:
        saved(store, told)
        holdings = store.load()
        wanted = rows_of(holdings, TODAY)
        assert store.past.board_rows(holdings, TODAY) == wanted
        for ids in (("a1",), ("a3", "a2", "nothing"), ()):
            assert store.past.board_rows(holdings, TODAY, ids) == tuple(one for one in wanted if one.assessment in ids)
        for period in _OWN["period"]:
            ids = needed_for(holdings, period)
            assert set(ids) >= {one.assessment for one in wanted if one.period == period}
            assert len(ids) == len(set(ids))


@pytest.fixture
def large(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """An open workspace whose assessments are left unread."""
    monkeypatch.setattr(unread_parts, "FEW_ASSESSMENTS", 0)
    with Store.create(folder) as store:
        saved(store, {Subject("organisation", "o1", "", "name"): "Invented Trust",
                      Subject("assessment", "o1", "a1", "period"): "2026/27",
                      Subject("component", "a1", "1.1", "status"): "fulfilled",
                      Subject("component", "a1", "1.1", "summary"): "What we did",
                      Subject("support", "a1", "e1", "1.1"): "yes",
                      Subject("evidence", "o1", "e1", "number"): "1"})
        yield store


def test_a_board_leaves_what_it_does_not_need_unread(large: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    holdings = large.load()
    assert holdings.is_unread
    with monkeypatch.context() as patched:
        patched.delattr(unread_parts.PartsReader, "read")
        rows = large.past.board_rows(holdings, TODAY)
    assert rows == rows_of(holdings, TODAY) and rows[0].current == {"1.1"}


@pytest.mark.parametrize("where", ["kind = 'component' AND field = 'status'", "kind = 'support'"])
def test_an_altered_answer_never_reaches_a_board(large: Store, where: str) -> None:
    """C01."""
    holdings = large.load()
    assert large.folder is not None
    with closing(sqlite3.connect(large.folder / "anchor.db")) as other, other:
        other.execute(f"UPDATE fact SET entry = entry - 1, value = 'working-towards' WHERE {where}")
    with pytest.raises(DamagedWorkspace) as raised:
        large.past.board_rows(holdings, TODAY)
    assert [one.owner for one in raised.value.subjects] == ["a1"]
