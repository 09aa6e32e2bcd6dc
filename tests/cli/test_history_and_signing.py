"""Undo, history, looking back, signing off and verifying through the command line."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import THIS, Anchor

SIGN = ("assessment", "sign-off", *THIS, "--by", "Robin Sample", "--role", "Chief Executive")
TODAY = date.today().isoformat()


def fulfilled(anchor: Anchor, *more: str) -> int:
    return anchor("score", *THIS, "--json", *more).json["domains"][0]["fulfilled"]


@pytest.fixture
def answered(bay: Anchor) -> Anchor:
    """With one component fulfilled."""
    assert bay("answer", *THIS, "--component", "1.1", "--status", "fulfilled", "--summary", "R&D <b>").code == 0
    return bay


def test_undo_and_redo_say_what_they_took_back(answered: Anchor) -> None:
    said = answered("undo", *THIS)
    assert (said.code, said.out) == (0, "Undone: Answer 1.1\nsaved\n")
    assert fulfilled(answered) == 0
    assert answered("redo").out == "Redone: Answer 1.1\nsaved\n"
    assert fulfilled(answered) == 1
    said = answered("redo")
    assert (said.code, said.out, said.err) == (1, "", "There is nothing to redo here.\n")


def test_everything_can_be_undone_to_the_last(answered: Anchor) -> None:
    labels = [answered("undo").out.splitlines()[0] for _ in range(3)]
    assert labels == ["Undone: Answer 1.1", "Undone: Start 2026/27 · Year end", "Undone: Add Example Bay Hospitals"]
    assert answered("undo").err == "There is nothing to undo here.\n"
    for _ in range(3):
        assert answered("redo").code == 0
    assert fulfilled(answered) == 1


def test_undo_of_one_assessment_leaves_the_other_alone(answered: Anchor) -> None:
    other = ("--organisation", "Bay", "--period", "2025/26")
    answered("assessment", "start", *other)
    answered("answer", *other, "--component", "2.1", "--status", "fulfilled")
    assert answered("undo", *THIS).out.startswith("Undone: Answer 1.1")
    assert answered("score", *other, "--json").json["domains"][1]["fulfilled"] == 1


def test_a_history_says_who_changed_what_from_what_to_what(answered: Anchor) -> None:
    answered("answer", *THIS, "--component", "1.1", "--summary", "Second")
    found = answered("history", *THIS, "--component", "1.1", "--json").json
    assert {"field": "summary", "old": "R&D <b>", "new": "Second"}.items() <= found[0].items()
    assert found[0]["who"] and found[0]["at"] and found[0]["entry"] > found[-1]["entry"]
    assert {one["component"] for one in found} == {"1.1"}
    text = answered("history", *THIS).out
    assert text.splitlines()[0].split() == ["When", "Who", "About", "Field", "Old", "New"]
    assert "R&D <b>" in text
    assert [one["new"] for one in answered("history", *THIS, "--search", "second", "--json").json] == ["Second"]
    assert [one["field"] for one in answered("history", *THIS, "--field", "status", "--json").json] == ["status"]
    tomorrow = (date.today() + timedelta(days=1)).isoformat()
    assert answered("history", *THIS, "--since", tomorrow).out == "Nothing was changed.\n"
    assert len(answered("history", *THIS, "--since", TODAY, "--json").json) > 5
    assert answered("history", *THIS, "--component", "9.9").code == 1


def test_a_history_tells_an_undo_from_a_redo(answered: Anchor) -> None:
    answered("undo", *THIS)
    answered("redo", *THIS)
    found = answered("history", *THIS, "--field", "status", "--json").json
    assert [(one["turn"], one["takes_back"], one["old"], one["new"]) for one in found] == [
        ("redo", True, None, "Fulfilled"), ("undo", True, "Fulfilled", None), (None, False, None, "Fulfilled")]
    text = answered("history", *THIS, "--field", "status").out.splitlines()
    assert ["undone" in line for line in text] == [False, False, True, False]
    assert ["redone" in line for line in text] == [False, True, False, False]


def test_a_history_is_narrowed_to_one_person(answered: Anchor) -> None:
    who = answered("history", *THIS, "--json").json[0]["who"]
    assert answered("history", *THIS, "--who", who.upper(), "--json").json == answered("history", *THIS, "--json").json
    said = answered("history", *THIS, "--who", "Nobody Example")
    assert (said.code, said.out) == (1, "")
    assert "Nobody called 'Nobody Example' changed anything here." in said.err and who in said.err


def test_a_history_shows_what_differs_inside_long_texts_and_has_them_whole_as_json(answered: Anchor) -> None:
    old = "We count ward data every month. " * 8
    new = old.replace("We count", "They \x1b[31mweigh", 1) + "\nAnd more."
    answered("answer", *THIS, "--component", "1.1", "--summary", old.strip())
    answered("answer", *THIS, "--component", "1.1", "--summary", new)
    lines = answered("history", *THIS, "--field", "summary").out.splitlines()
    assert lines[1].split()[-2:] == ["(below)", "(below)"]
    assert lines[2].startswith("    [-We count-] {+They <U+001B>[31mweigh+} ward data")
    assert any("…" in line for line in lines[2:]) and any("And more" in line for line in lines[3:])
    found = answered("history", *THIS, "--field", "summary", "--json").json
    assert found[0]["old"] == old.strip() and found[0]["new"] == new.strip()


def test_looking_back_is_marked_as_such(answered: Anchor, tmp_path: Path) -> None:
    assert fulfilled(answered, "--as-at", TODAY) == 1
    assert answered("score", *THIS, "--as-at", TODAY).out.startswith("As at ")
    assert answered("score", *THIS, "--as-at", TODAY, "--json").json["as_at"].endswith("+00:00")
    assert "as_at" not in answered("score", *THIS, "--json").json
    for name, more in (("now.pdf", ()), ("past.pdf", ("--as-at", TODAY))):
        assert answered("sheet", *THIS, "--output", tmp_path / name, *more).code == 0
    assert (tmp_path / "past.pdf").read_bytes() != (tmp_path / "now.pdf").read_bytes()


@pytest.mark.parametrize(("when", "code", "words"), [
    ("1999-01-01", 1, "was started on"), ("2999-01-01", 1, "still to come"), ("nonsense", 2, "neither a date nor"),
    ("2027-02-30", 2, "neither a date nor"), ("", 2, "neither a date nor")])
def test_no_past_is_made_up(bay: Anchor, when: str, code: int, words: str) -> None:
    for command in (("score", *THIS), ("sheet", *THIS, "--output", "x.pdf")):
        said = bay(*command, f"--as-at={when}")
        assert said.code == code and words in said.err and said.out == ""


def test_signing_off_says_what_looks_unready_and_freezes_the_answers(answered: Anchor) -> None:
    said = answered(*SIGN)
    assert said.code == 0
    assert said.out.splitlines()[:2] == ["saved", "revision 1"]
    assert re.fullmatch(r"[0-9a-f]{64}", said.out.splitlines()[2])
    assert "Note: 1 component is fulfilled without evidence: 1.1\n" in said.err
    assert answered("list", "--json").json[0]["state"] == "signed-off"
    refused = answered("answer", *THIS, "--component", "1.1", "--summary", "Later")
    assert refused.code == 1 and "signed off" in refused.err
    assert "signed off already" in answered(*SIGN).err
    assert answered("undo", *THIS).code == 1
    assert answered("assessment", "reopen", *THIS).out == "saved\nrevision 2\n"
    assert answered("list", "--json").json[0]["state"] == "draft"
    assert answered("history", *THIS, "--since-signed").out == "Nothing was changed.\n"
    answered("answer", *THIS, "--component", "1.1", "--summary", "Later")
    changed = answered("history", *THIS, "--since-signed", "--json").json
    assert [(one["component"], one["old"], one["new"]) for one in changed] == [("1.1", "R&D <b>", "Later")]


def test_an_empty_assessment_is_not_signed(bay: Anchor) -> None:
    said = bay(*SIGN)
    assert (said.code, said.out) == (1, "") and "nothing to sign" in said.err
    assert bay("assessment", "reopen", *THIS).code == 1


def test_a_sheet_is_verified_through_sign_off_and_reopening(answered: Anchor, tmp_path: Path) -> None:
    target = tmp_path / "sheet.pdf"
    answered("sheet", *THIS, "--output", target)
    said = answered("verify", target)
    assert said.code == 1 and said.out == "" and "draft" in said.err
    answered(*SIGN)
    answered("sheet", *THIS, "--output", target)
    said = answered("verify", target)
    assert said.code == 0 and "signed revision 1" in said.out and said.err == ""
    answered("assessment", "reopen", *THIS)
    assert "later revision exists: revision 2" in answered("verify", target).out
    target.write_bytes(target.read_bytes() + b" ")
    said = answered("verify", target)
    assert said.code == 1 and "altered" in said.err
    said = answered("verify", tmp_path / "gone.pdf")
    assert said.code == 1 and "gone.pdf" in said.err


def test_a_period_starts_from_the_last_one(answered: Anchor) -> None:
    answered("answer", *THIS, "--component", "1.1", "--opportunity", "Offer placements")
    answered("evidence", "add", *THIS, "--component", "1.1", "--account", "A story")
    following = ("--organisation", "Bay", "--period", "2027/28")
    assert answered("assessment", "start", *following, "--from-last").code == 0
    assert answered("score", *following, "--json").json["domains"][0]["fulfilled"] == 0
    assert answered("evidence", "list", *following, "--json").json[0]["components"] == ["1.1"]
    assert answered("undo").out.startswith("Undone: Start 2027/28 · Year end from 2026/27")
    assert len(answered("list", "--json").json) == 1


def test_there_has_to_be_a_last_one(anchor: Anchor) -> None:
    anchor("organisation", "add", "--name", "New College", "--kind", "college")
    said = anchor("assessment", "start", "--organisation", "New College", "--period", "2026/27", "--from-last")
    assert said.code == 1 and "no earlier assessment" in said.err


@pytest.mark.parametrize("arguments", [
    ["undo", "--organisation", "Bay"], ["redo", "--period", "2026/27"], ["undo", "--round", "Baseline"],
    ["assessment", "sign-off", *THIS, "--by", "Robin"], ["history", *THIS, "--since", "yesterday"],
    ["history", *THIS, "--since-signed", "--component", "1.1"], ["history", *THIS, "--since-signed", "--who", "Sam"],
    ["verify"]], ids=" ".join)
def test_wrong_use_ends_with_2(bay: Anchor, arguments: list[str]) -> None:
    said = bay(*arguments)
    assert said.code == 2 and said.err.startswith("usage: anchor-app")


def test_undo_and_redo_work_from_one_process_to_the_next(answered: Anchor, tmp_path: Path) -> None:
    def ran(*arguments: str) -> str:
        command = [sys.executable, "-m", "anchor_app", "--workspace", str(tmp_path / "workspace"), *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout

    assert ran("undo") == "Undone: Answer 1.1\nsaved\n"
    assert ran("redo") == "Redone: Answer 1.1\nsaved\n"
