"""The year around the charter: what its screens, reports and the command line ask of what is open and its history."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from anchor_app.domain.acting import notes_of
from anchor_app.domain.action import Action, Sought, by_urgency
from anchor_app.domain.agenda import AgendaLine, drafted_agenda
from anchor_app.domain.calendar_file import calendar
from anchor_app.domain.charter import Charter
from anchor_app.domain.entry import Entry
from anchor_app.domain.errors import UnknownItem, WrongValue
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.measures import Measure, measures
from anchor_app.domain.month import Month
from anchor_app.domain.what_changed import ChangedLine, in_month, what_changed
from anchor_app.services.chosen_files import text_of
from anchor_app.services.workspace import Workspace

if TYPE_CHECKING:
    from anchor_app.reports.tables_of import TableOf

MOST_BYTES = 4_000_000
"""The largest file of readings that is taken in, in bytes."""

_PAGE = 200
"""Entries that are read at once, newest first, until they are older than the month."""


def actions(workspace: Workspace, organisation: str | None = None, sought: Sought | None = None) -> tuple[Action, ...]:
    """The actions that are looked for, of an organisation (with "" the collaborative's) or of all, by urgency."""
    held, wanted = workspace.holdings, sought or Sought()
    every = held.actions.values() if organisation is None else held.owned("actions", organisation)
    return by_urgency(one for one in every if wanted.takes(one, notes_of(held, one) if wanted.words else ()))


def write_actions(workspace: Workspace, path: Path, found: Sequence[Action], on: date,
                  sought: Sought | None = None, is_cancelled: Callable[[], bool] | None = None) -> int:
    """Write actions to a file, whole or not at all: .ics (open ones with a due date), .csv, .xlsx, .pdf or .docx.

    `sought` says what was looked for, on paper. Returns how many were written; raises WrongValue for another ending,
    DiskFull, DiskTrouble, and Cancelled where `is_cancelled` says so before it is written.
    """
    from anchor_app.services.publishing import write_file
    from anchor_app.services.publishing_year import Cancelled, write_report

    ending = path.suffix.lower()
    if ending not in (".ics", ".csv", ".xlsx", ".pdf", ".docx"):
        raise WrongValue(f"Actions are written as a calendar, Excel, CSV, PDF or Word, and {path.name} is none of "
                         "them. Give the file a name that ends in .ics, .xlsx, .csv, .pdf or .docx.")
    if ending in (".pdf", ".docx"):
        from anchor_app.services.publishing_year_papers import actions_paper

        write_report(actions_paper(workspace, found, on, sought), path, is_cancelled=is_cancelled)
        return len(found)
    data = calendar(found, on) if ending == ".ics" else _table_file(workspace, found, on, ending)
    if is_cancelled is not None and is_cancelled():
        raise Cancelled("The actions were not written, because it was stopped.")
    write_file(path, data)
    return sum(one.is_open and one.due is not None for one in found) if ending == ".ics" else len(found)


def read_pasted(path: Path) -> str:
    """The text of a file with a day and a value on each line; raises WrongValue for one that is none."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise WrongValue(f"{path.name} cannot be read: {error.strerror or error}.") from None
    if len(data) > MOST_BYTES:
        raise WrongValue(f"{path.name} is larger than {MOST_BYTES // 1_000_000} MB. Choose a text file of readings.")
    return text_of(data)


def charter_of(workspace: Workspace, organisation: str) -> Charter:
    """The wording that an organisation's outcomes go by: that of its last assessment; raises UnknownItem."""
    held = workspace.holdings
    every = held.assessments_of(organisation)
    if every:
        return held.charter_of(every[-1])
    owner = held.organisations[organisation]
    if owner.charter in held.charters:
        return held.charters[owner.charter]
    raise UnknownItem(f"{owner.name} has no assessment yet, so it is not known which charter it follows. "
                      "Start one first.")


def outcomes(workspace: Workspace, organisation: str) -> tuple[Measure, ...]:
    """The outcomes of an organisation with their readings; raises UnknownItem."""
    return measures(workspace.holdings, organisation, charter_of(workspace, organisation))


def changed_in(workspace: Workspace, organisation: str, month: Month,
               seen: Holdings | None = None) -> tuple[ChangedLine, ...]:
    """What the history says changed at an organisation in a month; where the store is asked.

    `seen` are the holdings with only what a reader may see; what is not there is not told of.
    """
    entries = tuple(reversed(list(_entries(workspace, organisation, month))))
    return what_changed(in_month(entries, month), seen or workspace.holdings, organisation)


def agenda(workspace: Workspace, on: date, period: str = "", conflicts: tuple[str, ...] = ()) -> tuple[AgendaLine, ...]:
    """What a meeting on a day should speak of, with the returns of a period; where the store is asked."""
    found = None
    if period:
        from anchor_app.services.comparing import collect, wanted

        asked = wanted(period).period
        found = collect(workspace, on, asked).returns(asked)
    return drafted_agenda(workspace.holdings, on, found, conflicts)


def _entries(workspace: Workspace, organisation: str, month: Month) -> Iterator[Entry]:
    """The entries that touch an organisation since a month began, newest first.

    Entries stand in the order in which they were saved, so one with a wrong clock ends nothing: reading goes on until
    a whole page is older.
    """
    from anchor_app.storage.past import Sought as SoughtEntries

    owners = frozenset((organisation, *(one.id for one in workspace.holdings.assessments_of(organisation))))
    before: int | None = None
    while page := workspace.store.past.page(before=before, count=_PAGE, sought=SoughtEntries(owners)):
        yield from page
        before = page[-1].id
        if all(one.at.astimezone().date() < month.start for one in page):
            return


def _table_file(workspace: Workspace, found: Sequence[Action], on: date, ending: str) -> bytes:
    table, output = _table(workspace, found, on), BytesIO()
    if ending == ".csv":
        from anchor_app.reports.csv_tables import table_csv

        return table_csv(table)
    from anchor_app.reports.spreadsheet import write_workbook

    write_workbook([table], "Actions", output)
    return output.getvalue()


def _table(workspace: Workspace, found: Sequence[Action], on: date) -> TableOf:
    from anchor_app.reports.tables_of import ColumnOf, TableOf

    held = workspace.holdings
    columns = (("Whose", 28), ("Action", 60), ("Components", 14), ("Owner", 24), ("Due", 12), ("Overdue", 9),
               ("Status", 14), ("Priority", 10), ("Period", 10), ("From", 14), ("Made", 12), ("Completed", 12),
               ("Notes", 60))
    rows = []
    for one in found:
        owner = held.organisations.get(one.organisation)
        notes = "\n".join(" ".join(filter(None, (note.on.isoformat() if note.on else "", note.by, note.text)))
                          for note in notes_of(held, one))
        rows.append((owner.name if owner else "Collaborative", one.title, " ".join(one.component_ids), one.owner_name,
                     one.due, "yes" if one.is_overdue(on) else "", one.status.words,
                     one.priority.words if one.priority else "", one.period, one.source.words, one.created_on,
                     one.completed_on, notes))
    return TableOf("actions", "Actions", tuple(ColumnOf(heading, width) for heading, width in columns), tuple(rows))
