"""Implications and objectives: the lists that a front sheet asks about, which a collaborative can change."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from anchor_app.domain.owned_record import OwnedRecord


class AskedKind(StrEnum):
    """In which list a question of the front sheet stands."""

    IMPLICATION = "implication"
    OBJECTIVE = "objective"

    @property
    def words(self) -> str:
        """The kind as people read it."""
        return self.value.capitalize()


@dataclass(frozen=True, slots=True)
class Implication(OwnedRecord):
    """One line of a list; `organisation` is empty. A withdrawn one is asked no more, and stays on older sheets."""

    id: str
    organisation: str = ""
    kind: AskedKind = AskedKind.IMPLICATION
    words: str = ""
    number: int = 0
    is_withdrawn: bool = False


SHIPPED: tuple[Implication, ...] = tuple(Implication(key, "", AskedKind.IMPLICATION, words, number) for number, (
    key, words) in enumerate((
        ("quality", "Quality impact assessment completed"), ("equality", "Equality impact assessment completed"),
        ("privacy", "Privacy impact assessment completed"), ("financial", "Financial impact assessment completed"),
        ("risks", "Associated risks"), ("risk-register", "Are associated risks on the risk register")), 1))
"""The implications that are asked about until a collaborative changes them; objectives are the charter's domains."""
