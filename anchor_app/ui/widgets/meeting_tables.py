"""The tables of the log and of who speaks for whom, which show as many columns as fit."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Signal
from PySide6.QtWidgets import QWidget

from anchor_app.domain.agenda import LogLine
from anchor_app.domain.meeting import ItemKind
from anchor_app.ui import theme
from anchor_app.ui.delegates.meeting_delegate import ROW, MeetingDelegate
from anchor_app.ui.models import meeting_log_model, meeting_voice_model
from anchor_app.ui.models.meeting_log_model import MeetingLogModel
from anchor_app.ui.models.meeting_voice_model import MeetingVoiceModel
from anchor_app.ui.widgets.row_table import RowTable
from anchor_app.ui.widgets.shapes import STRUCK, TICKED
from anchor_app.ui.widgets.status import action_shape

_LEAST = 200


class FittingTable(RowTable):
    """`shown(row)`: a row became the current one. `opened(row)`: Return, or a click, on one.

    `widths` are columns in the order in which they win their place, with their pixels at 100 % text; the column
    `wide` is always there, and takes the rest.
    """

    shown = Signal(int)
    opened = Signal(int)
    wide = 0
    widths: Sequence[tuple[int, int]] = ()
    _withheld: Collection[int] = ()

    def withhold(self, columns: Collection[int]) -> None:
        """Leave columns out that say nothing in the rows that are shown."""
        if columns != self._withheld:
            self._withheld = columns
            self.fit()

    def choose(self, row: int) -> None:
        """Make a row the current one, and bring it into view."""
        if row >= 0 and (model := self.model()) is not None:
            index = model.index(row, self.wide)
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def currentChanged(self, current: QModelIndex | QPersistentModelIndex,
                       previous: QModelIndex | QPersistentModelIndex) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and current.row() != previous.row():
            self.shown.emit(current.row())

    def below(self, row: int, about: str) -> str:
        """What stands under the words of a row: first what has no column of its own now."""
        model = self.model()
        unseen = [str(model.index(row, column).data() or "") for column, _ in self.widths
                  if self.isColumnHidden(column) and column not in self._withheld]
        return " · ".join(filter(None, (*unseen, about)))

    def open_row(self, row: int) -> None:
        if row >= 0:
            self.opened.emit(row)

    def fit(self) -> None:
        look = theme.look()
        self.verticalHeader().setDefaultSectionSize(look.px(ROW))
        left = self.viewport().width() - look.px(_LEAST)
        is_full = False
        for column in self._withheld:
            self.setColumnHidden(column, True)
        for column, width in (one for one in self.widths if one[0] not in self._withheld):
            is_full = is_full or look.px(width) > left
            self.setColumnHidden(column, is_full)
            if not is_full:
                self.setColumnWidth(column, look.px(width))
                left -= look.px(width)
        self.setColumnWidth(self.wide, look.px(_LEAST) + left)


class MeetingLogTable(FittingTable):
    """The log; a status has its shape, so that no colour has to say it."""

    wide = meeting_log_model.WHAT
    widths = ((meeting_log_model.CODE, 116), (meeting_log_model.STATUS, 130), (meeting_log_model.OWNER, 140),
              (meeting_log_model.DUE, 132))

    def __init__(self, model: MeetingLogModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(MeetingDelegate(
            self, self.wide, lambda row: self.below(row, model.about(model.lines[row])),
            lambda row: model.spoken(model.lines[row]), lambda row: log_shape(model.lines[row])))
        self.dress("Decisions and actions of all meetings")
        self.fit()


class MeetingVoiceTable(FittingTable):
    """Who speaks for whom."""

    wide = meeting_voice_model.NAME
    widths = ((meeting_voice_model.ORGANISATION, 200), (meeting_voice_model.SINCE, 140),
              (meeting_voice_model.UNTIL, 140))

    def __init__(self, model: MeetingVoiceModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(MeetingDelegate(
            self, self.wide, lambda row: self.below(row, model.about(model.voices[row])),
            lambda row: model.spoken(model.voices[row])))
        self.dress("Who speaks for whom")
        self.fit()


def log_shape(line: LogLine) -> str:
    """The shape beside a line's status: a tick for what is decided or done."""
    if line.item.kind is ItemKind.DECISION:
        return TICKED
    if line.action is None:
        return STRUCK
    return action_shape(line.action.status)
