"""The header: organisation, period and round, level, whether all is saved, and the way to the paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from anchor_app.ui import theme
from anchor_app.ui.widgets.badge import bold_font, paint_pill
from anchor_app.ui.widgets.find_button import MOST_IN_A_MENU, FindButton
from anchor_app.ui.widgets.menu_button import MenuButton
from anchor_app.ui.widgets.save_state import SaveStateView
from anchor_app.ui.widgets.step_button import StepButton
from anchor_app.ui.widgets.text import one_line

if TYPE_CHECKING:
    from anchor_app.domain.assessment import Assessment
    from anchor_app.domain.organisation import Organisation


class LevelButton(QAbstractButton):
    """The level as a pill that can be pressed to see why."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._rank, self._of = 0, 1

    def set_level(self, name: str, rank: int, of: int) -> None:
        """Show the level of that name; `rank` counts from 1 to `of`, and 0 is below the first."""
        if (name, rank, of) == (self.text(), self._rank, self._of):
            return
        self.setText(name)
        self._rank, self._of = rank, of
        self.setAccessibleName(f"Level: {name}. Show why.")
        self.setToolTip("Why this level")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        from PySide6.QtGui import QFontMetrics

        look = theme.look()
        width = QFontMetrics(bold_font(self.font())).horizontalAdvance(self.text())
        return QSize(width + look.px(52) + 6, look.px(28) + 6)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        hint = self.sizeHint()
        return QSize(min(hint.width(), theme.look().px(84)), hint.height())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        paint_pill(painter, area.adjusted(3.5, 3.5, -3.5, -3.5), one_line(self.text()), self._rank, self._of,
                   bold_font(self.font()))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.look().palette.accent.ink), 2))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), area.height() / 2, area.height() / 2)


class Header(QWidget):
    """Always on top of a page; on a narrow window its two halves stand one under the other.

    All signals are wishes: `assessment_requested(id)`, `organisation_requested(id)`, and the rest as named. `lock` says
    why nothing can be begun, "" when it can.
    """

    organisation_requested = Signal(str)
    assessment_requested = Signal(str)
    organisation_wanted = Signal()
    period_wanted = Signal()
    level_requested = Signal()
    sheet_requested = Signal()
    undo_requested = Signal()
    redo_requested = Signal()
    signing_requested = Signal()
    trend_requested = Signal()
    past_requested = Signal()
    send_requested = Signal()
    receive_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self.lock = ""
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.organisation_button = FindButton("Organisation")
        self.period_button = MenuButton("Period and round", narrowest=28)
        self.level_button = LevelButton()
        self.save_state = SaveStateView()
        self.undo_button, self.redo_button = StepButton("Undo", "undo", "Ctrl+Z"), StepButton(
            "Redo", "redo", "Ctrl+Shift+Z")
        self.sheet_button = QPushButton("Reporting sheet")
        self.sheet_button.setToolTip("The reporting sheet (Ctrl+P)")
        self._build()
        self.organisation_button.chosen.connect(self.organisation_requested)
        self.organisation_button.other_wanted.connect(self.organisation_wanted)
        self.level_button.clicked.connect(self.level_requested)
        self.sheet_button.clicked.connect(self.sheet_requested)
        self.undo_button.clicked.connect(self.undo_requested)
        self.redo_button.clicked.connect(self.redo_requested)
        self.clear()

    def _build(self) -> None:
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(24, 10, 24, 10)
        self._row.setSpacing(8)
        self._what, self._how = QHBoxLayout(), QHBoxLayout()
        self._what.setSpacing(14)
        self._how.setSpacing(14)
        for widget in (self.organisation_button, self.period_button, self.level_button):
            self._what.addWidget(widget)
        self._what.addStretch(1)
        self._how.addStretch(1)
        self._how.addWidget(self.save_state)
        steps = QHBoxLayout()
        steps.setSpacing(2)
        steps.addWidget(self.undo_button)
        steps.addWidget(self.redo_button)
        self._how.addLayout(steps)
        self._how.addWidget(self.sheet_button)
        self._row.addLayout(self._what, 1)
        self._row.addLayout(self._how)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def clear(self) -> None:
        """Show nothing, keeping the room."""
        for widget in (self.organisation_button, self.period_button, self.level_button, self.sheet_button,
                       self.undo_button, self.redo_button):
            widget.hide()
        self.save_state.watch(None)

    def show_organisations(self, current: Organisation | None, others: Sequence[Organisation]) -> None:
        """Show the organisation, and all there are in its menu."""
        self.organisation_button.show_words(one_line(current.shown_name) if current else "No organisation")
        self.organisation_button.show()
        if len(others) > MOST_IN_A_MENU:
            self.organisation_button.find_among([(one.id, one.name) for one in others], current.id if current else "",
                                                "" if self.lock else "Add an organisation…")
            return
        self.organisation_button.use_menu()
        menu = self.organisation_button.menu()
        menu.clear()
        for one in others:
            action = menu.addAction(_menu_words(one.name))
            action.setCheckable(True)
            action.setChecked(current is not None and one.id == current.id)
            action.triggered.connect(lambda _=False, key=one.id: self.organisation_requested.emit(key))
        menu.addSeparator()
        self._offer(menu, "&Add an organisation…", self.organisation_wanted)
        self._offer(menu, "&Receive packs…", self.receive_requested)

    def show_assessments(self, current: Assessment | None, others: Sequence[Assessment]) -> None:
        """Show the period and round, and all of the organisation in its menu, newest first."""
        self.period_button.show_words(one_line(_with_state(current)) if current else "No period yet")
        menu = self.period_button.menu()
        menu.clear()
        for one in reversed(others):
            action = menu.addAction(_menu_words(one.title))
            action.setCheckable(True)
            action.setChecked(current is not None and one.id == current.id)
            action.triggered.connect(lambda _=False, key=one.id: self.assessment_requested.emit(key))
        menu.addSeparator()
        self._offer(menu, "&Start another period or round…", self.period_wanted)
        if current is not None:
            self._offer(menu, "Sign &off…" if not current.is_frozen else "Signed &off: see by whom…",
                        self.signing_requested, is_reading=True)
            self._offer(menu, "Se&nd a pack…", self.send_requested)
            self._offer(menu, "&Trend over all periods", self.trend_requested, is_reading=True)
            self._offer(menu, "&Look at an earlier day…", self.past_requested)
        self.period_button.show()
        for widget in (self.level_button, self.sheet_button, self.undo_button, self.redo_button):
            widget.setVisible(current is not None)

    def _offer(self, menu: QMenu, words: str, wish: SignalInstance, *, is_reading: bool = False) -> None:
        """Offer something to do; where that is locked, say why it cannot be done."""
        is_locked = bool(self.lock) and not is_reading
        menu.addAction(f"{words} ({self.lock})" if is_locked else words, wish.emit).setEnabled(not is_locked)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        self.arrange(event.size().width())
        super().resizeEvent(event)

    def arrange(self, width: int) -> None:
        """Stand in one row where there is room for it, and else in two."""
        wanted = self._what.sizeHint().width() + self._how.sizeHint().width() + 60
        is_narrow = min(wanted, theme.look().px(760)) > width
        direction = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        if self._row.direction() != direction:
            self._row.setDirection(direction)


def _with_state(assessment: Assessment) -> str:
    """Period and round, and how far it has come once it is no draft any more."""
    return f"{assessment.title} · {assessment.state.words}" if assessment.is_frozen else assessment.title


def _menu_words(text: str) -> str:
    """A name as a menu shows it, without its & becoming a mnemonic or its tab a shortcut."""
    return one_line(text, 80).replace("&", "&&")
