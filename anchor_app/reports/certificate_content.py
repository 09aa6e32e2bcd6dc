"""What the certificate of a level says: who holds which level, on which reading, with its proof, and what it is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from anchor_app.design import LIGHT
from anchor_app.domain.assessment import Assessment, Signing
from anchor_app.domain.brief import brief
from anchor_app.domain.counting import Reading
from anchor_app.domain.errors import WrongValue
from anchor_app.domain.guidance import forecast
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.level_wording import capitalised, count_words, day_words, forecast_words, level_inside
from anchor_app.domain.organisation import Organisation
from anchor_app.domain.scoring import DomainCount, Score, Standing
from anchor_app.domain.signing import short_checksum
from anchor_app.reports.document import (
    Block,
    Callout,
    Document,
    Emblem,
    Facts,
    Grid,
    GridCell,
    GridColumn,
    Heading,
    Level,
    Paragraph,
    Sign,
)

_LONG_NAME: Final = 160
"""Characters of a name that is printed smaller, so that the certificate stays on its page."""
_PROOF: Final = (GridColumn("Domain", 4.2), GridColumn("Counted", 1, "right"), GridColumn("Needed", 1.6))
_IS_NOT: Final = ("This certificate repeats what is recorded in the assessment. It is no inspection and no "
                  "accreditation, and says nothing about the time after its date.")


@dataclass(frozen=True, slots=True)
class Certified:
    """What is certified: an assessment's score in one reading on the score's day.

    `signing` is the signature under these very answers, None for a draft; `emblem` a safe PNG, empty for none.
    `as_at` is the moment looked back to, in words ("" for now).
    """

    holdings: Holdings
    assessment: Assessment
    score: Score
    reading: Reading = Reading.SELF
    signing: Signing | None = None
    emblem: bytes = field(default=b"", repr=False)
    as_at: str = ""

    @property
    def organisation(self) -> Organisation:
        """Whose level it is."""
        return self.holdings.organisation_of(self.assessment)

    @property
    def name(self) -> str:
        """The organisation's whole name, in one line."""
        return " ".join(self.organisation.name.split()) or self.organisation.shown_name

    @property
    def standing(self) -> Standing:
        """The level in that reading; raises WrongValue where there is no such reading."""
        found = {Reading.SELF: self.score.self_assessed, Reading.EVIDENCED: self.score.evidenced,
                 Reading.MODERATED: self.score.moderated}[self.reading]
        if found is None:
            raise WrongValue(f"The steering group has decided nothing on {brief(self.name)}, {self.assessment.title}, "
                             "so there is no moderated level. Ask for the self-assessed or the evidenced one.")
        return found


def certificate(certified: Certified) -> Document:
    """The certificate, on one page; raises WrongValue where no level is held."""
    held, name = certified.standing, certified.name
    if held.level is None:
        lacks = f"{count_words(held.distance, 'more component')} for {held.charter.levels[0].name}"
        raise WrongValue(f"{brief(name)} is {level_inside(held)} in {certified.assessment.title}, "
                         f"{certified.reading.words.lower()}, so there is no level to certify. It lacks "
                         f"{lacks}; the overview shows the shortest way there.")
    line = f"{_how_far(certified)} · {certified.assessment.title} · {brief(name, 80)}"
    return Document(f"Certificate: {brief(name, 200)}, {held.level_name}, {certified.reading.words.lower()}", name,
                    tuple(_blocks(certified, held)), subject=f"{held.charter.title}, edition {held.charter.edition}",
                    footer=line, made_on=certified.score.on)


def _blocks(certified: Certified, held: Standing) -> Iterator[Block]:
    if certified.emblem:
        yield Emblem(certified.emblem, f"Emblem of {brief(certified.name, 200)}")
    yield Heading("Certificate of the level held", 1)
    yield (Heading(certified.name) if len(certified.name) <= _LONG_NAME
           else Paragraph(certified.name, look="strong"))
    yield Paragraph(f"holds, under the {held.charter.title}, edition {held.charter.edition}, the level")
    yield Level(held.level_name, held.rank, len(held.charter.levels),
                f"{certified.reading.words}: {_meaning(certified)}")
    if certified.signing is None:
        yield Callout(_draft(certified), "warning")
    yield Facts(tuple(_facts(certified, held)))
    yield _proof(held, certified.organisation.beyond_nhs)
    yield Paragraph(" ".join(filter(None, (_until(certified, held), _IS_NOT))), look="soft")


def _meaning(certified: Certified) -> str:
    """What counts in a reading, in one sentence."""
    return {Reading.SELF: "every component counts that the organisation itself judges as fulfilled.",
            Reading.EVIDENCED: "only fulfilled components count that have evidence which is current on "
                               f"{day_words(certified.score.on)}.",
            Reading.MODERATED: "only fulfilled components count that the steering group agreed with.",
            }[certified.reading]


def _draft(certified: Certified) -> str:
    if certified.assessment.is_frozen:
        return "Draft, not signed off as it stands: these answers are not those that were signed."
    return "Draft, not signed off. The answers may still change."


def _facts(certified: Certified, held: Standing) -> Iterator[tuple[str, str]]:
    past = f", as at {certified.as_at}" if certified.as_at else ""
    yield "Period and round", certified.assessment.title
    yield "Date", f"{day_words(certified.score.on)}{past}"
    yield "Components", f"{held.counted} of {held.of} count"
    if (signing := certified.signing) is not None:
        signed = ", ".join(filter(None, (signing.by, signing.role, day_words(signing.on) if signing.on else "")))
        yield "Signed off", signed or "Yes"
        yield "Revision", signing.revision
        yield "Checksum", signing.checksum
    else:
        yield "Revision", f"{certified.assessment.revision}, not signed off"


def _proof(held: Standing, beyond_nhs: bool) -> Grid:
    assert held.level is not None
    rules = capitalised(str(held.level.rule))
    return Grid(_PROOF, tuple(_row(one, held, beyond_nhs) for one in held.domains),
                f"Why {held.level_name}: {rules} in every domain, and every level below is held too"
                if held.rank > 1 else f"Why {held.level_name}: {rules} in every domain")


def _row(count: DomainCount, held: Standing, beyond_nhs: bool) -> tuple[GridCell | str, ...]:
    assert held.level is not None
    title = f"{count.domain.number} {count.domain.title_for(beyond_nhs)}"
    is_met = count.is_met(held.level)
    sign = Sign("answer", f"{count.needed(held.level)}, {'met' if is_met else 'not met'}", "yes" if is_met else "no")
    return (GridCell(title, is_header=True), f"{count.counted} of {count.of}",
            GridCell(sign=sign, tone=None if is_met else LIGHT.warning))


def _until(certified: Certified, held: Standing) -> str:
    """How long evidence holds the level, in the reading that may fall with time."""
    if certified.reading is not Reading.EVIDENCED:
        return ""
    falls = forecast(certified.holdings, certified.assessment, certified.score.on)
    return f"With the evidence as it is: {forecast_words(held, falls)}." if falls else ""


def _how_far(certified: Certified) -> str:
    """What the foot names: the draft, or the beginning of the checksum."""
    if certified.signing is None:
        return f"Draft of {day_words(certified.score.on)}, not signed off"
    return f"Checksum {short_checksum(certified.signing.checksum)} …"


def is_certifiable(score: Score, reading: Reading) -> bool:
    """Whether a level is held in a reading, so that there is something to certify."""
    held = {Reading.SELF: score.self_assessed, Reading.EVIDENCED: score.evidenced,
            Reading.MODERATED: score.moderated}[reading]
    return held is not None and held.level is not None
