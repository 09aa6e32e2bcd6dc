"""Opening: the one place that hands a file or an address to another program."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from anchor_app.domain.commands_keeping import check_link
from anchor_app.domain.errors import Refusal


class NoProgram(Refusal):
    """This computer has no program for it, or would not start it."""


def open_file(path: Path) -> None:
    """Open a copy that the evidence service made; raises NoProgram."""
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        raise NoProgram("This computer has no program set for this kind of file. "
                        "Save a copy elsewhere, then open it from there.")


def open_link(url: str) -> None:
    """Open an address of the web or of a mailbox; raises WrongValue for any other, and NoProgram."""
    check_link(url)
    if not QDesktopServices.openUrl(QUrl(url.strip(), QUrl.ParsingMode.StrictMode)):
        raise NoProgram("The address could not be opened. Copy it into your browser instead.")


def show_folder(path: Path) -> None:
    """Show the folder of a file in the system's file manager; raises NoProgram."""
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent))):
        raise NoProgram(f"The folder could not be shown. It is {path.parent}.")
