"""Packs under a passphrase: age files, which any age program opens as well."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from anchor_app.exchange.errors import (
    ASK_AGAIN,
    AlteredPack,
    PassphraseNeeded,
    TooLarge,
    UnfitContent,
    WrongPassphrase,
    in_words,
)
from anchor_app.exchange.limits import LEAST_WORK, LIMITS, MOST_WORK, Limits

AGE = b"age-encryption.org/"
ARMOUR = b"-----BEGIN AGE ENCRYPTED FILE-----"
_HEADER = re.compile(rb"age-encryption\.org/v1\n-> scrypt [A-Za-z0-9+/]{22} ([1-9][0-9]?)\n"
                     rb"[A-Za-z0-9+/]{43}\n--- [A-Za-z0-9+/]{43}\n")
_HEADER_SIZE = 220


def is_protected(start: bytes) -> bool:
    """Whether a file that begins so is an age file."""
    return start.startswith((AGE, ARMOUR))


def protected(pack: bytes, passphrase: str, limits: Limits = LIMITS) -> bytes:
    """The pack as an age file under a passphrase; raises UnfitContent."""
    import pyrage

    if not passphrase:
        raise UnfitContent("The passphrase is empty. Choose one, or send the pack without.")
    if len(pack) > limits.protected:
        raise UnfitContent(f"The pack has {in_words(len(pack))}, and one with a passphrase may have "
                           f"{in_words(limits.protected)}. Leave out some of the evidence files.")
    return bytes(pyrage.passphrase.encrypt(pack, passphrase))


def work_factor(start: bytes) -> int:
    """The work factor of an age file, from its beginning; raises AlteredPack for one that is out of bounds.

    It is looked at before any work is done. The time doubles with each step, and so does the memory: 2 ** N KiB.
    """
    if start.startswith(ARMOUR):
        raise AlteredPack("It is an age file written as text (“armour”). Ask the sender to make it without.")
    found = _HEADER.match(start)
    if found is None:
        if b"\n-> scrypt " not in start and b"\n-> " in start:
            raise AlteredPack("It is encrypted for a key and not with a passphrase. Ask the sender to protect it "
                              "with a passphrase.")
        raise AlteredPack(f"The beginning of this protected pack is damaged. {ASK_AGAIN}")
    factor = int(found[1])
    if not LEAST_WORK <= factor <= MOST_WORK:
        why = "too little work to guess" if factor < LEAST_WORK else "too much work to open"
        raise AlteredPack(f"Its passphrase is {why} (work factor {factor}; from {LEAST_WORK} to {MOST_WORK} is "
                          f"taken). {ASK_AGAIN}")
    return factor


def opened(encrypted: bytes, passphrase: str | None, limits: Limits) -> bytes:
    """The pack in an age file. Raises PassphraseNeeded, WrongPassphrase, AlteredPack, TooLarge."""
    if len(encrypted) > limits.protected + 1_000_000:
        raise TooLarge(f"It has {in_words(len(encrypted))}, and a pack with a passphrase may have "
                       f"{in_words(limits.protected)}. Ask the sender to leave out some of the evidence files.")
    work_factor(encrypted[:_HEADER_SIZE])
    if not passphrase:
        raise PassphraseNeeded("It is protected. Give the passphrase that its sender chose; nobody else has it, and "
                               "it cannot be recovered.")
    import pyrage

    try:
        return bytes(pyrage.passphrase.decrypt(encrypted, passphrase))
    except pyrage.DecryptError as error:
        raise _why(str(error)) from None


def _why(said: str) -> AlteredPack | WrongPassphrase:
    if "xcessive work" in said:
        return AlteredPack("Its passphrase is too much work to open on this computer. Ask the sender to make the "
                           "pack again.")
    if said == "Decryption failed":
        return WrongPassphrase("The passphrase is not the one that it was protected with. Check capitals and spaces; "
                               "it cannot be recovered, but the sender can make the pack again.")
    return AlteredPack(f"The passphrase fits, but what it protects was damaged or cut off. {ASK_AGAIN}")


@dataclass(frozen=True, slots=True)
class Strength:
    """How hard a passphrase is to guess: about 2 ** `bits` tries, and what to say of it."""

    bits: int
    words: str

    @property
    def is_weak(self) -> bool:
        """Whether it should not be used."""
        return self.bits < 45


_CLASSES = (("[a-z]", 26), ("[A-Z]", 26), ("[0-9]", 10), (r"[^a-zA-Z0-9\s]", 20), (r"\s", 4))
_COMMON = re.compile(r"password|passphrase|letmein|welcome|qwerty|admin|anchor|charter|nhs|hospital|trust|council|"
                     r"summer|winter|spring|autumn|monday|january|secret|changeme|football|liverpool|dragon")
_YEAR = re.compile(r"(?:19|20)\d\d")
_RUN = re.compile(r"(.)\1{2,}")


def strength(passphrase: str) -> Strength:
    """How hard it is to guess, put low rather than high: common words, years and runs count for next to nothing.

    Of several words each counts as one of 7,776 (13 bits); of anything else, each character by its kind.
    """
    bare = _YEAR.sub("0", _COMMON.sub("0", _RUN.sub(r"\1", passphrase.casefold())))
    bare = _without_sequences(bare)
    words = set(re.findall(r"[^\W\d_]{3,}", bare))
    alphabet = sum(size for pattern, size in _CLASSES if re.search(pattern, passphrase)) or 1
    by_letters = min(len(bare), 3 * len(set(bare))) * math.log2(alphabet) if bare else 0.0
    if len(words) >= 3:
        by_letters = min(by_letters, 13.0 * len(words) + 4 * len(re.findall(r"[\W\d_]", bare.replace(" ", ""))))
    bits = round(by_letters)
    for most, said in ((30, "Very weak: it is guessed at once. Use four or more words that do not belong together."),
                       (45, "Weak: a computer guesses it in days. Add words that do not belong together."),
                       (60, "Fair: it keeps out most who would try. One more word makes it strong.")):
        if bits < most:
            return Strength(bits, said)
    return Strength(bits, "Strong. Tell it to the receiver by another way than the pack.")


def _without_sequences(text: str) -> str:
    """The text with abc, 321 and the like each counted as one character."""
    kept: list[str] = []
    for one in text:
        if not (kept and abs(ord(one) - ord(kept[-1])) == 1):
            kept.append(one)
        elif kept:
            kept[-1] = one
    return "".join(kept)
