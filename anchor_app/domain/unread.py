"""Parts of an assessment that are read at the first touch, where a workspace holds too many to read them all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Set
from typing import TYPE_CHECKING, Any, TypeVar

from anchor_app.domain.errors import Refusal

if TYPE_CHECKING:
    from anchor_app.domain.assessment import Assessment

Value = TypeVar("Value", covariant=True)


class UnreadParts:
    """All parts of one assessment, read together when any of them is touched.

    `read` hands over the assessment of that id with every part there; it may be called from any thread, and raises
    rather than hand over another state than that of the value which the parts belong to. It keeps what was asked for
    lately. `keep` reads a last time: from then on the parts are held here, whatever is saved.
    """

    __slots__ = ("_id", "_kept", "_read")

    def __init__(self, assessment_id: str, read: Callable[[str], Assessment]) -> None:
        self._id = assessment_id
        self._read = read
        self._kept: Assessment | None = None

    def now(self) -> Assessment:
        """The assessment that holds the parts."""
        if self._kept is not None:
            return self._kept
        try:
            return self._read(self._id)
        except Refusal:
            if self._kept is None:
                raise
            return self._kept  # by another thread, which saved something since this one looked

    def keep(self) -> None:
        """Hold the parts here from now on."""
        self._kept = self.now()


class Unread(Mapping[str, Value]):
    """The records of one kind in an assessment, by item, as a dict would hold them."""

    __slots__ = ("_name", "parts")

    def __init__(self, parts: UnreadParts, name: str) -> None:
        self.parts = parts
        self._name = name

    def __getitem__(self, item: str) -> Value:
        return self._records()[item]

    def __iter__(self) -> Iterator[str]:
        return iter(self._records())

    def __len__(self) -> int:
        return len(self._records())

    def __contains__(self, item: object) -> bool:
        return item in self._records()

    def __repr__(self) -> str:
        return repr(self._records())

    def _records(self) -> Mapping[str, Value]:
        found: Mapping[str, Value] = getattr(self.parts.now(), self._name)
        return found


class UnreadLinks(Set[tuple[str, str]]):
    """What supports what in an assessment: pairs of (evidence id, component id), as a frozenset would hold them."""

    __slots__ = ("parts",)

    def __init__(self, parts: UnreadParts) -> None:
        self.parts = parts

    def __contains__(self, pair: object) -> bool:
        return pair in self.parts.now().supports

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self.parts.now().supports)

    def __len__(self) -> int:
        return len(self.parts.now().supports)

    def __repr__(self) -> str:
        return repr(self.parts.now().supports)

    @classmethod
    def _from_iterable(cls, pairs: Any) -> frozenset[tuple[str, str]]:  # type: ignore[override]
        """What the operators of a set make is an ordinary one."""
        return frozenset(pairs)


def keep(*tables: object) -> None:
    """Hold from now on what is unread among these parts of assessments."""
    for table in tables:
        if isinstance(table, Unread | UnreadLinks):
            table.parts.keep()
