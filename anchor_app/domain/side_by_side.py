"""Two assessments side by side with their differences only, and the proof behind one cell of the board."""

from __future__ import annotations

from dataclasses import dataclass

from anchor_app.domain.assessment import Status
from anchor_app.domain.board_rows import AssessmentRow
from anchor_app.domain.charter import Charter, Component, Domain
from anchor_app.domain.counting import Reading, counting
from anchor_app.domain.errors import WrongValue
from anchor_app.domain.scoring import DomainCount, Standing, standing


@dataclass(frozen=True, slots=True)
class Side:
    """How one assessment stands on a component.

    `is_agreed` is None where the steering group has decided nothing in that assessment.
    """

    status: Status
    has_current_evidence: bool
    is_agreed: bool | None
    is_focus: bool
    has_opportunity: bool

    def counts(self, reading: Reading) -> bool:
        """Whether the component counts in that reading."""
        return self.status is Status.FULFILLED and (
            reading is Reading.SELF or reading is Reading.EVIDENCED and self.has_current_evidence
            or reading is Reading.MODERATED and bool(self.is_agreed))

    def why(self, reading: Reading) -> str:
        """Why the component counts or does not, in a few words."""
        if self.status is not Status.FULFILLED:
            return self.status.words
        if reading is Reading.EVIDENCED:
            return "Fulfilled, with current evidence" if self.has_current_evidence else "Fulfilled, no current evidence"
        if reading is Reading.MODERATED:
            return "Fulfilled, agreed" if self.is_agreed else "Fulfilled, not agreed"
        return self.status.words


@dataclass(frozen=True, slots=True)
class Difference:
    """A component that the two do not have alike."""

    component: Component
    domain: Domain
    left: Side
    right: Side


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two assessments under one charter; `same` is how many components they have alike.

    A standing is None where the reading has none.
    """

    charter: Charter
    reading: Reading
    left: Standing | None
    right: Standing | None
    differences: tuple[Difference, ...]
    same: int


@dataclass(frozen=True, slots=True)
class CellProof:
    """What is behind one cell: the count with its rule, and each component of the domain, counting or not, and why."""

    count: DomainCount
    reading: Reading
    components: tuple[tuple[Component, Side], ...]


def side_of(row: AssessmentRow, component_id: str) -> Side:
    """How an assessment stands on a component."""
    return Side(row.status(component_id), component_id in row.current,
                component_id in row.agreed if row.is_moderated else None,
                component_id in row.focus, component_id in row.opportunities)


def side_by_side(charter: Charter, left: AssessmentRow, right: AssessmentRow,
                 reading: Reading = Reading.SELF) -> SideBySide:
    """Two organisations, or two periods of one; raises WrongValue when they answered under different charters."""
    if left.charter != right.charter:
        raise WrongValue("These two were answered under different charters or editions, so their components do not "
                         "mean the same. Choose two that were answered under the same one.")
    pairs = [(one, side_of(left, one.id), side_of(right, one.id)) for one in charter]
    differences = tuple(Difference(one, charter.domain_of[one.id], here, there) for one, here, there in pairs
                        if _is_different(here, there))
    return SideBySide(charter, reading, _standing(charter, left, reading), _standing(charter, right, reading),
                      differences, len(pairs) - len(differences))


def cell_proof(charter: Charter, row: AssessmentRow, reading: Reading, domain_id: str) -> CellProof | None:
    """What is behind an organisation's cell of a domain; None where the reading has none. Raises UnknownItem."""
    domain, held = charter.domain(domain_id), _standing(charter, row, reading)
    if held is None:
        return None
    count = next(one for one in held.domains if one.domain is domain)
    return CellProof(count, reading, tuple((one, side_of(row, one.id)) for one in domain.components))


def _is_different(left: Side, right: Side) -> bool:
    """Whether the two do not stand alike: in what is so, not in what is planned.

    Where only one of them was moderated, what was agreed there makes no difference.
    """
    if left.status is not right.status or left.status is not Status.FULFILLED:
        return left.status is not right.status
    return left.has_current_evidence != right.has_current_evidence or (
        None not in (left.is_agreed, right.is_agreed) and left.is_agreed != right.is_agreed)


def _standing(charter: Charter, row: AssessmentRow, reading: Reading) -> Standing | None:
    counted = counting(charter, row, reading)
    return None if counted is None else standing(charter, counted)
