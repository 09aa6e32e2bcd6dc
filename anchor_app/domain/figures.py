"""Figures: numbers as people write them, told apart from words; what was typed is kept, and never another number."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from anchor_app.domain.brief import brief
from anchor_app.domain.errors import WrongValue

LONGEST_FIGURE = 40
"""The most characters of a number."""

_SPACES = str.maketrans({"\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u2212": "-"})
_PLAIN = re.compile(r"\d+(?:[.,]\d+)?", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}(?:(?P<mark>[,.' ])\d{3})(?:(?P=mark)\d{3})*(?:(?P<point>[.,])\d+)?", re.ASCII)
_CURRENCIES = "£€$"


def figure(text: str, unit: str = "") -> Decimal:
    """The number that a text says, with or without its unit behind it (£, € and $ in front); raises WrongValue.

    A comma or a point may part the decimals; commas, points, apostrophes and spaces may part thousands. Where one mark
    could do either, three digits behind a comma are thousands and behind a point are decimals, as in British English.
    A percent sign or a currency that is not the unit is refused: a number never changes its unit unnoticed.
    """
    bare = _without_unit(text.translate(_SPACES).strip(), unit.translate(_SPACES).strip(), text)
    sign, digits = (bare[0], bare[1:].lstrip()) if bare[:1] in ("-", "+") else ("", bare)
    number = _number(digits) if len(digits) <= LONGEST_FIGURE else None
    if number is None:
        raise _not_a_number(text)
    return -number if sign == "-" else number


def figure_or_none(text: str, unit: str = "") -> Decimal | None:
    """The number that a text says; None where it says none. What was read lately is not read again."""
    return _read_lately(text, unit) if len(text) + len(unit) <= 2 * LONGEST_FIGURE else _read(text, unit)


def _read(text: str, unit: str) -> Decimal | None:
    try:
        return figure(text, unit)
    except WrongValue:
        return None


_read_lately = lru_cache(maxsize=20_000)(_read)


def figure_words(value: Decimal, unit: str = "") -> str:
    """A number as people read it, with its unit: "1,200.5 %"; no digit is lost, and none is made up."""
    whole = value.normalize() if value else Decimal(0)
    text = f"{whole:,f}".replace("-", "\u2212")
    return f"{unit}{text}" if unit and unit in _CURRENCIES else f"{text} {unit}".strip()


def rounded(value: Decimal) -> Decimal:
    """A value that was worked out, and may have no end of digits, with no more than two decimals."""
    return value.quantize(Decimal("0.01")) if abs(value) < Decimal(10) ** 20 else value


def _without_unit(text: str, unit: str, typed: str) -> str:
    """The text without the unit; raises WrongValue where it names another."""
    if text[:1] in _CURRENCIES and text:
        if text[0] not in unit:
            raise _other_unit(typed, text[0], unit)
        text = text[1:].strip()
    if text.endswith("%"):
        if unit not in ("%", "") and not unit.startswith("%"):
            raise _other_unit(typed, "%", unit)
        return text[:-1].strip()
    if unit and text.casefold().endswith(unit.casefold()):
        return text[:len(text) - len(unit)].strip()
    return text


def _number(digits: str) -> Decimal | None:
    found = _GROUPED.fullmatch(digits)
    if found and not _is_decimal(digits, found["mark"], found["point"]):
        if found["point"] == found["mark"]:
            return None
        whole, _, rest = digits.rpartition(found["point"]) if found["point"] else (digits, "", "")
        return Decimal(re.sub(r"[,.' ]", "", whole) + (f".{rest}" if rest else ""))
    if _PLAIN.fullmatch(digits):
        return Decimal(digits.replace(",", "."))
    return None


def _is_decimal(digits: str, mark: str, point: str | None) -> bool:
    """Whether what looks like one group of thousands is decimals: 0,125 and 1.250 are, 1,250 is not."""
    alone = point is None and digits.count(mark) == 1
    return alone and mark in ",." and (mark == "." or digits.startswith("0"))


def _shown(text: str) -> str:
    return brief(text, LONGEST_FIGURE)


def _not_a_number(text: str) -> WrongValue:
    if not text.strip():
        return WrongValue("A number is missing. Write it in digits, such as 62, 4.5 or 1,200.")
    return WrongValue(f"'{_shown(text)}' is not a number. Write a number in digits alone, such as 62, 4.5 or 1,200; "
                      "words belong beside it, as the source.")


def _other_unit(text: str, named: str, unit: str) -> WrongValue:
    return WrongValue(f"'{_shown(text)}' is in {named}, and this is measured in {unit or 'no unit'}. "
                      "Write the number in that unit.")
