"""The example collaborative: what its steering group, its champions and its packs have to show."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from anchor_app.domain.assessment import State
from anchor_app.domain.counting import Reading
from anchor_app.domain.merging_plan import Kind
from anchor_app.domain.returns import Arrival
from anchor_app.exchange.reading_here import read_here
from anchor_app.services import example_group, receiving
from anchor_app.services.checking import check_workspace
from anchor_app.services.comparing import Collected, beside, collect, wanted
from anchor_app.services.example_collaborative import BACK, GROUP, KEPT, PACKS, Made, make_collaborative
from anchor_app.services.starting import open_workspace
from anchor_app.services.workspace import Workspace
from anchor_app.storage.errors import NotAWorkspace
from tests.services.conftest import TODAY

PERIOD = "2026/27"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return make_collaborative(tmp_path_factory.mktemp("collaborative") / "example", today=TODAY)


@pytest.fixture(scope="module")
def group(made: Made) -> Workspace:
    with open_workspace(made.group, read_only=True) as opened:
        return opened.workspace


@pytest.fixture(scope="module")
def collected(made: Made) -> Collected:
    with open_workspace(made.group, read_only=True) as opened:
        return collect(opened.workspace, TODAY)


def levels(collected: Collected, reading: Reading) -> dict[str, str]:
    board, = collected.comparison(wanted(PERIOD, reading)).boards
    return {row.member.short_name: row.level_name for row in board.rows}


def digests(folder: Path) -> dict[str, str]:
    return {str(one.relative_to(folder)): sha256(one.read_bytes()).hexdigest()
            for name in (PACKS, BACK) for one in sorted((folder / name).iterdir())}


def test_every_workspace_is_whole_and_marked_as_an_example(made: Made) -> None:
    assert {one.name for one in made.folder.iterdir()} == {GROUP, *KEPT, PACKS, BACK}
    for folder in (made.group, *made.champions):
        assert check_workspace(folder) == ()
        with open_workspace(folder, read_only=True) as opened:
            assert opened.workspace.is_example


def test_every_pack_is_read_strictly_and_none_is_twice_there(made: Made) -> None:
    packs = sorted(made.packs.iterdir())
    assert {*packs} == {*made.received, *made.waiting} and (len(made.received), len(made.waiting)) == (43, 3)
    checksums = {read_here(one).checksum for one in (*packs, made.back)}
    assert len(checksums) == len(packs) + 1


def test_the_same_day_makes_the_same_packs(made: Made, tmp_path: Path) -> None:
    again = make_collaborative(tmp_path / "again", today=TODAY)
    assert digests(again.folder) == digests(made.folder)


def test_two_of_twelve_are_missing_and_one_is_new(collected: Collected) -> None:
    found = collected.returns(PERIOD)
    assert found.words == "10 of 12 received"
    assert [one.member.short_name for one in found.missing] == ["Samphire", "Upper Fell"]
    assert {one.arrival for one in found.received} == {Arrival.RECEIVED}
    board, = collected.comparison(wanted(PERIOD)).boards
    assert [row.member.short_name for row in board.rows if row.is_new] == ["Millbrook"]
    assert {row.member.short_name: row.change for row in board.rows if not row.is_new} == {
        "Ashbeck": 1, "Example Bay": 4, "Example Coast": 0, "Fells and Bay ICB": 1, "Fellside": -1, "Northmoor": 1,
        "Port Example": 2, "Tarnside": 4, "Tŷ Croeso": 3}


def test_the_three_readings_differ(collected: Collected) -> None:
    itself, evidenced, moderated = (levels(collected, one) for one in Reading)
    assert set(itself.values()) == {"Not yet Bronze", "Bronze", "Silver", "Gold", "Platinum"}
    of = [(one["Ashbeck"], one["Example Bay"], one["Example Coast"], one["Fellside"])
          for one in (itself, evidenced, moderated)]
    assert of == [("Gold", "Silver", "Platinum", "Not yet Bronze"), ("Silver", "Bronze", "Gold", "Not yet Bronze"),
                  ("Gold", "Bronze", "Gold", "Not yet moderated")]


def test_the_last_period_is_moderated_in_part_and_the_others_are_closed(group: Workspace) -> None:
    every = group.holdings.assessments.values()
    assert {one.state for one in every if one.period != PERIOD} == {State.CLOSED}
    last = [one.state for one in every if one.period == PERIOD]
    assert (last.count(State.MODERATED), last.count(State.SENT)) == (4, 6)
    said = [one for assessment in every if assessment.period == PERIOD for one in assessment.moderations.values()]
    assert {one.decision.value for one in said if one.decision} == {"agreed", "not-agreed", "more-evidence"}
    assert {one.by for one in said if one.is_apart} == {"Mo Example", "Ola Sample"}
    assert group.holdings.collaborative.name == "Bay and Fells Collaborative"
    assert sum(bool(one.alias) for one in group.holdings.organisations.values()) == 5


def test_most_lack_green_spaces_and_others_can_help(collected: Collected) -> None:
    (_, covered), = collected.coverage(wanted(PERIOD))
    assert max(covered, key=lambda one: one.not_yet).component.id == "3.4"
    found = collected.matches(PERIOD)
    assert {one.is_same_place for one in found} == {one.is_agreed for one in found} == {True, False}
    noted = [(one.giver.short_name, one.taker.short_name, one.component.id) for one in found if one.introduction]
    assert noted == [("Example Coast", "Ashbeck", "3.4"), ("Ashbeck", "Fellside", "1.3"),
                     ("Example Bay", "Port Example", "4.2")]
    assert sum(one.made_on is not None for one in collected.introductions) == 1
    (_, points), = collected.trend()
    assert [one.of for one in points] == [11, 11, 11, 10]


def test_what_waits_is_a_revision_a_late_return_and_a_conflict(made: Made) -> None:
    with open_workspace(made.group, read_only=True) as opened, receiving.read(made.waiting) as batch:
        assert not batch.refused
        revised, late, disputed = receiving.plan(opened.workspace, batch.packs).plans
    assert revised.is_ready and list(revised.revisions.values()) == [(2, "sent")]
    assert late.is_ready and late.counts[Kind.NEW] > 200
    assert [one.what.field for one in disputed.undecided] == ["champion_contact", "champion_name"]


def test_all_that_was_received_before_is_no_news(made: Made) -> None:
    with open_workspace(made.group, read_only=True) as opened, receiving.read(made.received) as batch:
        planned = receiving.plan(opened.workspace, batch.packs)
        assert planned.is_ready and receiving.receive_of(opened.workspace, planned).is_empty


def test_the_first_champion_has_decisions_to_receive(made: Made) -> None:
    with open_workspace(made.champions[0], read_only=True) as opened, receiving.read([made.back]) as batch:
        plan, = receiving.plan(opened.workspace, batch.packs).plans
        assert plan.is_ready and {one.what.kind for one in plan.differences if one.kind is Kind.NEW} == {"moderation"}
        mine = opened.workspace.holdings.assessments_of(plan.organisation)
        assert [bool(one.moderations) for one in mine] == [True, True, True, False]
        assert len(beside(opened.workspace, mine[-2].id, mine[-1].id).differences) > 0


def test_nothing_in_it_happens_after_the_day_on_which_it_is_made(tmp_path: Path) -> None:
    day = date(2026, 4, 1)
    other = make_collaborative(tmp_path / "other", today=day)
    with open_workspace(other.group, read_only=True) as opened:
        assert all(one.at.date() < day for one in opened.store.entries())
        assert all(one.added_on is None or one.added_on < day for one in opened.workspace.holdings.evidence.values())
        found = levels(collect(opened.workspace, day), Reading.EVIDENCED)
    assert (found["Ashbeck"], found["Example Bay"], found["Example Coast"]) == ("Silver", "Bronze", "Gold")


def test_a_folder_that_holds_anything_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(NotAWorkspace, match="not empty"):
        make_collaborative(tmp_path, today=TODAY)
    assert [one.name for one in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("is_there", [False, True])
def test_trouble_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_there: bool) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(example_group.Group, "decide", full)
    folder = tmp_path / "example"
    if is_there:
        folder.mkdir()
    with pytest.raises(Exception, match="no room"):
        make_collaborative(folder, today=TODAY)
    assert folder.exists() is is_there and not is_there or not list(folder.iterdir())
