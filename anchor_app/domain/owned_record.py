"""Owned records: those of an organisation, or of the collaborative itself, that no other owner can ever mean."""

from __future__ import annotations

from anchor_app.domain.record import Record


class OwnedRecord(Record):
    """A record of an organisation, or of the collaborative itself where `organisation` is empty.

    Its table holds it under `key`, which names the owner too: no two owners can ever mean the same record.
    """

    keys = ("id", "organisation")

    id: str
    organisation: str

    @property
    def key(self) -> str:
        """Where it is in its table."""
        return owned_key(self.organisation, self.id)


def owned_key(organisation: str, key: str) -> str:
    """Where the record of an owner is in its table."""
    return f"{organisation}/{key}"
