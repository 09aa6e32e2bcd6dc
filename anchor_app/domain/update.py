"""Updates: what a champion says of a month, in general and by domain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from anchor_app.domain.owned_record import OwnedRecord


@dataclass(frozen=True, slots=True)
class Update(OwnedRecord):
    """What a champion says of a month, in general or (where the id goes on with a domain) of one domain.

    `changed` is what the champion says changed, drafted from the history; `asks` what others are asked for; `story`
    one worth telling. `by` and `written_on` say who wrote it when.
    """

    id: str
    organisation: str
    did: str = ""
    changed: str = ""
    asks: str = ""
    story: str = ""
    by: str = ""
    written_on: date | None = None

    @property
    def month(self) -> str:
        """The month that it is about, as in 2026-11."""
        return self.id.partition("/")[0]

    @property
    def domain(self) -> str:
        """The domain that it is about; "" for what is said in general."""
        return self.id.partition("/")[2]

    @property
    def says_something(self) -> bool:
        """Whether it holds any words of a month, rather than only who began it."""
        return any(one.strip() for one in (self.did, self.changed, self.asks, self.story))
