"""What narrows and orders the actions: words, mine, overdue, open, domain, status, whose, order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from anchor_app.domain.action import ActionStatus, Sought
from anchor_app.domain.charter import Charter
from anchor_app.ui.models.action_model import Column
from anchor_app.ui.widgets.filter_box import FilterBox
from anchor_app.ui.widgets.folding_filters import FoldingFilters

OWN, TOGETHER, ALL = "own", "together", "all"
_REST_MS = 200
_ORDERS: Mapping[str, str] = {"": "Most urgent first"} | {
    one.name: f"By {one.value[:1].lower()}{one.value[1:]}" for one in Column if one is not Column.WHOSE}


class ActionFilters(FoldingFilters):
    """`changed` comes for what a person does, a moment after typing, and for `show_only` and `clear`.

    `unfolded` says when the button was pressed behind which the choices stand.
    """

    order_changed = Signal(object, bool)
    unfolded = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Search the actions", 200, _REST_MS, parent)
        self._charter: Charter | None = None
        self.search_line.setAccessibleName("Search the actions and their notes")
        for tick in self._ticks:
            tick.clicked.connect(self._tell)
        for box in self._boxes:
            box.activated.connect(self._tell)
        self.order_box.activated.connect(lambda _: self.order_changed.emit(self.column, False))
        self.fold_button.toggled.connect(self._on_folded)

    def _make_choices(self) -> Sequence[QWidget]:
        self.mine_box, self.overdue_box = QCheckBox("Mine", self), QCheckBox("Overdue", self)
        self.open_box = QCheckBox("Open only", self)
        self.domain_box = FilterBox("Domain", {"": "All domains"}, self)
        self.status_box = FilterBox("Status", {"": "Any status"} | {one.value: one.words for one in ActionStatus}, self)
        self.whose_box = FilterBox("Whose", {OWN: "This organisation’s", TOGETHER: "The collaborative’s own",
                                             ALL: "Everybody’s"}, self)
        self._is_together = False
        self.order_box = FilterBox("Order", _ORDERS, self)
        self._ticks = (self.mine_box, self.overdue_box, self.open_box)
        self._boxes = (self.domain_box, self.status_box, self.whose_box)
        return (*self._ticks, *self._boxes, self.order_box)

    @property
    def column(self) -> Column | None:
        """The column that a person orders by; None for urgency."""
        name = self.order_box.currentData()
        return Column[name] if name else None

    @property
    def whose(self) -> str:
        """Whose actions are looked for: "own", "together" or "all"."""
        return str(self.whose_box.currentData()) if self._is_together else OWN

    @property
    def is_everything(self) -> bool:
        """Whether nothing is narrowed; whose they are is not counted."""
        return not self._count and not self.search_line.text().strip()

    @property
    def _count(self) -> int:
        return sum(tick.isChecked() for tick in self._ticks) + sum(
            box.currentIndex() > 0 for box in (self.domain_box, self.status_box))

    def is_only(self, tick: QCheckBox) -> bool:
        """Whether that is all that narrows."""
        return tick.isChecked() and self._count == 1 and not self.search_line.text().strip()

    def sought(self, who: str, today: date) -> Sought:
        """What a person looks for; `who` is whose actions are "mine"."""
        domain, status = self.domain_box.currentData(), self.status_box.currentData()
        charter = self._charter
        components = frozenset(one.id for held in charter.domains if held.id == domain
                               for one in held.components) if charter and domain else frozenset()
        return Sought(who if self.mine_box.isChecked() else "", today if self.overdue_box.isChecked() else None,
                      components, ActionStatus(status) if status else None, self.open_box.isChecked(),
                      self.search_line.text())

    def show_person(self, who: str) -> None:
        """Say whose actions are "mine"."""
        words = f"Actions whose owner is {who}" if who else "Actions whose owner you are"
        self.mine_box.setAccessibleDescription(words)

    def show_charter(self, charter: Charter | None) -> None:
        """Offer the domains of a charter, keeping the one that is chosen."""
        self._charter = charter
        self.domain_box.offer({"": "All domains"} | ({one.id: f"{one.number} {one.short_title}"
                                                      for one in charter.domains} if charter else {}))

    def show_together(self, is_together: bool) -> None:
        """Offer others' actions too, where several organisations work together."""
        self._is_together = is_together
        self._arrange()

    def show_whose(self, whose: str) -> None:
        """Choose whose actions are looked for, without a word to anybody."""
        self.whose_box.setCurrentIndex(self.whose_box.findData(whose))

    def show_only(self, name: str) -> None:
        """Look for "mine", "overdue" or "open", and for nothing else."""
        self.clear(tells=False)
        {"mine": self.mine_box, "overdue": self.overdue_box, "open": self.open_box}[name].setChecked(True)
        self._tell()

    def show_order(self, column: Column | None) -> None:
        """Show the order that the actions are in."""
        self.order_box.setCurrentIndex(max(0, self.order_box.findData(column.name if column else "")))

    def _clear_choices(self) -> None:
        for tick in self._ticks:
            tick.setChecked(False)
        for box in (self.domain_box, self.status_box):
            box.setCurrentIndex(0)

    def _on_folded(self) -> None:
        self._arrange()
        self.unfolded.emit()

    def _arrange(self) -> None:
        is_open = not self._is_short or self.fold_button.isChecked()
        self.fold_button.setVisible(self._is_short)
        self.fold_button.setText(f"Filters ({self._count})" if self._count else "Filters")
        for widget in (*self._ticks, self.domain_box, self.status_box, self.order_box):
            widget.setVisible(is_open)
        self.whose_box.setVisible(is_open and self._is_together)
        self.clear_button.setVisible(not self.is_everything)
