"""Scores, sheets and charters through the command line."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from anchor_app import resources
from tests.cli.conftest import THIS, Anchor

OTHER_CHARTER = Path(__file__).parent / "three_levels.toml"
FIRSTS = ("1.1", "2.1", "3.1", "4.1", "5.1", "6.1")
SECONDS = ("1.2", "2.2", "3.2", "4.2", "5.2", "6.2")


def fulfil(anchor: Anchor, *components: str) -> None:
    for component in components:
        assert anchor("answer", *THIS, "--component", component, "--status", "fulfilled").code == 0


def text_of(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def test_a_score_has_the_promised_keys(bay: Anchor) -> None:
    score = bay("score", *THIS, "--json").json
    assert score["charter"] == "lsc-anchor-charter" and score["organisation"] == "Example Bay Hospitals"
    assert (score["period"], score["round"]) == ("2026/27", "Year end")
    assert score["self_assessed"] == {"level": None, "name": "Not yet Bronze"}
    assert "applicable_only" not in score
    assert [(one["number"], one["components"]) for one in score["domains"]] == [
        (1, 3), (2, 2), (3, 4), (4, 2), (5, 2), (6, 3)]
    assert score["domains"][2]["needs"] == {"bronze": 1, "silver": 2, "gold": 3, "platinum": 4}
    assert score["domains"][2]["level"] is None
    assert score["next"]["level"] == "bronze"
    assert [one["more"] for one in score["next"]["needs"]] == [1] * 6
    assert score["next"]["needs"][1] == {"domain": "purchasing", "more": 1, "candidates": ["2.1", "2.2"]}


def test_levels_rise_with_what_is_fulfilled_and_end_at_the_highest(bay: Anchor) -> None:
    fulfil(bay, *FIRSTS)
    assert bay("score", *THIS, "--json").json["self_assessed"]["level"] == "bronze"
    fulfil(bay, *SECONDS)
    score = bay("score", *THIS, "--json").json
    assert score["self_assessed"]["level"] == "silver"
    assert score["next"] == {"level": "gold",
                             "needs": [{"domain": "property", "more": 1, "candidates": ["3.3", "3.4"]}]}
    fulfil(bay, "1.3", "3.3", "3.4", "6.3")
    score = bay("score", *THIS, "--json").json
    assert score["self_assessed"] == {"level": "platinum", "name": "Platinum"}
    assert score["evidenced"]["level"] is None and score["next"] is None
    assert "Platinum is the highest level." in bay("score", *THIS).out


def test_not_applicable_adds_a_reading_and_leaves_the_charters_own(bay: Anchor) -> None:
    fulfil(bay, *FIRSTS[:1], *FIRSTS[2:])
    for component in ("2.1", "2.2"):
        bay("answer", *THIS, "--component", component, "--status", "not-applicable", "--reason", "We buy nothing")
    score = bay("score", *THIS, "--json").json
    assert score["self_assessed"]["level"] is None
    assert score["applicable_only"] == {"level": "bronze", "name": "Bronze"}
    assert "Applicable components only" in bay("score", *THIS).out


def test_evidence_counts_through_its_last_day(bay: Anchor) -> None:
    fulfil(bay, *FIRSTS)
    linked = [word for component in FIRSTS for word in ("--component", component)]
    bay("evidence", "add", *THIS, *linked, "--figure", "5", "--unit", "people", "--review-by", "2027-02-28")
    levels = [bay("score", *THIS, "--on", day, "--json").json["evidenced"]["level"]
              for day in ("2027-02-28", "2027-03-01")]
    assert levels == ["bronze", None]


def test_without_an_assessment_every_one_is_scored(bay: Anchor) -> None:
    bay("assessment", "start", "--organisation", "Bay", "--period", "2025/26")
    assert [one["period"] for one in bay("score", "--json").json] == ["2025/26", "2026/27"]
    assert [one["period"] for one in bay("score", "--period", "2026/27", "--json").json] == ["2026/27"]
    assert len(bay("score").out.splitlines()) == 3


def test_another_charter_leads_from_the_first_answer_to_the_sheet(anchor: Anchor, tmp_path: Path) -> None:
    assert anchor("charter", "check", OTHER_CHARTER).out == "ok\n"
    anchor("organisation", "add", "--name", "Fell College", "--short-name", "Bay", "--kind", "college",
           "--charter", OTHER_CHARTER)
    anchor("assessment", "start", "--organisation", "Bay", "--period", "2026/27")
    assert anchor("list", "--json").json[0]["charter"] == "fells-pledge"
    assert anchor("score", *THIS, "--json").json["self_assessed"] == {"level": None, "name": "Not yet Seed"}
    fulfil(anchor, "1.1", "2.1")
    score = anchor("score", *THIS, "--json").json
    assert score["self_assessed"] == {"level": "seed", "name": "Seed"}
    assert score["domains"][0]["needs"] == {"seed": 1, "sapling": 2, "oak": 2}
    assert score["next"] == {"level": "sapling", "needs": [{"domain": "people", "more": 1, "candidates": ["1.2"]}]}
    assert anchor("answer", *THIS, "--component", "3.1", "--status", "fulfilled").code == 1
    sheet = tmp_path / "sheet.pdf"
    assert anchor("sheet", *THIS, "--output", sheet).code == 0
    text = text_of(sheet)
    assert "Pledge of the Fells" in text and "We keep paths open." in text and "Bronze" not in text


def test_one_organisation_may_be_assessed_against_two_charters(bay: Anchor) -> None:
    started = bay("assessment", "start", "--organisation", "Bay", "--period", "2027/28", "--charter", OTHER_CHARTER)
    assert started.code == 0
    assert [one["charter"] for one in bay("list", "--json").json] == ["lsc-anchor-charter", "fells-pledge"]


def test_a_faulty_charter_is_told_by_line_and_not_used(bay: Anchor, tmp_path: Path) -> None:
    faulty = tmp_path / "faulty.toml"
    text = OTHER_CHARTER.read_text(encoding="utf-8")
    faulty.write_text(text.replace('id = "2.1"', 'id = "1.1"').replace("at_least = 1", "at_least = 0"), "utf-8")
    said = bay("charter", "check", faulty)
    assert said.code == 1 and "ok" not in said.out
    lines = [number for number, line in enumerate(faulty.read_text("utf-8").splitlines(), 1)
             if "at_least = 0" in line or (line.strip() == 'id = "1.1"')]
    assert all(f"Line {number}:" in said.err for number in (lines[0], lines[-1]))
    assert bay("organisation", "add", "--name", "B", "--kind", "icb", "--charter", faulty).code == 1
    assert bay("assessment", "start", "--organisation", "Bay", "--period", "2027/28", "--charter", faulty).code == 1
    assert len(bay("list", "--json").json) == 1 and "B has no" not in bay("list").out


def test_the_shipped_charter_is_ok(anchor: Anchor) -> None:
    said = anchor("charter", "check", resources.charters() / "lsc-anchor-charter.toml")
    assert (said.code, said.out) == (0, "ok\n")


def test_a_sheet_holds_what_was_typed_and_a_blank_one_does_not(bay: Anchor, tmp_path: Path) -> None:
    bay("answer", *THIS, "--component", "1.1", "--summary", "see <NHS number> & R&D", "--opportunity", "=1+1")
    filled, blank = tmp_path / "filled.pdf", tmp_path / "blank.pdf"
    said = bay("sheet", *THIS, "--output", filled)
    lines = said.out.splitlines()
    assert lines[0] == str(filled) and lines[1].endswith(" pages") and lines[2] == "Not yet Bronze"
    assert bay("sheet", *THIS, "--output", blank, "--blank").code == 0
    words = ("see <NHS number> & R&D", "=1+1")
    assert all(one in text_of(filled) for one in words)
    assert not any(one in text_of(blank) for one in words)
    assert len(pypdfium2.PdfDocument(filled)) == int(lines[1].split()[0])


def test_the_same_sheet_is_the_same_bytes(bay: Anchor, tmp_path: Path) -> None:
    for name in ("one.pdf", "two.pdf"):
        bay("sheet", *THIS, "--output", tmp_path / name)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


@pytest.mark.parametrize("name", ["missing/sheet.pdf", "folder", "x" * 300 + ".pdf"])
def test_a_sheet_that_cannot_be_written_leaves_nothing(bay: Anchor, tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    before = sorted(tmp_path.rglob("*"))
    said = bay("sheet", *THIS, "--output", tmp_path / name)
    assert said.code == 1 and said.err.count("\n") == 1 and "Traceback" not in said.err
    assert sorted(tmp_path.rglob("*")) == before
