"""Certificates and front sheets through the command line."""

from __future__ import annotations

from pathlib import Path

from pypdf import PdfReader

from anchor_app import resources
from tests.cli.conftest import THIS, Anchor


def text_of(path: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def fulfil(anchor: Anchor) -> None:
    for domain in range(1, 7):
        assert anchor("answer", *THIS, "--component", f"{domain}.1", "--status", "fulfilled").code == 0


def test_a_certificate_is_one_page_marked_as_a_draft_until_it_is_signed(bay: Anchor, tmp_path: Path) -> None:
    path = tmp_path / "certificate.pdf"
    wish = ("report", "--kind", "certificate", *THIS, "--output", str(path))
    said = bay(*wish)
    assert said.code and "no level to certify" in said.err and "It lacks six more components for Bronze" in said.err
    assert not path.exists()
    fulfil(bay)
    assert "1 page" in bay(*wish).out
    assert "Draft, not signed off" in text_of(path) and "Bronze" in text_of(path)
    for reading, words in (("evidenced", "no level to certify"), ("moderated", "no moderated level")):
        assert words in bay(*wish, "--reading", reading).err
    assert bay("assessment", "sign-off", *THIS, "--by", "Kim Demo", "--role", "Chief Executive").code == 0
    assert bay(*wish).code == 0
    assert "Kim Demo, Chief Executive" in text_of(path) and "Draft" not in text_of(path)


def test_a_front_sheet_from_a_file_precedes_the_report(bay: Anchor, tmp_path: Path) -> None:
    docs = (resources.root().parent / "docs" / "command-line.md").read_text(encoding="utf-8")
    path, sheet = tmp_path / "annual.pdf", tmp_path / "front.toml"
    wish = ("report", "--kind", "annual", *THIS, "--output", str(path), "--audience", "internal")
    sheet.write_text(docs.split("```toml\n# A front sheet", 1)[1].split("```")[0].partition("\n")[2], encoding="utf-8")
    assert bay(*wish, "--front-sheet", str(sheet)).code == 0
    first = PdfReader(path).pages[0].extract_text()
    assert "Finance committee" in first and "Not applicable" in first and "20 May 2027" in first
    assert "No front sheet was filled in" in bay(*wish, "--front-sheet").err
    sheet.write_text('title = "Ours"\nmeeting_on = 2027-05-20\nconfidentail = true\n', encoding="utf-8")
    said = bay(*wish, "--front-sheet", str(sheet))
    assert said.code and "Line 3: 'confidentail' is not a key of a front sheet — did you mean" in said.err
    sheet.write_text('title = "Ours"\nmeeting_on = 2027-05-20\nconfidential = true\n', encoding="utf-8")
    assert "marked confidential" in bay(*wish[:-1], "public", "--front-sheet", str(sheet)).err
