"""`anchor-app report` writes annual reports, and refuses what it cannot write in a sentence."""

from __future__ import annotations

import pytest
from pypdf import PdfReader

from anchor_app.domain.collaborative import Audience
from anchor_app.domain.planning import AmendReportPlan
from anchor_app.services import starting
from anchor_app.services.settings import Settings
from tests.cli.conftest import THIS

PERIOD = ("--period", "2026/27")


def test_an_annual_report_is_written_and_named(bay, tmp_path):
    output = tmp_path / "year.pdf"
    said = bay("report", "--kind", "annual", *THIS, "--audience", "internal", "--output", output)
    path, pages, title = said.out.splitlines()
    assert (path, title) == (str(output), "Example Bay Hospitals: Annual report 2026/27") and not said.err
    assert pages == f"{len(PdfReader(output).pages)} pages"


def test_the_collaboratives_report_is_a_word_file_where_the_name_says_so(bay, tmp_path):
    output = tmp_path / "year.docx"
    said = bay("report", "--kind", "collaborative", *PERIOD, "--output", output)
    assert said.code == 0 and said.out.splitlines()[-1] == "The collaborative: Annual report 2026/27"
    assert output.read_bytes()[:2] == b"PK"


@pytest.mark.parametrize(("arguments", "code", "why"), [
    (("--kind", "annual", *PERIOD), 2, "needs --organisation"),
    (("--kind", "annual", *THIS, "--sections", "board"), 1, "'board' is not a section of this report"),
    (("--kind", "annual", "--organisation", "Nobody", *PERIOD), 1, "No organisation here is called Nobody"),
    (("--kind", "annual", "--organisation", "Bay", "--period", "soon"), 1, "'soon' is not a period"),
    (("--kind", "annual", *THIS, "--round", "Baseline"), 1, "has no assessment for 2026/27 · Baseline"),
    (("--kind", "poem", *PERIOD), 2, "invalid choice")])
def test_what_cannot_be_written_is_refused_and_leaves_no_file(bay, tmp_path, arguments, code, why):
    output = tmp_path / "year.pdf"
    said = bay("report", *arguments, "--output", output)
    assert said.code == code and why in said.err and not output.exists()


def test_another_ending_is_refused_before_the_workspace_is_read(anchor, tmp_path):
    said = anchor("report", "--kind", "annual", *THIS, "--output", tmp_path / "year.odt", workspace=tmp_path / "none")
    assert said.code == 1 and "ends in .pdf or .docx" in said.err


@pytest.mark.parametrize(("audience", "is_told"), [("public", True), ("collaborative", True), ("internal", False)])
def test_words_that_were_written_for_fewer_readers_are_pointed_out(bay, tmp_path, audience, is_told):
    with starting.open_workspace(tmp_path / "workspace", settings=Settings()) as opened:
        [owner] = opened.workspace.holdings.organisations
        opened.workspace.do(AmendReportPlan(owner, "annual/2026/27", {"plan": "Ask Kim.",
                                                                     "audience": Audience.INTERNAL}))
    said = bay("report", "--kind", "annual", *THIS, "--audience", audience, "--output", tmp_path / "a.docx")
    assert said.code == 0 and ("written for the audience Internal" in said.err) == is_told
