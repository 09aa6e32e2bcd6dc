"""Provenance: whose answers an assessment holds, when it went out or came in, and in which words that is said."""

from __future__ import annotations

from datetime import datetime

from anchor_app.domain.assessment import Assessment
from anchor_app.domain.collaborative import Audience, Receipt, Sending
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.level_wording import day_words


def last_sending(assessment: Assessment) -> Sending | None:
    """The pack that was made of it last, here."""
    return max(assessment.sendings.values(), key=lambda one: (one.at, one.id), default=None)


def last_receipt(assessment: Assessment) -> Receipt | None:
    """The pack in which it came last."""
    return max(assessment.receipts.values(), key=lambda one: (one.at, one.id), default=None)


def is_theirs(holdings: Holdings, assessment: Assessment) -> bool:
    """Whether the answers are another organisation's, sent here to be read and decided on.

    They are when the first pack of them came in rather than went out, unless it was made for use within the
    organisation. A draft that came to a workspace of one organisation is a colleague's, and is worked on together.
    """
    first = min(assessment.receipts.values(), key=lambda one: (one.at, one.id), default=None)
    if first is None or first.audience is Audience.INTERNAL:
        return False
    if any(one.at < first.at for one in assessment.sendings.values()):
        return False
    return assessment.is_frozen or len(holdings.organisations) > 1


def whose_words(holdings: Holdings, assessment: Assessment) -> str:
    """Whose answers they are, of an assessment that is another organisation's."""
    name = holdings.organisation_of(assessment).name.strip() or "another organisation"
    receipt, signing = last_receipt(assessment), assessment.signing
    came = f", received on {moment_words(receipt.at)}" if receipt and receipt.at else ""
    by = ", ".join(part.strip() for part in (signing.by, signing.role) if part.strip()) if signing else ""
    signed = f", signed off by {by}" if by else ", signed off" if assessment.is_frozen else ", a draft"
    return f"These are the answers of {name}{signed}{came}. They are read and decided on here, and changed only there."


def sent_words(assessment: Assessment) -> str:
    """When it was sent last and to whom, as in "sent on 2 November 2026 for the public"; "" if it never was."""
    sending = last_sending(assessment)
    if sending is None:
        return ""
    return f"sent on {moment_words(sending.at)} {for_words(sending.audience)}".rstrip()


def for_words(audience: Audience | None) -> str:
    """For whom something was made, as a sentence goes on."""
    if audience is None:
        return ""
    return {Audience.PUBLIC: "for the public", Audience.COLLABORATIVE: "for the collaborative",
            Audience.INTERNAL: "for the organisation itself"}[audience]


def moment_words(at: str) -> str:
    """The day of a moment that is kept as text, or the text itself where it is none."""
    try:
        return day_words(datetime.fromisoformat(at).astimezone().date())
    except ValueError:
        return at


def is_anothers(holdings: Holdings, organisation: str) -> bool:
    """Whether what is kept of an organisation is its own to change, elsewhere: its last answers came in a pack."""
    every = holdings.assessments_of(organisation)
    return bool(every) and is_theirs(holdings, every[-1])


def kept_there_words(holdings: Holdings, organisation: str, what: str) -> str:
    """Why what another organisation keeps ("updates", "stories") is not changed here; "" where it may be."""
    if not is_anothers(holdings, organisation):
        return ""
    name = holdings.organisations[organisation].name.strip() or "another organisation"
    return f"These are the {what} of {name}. They are read here, and changed only there."
