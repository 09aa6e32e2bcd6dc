"""Records: frozen values whose fields are stored as text, one fact for each field that differs from its default."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from functools import lru_cache
from operator import attrgetter
from types import UnionType
from typing import Any, ClassVar, Self

from anchor_app.domain.errors import WrongValue

LONGEST_TEXT = 100_000
"""The most characters one field of text may hold."""


def clean_text(text: str, what: str = "This text") -> str:
    """The text as it may be stored; raises WrongValue for one that is too long or holds U+0000.

    Half of a surrogate pair has no meaning of its own and cannot be written to a file: it becomes U+FFFD.
    """
    if len(text) > LONGEST_TEXT:
        raise WrongValue(
            f"{what} has {len(text):,} characters; a field holds at most {LONGEST_TEXT:,}. "
            "Shorten it, or attach the long text as a document.")
    if "\0" in text:
        raise WrongValue(f"{what} holds the character U+0000, which cannot be stored. Remove it.")
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _codec(kind: Any) -> tuple[Callable[[Any], str], Callable[[str], Any]]:
    """How a field of that type becomes text, and text that field."""
    if isinstance(kind, UnionType) or typing.get_origin(kind) is typing.Union:
        kind = next(part for part in typing.get_args(kind) if part is not type(None))
    if kind is bool:
        return (lambda value: "yes" if value else "no"), (lambda text: text == "yes")
    if kind is int:
        return str, int
    if kind is date:
        return date.isoformat, date.fromisoformat
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return (lambda value: kind(value).value), kind
    return str, str


_Layout = Mapping[str, tuple[Any, Callable[[Any], str], Callable[[str], Any]]]
"""Of each field of a record: its default, and how its value becomes text and text its value."""


def _layout_of(record: type) -> _Layout:
    hints = typing.get_type_hints(record)
    keys = record.keys  # type: ignore[attr-defined]
    return {field.name: (field.default, *_codec(hints[field.name]))
            for field in dataclasses.fields(record) if field.name not in keys}


_layout: Callable[[type], _Layout] = lru_cache(maxsize=64)(_layout_of)


def _contents_of(record: type) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    names = tuple(field.name for field in dataclasses.fields(record))
    return names, (attrgetter(*names) if len(names) > 1 else lambda one: (getattr(one, names[0]),))


_contents: Callable[[type], tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]] = \
    lru_cache(maxsize=64)(_contents_of)
"""The names of a record's fields, and what gives their values: `replace` asks for each by itself, which takes long."""


class Record:
    """A frozen dataclass with text facts. `keys` names the fields that say which record it is.

    Every other field has a default, and a field at its default has no fact: "unanswered" is the absence
    of a fact, so undoing a first answer leaves nothing behind.
    """

    keys: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def field_names(cls) -> tuple[str, ...]:
        """The fields that facts may set."""
        return tuple(_layout(cls))

    @classmethod
    def encode(cls, name: str, value: Any) -> str | None:
        """The fact for a field's value: None when it is the default."""
        default, encode, _ = _layout(cls)[name]
        if value is None or value == default:
            return None
        return clean_text(encode(value), cls.describe(name))

    @classmethod
    def describe(cls, name: str) -> str:
        """The field's name as a sentence may start with it."""
        return f"The {name.replace('_', ' ')}"

    def with_facts(self, facts: Mapping[str, str | None]) -> Self:
        """This record with the named fields set from text; None sets the default.

        A field that this version does not know is passed over, as is a text that its type cannot hold:
        the fact stays in the store, and the check of the workspace names it.
        """
        layout = _layout(type(self))
        names, contents = _contents(type(self))
        values: dict[str, Any] = dict(zip(names, contents(self), strict=True))
        for name, text in facts.items():
            if name not in layout:
                continue
            default, _, decode = layout[name]
            try:
                values[name] = default if text is None else decode(text)
            except ValueError:
                values[name] = default
        return type(self)(**values)

    def fact(self, name: str) -> str | None:
        """The fact of one field: None when it is at its default."""
        return self.encode(name, getattr(self, name))

    def facts(self) -> dict[str, str]:
        """The fact of each field that is not at its default."""
        return {name: text for name in _layout(type(self)) if (text := self.fact(name)) is not None}
