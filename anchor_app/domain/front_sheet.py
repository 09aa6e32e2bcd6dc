"""Front sheets: the page in front of a board paper, with where it was before and what it implies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from anchor_app.domain.implication import AskedKind
from anchor_app.domain.owned_record import OwnedRecord


class Answer(StrEnum):
    """What is said of an implication; of an objective only yes, which is that it is ticked."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not-applicable"

    @property
    def words(self) -> str:
        """The answer as people read it."""
        return self.value.replace("-", " ").capitalize()


@dataclass(frozen=True, slots=True)
class FrontSheet(OwnedRecord):
    """The front sheet of a report; `id` is that of the report's plan."""

    id: str
    organisation: str
    meeting: str = ""
    meeting_on: date | None = None
    title: str = ""
    presented_by: str = ""
    author: str = ""
    agenda_item: str = ""
    confidential: bool = False
    purpose: str = ""
    executive_summary: str = ""
    recommendations: str = ""
    conflicts: str = ""
    authorised_by: str = ""


@dataclass(frozen=True, slots=True)
class FrontSheetLine(OwnedRecord):
    """Where the paper was before: a meeting, its day and what came of it. `sheet` is the id of the front sheet."""

    id: str
    organisation: str
    sheet: str = ""
    number: int = 0
    meeting: str = ""
    on: date | None = None
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class FrontSheetAnswer(OwnedRecord):
    """What is said of one implication or objective; `id` is `answer_item`.

    `words`, `kind` and `number` are those of the list when it was answered: an older sheet keeps its wording.
    """

    id: str
    organisation: str
    kind: AskedKind = AskedKind.IMPLICATION
    words: str = ""
    number: int = 0
    answer: Answer | None = None
    comment: str = ""

    @property
    def sheet(self) -> str:
        """The id of the front sheet."""
        return self.id.rpartition("/")[0]

    @property
    def item(self) -> str:
        """The id of the implication or objective."""
        return self.id.rpartition("/")[2]


def answer_item(sheet: str, implication: str) -> str:
    """The id of an answer on a front sheet."""
    return f"{sheet}/{implication}"
