"""Collaboratives for tests: organisations with rows of their assessments, by hand and by Hypothesis."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from hypothesis import strategies as st

from anchor_app.domain.assessment import State, Status
from anchor_app.domain.board_rows import AssessmentRow, in_order
from anchor_app.domain.charter import AtLeast, Charter, Every, Level, MoreThan
from anchor_app.domain.organisation import Kind, Organisation
from tests.helpers.values import charters, small_charter

PERIODS = ("2024/25", "2025/26", "2026/27")
HALF = MoreThan(Fraction(1, 2))
LEVELS = (Level("bronze", "Bronze", AtLeast(1)), Level("silver", "Silver", AtLeast(2)),
          Level("gold", "Gold", HALF), Level("platinum", "Platinum", Every()))
SMALL = small_charter((3, 2), LEVELS)


@dataclass(frozen=True)
class Group:
    """Some organisations, the rows of their assessments, and the charters that these follow."""

    organisations: dict[str, Organisation]
    rows: tuple[AssessmentRow, ...]
    charters: dict[str, Charter]


def member(key, name=None, place="", kind=Kind.COUNCIL, alias=""):
    """An organisation."""
    return Organisation(key, name or f"Name of {key}", kind=kind, place=place, alias=alias)


def answered(key, fulfilled=(), period="2026/27", *, charter=SMALL, towards=(), **others):
    """The row of an assessment of the organisation `key` in which these components are fulfilled."""
    statuses = {**dict.fromkeys(towards, Status.WORKING_TOWARDS), **dict.fromkeys(fulfilled, Status.FULFILLED)}
    values = {name: frozenset(value) if isinstance(value, (tuple, list, set)) else value
              for name, value in others.items()}
    round_name = values.pop("round", "Year end")
    return AssessmentRow(f"{key} {period} {round_name}", key, charter.digest, period, round_name,
                         statuses=statuses, **values)


def group(organisations, rows, *charters_held):
    """A group by hand."""
    held = charters_held or (SMALL,)
    return Group({one.id: one for one in organisations}, in_order(rows), {one.digest: one for one in held})


ANY_BITS = st.integers(0, 2**200 - 1)
STATUSES = (None, Status.FULFILLED, Status.FULFILLED, Status.WORKING_TOWARDS, Status.FULFILLED, None,
            Status.NOT_APPLICABLE, Status.FULFILLED)


def row_from(bits, key, charter, period):
    """A row of any answers under a charter, all of them told by one number, which is quick to draw."""
    def take(size):
        nonlocal bits
        bits, taken = divmod(bits, size)
        return taken

    def some():
        return frozenset(one for one in charter.components if take(2))

    statuses = {one: status for one in charter.components if (status := STATUSES[take(8)])}
    is_moderated = bool(take(2))
    return AssessmentRow(
        f"{key} {period}", key, charter.digest, period, ("Mid-year", "Year end")[take(2)], 1 + take(3),
        list(State)[take(5)], statuses, some(), some() if is_moderated else frozenset(), is_moderated, some(), some(),
        ("", "2026-11-03T14:02:00+00:00")[take(2)])


@st.composite
def groups(draw, most=6, *, aliases=False):
    """Collaboratives with one or two charters, up to three periods, and organisations without an assessment."""
    first = draw(charters())
    held = [first, *([replace(draw(charters()), digest="other", edition="2")] if draw(st.booleans()) else [])]
    organisations, rows = [], []
    for number in range(draw(st.integers(0, most))):
        key = f"o{number}"
        # Names that no other text of a comparison happens to hold.
        alias = f"Alias {number}" if aliases and draw(st.booleans()) else ""
        organisations.append(Organisation(
            key, f"Secretname{number} Trust", f"Secretshort{number}" if draw(st.booleans()) else "", alias,
            draw(st.sampled_from([None, *Kind])), place=draw(st.sampled_from(["", "Bay", "bay ", "Fells", "Coast"]))))
        bits = [draw(ANY_BITS) for _ in range(draw(st.integers(0, len(PERIODS))))]
        rows += [row_from(one // 2, key, held[one % len(held)], period) for one, period in zip(
            bits, PERIODS[::-1], strict=False) if one % 5]
    return group(organisations, draw(st.permutations(rows)), *held)
