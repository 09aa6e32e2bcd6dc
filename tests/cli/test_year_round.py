"""Actions, outcomes, updates, meetings and stories through the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import THIS, Anchor, Said

BAY = ("--organisation", "Bay")


def act(anchor: Anchor, *more: str) -> Said:
    return anchor("action", "add", *BAY, "--title", "Ask the wards", "--component", "1.1", "--on", "2026-05-01", *more)


def test_an_action_is_made_listed_changed_and_noted(bay: Anchor) -> None:
    made = act(bay, "--owner", "Robin Sample", "--due", "2026-06-30", "--priority", "high")
    assert made.code == 0 and made.out.endswith("saved\n")
    key = made.out.split()[0]
    [one] = bay("action", "list", "--on", "2026-07-01", "--json").json
    assert one["id"].startswith(key) and (one["title"], one["components"], one["owner"], one["due"], one["status"],
                                          one["priority"], one["overdue"], one["sensitivity"], one["source"]) == (
        "Ask the wards", ["1.1"], "Robin Sample", "2026-06-30", "not-started", "high", True, "internal", "own")
    assert "2026-06-30 (overdue)" in bay("action", "list", "--overdue", "--on", "2026-07-01").out
    assert bay("action", "list", "--overdue", "--on", "2026-06-30").out == "There is no such action.\n"
    assert bay("action", "set", key, "--status", "minor delay").out == "saved\n"
    bay("action", "note", key, "--text", "Half have answered", "--by", "Kim", "--on", "2026-06-10")
    [one] = bay("action", "list", "--search", "half answered", "--owner", "robin  SAMPLE", "--json").json
    assert one["status"] == "minor-delay"
    assert one["notes"] == [{"on": "2026-06-10", "by": "Kim", "text": "Half have answered"}]


def test_completing_an_action_asks_and_changes_no_status(bay: Anchor) -> None:
    key = act(bay).out.split()[0]
    said = bay("action", "set", key, "--status", "complete", "--on", "2026-06-01")
    assert said.out.startswith("saved\n1.1 Widening workforce participation is not started. Does its status change")
    assert bay("score", *THIS, "--json").json["domains"][0]["fulfilled"] == 0
    [one] = bay("action", "list", "--json").json
    assert one["completed_on"] == "2026-06-01" and bay("action", "list", "--open").out == "There is no such action.\n"


def test_an_action_is_made_from_an_opportunity_once(bay: Anchor) -> None:
    bay("answer", *THIS, "--component", "1.2", "--opportunity", "Offer more apprenticeships")
    wish = ("action", "add", *THIS, "--component", "1.2", "--opportunity", "1")
    assert bay(*wish).code == 0
    [one] = bay("action", "list", "--json").json
    assert (one["title"], one["source"], one["period"]) == ("Offer more apprenticeships", "opportunity", "2026/27")
    again = bay(*wish)
    assert again.code == 1 and "This is an action already: Offer more apprenticeships." in again.err
    assert bay("action", "add", *THIS, "--component", "1.2", "--opportunity", "2").err.startswith("1.2 has 1 opport")
    assert "not marked" in bay("action", "add", *THIS, "--component", "1.2", "--flag").err


@pytest.mark.parametrize(("ending", "start"), [("ics", b"BEGIN:VCALENDAR\r\n"), ("csv", b'\xef\xbb\xbf"Whose"'),
                                               ("xlsx", b"PK")])
def test_actions_are_written_to_a_file(bay: Anchor, tmp_path: Path, ending: str, start: bytes) -> None:
    act(bay, "--due", "2026-06-30", "--owner", "=cmd|' /C calc'!A0")
    target = tmp_path / f"actions.{ending}"
    assert bay("action", "list", "--output", target).out == f"{target}\n1 action\n"
    assert target.read_bytes().startswith(start)


@pytest.mark.parametrize(("wish", "words"), [
    (("action", "add", *BAY, "--title", " "), "needs a title"),
    (("action", "add", *BAY, "--title", "Go", "--component", "9.9"), "No charter here has a component 9.9."),
    (("action", "add", *BAY, "--title", "Go", "--on", "2026-05-02", "--due", "2026-05-01"), "before it was made"),
    (("action", "set", "ffff", "--status", "complete"), "None begins with 'ffff'."),
    (("action", "list", "--output", "x.doc"), "none of them"),
    (("action", "list", "--domain", "nowhere"), "has a domain nowhere"),
    (("outcome", "add", *BAY, "--title", "Trees"), "needs a unit"),
    (("outcome", "add", *BAY, "--domain", "work", "--target", "many"), "The target: 'many' is not a number."),
    (("outcome", "add", *BAY, "--domain", "work", "--baseline", "1", "--baseline-on", "2026-04-01", "--target", "2",
      "--target-on", "2026-04-01"), "not after the day of the baseline"),
    (("outcome", "read", *BAY, "--outcome", "work", "--value", "about sixty", "--on", "2026-05-01"), "not a number"),
    (("outcome", "read", *BAY, "--outcome", "nothing", "--value", "1", "--on", "2026-05-01"), "no outcome nothing"),
    (("outcome", "paste", *BAY, "--outcome", "work", "/nowhere/at/all.txt"), "cannot be read"),
    (("update", "add", *BAY, "--month", "2999-01", "--did", "It"), "has not begun yet"),
    (("meeting", "item", "2026-01-01", "--note", "It"), "no meeting 2026-01-01"),
    (("story", "add", *BAY, "--title", "Bees", "--what", " "), "what was done"),
])
def test_what_cannot_be_is_refused_in_a_sentence(bay: Anchor, wish: tuple[str, ...], words: str) -> None:
    said = bay(*wish)
    assert (said.code, said.out) == (1, "") and words in said.err


def test_an_outcome_has_a_path_and_readings(bay: Anchor) -> None:
    said = bay("outcome", "add", *BAY, "--domain", "work", "--target", "80", "--target-on", "2027-03-31")
    assert said.code == 0 and said.err.startswith("Note: There is a target but no baseline")
    whole = bay("outcome", "add", *BAY, "--domain", "work", "--baseline", "60 %", "--baseline-on", "2026-03-31")
    assert (whole.code, whole.err) == (0, "")
    bay("outcome", "read", *BAY, "--outcome", "work", "--value", "65,5", "--on", "2026-06-30", "--source", "Payroll")
    one = next(one for one in bay("outcome", "list", *BAY, "--on", "2026-09-30", "--json").json if one["id"] == "work")
    assert (one["title"], one["unit"], one["stands"], one["progress"]) == (
        "Staff paid above the living wage", "%", "on_track", 0.275)
    assert one["readings"] == [{"on": "2026-06-30", "value": "65,5", "source": "Payroll"}]
    assert one["points"] == [{"on": "2026-06-30", "value": "65.5"}]
    refused = bay("outcome", "add", *BAY, "--domain", "work", "--unit", "people")
    assert refused.code == 1 and "1 reading is in %, so the unit does not become people" in refused.err


def test_readings_are_pasted_whole_or_not_at_all(bay: Anchor, tmp_path: Path) -> None:
    sheet = tmp_path / "readings.txt"
    bay("outcome", "add", *BAY, "--title", "Trees planted", "--unit", "trees", "--direction", "up")
    paste = ("outcome", "paste", *BAY, "--outcome", "trees planted", sheet)
    sheet.write_text("Day\tTrees\n2026-04-30\t1,200\tRangers\n31/05/2026\ta few\n", "utf-8")
    said = bay(*paste)
    assert said.code == 1 and "Line 3: 'a few' is not a number." in said.err and "Nothing was recorded." in said.err
    assert bay("outcome", "list", *BAY, "--json").json[-1]["readings"] == []
    sheet.write_text("Day\tTrees\n2026-04-30\t1,200\tRangers\n31/05/2026\t1,350\n", "utf-8")
    assert bay(*paste, "--preview").code == 0 and bay("outcome", "list", *BAY, "--json").json[-1]["readings"] == []
    assert bay(*paste, "--source", "Count").out == "2 readings saved, 0 here already\n"
    assert bay(*paste).out == "0 readings saved, 2 here already\n"
    assert [(one["on"], one["value"], one["source"]) for one in bay("outcome", "list", *BAY, "--json").json[-1][
        "readings"]] == [("2026-04-30", "1,200", "Rangers"), ("2026-05-31", "1,350", "Count")]


def test_a_figure_given_as_evidence_is_a_reading(bay: Anchor) -> None:
    bay("evidence", "add", *THIS, "--component", "1.1", "--figure", "62", "--unit", "%", "--title", "Pay")
    read = ("outcome", "read", *BAY, "--outcome", "work", "--evidence", "E-001", "--on", "2026-05-01")
    assert bay(*read).out == "saved\n"
    assert bay("outcome", "list", *BAY, "--json").json[0]["readings"][0]["source"] == "E-001 Pay"
    bay("evidence", "add", *THIS, "--component", "1.1", "--figure", "3", "--unit", "people")
    assert "E-002 is in people, and this outcome is measured in %" in bay(
        *read[:-3], "E-002", "--on", "2026-05-01").err


def test_updates_are_written_drafted_and_missed(bay: Anchor) -> None:
    from datetime import date

    month = date.today().isoformat()[:7]
    bay("answer", *THIS, "--component", "1.1", "--status", "fulfilled")
    drafted = bay("update", "draft", *BAY, "--month", month).out
    assert drafted == "1.1 Widening workforce participation: from Not started to Fulfilled.\n"
    bay("update", "add", *BAY, "--month", month, "--did", "We met twice", "--draft", "--by", "Kim")
    bay("update", "add", *BAY, "--month", "2020-05", "--domain", "work", "--did", "Long ago")
    found = bay("update", "list", *BAY, "--period", "2020/21", "--json").json
    assert found["missing"] == [*(f"2020-{one:02}" for one in range(4, 13) if one != 5), "2021-01", "2021-02",
                                "2021-03"]
    assert [(one["month"], one["domain"], one["did"]) for one in found["updates"]] == [("2020-05", "work", "Long ago")]
    assert bay("update", "list", *BAY, "--period", "2020/21").out.count("missing") == 11


def test_a_meeting_has_codes_for_its_items_and_a_log(bay: Anchor) -> None:
    assert bay("meeting", "add", "--on", "2028-02-29", "--title", "Steering group", "--present", "A. Person",
               "--apologies", "B. Person", "--agenda", "Returns").out == "2028-02-29\nsaved\n"
    assert bay("meeting", "add", "--on", "2028-02-29").out == "2028-02-29b\nsaved\n"
    assert bay("meeting", "item", "2028-02-29", "--decision", "Ask again").out == "2028-02-29/2\nsaved\n"
    assert bay("meeting", "action", "2028-02-29/1", "--title", "Remind all", "--owner", "Kim").code == 0
    assert "2028-02-29/1 is an action already" in bay("meeting", "action", "2028-02-29/1").err
    log = bay("meeting", "log", "--json").json
    assert [(one["code"], one["kind"], one["text"], one["owner"], one["status"]) for one in log] == [
        ("2028-02-29/1", "action", "Remind all", "Kim", "not-started"),
        ("2028-02-29/2", "decision", "Ask again", "", None)]
    assert bay("meeting", "list", "--json").json[1]["items"][0]["agenda"] == "Returns"
    assert "Steering group" in bay("meeting", "list").out and "Ask again" in bay("meeting", "log").out
    agenda = bay("meeting", "agenda", "--on", "2028-03-31", "--period", "2025/26").out
    assert agenda == ("1. Minutes of 29 February 2028, and what came of them\n"
                      "2. Returns for 2025/26 that are missing: Example Bay Hospitals\n")


def test_who_speaks_for_an_organisation_is_kept_with_its_day(bay: Anchor) -> None:
    said = ("meeting", "represent", *BAY, "--as", "champion", "--on", "2026-05-01")
    assert bay(*said, "--name", "Alex Example").out == "saved\n" and "needs a name" in bay(*said).err


def test_a_story_is_shared_found_and_taken_up(bay: Anchor) -> None:
    key = bay("story", "add", *BAY, "--title", "Bees on the roof", "--what", "Hives", "--component", "4.1",
              "--shareable").out.split()[0]
    bay("story", "add", *BAY, "--title", "Not told", "--what", "Secret")
    assert [one["title"] for one in bay("story", "list", "--json").json] == ["Bees on the roof"]
    assert len(bay("story", "list", "--all", "--json").json) == 2
    assert bay("story", "take-up", key, "--by", "Fellside University").out == "saved\n"
    assert "noted already" in bay("story", "take-up", key, "--by", "fellside university").err
    assert "own story" in bay("story", "take-up", key, "--by", "Bay").err
    [one] = bay("story", "list", "--search", "roof bay", "--json").json
    assert [part["by"] for part in one["taken_up"]] == ["Fellside University"]
    assert bay("outcome", "add", *BAY, "--domain", "partners", "--follows", "taken-up").code == 0
    counted = next(one for one in bay("outcome", "list", *BAY, "--json").json if one["id"] == "partners")
    assert [one["value"] for one in counted["points"]] == ["1"]
