"""Reading a front sheet from a TOML file; a faulty one is refused with line, reason and mend."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from anchor_app.domain.asking import asked
from anchor_app.domain.charter_faults import FaultyFrontSheet, shown
from anchor_app.domain.charter_table import Table, kind_of
from anchor_app.domain.front_page import FrontPage
from anchor_app.domain.front_sheet import Answer, FrontSheet, FrontSheetAnswer, FrontSheetLine, answer_item
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.implication import AskedKind, Implication
from anchor_app.domain.level_wording import day_words
from anchor_app.domain.period import FIRST_YEAR, LAST_YEAR
from anchor_app.domain.record import LONGEST_TEXT
from anchor_app.domain.toml_file import parsed

_LONGEST_LINE = 2_000
_LINES = ("meeting", "presented_by", "author", "agenda_item", "authorised_by")
_TEXTS = ("purpose", "executive_summary", "recommendations", "conflicts")
_KEYS = ("title", "meeting_on", "confidential", *_LINES, *_TEXTS, "governance", "implications", "objectives")
_GOVERNANCE = ("meeting", "on", "outcome")
_IMPLICATION = ("item", "answer", "comment")
_OBJECTIVE = ("item", "ticked", "comment")


def read_front_page(source: str | bytes, holdings: Holdings, organisation: str = "", report: str = "") -> FrontPage:
    """The front sheet that a text says, with the lists as they are asked about here.

    Raises FaultyFrontSheet with every fault that can be found in one reading. `organisation` and `report` name the
    report that it precedes.
    """
    file = parsed(source, FaultyFrontSheet)
    top = Table(file.found, (), file.values, "a front sheet", _KEYS)
    sheet = FrontSheet(report, organisation, title=top.text("title", _LONGEST_LINE),
                       meeting_on=_day(top, "meeting_on", is_needed=True), confidential=_flag(top, "confidential"),
                       **{name: top.optional_text(name, _LONGEST_LINE) for name in _LINES},
                       **{name: top.optional_text(name, LONGEST_TEXT, lines=True) for name in _TEXTS})
    lines = _governance(top, sheet)
    implications = _answers(top, "implications", asked(holdings, AskedKind.IMPLICATION), _implication, sheet)
    objectives = _answers(top, "objectives", asked(holdings, AskedKind.OBJECTIVE), _objective, sheet)
    if file.found.faults:
        raise FaultyFrontSheet(file.found.faults)
    return FrontPage(sheet, lines, implications, objectives)


def _governance(top: Table, sheet: FrontSheet) -> tuple[FrontSheetLine, ...]:
    found = []
    for number, table in enumerate(top.tables("governance", "a line of governance", _GOVERNANCE), start=1):
        line = FrontSheetLine(str(number), sheet.organisation, sheet.id, number, table.text("meeting", _LONGEST_LINE),
                              _day(table, "on"), table.optional_text("outcome", LONGEST_TEXT, lines=True))
        if line.on and sheet.meeting_on and line.on > sheet.meeting_on:
            table.fault("on", f"the paper would have been there on {day_words(line.on)}, after the meeting on "
                        f"{day_words(sheet.meeting_on)} that it is for", "change one of the two days")
        found.append(line)
    return tuple(sorted(found, key=lambda one: (one.on or date.max, one.number)))


def _implication(table: Table) -> Answer | None:
    words = table.text("answer", _LONGEST_LINE)
    if not words:
        return None
    bare = "-".join(words.casefold().replace("-", " ").split())
    if bare not in list(Answer):
        table.fault("answer", f"{shown(words)} is no answer",
                    f"write one of {', '.join(f'“{one.value}”' for one in Answer)}")
        return None
    return Answer(bare)


def _objective(table: Table) -> Answer | None:
    return Answer.YES if _flag(table, "ticked", usual=True) else None


def _answers(top: Table, key: str, every: Iterable[Implication], answer: Callable[[Table], Answer | None],
             sheet: FrontSheet) -> tuple[FrontSheetAnswer, ...]:
    """Each line of a list with its answer, where the file gives one."""
    kind, keys = ("an implication", _IMPLICATION) if key == "implications" else ("an objective", _OBJECTIVE)
    found = {one.id: FrontSheetAnswer(answer_item(sheet.id, one.id), sheet.organisation, one.kind, one.words,
                                      one.number) for one in every}
    names = _names(every)
    said: set[str] = set()
    for table in top.tables(key, kind, keys):
        named = table.text("item", _LONGEST_LINE)
        said_answer, comment = answer(table), table.optional_text("comment", LONGEST_TEXT, lines=True)
        item = names.get(_bare(named), "")
        if named and not item:
            close = top.found.closest(named, list(found))
            table.fault("item", f"{shown(named)} does not stand in the list", f"did you mean '{close}'?" if close else
                        f"write the words of the line, or one of {', '.join(list(found)[:30]) or 'none: it is empty'}")
        elif item in said:
            table.fault("item", f"{shown(named)} is answered twice", "keep one of the two")
        elif item:
            said.add(item)
            found[item] = replace(found[item], answer=said_answer, comment=comment)
    return tuple(found.values())


def _names(every: Iterable[Implication]) -> Mapping[str, str]:
    """By what a line may be called, its id: the id itself, its end, or the words."""
    found = {}
    for one in every:
        for name in (one.words, one.id.rpartition(".")[2], one.id):
            found[_bare(name)] = one.id
    return found


def _bare(name: str) -> str:
    return " ".join(name.casefold().split())


def _flag(table: Table, key: str, *, usual: bool = False) -> bool:
    value = table.values.get(key, usual)
    if not isinstance(value, bool):
        table.fault(key, f"'{key}' of {table.kind} should be true or false but is {kind_of(value)}",
                    f"write {key} = true or {key} = false, without quotation marks")
        return usual
    return value


def _day(table: Table, key: str, *, is_needed: bool = False) -> date | None:
    """A day, written as 2027-05-20 with or without quotation marks; None, where it is needed with a fault."""
    value = table.value(key, f"{key} = 2027-05-20") if is_needed else table.values.get(key)
    if value is None:
        return None
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value.strip())
        except ValueError:
            table.fault(key, f"{shown(value)} is not a day", f"write it as in {key} = 2027-05-20")
            return None
    if isinstance(value, datetime) or not isinstance(value, date):
        what = "a day with a time" if isinstance(value, datetime) else kind_of(value)
        table.fault(key, f"'{key}' of {table.kind} should be a day but is {what}",
                    f"write it as in {key} = 2027-05-20")
        return None
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        table.fault(key, f"the year {value.year} cannot be right",
                    f"write one from {FIRST_YEAR} to {LAST_YEAR}")
        return None
    return value
