"""Outcomes as people follow them: defined, measured, pasted, taken from evidence, seen beside the level, taken back."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from anchor_app.domain.assessment import Status
from anchor_app.domain.commands import SetStatus
from anchor_app.domain.commands_keeping import AddEvidence, AddOrganisation, RecordReading, StartAssessment
from anchor_app.domain.evidence import EvidenceKind
from anchor_app.domain.measures import Measure, Track
from anchor_app.domain.measuring import AddOutcome, AmendOutcome
from anchor_app.domain.moment import Moment
from anchor_app.domain.organisation import Kind
from anchor_app.domain.outcome import Direction, Follows
from anchor_app.services import starting
from anchor_app.services.settings import Settings
from tests.helpers.app_window import CLOCK, TODAY, Person, kept_in, person_at
from tests.helpers.values import shipped_charter

CTRL = Qt.KeyboardModifier.ControlModifier
FIRST = date(2026, 4, 1)
OWN = (AddOutcome("org", {"title": "Trees", "unit": "trees", "direction": Direction.UP, "domain": "environment"},
                  id="own"),)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace with one organisation, its empty assessment, and a figure among its evidence."""
    charter = shipped_charter()
    with starting.create_workspace(tmp_path / "workspace", settings=Settings(), clock=CLOCK) as opened:
        workspace = opened.workspace
        workspace.keep_charter(charter)
        for command in (
                AddOrganisation({"name": "Example Bay Hospitals", "kind": Kind.NHS_TRUST}, id="org"),
                StartAssessment("org", charter.digest, "2026/27", started_on=TODAY, id="now"),
                AddEvidence("now", {"kind": EvidenceKind.FIGURE, "title": "Pay", "figure": "63", "unit": "%",
                                    "describes": "30 September 2026"}, ("1.1",), id="pay"),
                AddEvidence("now", {"kind": EvidenceKind.FIGURE, "title": "Starters", "figure": "9", "unit": "people"},
                            ("1.1",), id="starters")):
            workspace.do(command)
    return tmp_path / "workspace"


def add(folder: Path, *commands: Any) -> None:
    with starting.open_workspace(folder, settings=Settings()) as opened:
        for command in commands:
            opened.workspace.do(command)


def outcomes_of(person: Person) -> Any:
    person.clicks(person.window.side_bar.entry("outcomes"))
    person.waits(lambda: person.window.place == "outcomes")
    return person.page


def chosen(page: Any) -> Measure:
    found = page.followed.find(page.list.current_key)
    assert found is not None
    return found


def chooses(person: Person, page: Any, outcome: str) -> None:
    """Choose an outcome by a click on its row."""
    index = page.model.index(page.model.row_of(f"org/{outcome}"))
    page.list.scrollTo(index)
    person.clicks(page.list.viewport(), page.list.visualRect(index).center())
    assert chosen(page).id == outcome


def replaces(person: Person, line: Any, text: str) -> None:
    person.clicks(line)
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    person.types(text, line)


def reading_of(page: Any) -> list[list[str]]:
    model = page.detail.measurements.model
    return [[model.text(row, column) for column in range(4)] for row in range(model.rowCount())]


def records(person: Person, page: Any, value: str, day: str, source: str = "") -> None:
    form = page.detail.measurements.form
    replaces(person, form.value, value)
    replaces(person, form.day, day)
    replaces(person, form.source, source)
    person.clicks(form.save_button)


def test_an_outcome_of_ones_own_is_added_measured_and_taken_back(qtbot: QtBot, folder: Path) -> None:
    with person_at(qtbot, folder) as person:
        page = outcomes_of(person)
        assert [row.title for row in page.model.rows if not row.key][0] == "1  Quality work"
        person.clicks(page.add_button)
        form = page.detail.definition
        person.clicks(form.add_button)
        assert "needs a title" in form.fields["title"].fault_sentence
        assert person.focused is form.fields["title"].control
        person.types("Apprentices")
        person.clicks(form.add_button)
        assert "needs a unit" in form.fields["unit"].fault_sentence and not form.fields["title"].fault_sentence
        person.types("people", form.fields["unit"].control)
        person.chooses(form.fields["direction"].control, "Higher is better")
        for name, text in (("baseline", "ten"), ("baseline_on", "1 April 2026"), ("target", "40"),
                           ("target_on", "1 April 2025")):
            replaces(person, form.fields[name].control, text)
        person.clicks(form.add_button)
        assert form.fields["baseline"].fault_sentence.startswith("The baseline: 'ten' is not a number")
        replaces(person, form.fields["baseline"].control, "10")
        person.clicks(form.add_button)
        assert "not after the day of the baseline" in form.fields["target_on"].fault_sentence
        assert form.fields["title"].control.text() == "Apprentices"
        replaces(person, form.fields["target_on"].control, "1 April 2027")
        person.clicks(form.add_button)
        person.waits(lambda: page.detail.title_label.text() == "Apprentices")
        own = chosen(page)
        assert (own.domain, own.unit, own.baseline, own.target) == ("work", "people", 10, 40)

        for value, day in (("12", "1 June 2026"), ("many", "1 July 2026")):
            records(person, page, value, day, "HR")
        assert "'many' is not a number" in page.detail.measurements.form.value_field.fault_sentence
        assert page.detail.measurements.form.day.text() == "1 July 2026"
        for value, day in (("18", "1 July 2026"), ("20", "1 October 2026")):
            records(person, page, value, day)
        person.waits(lambda: page.detail.measurements.model.rowCount() == 3)
        assert reading_of(page)[0] == ["1 October 2026", "20 people", "25.04 people", ""]
        assert page.detail.track.words.text() == "Behind the path: 25.04 people expected"
        person.waits(lambda: page.detail.chart.is_drawn)
        assert "3 readings, from 12 people on 1 June 2026" in page.detail.chart.accessibleDescription()

        table = page.detail.measurements.table
        table.setCurrentIndex(table.model().index(0, 0))
        person.clicks(page.detail.measurements.change_button)
        replaces(person, page.detail.measurements.form.value, "41")
        person.presses(Qt.Key.Key_Return)
        person.waits(lambda: page.detail.track.words.text() == "Target reached")
        person.presses(Qt.Key.Key_Z, CTRL)
        person.waits(lambda: reading_of(page)[0][1] == "20 people")
        assert person.window.place == "outcomes" and chosen(page).id == own.id
        table.setCurrentIndex(table.model().index(0, 0))
        table.setFocus()
        person.presses(Qt.Key.Key_Delete)
        person.waits(lambda: len(reading_of(page)) == 2)
        person.clicks(page.detail.remove_button)
        assert "and its two readings" in page.detail.confirm.question.text()
        person.clicks(page.detail.confirm.yes_button)
        person.waits(lambda: page.model.row_of(f"org/{own.id}") < 0)
        person.presses(Qt.Key.Key_Z, CTRL)
        person.waits(lambda: chosen(page).id == own.id and len(reading_of(page)) == 2)
        person.sees_saved()
    assert sorted(one.value for one in kept_in(folder).readings.values()) == ["12", "18"]


def test_a_column_is_pasted_once_its_fault_is_mended_and_undone_as_one(qtbot: QtBot, folder: Path) -> None:
    add(folder, *OWN, RecordReading("org", "", "5", date(2026, 4, 30), outcome="own"))
    with person_at(qtbot, folder) as person:
        page = outcomes_of(person)
        chooses(person, page, "own")
        QGuiApplication.clipboard().setText("Day\tTrees\n30/04/2026\t5\n31/05/2026\tdozens\n30/06/2026\t9\tRangers\n")
        person.presses(Qt.Key.Key_V, CTRL)
        dialog = page.dialog
        person.waits(lambda: dialog.is_settled and dialog.model.rowCount() == 3)
        assert dialog.faults_label.text().startswith("Line 3: 'dozens' is not a number")
        assert not dialog.record_button.isEnabled()
        dialog.table.setCurrentIndex(dialog.model.index(0, 0))
        assert dialog.text.textCursor().selectedText() == "31/05/2026\tdozens"
        dialog.text.insertPlainText("31/05/2026\t8")
        person.waits(lambda: dialog.record_button.isEnabled())
        assert dialog.summary_label.text() == "2 readings can be recorded. 1 is here already and passed over."
        person.types("Count", dialog.source)
        person.waits(lambda: dialog.is_settled and dialog.record_button.isEnabled())
        person.clicks(dialog.record_button)
        person.waits(lambda: page.dialog is None and len(reading_of(page)) == 3)
        assert [row[3] for row in reading_of(page)] == ["Rangers", "Count", ""]
        person.window.activateWindow()
        person.waits(person.window.isActiveWindow)
        person.presses(Qt.Key.Key_Z, CTRL)
        person.waits(lambda: len(reading_of(page)) == 1)
        assert person.window.place == "outcomes" and chosen(page).id == "own"


def test_ten_thousand_readings_are_pasted_and_shown(qtbot: QtBot, folder: Path) -> None:
    add(folder, *OWN)
    with person_at(qtbot, folder) as person:
        page = outcomes_of(person)
        chooses(person, page, "own")
        person.clicks(page.detail.measurements.paste_button)
        dialog = page.dialog
        lines = (f"{(TODAY - timedelta(at)).isoformat()}\t{at % 97}" for at in range(10_000))
        dialog.text.setPlainText("\n".join(lines))
        person.waits(lambda: dialog.record_button.text() == "Record 10,000 readings")
        person.clicks(dialog.record_button)
        person.waits(lambda: page.dialog is None and page.detail.measurements.model.rowCount() == 10_000)
        person.waits(lambda: page.detail.chart.is_drawn)
        page.detail.measurements.table.scrollToBottom()
        person.sees_saved()


def test_a_figure_among_the_evidence_becomes_a_reading_from_either_side(qtbot: QtBot, folder: Path) -> None:
    with person_at(qtbot, folder) as person:
        page = outcomes_of(person)
        person.clicks(page.detail.measurements.evidence_button)
        taking = page.detail.measurements.taking
        assert [taking.choice.itemText(at) for at in range(taking.choice.count())] == ["E-001 63 %: Pay"]
        assert "1 in other units cannot be readings" in taking.words_label.text()
        assert taking.day.text() == "30 September 2026"
        person.clicks(taking.take_button)
        person.waits(lambda: reading_of(page) == [["30 September 2026", "63 %", "", "E-001 Pay"]])
        assert not taking.isVisible()
        person.clicks(page.detail.measurements.source_button)
        person.waits(lambda: person.window.place == "evidence")
        form: Any = person.page.form  # type: ignore[attr-defined]
        assert form.evidence_id == "pay"
        assert form.reading.used_label.text() == "Used as a reading of an outcome, for 30 September 2026."
        person.page.show_item("starters")  # type: ignore[attr-defined]
        person.clicks(form.reading.use_button)
        assert "No outcome is measured in people" in form.reading.taking.words_label.text()
        person.page.show_item("pay")  # type: ignore[attr-defined]
        person.clicks(form.reading.use_button)
        person.chooses(form.reading.taking.choice, "Spend with local suppliers")
        replaces(person, form.reading.taking.day, "soon")
        person.clicks(form.reading.taking.take_button)
        assert "is not a date" in form.reading.taking.day_field.fault_sentence
        replaces(person, form.reading.taking.day, "1 October 2026")
        person.clicks(form.reading.taking.take_button)
        person.waits(lambda: "1 October 2026" in form.reading.used_label.text())
        person.sees_saved()
    assert sorted((one.domain, one.evidence) for one in kept_in(folder).readings.values()) == [
        ("purchasing", "pay"), ("work", "pay")]


def test_a_charters_outcome_is_amended_field_by_field_and_what_is_refused_stays(qtbot: QtBot, folder: Path) -> None:
    add(folder, RecordReading("org", "work", "60", FIRST))
    with person_at(qtbot, folder) as person:
        page = outcomes_of(person)
        fields = page.detail.definition.fields

        def types(name: str, text: str) -> None:
            replaces(person, fields[name].control, text)
            page.detail.flush()

        types("unit", "people")
        assert fields["unit"].fault_sentence.startswith("1 reading is in %, so the unit does not become people")
        assert fields["unit"].control.text() == "people" and chosen(page).unit == "%"
        types("unit", "")
        assert not fields["unit"].fault_sentence
        types("target", "75")
        person.waits(lambda: "There is a target but no baseline" in page.detail.notes_label.text())
        types("target_on", "1 April 2026")
        types("baseline", "52")
        types("baseline_on", "1 April 2027")
        person.waits(lambda: "not after the day of the baseline" in fields["baseline_on"].fault_sentence)
        assert fields["baseline_on"].control.text() == "1 April 2027"
        types("target_on", "1 April 2028")
        person.waits(lambda: chosen(page).outcome.baseline_on == date(2027, 4, 1))
        assert not fields["baseline_on"].fault_sentence and not page.detail.notes_label.isVisible()
        person.clicks(page.detail.remove_button)
        person.clicks(page.detail.confirm.yes_button)
        person.waits(lambda: chosen(page).target is None)
        assert reading_of(page) == [["1 April 2026", "60 %", "", ""]]


def test_a_platinum_with_a_flat_outcome_is_said_and_stories_are_counted(qtbot: QtBot, folder: Path) -> None:
    add(folder, SetStatus("now", "2.1", Status.FULFILLED), SetStatus("now", "2.2", Status.FULFILLED),
        AmendOutcome("org", "partners", {"follows": Follows.SHARED}),
        *(RecordReading("org", "purchasing", "31", FIRST + timedelta(90 * at)) for at in range(2)))
    with person_at(qtbot, folder) as person:
        page = outcomes_of(person)
        chooses(person, page, "purchasing")
        row = page.model.rows[page.model.row_of("org/purchasing")]
        assert row.odd == "Platinum, and the outcome did not move" and "domain 2, Platinum" in row.spoken
        assert page.detail.badge.name == "Platinum"
        assert page.detail.odd.label.text() == ("This domain holds Platinum, and yet its outcome did not move: 31 % on "
                                                "1 April 2026, 31 % on 30 June 2026.")
        chooses(person, page, "partners")
        assert not page.detail.measurements.form.isVisible()
        assert page.detail.measurements.count_label.text().startswith("Counted from stories shared")


def test_a_reading_is_recorded_by_keyboard_alone(qtbot: QtBot, folder: Path) -> None:
    with person_at(qtbot, folder) as person:
        person.presses(Qt.Key.Key_O, Qt.KeyboardModifier.AltModifier)
        person.waits(lambda: person.window.place == "outcomes")
        page: Any = person.page
        person.tabs_to("Outcomes by domain")
        person.presses(Qt.Key.Key_Down)
        assert chosen(page).id == "purchasing"  # the heading between is stepped over
        person.tabs_to("reading_value")
        person.types("26.5")
        person.presses(Qt.Key.Key_Return)
        person.waits(lambda: reading_of(page) == [["2 November 2026", "26.5 %", "", ""]])
        person.tabs_to("Readings")
        person.presses(Qt.Key.Key_Down)
        person.presses(Qt.Key.Key_Return)
        assert person.focused.objectName() == "reading_value" and page.detail.measurements.form.is_amending
        person.types("27")
        person.presses(Qt.Key.Key_Return)
        person.waits(lambda: reading_of(page)[0][1] == "27 %")
        assert person.focused is page.detail.measurements.table
        person.presses(Qt.Key.Key_Delete)
        person.waits(lambda: not reading_of(page))


def test_the_domains_page_leads_here_and_what_it_records_is_here(qtbot: QtBot, folder: Path) -> None:
    with person_at(qtbot, folder) as person:
        person.window.show_item("assessment", "property")
        part: Any = person.page.domain_page.outcome  # type: ignore[attr-defined]
        person.types("12", part.value)
        person.clicks(part.record)
        person.waits(lambda: part.rows[0].isVisible())
        person.clicks(part.all_button)
        person.waits(lambda: person.window.place == "outcomes")
        page: Any = person.page
        assert chosen(page).id == "property" and [row[1] for row in reading_of(page)] == ["12 %"]
        assert chosen(page).track(TODAY) is Track.NO_PATH
        person.window.go("assessment")
        person.presses(Qt.Key.Key_Z, CTRL)
        person.waits(lambda: not part.rows[0].isVisible())
        assert person.window.place == "assessment"


def test_what_was_typed_for_a_new_outcome_waits_while_another_is_looked_at(qtbot: QtBot, folder: Path) -> None:
    with person_at(qtbot, folder) as person:
        page = outcomes_of(person)
        person.clicks(page.add_button)
        person.types("Half a title")
        chooses(person, page, "property")
        assert page.detail.title_label.text() == "Affordable housing"
        person.clicks(page.add_button)
        assert page.detail.definition.fields["title"].control.text() == "Half a title"
        person.clicks(page.detail.definition.cancel_button)
        assert chosen(page).id == "work"
        assert kept_in(folder).outcomes == {}


def test_as_it_was_nothing_can_be_changed(qtbot: QtBot, folder: Path) -> None:
    add(folder, RecordReading("org", "work", "60", FIRST))
    with person_at(qtbot, folder) as person:
        person.parts.begin().looking_back.show(Moment.end_of(TODAY))
        person.waits(lambda: person.window.hub is not None and bool(person.window.hub.workspace.as_at))
        page = outcomes_of(person)
        assert not page.add_button.isEnabled() and page.add_button.toolTip()
        part = page.detail.measurements
        part.table.setCurrentIndex(part.model.index(0, 0))
        assert not any(one.isEnabled() for one in (part.form.save_button, part.paste_button, part.change_button,
                                                   part.remove_button))
        assert page.detail.definition.fields["target"].control.isReadOnly()
        assert page.detail.lock_notice.isVisible()
