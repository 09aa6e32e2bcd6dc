"""What a pack brings, as its preview counts and lists it: things by their titles, without technical fields."""

from __future__ import annotations

from pathlib import Path

from anchor_app.domain.merging_plan import Kind
from anchor_app.domain.year_tables import YEAR_ROUND
from anchor_app.services.pack_words import Naming
from anchor_app.ui.models.arriving import groups_of, is_told
from tests.helpers.carrying import begin, laptop
from tests.services.test_packs_of_the_year import everything, reported


def test_the_year_arrives_under_its_titles_and_each_thing_counts_once(tmp_path: Path) -> None:
    with laptop(tmp_path, "Robin Example") as robin, laptop(tmp_path, "Kim Example") as kim:
        key = begin(robin)
        kim.receive(robin.send(key))
        organisation = robin.workspace.assessment(key).organisation
        robin.do(*everything(organisation, key), *reported(organisation))  # type: ignore[arg-type]
        with kim.planned(robin.send(key)) as planned:
            [plan] = planned.plans
            naming = Naming.of(kim.workspace.holdings, planned.plans)
            rest, component, year = groups_of(plan, naming)
            assert (rest.title, year.title) == ("Organisation and evidence", "The year around the charter")
            assert component.component == "1.1" and component.counts == {Kind.NEW: 1}
            things = {(one.what.kind, one.what.item) for one in year.differences}
            assert year.counts == {Kind.NEW: len(things)} and len(things) == 12
            told = [naming.words(one) for group in (component, year) for one in group.differences if is_told(one)]
    assert {about for about, *_ in told} == {
        "Action: Ask", "Note on the action: Ask", "Outcome: Trees", "Outcome: Staff paid above the living wage",
        "Update of October 2026", "Update of October 2026 · Quality work", "Story: Bees", "Story taken up: Bees",
        "Emblem of Example Bay Hospitals", "Annual report 2026/27", "Front sheet of the annual report 2026/27",
        "Front sheet of the annual report 2026/27 · Finance",
        "Front sheet of the annual report 2026/27 · Associated risks"}
    ids = {"ask", "note", "bees", "taken", "line", organisation, key}
    assert not any(new in ids for _, _, _, new in told) and not any(len(new) > 200 for _, _, _, new in told)
    assert {kind for kind, _ in things} | {"action"} == set(YEAR_ROUND) - {
        "representative", "meeting", "meeting-item", "implication"}
