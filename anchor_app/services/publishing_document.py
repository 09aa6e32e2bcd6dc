"""Publishing any report that is told in blocks: as a tagged PDF or an editable Word file, by the name's ending."""

from __future__ import annotations

from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from anchor_app.domain.errors import WrongValue
from anchor_app.services.publishing import Progress, Published, about_unprintable, write_file

if TYPE_CHECKING:
    from anchor_app.reports.document import Document


class Paper(StrEnum):
    """What a report is written as; the value is the ending of the file's name."""

    PDF = "pdf"
    WORD = "docx"

    @property
    def words(self) -> str:
        """The format as people call it."""
        return {Paper.PDF: "PDF", Paper.WORD: "Word"}[self]


def paper_of(path: Path) -> Paper:
    """The format that the ending of a file's name asks for; raises WrongValue."""
    ending = path.suffix.removeprefix(".").lower()
    if ending not in list(Paper):
        raise WrongValue(f"A report is written as PDF or Word, and {path.name} is neither. Give the file a name that "
                         "ends in .pdf or .docx.")
    return Paper(ending)


def laid_out_document(document: Document, kind: Paper = Paper.PDF, progress: Progress | None = None) -> Published:
    """A report as a file: the same bytes for the same content. `progress` hears of pages, in Word of blocks."""
    output = BytesIO()
    if kind is Paper.PDF:
        from anchor_app.reports.document_pdf import write_pdf

        built = write_pdf(document, output, progress)
        return Published(output.getvalue(), built.pages, about_unprintable(built.unprintable))
    from anchor_app.reports.document_word import write_word

    write_word(document, output, progress)
    return Published(output.getvalue(), 0, "")


def write_document(document: Document, path: Path, progress: Progress | None = None) -> Published:
    """Write a report to a file, whole or not at all; raises WrongValue, DiskFull, DiskTrouble."""
    published = laid_out_document(document, paper_of(path), progress)
    write_file(path, published.data)
    return published
