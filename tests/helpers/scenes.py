"""Which pages, states and looks are held by pictures, and which the guides show."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from anchor_app.domain.moment import Moment
from anchor_app.services.example_collaborative import make_collaborative
from anchor_app.ui.main_window import MainWindow
from anchor_app.ui.models.incoming import Stage
from anchor_app.ui.session import Session
from anchor_app.ui.theme import Scheme
from anchor_app.ui.widgets.text import PlainLabel
from tests.helpers.app_window import TODAY
from tests.helpers.exchanged import gone_apart
from tests.helpers.pictures import Scene, in_turn, pause, rests, scrolls_to, shows
from tests.helpers.states import followed, signed


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


def _as_it_was(window: MainWindow) -> None:
    """Look at the assessment as it was at the end of the example's day, and wait until it is shown."""
    session = window.findChild(Session)
    assert session is not None
    session.looking_back.show(Moment.end_of(TODAY))
    while not window.banner.words.accessibleName().startswith("As it was"):
        pause(_A_WHILE_MS)
    window.show_item("assessment", "1.1")


def _looks_at_what_goes(window: MainWindow) -> None:
    """Wait until the documents that would go were looked through."""
    page: Any = window.stack.currentWidget()
    while "looking" in page.preview.summary_label.text() or not page.save_button.isEnabled():
        pause(_A_WHILE_MS)


def _with_a_pack(folder: Path) -> None:
    """A workspace beside the pack of a copy of it in which other things were answered."""
    mine, _ = gone_apart(folder.parent)
    mine.rename(folder)


def _receives(window: MainWindow) -> None:
    """Read the pack beside the workspace, and wait until it is compared."""
    page: Any = window.stack.currentWidget()
    session = window.findChild(Session)
    assert session is not None
    page.receive([session.folder.parent / "theirs.anchorpack"])
    while page.incoming.stage is not Stage.SHOWN:
        pause(_A_WHILE_MS)


def _with_a_collaborative(folder: Path) -> None:
    """The workspace of the example collaborative's steering group."""
    make_collaborative(folder.parent / "collaborative", today=TODAY).group.rename(folder)


def settles(window: MainWindow) -> None:
    """Wait until a page of the collaborative shows what is wanted."""
    page: Any = window.stack.currentWidget()
    while not page.is_settled:
        pause(_A_WHILE_MS)


def _asks_to_restore(window: MainWindow) -> None:
    """Wait for the list of backups, and ask to restore the newest."""
    page: Any = window.stack.currentWidget()
    while not page.rows:
        pause(_A_WHILE_MS)
    page.rows[0].restore_button.click()


def _waits_for_a_chart(window: MainWindow) -> None:
    """Wait until the chart is there, which is drawn on a worker."""
    page: Any = window.stack.currentWidget()
    while not page.detail.chart.is_drawn:
        pause(_A_WHILE_MS)


def _waits_for_a_draft(window: MainWindow) -> None:
    """Wait until what changed is there, which is read from the history on the store's thread."""
    page: Any = window.stack.currentWidget()
    while not page.form.drafted.model.rowCount():
        pause(_A_WHILE_MS)


_A_WHILE_MS = 50
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
)) + (
    Scene("component-compared", "assessment", in_turn(shows("1.1"), rests, scrolls_to("component_page.summary_card")),
          size=(1024, 600), make=followed),
    Scene("signing", "signing", size=(1180, 640)),
    Scene("trend-dark", "trend", scheme=Scheme.DARK, size=(1180, 660), make=followed),
    Scene("as-it-was", "assessment", _as_it_was, size=(1024, 420)),
    Scene("actions", "actions", size=(1180, 640)),
    Scene("outcomes-dark", "outcomes", _waits_for_a_chart, scheme=Scheme.DARK, size=(1180, 720)),
    Scene("updates", "updates", _waits_for_a_draft, size=(1180, 640)),
    Scene("practice-contrast", "practice", scheme=Scheme.CONTRAST, size=(1180, 640)),
)
"""Each is compared with its picture in tests/baselines."""

GUIDE = (
    Scene("start", act=_in_a_plain_folder),
    _OVERVIEW,
    _COMPONENT,
    Scene("component-evidence", "assessment", in_turn(shows("1.2"), scrolls_to("component_page.summary"))),
    Scene("component-compared", "assessment", in_turn(shows("1.1"), rests, scrolls_to("component_page.practices")),
          make=followed),
    Scene("domain", "assessment", in_turn(shows("property"), scrolls_to("domain_page.principles"))),
    Scene("evidence", "evidence"),
    Scene("pictures", "overview", scrolls_to("pictures")),
    Scene("sheet", "sheet"),
    Scene("actions", "actions"),
    Scene("outcomes", "outcomes", _waits_for_a_chart),
    Scene("updates", "updates", _waits_for_a_draft),
    Scene("reports", "reports", settles, size=(1280, 900)),
    Scene("trend", "trend", size=(1280, 680)),
    Scene("signing", "signing", size=(1280, 680)),
    Scene("backups", "backups", _asks_to_restore, size=(1280, 560), make=signed),
    Scene("send", "send", _looks_at_what_goes, size=(1280, 900)),
    Scene("receive", "receive", _receives, size=(1280, 900), make=_with_a_pack),
    Scene("returns", "returns", settles, make=_with_a_collaborative),
    Scene("board", "board", settles, size=(1280, 900), make=_with_a_collaborative),
    Scene("coverage", "coverage", settles, make=_with_a_collaborative),
    Scene("meetings", "meetings", make=_with_a_collaborative),
    Scene("settings", "settings", _on_a_plain_computer),
)
"""Each is written to docs/pictures."""
