"""What to make: which report, of which month or meeting, and for whom."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget

from anchor_app.domain.collaborative import Audience
from anchor_app.services.asked_reports import Sort
from anchor_app.ui import icons
from anchor_app.ui.widgets.calm_combo import CalmCombo
from anchor_app.ui.widgets.card import Card
from anchor_app.ui.widgets.form import Field
from anchor_app.ui.widgets.layouts import Flow
from anchor_app.ui.widgets.status import Segments
from anchor_app.ui.widgets.text import PlainLabel, one_line

_FOR: Mapping[Audience, str] = {
    Audience.PUBLIC: "Names of people, updates, outcomes and what is marked for fewer readers are left out.",
    Audience.COLLABORATIVE: "What is marked Internal or Personal data is left out.",
    Audience.INTERNAL: "For people within. What is marked Personal data is left out."}
_LONGEST = 60


class ReportChoice(Card):
    """`sort_chosen(sort)`, `item_chosen()` and `audience_chosen(audience)` are what a person does, nothing else.

    `item` is the month, the period or the key of the meeting that is chosen.
    """

    sort_chosen = Signal(object)
    item_chosen = Signal()
    audience_chosen = Signal(object)
    sheet_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("What to make", "", parent)
        self.sort_box, self.item_box = CalmCombo(self), CalmCombo(self)
        for name, box in (("sort_box", self.sort_box), ("item_box", self.item_box)):
            box.setObjectName(name)
            box.setSizeAdjustPolicy(CalmCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(18)
        self.sort_field = Field("Report", self.sort_box)
        self.about_label = PlainLabel("", "hint", self)
        self.item_field = Field("Of", self.item_box)
        self.log_box = QCheckBox("With the log of all meetings", self)
        self.audience = Segments({one: one.words for one in Audience}, self)
        self.audience.setAccessibleName("For whom")
        self.audience_caption = PlainLabel("For whom", "caption", self)
        self.audience_label = PlainLabel("", "hint", self)
        self.sheet_button = QPushButton("Reporting sheet…", self)
        self.sheet_button.setProperty("kind", "quiet")
        icons.dress(self.sheet_button, "sheet", size=16)
        self.head.addWidget(self.sheet_button)
        for widget in (self.sort_field, self.about_label, self.item_field, self.log_box, self.audience_caption):
            self.body.addWidget(widget)
        row = QWidget(self)
        row.setProperty("role", "bare")
        Flow(row).addWidget(self.audience)
        self.body.addWidget(row)
        self.body.addWidget(self.audience_label)
        for before, after in ((self.sort_box, self.item_box), (self.item_box, self.log_box),
                              (self.log_box, self.audience.button(Audience.PUBLIC))):
            self.setTabOrder(before, after)
        self.sort_box.activated.connect(lambda _: self.sort_chosen.emit(self.sort))
        self.item_box.activated.connect(lambda _: self.item_chosen.emit())
        self.log_box.toggled.connect(lambda _: self.item_chosen.emit())
        self.audience.chosen.connect(self.audience_chosen)
        self.sheet_button.clicked.connect(self.sheet_requested)

    @property
    def sort(self) -> Sort:
        """Which report is chosen."""
        return Sort(self.sort_box.currentData())

    @property
    def item(self) -> Hashable:
        """Of which month, period or meeting; None where there is none to choose."""
        found: Hashable = self.item_box.currentData()
        return found

    def show_sorts(self, sorts: Sequence[Sort], chosen: Sort) -> None:
        """Offer these reports."""
        _fill(self.sort_box, [(one.words, one.value) for one in sorts], chosen.value)
        self.about_label.setText(self.sort.about)
        self.log_box.setVisible(self.sort is Sort.MINUTES)

    def show_items(self, caption: str, items: Sequence[tuple[str, Hashable]], chosen: Hashable = None) -> None:
        """Offer months, periods or meetings; with none to choose from the field is gone."""
        self.item_field.caption.setText(caption)
        self.item_box.setAccessibleName(caption)
        _fill(self.item_box, items, chosen)
        self.item_field.setVisible(bool(items))

    def show_audience(self, audience: Audience | None, *, is_locked: bool = False,
                      without: frozenset[Audience] = frozenset()) -> None:
        """Show for whom it is made; None where a report has no choice of readers."""
        for widget in (self.audience, self.audience_caption, self.audience_label):
            widget.setVisible(audience is not None)
        if audience is None:
            return
        self.audience.show_choice(audience)
        for one in Audience:
            self.audience.button(one).setEnabled(not is_locked)
            self.audience.button(one).setVisible(one not in without)
        self.audience_label.setText(_FOR[audience])


def _fill(box: CalmCombo, items: Sequence[tuple[str, Hashable]], chosen: Hashable) -> None:
    """Offer other items where they are others, and choose one without a word of it."""
    there = [(box.itemText(row), box.itemData(row)) for row in range(box.count())]
    wanted = [(one_line(words, _LONGEST), data) for words, data in items]
    if there != wanted:
        box.clear()
        for words, data in wanted:
            box.addItem(words, data)
    place = next((row for row, (_, data) in enumerate(wanted) if data == chosen), 0)
    box.setCurrentIndex(place if wanted else -1)
    for row, (words, _) in enumerate(items):
        box.setItemData(row, words, Qt.ItemDataRole.AccessibleTextRole)
