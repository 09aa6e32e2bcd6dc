"""The charter's domains and components as a tree: structure from the charter, every answer from the workspace."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from anchor_app.domain.assessment import Status
from anchor_app.domain.charter import Component, Domain
from anchor_app.domain.edit import Edit
from anchor_app.ui.models.answers import Answers

Index = QModelIndex | QPersistentModelIndex


class TreeRole(IntEnum):
    """What the tree tells besides its text."""

    KEY = Qt.ItemDataRole.UserRole
    NUMBER = Qt.ItemDataRole.UserRole + 1
    TITLE = Qt.ItemDataRole.UserRole + 2
    STATUS = Qt.ItemDataRole.UserRole + 3
    FLAGS = Qt.ItemDataRole.UserRole + 4
    COUNT = Qt.ItemDataRole.UserRole + 5


class CharterTreeModel(QAbstractItemModel):
    """Domains, and under each its components. An index's internal id is 0 for a domain, else its domain's row + 1.

    `take` announces only the rows that an edit touches; `reload` is for another assessment or charter.
    """

    def __init__(self, answers: Answers, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._answers = answers
        self._domains: tuple[Domain, ...] = ()
        self._places: dict[str, tuple[int, int]] = {}
        self.reload()

    def reload(self) -> None:
        """Start again from the chosen assessment's charter."""
        self.beginResetModel()
        self._domains = self._answers.charter.domains if self._answers.is_there else ()
        self._places = {component.id: (row, place) for row, domain in enumerate(self._domains)
                        for place, component in enumerate(domain.components)}
        self.endResetModel()

    def is_current(self) -> bool:
        """Whether the structure is that of the chosen assessment's charter."""
        return self._domains == (self._answers.charter.domains if self._answers.is_there else ())

    def take(self, edit: Edit) -> None:
        """Announce the rows that an edit changed."""
        mine = [change.what.item for change in edit.changes
                if change.what.kind == "component" and change.what.owner == self._answers.id]
        for key in dict.fromkeys(item for item in mine if item in self._places):
            index = self.index_of(key)
            self.dataChanged.emit(index, index)
            self.dataChanged.emit(index.parent(), index.parent())

    def announce_all(self) -> None:
        """Announce every row, without losing the selection or the place scrolled to."""
        for row, domain in enumerate(self._domains):
            top = self.index(row, 0)
            self.dataChanged.emit(top, top)
            if domain.components:
                self.dataChanged.emit(self.index(0, 0, top), self.index(len(domain.components) - 1, 0, top))

    def index_of(self, key: str) -> QModelIndex:
        """The index of a component or domain; an invalid one for a key that is not in the charter."""
        if key in self._places:
            row, place = self._places[key]
            return self.index(place, 0, self.index(row, 0))
        row = next((at for at, domain in enumerate(self._domains) if domain.id == key), -1)
        return self.index(row, 0) if row >= 0 else QModelIndex()

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        inner = index.internalId() if index.isValid() else 0
        return self.createIndex(inner - 1, 0, 0) if inner else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        if not parent.isValid():
            return len(self._domains)
        return 0 if parent.internalId() else len(self._domains[parent.row()].components)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        inner = index.internalId()
        if inner:
            return self._component_data(self._domains[inner - 1].components[index.row()], role)
        return self._domain_data(self._domains[index.row()], role)

    def _component_data(self, component: Component, role: int) -> Any:
        answer = self._answers.assessment.component(component.id)
        title = component.title_for(self._answers.beyond_nhs)
        flags = [words for words, is_set in (("Focus", answer.focus), ("Look again", answer.look_again)) if is_set]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{component.id} {title}"
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join([f"{component.id} {title}", answer.status.words, *flags])
            case TreeRole.KEY | TreeRole.NUMBER:
                return component.id
            case TreeRole.TITLE:
                return title
            case TreeRole.STATUS:
                return answer.status
            case TreeRole.FLAGS:
                return flags
        return None

    def _domain_data(self, domain: Domain, role: int) -> Any:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{domain.number} {domain.short_title}"
            case Qt.ItemDataRole.AccessibleTextRole:
                return (f"Domain {domain.number}, {domain.title_for(self._answers.beyond_nhs)}, "
                        f"{self._count(domain)} fulfilled")
            case TreeRole.KEY:
                return domain.id
            case TreeRole.NUMBER:
                return str(domain.number)
            case TreeRole.TITLE:
                return domain.short_title
            case TreeRole.COUNT:
                return self._count(domain)
        return None

    def _count(self, domain: Domain) -> str:
        assessment = self._answers.assessment
        done = sum(assessment.component(one.id).status is Status.FULFILLED for one in domain.components)
        return f"{done} of {len(domain.components)}"
