"""A champion makes a pack in the window: what goes is looked at, and it is noted as sent."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from anchor_app.domain.assessment import State
from anchor_app.domain.collaborative import Audience
from anchor_app.domain.commands import NotePractice
from anchor_app.exchange.reading import read_pack
from anchor_app.ui.models.shared_model import Part
from tests.helpers.app_window import example_in, kept_in, person_at
from tests.helpers.handing_over import goes_to_send, packed, saves_to
from tests.helpers.states import signed


@pytest.fixture
def example(tmp_path: Path) -> Path:
    return example_in(tmp_path / "example")


def test_a_signed_assessment_is_packed_and_is_sent_from_then_on(qtbot: QtBot, tmp_path: Path,
                                                               monkeypatch: pytest.MonkeyPatch) -> None:
    signed(tmp_path / "w")
    suggested = saves_to(monkeypatch, tmp_path / "return")
    with person_at(qtbot, tmp_path / "w") as person:
        page = goes_to_send(person)
        assert not page.choice.draft_label.isVisible()
        person.clicks(page.save_button)
        packed(person, page)
        assert suggested == ["Example Bay 2026-27 Year end collaborative.anchorpack"]
        hub = person.window.hub
        assert hub is not None
        person.waits(lambda: hub.workspace.assessment(hub.assessment_id or "").state is State.SENT)
        assert "Sent" in person.window.header.period_button.text()
        person.window.go("overview")
        assert "sent on 2 November 2026" in person.page.headline.moderated.words_label.text()  # type: ignore[attr-defined]
    with read_pack(tmp_path / "return.anchorpack") as pack:
        assert pack.content.audience is Audience.COLLABORATIVE and pack.content.files


def test_the_preview_lists_each_file_and_text_and_why_others_stay(qtbot: QtBot, example: Path) -> None:
    with person_at(qtbot, example) as person:
        hub = person.window.hub
        assert hub is not None and hub.assessment_id
        hub.do(NotePractice(hub.assessment_id, "1.1.1", "Ask robin@example.org"))
        person.waits(lambda: not hub.has_pending)
        page = goes_to_send(person)
        assert page.choice.draft_label.text() == "It is not signed off, so it goes as a draft."
        model = page.preview.model
        texts = {model.index(row, 1).data() for row in range(model.rowCount())}
        assert any("People strategy 2025-28.pdf" in one for one in texts)
        person.clicks(page.preview.parts.button(Part.WARNED))
        assert model.index(0, 1).data() == "Ask robin@example.org"
        page.preview.table.setCurrentIndex(model.index(0, 0))
        assert page.preview.note_label.text() == "It looks as if it held an e-mail address: “robin@example.org”."
        person.clicks(page.preview.parts.button(Part.STAYS))
        why = [model.row(row).note for row in range(model.rowCount())]
        assert any("Personal data" in one for one in why) and any("narrower audience" in one for one in why)


def test_what_is_chosen_decides_what_goes_and_personal_data_only_when_ticked(qtbot: QtBot, example: Path) -> None:
    with person_at(qtbot, example) as person:
        page = goes_to_send(person)
        model = page.preview.model

        def counts() -> tuple[int, int]:
            person.waits(lambda: page.save_button.isEnabled())
            return model.count(Part.GOES), model.count(Part.STAYS)

        goes, stays = counts()
        person.clicks(page.choice.files_box)
        fewer, more = counts()
        assert fewer < goes and more > stays
        person.clicks(page.choice.files_box)
        assert counts() == (goes, stays)
        person.clicks(page.choice.personal_box)
        assert counts()[0] > goes
        person.clicks(page.choice.audiences[Audience.PUBLIC])
        assert counts()[1] > stays


def test_a_passphrase_is_typed_twice_and_opens_the_pack(qtbot: QtBot, example: Path, tmp_path: Path,
                                                         monkeypatch: pytest.MonkeyPatch) -> None:
    saves_to(monkeypatch, tmp_path / "p.anchorpack")
    with person_at(qtbot, example) as person:
        page = goes_to_send(person)
        card = page.passphrase
        person.clicks(card.wanted)
        person.types("abc", card.first)
        assert card.strength_label.text().startswith("Very weak")
        card.first.selectAll()
        person.types("kettle orbit velvet hamster", card.first)
        assert not card.strength_label.text().startswith(("Very", "Weak"))
        assert "cannot be recovered" in card.about_label.text()
        person.clicks(page.save_button)
        assert card.second_field.fault_sentence == "The two are not the same." and not page.result.isVisible()
        person.types("kettle orbit velvet hamster", card.second)
        person.clicks(page.save_button)
        packed(person, page)
        assert not card.first.text() and not card.second.text()
    with read_pack(tmp_path / "p.anchorpack", "kettle orbit velvet hamster") as pack:
        assert pack.is_protected


def test_a_pack_that_cannot_be_written_is_said_and_nothing_is_sent(qtbot: QtBot, tmp_path: Path,
                                                                   monkeypatch: pytest.MonkeyPatch) -> None:
    signed(tmp_path / "w")
    saves_to(monkeypatch, tmp_path / "gone" / "p.anchorpack")
    with person_at(qtbot, tmp_path / "w") as person:
        page = goes_to_send(person)
        person.clicks(page.save_button)
        person.waits(lambda: page.result.isVisible() and bool(page.result.label.text()))
        assert not page.result.label.text().startswith("Packed")
        assert page.save_button.isEnabled()
    (one,) = [one for one in kept_in(tmp_path / "w").assessments.values() if one.period == "2026/27"]
    assert one.state is State.SIGNED_OFF and not one.sendings


def test_a_pack_is_made_by_keys_alone(qtbot: QtBot, example: Path, tmp_path: Path,
                                      monkeypatch: pytest.MonkeyPatch) -> None:
    saves_to(monkeypatch, tmp_path / "p.anchorpack")
    with person_at(qtbot, example) as person:
        control = Qt.KeyboardModifier.ControlModifier
        person.presses(Qt.Key.Key_S, control | Qt.KeyboardModifier.ShiftModifier)
        page: Any = person.page
        assert person.window.place == "send"
        person.waits(lambda: page.save_button.isEnabled() and page._job is None)
        next(iter(page.choice.boxes.values())).setFocus()
        for _ in range(40):
            if person.focused is page.save_button:
                break
            person.presses(Qt.Key.Key_Tab)
        person.presses(Qt.Key.Key_Space)
        packed(person, page)
        assert person.focused is page.result.button
    assert (tmp_path / "p.anchorpack").exists()


def test_sending_is_reached_from_the_sheet_and_from_what_is_signed(qtbot: QtBot, tmp_path: Path) -> None:
    signed(tmp_path / "w")
    with person_at(qtbot, tmp_path / "w") as person:
        for place in ("sheet", "signing"):
            person.window.go(place)
            person.clicks(person.finds(QPushButton, "Send a pack…"))
            assert person.window.place == "send"
