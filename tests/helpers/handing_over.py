"""What a person does at the window with packs: drop them, receive them, make them, and sign what goes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from anchor_app.domain.assessment import Assessment
from anchor_app.ui.models.incoming import Stage
from tests.helpers.app_window import Person


def held(person: Person) -> Assessment:
    """The chosen assessment as it is held."""
    hub = person.window.hub
    assert hub is not None and hub.assessment_id is not None
    return hub.workspace.assessment(hub.assessment_id)


def dropped(target: QWidget, *paths: Path) -> bool:
    """Drop files on a widget, as the system does; whether the drop was taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(one)) for one in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(target, enter)
    if not enter.isAccepted():
        return False
    drop = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(target, drop)
    return drop.isAccepted()


def shows(person: Person) -> Any:
    """The page of packs, once they are read and compared."""
    page: Any = person.page
    assert person.window.place == "receive"
    person.waits(lambda: page.incoming.stage is Stage.SHOWN)
    return page


def drops(person: Person, *paths: Path) -> Any:
    """Drop packs on the window; the page that shows them."""
    assert dropped(person.window, *paths)
    return shows(person)


def receives(person: Person, page: Any) -> str:
    """Receive what is shown; what the page says of it."""
    person.clicks(page.apply_button)
    person.waits(lambda: page.result.isVisible() and bool(page.result.label.text()))
    person.sees_saved()
    return str(page.result.label.text())


def saves_to(monkeypatch: pytest.MonkeyPatch, path: Path) -> list[str]:
    """Let the system's dialog answer with a path; what it suggested is told."""
    suggested: list[str] = []

    def answer(parent: object, title: str, name: str, kinds: str) -> tuple[str, str]:
        suggested.append(name)
        return str(path), kinds

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    return suggested


def goes_to_send(person: Person) -> Any:
    """Choose to send a pack in the period's menu; the page, once it shows all that goes."""
    action = next(one for one in person.window.header.period_button.menu().actions() if "Se&nd" in one.text())
    action.trigger()
    page: Any = person.page
    person.waits(lambda: page.save_button.isEnabled() and "looking" not in page.preview.summary_label.text())
    return page


def packed(person: Person, page: Any) -> None:
    """Wait until the pack is written and noted."""
    person.waits(lambda: page.result.label.text().startswith("Packed:"))
    person.sees_saved()


def signs(person: Person, name: str = "Dr Ada Example", role: str = "Chief executive") -> Any:
    """Sign the chosen assessment off; the page on which that is done."""
    person.window.go("signing")
    page: Any = person.page
    for line, text in ((page.form.name_line, name), (page.form.role_line, role)):
        line.setFocus()
        line.selectAll()
        person.types(text, line)
    person.clicks(page.form.sign_button)
    person.clicks(page.form.confirm.yes_button)
    person.waits(lambda: held(person).is_frozen)
    return page
