"""The example: what it promises, on whatever day it is made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from anchor_app.domain.assessment import Status
from anchor_app.domain.evidence import EvidenceKind, Sensitivity
from anchor_app.domain.guidance import Attention, concerns, forecast
from anchor_app.domain.register import Register, Review, Selection, Trait, review_of, supports_by_evidence
from anchor_app.services.checking import check_workspace
from anchor_app.services.evidence_copies import looked
from anchor_app.services.example import latest, make_example
from anchor_app.services.file_kinds import Opening
from anchor_app.services.starting import Opened
from anchor_app.services.workspace import Clock
from tests.services.conftest import CLOCK, TODAY


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    with make_example(tmp_path_factory.mktemp("example") / "workspace", clock=CLOCK) as opened:
        yield opened


def test_it_is_marked_as_the_example(example: Opened) -> None:
    assert example.workspace.is_example and check_workspace(example.folder) == ()


def test_the_levels_are_those_of_the_picture(example: Opened) -> None:
    earlier, now = (example.workspace.score(one) for one in (
        example.workspace.find_assessment("Example Bay", period).id for period in ("2025/26", "2026/27")))
    assert (earlier.self_assessed.level_name, earlier.self_assessed.counted) == ("Bronze", 8)
    assert (now.self_assessed.level_name, now.self_assessed.counted) == ("Silver", 12)
    assert now.evidenced.level_name == "Bronze"
    assert [(need.domain.id, need.more, need.candidates) for need in now.needs] == [
        ("property", 1, ("3.3", "3.4"))]


def test_the_evidenced_level_falls_within_the_year_unless_one_piece_is_renewed(example: Opened) -> None:
    fall, = forecast(example.workspace.holdings, latest(example), TODAY)
    assert fall.until == date(2027, 3, 31) and fall.after.level is None
    assert [piece.reference for piece in fall.unless] == ["E-014"]


def test_something_of_every_kind_needs_attention(example: Opened) -> None:
    counts = {one.attention: len(one.items) for one in concerns(example.workspace.holdings, latest(example), TODAY)}
    assert counts == {Attention.NO_EVIDENCE: 4, Attention.REVIEW_PAST: 1, Attention.REVIEW_DUE: 2,
                      Attention.LOOK_AGAIN: 1}


def test_there_is_evidence_of_every_kind_with_files_that_open(example: Opened) -> None:
    pieces = example.workspace.holdings.evidence_of(latest(example).organisation)
    assert len(pieces) == 34 and [one.number for one in pieces] == list(range(1, 35))
    assert {one.kind for one in pieces} == set(EvidenceKind)
    assert {one.sensitivity for one in pieces} == set(Sensitivity)
    documents = [one for one in pieces if one.kind is EvidenceKind.DOCUMENT]
    assert {one.file_name.rsplit(".")[-1] for one in documents} == {"pdf", "docx", "xlsx", "csv", "txt", "png"}
    for one in documents:
        found = looked(example.store.content, one)
        assert (found.opening, found.warning) == (Opening.YES, ""), one.file_name
    charter = example.workspace.holdings.charter_of(latest(example))
    register = Register(pieces, supports_by_evidence(latest(example), charter), charter, TODAY)
    assert register.found(Selection(trait=Trait.UNUSED))


def test_every_field_that_can_be_answered_is_answered_somewhere(example: Opened) -> None:
    assessment = latest(example)
    charter = example.workspace.holdings.charter_of(assessment)
    answers = [assessment.component(one.id) for one in charter]
    assert {one.status for one in answers} == set(Status) - {Status.NOT_APPLICABLE}
    assert all(one.lead for one in answers) and sum(bool(one.summary) for one in answers) == 15
    assert any(one.focus for one in answers) and any(one.look_again_note for one in answers)
    assert all(assessment.opportunities_of(one.id) for one in charter)
    assert any(one.note for one in assessment.practices.values())
    assert any(one.note for one in assessment.principles.values())
    organisation = example.workspace.holdings.organisation_of(assessment)
    assert all(example.workspace.holdings.latest_reading(organisation.id, one.id) for one in charter.domains)


def test_the_same_day_makes_the_same_example(example: Opened, tmp_path: Path) -> None:
    with make_example(tmp_path / "again", clock=CLOCK) as again:
        assert again.workspace.holdings == example.workspace.holdings


@pytest.mark.parametrize("day", [date(2026, 4, 1), date(2027, 3, 31), date(2028, 2, 29)])
def test_its_reviews_follow_the_day_on_which_it_is_made(tmp_path: Path, day: date) -> None:
    clock = Clock(lambda: datetime(day.year, day.month, day.day, tzinfo=UTC), lambda: day)
    with make_example(tmp_path / "other", clock=clock) as opened:
        score = opened.workspace.score(latest(opened).id)
        assert (score.self_assessed.level_name, score.evidenced.level_name) == ("Silver", "Bronze")
        fall = forecast(opened.workspace.holdings, latest(opened), day)[0]
        assert [piece.reference for piece in fall.unless] == ["E-014"]
        pieces = opened.workspace.holdings.evidence_of(latest(opened).organisation)
        assert [review_of(one, day) for one in pieces].count(Review.PAST) == 1
        assert all(piece.added_on and piece.added_on <= day for piece in opened.workspace.holdings.evidence.values())


def test_an_example_that_fails_leaves_no_folder(tmp_path: Path) -> None:
    class Stopped(Exception):
        pass

    calls: list[None] = []

    def today() -> date:
        calls.append(None)
        if len(calls) > 5:
            raise Stopped
        return TODAY

    with pytest.raises(Stopped):
        make_example(tmp_path / "half", clock=Clock(CLOCK.now, today))
    assert not (tmp_path / "half").exists()
