"""Excel and CSV: the totals of the board, text that stays text, nothing cut, and a guard that comes off exactly."""

from __future__ import annotations

import csv
import getpass
import io
import platform
import re
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anchor_app.domain.comparison import Wanted
from anchor_app.domain.counting import Reading
from anchor_app.reports.comparison_tables import KEYS, comparison_tables
from anchor_app.reports.csv_tables import BOM, TRIGGERS, bare, export, guarded, parse, table_csv
from anchor_app.reports.spreadsheet import FROM, LONGEST, ON, write_workbook
from anchor_app.reports.tables_of import ColumnOf, TableOf
from tests.helpers.collaboratives import PERIODS, answered, group, groups, member
from tests.reports.comparisons import CHARTER, PUBLIC, many, report

FORMULAS = ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "=1+1", "'=1", "''@x", "#REF!",
            "2026-11-03", "1e5", "TRUE", "_x0041_", "\uff1d1"]
ODD = ["a\x00b", "\x07", "\x0b\x0c", "\ud800", "\ufffe", "x\x85y", "\x1b[31m"]
texts = st.one_of(st.text(max_size=30), st.builds("".join, st.lists(st.sampled_from([*TRIGGERS, "'", "a", '"', ","]))))
typed = st.one_of(texts, st.sampled_from([*FORMULAS, *ODD]))


def workbook(tables, title="Title", on_row=None):
    output = io.BytesIO()
    write_workbook(tables, title, output, on_row)
    return output.getvalue()


def opened(tables):
    return openpyxl.load_workbook(io.BytesIO(workbook(tables)))


def values(sheet):
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=2)]


def one_table(*rows, width=2):
    return TableOf("t", "T", tuple(ColumnOf(f"C{place}") for place in range(width)), tuple(rows))


def xml_of(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


@given(st.lists(st.lists(texts, min_size=1, max_size=4), max_size=5))
def test_what_is_read_is_what_was_exported_and_no_cell_begins_like_a_formula(rows):
    written = export(rows)
    assert parse(written) == rows and parse(BOM + written) == rows
    for row in csv.reader(io.StringIO(written, newline="")):
        assert not any(cell.startswith(tuple(TRIGGERS)) for cell in row)


@given(texts)
def test_the_guard_comes_off_exactly_and_is_put_on_only_where_it_is_needed(text):
    assert bare(guarded(text)) == text
    assert guarded(text) == text or text.lstrip("'").startswith(tuple(TRIGGERS))


def test_a_csv_file_has_a_mark_every_field_in_quotes_and_the_line_ends_of_the_standard():
    data = table_csv(one_table(("=1", 5), ('say "x"', -1), (date(2026, 11, 3), datetime(2026, 11, 3, 14, 2))))
    assert data == (b'\xef\xbb\xbf"C0","C1"\r\n"\'=1","5"\r\n"say ""x""","\'-1"\r\n'
                    b'"2026-11-03","2026-11-03 14:02"\r\n')


@given(st.lists(typed, min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_text_never_becomes_a_formula_an_error_a_number_or_a_day(words):
    data = workbook([one_table(*((one, one) for one in words))])
    sheet = xml_of(data)["xl/worksheets/sheet1.xml"]
    assert not re.search(r"<f[ >/]|t=\"(e|b|str|d)\"", sheet)
    kept = [cell for row in values(openpyxl.load_workbook(io.BytesIO(data))["T"]) for cell in row]
    assert all(cell is None or isinstance(cell, str) for cell in kept)


def test_a_text_that_could_be_run_when_it_is_edited_is_marked_as_text():
    sheet = opened([one_table(*((one, "plain") for one in FORMULAS))])["T"]
    for row, words in zip(sheet.iter_rows(min_row=2), FORMULAS, strict=True):
        assert row[0].data_type == "s" and not row[1].quotePrefix
        assert bool(row[0].quotePrefix) == words.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "'"))


@pytest.mark.parametrize("words", [one for one in FORMULAS if one not in ("\r=1", "_x0041_")])
def test_a_text_is_kept_as_it_was_typed(words):
    assert values(opened([one_table((words, "b"))])["T"]) == [(words, "b")]


def test_what_excel_would_take_for_a_code_is_escaped():
    assert "_x005F_x0041_" in xml_of(workbook([one_table(("_x0041_", ""))]))["xl/worksheets/sheet1.xml"]


@pytest.mark.parametrize("words", ODD)
def test_control_characters_are_the_same_mark_in_both(words):
    from anchor_app.reports.text import without_controls

    shown = without_controls(words)
    assert values(opened([one_table((words, "b"))])["T"]) == [(shown, "b")]
    assert parse(table_csv(one_table((words, "b"))).decode("utf-8"))[1] == [shown, "b"]
    assert not re.search("[\x00-\x08\x0b-\x1f]", shown)


@given(st.integers(LONGEST - 3, 3 * LONGEST), st.sampled_from(["x", "\U0001f600", "_x0041_", "=\n"]))
@settings(max_examples=12, deadline=None)
def test_a_text_longer_than_a_cell_goes_on_below_with_plain_marks(length, piece):
    text = (piece * length)[:length]
    rows = values(opened([one_table(("first", text), ("second", "b"))])["T"])
    parts = [row[1] for row in rows[:-1]]
    assert rows[-1] == ("second", "b") and rows[0][0] == "first" and all(row[0] is None for row in rows[1:-1])
    assert all(one.endswith(ON) for one in parts[:-1]) and all(one.startswith(FROM) for one in parts[1:])
    whole = "".join(one.removesuffix(ON if place < len(parts) - 1 else "").removeprefix(FROM if place else "")
                    for place, one in enumerate(parts))
    assert whole.replace("_x005F_x", "_x") == text
    assert all(len(one.encode("utf-16-le")) // 2 <= LONGEST for one in parts)


@given(groups(), st.builds(Wanted, st.sampled_from(PERIODS), st.sampled_from(list(Reading))))
@settings(max_examples=15, deadline=None)
def test_excel_and_csv_hold_the_levels_counts_and_totals_of_the_board(found, wanted):
    content = report(found, wanted)
    tables = comparison_tables(content)
    book = opened(tables)
    assert book.sheetnames == [one.title for one in tables]
    for place, part in enumerate(content.boards, start=1):
        key, title = ("board", "Board") if place == 1 else (f"board-{place}", f"Board {place}")
        own = next(one for one in tables if one.key == key)
        plain = parse(table_csv(own).decode("utf-8"))
        head = plain[0]
        for row, cells, words in zip(part.board.rows, values(book[title]), plain[1:], strict=True):
            held = row.standing
            named = dict(zip(head, cells, strict=True))
            assert named["Organisation"] == row.member.name and named["Level"] == row.level_name
            assert (named["Fulfilled"], named["Components"], named["Change"], named["To next level"]) == (
                (held.counted, held.of, row.change, row.distance) if held else (None, None, None, None))
            assert sum(value or 0 for name, value in named.items() if " (of " in name) == (held.counted if held else 0)
            assert words == ["" if value is None else str(value) for value in cells]
        lacks = values(book["Coverage" if place == 1 else f"Coverage {place}"])
        assert [row[3:9] for row in lacks] == [(one.of, one.fulfilled, one.unproven, one.planned, one.lacking,
                                                one.not_applicable) for one in part.coverage]
        covers = values(book["Components" if place == 1 else f"Components {place}"])
        assert [sum(cell == "Fulfilled" for cell in column) for column in list(zip(*covers, strict=True))[1:]] == [
            one.fulfilled for one in part.coverage]


def test_numbers_and_days_are_numbers_and_days():
    book = opened(comparison_tables(report(many(12))))
    received = [row[3] for row in values(book["Returns"])]
    assert datetime(2026, 11, 3, 14, 2) in received and None in received
    assert all(isinstance(row[5], int) for row in values(book["Board"]))
    assert all(isinstance(row[7], (int, float)) for row in values(book["Trend"]))
    assert book["Board"].freeze_panes == "B2" and book["Board"].auto_filter.ref == "A1:U11"


def test_every_table_is_there_and_a_public_one_withholds_what_it_must():
    assert tuple(one.key for one in comparison_tables(report(many(12)))) == KEYS
    public = comparison_tables(report(many(12), audience=PUBLIC))
    assert [one.key for one in public] == ["board", "coverage", "trend", "method"]
    hidden = many(12, alias="")
    hidden.organisations["o0000"] = member("o0000", "Organisation 0", alias="The lighthouse")
    told = str(comparison_tables(report(hidden, audience=PUBLIC)))
    assert "Organisation" in told and "The lighthouse" in told and "Organisation 0'" not in told


def test_the_same_data_make_the_same_bytes_and_the_file_names_nobody():
    tables = comparison_tables(report(many(12)))
    data = workbook(tables, "R&D")
    assert data == workbook(comparison_tables(report(many(12))), "R&D")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    core = xml_of(data)["docProps/core.xml"]
    assert "R&amp;D" in core and "creator" not in core and "lastModifiedBy" not in core and "openpyxl" not in core
    held = " ".join(xml_of(data).values())
    assert not any(one in held for one in (platform.node(), str(Path.home()) + "/", f">{getpass.getuser()}<"))


def test_a_workbook_tells_its_rows_and_can_be_cancelled():
    tables = comparison_tables(report(many(12)))
    heard: list[int] = []
    workbook(tables, on_row=heard.append)
    assert heard == list(range(1, sum(len(one.rows) for one in tables) + 1))

    def stop(row):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        workbook(tables, on_row=stop)


def test_a_name_that_is_a_formula_is_a_name_everywhere():
    found = group([member("a", "=HYPERLINK(1)", "@Bay")], [answered("a", charter=CHARTER)], CHARTER)
    tables = comparison_tables(report(found, name="+Group"))
    assert values(opened(tables)["Board"])[0][0] == "=HYPERLINK(1)"
    assert "<f" not in "".join(text.replace("<fo", "").replace("<fi", "") for name, text in xml_of(
        workbook(tables)).items() if "sheet" in name and "styles" not in name)
    assert parse(table_csv(tables[0]).decode("utf-8"))[1][0] == "=HYPERLINK(1)"


@given(groups(aliases=True), st.builds(Wanted, st.sampled_from(PERIODS), st.sampled_from(list(Reading))),
       st.integers(1, 4))
@settings(max_examples=25, deadline=None)
def test_public_tables_hold_no_name_that_the_public_view_withholds(found, wanted, smallest):
    content = report(found, wanted, PUBLIC, smallest=smallest)
    tables = comparison_tables(content)
    shown = {name for part in content.boards for row in part.board.rows
             for name in (row.member.name, row.member.short_name)}
    told = " ".join([*xml_of(workbook(tables)).values(), *(table_csv(one).decode("utf-8") for one in tables)])
    for one in found.organisations.values():
        for name in filter(None, (one.name, one.short_name)):
            assert name in shown or name not in told
