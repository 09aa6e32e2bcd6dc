"""The parts of the board: heat that can be read, a model that says the same, and painting that keeps up."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from anchor_app import design
from anchor_app.domain.board_order import By, grouped
from anchor_app.domain.comparison import Wanted, compare
from anchor_app.services.settings import Settings
from anchor_app.ui import theme
from anchor_app.ui.models.board_model import BoardModel
from anchor_app.ui.theme import Scheme
from anchor_app.ui.widgets.board_table import BoardTable
from anchor_app.ui.widgets.heat import contrast, heat
from tests.helpers.app_window import person_at
from tests.helpers.collaboratives import SMALL, answered, group, groups, member
from tests.helpers.steering import steering
from tests.helpers.widgets import called, focusable, spoken

PALETTES = {"light": (design.LIGHT, False), "dark": (design.DARK, False), "contrast": (theme.HIGH_CONTRAST, True)}
ENOUGH = 4.5
FRAME = 0.016
PLACES = ("returns", "board", "coverage", "helping", "collaborative-trend", "side-by-side")


class PaintWatch(QObject):
    """Counts how often what it watches is painted."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


@pytest.fixture(autouse=True)
def plain_look_again(qapp: QApplication):
    yield
    theme.apply(qapp, Scheme.LIGHT, 1.0)
    qapp.setStyleSheet("")


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
@given(of=st.integers(0, 12), data=st.data())
def test_a_count_can_be_read_on_its_heat(palette, of, data) -> None:
    ground, ink = heat(data.draw(st.integers(0, of)), of, *palette)
    assert contrast(ground, ink) >= ENOUGH


@pytest.mark.parametrize("palette", [design.LIGHT, design.DARK], ids=["light", "dark"])
def test_more_is_stronger(palette) -> None:
    grounds = [heat(counted, 4, palette)[0].name() for counted in range(5)]
    assert len(set(grounds)) == 5 and grounds[0] == palette.card.lower()


@given(found=groups())
def test_the_model_says_what_the_board_says(found) -> None:
    model = BoardModel()
    for board in compare(found.rows, found.organisations, found.charters, Wanted("2026/27")).boards:
        model.show(board.charter, board.rows)
        assert model.rowCount() == len(board.rows)
        for at, row in enumerate(board.rows):
            texts = [model.text(at, column) for column in range(model.columnCount())]
            assert texts[:2] == [row.member.name, row.level_name]
            assert texts[2:-2] == [cell.words for cell in row.cells]
            assert texts[-2] == row.change_words
            for column in range(model.columnCount()):
                assert row.member.name in model.spoken(at, column)


def test_groups_stand_before_their_rows_and_are_passed_over_by_the_keys(qtbot: QtBot) -> None:
    held = group([member("a", place="Bay"), member("b", place="Fells")],
                 [answered("a", ("1.1",)), answered("b", ("1.1",))])
    (board,) = compare(held.rows, held.organisations, held.charters, Wanted("2026/27")).boards
    model = BoardModel()
    table = BoardTable(model)
    qtbot.addWidget(table)
    rows = [one for found in grouped(board, By.PLACE) for one in (found, *found.rows)]
    model.show(board.charter, rows)
    table.show()
    table.choose(1, 0)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.currentIndex().row() == 3
    assert model.group_words(2).startswith("Fells · 1 organisation")
    assert model.flags(model.index(2, 0)) == Qt.ItemFlag.NoItemFlags


def test_a_thousand_rows_scroll_within_a_frame_of_the_processor(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, Scheme.LIGHT, 1.0)
    keys = [f"o{number:04d}" for number in range(1000)]
    held = group([member(key, f"Example organisation {key}", place="Bay") for key in keys],
                 [answered(key, tuple(SMALL.components)[:at % 6]) for at, key in enumerate(keys)])
    (board,) = compare(held.rows, held.organisations, held.charters, Wanted("2026/27")).boards
    model = BoardModel()
    table = BoardTable(model)
    qtbot.addWidget(table)
    table.resize(760, 560)
    model.show(board.charter, board.rows)
    with qtbot.waitExposed(table):
        table.show()
    bar, frames, watch = table.verticalScrollBar(), [], PaintWatch()
    table.viewport().installEventFilter(watch)
    for _ in range(200):
        before = time.thread_time()
        bar.setValue(bar.value() + 41)
        qapp.sendPostedEvents(None, QEvent.Type.UpdateRequest)
        frames.append(time.thread_time() - before)
    assert bar.value() == 200 * 41
    assert watch.count >= 200
    assert sorted(frames)[100] < FRAME


@pytest.mark.parametrize("scale", [100, 200])
def test_every_control_of_every_page_has_a_name(qtbot: QtBot, tmp_path: Path, scale: int) -> None:
    steering(tmp_path / "workspace")
    with person_at(qtbot, tmp_path / "workspace", Settings(text_scale=scale), (1024, 700)) as person:
        for place in PLACES:
            person.window.go(place)
            person.waits(lambda: person.page.is_settled)  # type: ignore[attr-defined]
            nameless = [called(one) for one in focusable(person.window) if not spoken(one).strip()]
            assert not nameless, (place, nameless)
