"""The file itself: the standards, its properties, the same bytes for the same data, and nothing from outside."""

from __future__ import annotations

import getpass
import io
import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from anchor_app.reports import srgb
from anchor_app.reports.page import Setup, build_pdf
from anchor_app.reports.paragraph import Heading, Text
from anchor_app.services.publishing_document import laid_out_document
from tests.helpers.verapdf import FLAVOURS, complaints
from tests.reports.certified import documents
from tests.reports.documents import every_block, of
from tests.reports.reading import SETUP, built
from tests.reports.test_tagging import everything

ROOT = Path(__file__).resolve().parents[2]


class Cancelled(Exception):
    """What a test raises to stop a build."""


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_the_standards_are_met(flavour: str, tmp_path: Path) -> None:
    stories = {"everything": everything(), "empty": [], "bare": [Text("Words without a heading")]}
    stories["strange"] = [Heading("\ud800 日 <b>", 3), Text("\u202e\x00" * 20), Text(""), Heading("", 1)]
    for name, story in stories.items():
        setup = Setup(f"{name} & <more>", "Ysbyty Ŵyn", "About", created=datetime(2026, 11, 2, tzinfo=UTC))
        (tmp_path / f"{name}.pdf").write_bytes(built(story, setup)[0].data)
    for name, document in {**documents(), "every block": of(*every_block())}.items():
        (tmp_path / f"{name}.pdf").write_bytes(laid_out_document(document).data)
    assert not complaints(flavour, *sorted(tmp_path.glob("*.pdf")))


def test_the_same_data_make_the_same_bytes() -> None:
    assert built(everything())[0].data == built(everything())[0].data


def test_other_words_make_another_file_identifier() -> None:
    first, second = (built([Text(words)])[0].reader.trailer["/ID"][0] for words in ("a", "b"))
    assert first != second


def test_the_file_says_of_itself_what_it_was_given_and_nothing_else() -> None:
    moment = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
    setup = Setup("R&D <sheet>", "Ysbyty Ŵyn", "Reporting sheet", created=moment)
    reader = built([Text("x")], setup)[0].reader
    facts = dict(reader.metadata or {})
    assert facts == {
        "/Title": "R&D <sheet>",
        "/Author": "Ysbyty Ŵyn",
        "/Subject": "Reporting sheet",
        "/Producer": "Anchor",
        "/Creator": "Anchor",
        "/CreationDate": "D:20261102093000Z",
        "/ModDate": "D:20261102093000Z",
    }
    assert reader.xmp_metadata is not None
    assert reader.xmp_metadata.dc_title == {"x-default": "R&D <sheet>"}
    assert reader.xmp_metadata.dc_creator == ["Ysbyty Ŵyn"]


def test_without_a_moment_there_is_no_date() -> None:
    assert not {"/CreationDate", "/ModDate"} & set(built([Text("x")])[0].reader.metadata or {})


def test_no_trace_of_user_machine_or_place_is_left() -> None:
    data = built(everything())[0].data
    for trace in (getpass.getuser(), platform.node(), str(ROOT), str(Path.home()), sys.prefix):
        if len(trace) > 3:
            assert trace.encode() not in data


def test_the_catalogue_announces_language_title_and_tags() -> None:
    catalogue = built([Text("x")], Setup("T", "A", language="cy"))[0].reader.trailer["/Root"]
    assert catalogue["/Lang"] == "cy"
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/OutputIntents"][0]["/DestOutputProfile"].get_data() == srgb.profile()


def test_every_font_is_embedded() -> None:
    for page in built(everything())[0].reader.pages:
        for font in page["/Resources"]["/Font"].values():
            assert "/FontFile2" in font["/FontDescriptor"]


def test_each_page_is_announced_and_a_build_can_be_cancelled_with_nothing_written() -> None:
    seen: list[int] = []

    def stop_at_three(page: int) -> None:
        seen.append(page)
        if page == 3:
            raise Cancelled

    output = io.BytesIO()
    with pytest.raises(Cancelled):
        build_pdf([Text("word " * 20_000)], SETUP, output, stop_at_three)
    assert seen == [1, 2, 3]
    assert output.getvalue() == b""


PAYLOADS = """
import io, sys
from anchor_app.reports import fonts
from anchor_app.reports.page import Setup, build_pdf
from anchor_app.reports.paragraph import Heading, Text
from anchor_app.reports.table import Column, Table
for face in ("regular", "semibold", "bold", "italic", "fallback", "fallback-bold"):
    fonts.font(face).splitString
def build(words):
    build_pdf([Heading(words, 1), Text(words), Table([Column(words)], [[words]])], Setup(words, words), io.BytesIO())
build("warm")
watched = []
def hook(event, arguments):
    if event.split(".")[0] in ("open", "os", "subprocess", "socket", "exec", "compile", "urllib", "import"):
        watched.append((event, arguments))
sys.addaudithook(hook)
for words in (
    '<img src="/etc/passwd"/>', '<img src="https://example.org/x.png"/>', '<img src="//server/share/x.png"/>',
    '<font color="[[__import__(chr(111)+chr(115)).system(1)]]">x</font>', '<unichar code="open(1)"/>',
    '<a href="file:///x.exe">x</a>', '</para><para backColor="open(1)">', '<onDraw name="system" label="x"/>',
):
    build(words)
print(watched)
"""


def test_hostile_words_open_run_and_fetch_nothing() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", PAYLOADS], cwd=ROOT, capture_output=True, text=True, check=True, timeout=120
    )
    assert ran.stdout.strip() == "[]"


@pytest.mark.parametrize("place", [".reportlab_settings", "reportlab_settings.py"])
def test_settings_lying_about_are_not_run(place: str, tmp_path: Path) -> None:
    (tmp_path / place).write_text("raise SystemExit('the settings were run')\n")
    environment = {**os.environ, "HOME": str(tmp_path), "USERPROFILE": str(tmp_path)}
    environment["PYTHONPATH"] = os.pathsep.join([str(tmp_path), str(ROOT)])
    subprocess.run([sys.executable, "-c", "import anchor_app.reports.page"], env=environment, check=True, timeout=120)
