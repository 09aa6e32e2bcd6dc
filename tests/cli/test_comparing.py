"""Returns, moderation, comparison and matches through the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import THIS, Anchor, Said

FIRSTS = ("1.1", "2.1", "3.1", "4.1", "5.1", "6.1")
PERIOD = ("--period", "2026/27")


def of(name: str, period: str = "2026/27") -> tuple[str, ...]:
    return ("--organisation", name, "--period", period)


def fulfil(anchor: Anchor, name: str, *components: str, period: str = "2026/27") -> None:
    for component in components:
        assert anchor("answer", *of(name, period), "--component", component, "--status", "fulfilled").code == 0


@pytest.fixture
def group(anchor: Anchor) -> Anchor:
    """Three organisations: Bay with all firsts and a period before, Fell with one, and Away without an assessment."""
    for name, short, kind, place in (("Example Bay Hospitals", "Bay", "nhs-trust", "Bay"),
                                     ("Fellside University", "Fell", "university", "Fells"),
                                     ("Away Council", "Away", "council", "Bay")):
        anchor("organisation", "add", "--name", name, "--short-name", short, "--kind", kind, "--place", place)
    for name, period in (("Bay", "2025/26"), ("Bay", "2026/27"), ("Fell", "2026/27")):
        assert anchor("assessment", "start", *of(name, period)).code == 0
    fulfil(anchor, "Bay", "1.1", "1.2", period="2025/26")
    fulfil(anchor, "Bay", *FIRSTS)
    fulfil(anchor, "Fell", "1.2")
    return anchor


def moderate(anchor: Anchor, component: str, decision: str = "agreed", *more: str) -> Said:
    return anchor("moderate", *THIS, "--component", component, "--decision", decision, "--by", "Alex Example", *more)


def test_a_board_says_levels_counts_and_what_moved(group: Anchor) -> None:
    found = group("compare", *PERIOD, "--json").json
    assert (found["period"], found["reading"], found["round"], found["missing"]) == (
        "2026/27", "self", None, ["Away Council"])
    [board] = found["boards"]
    bay, fell = board["organisations"]
    assert (bay["organisation"], bay["level"], bay["level_name"], bay["fulfilled"], bay["components"]) == (
        "Example Bay Hospitals", "bronze", "Bronze", 6, 16)
    assert (bay["change"], bay["is_new"], bay["since"], bay["levels_gained"], bay["distance"]) == (
        4, False, "2025/26 · Year end", 1, 6)
    assert [(one["fulfilled"], one["components"], one["more"], one["change"]) for one in bay["domains"]][:2] == [
        (1, 3, 1, -1), (1, 2, 1, 1)]
    assert (fell["level"], fell["level_name"], fell["change"], fell["is_new"]) == (None, "Not yet Bronze", None, True)
    assert [one["organisations"] for one in board["levels"]] == [1, 1, 0, 0, 0]
    assert board["most_lack"][0] == "1.3" and "1.1" not in board["most_lack"]
    assert all(sum(one[name] for name in ("fulfilled", "unproven", "planned", "lacking", "not_applicable")) == 2
               for one in board["coverage"])


def test_the_board_in_a_terminal_names_who_is_missing_and_what_most_lack(group: Anchor) -> None:
    said = group("compare", *PERIOD)
    lines = said.out.splitlines()
    assert lines[0] == "2026/27, self-assessed"
    [bay] = [one for one in lines if one.startswith("Example Bay Hospitals")]
    assert bay.split()[-3:] == ["6", "+4", "6"] and "Bronze" in bay and "1/3" in bay
    assert "Missing: Away Council" in lines and "new" in said.out
    lacked = lines[lines.index("What most lack") + 1:lines.index("Missing: Away Council") - 1]
    assert len(lacked) == 6 and lacked[0].startswith("  1.3 ") and lacked[0].endswith(": 2 of 2 not yet")
    assert lacked[-1] == "  and four more components, in --json"
    assert "There are assessments for 2026/27, 2025/26." in group("compare", "--period", "2030/31").out


def test_a_board_equals_the_scores_of_its_organisations_in_every_reading(group: Anchor) -> None:
    group("evidence", "add", *THIS, "--component", "1.1", "--account", "x", "--title", "T")
    moderate(group, "1.1")
    scores = {one["organisation"]: one for one in group("score", *PERIOD, "--json").json}
    for reading, name in (("self", "self_assessed"), ("evidenced", "evidenced"), ("moderated", "moderated")):
        [board] = group("compare", *PERIOD, "--reading", reading, "--json").json["boards"]
        for row in board["organisations"]:
            score = scores[row["organisation"]].get(name)
            assert (row["level"], row["level_name"]) == (
                (score["level"], score["name"]) if score else (None, "Not yet moderated"))


def test_boards_are_filtered_sorted_and_grouped(group: Anchor) -> None:
    def names(*arguments: str) -> list[str]:
        boards = group("compare", *PERIOD, "--json", *arguments).json["boards"]
        return [row["short_name"] for board in boards for row in board["organisations"]]

    assert names("--sort", "count") == ["Fell", "Bay"]
    assert names("--sort", "count", "--descending") == names() == ["Bay", "Fell"]
    assert names("--sort", "purchasing", "--descending") == ["Bay", "Fell"]
    assert names("--place", " bay") == ["Bay"] and names("--kind", "university") == ["Fell"]
    assert names("--place", "Bay", "--place", "Fells") == ["Bay", "Fell"] and names("--place", "Nowhere") == []
    grouped = group("compare", *PERIOD, "--group", "place").out
    assert "Bay: Bronze 1" in grouped and "Fells: Not yet Bronze 1" in grouped
    said = group("compare", *PERIOD, "--sort", "size")
    assert said.code == 1 and "no column size" in said.err


def test_the_public_board_shows_no_names_of_a_small_group(group: Anchor) -> None:
    said = group("compare", *PERIOD, "--audience", "public", "--json")
    assert said.json["boards"] == [] and said.json["missing"] == [] and "five" in said.json["withheld"]
    for text in (said.out, group("compare", *PERIOD, "--audience", "public", "--group", "kind").out):
        assert not any(one in text for one in ("Bay", "Fell", "Away"))


def test_moderation_needs_a_reason_and_a_name_and_shows_beside_the_other_readings(group: Anchor) -> None:
    assert "moderated" not in group("score", *THIS, "--json").json and "Moderated" not in group("score", *THIS).out
    assert group("assessment", "sign-off", *THIS, "--by", "Robin Sample", "--role", "Chief Executive").code == 0
    said = moderate(group, "1.1")
    assert said.out.splitlines() == [
        "saved", "Moderated: Not yet Bronze, 1 component",
        "Five fulfilled components wait for a decision: 2.1, 3.1, 4.1, 5.1, 6.1."]
    for decision in ("not-agreed", "more-evidence"):
        refused = moderate(group, "2.1", decision)
        assert refused.code == 1 and "needs a reason" in refused.err
    assert moderate(group, "9.9").code == 1
    assert group("moderate", *THIS, "--component", "1.1", "--decision", "agreed", "--by", " ").code == 1
    assert group("moderate", *THIS, "--component", "1.1", "--decision", "perhaps", "--by", "A").code == 2
    rest = [word for one in FIRSTS[2:] for word in ("--component", one)]
    moderate(group, "2.1", "more-evidence", "--reason", "Which year?")
    said = group("moderate", *THIS, *rest, "--decision", "agreed", "--by", "Alex Example")
    assert said.out.splitlines()[1:] == ["Moderated: Not yet Bronze, 5 components",
                                         "Every fulfilled component was decided on."]
    assert [one["state"] for one in group("list", "--json").json if one["organisation"].startswith("Ex")] == [
        "draft", "moderated"]
    moderate(group, "2.1", "agreed")
    assert group("score", *THIS, "--json").json["moderated"] == {"level": "bronze", "name": "Bronze"}
    assert "Moderated " in group("score", *THIS).out
    history = group("history", *THIS, "--component", "2.1", "--field", "decision", "--json").json
    assert [(one["about"], one["old"], one["new"]) for one in history] == [
        ("2.1 · Moderation", "More evidence needed", "Agreed"), ("2.1 · Moderation", None, "More evidence needed")]


def test_a_decision_that_is_refused_for_one_component_is_kept_for_none(group: Anchor) -> None:
    said = group("moderate", *THIS, "--component", "1.1", "--component", "9.9", "--decision", "agreed", "--by", "A")
    assert said.code == 1 and "moderated" not in group("score", *THIS, "--json").json


def test_a_judgement_apart_changes_no_level_and_is_undone(group: Anchor) -> None:
    assert moderate(group, "1.1", "agreed", "--apart").out == "saved\n"
    assert "moderated" not in group("score", *THIS, "--json").json
    assert "Judge 1.1: Agreed" in group("undo").out


def test_returns_say_who_is_here_and_who_is_missing(group: Anchor) -> None:
    found = group("returns", *PERIOD, "--json").json
    assert (found["organisations"], found["missing"]) == (3, ["Away Council"])
    assert [(one["short_name"], one["arrival"], one["received_at"], one["revision"], one["state"])
            for one in found["received"]] == [("Bay", "kept-here", None, 1, "draft"),
                                              ("Fell", "kept-here", None, 1, "draft")]
    said = group("returns", *PERIOD).out
    assert said.startswith("2026/27: 2 of 3 here\n") and "Missing: Away Council" in said
    text = group("returns", *PERIOD, "--round", "mid year", "--reminder", "--due", "2027-04-30").out
    assert "2026/27 · Mid-year" in text and "by 30 April 2027" in text and "Away" not in text
    assert found["reminder"].startswith("Subject: ")


def test_who_can_help_whom_is_proven_here_and_wanted_there(group: Anchor) -> None:
    assert group("match", *PERIOD, "--json").json == []
    assert "Nobody here" in group("match", *PERIOD).out
    group("answer", *of("Fell"), "--component", "2.1", "--opportunity", "Buy nearby")
    assert group("match", *PERIOD, "--json").json == []
    group("evidence", "add", *THIS, "--component", "2.1", "--account", "x", "--title", "T",
          "--review-by", "2027-03-31")
    [match] = group("match", *PERIOD, "--on", "2027-03-31", "--json").json
    assert (match["giver"], match["taker"], match["component"], match["agreed"], match["focus"],
            match["same_place"], match["introduction"]) == (
        "Example Bay Hospitals", "Fellside University", "2.1", False, False, False, None)
    assert group("match", *PERIOD, "--on", "2027-04-01", "--json").json == []
    moderate(group, "1.1")
    assert group("match", *PERIOD, "--on", "2027-03-31", "--json").json == []
    moderate(group, "2.1")
    assert group("match", *PERIOD, "--on", "2027-04-01", "--json").json[0]["agreed"] is True
    assert "agreed with by the steering group" in group("match", *PERIOD).out


@pytest.mark.parametrize("command", ["compare", "returns", "match"])
def test_a_period_that_is_none_is_refused(group: Anchor, command: str) -> None:
    said = group(command, "--period", "soon")
    assert said.code == 1 and "not a period" in said.err and said.out == ""


@pytest.mark.parametrize("command", ["compare", "returns", "match"])
def test_an_empty_workspace_has_nothing_to_compare(anchor: Anchor, tmp_path: Path, command: str) -> None:
    assert anchor("organisation", "add", "--name", "B", "--kind", "icb").code == 0
    assert anchor(command, *PERIOD).code == 0 and anchor(command, *PERIOD, "--json").code == 0
