"""Publishing a comparison: the format by the name, whole or not at all, and what is suggested."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from threading import Barrier, Thread

import pytest

from anchor_app.domain.collaborative import Audience, Collaborative
from anchor_app.domain.comparison import Wanted
from anchor_app.domain.counting import Reading
from anchor_app.domain.errors import WrongValue
from anchor_app.services.publishing_comparison import (
    Format,
    comparison_name,
    expected_steps,
    format_of,
    laid_out_comparison,
    report_of,
    sorted_comparison,
    write_comparison,
)
from tests.reports.comparisons import collected_of, many, report

NAME = Collaborative("Bay & Fells: one/two")


class Cancelled(Exception):
    """What a test raises to stop a build."""


@pytest.mark.parametrize(("name", "kind"), [("a.pdf", Format.PDF), ("a.b.XLSX", Format.EXCEL), ("a.csv", Format.CSV)])
def test_the_name_says_the_format(name, kind):
    assert format_of(Path(name)) is kind


@pytest.mark.parametrize("name", ["a", "a.docx", "pdf", ".csv2", "a.pdf.exe"])
def test_another_ending_is_refused_with_what_to_do(name):
    with pytest.raises(WrongValue, match=r"ends in \.pdf, \.xlsx or \.csv"):
        format_of(Path(name))


def test_a_name_is_suggested_that_every_system_can_keep():
    assert comparison_name(NAME, Wanted("2026/27", Reading.EVIDENCED, "Year end"), Format.EXCEL, Audience.PUBLIC) == (
        "Bay & Fells_ one-two public comparison 2026-27 Year end Evidenced.xlsx")
    assert comparison_name(Collaborative(), Wanted("2026/27"), Format.PDF) == "comparison 2026-27 Self-assessed.pdf"


@pytest.mark.parametrize("kind", list(Format))
def test_a_build_that_is_stopped_leaves_what_was_there(tmp_path, kind):
    path = tmp_path / f"out.{kind.value}"
    path.write_bytes(b"before")

    def stop(step):
        raise Cancelled

    if kind is Format.CSV:
        with pytest.raises(WrongValue, match="no table nonsense"):
            write_comparison(report(many(12)), path, table="nonsense")
    else:
        with pytest.raises(Cancelled):
            write_comparison(report(many(12)), path, stop)
    assert path.read_bytes() == b"before" and list(tmp_path.iterdir()) == [path]


def test_two_exports_to_one_name_leave_one_of_them_whole(tmp_path):
    contents = [report(many(count)) for count in (3, 12)]
    whole = [laid_out_comparison(one, Format.EXCEL).data for one in contents]
    ready = Barrier(2)

    def write(content):
        ready.wait(20)
        write_comparison(content, tmp_path / "out.xlsx")

    threads = [Thread(target=write, args=(one,)) for one in contents]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert (tmp_path / "out.xlsx").read_bytes() in whole
    assert [one.name for one in tmp_path.iterdir()] == ["out.xlsx"]


def test_rows_stand_in_the_order_that_is_wanted_and_an_unknown_column_is_by_name():
    collected = collected_of(many(12))
    rows = sorted_comparison(collected, Wanted("2026/27"), Audience.COLLABORATIVE, "count", is_descending=True).rows
    counts = [row.standing.counted for row in rows]
    assert counts == sorted(counts, reverse=True) and len(set(counts)) > 2
    named = sorted_comparison(collected, Wanted("2026/27"), Audience.COLLABORATIVE, "domain:gone")
    assert named == collected.comparison(Wanted("2026/27"))


def test_what_was_collected_for_one_period_has_no_trend():
    collected = collected_of(many(12))
    compared = collected.comparison(Wanted("2026/27"))
    assert report_of(collected, compared).trend
    assert not report_of(replace(collected, period="2026/27"), compared).trend


@pytest.mark.parametrize("kind", [Format.PDF, Format.EXCEL])
def test_about_as_many_steps_are_told_as_were_expected(kind):
    content, heard = report(many(60)), []
    laid_out_comparison(content, kind, heard.append)
    assert 0.5 < len(heard) / expected_steps(content, kind) < 2
