"""Who speaks for whom: the people of today or every change, and the way to note one or take one away."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.minuting import RemoveRepresentative
from anchor_app.domain.representing import Voice
from anchor_app.ui import icons
from anchor_app.ui.hub import Hub
from anchor_app.ui.models.meeting_voice_model import SINCE, UNTIL, MeetingVoiceModel
from anchor_app.ui.widgets.card import EmptyCard
from anchor_app.ui.widgets.filter_row import FilterRow
from anchor_app.ui.widgets.list_and_detail import ListAndDetail
from anchor_app.ui.widgets.meeting_tables import MeetingVoiceTable
from anchor_app.ui.widgets.meeting_voice_form import VoiceForm
from anchor_app.ui.widgets.status import Segments
from anchor_app.ui.widgets.text import PlainLabel

_NARROW = 110
_PAUSE_MS = 150
_NOW, _ALL = "now", "all"
_NONE = ("Nobody is kept as champion, executive lead or member of the group yet. Note who speaks for each organisation "
         "since when; their names are then offered in each meeting.")
_NOTHING_FITS = "Nothing fits. Search for other words, or choose All changes."
_OWN_DETAIL = ("This is what the organisation says of itself; since when is not noted. Note a change to keep the day.")


class VoicesView(QWidget):
    """The table, and beside it the entry that is chosen or the form for a new one."""

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._held: Voice | None = None
        self.setProperty("role", "bare")
        self.filters = FilterRow("Search names", self)
        self.search_line = self.filters.search_line
        self.search_line.setObjectName("voice_search")
        self.which = Segments({_NOW: "As it stands now", _ALL: "All changes"}, self)
        self.which.setAccessibleName("Which entries")
        self.which.show_choice(_NOW)
        self.note_button = QPushButton("Note a change…", self)
        self.note_button.setObjectName("note_button")
        icons.dress(self.note_button, "add")
        self.count_label = PlainLabel("", "hint", self)
        self.empty_card = EmptyCard(self)
        self.model = MeetingVoiceModel(self)
        self.table = MeetingVoiceTable(self.model, self)
        left = QWidget(self)
        left.setProperty("role", "bare")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.empty_card, 1)
        column.addWidget(self.table, 1)
        self.form = VoiceForm(hub, self)
        self.entry = self._entry()
        self.detail = QWidget(self)
        self.detail.setProperty("role", "bare")
        both = QVBoxLayout(self.detail)
        both.setContentsMargins(0, 0, 0, 0)
        both.addWidget(self.entry)
        both.addWidget(self.form)
        self.form.hide()
        self.both = ListAndDetail(left, self.detail, _NARROW, self)
        self.both.splitter.setSizes([720, 300])
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._build()
        self._connect()

    def _entry(self) -> QWidget:
        entry = QWidget(self)
        entry.setProperty("role", "bare")
        self.name_label, self.what_label = PlainLabel("", "card", entry), PlainLabel("", "text", entry)
        self.about_label = PlainLabel("", "soft", entry).make_selectable()
        self.own_label = PlainLabel(_OWN_DETAIL, "hint", entry)
        self.remove_button = QPushButton("Remove this entry", entry)
        self.remove_button.setProperty("kind", "quiet")
        icons.dress(self.remove_button, "remove", size=16)
        column = QVBoxLayout(entry)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for part in (self.name_label, self.what_label, self.about_label, self.own_label, self.remove_button):
            column.addWidget(part)
        column.addStretch(1)
        return entry

    def _build(self) -> None:
        for part in (self.which, self.note_button):
            self.filters.add(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.filters)
        column.addWidget(self.count_label)
        column.addWidget(self.both, 1)

    def _connect(self) -> None:
        self.search_line.textChanged.connect(lambda _: self._pause.start())
        self._pause.timeout.connect(self._look)
        self.which.chosen.connect(lambda _: self._look())
        self.table.shown.connect(self._show)
        self.table.opened.connect(self._on_opened)
        self.both.left_detail.connect(self._on_left_detail)
        self.both.arranged.connect(self._arrange)
        self.note_button.clicked.connect(self._on_note)
        self.form.noted.connect(self._on_noted)
        self.form.dismissed.connect(self._on_dismissed)
        self.remove_button.clicked.connect(self._on_remove)

    @property
    def is_settled(self) -> bool:
        """Whether what is shown is what is looked for."""
        return not self._pause.isActive()

    @property
    def is_noting(self) -> bool:
        """Whether the form for a new entry is shown."""
        return not self.form.isHidden()

    def refresh(self) -> None:
        """Show what is held, staying on the entry that is shown."""
        self.form.refresh()
        reason = self._hub.workspace.read_only
        self.note_button.setEnabled(not reason)
        self.remove_button.setEnabled(not reason)
        self._look()

    def show_item(self, key: str) -> bool:
        """Show an entry among all changes; whether it is there."""
        if key not in self._hub.workspace.holdings.representatives:
            return False
        self.search_line.clear()
        self.which.show_choice(_ALL)
        self._look()
        self._set_noting(False)
        self.table.choose(self.model.row_of(key))
        self.both.open_detail()
        return True

    def _look(self) -> None:
        self._pause.stop()
        held = self._held.entry.key if self._held and self._held.entry.id else ""
        workspace = self._hub.workspace
        self.model.look(workspace.holdings, workspace.clock.today(), self.search_line.text(),
                        only_now=self.which.choice == _NOW)
        count, total = self.model.rowCount(), self.model.total
        self.count_label.setText(f"{count:,} of {total:,} entries" if count != total else f"{count:,} entries")
        self.table.withhold({UNTIL} if self.which.choice == _NOW else set())
        self.table.setVisible(count > 0)
        self.empty_card.explain("" if count else _NOTHING_FITS if total else _NONE)
        self._arrange()
        row = max(0, self.model.row_of(held)) if held else 0
        self._held = self.model.voice(row)
        if count:
            self.table.choose(row)
            self._show(row)
        self._say_detail()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Where the detail stands alone it has all the room; where there is little height the rows have it."""
        self.filters.fit(self.height())
        self.filters.setVisible(not self.both.is_detail_alone)
        self.count_label.setVisible(self.model.total > 0 and self.filters.fold_button.isHidden()
                                    and not self.both.is_detail_alone)

    def _set_noting(self, is_noting: bool) -> None:
        self.entry.setVisible(not is_noting)
        self.form.setVisible(is_noting)

    def _say_detail(self) -> None:
        self.both.set_has_detail(self.is_noting or self._held is not None)

    def _show(self, row: int) -> None:
        voice = self.model.voice(row)
        if voice is None:
            return
        self._held = voice
        entry, has_name = voice.entry, bool(voice.entry.name.strip())
        self.name_label.setText(entry.name if has_name else voice.organisation)
        what = entry.what.words if entry.what else ""
        days = f"Since {self.model.text(voice, SINCE)}" if entry.on else ""
        until = f"until {self.model.text(voice, UNTIL)}" if voice.until else ""
        self.what_label.setText("\n".join(filter(None, (
            f"{what} of {voice.organisation}" if has_name else what, " ".join(filter(None, (days, until)))))))
        about = "\n".join(filter(None, (entry.role, entry.contact, entry.note)))
        self.about_label.setText(about[:2_000])
        self.about_label.setVisible(bool(about))
        self.own_label.setVisible(not entry.id)
        self.remove_button.setVisible(bool(entry.id))
        self.remove_button.setAccessibleDescription(self.model.spoken(voice))

    def _on_opened(self, row: int) -> None:
        self._set_noting(False)
        self._show(row)
        self._say_detail()
        self.both.open_detail()

    def _on_note(self) -> None:
        self._set_noting(True)
        self._say_detail()
        self.both.open_detail()
        self.form.ask(self._held.entry.organisation if self._held else "")

    def _on_noted(self, key: str) -> None:
        self._set_noting(False)
        self.show_item(key)
        self.note_button.setFocus()

    def _on_dismissed(self) -> None:
        self._set_noting(False)
        self._say_detail()
        self.note_button.setFocus()

    def _on_left_detail(self) -> None:
        self._set_noting(False)
        self._say_detail()
        self.table.setFocus()

    def _on_remove(self) -> None:
        if self._held is not None and self._held.entry.id:
            self._hub.do(RemoveRepresentative(self._held.entry.key))
            self.table.setFocus()
