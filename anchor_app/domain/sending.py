"""Sending: the wish to note that a pack was made, so that what others may have of a field is known from then on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from anchor_app.domain.assessment import State
from anchor_app.domain.collaborative import Sending
from anchor_app.domain.commands import assessment_of, changes_of
from anchor_app.domain.edit import Change, Edit
from anchor_app.domain.errors import Conflict
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.lineage import Lineages
from anchor_app.domain.sharing import Choice


@dataclass(frozen=True, slots=True)
class RecordSending:
    """Note a pack, by its checksum and the name of its file, for each assessment in it; a signed one is Sent.

    `lineages` are those of everything in it, as they are with these very `holdings`. Raises Conflict when the holdings
    are others by now: then the lineages have to be read again.
    """

    choice: Choice
    checksum: str
    file_name: str
    at: datetime
    lineages: Lineages
    holdings: Holdings

    def edit(self, holdings: Holdings) -> Edit:
        if holdings is not self.holdings:
            raise Conflict("Something was changed while the pack was noted. The pack is whole; note it again.")
        name = holdings.organisations[self.choice.organisation].shown_name
        return Edit.of(f"Send a pack of {name}", (*self._records(holdings), *self._settling()))

    def _records(self, holdings: Holdings) -> Iterator[Change]:
        for key in self.choice.assessments:
            assessment = assessment_of(holdings, key)
            values = {"at": self.at.isoformat(timespec="seconds"), "audience": self.choice.audience,
                      "revision": assessment.revision, "with_files": self.choice.with_files,
                      "file_name": self.file_name}
            yield from changes_of("sending", key, self.checksum,
                                  assessment.sendings.get(self.checksum, Sending(self.checksum)), values)
            if assessment.state is State.SIGNED_OFF:
                yield from changes_of("assessment", assessment.organisation, key, assessment, {"state": State.SENT})

    def _settling(self) -> Iterator[Change]:
        for owner in (self.choice.organisation, *self.choice.assessments):
            yield from self.lineages.settling(owner)
