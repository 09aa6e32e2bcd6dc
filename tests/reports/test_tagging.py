"""The structure of a document is whole, nested rightly and says what it should."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.graphics.shapes import Drawing, Rect

from anchor_app.reports import fonts
from anchor_app.reports.canvas import ForbiddenLink, may_link
from anchor_app.reports.contents import Contents
from anchor_app.reports.flowables import (
    Badge,
    Figure,
    KeepTogether,
    Labelled,
    ListItem,
    NextPageTemplate,
    Note,
    PageBreak,
    Rule,
    bullets,
    numbered,
)
from anchor_app.reports.marks import Box, Circle, Shield
from anchor_app.reports.paragraph import Heading, Text, prose
from anchor_app.reports.structure import Element
from anchor_app.reports.table import Cell, Column, Table
from anchor_app.reports.text import Span
from tests.reports.reading import SETUP, built, number_of
from tests.reports.test_text import PAYLOADS

WORDS = "Recruitment is aimed at the six wards with the highest deprivation. "
REPERTOIRE = st.characters(
    categories=["Lu", "Ll", "Nd", "Pd", "Ps", "Pe", "Po", "Sc", "Sm", "Mn", "Zs"], max_codepoint=0x052F
)


def everything() -> list[object]:
    """One of each kind of piece, on pages of both orientations."""
    bar = Drawing(100, 20)
    bar.add(Rect(0, 0, 80, 20))
    marks = Element("L")
    columns = [Column("Component"), Column("Status", width=90), Column("Needed", align="right")]
    rows = [
        [
            Cell(
                [Text("1.1", "strong"), ListItem(marks, Circle("half"), [Text("A practice")], alt="Partly")],
                header=True,
            ),
            Labelled(Circle("ticked"), "Fulfilled"),
            "2",
        ],
        [Cell("1.2", header=True), Cell("Takes in two columns", span=2)],
        [Cell("1.3", header=True), "", prose(WORDS * 200)],
    ]
    note = Span("1", link="#note-1")
    return [
        Heading("A report", 1),
        Contents(),
        Text(["Read ", Span("the charter", link="https://example.org/charter"), " and note ", note, "."]),
        Rule(),
        *bullets(["One", [Text("Two"), *bullets(["Two and a half"])]]),
        *numbered(["First", "Second"]),
        Figure(bar, "Four of five practices are in place"),
        Badge(Shield(1, 4), "Silver"),
        KeepTogether([Heading("Together", 2), Text(WORDS)]),
        Note("note-1", "1", WORDS),
        NextPageTemplate("landscape"),
        PageBreak(),
        Heading("Skipped a level", 4),
        Table(columns, rows),
        Labelled(Box(), "Signed"),
    ]


def test_everything_drawn_is_text_of_the_structure_or_an_artifact() -> None:
    assert built(everything())[0].unmarked == []


def test_every_marked_sequence_leads_to_the_element_that_holds_it() -> None:
    tagged, _result = built(everything())
    for index, page in enumerate(tagged.reader.pages):
        owners = tagged.parents[page["/StructParents"]].get_object()
        assert sorted(tagged.marked[index]) == list(range(len(owners)))
        for mcid, owner in enumerate(owners):
            kids = [kid.get_object() for kid in owner.get_object()["/K"]]
            uses = [kid for kid in kids if kid.get("/Type") == "/MCR" and kid["/MCID"] == mcid]
            assert any(number_of(kid.raw_get("/Pg")) == page.indirect_reference.idnum for kid in uses)


def test_every_link_belongs_to_a_link_element_and_says_where_it_leads() -> None:
    tagged, _result = built(everything())
    assert len(tagged.links) >= 3
    for annotation in tagged.links:
        assert tagged.parents[annotation["/StructParent"]].get_object()["/S"] == "/Link"
        assert annotation["/Contents"]


def test_kids_know_their_parents() -> None:
    for node in built(everything())[0].document.walk():
        for kid in node.entry["/K"]:
            held = kid.get_object()
            if held["/Type"] == "/StructElem":
                assert held["/P"] == node.entry


def test_headings_skip_no_level_and_have_bookmarks() -> None:
    tagged, _result = built(everything())
    levels = [node.role for node in tagged.document.walk() if node.role[0] == "H"]
    assert levels == ["H1", "H2", "H3"]
    assert [node["/Title"] for node in _flat(tagged.reader.outline)] == ["A report", "Together", "Skipped a level"]


def _flat(outline: list[object]) -> list[dict[str, str]]:
    return [deep for entry in outline for deep in (_flat(entry) if isinstance(entry, list) else [entry])]


def test_a_section_holds_its_heading_and_what_follows() -> None:
    story = [Heading("A", 1), Text("a"), Heading("B", 2), Text("b"), Heading("C", 2), Text("c")]
    (section,) = built(story)[0].document.kids
    assert section.outline == ["H1", "P", "Sect", "Sect"]
    assert [below.text for below in section.all("Sect")[1:]] == ["Bb", "Cc"]


def test_column_headings_and_row_headings_have_their_scope() -> None:
    table = built(everything())[0].document.all("Table")[0]
    assert table.outline == ["THead", "TBody"]
    scopes = [(node.text, node.attributes["/Scope"]) for node in table.all("TH")]
    assert scopes[:3] == [("Component", "/Column"), ("Status", "/Column"), ("Needed", "/Column")]
    assert {scope for _text, scope in scopes[3:]} == {"/Row"}
    assert [node.attributes["/ColSpan"] for node in table.all("TD") if "/ColSpan" in node.attributes] == [2]


def test_figures_have_alternative_texts_and_marks_in_lists_their_word() -> None:
    figures = built(everything())[0].document.all("Figure")
    assert [node.entry["/Alt"] for node in figures] == ["Four of five practices are in place", "Partly"]
    assert all(len(node.attributes["/BBox"]) == 4 for node in figures)


def test_a_list_nested_in_an_item_lies_in_its_body() -> None:
    outer = built(bullets(["One", [Text("Two"), *bullets(["Deep"])]]))[0].document.kids[0]
    assert outer.outline == ["LI", "LI"]
    body = outer.kids[1].all("LBody")[0]
    assert body.outline == ["P", "L"]


@settings(max_examples=40, deadline=None)
@given(st.text(REPERTOIRE, max_size=400))
def test_a_text_of_the_repertoire_is_read_back_as_it_was_typed(typed: str) -> None:
    typed = "".join(char for char in typed if char not in "\u00ad" and not fonts.lacking("fallback", char))
    tagged, result = built([Text(typed), Table([Column("A")], [[Text(typed)]])])
    expected = typed.replace("\u00a0", " ")  # the two spaces share a glyph
    assert [node.text for node in tagged.document.all("P")] == ([expected, "A", expected] if expected else ["A"])
    assert not result.unprintable


@pytest.mark.parametrize("typed", [*PAYLOADS, '<font color="[[open(1)]]">', '<unichar code="open(1)"/>'])
def test_markup_is_read_back_as_it_was_typed(typed: str) -> None:
    story = [Heading(typed, 1), *bullets([typed]), Table([Column(typed)], [[typed]]), Figure(Circle("half"), typed)]
    tagged, _result = built(story)
    assert [node.text for role in ("H1", "LBody", "TH", "TD") for node in tagged.document.all(role)] == [typed] * 4
    assert tagged.document.all("Figure")[0].entry["/Alt"] == typed


def test_unprintable_characters_are_reported_from_wherever_they_stand() -> None:
    _tagged, result = built([Heading("日", 1), Table([Column("本")], [["\U00020000"]]), *bullets(["\u202e"])])
    assert result.unprintable == {"日", "本", "\U00020000", "\u202e"}


@pytest.mark.parametrize(
    "target", ["http://example.org", "javascript:alert(1)", "file:///x.exe", "https://a b", "https://é.org"]
)
def test_a_link_elsewhere_than_https_mail_or_the_document_is_refused(target: str) -> None:
    with pytest.raises(ForbiddenLink):
        Text(Span("here", link=target))


@pytest.mark.parametrize("target", ["https://example.org/a?b=[c]&d=(e)#f", "mailto:a.b@example.org", "#note-1"])
def test_a_link_to_https_mail_or_the_document_is_allowed(target: str) -> None:
    assert may_link(target)


def test_the_contents_give_the_pages_of_the_headings() -> None:
    story = [Contents(2), PageBreak(), Heading("Près", 1), PageBreak(), Heading("Łódź & <b>", 2), Heading("Deep", 3)]
    tagged, _result = built(story)
    assert [node.text for node in tagged.document.all("TOCI")] == ["Près 2", "Łódź & <b> 3"]


def test_a_footer_counts_the_pages_and_is_an_artifact() -> None:
    tagged, result = built([Text("a"), PageBreak(), Text("b")])
    assert result.pages == 2
    assert [text.replace(SETUP.footer, "") for text in tagged.artifacts] == ["Page 1 of 2", "Page 2 of 2"]


def test_a_document_without_content_is_one_page() -> None:
    assert built([])[1].pages == 1
