"""What can be wrong with a pack, said in the user's words: what, where, and what to do now."""

from __future__ import annotations

from anchor_app.domain.errors import Refusal

ASK_AGAIN = "Ask the sender for it again."


class UnreadablePack(Refusal):
    """A file that is no pack, or not the pack that was made; nothing of it is used."""


class ForeignFile(UnreadablePack):
    """A file of another kind: a document, a web page, another program's zip."""


class NotThere(UnreadablePack):
    """A file that is missing, is no file, or may not be read."""


class IncompletePack(UnreadablePack):
    """A pack of which a part is missing, such as a download that stopped."""


class AlteredPack(UnreadablePack):
    """A pack that breaks the rules of its format, or was changed after it was made."""


class TooLarge(UnreadablePack):
    """A pack with more in it than packs may have."""


class NewerPack(UnreadablePack):
    """A pack of a newer format than this version of the app knows."""

    def __init__(self, sentence: str, version: int) -> None:
        super().__init__(sentence)
        self.version = version


class PassphraseNeeded(UnreadablePack):
    """A pack that is protected, and was opened without a passphrase."""


class WrongPassphrase(UnreadablePack):
    """A protected pack that the passphrase does not open."""


class NotRead(UnreadablePack):
    """The reading itself failed: it ended, took too long or wanted too much memory."""


class ReadingStopped(UnreadablePack):
    """The person stopped the reading."""


class UnfitContent(Refusal):
    """Something that was to be written cannot be in a pack."""


def in_words(size: int) -> str:
    """A number of bytes as people read it."""
    for unit, name in ((1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "KB")):
        if size >= unit:
            return f"{size / unit:,.0f} {name}"
    return f"{size} bytes"


def shown(name: str) -> str:
    """A name from outside as it may stand in a sentence: short, and with what cannot be seen written out."""
    clean = "".join(one if one.isprintable() else f"[U+{ord(one):04X}]" for one in name[:60])
    return f"“{clean}{'…' if len(name) > 60 else ''}”"
