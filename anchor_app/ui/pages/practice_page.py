"""Good practice: the library of stories, which may be shared, and who took them up."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from anchor_app.domain.errors import Refusal
from anchor_app.domain.level_wording import day_words
from anchor_app.domain.outcome import Follows
from anchor_app.domain.provenance import kept_there_words
from anchor_app.domain.telling import Told, library
from anchor_app.services.year_round import outcomes
from anchor_app.ui import icons
from anchor_app.ui.hub import Hub
from anchor_app.ui.pages.fresh_page import FreshPage
from anchor_app.ui.widgets.card import Card
from anchor_app.ui.widgets.layouts import Flow, PageScroll
from anchor_app.ui.widgets.line_list import Line, LineList
from anchor_app.ui.widgets.list_and_detail import ListAndDetail, Room
from anchor_app.ui.widgets.shapes import EMPTY, TICKED
from anchor_app.ui.widgets.story_filters import SHARED, StoryFilters
from anchor_app.ui.widgets.story_form import StoryForm
from anchor_app.ui.widgets.text import PlainLabel, one_line

_NARROW = 100
"""Average characters of width below which the list and the story take turns."""
_NONE = ("No story is told here yet. A story says what was done and what came of it, so that others can take it up. "
         "Tell one here, or put one from a monthly update in the library.")
_NONE_FOUND = "No story has all of this. Clear the filters to see every story."


class PracticePage(FreshPage):
    """The stories beside the one that is chosen. `outcome_requested(key)`: see the outcome that counts them."""

    title = "Good practice"
    kinds: ClassVar = ("story", "taken-up", "organisation", "outcome", "assessment")
    outcome_requested = Signal(str)

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(hub, parent)
        self._told: tuple[Told, ...] = ()
        self._outcome = ""
        self._awaited = ""
        self._build()
        self._connect()
        self.follow()

    def _build(self) -> None:
        self.add_button = QPushButton("Tell a story", self)
        self.add_button.setObjectName("tell_story")
        self.add_button.setProperty("kind", "primary")
        icons.dress(self.add_button, "add", ink="card")
        self.why_label = PlainLabel("", "hint", self)
        self.said_label = PlainLabel("", "soft", self)
        self.outcome_button = QPushButton("Open the outcome", self)
        self.outcome_button.setProperty("kind", "link")
        self.filters = StoryFilters(self)
        self.count_label = PlainLabel("", "hint", self)
        self.list = LineList("Stories", self, opens_at_once=True)
        self.empty_card = Card("", "", self)
        self.empty_label = PlainLabel("", "text", self.empty_card)
        self.empty_card.body.addWidget(self.empty_label)
        self.list_card = Card("", "", self)
        self.list_card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.list_card.body.addWidget(self.count_label)
        self.list_card.body.addWidget(self.list, 1)
        self.form = StoryForm(self._hub, self)
        self.page_scroll = PageScroll(self)
        self.room = Room(parent=self.page_scroll.widget())
        self.both = ListAndDetail(self.list_card, self.form, _NARROW, self.room)
        self.room.hold(self.both)
        self.both.splitter.setSizes([520, 500])
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(PlainLabel(self.title, "page", self), 1)
        head.addWidget(self.add_button)
        said = Flow(spacing=8, is_centred=True)
        said.addWidget(self.said_label)
        said.addWidget(self.outcome_button)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.page_scroll)
        column = self.page_scroll.column
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.why_label)
        column.addLayout(said)
        column.addWidget(self.filters)
        column.addWidget(self.empty_card)
        column.addWidget(self.room, 1)
        column.addStretch(0)

    def _connect(self) -> None:
        self.add_button.clicked.connect(self._on_tell)
        self.outcome_button.clicked.connect(lambda: self.outcome_requested.emit(self._outcome))
        self.filters.changed.connect(self._show_list)
        self.list.shown.connect(self._show_story)
        self.list.opened.connect(self._on_opened)
        self.both.left_detail.connect(self._on_left_detail)
        self.both.arranged.connect(self._on_arranged)
        QShortcut(QKeySequence.StandardKey.Find, self, self.filters.search_line.setFocus,
                  context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def show_item(self, key: str) -> None:
        """Show a story, or that which a note of who took it up belongs to, whatever the list was narrowed to."""
        note = self._hub.workspace.holdings.taken_up.get(key)
        wanted = f"{note.organisation}/{note.story}" if note else key
        self.refresh()
        if wanted not in self._hub.workspace.holdings.stories:
            return
        if wanted not in {one.story.key for one in self._told}:
            self.filters.clear()
        self._choose(wanted)
        self.both.open_detail()

    # -- showing -----------------------------------------------------------------------------------------------

    def show_held(self) -> None:
        """Show what is held now."""
        workspace, assessment = self._hub.workspace, self.assessment
        holdings = workspace.holdings
        self.filters.show_charter(holdings.charter_of(assessment) if assessment else None)
        lock = workspace.read_only or (kept_there_words(holdings, self.organisation_id, "stories")
                                       if assessment else "Start an assessment first.")
        self.add_button.setEnabled(not lock)
        self.add_button.setAccessibleDescription(lock)
        self.why_label.setText(f"No story can be told here. {lock}")
        self.why_label.setVisible(bool(lock))
        self._show_outcome()
        self._show_list()

    def _show_outcome(self) -> None:
        """How often stories were taken up, and which outcome counts it."""
        workspace, owner = self._hub.workspace, self.organisation_id
        shared = {one.id for one in workspace.holdings.owned("stories", owner) if one.shareable}
        times = sum(one.story in shared for one in workspace.holdings.owned("taken_up", owner))
        try:
            followed = outcomes(workspace, owner) if owner else ()
        except Refusal:
            followed = ()
        found = [one for one in followed if one.outcome.follows is Follows.TAKEN_UP]
        often = f"taken up {times:,} {'time' if times == 1 else 'times'}" if times else "not taken up yet"
        name = one_line(workspace.holdings.organisations[owner].shown_name, 60) if owner else ""
        self._outcome = found[0].outcome.key if found else ""
        self.said_label.setText(
            f"Shared stories of {name} were {often}. The outcome “{one_line(found[0].title, 60)}” counts it."
            if found else f"Shared stories of {name} were {often}. An outcome can count this by itself.")
        self.outcome_button.setText("Open the outcome" if found else "Open the outcomes")
        for widget in (self.said_label, self.outcome_button):
            widget.setVisible(bool(owner))

    def _show_list(self) -> None:
        filters, holdings = self.filters, self._hub.workspace.holdings
        every = len(holdings.stories)
        self._told = tuple(one for one in library(holdings, filters.search, filters.component, only_shareable=False)
                           if not filters.share or one.story.shareable == (filters.share == SHARED))
        noun = "story" if every == 1 else "stories"
        of = "" if filters.is_everything else f"{len(self._told):,} of "
        self.count_label.setText(f"{of}{every:,} {noun}")
        self.empty_label.setText(_NONE_FOUND if every else _NONE)
        self.empty_card.setVisible(not self._told)
        self.room.setVisible(bool(self._told))
        held = self.form.key
        self.list.show_lines([_line(one) for one in self._told])
        if self._told:
            keys = [one.story.key for one in self._told]
            self._choose(held if held in keys else keys[0])
        else:
            self._show_story("")
        self._on_arranged()

    def _choose(self, key: str) -> None:
        row = next((at for at, one in enumerate(self.list.model_.lines) if one.key == key), -1)
        if row >= 0 and self.list.currentIndex().row() != row:
            self.list.setCurrentIndex(self.list.model_.index(row))
        self._show_story(key)

    def _show_story(self, key: str) -> None:
        if key != self.form.key:
            self.both.detail_scroll.verticalScrollBar().setValue(0)
        self.form.show_story(key)
        self.both.set_has_detail(bool(self.form.key))

    # -- answers -----------------------------------------------------------------------------------------------

    def _on_tell(self) -> None:
        from anchor_app.ui.dialogs.story_dialog import StoryDialog

        assessment = self.assessment
        if assessment is None:
            return
        self.form.flush()
        self.dialog = StoryDialog(self._hub, assessment.organisation,
                                  self._hub.workspace.holdings.charter_of(assessment), self.window())
        self.dialog.told.connect(self.show_item)
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.open()

    def _on_opened(self, key: str) -> None:
        self._show_story(key)
        self.both.open_detail()

    def _on_left_detail(self) -> None:
        self.form.flush()
        self.list.setFocus()

    def _on_arranged(self) -> None:
        is_list = not self.both.is_detail_alone
        self.filters.setVisible(is_list and bool(self._hub.workspace.holdings.stories))

    def hideEvent(self, event: QHideEvent) -> None:
        self.form.flush()
        super().hideEvent(event)


def _line(one: Told) -> Line:
    story = one.story
    told = " · ".join(filter(None, (one.organisation, story.component, day_words(story.on) if story.on else "")))
    count = len(one.taken_up)
    return Line(story.key, story.title, told, f"Taken up by {count}" if count else "",
                "May be shared" if story.shareable else "Kept within", TICKED if story.shareable else EMPTY)
