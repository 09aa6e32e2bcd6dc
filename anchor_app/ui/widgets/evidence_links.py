"""The evidence that supports a component: what there is, adding more, linking what is there already."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.charter import Component
from anchor_app.domain.commands_keeping import LinkEvidence
from anchor_app.domain.edit import Edit
from anchor_app.ui import icons
from anchor_app.ui.models.answers import Answers
from anchor_app.ui.widgets.card import Card
from anchor_app.ui.widgets.evidence_chooser import EvidenceChooser
from anchor_app.ui.widgets.evidence_row import EvidenceRow
from anchor_app.ui.widgets.layouts import Flow
from anchor_app.ui.widgets.reveal import focus_on
from anchor_app.ui.widgets.text import PlainLabel

MOST_ROWS = 40
_NONE = ("Nothing supports this component yet. Drop files on this page, paste a picture, or add a figure, "
         "an account or a link.")


class EvidenceLinks(Card):
    """The card of a component's evidence. A row stays with its piece; only what an edit touches is drawn again."""

    add_evidence_requested = Signal(str)
    evidence_requested = Signal(str)

    def __init__(self, answers: Answers, parent: QWidget | None = None) -> None:
        super().__init__("Evidence", parent=parent)
        self._answers = answers
        self._component: Component | None = None
        self._rows: dict[str, EvidenceRow] = {}
        self._shows_all = False
        self._is_locked = False
        self.none = PlainLabel(_NONE, "soft")
        self.body.addWidget(self.none)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.body.addLayout(self._list)
        self._build_buttons()
        self.chooser = EvidenceChooser(answers)
        self.chooser.hide()
        self.chooser.link_requested.connect(lambda key: self._link(key, True))
        self.chooser.closed.connect(self._on_chooser_closed)
        self.body.addWidget(self.chooser)

    def _build_buttons(self) -> None:
        self.more = QPushButton()
        self.more.setProperty("kind", "link")
        self.more.clicked.connect(self._on_more)
        self.body.addWidget(self.more)
        self.link = QPushButton("Link existing")
        self.link.setAccessibleName("Link existing evidence")
        self.link.setCheckable(True)
        self.link.clicked.connect(self._on_link_clicked)
        self.add = QPushButton("Add evidence")
        self.add.setToolTip("Ctrl+E")
        icons.dress(self.add, "add")
        self.add.clicked.connect(self._on_add)
        buttons = Flow()
        buttons.addWidget(self.link)
        buttons.addWidget(self.add)
        self.head.addLayout(buttons)

    @property
    def rows(self) -> dict[str, EvidenceRow]:
        """The rows by the evidence they show, in the order they are shown in."""
        return dict(self._rows)

    def show_component(self, component: Component) -> None:
        """Show the evidence of a component."""
        if self._component is not component:
            self._shows_all = False
            self.link.setChecked(False)
            self.chooser.hide()
        self._component = component
        self._sync()

    def take(self, edit: Edit) -> None:
        """Show what an edit changed here."""
        if self._component is None:
            return
        touches_links = any(change.what.kind == "support" and change.what.owner == self._answers.id
                            for change in edit.changes)
        if touches_links or edit.touches("evidence"):
            self._sync()
            if not self.chooser.isHidden():
                self.chooser.refresh()

    def set_locked(self, is_locked: bool) -> None:
        """Keep the links from being changed; opening a piece stays possible."""
        self._is_locked = is_locked
        self.link.setEnabled(not is_locked)
        self.add.setEnabled(not is_locked)
        for row in self._rows.values():
            row.unlink.setEnabled(not is_locked)

    def _sync(self) -> None:
        assert self._component is not None
        pieces = self._answers.holdings.supporting(self._answers.assessment, self._component.id)
        shown = pieces if self._shows_all else pieces[:MOST_ROWS]
        wanted = {piece.id for piece in shown}
        for key in [key for key in self._rows if key not in wanted]:
            self._drop(key)
        today = self._answers.hub.workspace.clock.today()
        ordered: dict[str, EvidenceRow] = {}
        for place, piece in enumerate(shown):
            row = ordered[piece.id] = self._rows.get(piece.id) or self._make(piece.id)
            if self._list.indexOf(row) != place:
                self._list.removeWidget(row)
                self._list.insertWidget(place, row)
            row.show_piece(piece, today)
        self._rows = ordered
        self.none.setVisible(not pieces)
        self.more.setText(f"Show all {len(pieces)}")
        self.more.setVisible(len(shown) < len(pieces))
        last = self._answers.beside
        parts = (f"{len(pieces)} {'piece' if len(pieces) == 1 else 'pieces'}" if pieces else "",
                 last.evidence_words(self._answers.assessment, self._component.id) if last else "")
        self.set_title("Evidence", " · ".join(part for part in parts if part))

    def _make(self, key: str) -> EvidenceRow:
        row = EvidenceRow(key, self)
        row.unlink.setEnabled(not self._is_locked)
        row.open_requested.connect(self.evidence_requested)
        row.unlink_requested.connect(lambda one: self._link(one, False))
        return row

    def _drop(self, key: str) -> None:
        keys = list(self._rows)
        row = self._rows.pop(key)
        if row.unlink.hasFocus() or row.open.hasFocus():
            rest = keys[keys.index(key) + 1:] + keys[:keys.index(key)][::-1]
            after = next((self._rows[one].unlink for one in rest if one in self._rows), self.add)
            focus_on(after)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _link(self, evidence_id: str, is_linked: bool) -> None:
        if self._component is not None:
            self._answers.hub.do(LinkEvidence(self._answers.id, evidence_id, self._component.id, is_linked))

    def _on_link_clicked(self, is_open: bool) -> None:
        self.chooser.setVisible(is_open)
        if is_open and self._component is not None:
            self.chooser.open_for(self._component.id)
            focus_on(self.chooser.search)

    def _on_chooser_closed(self) -> None:
        self.link.setChecked(False)
        self.chooser.hide()
        focus_on(self.link)

    def _on_more(self) -> None:
        self._shows_all = True
        self._sync()

    def _on_add(self) -> None:
        if self._component is not None:
            self.add_evidence_requested.emit(self._component.id)
