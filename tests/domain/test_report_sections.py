"""Sections of reports are chosen and put in order; cover and method stay where they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anchor_app.domain.errors import WrongValue
from anchor_app.domain.report_sections import ANNUAL, COLLABORATIVE, FIXED, Section, chosen_sections, kept_sections


@given(st.sampled_from([ANNUAL, COLLABORATIVE]).flatmap(lambda every: st.tuples(
    st.just(every), st.lists(st.sampled_from(every)))))
def test_whatever_is_chosen_keeps_its_order_between_cover_and_method(choice):
    every, wanted = choice
    found = chosen_sections([one.value for one in wanted], every)
    assert found[0] is Section.COVER and found[-1] is Section.METHOD and len(set(found)) == len(found)
    inner = [one for one in dict.fromkeys(wanted) if one not in FIXED]
    assert list(found[1:-1]) == (inner if wanted else [one for one in every if one not in FIXED])


def test_names_may_be_parted_by_commas_and_spaces_in_any_case():
    assert chosen_sections("Evidence, level  plan") == (
        Section.COVER, Section.EVIDENCE, Section.LEVEL, Section.PLAN, Section.METHOD)


@pytest.mark.parametrize("wanted", ["board", "nonsense", "x" * 500])
def test_a_section_that_this_report_has_not_is_refused_with_those_it_has(wanted):
    with pytest.raises(WrongValue, match="is not a section of this report. Its sections are cover, summary") as refused:
        chosen_sections(wanted)
    assert len(str(refused.value)) < 300


@given(st.text())
def test_what_an_old_plan_keeps_never_refuses_a_report(text):
    found = kept_sections(text)
    assert found[0] is Section.COVER and found[-1] is Section.METHOD


@pytest.mark.parametrize("one", list(Section))
def test_every_section_has_words_and_belongs_to_a_report(one):
    assert one.words and one in {*ANNUAL, *COLLABORATIVE}
