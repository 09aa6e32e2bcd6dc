"""The overview: what level, why, what next, and what needs attention."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.action import overdue
from anchor_app.domain.assessment import Assessment, State
from anchor_app.domain.charter import Charter
from anchor_app.domain.edit import Edit
from anchor_app.domain.guidance import concerns, forecast, in_place
from anchor_app.domain.level_wording import close_sentences, proof_title, standing_words
from anchor_app.domain.provenance import is_theirs, sent_words, whose_words
from anchor_app.ui.hub import Hub
from anchor_app.ui.places import SIGNING, TREND
from anchor_app.ui.widgets.attention_card import AttentionCard
from anchor_app.ui.widgets.card import Card
from anchor_app.ui.widgets.group_card import GroupCard
from anchor_app.ui.widgets.headline_card import HeadlineCard
from anchor_app.ui.widgets.layouts import GAP, Columns, PageScroll
from anchor_app.ui.widgets.picture_card import PictureCard
from anchor_app.ui.widgets.proof_table import ProofTable
from anchor_app.ui.widgets.text import PlainLabel
from anchor_app.ui.widgets.way_card import WayCard

_STACKS_BELOW = 108
_MOST_EARLIER = 5


class OverviewPage(QWidget):
    """Shows `workspace.score` of the chosen assessment, and leads to where each thing is mended.

    `component_requested` also carries ids of domains; `evidence_requested` also names of the register's filters.
    """

    title = "Overview"
    component_requested = Signal(str)
    evidence_requested = Signal(str)
    page_requested = Signal(str)
    action_requested = Signal(str)

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._is_stale = True
        self._damaged: dict[str, str] = {}
        self.setObjectName("page")
        self._build()
        self._connect()

    def _build(self) -> None:
        self.page_scroll = PageScroll(self)
        root = QVBoxLayout(self)
        root.setContentsMargins(0, 0, 0, 0)
        root.addWidget(self.page_scroll)
        self._build_first_step()
        self.headline = HeadlineCard(self)
        self.proof_card = Card("", "a level holds when its rule holds in every domain", self)
        self.proof = ProofTable(self)
        self.close_label = PlainLabel("", "hint", self)
        self.proof_card.body.addWidget(self.proof)
        self.proof_card.body.addWidget(self.close_label)
        self.pictures = PictureCard(self)
        self.way = WayCard(self)
        self.attention = AttentionCard(self)
        self.group = GroupCard(self)
        self.earlier_card = Card("Since last period", "", self)
        self.earlier_label = PlainLabel("", "soft", self)
        self.trend_button = QPushButton("See the trend", self)
        self.trend_button.setProperty("kind", "link")
        self.earlier_card.body.addWidget(self.earlier_label)
        self.earlier_card.body.addWidget(self.trend_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._build_signed()
        self.columns = Columns(_STACKS_BELOW, self)
        self.columns.add(_column(self.headline, self.proof_card, self.pictures), 67)
        self.columns.add(_column(self.group, self.way, self.attention, self.earlier_card), 33)
        self.page_scroll.column.addWidget(self.signed_card)
        self.page_scroll.column.addWidget(self.first_step)
        self.page_scroll.column.addWidget(self.columns)
        self.page_scroll.column.addStretch(1)

    def _build_first_step(self) -> None:
        self.first_step = Card("Where to begin", "", self)
        self.first_step.set_tone("accent")
        self.first_step_label = PlainLabel("", "text", self)
        self.first_step_button = QPushButton(self)
        self.first_step_button.setProperty("kind", "primary")
        self.first_step.body.addWidget(self.first_step_label)
        self.first_step.body.addWidget(self.first_step_button, 0, Qt.AlignmentFlag.AlignLeft)

    def _build_signed(self) -> None:
        self.signed_card = Card("", "", self)
        self.signed_card.set_tone("accent")
        self.signed_label = PlainLabel("", "strong", self)
        self.signing_button = QPushButton("See the sign-off", self)
        self.signing_button.setProperty("kind", "link")
        self.signed_card.body.addWidget(self.signed_label)
        self.signed_card.body.addWidget(self.signing_button, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_signed(self, assessment: Assessment | None) -> None:
        signing = assessment.signing if assessment else None
        theirs = assessment is not None and is_theirs(self._hub.workspace.holdings, assessment)
        self.signed_card.setVisible(signing is not None or theirs)
        self.signing_button.setVisible(signing is not None)
        if assessment is not None and theirs:
            self.signed_label.setText(whose_words(self._hub.workspace.holdings, assessment))
        elif signing is not None:
            from anchor_app.domain.signing import short_checksum
            from anchor_app.ui.widgets.signed_card import signed_words

            self.signed_label.setText(f"{signed_words(signing)} · checksum {short_checksum(signing.checksum)} …")

    def _connect(self) -> None:
        self.trend_button.clicked.connect(lambda: self.page_requested.emit(TREND))
        self.signing_button.clicked.connect(lambda: self.page_requested.emit(SIGNING))
        self.first_step_button.clicked.connect(self._on_first_step)
        self.proof.domain_requested.connect(self.component_requested)
        self.pictures.domain_requested.connect(self.component_requested)
        self.way.component_requested.connect(self.component_requested)
        self.attention.component_requested.connect(self.component_requested)
        self.group.component_requested.connect(self.component_requested)
        self.attention.evidence_requested.connect(self.evidence_requested)
        self.attention.action_requested.connect(self.action_requested)
        self._hub.edited.connect(self._on_edited)
        self._hub.refreshed.connect(self._on_refreshed)

    def set_damaged(self, damaged: dict[str, str]) -> None:
        """Take up which evidence has damaged or missing content: ids to sentences."""
        self._damaged = damaged
        self._look_again()

    def refresh(self) -> None:
        """Show the level, its proof and what follows from them as they are now."""
        self._is_stale = False
        key = self._hub.assessment_id
        workspace = self._hub.workspace
        assessment = workspace.holdings.assessments.get(key) if key else None
        self._show_signed(assessment)
        self.columns.setVisible(assessment is not None)
        if assessment is None:
            self.first_step.show()
            self.first_step_button.hide()
            self.first_step_label.setText("There is no assessment to show. Start one for a period, in the header.")
            return
        charter = workspace.holdings.charter_of(assessment)
        score, today = workspace.score(assessment.id), workspace.clock.today()
        self._show_first_step(assessment, charter)
        waiting = sent_words(assessment) if assessment.state is State.SENT else ""
        self.headline.show_score(score, forecast(workspace.holdings, assessment, today), waiting)
        self.group.show_assessment(assessment, charter, is_deciding=is_theirs(workspace.holdings, assessment)
                                   and not workspace.read_only and assessment.state is not State.CLOSED)
        self.proof_card.set_title(proof_title(score.self_assessed), self.proof_card.hint_label.accessibleName())
        self.proof.show_standing(score.self_assessed)
        self.close_label.setText("\n".join(close_sentences(charter)))
        self.close_label.setVisible(bool(self.close_label.text()))
        self.pictures.show_progress(charter, assessment)
        self.way.show_score(score, workspace.holdings.organisation_of(assessment).beyond_nhs,
                            {one.id: in_place(assessment, one) for one in charter})
        pieces = {piece.id for piece in workspace.holdings.evidence_of(assessment.organisation)}
        self.attention.show_concerns(concerns(workspace.holdings, assessment, today),
                                     tuple(one for one in self._damaged if one in pieces),
                                     len(overdue(workspace.holdings.owned("actions", assessment.organisation), today)))
        self._show_earlier(assessment)

    def _show_first_step(self, assessment: Assessment, charter: Charter) -> None:
        is_empty = not (assessment.components or assessment.practices or assessment.principles)
        first = next(iter(charter), None)
        self.first_step.setVisible(is_empty and first is not None)
        self.first_step_button.setVisible(first is not None)
        if first is not None:
            self.first_step_label.setText(
                f"Nothing is answered yet. Open {first.id}, mark which of its practices are in place, then judge its "
                "status. Everything is saved as you go, and components can be answered in any order.")
            self.first_step_button.setText(f"Begin with {first.id}")

    def _show_earlier(self, assessment: Assessment) -> None:
        earlier = []
        for one in self._hub.workspace.holdings.assessments_of(assessment.organisation):
            if one.id == assessment.id:
                break
            earlier.append(one)
        lines = [f"{one.title}: {standing_words(self._hub.workspace.score(one.id).self_assessed)}"
                 for one in reversed(earlier[-_MOST_EARLIER:])]
        self.earlier_label.setText("\n".join(lines))
        self.earlier_card.setVisible(bool(lines))

    def _on_first_step(self) -> None:
        assessment = self._hub.workspace.assessment(self._hub.assessment_id or "")
        self.component_requested.emit(next(iter(self._hub.workspace.holdings.charter_of(assessment))).id)

    def _on_edited(self, edit: Edit) -> None:
        self._look_again()

    def _on_refreshed(self, key: object) -> None:
        self._look_again()

    def _look_again(self) -> None:
        if self.isVisible():
            self.refresh()
        else:
            self._is_stale = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.refresh()


def _column(*cards: Card) -> QWidget:
    holder = QWidget()
    holder.setProperty("role", "bare")
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GAP)
    for card in cards:
        column.addWidget(card)
    column.addStretch(1)
    return holder
