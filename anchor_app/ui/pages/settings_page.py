"""The settings: the organisation's details, one's name, how the window looks, and where everything lies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.commands_keeping import AmendOrganisation
from anchor_app.domain.organisation import Organisation
from anchor_app.domain.wording import listed
from anchor_app.services.settings import Settings
from anchor_app.ui import icons
from anchor_app.ui.hub import Hub
from anchor_app.ui.pages.fresh_page import FreshPage
from anchor_app.ui.places import BACKUPS, RETURNS
from anchor_app.ui.theme import Scheme
from anchor_app.ui.widgets.card import Card
from anchor_app.ui.widgets.editor import LineEditor
from anchor_app.ui.widgets.form import Choice, Field, side_by_side
from anchor_app.ui.widgets.layouts import Flow, PageScroll
from anchor_app.ui.widgets.message_bar import announce
from anchor_app.ui.widgets.organisation_form import OrganisationForm
from anchor_app.ui.widgets.text import PlainLabel

TEXT_SIZES = (100, 125, 150, 175, 200)
LIMITS = (50, 100, 250, 500, 1000, 2000)
"""Largest document, in millions of bytes."""

_STEERING = ("A steering group keeps the returns of many organisations here, compares them on a board, and finds who "
             "can help whom. Its pages stand in the side bar from then on.")

Check = Callable[[Callable[[float], None], Callable[[], bool]], object]


@dataclass(frozen=True, slots=True)
class Desk:
    """What the settings page needs that is not in the workspace."""

    folder: Path
    read: Callable[[], Settings]
    change: Callable[..., None]
    check: Check
    account: str


class SettingsPage(FreshPage):
    """Shows and changes the settings; each is kept at once. `check` runs beside everything else."""

    title = "Settings"
    kinds: ClassVar = ("organisation",)
    example_requested = Signal()
    page_requested = Signal(str)

    def __init__(self, hub: Hub, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(hub, parent)
        self._desk = desk
        self._build()
        self._connect()
        self.refresh()

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = PageScroll(widest=920)
        outer.addWidget(scroll)
        scroll.column.addWidget(PlainLabel(self.title, "page"))
        self.organisation_card = Card("Organisation", "each change is saved at once")
        self.organisation_form = OrganisationForm()
        self.organisation_card.body.addWidget(self.organisation_form)
        for card in (self.organisation_card, self._person_card(), self._look_card(), self._data_card(),
                     self._steering_card()):
            scroll.column.addWidget(card)

    def _person_card(self) -> Card:
        card = Card("Your name")
        self.who = LineEditor(placeholder=self._desk.account)
        self.who.setObjectName("who")
        card.body.addWidget(side_by_side(
            Field("Your name", self.who, "The history says who made each change. Empty: the name of this account."),
            QWidget()))
        return card

    def _look_card(self) -> Card:
        card = Card("Appearance")
        self.scheme = Choice({scheme.value: scheme.words for scheme in Scheme})
        self.scheme.setObjectName("scheme")
        self.text_size = Choice({size: f"{size} %" for size in TEXT_SIZES})
        self.text_size.setObjectName("text_size")
        card.body.addWidget(side_by_side(
            Field("Colours", self.scheme), Field("Text size", self.text_size)))
        return card

    def _data_card(self) -> Card:
        card = Card("Your data")
        self.path = QLineEdit(str(self._desk.folder))
        self.path.setReadOnly(True)
        self.path.setObjectName("path")
        self.copy_button = QPushButton("Copy the path")
        icons.dress(self.copy_button, "copy")
        self.limit = Choice({size * 1_000_000: f"{size:,} MB" for size in LIMITS})
        self.limit.setObjectName("limit")
        self.check_button = QPushButton("Check my data now")
        self.check_button.setObjectName("check_button")
        icons.dress(self.check_button, "shield")
        self.found = PlainLabel("", "text").make_selectable()
        self.found.hide()
        card.body.addWidget(Field("Everything is kept in this folder", self.path))
        row = Flow(spacing=8)
        row.addWidget(self.copy_button)
        row.addWidget(self.check_button)
        self.backups_button = QPushButton("Backups…")
        self.backups_button.setObjectName("backups_button")
        icons.dress(self.backups_button, "backup")
        row.addWidget(self.backups_button)
        card.body.addLayout(row)
        self.looked = PlainLabel("", "hint")
        self.looked.hide()
        card.body.addWidget(self.found)
        card.body.addWidget(self.looked)
        card.body.addWidget(side_by_side(
            Field("Largest document", self.limit, "A larger file is refused as evidence"), QWidget()))
        self.example_button = QPushButton("Look at the example")
        self.example_button.setProperty("kind", "link")
        card.body.addWidget(self.example_button, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _steering_card(self) -> Card:
        card = Card("Steering group")
        card.body.addWidget(PlainLabel(_STEERING, "soft"))
        self.steering_button = QPushButton("This workspace is a steering group's")
        self.steering_button.setObjectName("steering_button")
        icons.dress(self.steering_button, "board")
        card.body.addWidget(self.steering_button, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _connect(self) -> None:
        self.steering_button.clicked.connect(lambda: self.page_requested.emit(RETURNS))
        self.organisation_form.changed.connect(self._on_organisation_changed)
        self.who.committed.connect(lambda text: self._desk.change(who=text.strip()))
        self.scheme.activated.connect(lambda _: self._desk.change(scheme=self.scheme.value))
        self.text_size.activated.connect(lambda _: self._desk.change(text_scale=self.text_size.value))
        self.limit.activated.connect(lambda _: self._desk.change(evidence_limit=self.limit.value))
        self.copy_button.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.path.text()))
        self.check_button.clicked.connect(self._on_check)
        self.backups_button.clicked.connect(lambda: self.page_requested.emit(BACKUPS))
        self.example_button.clicked.connect(self.example_requested)
        self.follow()

    @property
    def _organisation(self) -> Organisation | None:
        workspace, key = self._hub.workspace, self._hub.assessment_id
        if key and key in workspace.holdings.assessments:
            return workspace.holdings.organisation_of(workspace.assessment(key))
        return next(iter(workspace.holdings.organisations.values()), None)

    def show_held(self) -> None:
        """Show everything as it is kept."""
        organisation = self._organisation
        self.organisation_card.setVisible(organisation is not None)
        if organisation is not None:
            self.organisation_form.show_organisation(organisation)
            self.organisation_form.set_enabled(not self._hub.workspace.read_only)
        settings = self._desk.read()
        self.who.show_text(settings.who, "who")
        self.scheme.show_value(settings.scheme)
        self.text_size.show_value(min(TEXT_SIZES, key=lambda size: abs(size - settings.text_scale)))
        self.limit.show_value(min((size * 1_000_000 for size in LIMITS),
                                  key=lambda size: abs(size - settings.evidence_limit)))
        self.example_button.setVisible(not self._hub.workspace.is_example)

    def _on_organisation_changed(self, name: str, value: object) -> None:
        organisation = self._organisation
        if organisation is not None:
            kept = value.strip() if isinstance(value, str) else value
            self._hub.do(AmendOrganisation(organisation.id, {name: kept}))

    def _on_check(self) -> None:
        self.check_button.setEnabled(False)
        self._say("Checking…")
        self._hub.tasks.run(self._desk.check, self._on_checked, self._on_not_checked)

    def _on_checked(self, result: tuple[tuple[str, ...], tuple[object, ...]]) -> None:
        looked, found = result
        self.looked.setText(f"Looked at: {listed(looked)}.")
        self.looked.show()
        sentences = [str(one) for one in found]
        shown = sentences[:20] + ([f"And {len(sentences) - 20:,} more."] if len(sentences) > 20 else [])
        self.check_button.setEnabled(True)
        self._say("\n".join(shown) or "Everything is as it was saved.")
        self.found.set_tone("warning" if sentences else "good")

    def _on_not_checked(self, error: BaseException) -> None:
        self.check_button.setEnabled(True)
        self.found.set_tone("warning")
        self._say(f"Your data could not be checked. {error}")

    def _say(self, sentence: str) -> None:
        self.found.setText(sentence)
        self.found.show()
        announce(self, sentence)
