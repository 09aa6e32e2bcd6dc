"""Errors that say, in the user's words, what is wrong and what to do now."""

from __future__ import annotations


class Refusal(Exception):
    """Something that was asked for cannot be done; `str()` is a sentence fit for a person to read.

    Every refusal leaves things as they were: nothing is half applied.
    """


class Conflict(Refusal):
    """The value that an edit started from is no longer the value that is stored."""


class UnknownItem(Refusal):
    """A name that no organisation, assessment, component, practice or piece of evidence carries."""


class WrongValue(Refusal):
    """A value that its field cannot hold, with the field and what it can hold."""


class WrongField(WrongValue):
    """A value of one field of a form; `field` is its name, so that the sentence can stand beside it."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field
