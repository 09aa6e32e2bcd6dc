"""Which pages, states and looks are held by pictures, and which the guides show."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from anchor_app.ui.main_window import MainWindow
from anchor_app.ui.theme import Scheme
from anchor_app.ui.widgets.text import PlainLabel
from tests.helpers.pictures import Scene, in_turn, scrolls_to, shows


def _on_a_plain_computer(window: MainWindow) -> None:
    """Name no real account and folder, and bring what stands below the organisation into sight."""
    page: Any = window.page("settings")
    page.who.setPlaceholderText("robin.example")
    page.path.setText(r"C:\Users\robin.example\AppData\Local\Anchor")
    scrolls_to("who")(window)


def _in_a_plain_folder(window: MainWindow) -> None:
    """Name a folder of the same length wherever the picture is taken: its words wrap, and make the page longer."""
    for label in window.stack.currentWidget().findChildren(PlainLabel):
        if label.text().startswith("Your work will be kept in"):
            label.setText(r"Your work will be kept in C:\Users\robin.example\AppData\Local\Anchor")


_OVERVIEW = Scene("overview", "overview")
_COMPONENT = Scene("component", "assessment", shows("1.1"))

_SMALL = (1180, 720)
"""Room for every part of a page, in a picture that is a quarter smaller."""

BASELINES = tuple(replace(scene, size=_SMALL) for scene in (
    Scene("start", act=_in_a_plain_folder),
    _OVERVIEW,
    _COMPONENT,
    Scene("domain", "assessment", shows("property")),
    Scene("evidence", "evidence"),
    Scene("sheet", "sheet"),
    Scene("settings", "settings"),
    Scene("help", "help"),
    Scene("overview-dark", "overview", scheme=Scheme.DARK),
    Scene("component-contrast", "assessment", shows("1.1"), scheme=Scheme.CONTRAST),
    Scene("overview-200", "overview", scale=200),
))
"""Each is compared with its picture in tests/baselines."""

GUIDE = (
    Scene("start", act=_in_a_plain_folder),
    _OVERVIEW,
    _COMPONENT,
    Scene("component-evidence", "assessment", in_turn(shows("1.2"), scrolls_to("component_page.summary"))),
    Scene("domain", "assessment", in_turn(shows("property"), scrolls_to("domain_page.principles"))),
    Scene("evidence", "evidence"),
    Scene("pictures", "overview", scrolls_to("pictures")),
    Scene("sheet", "sheet"),
    Scene("settings", "settings", _on_a_plain_computer),
)
"""Each is written to docs/pictures."""
