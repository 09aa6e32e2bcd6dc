"""The page of a component: what is asked, how do we stand, what shows it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.charter import Component, Domain
from anchor_app.domain.commands import WriteAnswer
from anchor_app.domain.edit import Edit, Subject
from anchor_app.ui import icons
from anchor_app.ui.models.action_making import ActionMaking
from anchor_app.ui.models.answers import Answers
from anchor_app.ui.widgets.card import Card
from anchor_app.ui.widgets.crumb import Crumb
from anchor_app.ui.widgets.earlier_text import EarlierText
from anchor_app.ui.widgets.editor import TextEditor
from anchor_app.ui.widgets.evidence_links import EvidenceLinks
from anchor_app.ui.widgets.follow_up import FollowUp
from anchor_app.ui.widgets.layouts import Columns, PageScroll
from anchor_app.ui.widgets.level_effect import LevelEffect
from anchor_app.ui.widgets.moderation_card import ModerationCard
from anchor_app.ui.widgets.opportunity_list import OpportunityList
from anchor_app.ui.widgets.practice_list import PracticeList
from anchor_app.ui.widgets.status_panel import StatusPanel
from anchor_app.ui.widgets.text import PlainLabel

_NARROWEST = 84


class ComponentPage(QWidget):
    """Shows one component; `take` brings an edit into it, `flush` sends what was typed.

    Files that are dropped anywhere on it, and pictures that are pasted, are told of with the component's id.
    """

    domain_requested = Signal(str)
    history_requested = Signal(str)
    compare_wished = Signal(bool)
    evidence_requested = Signal(str)
    add_evidence_requested = Signal(str)
    files_dropped = Signal(str, list)
    image_pasted = Signal(str, object)

    def __init__(self, answers: Answers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answers = answers
        self.making = ActionMaking(answers, self)
        self._component: Component | None = None
        self._domain: Domain | None = None
        self._is_locked = False
        self.setAcceptDrops(True)
        self._build_parts()
        self._lay_out()
        self.summary.committed.connect(self._on_summary)
        self.breadcrumb.clicked.connect(lambda: self._domain and self.domain_requested.emit(self._domain.id))
        self.status.compare.wished.connect(self.compare_wished)
        self.history_button.clicked.connect(lambda: self.history_requested.emit(self.component_id))
        self.evidence.evidence_requested.connect(self.evidence_requested)
        self.evidence.add_evidence_requested.connect(self.add_evidence_requested)

    def _build_parts(self) -> None:
        answers = self._answers
        self.breadcrumb = Crumb()
        self.title_label = PlainLabel("", "page")
        self.history_button = QPushButton("History")
        self.history_button.setProperty("kind", "quiet")
        icons.dress(self.history_button, "history")
        self.status = StatusPanel(answers)
        self.practices = PracticeList(answers)
        self.summary_card = Card("Evidence summary", "what the evidence shows, in your words")
        self.summary = TextEditor(lines=3, most_lines=18)
        self.summary.setAccessibleName("Evidence summary")
        self.summary_card.body.addWidget(self.summary)
        self.earlier_summary = EarlierText(answers.hub.tasks)
        self.summary_card.body.addWidget(self.earlier_summary)
        self.evidence = EvidenceLinks(answers)
        self.opportunities = OpportunityList(answers, self.making)
        self.level = LevelEffect(answers)
        self.follow_up = FollowUp(answers, self.making)
        self.moderation = ModerationCard(answers, self.making)
        self._parts = (self.status, self.practices, self.evidence, self.opportunities, self.moderation, self.level,
                       self.follow_up)

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.area = PageScroll(self)
        self.area.column.setContentsMargins(0, 0, 6, 12)
        outer.addWidget(self.area)
        self.columns = Columns(_NARROWEST)
        self.columns.add(_column(self.practices, self.summary_card, self.evidence, self.opportunities), 7)
        self._aside = _column(self.moderation, self.level, self.follow_up)
        self.columns.add(self._aside, 3)
        self.area.column.addWidget(self._head())
        self.area.column.addWidget(self.columns)
        self.area.column.addStretch(1)

    def _head(self) -> QWidget:
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        line = QHBoxLayout()
        line.addWidget(self.breadcrumb)
        line.addStretch(1)
        line.addWidget(self.history_button)
        column.addLayout(line)
        column.addWidget(self.title_label)
        column.addSpacing(8)
        column.addWidget(self.status)
        return head

    @property
    def component_id(self) -> str:
        """The component that is shown; empty before the first."""
        return self._component.id if self._component else ""

    def show_component(self, component: Component) -> None:
        """Show a component, from its top when it is another one."""
        is_other = self._component is not component
        if is_other:
            self.flush()
        self._component = component
        self._domain = self._answers.charter.domain_of[component.id]
        beyond = self._answers.beyond_nhs
        place = f"Domain {self._domain.number} · {self._domain.title_for(beyond)}"
        self.breadcrumb.show_words(place)
        self.title_label.setText(f"{component.id} {component.title_for(beyond)}")
        self.history_button.setAccessibleName(f"History of {component.id}")
        for part in self._parts:
            part.show_component(component)
        self._show_summary()
        self._watch_fields()
        if is_other:
            self.area.verticalScrollBar().setValue(0)

    def take(self, edit: Edit) -> None:
        """Show what an edit changed here."""
        if self._component is None:
            return
        for part in self._parts:
            part.take(edit)
        if edit.touches("component", self._component.id):
            self._show_summary()

    def set_locked(self, is_locked: bool) -> None:
        """Keep the answers from being changed, and readable."""
        self._is_locked = is_locked
        for part in (self.status, self.practices, self.evidence, self.opportunities, self.follow_up):
            part.set_locked(is_locked)
        self.summary.setReadOnly(is_locked)

    def focus_first(self) -> None:
        """Give the keyboard to the status, the first question of the page."""
        chosen = self.status.chooser.choice
        self.status.chooser.button(chosen).setFocus(Qt.FocusReason.TabFocusReason)

    def forget_asked(self) -> None:
        """Let what was refused be asked for again."""
        self.opportunities.forget_asked()

    def flush(self) -> None:
        """Send what was typed and not sent yet."""
        self.summary.flush()
        self.status.flush()
        self.practices.list.flush()
        self.opportunities.flush()
        self.follow_up.flush()
        self.moderation.flush()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._place_moderation()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_aside"):
            self._place_moderation()

    def _place_moderation(self) -> None:
        """What the steering group says stands beside the answers, and where these are one column before them."""
        is_before = self.area.column.indexOf(self.moderation) >= 0
        if self.columns.is_stacked == is_before:
            return
        if self.columns.is_stacked:
            self.area.column.insertWidget(1, self.moderation)
        else:
            aside = self._aside.layout()
            assert isinstance(aside, QVBoxLayout)
            aside.insertWidget(0, self.moderation)
        self.moderation.setVisible(self.moderation.is_wanted)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        if _files(event.mimeData()) and not self._is_locked:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        files = _files(event.mimeData())
        if files and self._component is not None and not self._is_locked:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.files_dropped.emit(self._component.id, files)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        is_return = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_return and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if self.moderation.is_active:
                self.moderation.form.record()
            else:
                self.status.confirm_last()
        elif not (event.matches(QKeySequence.StandardKey.Paste) and self._paste()):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Pictures and files that come to a text field are evidence too: the field itself cannot hold them."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            is_paste = event.matches(QKeySequence.StandardKey.Paste)
            if is_paste and not _has_words(QApplication.clipboard().mimeData()) and self._paste():
                return True
        elif isinstance(event, QDragEnterEvent) and _files(event.mimeData()):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _watch_fields(self) -> None:
        """Hear of what is dropped on or pasted into any field; watching one twice is watching it once."""
        for text in self.findChildren(QPlainTextEdit):
            text.installEventFilter(self)
            text.viewport().installEventFilter(self)
        for line in self.findChildren(QLineEdit):
            line.installEventFilter(self)

    def _paste(self) -> bool:
        """Tell of the picture or the files on the clipboard, if there are any."""
        content = QApplication.clipboard().mimeData()
        if self._component is None or self._is_locked:
            return False
        if content.hasImage():
            self.image_pasted.emit(self._component.id, QApplication.clipboard().image())
            return True
        files = _files(content)
        if files:
            self.files_dropped.emit(self._component.id, files)
        return bool(files)

    def _show_summary(self) -> None:
        assert self._component is not None
        subject = self._answers.subject("component", self._component.id, "summary")
        held = self._answers.assessment.component(self._component.id).summary
        self.summary.show_text(self._answers.drafts.text(subject, held), subject)
        last = self._answers.beside
        then = last.component(self._component.id) if last else None
        self.earlier_summary.show_change(last.when if last and then else "", then.summary if then else "", held)

    def _on_summary(self, text: str) -> None:
        subject = self.summary.subject
        if isinstance(subject, Subject):
            self._answers.drafts.keep(subject, text)
            self._answers.hub.do(WriteAnswer(subject.owner, subject.item, "summary", text))


def _column(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(16)
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    return holder


def _has_words(content: QMimeData) -> bool:
    """Whether it is text, and not only the names of files."""
    return content.hasText() and not _files(content)


def _files(content: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in content.urls() if url.isLocalFile()]
