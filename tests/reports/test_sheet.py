"""The reporting sheet: everything that was typed is on it, a blank one asks for everything, and it never varies."""

from __future__ import annotations

import io
import itertools
import re
from datetime import date

import pypdfium2
import pytest

from anchor_app.domain.assessment import Mark, Status
from anchor_app.domain.commands import (
    AddOpportunity,
    AnswerPrinciple,
    NotePractice,
    SetStatus,
    WriteAnswer,
    mark_practice,
)
from anchor_app.domain.commands_keeping import AddEvidence, AmendOrganisation, RecordReading
from anchor_app.domain.evidence import Evidence
from anchor_app.domain.organisation import Organisation
from anchor_app.domain.scoring import score
from anchor_app.reports.sheet_content import sheet_content
from anchor_app.reports.sheet_layout import write_sheet
from tests.helpers.values import TODAY, ready_desk, shipped_charter


def pdf_of(desk, **options):
    result = score(desk.holdings, desk.answers, TODAY)
    output = io.BytesIO()
    write_sheet(sheet_content(desk.holdings, desk.answers, result, **options), output)
    return output.getvalue()


def text_of(pdf):
    """The words of a PDF in their order, with every run of white space as one space."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        parts = []
        for page in document:
            layer = page.get_textpage()
            parts.append(layer.get_text_bounded())
            layer.close()
            page.close()
        return re.sub(r"\s+", " ", " ".join(parts))
    finally:
        document.close()


def bare(text):
    """The text without what a reader of PDF files makes of hyphens at the end of a line."""
    return re.sub(r"[\s\-\x02\ufffe]", "", text)


def filled_desk():
    """A desk where every field that a person can fill in holds words of its own; returns it with those words."""
    desk, said = ready_desk(), []
    numbers = itertools.count(1)

    def words(what):
        said.append(f"{what} word{next(numbers)}end")
        return said[-1]

    texts = [name for name in Organisation.field_names()
             if name not in ("kind", "beyond_nhs", "signed_up", "charter")]
    desk.do(AmendOrganisation("org", {name: words(name[:4]) for name in texts} | {"signed_up": date(2021, 7, 1)}))
    statuses, marks = itertools.cycle(Status), itertools.cycle([*Mark, None])
    for component in shipped_charter():
        status = next(statuses)
        reason = words("reason") if status is Status.NOT_APPLICABLE else ""
        desk.do(SetStatus("now", component.id, status, reason))
        for field in ("summary", "lead", "look_again_note"):
            desk.do(WriteAnswer("now", component.id, field, words(field[:5])))
        for field in ("focus", "look_again"):
            desk.do(WriteAnswer("now", component.id, field, True))
        for _ in range(2):
            desk.do(AddOpportunity("now", component.id, words("opp")))
        for practice in component.practices:
            desk.do(mark_practice("now", practice.id, next(marks)))
            desk.do(NotePractice("now", practice.id, words("note")))
    for domain in shipped_charter().domains:
        for principle in shipped_charter().principles:
            desk.do(AnswerPrinciple("now", domain.id, principle.id, "mark", next(marks)))
            desk.do(AnswerPrinciple("now", domain.id, principle.id, "note", words("princ")))
        desk.do(RecordReading("org", domain.id, f"7{domain.number}.5", date(2026, 9, domain.number), words("read")))
        said.append(f"7{domain.number}.5")
    fields = ("title", "shows", "describes", "owner", "source", "text", "figure", "unit")
    for kind, extra in (("document", {"file_name": words("file"), "digest": "0" * 64, "size": 7}),
                        ("figure", {}), ("account", {}), ("link", {"url": "https://example.org/word-end"})):
        values = {name: words(name[:4]) for name in fields}
        desk.do(AddEvidence("now", {"kind": kind, **values, **extra, "review_by": date(2027, 3, 31)}, ("1.1", "6.3")))
    said += ["https://example.org/word-end", "Focus this period", "To be looked at again", "31 March 2027"]
    return desk, said


def test_every_field_that_a_person_can_fill_in_is_on_the_sheet():
    desk, said = filled_desk()
    text = text_of(pdf_of(desk))
    assert [words for words in said if words not in text] == []
    for status in Status:
        assert status.words in text
    for mark in Mark:
        assert mark.words in text


def test_every_practice_has_its_own_mark_behind_its_words():
    desk, _ = filled_desk()
    text = bare(text_of(pdf_of(desk)))
    for practice in shipped_charter().practices.values():
        mark = desk.answers.practice(practice.id).mark
        expected = f"{practice.text} {mark.words if mark else 'Unanswered'}"
        assert bare(expected) in text, practice.id


def test_a_blank_sheet_has_the_whole_charter_and_no_answer():
    desk, said = filled_desk()
    text = text_of(pdf_of(desk, blank=True))
    for component in shipped_charter():
        assert bare(component.id + component.title) in bare(text)
        assert [one.id for one in component.practices if bare(one.text) not in bare(text)] == []
    answers = [words for words in said if re.match(r"(reason|summa|lead_|look_|opp|note|princ|read|titl|show)", words)]
    assert len(answers) > 100
    assert [words for words in answers if words in text] == []


def test_the_same_data_give_the_same_bytes():
    first, second = filled_desk()[0], filled_desk()[0]
    assert pdf_of(first) == pdf_of(second)
    assert pdf_of(first, blank=True) == pdf_of(second, blank=True)


def test_the_level_and_its_proof_are_those_of_the_score():
    desk, _ = filled_desk()
    result = score(desk.holdings, desk.answers, TODAY)
    text = text_of(pdf_of(desk))
    assert f"Self-assessed {result.self_assessed.level_name}" in text
    assert "Applicable components only" in text
    for row in result.self_assessed.domains:
        needs = " ".join(f"{row.needed(level)}: {'met' if row.is_met(level) else 'not met'}"
                         for level in shipped_charter().levels)
        assert f"{row.domain.title} {row.counted} of {row.of} {needs}" in text


@pytest.mark.parametrize("beyond", [False, True])
def test_titles_are_those_for_the_organisations_kind(beyond):
    desk = ready_desk()
    desk.do(AmendOrganisation("org", {"beyond_nhs": beyond}))
    text = text_of(pdf_of(desk))
    assert ("Expanding community access to anchor property" in text) is beyond


HOSTILE = ["R&D <b>x", "see <NHS number> field", "=1+1", "</para>", "&copy;", "<img src=/etc/hostname>",
           "Ŵŷ ł Ω Ж", "a\u202eb", "100 % – “quoted”", "{%x%} $(y)"]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_words_print_as_typed_in_every_field(hostile):
    desk = ready_desk()
    desk.do(AmendOrganisation("org", {"name": f"Org {hostile}", "champion_name": f"Champion {hostile}"}))
    desk.do(SetStatus("now", "1.1", Status.NOT_APPLICABLE, f"Reason {hostile}"))
    desk.do(WriteAnswer("now", "1.1", "summary", f"Summary {hostile}"))
    desk.do(AddOpportunity("now", "1.1", f"Opportunity {hostile}"))
    desk.do(NotePractice("now", "1.1.1", f"Note {hostile}"))
    values = {"title": f"Title {hostile}", "kind": "account", "text": f"Account {hostile}"}
    desk.do(AddEvidence("now", values, ("1.1",)))
    text = text_of(pdf_of(desk))
    shown = hostile.replace("\u202e", "[U+202E]")
    for name in ("Org", "Champion", "Reason", "Summary", "Opportunity", "Note", "Title", "Account"):
        assert bare(f"{name} {shown}") in bare(text), name


def test_a_field_of_sixty_four_thousand_words_is_printed_whole():
    desk = ready_desk()
    words = [f"w{number}" for number in range(64_000)]
    for place, start in enumerate(range(0, len(words), 12_000)):
        component = list(shipped_charter().components)[place]
        desk.do(WriteAnswer("now", component, "summary", " ".join(words[start: start + 12_000])[:100_000]))
    desk.do(WriteAnswer("now", "1.1", "summary", "x" * 100_000))
    text = text_of(pdf_of(desk))
    assert text.count("x") > 100_000
    assert "w63999" in text


def test_all_evidence_fields_are_thought_of():
    """A field that is added to evidence has to be decided on here, so that none is forgotten on paper."""
    assert set(Evidence.field_names()) == {
        "number", "kind", "title", "shows", "describes", "review_by", "owner", "sensitivity", "added_on", "file_name",
        "digest", "size", "figure", "unit", "source", "text", "url", "twin"}
