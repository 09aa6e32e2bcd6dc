"""The comparison on paper: it says what the board says, as a file that meets the standards, and tells on nobody."""

from __future__ import annotations

import getpass
import platform
import re
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anchor_app.domain.board_order import By
from anchor_app.domain.comparison import Wanted, at_levels
from anchor_app.domain.counting import Reading
from anchor_app.domain.members import NOT_TOLD
from tests.helpers.collaboratives import PERIODS, answered, group, groups, member
from tests.helpers.values import small_charter
from tests.helpers.verapdf import FLAVOURS, complaints
from tests.reports.comparisons import CHARTER, FIRSTS, PUBLIC, many, pdf, report
from tests.reports.reading import Tagged
from tests.reports.test_sheet import HOSTILE, bare, text_of


class Cancelled(Exception):
    """What a test raises to stop a build."""


def tables(content):
    """The rows of each table of a report, cell by cell, by the heading of its section."""
    found: dict[str, list[list[str]]] = {}
    heading = ""
    for node in Tagged(pdf(content)).document.walk():
        if node.role in ("H1", "H2", "H3"):
            heading = node.text
        elif node.role == "Table":
            rows = [[cell.text for cell in row.walk() if cell.role in ("TH", "TD")] for row in node.all("TR")]
            found.setdefault(heading, []).extend(rows)
    return found


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_the_standards_are_met(flavour: str, tmp_path: Path) -> None:
    (tmp_path / "none.pdf").write_bytes(pdf(report(many(0))))
    (tmp_path / "grouped.pdf").write_bytes(pdf(report(many(12), by=By.PLACE)))
    (tmp_path / "hostile.pdf").write_bytes(pdf(report(many(9, "\ud800 \u65e5 <b> \u202e {}" + "x" * 300), name="R&D")))
    (tmp_path / "public.pdf").write_bytes(pdf(report(many(20), Wanted("2026/27", Reading.MODERATED), PUBLIC)))
    assert not complaints(flavour, *sorted(tmp_path.glob("*.pdf")))


@pytest.mark.parametrize("count", [0, 1, 12, 60])
def test_any_number_of_organisations_is_printed_once_each(count):
    found = many(count)
    printed = tables(report(found))
    board = [row[0] for row in printed.get("Board", [])[1:]]
    there = {row.organisation for row in found.rows}
    assert len(board) == len(there) and all(f"Organisation {int(key[1:])}" in " ".join(board) for key in there)
    assert len(printed.get("Returns", [[]])) == count + 1
    assert sum(row[1] == "Missing" for row in printed.get("Returns", [])) == count - len(there)


def test_the_board_goes_on_over_pages_under_headings_that_return():
    tagged = Tagged(pdf(report(many(60))))
    board = next(node for node in tagged.document.all("Table") if len(node.all("TR")) == 51)
    pages = sorted(board.pages)
    assert len(pages) > 3
    assert all("OrganisationLevel" in tagged.artifacts[page] for page in pages[1:])


@given(groups(), st.builds(Wanted, st.sampled_from(PERIODS), st.sampled_from(list(Reading))))
@settings(max_examples=15, deadline=None)
def test_paper_says_the_levels_counts_changes_and_coverage_of_the_board(found, wanted):
    content = report(found, wanted)
    printed = tables(content)
    for part in content.boards:
        rows = [row for row in printed[f"Board{part.suffix}"] if row[0] != "Organisation"]
        assert len(rows) == len(part.board.rows)
        for shown, row in zip(rows, part.board.rows, strict=True):
            held = row.standing
            assert shown[0].startswith(row.member.name) and shown[1] == row.level_name
            assert shown[2:-3] == [cell.words for cell in row.cells] or held is None
            assert shown[-3:] == [f"{held.counted} of {held.of}" if held else "\u2013", row.change_words,
                                  "\u2013" if row.distance is None else str(row.distance)]
        spread = {row[0]: int(row[1]) for row in printed[f"How the levels are spread{part.suffix}"][1:]}
        assert spread == dict(at_levels(part.board.charter, part.board.rows))
        covered = [list(map(int, row[1:6])) for row in printed[f"Coverage in numbers{part.suffix}"][1:]]
        assert covered == [[one.fulfilled, one.unproven, one.planned, one.lacking, one.not_applicable]
                           for one in part.coverage]


def test_every_chart_is_a_figure_that_says_its_numbers_with_the_table_behind_it():
    content = report(many(12))
    tagged = Tagged(pdf(content))
    assert not tagged.unmarked
    figures = [node.entry["/Alt"] for node in tagged.document.all("Figure")]
    assert len(figures) == 3 and all("table" in one for one in figures)
    spread, coverage, trend = figures
    assert all(f"{name} {count}" in spread for name, count in content.boards[0].levels)
    assert all(f"{one.component.id} {one.fulfilled} of {one.of}" in coverage for one in content.boards[0].coverage)
    assert "2025/26: " in trend and "2026/27: " in trend


def test_what_the_sections_say_is_what_the_steering_group_asks():
    content = report(many(12))
    text = text_of(pdf(content))
    for words in ("In brief", "10 of 12 organisations have an assessment here; 2 are missing.", "What most lack",
                  "Who can help whom", "Trend", "Returns", "Method", "3 November 2026, 14:02 UTC",
                  "Silver: at least 2 of the components fulfilled, in every domain."):
        assert words in text
    assert all(f"{one.component.id} {one.component.title}" in text for one in content.boards[0].lacked)
    assert len(content.matches) > 5 and all(one.reason[1:] in text for one in content.matches)


@given(groups(aliases=True), st.builds(Wanted, st.sampled_from(PERIODS), st.sampled_from(list(Reading))),
       st.integers(1, 4))
@settings(max_examples=15, deadline=None)
def test_a_public_report_holds_no_name_that_the_public_view_withholds(found, wanted, smallest):
    content = report(found, wanted, PUBLIC, smallest=smallest)
    data = pdf(content)
    reader = Tagged(data).reader
    told = " ".join([text_of(data), str(reader.metadata), str(reader.xmp_metadata), *map(str, _titles(reader.outline))])
    shown = {name for part in content.boards for row in part.board.rows
             for name in (row.member.name, row.member.short_name)}
    for one in found.organisations.values():
        for name in filter(None, (one.name, one.short_name)):
            assert name in shown or name not in told
    assert content.returns is None and not content.matches and not content.unscored
    assert not any(part.covers for part in content.boards)


def _titles(outline):
    for one in outline:
        yield from _titles(one) if isinstance(one, list) else [one.title]


def test_a_withheld_comparison_says_why_and_shows_nothing():
    content = report(many(4), audience=PUBLIC)
    text = text_of(pdf(content))
    assert "Groups of fewer than five organisations are not shown" in text
    assert not content.boards and "Organisation 0" not in text


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_words_print_as_typed(hostile):
    found = group([member("a", f"Name {hostile}", f"Place {hostile}"), member("b", "Other")],
                  [answered("a", FIRSTS, charter=CHARTER, current=FIRSTS),
                   answered("b", charter=CHARTER, focus=("1.1",))], CHARTER)
    text = bare(text_of(pdf(report(found, name=f"Group {hostile}"))))
    shown = hostile.replace("\u202e", "[U+202E]")
    for words in (f"Name {shown}", f"Place {shown}", f"Group {shown}"):
        assert bare(words) in text


def test_a_name_without_spaces_wraps_and_a_missing_letter_is_marked():
    content = report(group([member("a", "W" * 900), member("b", "\u65e5\u672c")],
                           [answered(key, charter=CHARTER) for key in "ab"], CHARTER))
    printed = tables(content)
    for section in ("Board", "Returns"):
        names = [row[0] for row in printed[section]]
        assert any("W" * 900 in re.sub(r"\s", "", name) for name in names)
        assert any(name.startswith("[U+65E5][U+672C]") for name in names)


def test_a_charter_of_many_domains_has_all_of_them():
    charter = small_charter((2,) * 21, CHARTER.levels)
    printed = tables(report(group([member("a")], [answered("a", ("1.1", "21.2"), charter=charter)], charter)))
    heads = [row for name, rows in printed.items() if name.startswith("Board, domains") for row in rows[:1]]
    assert [one for row in heads for one in row[2:-3]] == [f"D{number}" for number in range(1, 22)]


def test_the_same_data_make_the_same_bytes():
    assert pdf(report(many(12))) == pdf(report(many(12)))


def test_the_file_names_no_account_machine_or_folder():
    reader = Tagged(pdf(report(many(12)))).reader
    facts = dict(reader.metadata or {})
    assert facts.pop("/Title") == "Bay and Fells Collaborative: comparison of organisations, 2026/27"
    assert facts == {"/Author": "Bay and Fells Collaborative", "/Subject": "Self-assessed levels",
                     "/Producer": "Anchor"} | {key: facts[key] for key in ("/Creator", "/Keywords") if key in facts}
    held = " ".join(map(str, facts.values()))
    assert not any(one in held for one in (getpass.getuser(), platform.node(), str(Path.home())))


def test_a_build_tells_its_pages_and_can_be_cancelled():
    heard: list[int] = []
    pdf(report(many(60)), heard.append)
    assert heard == list(range(1, len(heard) + 1)) and len(heard) > 10

    def stop(page):
        if page == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        pdf(report(many(60)), stop)


def test_withheld_particulars_leave_no_words_behind():
    assert NOT_TOLD not in text_of(pdf(report(many(12), audience=PUBLIC)))


def test_a_thousand_organisations_are_printed_in_time():
    content = report(many(1000))
    start = process_time()
    data = pdf(content)
    assert process_time() - start < 30 and data.count(b"/Type /Page\n") + data.count(b"/Type /Page ") > 100
