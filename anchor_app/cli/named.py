"""Records that a command line names by the beginning of their id, and choices that it names by their words."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from anchor_app.domain.owned_record import OwnedRecord

SHOWN = 8
"""Digits of an id that lists show; so many tell them apart, and more are never wrong."""

Choice = TypeVar("Choice", bound=StrEnum)
Found = TypeVar("Found", bound="OwnedRecord")


def choice_of(kind: type[Choice], what: str) -> Callable[[str], Choice]:
    """The type of an argument that is one of the choices, however it is spaced."""
    def chosen(text: str) -> Choice:
        wanted = "-".join(text.casefold().replace("-", " ").split())
        for one in kind:
            if wanted == one.value:
                return one
        raise argparse.ArgumentTypeError(f"{text!r} is not {what}; choose one of {', '.join(kind)}")

    return chosen


def named(records: Iterable[Found], text: str, what: str) -> Found:
    """The one record whose id begins so; raises UnknownItem."""
    from anchor_app.domain.errors import UnknownItem

    found = [one for one in records if text and one.id.startswith(text.strip())]
    if len(found) != 1:
        many = "More than one begins" if found else "None begins"
        raise UnknownItem(f"{many} with '{text[:40]}'. List them to see the id of the {what}.")
    return found[0]
