"""A history is read in short pieces that come to the whole, narrowed alike by the store and by the domain."""

from __future__ import annotations

from datetime import timedelta
from itertools import chain, count, islice, repeat

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anchor_app.domain.assessment import Mark, Status
from anchor_app.domain.commands import AddOpportunity, SetStatus, WriteAnswer, mark_practice
from anchor_app.domain.commands_keeping import AddEvidence
from anchor_app.domain.errors import UnknownItem
from anchor_app.domain.history import Looked, history_lines, on_assessment
from anchor_app.services.history import redo, undo
from anchor_app.services.reading_history import PAGE, HistoryReading, history, people_in, person_called
from anchor_app.storage.past import Past
from tests.services.conftest import TODAY, Desk, make_desk


@pytest.fixture
def busy(desk: Desk) -> Desk:
    """With what two people did, and took back and brought back."""
    other, mine = desk.workspace, desk.workspace.who
    other.who = "Bo Sample"
    other.do(SetStatus(desk.key, "1.1", Status.FULFILLED))
    undo(other)
    redo(other)
    other.do(mark_practice(desk.key, "1.1.1", Mark.PARTLY))
    other.do(AddOpportunity(desk.key, "1.1", "Offer placements"))
    other.do(AddEvidence(desk.key, {"title": "R&D", "kind": "account", "text": "x"}, ("1.1", "1.2")))
    other.who = mine
    other.do(WriteAnswer(desk.key, "1.2", "summary", "Second"))
    return desk


def test_an_undo_and_a_redo_are_told_apart_in_words(busy: Desk) -> None:
    lines = list(history(busy.opened.store.past, busy.workspace.holdings, Looked(search="1.1 to Fulfilled")))
    assert [(line.turn, line.field_words) for line in lines] == [
        ("redo", "Status, redone"), ("undo", "Status, undone"), ("", "Status")]
    assert [line.label_words for line in lines] == [
        "Redo: Set 1.1 to Fulfilled", "Undo: Set 1.1 to Fulfilled", "Set 1.1 to Fulfilled"]


def test_what_is_taken_back_is_known_even_when_only_the_redo_is_looked_for(busy: Desk) -> None:
    past = busy.opened.store.past
    (first, *_) = history(past, busy.workspace.holdings, Looked(search="1.1 to Fulfilled"))
    page = [entry for entry in past.page() if entry.id == first.entry]
    assert len(past.undos(page[0].reverses)) == 1


def test_the_store_narrows_as_the_domain_does(busy: Desk) -> None:
    past, holdings = busy.opened.store.past, busy.workspace.holdings
    entries = list(busy.opened.store.entries())
    for component in ("", "1.1", "1.2", "9.9"):
        for field in ("", "status", "summary", "nothing"):
            for who in (None, "Bo Sample", busy.workspace.who, "Nobody"):
                for since in (None, TODAY, TODAY + timedelta(days=1)):
                    looked = Looked(on_assessment(busy.assessment).owners, busy.key, component, field, since, "", who)
                    assert tuple(history(past, holdings, looked)) == history_lines(entries, holdings, looked), looked


@settings(max_examples=30)
@given(st.lists(st.integers(1, 40), min_size=1), st.floats(0.0001, 0.02))
def test_the_pieces_come_to_the_whole_however_long_each_takes(many, counts, tick):
    desk = many
    clock = (number * tick for number in count())
    reading = HistoryReading(desk.opened.store.past, desk.workspace.holdings, Looked(), clock=lambda: next(clock))
    lines, shares = [], [0.0]
    for wanted in chain(counts, repeat(7)):
        piece = reading.more(wanted)
        assert len(piece.lines) <= wanted and piece.share >= shares[-1]
        lines += piece.lines
        shares.append(piece.share)
        if piece.is_last:
            break
    assert lines == list(history(desk.opened.store.past, desk.workspace.holdings)) and shares[-1] == 1.0
    assert reading.more(5).lines == ()


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory):
    """A desk with a few pages of history."""
    with make_desk(tmp_path_factory.mktemp("many")) as desk:
        for number in range(2 * PAGE):
            desk.workspace.do(mark_practice(desk.key, "1.1.1", (Mark.PARTLY, Mark.IN_PLACE)[number % 2]))
        yield desk


def test_a_piece_reads_no_more_than_the_page_it_needs(many: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    page = Past.page

    def counted(self: Past, **arguments: object) -> object:
        found = page(self, **arguments)  # type: ignore[arg-type]
        asked.append(len(found))
        return found

    monkeypatch.setattr(Past, "page", counted)
    reading = HistoryReading(many.opened.store.past, many.workspace.holdings, Looked(), clock=lambda: 0.0)
    assert len(reading.more(50).lines) == 50 and asked == [PAGE]
    assert len(list(islice(history(many.opened.store.past, many.workspace.holdings), 3))) == 3
    assert asked == [PAGE, PAGE]


def test_whoever_changed_something_is_offered_and_found_whatever_the_case(busy: Desk) -> None:
    past, looked = busy.opened.store.past, on_assessment(busy.assessment)
    people = people_in(past, looked)
    assert people == sorted({"Bo Sample", busy.workspace.who}, key=str.casefold)
    assert person_called(past, looked, " bo SAMPLE ") == "Bo Sample"
    with pytest.raises(UnknownItem, match="These people did: .*Bo Sample"):
        person_called(past, looked, "Bo")
