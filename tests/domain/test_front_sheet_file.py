"""Front sheets from TOML files: read as written, or refused with the line, what is wrong and how to mend it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anchor_app.domain.asking import AddImplication
from anchor_app.domain.charter_faults import FaultyFrontSheet
from anchor_app.domain.front_page import front_page_of
from anchor_app.domain.front_sheet import Answer
from anchor_app.domain.front_sheet_file import read_front_page
from anchor_app.domain.fronting import AddFrontSheetLine, AnswerImplication, SetFrontSheet
from anchor_app.services.front_sheet_file import read_front_sheet
from tests.helpers.values import ready_desk

DOCS = Path(__file__).parents[2] / "docs" / "command-line.md"
REPORT = "annual/2026/27"
LEAST = 'title = "Our year"\nmeeting_on = 2027-05-20\n'


@pytest.fixture(scope="module")
def desk() -> Any:
    return ready_desk()


def example() -> str:
    """The front sheet that the page on the command line shows."""
    text = DOCS.read_text(encoding="utf-8")
    return text.split("```toml\n# A front sheet", 1)[1].split("```", 1)[0]


def test_the_example_of_the_page_is_read_whole(desk: Any, tmp_path: Path) -> None:
    path = tmp_path / "front.toml"
    path.write_text("#" + example(), encoding="utf-8")
    page = read_front_sheet(path, desk.holdings, "org", REPORT)
    assert page.sheet.meeting_on == date(2027, 5, 20) and not page.sheet.confidential
    assert all(getattr(page.sheet, name) for name in page.sheet.field_names() if name != "confidential")
    assert [(one.meeting, one.on) for one in page.lines] == [("Finance committee", date(2027, 5, 6))]
    said = {one.item: (one.answer, one.comment) for one in (*page.implications, *page.objectives) if one.answer}
    assert said == {"quality": (Answer.YES, ""), "equality": (Answer.NO, "Planned for June"),
                    "privacy": (Answer.NOT_APPLICABLE, ""), "domain.work": (Answer.YES, "")}
    assert len(page.implications) == 6 and len(page.objectives) == 6


def test_a_file_and_what_is_kept_make_the_same_front_page() -> None:
    desk = ready_desk()
    desk.do(AddImplication("Net zero", id="zero"))
    text = (LEAST + 'purpose = """To note\nand agree"""\n[[governance]]\nmeeting = "Finance"\non = "2027-05-01"\n'
            '[[implications]]\nitem = "net ZERO"\nanswer = "Not applicable"\ncomment = "None"\n')
    read = read_front_page(text, desk.holdings, "org", REPORT)
    desk.do(SetFrontSheet("org", REPORT, {"title": "Our year", "meeting_on": date(2027, 5, 20),
                                          "purpose": "To note\nand agree"}))
    desk.do(AddFrontSheetLine("org", REPORT, "Finance", date(2027, 5, 1), id="1"))
    desk.do(AnswerImplication("org", REPORT, "zero", Answer.NOT_APPLICABLE, "None"))
    assert read == front_page_of(desk.holdings, "org", REPORT)


@pytest.mark.parametrize(("text", "line", "words"), [
    ("", 1, "the file is empty"), ("title = 'x'\n", 1, "'meeting_on' of a front sheet is missing — add meeting_on"),
    ("meeting_on = 2027-05-20\n", 1, "'title' of a front sheet is missing"),
    ('titel = "x"\nmeeting_on = 2027-05-20\n', 1, "did you mean 'title'"),
    (LEAST + "purpose = 4\n", 3, "should be text but is a whole number"),
    (LEAST + 'confidential = "yes"\n', 3, "should be true or false but is text — write confidential = true"),
    ('title = "x"\nmeeting_on = "soon"\n', 2, "'soon' is not a day — write it as in meeting_on = 2027-05-20"),
    ('title = "x"\nmeeting_on = 2027-02-29\n', 2, "date"),
    ('title = "x"\nmeeting_on = 2027-05-20T10:00:00\n', 2, "a day with a time"),
    ('title = "x"\nmeeting_on = 0001-01-01\n', 2, "the year 1 cannot be right"),
    ('title = "x"\nmeeting_on = 12\n', 2, "should be a day but is a whole number"),
    (LEAST + '[[governance]]\nmeeting = "F"\non = 2027-05-21\n', 5, "after the meeting on 20 May 2027"),
    (LEAST + "[[governance]]\non = 2027-05-01\n", 3, "'meeting' of a line of governance is missing"),
    (LEAST + 'governance = "Finance"\n', 3, "begin a line of governance with"),
    (LEAST + '[[implications]]\nitem = "qualty"\nanswer = "yes"\n', 4, "did you mean 'quality'"),
    (LEAST + '[[implications]]\nitem = "quality"\nanswer = "perhaps"\n', 5, "write one of “yes”, “no”"),
    (LEAST + '[[implications]]\nitem = "quality"\nanswer = "yes"\n' * 2, 7, "answered twice"),
    (LEAST + '[[objectives]]\nitem = "work"\nticked = 1\n', 5, "should be true or false"),
    (LEAST + "title = 1 2\n", 3, "—"), (LEAST + f'author = "{"a" * 2_001}"\n', 3, "shorten it to 2,000"),
    ("[a]\n" * 6_000, 5_001, "a front sheet needs far less")])
def test_a_fault_is_named_with_its_line_and_its_mend(desk: Any, text: str, line: int, words: str) -> None:
    with pytest.raises(FaultyFrontSheet) as caught:
        read_front_page(text, desk.holdings)
    assert str(caught.value).startswith("This front sheet file cannot be used")
    assert any(fault.line == line and words in str(fault) for fault in caught.value.faults), str(caught.value)


def test_a_file_that_is_not_there_is_said_to_be_missing(desk: Any, tmp_path: Path) -> None:
    for path, words in ((tmp_path / "none.toml", "does not exist"), (tmp_path, "is a folder")):
        with pytest.raises(FaultyFrontSheet, match=words):
            read_front_sheet(path, desk.holdings)


@given(st.text(max_size=60), st.sampled_from(["title", "purpose", "governance", "implications", "meeting_on", "x y"]),
       st.sampled_from(["{0}", '"{0}"', "[{0}]", "{{ a = {0} }}", "2027-05-20", "1e9999", "nan"]))
def test_whatever_stands_there_is_read_or_refused_with_a_sentence(text: str, key: str, form: str) -> None:
    source = LEAST.replace(f"{key} =", f"old_{key} =") + f"{key} = {form.format(text)}\n"
    try:
        page = read_front_page(source, ready_desk().holdings)
    except FaultyFrontSheet as faulty:
        assert faulty.faults and all(one.what and one.mend for one in faulty.faults)
    else:
        assert page.sheet.title
