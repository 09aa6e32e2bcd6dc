"""Gentle warnings: what in a text looks like a person's number, address or telephone, before it goes to others."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from anchor_app.domain.wording import listed


class Personal(Enum):
    """What a piece of a text looks like; the value is its name with its article."""

    NHS_NUMBER = "an NHS number"
    NI_NUMBER = "a National Insurance number"
    EMAIL = "an e-mail address"
    PHONE = "a telephone number"
    POSTCODE = "a postcode"

    @property
    def words(self) -> str:
        """Its name with its article, as a sentence goes on."""
        return self.value


MOST = 100
"""Pieces that are named in one text; who has seen so many knows what it is."""


@dataclass(frozen=True, slots=True)
class Sight:
    """A piece of a text, from `start` up to `end`, and what it looks like."""

    kind: Personal
    start: int
    end: int


# Between the groups of a number: a space, a space that does not break, a hyphen.
_NHS = re.compile(r"(?<![\d.,£$€+])(?<!\d[ \u00a0-])(\d{3})[ \u00a0-]?(\d{3})[ \u00a0-]?(\d{4})"
                  r"(?![ \u00a0-]?\d|[.,]\d)")
_NI = re.compile(r"(?<![A-Z0-9])([A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z])[ \u00a0-]?\d\d[ \u00a0-]?\d\d[ \u00a0-]?\d\d"
                 r"[ \u00a0-]?[A-D](?![A-Z0-9])", re.IGNORECASE)
_NEVER_NI = frozenset({"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"})
_EMAIL = re.compile(r"(?<![\w.+'%-])[\w.+'%-]{1,64}@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}(?![\w-])")
_PHONE = re.compile(r"(?<![\d.,/£$€+\w-])(?:(?:\+|00)44[ \u00a0-]?(?:\(0\)[ \u00a0]?)?|\(?0)"
                    r"([127]\d(?:[ \u00a0()-]{0,2}\d){7,8})(?![ \u00a0-]?\d|[.,/]\d|\w)")
_AREAS = ("AB AL BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY EC EH EN EX FK FY "
          "GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY LA LD LE LL LN LS LU ME MK ML NE NG NN NP NR NW "
          "OL OX PA PE PH PL PO PR RG RH RM SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB WA WC "
          "WD WF WN WR WS WV YO ZE B E G L M N S W")
_POSTCODE = re.compile(rf"(?<![A-Z0-9£$€-])(?:{'|'.join(_AREAS.split())})(?:\d\d?|\d[A-HJKMNP-Y])([ \u00a0]?)"
                       r"\d[ABD-HJLNP-UW-Z]{2}(?![A-Z0-9])", re.IGNORECASE)


def sights(text: str) -> tuple[Sight, ...]:
    """What in a text looks like a person's, in its order; no piece is named twice.

    It is a hint and no proof: names are not looked for, and a number may be of something else.
    """
    found: list[Sight] = []
    for kind, pattern, is_one in _KINDS:
        for match in pattern.finditer(text):
            if len(found) == MOST:
                break
            if is_one(match) and not any(one.start < match.end() and match.start() < one.end for one in found):
                found.append(Sight(kind, *match.span()))
    return tuple(sorted(found, key=lambda one: one.start))


def words_of(found: tuple[Sight, ...]) -> str:
    """What was seen in a text as a sentence goes on: "an NHS number and 2 e-mail addresses" or ""."""
    return listed(list(_counted(found)))


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits end with the check digit of an NHS number (modulus 11)."""
    if len(digits) != 10 or not digits.isascii() or not digits.isdecimal() or len(set(digits)) == 1:
        return False
    rest = 11 - sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), digits, strict=False)) % 11
    return rest != 10 and rest % 11 == int(digits[9])


def _counted(found: tuple[Sight, ...]) -> Iterator[str]:
    for kind in Personal:
        count = sum(one.kind is kind for one in found)
        if count == 1:
            yield kind.words
        elif count:
            noun = kind.words.partition(" ")[2]
            yield f"{count} {noun}es" if noun.endswith("s") else f"{count} {noun}s"


def _is_nhs(match: re.Match[str]) -> bool:
    return is_nhs_number("".join(match.groups()))


def _is_ni(match: re.Match[str]) -> bool:
    return match[1].upper() not in _NEVER_NI


def _is_phone(match: re.Match[str]) -> bool:
    """Mobiles and numbers beginning 02 have ten digits behind the nought, those beginning 01 nine or ten."""
    digits = "".join(one for one in match[1] if one.isdecimal())
    return len(digits) == 10 or len(digits) == 9 and digits[0] == "1"


def _is_postcode(match: re.Match[str]) -> bool:
    """In capitals, or with its space: "at e2 3ab" may be one, "abc12de" is not, nor "room l1 2nd"."""
    return match[0].isupper() or bool(match[1]) and not match[0].endswith(("nd", "rd", "st", "th"))


def _is_always(match: re.Match[str]) -> bool:
    return True


_Kind = tuple[Personal, re.Pattern[str], Callable[[re.Match[str]], bool]]
_KINDS: tuple[_Kind, ...] = (
    (Personal.EMAIL, _EMAIL, _is_always), (Personal.NHS_NUMBER, _NHS, _is_nhs), (Personal.NI_NUMBER, _NI, _is_ni),
    (Personal.PHONE, _PHONE, _is_phone), (Personal.POSTCODE, _POSTCODE, _is_postcode))
