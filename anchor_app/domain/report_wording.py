"""What a change of a report's plan, front sheet or emblem is about, and its texts, as the screens say them."""

from __future__ import annotations

from anchor_app.domain.edit import Subject
from anchor_app.domain.emblem import png_of
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.owned_record import owned_key
from anchor_app.domain.planning import report_words
from anchor_app.domain.report_sections import Section

KINDS = frozenset({"report-plan", "front-sheet", "front-sheet-line", "front-sheet-answer", "implication", "emblem"})
"""The kinds that are worded here."""

_NAMES = frozenset(one.value for one in Section)


def report_about(what: Subject, holdings: Holdings) -> str:
    """What a change is about; a line that is gone since is named by its front sheet, or by its kind alone."""
    key = owned_key(what.owner, what.item)
    if what.kind == "report-plan":
        words = report_words(what.item)
        return words[:1].upper() + words[1:]
    if what.kind == "front-sheet":
        return f"Front sheet of the {report_words(what.item)}"
    if what.kind == "emblem":
        owner = holdings.organisations.get(what.owner)
        return f"Emblem of {owner.shown_name}" if owner else "Emblem" if what.owner else "Emblem of the collaborative"
    if what.kind == "implication":
        asked = holdings.implications.get(key)
        return f"{asked.kind.words}: {asked.words}" if asked else "Line that a front sheet asks about"
    if what.kind == "front-sheet-line":
        line = holdings.front_sheet_lines.get(key)
        return f"Front sheet of the {report_words(line.sheet)} · {line.meeting}" if line else "Line of a front sheet"
    said = holdings.front_sheet_answers.get(key)
    sheet = f"Front sheet of the {report_words(what.item.rpartition('/')[0])}"
    return f"{sheet} · {said.words}" if said and said.words else sheet


def report_value(what: Subject, text: str) -> str:
    """A stored text of these kinds as it may be shown: a picture as its size, sections as their headings."""
    if what.kind == "emblem":
        size = len(png_of(text))
        return f"A picture of {size:,} bytes" if size else "A picture that cannot be shown"
    if (what.kind, what.field) == ("report-plan", "sections"):
        return ", ".join(Section(one).words if one in _NAMES else one for one in text.split())
    return text
