"""The year's papers as files: updates, minutes and actions, for an audience, and within the standards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from anchor_app.domain.acting import AddAction
from anchor_app.domain.collaborative import Audience
from anchor_app.domain.commands_keeping import AddEvidence
from anchor_app.domain.errors import WrongValue
from anchor_app.domain.evidence import EvidenceKind, Sensitivity
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.minuting import AddMeeting
from anchor_app.domain.month import Month
from anchor_app.domain.updating import WriteUpdate
from anchor_app.services.publishing_collaborative import collaborative_document
from anchor_app.services.publishing_document import Paper, laid_out_document, paper_of, write_document
from anchor_app.services.publishing_year import annual_document
from anchor_app.services.publishing_year_papers import (
    actions_document,
    actions_name,
    log_document,
    minutes_document,
    minutes_name,
    update_document,
    update_name,
)
from anchor_app.services.workspace import Clock, Workspace
from anchor_app.services.year_round import write_actions
from tests.helpers.verapdf import FLAVOURS, complaints
from tests.reports.papers import ON, words_of, year_desk
from tests.reports.test_every_field import PERIOD, Filled
from tests.services.conftest import TODAY, Desk, make_desk

NOVEMBER = Month.containing(TODAY)


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with make_desk(tmp_path_factory.mktemp("year")) as desk:
        [owner] = desk.workspace.holdings.organisations
        for wish in (AddAction(owner, {"title": "Ask the wards", "owner_name": "Robin Sample"}, id="ask"),
                     AddAction(owner, {"title": "Thank them", "owner_name": "Kim Sample",
                                       "sensitivity": Sensitivity.PUBLIC}, id="thank"),
                     AddEvidence(desk.key, {"kind": EvidenceKind.ACCOUNT, "title": "Secret survey", "text": "x",
                                         "sensitivity": Sensitivity.INTERNAL}),
                     AddMeeting(TODAY, {"title": "Autumn"}, ("Minutes",), id="m")):
            desk.workspace.do(wish)
        yield desk


@pytest.fixture(scope="module")
def owner(year: Desk) -> str:
    return next(iter(year.workspace.holdings.organisations))


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Every paper, full of a year and with nothing in it."""
    from anchor_app.reports.actions_content import actions_content
    from anchor_app.reports.minutes_content import log_content, minutes_content
    from anchor_app.reports.update_content import update_content

    held, folder = year_desk().holdings, tmp_path_factory.mktemp("papers")
    filled = Filled().holdings
    bare = replace(held, actions={}, meeting_items={}, representatives={})
    documents = {
        "update": update_content(held, "org", NOVEMBER), "minutes": minutes_content(held, "/m", ON, with_log=True),
        "log": log_content(held, ON), "actions": actions_content(held, list(held.actions.values()), ON),
        "no-update": update_content(bare, "org", Month(2026, 5)), "no-minutes": minutes_content(bare, "/m", ON),
        "no-log": log_content(bare, ON), "no-actions": actions_content(bare, [], ON),
        "annual": annual_document(_open(filled), "org", PERIOD, audience=Audience.INTERNAL),
        "no-annual": annual_document(_open(held), "org", "2031/32"),
        "everybody": collaborative_document(_open(filled), PERIOD),
        "nobody": collaborative_document(_open(Holdings()), PERIOD)}
    for name, document in documents.items():
        (folder / f"{name}.pdf").write_bytes(laid_out_document(document).data)
    return sorted(folder.glob("*.pdf"))


def _open(holdings: Holdings) -> Workspace:
    return Workspace(None, holdings, who="Sam", clock=Clock(today=lambda: ON))  # type: ignore[arg-type]


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_every_paper_meets_the_standards(papers: list[Path], flavour: str) -> None:
    assert not complaints(flavour, *papers)


@pytest.mark.parametrize(("name", "kind"), [("a.pdf", Paper.PDF), ("a.b.DOCX", Paper.WORD)])
def test_the_name_says_the_format(name: str, kind: Paper) -> None:
    assert paper_of(Path(name)) is kind


@pytest.mark.parametrize("name", ["a", "a.doc", "a.pdf.exe", "docx"])
def test_another_ending_is_refused_with_what_to_do(name: str) -> None:
    with pytest.raises(WrongValue, match=r"ends in \.pdf or \.docx"):
        paper_of(Path(name))


def test_the_same_update_makes_the_same_bytes_on_one_page(year: Desk, owner: str) -> None:
    first, second = (laid_out_document(update_document(year.workspace, owner, NOVEMBER)) for _ in range(2))
    assert first.data == second.data and len(PdfReader(BytesIO(first.data)).pages) == 1


def test_an_update_drafts_what_changed_from_what_its_readers_may_see(year: Desk, owner: str) -> None:
    own = words_of(update_document(year.workspace, owner, NOVEMBER))
    others = words_of(update_document(year.workspace, owner, NOVEMBER, Audience.COLLABORATIVE))
    assert "Secret survey" in own and "Ask the wards" in own and "Thank them" in own
    assert "Secret" not in others and "Ask the wards" not in others and "Thank them" in others
    assert "was added" in own and "was added" not in others


def test_an_update_is_not_for_the_public(year: Desk, owner: str) -> None:
    with pytest.raises(WrongValue, match="publish a story"):
        update_document(year.workspace, owner, NOVEMBER, Audience.PUBLIC)


def test_actions_on_paper_keep_from_others_what_is_not_theirs_and_say_so(year: Desk, owner: str) -> None:
    words = words_of(actions_document(year.workspace, owner, audience=Audience.PUBLIC))
    assert "Thank them" in words and "Ask the wards" not in words and "Kim Sample" not in words
    assert "One action is left out" in words and "left out" not in words_of(actions_document(year.workspace, owner))


def test_minutes_and_the_log_speak_of_the_day_they_are_made(year: Desk) -> None:
    assert "As they stand" not in words_of(minutes_document(year.workspace, "/m"))
    assert "as on 22 November 2026" in words_of(log_document(year.workspace))


def test_names_are_suggested_that_every_system_can_keep(year: Desk, owner: str) -> None:
    assert update_name(year.workspace, owner, NOVEMBER) == "Example Bay Hospitals update 2026-11"
    assert minutes_name(year.workspace, "/m") == "Minutes 2026-11-22"
    assert (actions_name(year.workspace, owner), actions_name(year.workspace)) == ("Example Bay Hospitals actions",
                                                                                    "actions")


def test_actions_are_written_whole_or_not_at_all(year: Desk, tmp_path: Path) -> None:
    class Stopped(Exception):
        pass

    def stop(page: int) -> None:
        raise Stopped

    path = tmp_path / "actions.pdf"
    path.write_bytes(b"before")
    with pytest.raises(Stopped):
        write_document(actions_document(year.workspace), path, stop)
    assert path.read_bytes() == b"before"
    found = list(year.workspace.holdings.actions.values())
    assert write_actions(year.workspace, path, found, TODAY) == 2 and path.read_bytes().startswith(b"%PDF-")


def test_actions_are_written_as_a_word_file(year: Desk, tmp_path: Path) -> None:
    path = tmp_path / "actions.docx"
    write_actions(year.workspace, path, list(year.workspace.holdings.actions.values()), TODAY)
    assert "Ask the wards" in ZipFile(path).read("word/document.xml").decode()


def test_a_month_with_words_of_its_own_is_not_asked_of_the_history(desk: Desk) -> None:
    [owner] = desk.workspace.holdings.organisations
    desk.workspace.do(WriteUpdate(owner, NOVEMBER, {"changed": "Much."}))
    assert "From the history" not in words_of(update_document(desk.workspace, owner, NOVEMBER))
