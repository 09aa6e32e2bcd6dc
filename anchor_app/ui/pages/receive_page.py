"""Receiving: which packs, what each would change here, what is to be decided, and then all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from anchor_app.domain.level_wording import capitalised
from anchor_app.domain.merging_plan import MergePlan, Side
from anchor_app.services.exchanging import SUFFIX
from anchor_app.services.pack_words import notes
from anchor_app.ui.hub import Hub
from anchor_app.ui.models.arriving import Group, counted, counts_words
from anchor_app.ui.models.incoming import Done, Incoming, Stage
from anchor_app.ui.widgets.arriving_tree import ArrivingTree
from anchor_app.ui.widgets.card import Card
from anchor_app.ui.widgets.layouts import Columns, Flow, PageScroll
from anchor_app.ui.widgets.merge_rows import MergeRows
from anchor_app.ui.widgets.message_bar import announce
from anchor_app.ui.widgets.notice import Notice
from anchor_app.ui.widgets.receive_cards import PassphraseAsk, QuestionCard, RefusedCard, StartCard
from anchor_app.ui.widgets.text import PlainLabel
from anchor_app.ui.widgets.work_bar import WorkBar

_ABOUT = "Nothing is changed here until you say so: first you see what each pack would change."
_WORDS: Mapping[Stage, str] = {
    Stage.READING: "Reading the packs…", Stage.COMPARING: "Comparing them with what is here…",
    Stage.APPLYING: "Receiving…"}


class ReceivePage(QWidget):
    """Shows packs on their way in; `receive(paths)` begins. `assessment_requested(id)` leads to what came in."""

    title = "Receive packs"
    assessment_requested = Signal(str)
    received = Signal(object)

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self.incoming = Incoming(hub, self)
        self._shown: object = None
        self.setObjectName("page")
        self._build()
        self._connect()
        self._show()

    def _build(self) -> None:
        self.start = StartCard(self)
        self.work = WorkBar(self)
        self.result = Notice("good", self)
        self.ask = PassphraseAsk(self)
        self.refused = RefusedCard(self)
        self.question = QuestionCard(self)
        self.summary = self._build_summary()
        self.tree = ArrivingTree(self)
        self.tree_card = Card("What differs", "", self)
        self.tree_card.body.addWidget(self.tree)
        self.rows = MergeRows(self._hub, self)
        self.notes_label = PlainLabel("", "text", self)
        self.detail_card = Card("", "", self)
        self.name_label = PlainLabel("", "card", self)
        self.detail_card.body.addWidget(self.name_label)
        self.detail_card.body.addWidget(self.notes_label)
        self.detail_card.body.addWidget(self.rows)
        self.columns = Columns(100, self)
        for card, share in ((self.tree_card, 44), (self.detail_card, 56)):
            card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            self.columns.add(_at_top(card), share)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.page_scroll = PageScroll(self)
        outer.addWidget(self.page_scroll)
        self.title_label = PlainLabel(self.title, "page", self)
        for part in (self.title_label, PlainLabel(_ABOUT, "soft", self), self.result, self.start, self.work, self.ask,
                     self.refused, self.question, self.summary, self.columns):
            self.page_scroll.column.addWidget(part)
        self.page_scroll.column.addStretch(1)

    def _build_summary(self) -> Card:
        card = Card("", "", self)
        card.set_tone("accent")
        self.what_label = PlainLabel("", "card", self)
        self.count_label = PlainLabel("", "text", self)
        self.decide_label = PlainLabel("", "strong", self)
        self.decide_label.set_tone("warning")
        self.next_button = QPushButton("Next to decide", self)
        self.next_button.setToolTip("Ctrl+Page Down")
        self.mine_button = QPushButton("All mine", self)
        self.theirs_button = QPushButton("All theirs", self)
        self.apply_button = QPushButton(self)
        self.apply_button.setProperty("kind", "primary")
        self.forget_button = QPushButton("Cancel", self)
        self.whole_label = PlainLabel("All of it is received as one change, or none of it. Undo takes it back.", "hint",
                                      self)
        for widget in (self.what_label, self.count_label, self.decide_label):
            card.body.addWidget(widget)
        self.deciding = QWidget(self)
        self.deciding.setProperty("role", "bare")
        deciding = Flow(self.deciding)
        for button in (self.next_button, self.mine_button, self.theirs_button):
            deciding.addWidget(button)
        card.body.addWidget(self.deciding)
        card.body.addWidget(self.whole_label)
        row = QHBoxLayout()
        row.addWidget(self.apply_button)
        row.addWidget(self.forget_button)
        row.addStretch(1)
        card.body.addLayout(row)
        return card

    def _connect(self) -> None:
        incoming = self.incoming
        incoming.changed.connect(self._show)
        incoming.moved.connect(self.work.show_share)
        incoming.failed.connect(self._on_failed)
        incoming.applied.connect(self._on_applied)
        self.start.packs_requested.connect(self.choose_packs)
        self.start.folder_requested.connect(self._on_folder)
        self.work.cancelled.connect(incoming.cancel)
        self.ask.given.connect(lambda text: incoming.read(incoming.protected, text))
        self.ask.left_out.connect(lambda: incoming.leave_out(incoming.protected))
        self.refused.left_out.connect(lambda: incoming.leave_out(
            [one for one in incoming.refused if one not in incoming.protected]))
        self.question.same_said.connect(lambda plan: incoming.say_same(plan.content.organisation))
        self.question.left_out.connect(lambda plan: incoming.leave_out([incoming.path_of(plan)]))
        self.tree.chosen.connect(self._on_chosen)
        self.rows.decided.connect(incoming.decide)
        self.next_button.clicked.connect(self._on_next)
        self.mine_button.clicked.connect(lambda: incoming.decide_all(Side.MINE))
        self.theirs_button.clicked.connect(lambda: incoming.decide_all(Side.THEIRS))
        self.apply_button.clicked.connect(incoming.apply)
        self.forget_button.clicked.connect(self._on_forget)
        shortcut = QShortcut(QKeySequence("Ctrl+PgDown"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._on_next)

    # What a person does

    def receive(self, paths: Iterable[Path]) -> None:
        """Read packs and folders of packs, beside those that are here already."""
        self.result.say("")
        if self._hub.workspace.read_only:
            self.result.say(f"Nothing can be received here. {self._hub.workspace.read_only}", tone="warning")
            return
        if self.incoming.stage is not Stage.APPLYING:
            self.incoming.read(list(paths))

    def choose_packs(self) -> None:
        """Let packs be chosen, and read them."""
        chosen, _ = QFileDialog.getOpenFileNames(self, "Receive packs", "", f"Packs (*{SUFFIX})")
        if chosen:
            self.receive(Path(one) for one in chosen)

    def _on_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Receive a folder of packs")
        if chosen:
            self.receive([Path(chosen)])

    def _on_next(self) -> None:
        """Go to the next conflict that is not decided: on this component, or on another."""
        if self.rows.focus_undecided():
            return
        waiting = next((one for one in self.incoming.conflicts if one.unit not in self.incoming.choices), None)
        if waiting is not None and self.tree.go_to(waiting.unit):
            self.rows.focus_undecided()

    def _on_forget(self) -> None:
        self.incoming.forget()
        self.result.say("Nothing was received.", tone="")
        self.start.packs_button.setFocus()

    def _on_chosen(self, about: Group | MergePlan) -> None:
        compared = self.incoming.compared
        if compared is None:
            return
        is_pack = isinstance(about, MergePlan)
        plan = about if isinstance(about, MergePlan) else about.plan
        words: list[str] = []
        if isinstance(about, MergePlan):
            words = [compared.naming.title(plan, one) for one in plan.assessments]
            words += notes(compared.planned.holdings, plan)
            quiet = counts_words(counted(plan.differences), has_quiet=True)
            words.append(f"{capitalised(quiet)}." if quiet else "")
        self.name_label.setText(plan.content.organisation_name)
        self.notes_label.setText("\n".join(filter(None, words)))
        self.notes_label.setVisible(is_pack)
        self.rows.setVisible(not is_pack)
        self.rows.show_group(None if isinstance(about, MergePlan) else about, compared.naming, self.incoming.choices)

    # What is shown

    def _show(self) -> None:
        incoming, is_shown = self.incoming, self.incoming.stage is Stage.SHOWN
        self.start.setVisible(incoming.stage is Stage.NOTHING or (
            is_shown and not incoming.packs and not incoming.protected))
        if incoming.stage in _WORDS:
            self.work.begin(_WORDS[incoming.stage])
        else:
            self.work.end()
        others = [why for path, why in incoming.refused.items() if path not in incoming.protected]
        self.refused.show_refused(others if is_shown else [], len(incoming.packs))
        self.ask.ask(incoming.protected if is_shown else [])
        blocks = incoming.blocks if is_shown else ()
        self.question.show_blocks(blocks, [incoming.path_of(plan).name for plan, _ in blocks])
        has_plans = is_shown and bool(incoming.plans)
        self.columns.setVisible(has_plans)
        self.summary.setVisible(has_plans)
        if is_shown:
            self._show_summary()
        if has_plans and incoming.compared is not self._shown and incoming.compared is not None:
            self._shown = incoming.compared
            self._lead_on()
            self.tree.show_plans(incoming.plans, incoming.compared.naming, tuple(one.name for one in incoming.packs))
        self.rows.show_choices(incoming.choices)

    def _lead_on(self) -> None:
        """Give the keyboard to what is to be done next, unless a question of a card has it."""
        if self.isVisible() and not self.incoming.blocks and not self.incoming.protected:
            (self.next_button if self.incoming.undecided else self.apply_button).setFocus()

    def _show_summary(self) -> None:
        incoming = self.incoming
        plans, waiting = incoming.plans, incoming.undecided
        names = list(dict.fromkeys(plan.content.organisation_name for plan in plans))
        packs = f"{len(plans):,} {'pack' if len(plans) == 1 else 'packs'}"
        self.what_label.setText(f"A pack of {names[0]}" if len(plans) == 1 else f"{packs} of {len(names):,} "
                                f"{'organisation' if len(names) == 1 else 'organisations'}" if plans else "")
        counts = counted(one for plan in plans for one in plan.differences)
        self.count_label.setText(f"{capitalised(counts_words(counts, has_quiet=True))}." if counts else
                                 "Nothing in it is new." if plans else "")
        self.count_label.setVisible(bool(self.count_label.text()))
        has_conflicts = bool(incoming.conflicts)
        self.deciding.setVisible(has_conflicts and bool(waiting))
        self.decide_label.setVisible(has_conflicts or bool(incoming.blocks))
        self.decide_label.set_tone("warning" if waiting or incoming.blocks else "good")
        self.decide_label.setText(
            f"{waiting:,} {'difference is' if waiting == 1 else 'differences are'} to be decided: both sides changed "
            "the same text. What is not taken stays in the history." if waiting else
            "All is decided." if not incoming.blocks else "Settle what stands above first.")
        self.apply_button.setText(f"Receive {packs}")
        self.apply_button.setEnabled(incoming.is_ready)

    def _on_failed(self, sentence: str) -> None:
        self.result.say(sentence, tone="warning")
        announce(self, sentence, is_urgent=True)

    def _on_applied(self, done: Done) -> None:
        self.ask.forget()
        key = next((one for one in done.assessments if one in self._hub.workspace.holdings.assessments), "")
        self.result.say(done.words, "Open it" if key else "",
                        (lambda: self.assessment_requested.emit(key)) if key else None, tone="good")
        announce(self, done.words)
        self.received.emit(done)
        if key:
            self.result.button.setFocus()


def _at_top(card: Card) -> QWidget:
    holder = QWidget()
    holder.setProperty("role", "bare")
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(card)
    column.addStretch(1)
    return holder
