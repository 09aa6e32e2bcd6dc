"""Front sheets from files: what somebody wrote in a TOML file, read beside the lists that are asked about here."""

from __future__ import annotations

from pathlib import Path

from anchor_app.domain.front_page import FrontPage
from anchor_app.domain.holdings import Holdings


def read_front_sheet(path: Path, holdings: Holdings, organisation: str = "", report: str = "") -> FrontPage:
    """The front sheet in a file; raises FaultyFrontSheet, also if it is no file or cannot be read.

    `organisation` and `report` name the report that it precedes.
    """
    from anchor_app.domain.charter_faults import FaultyFrontSheet
    from anchor_app.domain.front_sheet_file import read_front_page
    from anchor_app.domain.toml_file import opened

    return read_front_page(opened(path, FaultyFrontSheet), holdings, organisation, report)
