"""Whatever is high is cut at the page's end, stays one element, and is laid out once."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.platypus.flowables import Flowable

from anchor_app.reports.contents import Contents
from anchor_app.reports.flowables import Badge, Labelled, ListItem, Note, bullets
from anchor_app.reports.marks import Circle, Shield
from anchor_app.reports.paragraph import Heading, Text, prose
from anchor_app.reports.structure import Element
from anchor_app.reports.table import Cell, Column, Table
from tests.reports.reading import built

WORDS = "Recruitment is aimed at the six wards with the highest deprivation. "
COLUMNS = [Column("Component", width=100), Column("Evidence"), Column("Opportunities")]


class Counted(Flowable):
    """A piece of fixed height that counts how often it is measured."""

    def __init__(self) -> None:
        super().__init__()
        self.measured = 0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.measured += 1
        self.width, self.height = width, 30
        return width, 30

    def draw(self) -> None:
        pass


@pytest.mark.parametrize("pages", [1, 2, 5, 20])
def test_a_cell_of_many_pages_is_one_cell_with_all_its_words(pages: int) -> None:
    text = WORDS * (33 * pages)
    tagged, _result = built([Table(COLUMNS, [[Cell("1.1", header=True), Text(text), "short"]])])
    (table,) = tagged.document.all("Table")
    cells = table.all("TD")
    assert [cell.text for cell in cells] == [text, "short"]
    assert len(table.all("TR")) == 2
    assert len(cells[0].pages) >= pages


@settings(max_examples=12, deadline=None)
@given(st.lists(st.lists(st.integers(0, 90), min_size=2, max_size=2), min_size=1, max_size=8))
def test_no_word_is_lost_wherever_rows_are_cut(rows: list[list[int]]) -> None:
    filled = [
        [Cell(str(n), header=True), *(prose((WORDS * 3 + "\n\n") * many) for many in row)] for n, row in enumerate(rows)
    ]
    (table,) = built([Heading("T", 1), Table(COLUMNS, filled)])[0].document.all("Table")
    expected = [(WORDS * 3) * many for row in rows for many in row]
    assert [cell.text.strip() for cell in table.all("TD")] == [text.strip() for text in expected]
    assert [cell.text for cell in table.all("TH")][3:] == [str(n) for n in range(len(rows))]


def test_column_headings_return_on_each_page_as_artifacts() -> None:
    tagged, result = built([Table(COLUMNS, [[Cell("1.1", header=True), Text(WORDS * 200), ""]])])
    assert result.pages > 2
    assert ["Evidence" in artifact for artifact in tagged.artifacts] == [False] + [True] * (result.pages - 1)
    assert [head.text for head in tagged.document.all("TH")].count("Evidence") == 1


def test_a_row_that_goes_on_says_which_it_is_on_each_further_page() -> None:
    rows = [[Cell("1.1", header=True, continued="1.1, continued"), Text(WORDS * 200), ""]]
    tagged, result = built([Table(COLUMNS, rows)])
    assert ["1.1, continued" in artifact for artifact in tagged.artifacts] == [False] + [True] * (result.pages - 1)
    assert "continued" not in tagged.document.text


def test_a_low_row_moves_whole_to_the_next_page() -> None:
    rows = [[Cell(str(n), header=True), Text(WORDS * 4), ""] for n in range(40)]
    for row in built([Table(COLUMNS, rows)])[0].document.all("TR"):
        assert len(row.pages) <= 1


def test_the_content_of_cells_is_measured_once() -> None:
    counted = [[Counted() for _ in range(5)] for _ in range(60)]
    _tagged, result = built([Table([Column("A")], [[row] for row in counted])])
    assert result.pages > 5
    assert {piece.measured for row in counted for piece in row} == {1}


def test_a_cell_of_a_thousand_pieces_is_measured_once_over_all_its_pages() -> None:
    counted = [Counted() for _ in range(1000)]
    _tagged, result = built([Table([Column("A")], [[counted]])])
    assert result.pages > 30
    assert {piece.measured for piece in counted} == {1}


def test_a_paragraph_over_pages_is_one_paragraph() -> None:
    (paragraph,) = built([Text(WORDS * 300)])[0].document.all("P")
    assert paragraph.text == WORDS * 300
    assert len(paragraph.pages) > 1


def test_an_item_of_a_list_over_pages_is_one_item() -> None:
    (item,) = built([ListItem(Element("L"), "•", [Text(WORDS * 300)])])[0].document.all("LI")
    assert item.outline == ["Lbl", "LBody"]
    assert len(item.pages) > 1


def test_a_note_over_pages_is_one_note() -> None:
    (note,) = built([Note("n-1", "1", WORDS * 300)])[0].document.all("Note")
    assert note.outline == ["Lbl", "P"]


def test_a_heading_moves_on_with_what_it_introduces() -> None:
    for filling in range(50, 62):
        story = [*(Text("x") for _ in range(filling)), Heading("Next", 1), Text(WORDS * 5)]
        document = built(story)[0].document
        (heading,) = document.all("H1")
        assert heading.pages == {min(document.all("P")[-1].pages)}


def test_a_list_in_a_tall_cell_stays_one_list() -> None:
    items = bullets([WORDS * 3] * 60)
    tagged, _result = built([Table([Column("A")], [[items]])])
    (found,) = tagged.document.all("L")
    assert found.outline == ["LI"] * 60
    assert len(found.pages) > 1


def test_a_heading_or_label_of_many_pages_is_set_whole() -> None:
    text = WORDS * 500
    story = [Contents(), Heading(text, 1), Labelled(Circle("half"), text), Badge(Shield(0, 4), text[:4000])]
    tagged, _result = built(story)
    assert tagged.document.all("H1")[0].text == text
    assert text in [node.text for node in tagged.document.all("P")]
    assert len(tagged.document.all("TOCI")[0].text) < 200


@pytest.mark.parametrize(
    "text", ["x" * 100_000, "\n" * 5_000, "a\n" * 5_000, "a\u200b" * 20_000, "e\u0301" * 5_000, "-" * 5_000]
)
def test_extreme_texts_are_set(text: str) -> None:
    tagged, _result = built([Table(COLUMNS, [[Cell("1", header=True), Text(text), ""]])])
    assert tagged.document.all("TD")[0].text == text.replace("\n", " ")
