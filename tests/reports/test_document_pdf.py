"""A document on paper: it meets the standards with every block, says what was written, and splits whatever is long."""

from __future__ import annotations

import io
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anchor_app.reports.document import (
    Bullets,
    Callout,
    Contents,
    CountsChart,
    Emblem,
    Facts,
    Grid,
    GridCell,
    GridColumn,
    Heading,
    Level,
    LevelChart,
    Paragraph,
    Picture,
    Space,
    Turn,
)
from anchor_app.reports.document_pdf import cover_of, write_pdf
from anchor_app.reports.text import paragraphs, runs
from tests.reports.documents import STATUSES, WORDS, every_block, level, of, outcome, pdf, signs_grid, tagged
from tests.reports.reading import Tagged
from tests.reports.test_text import PAYLOADS


class Cancelled(Exception):
    """What a test raises to stop a build."""


@pytest.fixture(scope="module")
def everything() -> Tagged:
    return Tagged(pdf(of(*every_block())))


def test_everything_drawn_is_text_of_the_structure_or_an_artifact(everything):
    assert not everything.unmarked


def test_the_same_document_is_the_same_bytes(everything):
    assert pdf(of(*every_block())) == everything.data


def test_the_file_speaks_of_the_documents_own_day_and_author_only(everything):
    assert dict(everything.reader.metadata) == {
        "/Title": "A report", "/Author": "Example Bay Hospitals", "/Subject": "About", "/Producer": "Anchor",
        "/Creator": "Anchor", "/CreationDate": "D:20270402000000Z", "/ModDate": "D:20270402000000Z"}


def test_headings_of_every_level_are_bookmarks_and_those_after_the_contents_are_listed(everything):
    assert [node.text for node in everything.document.walk() if node.role in ("H1", "H2", "H3")] == [
        "Annual report 2026/27", "Contents", "Summary", "Outcome", "Lying", "Upright"]
    listed = [node.text for node in everything.document.all("TOCI")]
    assert [words.rpartition(" ")[0] for words in listed] == ["Summary", "Outcome", "Lying", "Upright"]
    pages = {node.text: min(node.pages) + 1 for node in everything.document.walk() if node.role in ("H2", "H3")}
    assert [int(words.rpartition(" ")[2]) for words in listed] == [pages[words.rpartition(" ")[0]] for words in listed]


def test_a_page_lies_from_one_turn_to_the_next(everything):
    lying = [page.mediabox.width > page.mediabox.height for page in everything.reader.pages]
    (where,) = next(node for node in everything.document.all("H2") if node.text == "Lying").pages
    assert lying[where] and sum(lying) == 1


def test_turns_at_the_ends_and_in_a_row_leave_no_page_empty():
    made = tagged(Turn("landscape"), Turn(), Paragraph("a"), Turn(), Turn("portrait"), Paragraph("b"), Turn(), Turn())
    assert [page.mediabox.width > 600 for page in made.reader.pages] == [True, False]


def test_every_picture_has_words_and_only_allowed_addresses_are_links(everything):
    assert {node.entry["/Alt"] for node in everything.document.all("Figure")} == {
        "Emblem of Example Bay Hospitals", "The share rose from 18 % to 32.1 %", "Statuses", "Levels"}
    targets = {link["/A"]["/URI"] for link in everything.links if "/A" in link}
    assert targets == {"https://example.org/a?b=c"}


def test_a_grid_has_its_caption_its_heads_and_its_signs_in_words():
    table = tagged(signs_grid()).document.all("Table")[0]
    assert table.outline == ["Caption", "THead", "TBody"] and table.all("Caption")[0].text == signs_grid().caption
    assert {node.attributes["/Scope"] for node in table.all("TH")[6:]} == {"/Row"} and len(table.all("TH")) == 11
    for words in ("Off track", "Due 31 March 2027", "Not applicable", "Platinum", "4 of 3"):
        assert words in table.text


def test_facts_have_headings_of_rows_and_no_head():
    table = tagged(Facts((("Name", "Ada"), ("Role", "Champion")))).document.all("Table")[0]
    assert table.outline == ["TBody"] and [node.text for node in table.all("TH")] == ["Name", "Role"]


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_back_in_every_kind_of_block(typed):
    made = tagged(Paragraph(typed), Paragraph(typed, "quote"), Bullets((typed,)), Callout(typed),
                  Grid((GridColumn(typed),), ((typed,),)))
    expected = _bare("".join(run.text for part in paragraphs(typed) for run in runs(part, "regular", "")[0]))
    for role in ("LBody", "TD", *(["BlockQuote"] if expected else [])):
        assert [_bare(node.text) for node in made.document.all(role)] == [expected]


def _bare(text: str) -> str:
    """The text without what a line may end at, since lines end otherwise on paper."""
    return "".join(char for char in text if not char.isspace() and char not in "\u00ad\u200b")


@pytest.mark.parametrize("typed", PAYLOADS)
def test_markup_is_read_back_as_it_was_typed(typed):
    made = tagged(Heading(typed, 2), Facts(((typed, typed),)), Level(typed, 1, 4))
    assert [node.text for role in ("H1", "TH", "TD") for node in made.document.all(role)] == [typed] * 3


@pytest.mark.parametrize("blocks", [
    (Paragraph("x" * 100_000),), (Paragraph(WORDS * 1_000, "quote"),), (Callout(WORDS * 700, "good"),),
    (Bullets((WORDS * 700,)),), (Facts((("Name" * 30, WORDS * 700),)),), (Heading("x" * 20_000, 2),),
    (Grid((GridColumn("A"), GridColumn("B", 3)), ((GridCell("Row", is_header=True), WORDS * 1_200),), "C" * 900),),
    (Grid((GridColumn("A" * 2_000),), ((GridCell(sign=STATUSES[0], words="x" * 50_000),),)),),
    (Level("x" * 5_000, 1, 4, "y" * 5_000),), (Paragraph("\n" * 5_000 + "end"),),
    (Paragraph("a\n" * 5_000),), (Space(1e9), Paragraph("end")),
], ids=lambda blocks: type(blocks[0]).__name__)  # fmt: skip
def test_whatever_is_long_goes_on_over_pages_in_little_time(blocks):
    began = process_time()
    made = io.BytesIO()
    assert write_pdf(of(*blocks), made).pages >= 1
    assert process_time() - began < 5


def test_a_heading_stays_with_the_chart_below_it():
    for lines in range(32, 56, 4):
        blocks = (Paragraph("\n".join("a" * lines)), Heading("Outcome", 2), Paragraph("Why", "soft"),
                  Picture(outcome(1), "It rose", "Caption"))
        made = tagged(*blocks).document
        assert made.all("H1")[0].pages == made.all("Figure")[0].pages


def test_a_chart_of_many_bars_or_columns_is_drawn_in_parts():
    bars = CountsChart(STATUSES, tuple((f"Organisation {place}", (1, 2, 3, 0)) for place in range(60)))
    points = LevelChart(tuple((f"{2000 + place}", level(2), 3, 6) for place in range(30)))
    figures = tagged(Picture(bars, "Bars"), Picture(points, "Levels")).document.all("Figure")
    assert [node.entry["/Alt"] for node in figures] == [
        *(f"Bars (part {place} of 3)" for place in (1, 2, 3)), *(f"Levels (part {place} of 3)" for place in (1, 2, 3))]


def test_a_picture_that_cannot_be_read_is_said_in_words():
    assert tagged(Emblem(b"%!PS-Adobe", "Emblem of us")).document.text == "(The picture cannot be shown: Emblem of us)"


def test_a_build_that_is_cancelled_writes_nothing():
    def stop(_page: int) -> None:
        raise Cancelled

    made = io.BytesIO()
    with pytest.raises(Cancelled):
        write_pdf(of(Paragraph("a"), Contents()), made, stop)
    assert not made.getvalue()


def test_the_cover_is_the_first_page_or_the_one_behind_a_longer_front_sheet():
    cover = (Heading("Annual report", 1), Paragraph("Example Bay Hospitals"))
    front = (Heading("Board paper", 1), Heading("Purpose", 2), Paragraph("To decide"))
    rest = (Turn(), Heading("Summary", 2), Paragraph("Words"))
    assert cover_of([*cover, *rest]) == range(2)
    assert cover_of([*front, Turn(), *cover, *rest]) == range(4, 6)
    assert not cover_of([*front, *rest]) and not cover_of(cover) and not cover_of([])
