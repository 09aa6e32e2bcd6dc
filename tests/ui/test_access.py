"""Everybody can use every page: by keyboard, by ear, with large text, and with any words in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from anchor_app.domain.acting import AddAction, NoteAction
from anchor_app.domain.assessment import Status
from anchor_app.domain.commands import AddOpportunity, SetStatus, WriteAnswer
from anchor_app.domain.commands_keeping import AddEvidence, AmendOrganisation, RecordReading
from anchor_app.domain.evidence import EvidenceKind
from anchor_app.domain.fronting import SetFrontSheet
from anchor_app.domain.measuring import AddOutcome
from anchor_app.domain.month import Month
from anchor_app.domain.owned_record import owned_key
from anchor_app.domain.planning import AmendReportPlan
from anchor_app.domain.telling import AddStory, NoteTakenUp
from anchor_app.domain.updating import TEXTS, WriteUpdate
from anchor_app.services import starting
from anchor_app.services.settings import Settings
from anchor_app.ui import theme
from anchor_app.ui.pages.send_page import SendPage
from anchor_app.ui.places import (
    ACTIONS,
    BELONGS_TO,
    COLLABORATIVE,
    COLLABORATIVE_TREND,
    ENTRIES,
    FOOT,
    OUTCOMES,
    PRACTICE,
    RECEIVE,
    REPORTS,
    SEND,
    SIDE_BY_SIDE,
    UPDATES,
    YEAR,
)
from anchor_app.ui.theme import Scheme
from anchor_app.ui.widgets.text import ElidedLabel, PlainLabel, breakable
from tests.helpers.app_window import TODAY, Person, example_in, person_at
from tests.helpers.minuted import minuted
from tests.helpers.widgets import called, focusable, shown, spoken

PLACES = [*(entry.key for entry in (*ENTRIES, *FOOT)), ACTIONS, OUTCOMES, UPDATES, PRACTICE, REPORTS]
TOGETHER = [SEND, RECEIVE, *(entry.key for entry in COLLABORATIVE), COLLABORATIVE_TREND, SIDE_BY_SIDE]
"""Where packs go out and come in, and what a steering group sees."""
HOSTILE = "<b>R&D</b> <img src='file:///nowhere.png'> &lt; &copy; =1+1 \u202eevil " + "W" * 300


@pytest.fixture(autouse=True)
def plain_look_again(qapp: QApplication) -> Iterator[None]:
    yield
    theme.apply(qapp, Scheme.LIGHT, 1.0)


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """The example with hostile words in every kind of field."""
    folder = example_in(tmp_path / "example")
    with starting.open_workspace(folder, settings=Settings()) as opened:
        workspace = opened.workspace
        (organisation,) = workspace.holdings.organisations.values()
        workspace.do(AmendOrganisation(organisation.id, {
            "name": HOSTILE, "short_name": HOSTILE, "place": HOSTILE, "champion_name": HOSTILE}))
        workspace.do(AddAction(organisation.id, {"title": HOSTILE, "owner_name": HOSTILE, "period": HOSTILE}, "bad"))
        workspace.do(NoteAction(owned_key(organisation.id, "bad"), HOSTILE, TODAY, HOSTILE))
        workspace.do(WriteUpdate(organisation.id, Month.containing(TODAY), dict.fromkeys(TEXTS, HOSTILE), by=HOSTILE))
        workspace.do(AmendReportPlan(organisation.id, "annual/2026/27", dict.fromkeys(
            ("title", "foreword", "summary", "summary_draft", "plan", "made_by"), HOSTILE)))
        workspace.do(SetFrontSheet(organisation.id, "annual/2026/27", {"meeting": HOSTILE, "purpose": HOSTILE}))
        workspace.do(AddStory(organisation.id, dict.fromkeys(("title", "what", "result", "contact"), HOSTILE), "bad"))
        workspace.do(NoteTakenUp(owned_key(organisation.id, "bad"), f"X {HOSTILE}", TODAY, HOSTILE))
        for assessment in workspace.holdings.assessments.values():
            for field in ("summary", "lead", "look_again_note"):
                workspace.do(WriteAnswer(assessment.id, "1.1", field, HOSTILE))
            workspace.do(AddOpportunity(assessment.id, "1.1", HOSTILE))
            workspace.do(SetStatus(assessment.id, "3.3", Status.NOT_APPLICABLE, HOSTILE))
            workspace.do(AddEvidence(assessment.id, {
                "kind": EvidenceKind.ACCOUNT, "title": HOSTILE, "text": HOSTILE, "shows": HOSTILE,
                "owner": HOSTILE, "describes": HOSTILE}, ("1.1",)))
        workspace.do(AddOutcome(organisation.id, {"title": HOSTILE, "unit": "W" * 80, "definition": HOSTILE,
                                                  "domain": "work"}, id="hostile"))
        workspace.do(RecordReading(organisation.id, "", "5", date(2026, 4, 1), HOSTILE, outcome="hostile"))
    return folder


@pytest.fixture
def together(tmp_path: Path) -> Path:
    """A steering group's workspace."""
    minuted(tmp_path / "together")
    return tmp_path / "together"


def every_page(person: Person, places: Iterable[str] = PLACES) -> Iterator[tuple[str, QWidget]]:
    for place in places:
        person.window.go(place)
        person.waits(lambda place=place: person.window.place == place)
        person.waits(lambda: getattr(person.page, "is_settled", True) and _is_prepared(person.page))
        QApplication.sendPostedEvents()
        yield place, person.window
        for view in getattr(person.page, "views", ())[1:]:
            person.page.show_view(view)  # type: ignore[attr-defined]
            QApplication.sendPostedEvents()
            yield f"{place}, {view}", person.window


def _is_prepared(page: QWidget) -> bool:
    return not isinstance(page, SendPage) or page.save_button.isEnabled()


def _begins_at(person: Person, place: str) -> None:
    """Give the keyboard to the entry that leads to a page, or to that of the page it is reached from."""
    entries = {one.key for one in (*ENTRIES, *YEAR, *COLLABORATIVE, *FOOT)}
    place, _, _view = place.partition(",")
    place = BELONGS_TO.get(place, place)
    person.window.side_bar.entry(place if place in entries else "overview").setFocus()


def test_every_label_shows_hostile_words_as_plain_text(qtbot: QtBot, hostile: Path) -> None:
    with person_at(qtbot, hostile) as person:
        for place, root in every_page(person):
            rich = [called(one) for one in root.findChildren(QLabel) if one.textFormat() != Qt.TextFormat.PlainText
                    and one.text()]
            assert not rich, (place, rich)


def test_tooltips_never_hold_markup_from_hostile_words(qtbot: QtBot, hostile: Path) -> None:
    with person_at(qtbot, hostile) as person:
        for place, root in every_page(person):
            live = [called(one) for one in root.findChildren(QWidget) if "<img" in one.toolTip()
                    or "<b>R&D" in one.toolTip()]
            assert not live, (place, live)


def test_every_control_has_a_name_that_can_be_spoken(qtbot: QtBot, tmp_path: Path) -> None:
    with person_at(qtbot, example_in(tmp_path / "example")) as person:
        for place, root in every_page(person):
            nameless = [called(one) for one in focusable(root) if not spoken(one).strip()]
            assert not nameless, (place, nameless)


def test_every_control_of_a_collaborative_has_a_name_that_can_be_spoken(qtbot: QtBot, together: Path) -> None:
    with person_at(qtbot, together) as person:
        for place, root in every_page(person, TOGETHER):
            nameless = [called(one) for one in focusable(root) if not spoken(one).strip()]
            assert not nameless, (place, nameless)


def test_tab_reaches_every_control_and_comes_round_again(qtbot: QtBot, tmp_path: Path) -> None:
    with person_at(qtbot, example_in(tmp_path / "example")) as person:
        for place, root in every_page(person):
            _walks_round(person, place, root)


def test_tab_reaches_every_control_of_the_pages_of_a_collaborative(qtbot: QtBot, together: Path) -> None:
    with person_at(qtbot, together) as person:
        for place, root in every_page(person, TOGETHER):
            _walks_round(person, place, root)


def _walks_round(person: Person, place: str, root: QWidget) -> None:
    wanted = {one for one in focusable(root) if not _is_in_group(one) and not _is_inside_view(one)}
    _begins_at(person, place)
    reached: list[QWidget] = []
    for _ in range(3 * len(wanted) + 50):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        if focused in reached and len(reached) > 1 and focused is reached[0]:
            break
        reached.append(focused)
    else:
        pytest.fail(f"on {place} Tab does not come round")
    missed = [called(one) for one in wanted - set(reached)]
    assert not missed, (place, missed)


@pytest.mark.parametrize("scale", [100, 200])
@pytest.mark.parametrize("size", [(1280, 800), (1024, 700)])
def test_no_words_are_cut_without_a_way_to_read_them(
        qtbot: QtBot, tmp_path: Path, scale: int, size: tuple[int, int]) -> None:
    with person_at(qtbot, example_in(tmp_path / "example"), Settings(text_scale=scale), size) as person:
        for _place, root in every_page(person):
            person.waits(lambda root=root: _nothing_is_cut(root))


@pytest.mark.parametrize(("scale", "size"), [(100, (1280, 800)), (200, (1024, 700))])
def test_no_words_of_a_collaborative_are_cut_without_a_way_to_read_them(
        qtbot: QtBot, together: Path, scale: int, size: tuple[int, int]) -> None:
    with person_at(qtbot, together, Settings(text_scale=scale), size) as person:
        for _place, root in every_page(person, TOGETHER):
            person.waits(lambda root=root: _nothing_is_cut(root))


@pytest.mark.parametrize("scale", [100, 200])
def test_pages_of_the_window_itself_never_scroll_sideways(qtbot: QtBot, hostile: Path, scale: int) -> None:
    with person_at(qtbot, hostile, Settings(text_scale=scale), (1024, 700)) as person:
        for place in ("settings", "help"):
            person.window.go(place)
            areas = [one for one in person.page.findChildren(QAbstractScrollArea)
                     if one.isVisible() and type(one).__name__ == "PageScroll"]
            assert areas and all(one.horizontalScrollBar().maximum() == 0 for one in areas), place


def test_controls_are_large_enough_to_hit(qtbot: QtBot, tmp_path: Path) -> None:
    with person_at(qtbot, example_in(tmp_path / "example")) as person:
        for place in ("settings", "help"):
            person.window.go(place)
            small = [called(one) for one in focusable(person.window) if min(one.width(), one.height()) < 24]
            assert not small, (place, small)


def test_long_words_get_places_to_break_and_short_ones_do_not() -> None:
    assert breakable("short words only") == "short words only"
    assert breakable("W" * 60).replace("\u200b", "") == "W" * 60
    assert max(map(len, breakable("W" * 60).split("\u200b"))) <= 24


def _is_in_group(one: QWidget) -> bool:
    """Whether arrow keys, not Tab, move to it within its group."""
    if not isinstance(one, QAbstractButton) or one.group() is None:
        return False
    return one.group().exclusive() and not one.isChecked()


def _is_inside_view(one: QWidget) -> bool:
    return isinstance(one.parent(), QAbstractScrollArea) or one.focusProxy() is not None


def _nothing_is_cut(root: QWidget) -> None:
    cut = [called(one) for one in shown(root) if _is_cut(one)]
    assert not cut, cut


def _is_cut(one: QWidget) -> bool:
    if isinstance(one, (ElidedLabel, QLineEdit)):
        return False
    if isinstance(one, PlainLabel) and one.text():
        needed = one.heightForWidth(one.width()) if one.wordWrap() else one.sizeHint().height()
        too_wide = not one.wordWrap() and one.sizeHint().width() > one.width() + 1 and not one.toolTip()
        return needed > one.height() + 1 or too_wide
    if type(one).__name__ == "QPushButton" and one.text():  # type: ignore[attr-defined]
        words = QFontMetrics(one.font()).horizontalAdvance(one.text().replace("&", ""))  # type: ignore[attr-defined]
        return words > one.width() and not one.toolTip()
    return False
