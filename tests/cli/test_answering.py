"""Organisations, assessments and answers through the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from anchor_app.services.starting import open_workspace
from anchor_app.services.workspace import Workspace
from tests.cli.conftest import THIS, Anchor


def held(folder: Path) -> Workspace:
    with open_workspace(folder / "workspace", read_only=True) as opened:
        return opened.workspace


def test_an_answer_is_kept_as_it_was_given(bay: Anchor, tmp_path: Path) -> None:
    said = bay("answer", *THIS, "--component", "1.1", "--status", "working-towards", "--practice", "1.1.1=in-place",
               "--practice", "1.1.2=not-yet", "--summary", "All of it", "--opportunity", "One", "--opportunity", "Two")
    assert (said.code, said.out) == (0, "saved\n")
    workspace = held(tmp_path)
    assessment = workspace.find_assessment("Bay", "2026/27")
    assert assessment.component("1.1").status.value == "working-towards"
    assert assessment.component("1.1").summary == "All of it"
    marks = [assessment.practice(f"1.1.{place}").mark for place in (1, 2, 3)]
    assert [mark.value if mark else None for mark in marks] == ["in-place", "not-yet", None]
    assert [one.text for one in assessment.opportunities_of("1.1")] == ["One", "Two"]


def test_an_answer_is_one_entry_of_the_history(bay: Anchor, tmp_path: Path) -> None:
    bay("answer", *THIS, "--component", "1.2", "--status", "fulfilled", "--summary", "S", "--opportunity", "O")
    with open_workspace(tmp_path / "workspace", read_only=True) as opened:
        last = list(opened.store.entries())[-1]
    assert last.edit.label == "Answer 1.2" and last.who


def test_an_unanswered_practice_loses_its_mark(bay: Anchor, tmp_path: Path) -> None:
    bay("answer", *THIS, "--component", "1.1", "--practice", "1.1.1=partly")
    bay("answer", *THIS, "--component", "1.1", "--practice", "1.1.1=unanswered")
    assert held(tmp_path).find_assessment("Bay", "2026/27").practices == {}


def test_a_refused_part_refuses_the_whole_answer(bay: Anchor, tmp_path: Path) -> None:
    said = bay("answer", *THIS, "--component", "1.1", "--status", "fulfilled", "--practice", "2.1.1=in-place")
    assert said.code == 1 and "saved" not in said.out
    assert held(tmp_path).find_assessment("Bay", "2026/27").components == {}


@pytest.mark.parametrize("text", [
    "=1+1", "<b>bold</b>", "R&D", "Ŵŷ ł ñ 中文 العربية עברית हिन्दी 👩‍👩‍👧", "a\tb\nc\r\nd", "\x01\x1b[31mred\x7f",
    "\u202egnp.exe", "x" * 100_000, "e\u0301 é", "'; DROP TABLE fact; --", " kept ",
])
def test_any_text_comes_back_as_it_was_typed(bay: Anchor, tmp_path: Path, text: str) -> None:
    assert bay("answer", *THIS, "--component", "1.1", f"--summary={text}", f"--opportunity={text}").code == 0
    bay("evidence", "add", *THIS, "--component", "1.1", f"--account={text}", f"--title={text.strip()}")
    assessment = held(tmp_path).find_assessment("Bay", "2026/27")
    assert assessment.component("1.1").summary == text
    assert [one.text for one in assessment.opportunities_of("1.1")] == [text]
    listed = bay("evidence", "list", "--json")
    assert [one["text"] for one in listed.json] == [text]
    obeyed = set(map(chr, range(32))) - {"\n"} | {"\x7f", "\u202e"}
    assert not obeyed & set(listed.out + bay("evidence", "list").out)


def test_half_a_character_becomes_the_sign_for_one(bay: Anchor, tmp_path: Path) -> None:
    assert bay("answer", *THIS, "--component", "1.1", "--summary", "a\udcffb").code == 0
    assert held(tmp_path).find_assessment("Bay", "2026/27").component("1.1").summary == "a\ufffdb"


def test_the_last_round_of_a_period_is_meant_unless_one_is_named(bay: Anchor) -> None:
    bay("assessment", "start", "--organisation", "Bay", "--period", "2026/27", "--round", "baseline")
    bay("answer", *THIS, "--component", "1.1", "--status", "fulfilled")
    counts = {one["round"]: one["domains"][0]["fulfilled"] for one in bay("score", "--json").json}
    assert counts == {"Baseline": 0, "Year end": 1}
    bay("answer", *THIS, "--round", "BASELINE", "--component", "1.2", "--status", "fulfilled")
    counts = {one["round"]: one["domains"][0]["fulfilled"] for one in bay("score", "--json").json}
    assert counts == {"Baseline": 1, "Year end": 1}


@pytest.mark.parametrize(("kind", "flag", "beyond"), [
    ("nhs-trust", [], False), ("icb", [], False), ("council", [], True), ("nhs-trust", ["--beyond-nhs"], True)])
def test_titles_are_those_for_the_kind_of_organisation(anchor: Anchor, kind: str, flag: list[str],
                                                       beyond: bool) -> None:
    anchor("organisation", "add", "--name", "A", "--kind", kind, *flag)
    anchor("assessment", "start", "--organisation", "A", "--period", "2026-27")
    title = anchor("score", "--json").json[0]["domains"][2]["title"]
    assert ("anchor property" in title) is beyond


def test_list_gives_one_object_for_each_assessment(bay: Anchor) -> None:
    assert bay("list", "--json").json == [
        {"organisation": "Example Bay Hospitals", "short_name": "Bay", "kind": "nhs-trust", "period": "2026/27",
         "round": "Year end", "charter": "lsc-anchor-charter", "state": "draft"}]


def test_list_is_aligned(bay: Anchor) -> None:
    bay("organisation", "add", "--name", "Zweites 中文 Haus", "--kind", "council")
    bay("assessment", "start", "--organisation", "Zweites 中文 Haus", "--period", "2025/26")
    lines = bay("list").out.splitlines()
    assert lines[0].split() == ["Organisation", "Kind", "Period", "Round", "Charter", "State"]
    assert lines[1].index("2026/27") == lines[0].index("Period")
    assert lines[2].index("2025/26") == lines[0].index("Period") - 2  # two wide characters take two columns more


def test_an_organisation_without_an_assessment_is_named(bay: Anchor) -> None:
    bay("organisation", "add", "--name", "New College", "--kind", "college")
    assert "New College has no assessment yet." in bay("list").out
    assert len(bay("list", "--json").json) == 1
