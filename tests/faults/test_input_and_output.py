"""What people type, choose and read: the same everywhere, whatever it holds."""

from __future__ import annotations

import getpass
import io
import json
import platform
import re
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLabel
from pytestqt.qtbot import QtBot

from anchor_app import resources
from anchor_app.cli.run import run
from anchor_app.cli.score import as_json
from anchor_app.domain.assessment import Status
from anchor_app.domain.charter_file import open_charter
from anchor_app.domain.commands import AddOpportunity, NotePractice, SetStatus, WriteAnswer, together
from anchor_app.domain.commands_keeping import AddEvidence, AddOrganisation, StartAssessment
from anchor_app.domain.organisation import Kind
from anchor_app.domain.scoring import score
from anchor_app.reports import fonts
from anchor_app.reports.sheet_content import sheet_content
from anchor_app.reports.sheet_layout import write_sheet
from anchor_app.services import starting
from anchor_app.services.chosen_files import files_meant
from anchor_app.services.evidence import take_in
from anchor_app.services.file_kinds import Opening, look_at
from anchor_app.services.file_names import safe_name
from anchor_app.services.publishing import sheet
from anchor_app.services.settings import Settings, settings_path
from anchor_app.services.workspace import Workspace
from anchor_app.storage.errors import UnfitDocument
from anchor_app.ui.pages.overview_page import OverviewPage
from anchor_app.ui.widgets.editor import LineEditor, TextEditor
from anchor_app.ui.widgets.text import ElidedLabel
from tests.faults.visiting import PLACES
from tests.helpers.app_window import CLOCK, example_in, person_at
from tests.helpers.hostile import make_hostile
from tests.helpers.showing import Desk
from tests.helpers.values import TODAY, ready_desk, shipped_charter

THIS = ("--organisation", "Bay", "--period", "2026/27")


def text_of(pdf: bytes) -> str:
    """The words of a PDF in their order."""
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(page.get_textpage().get_text_range() for page in document)


def bare(text: str) -> str:
    return re.sub(r"[\s\-\x02\ufffe\u200b]", "", text)


@pytest.fixture
def anchor(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> Callable[..., tuple[int, str, str]]:
    """Runs a command line on the workspace of this test; its exit code and what it said."""
    def call(*arguments: object) -> tuple[int, str, str]:
        capfd.readouterr()
        code = run(["--workspace", str(tmp_path / "workspace"), *map(str, arguments)], lambda _: 0, lambda _: None)
        return code, *capfd.readouterr()

    return call


@pytest.fixture
def bay(anchor: Callable[..., tuple[int, str, str]]) -> Callable[..., tuple[int, str, str]]:
    """The same, with an assessment for 2026/27 in the workspace."""
    assert anchor("organisation", "add", "--name", "Bay", "--kind", "icb")[0] == 0
    assert anchor("assessment", "start", *THIS)[0] == 0
    return anchor


# The sheet

@pytest.mark.parametrize("text", ["word " * 20_000, "x" * 100_000, "a\u200b" * 50_000, "a\n" * 5_000,
                                  "e" + "\u0301" * 5_000, "\u05d0\u05d1 " * 500],
                         ids=["many words", "one word", "zero width", "many lines", "one letter", "right to left"])
def test_a_tall_text_in_every_field_of_the_sheet_is_printed_whole(text: str) -> None:
    """I05, I06, I07: cost that grows with the square of the text would not end here."""
    desk = ready_desk()
    part = text[: 20_000]
    for command in (WriteAnswer("now", "1.1", "summary", text), AddOpportunity("now", "1.1", part),
                    SetStatus("now", "1.2", Status.NOT_APPLICABLE, part), NotePractice("now", "1.1.1", part),
                    AddEvidence("now", {"kind": "account", "title": part[:200], "text": part, "shows": part},
                                ("1.1",))):
        desk.do(command)
    output = io.BytesIO()
    write_sheet(sheet_content(desk.holdings, desk.answers, score(desk.holdings, desk.answers, TODAY)), output)
    letter = text.strip()[0]
    shown = "U+05D0" if letter == "\u05d0" else letter  # letters that no shipped typeface has are named
    assert text_of(output.getvalue()).count(shown) >= text.count(letter) + 4 * part.count(letter)


@pytest.fixture
def overview(qtbot: QtBot):  # type: ignore[no-untyped-def]
    desk = Desk(qtbot, OverviewPage)
    yield desk
    desk.close()


statuses = st.lists(st.sampled_from([*Status]), min_size=16, max_size=16)


def test_screen_sheet_and_command_line_agree_on_level_and_counts(overview: Desk) -> None:
    """I20."""
    components = list(shipped_charter().components)
    workspace = overview.memory.workspace

    @settings(max_examples=8)
    @given(statuses)
    def agree(chosen: list[Status]) -> None:
        overview.hub.do(together("Answer", [
            SetStatus("now", component, status, "Why" if status is Status.NOT_APPLICABLE else "")
            for component, status in zip(components, chosen, strict=True)]))
        overview.settle()
        said = as_json(workspace.holdings, workspace.score("now"))
        fulfilled = [sum(chosen[components.index(one.id)] is Status.FULFILLED for one in domain.components)
                     for domain in shipped_charter().domains]
        assert [one["fulfilled"] for one in said["domains"]] == fulfilled
        page = overview.page
        assert page.headline.badge.name == said["self_assessed"]["name"]  # type: ignore[attr-defined]
        assert page.headline.evidenced.badge.name == said["evidenced"]["name"]  # type: ignore[attr-defined]
        assert [row.count_label.text() for row in page.proof.rows] == [  # type: ignore[attr-defined]
            f"{one['fulfilled']} of {one['components']}" for one in said["domains"]]
        paper = bare(text_of(sheet(workspace, "now")))
        assert bare(f"Self-assessed {said['self_assessed']['name']}") in paper
        for one in said["domains"]:
            assert bare(f"{one['title']} {one['fulfilled']} of {one['components']}") in paper

    agree()


def test_the_sheet_names_no_account_machine_or_folder(bay: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    """I21: neither in its properties nor in any of its streams."""
    path = tmp_path / "sheet.pdf"
    assert bay("sheet", *THIS, "--output", path)[0] == 0
    reader = pypdf.PdfReader(path)
    parts = [path.read_bytes(), str(dict(reader.metadata or {})).encode()]
    for number in range(1, reader.trailer["/Size"]):
        found = reader.get_object(number)
        parts.append(found.get_data() if isinstance(found, pypdf.generic.StreamObject) else str(found).encode())
    for trace in (getpass.getuser(), platform.node(), str(tmp_path), str(Path.home()), sys.prefix, "workspace/"):
        if len(trace) > 3:
            assert not [part for part in parts if trace.encode() in part], trace


# The same text everywhere

odd_letters = st.text(st.one_of(
    st.sampled_from("\x01\x07\x08\x1b\x7f\x85\x9f\ud800\udfff\u202e\ufeffaé<&"), st.characters(min_codepoint=32,
                                                                                               max_codepoint=0x17f)),
                      min_size=1, max_size=30)


def test_odd_characters_are_the_same_in_store_screen_and_command_line_and_marked_on_paper(
        qtbot: QtBot, tmp_path: Path) -> None:
    """I10: half a pair is one replacement mark everywhere; a control character is kept, and marked on paper."""
    editor = TextEditor()
    qtbot.addWidget(editor)
    with starting.create_workspace(tmp_path / "workspace", settings=Settings(who="Robin"), clock=CLOCK) as opened:
        workspace = opened.workspace
        workspace.do(AddOrganisation({"name": "Bay", "kind": Kind.ICB}, id="org"))
        workspace.do(StartAssessment("org", next(iter(workspace.holdings.charters)), "2026/27", id="now"))

        @settings(max_examples=12)
        @given(odd_letters)
        def same(text: str) -> None:
            workspace.do(WriteAnswer("now", "1.1", "summary", f"[{text}]"))
            kept = workspace.assessment("now").component("1.1").summary
            assert kept == "[" + re.sub("[\ud800-\udfff]", "\ufffd", text) + "]"
            assert opened.store.load().assessments["now"].component("1.1").summary == kept
            editor.show_text(kept, text)
            assert editor.text() == kept
            marked = re.sub("[\x01-\x08\x0b-\x1f\x7f-\x9f]", "\ufffd", kept)
            paper = text_of(sheet(workspace, "now"))
            assert paper.count("\ufffd") >= marked.count("\ufffd")
            assert not re.search("[\x01\x07\x08\x1b\x7f\x9f\u202e]", paper)

        same()


def test_the_null_character_is_refused_at_the_command_line_and_dropped_in_fields(
        bay: Callable[..., tuple[int, str, str]], qtbot: QtBot) -> None:
    """K09."""
    for arguments in (("answer", *THIS, "--component", "1.1", "--summary", "a\0b"),
                      ("answer", *THIS, "--component", "1.1", "--opportunity", "a\0b"),
                      ("organisation", "add", "--name", "a\0b", "--kind", "icb"),
                      ("evidence", "add", *THIS, "--component", "1.1", "--account", "a\0b")):
        code, _, words = bay(*arguments)
        assert code == 1 and "U+0000" in words, arguments
    data = QMimeData()
    data.setText("a\0b")
    text, line = TextEditor(), LineEditor()
    for field in (text, line):
        qtbot.addWidget(field)
    text.insertFromMimeData(data)
    QApplication.clipboard().setText("a\0b")
    line.paste()
    assert (text.text(), line.text()) == ("ab", "ab")


def test_lists_have_one_order_whatever_came_first(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """K08."""
    names = ["Zeta", "alpha", "Élan", "Beta", "beta 2", "Ωmega", "10", "9"]
    said = []
    for turn, order in enumerate((names, names[::-1])):
        folder = tmp_path / str(turn)
        with starting.create_workspace(folder, settings=Settings(who="Robin"), clock=CLOCK) as opened:
            charter = next(iter(opened.workspace.holdings.charters))
            for name in order:
                opened.workspace.do(AddOrganisation({"name": name, "kind": Kind.ICB}, id=name))
                for period in ("2026/27", "2025/26")[:: 1 if turn else -1]:
                    opened.workspace.do(StartAssessment(name, charter, period, id=f"{name} {period}"))
        for command in (("list",), ("score",), ("list", "--json")):
            assert run(["--workspace", str(folder), *command], lambda _: 0, lambda _: None) == 0
        said.append(capfd.readouterr().out)
    assert said[0] == said[1]


ZALGO = "".join(letter + "\u0300\u0316\u0489" * 25 for letter in "zalgo")


@pytest.mark.parametrize("words", [ZALGO + "👩‍👩‍👧" * 150, "W" * 2_000 + "Ŵ\u200b" * 900 + "a\n" * 100],
                         ids=["marks", "endless"])
def test_every_page_bears_floods_of_marks_and_endless_names(qtbot: QtBot, tmp_path: Path, words: str) -> None:
    """K07: shown within the page, cut only where a tooltip has the rest, and kept as typed."""
    folder = tmp_path / "workspace"
    make_hostile(folder, words, name=lambda ending: f"{safe_name(words)[:60]}.{ending}")
    with person_at(qtbot, folder, size=(1024, 700)) as person:
        for place in PLACES:
            person.window.go(place)
            person.window.grab()
            assert person.window.width() == 1024, place
            wide = [one for one in person.page.findChildren(QAbstractScrollArea) if one.isVisible()
                    and type(one).__name__ == "PageScroll" and one.horizontalScrollBar().maximum() > 0]
            assert not wide, place
            cut = [one for one in person.window.findChildren(ElidedLabel) if one.isVisible() and not one.toolTip()
                   and one.text() and one.fontMetrics().horizontalAdvance(one.text()) > one.width()]
            assert not cut, place
    with starting.open_workspace(folder, read_only=True, settings=Settings()) as opened:
        assert opened.workspace.assessment("now").component("1.1").summary == words


# Evidence

BLOCKED = (
    "ade", "adp", "app", "appcontent-ms", "application", "appref-ms", "asp", "aspx", "asx", "bas", "bat", "bgi",
    "cab", "cdxml", "cer", "chm", "cmd", "cnt", "com", "cpl", "crt", "csh", "der", "diagcab", "diagcfg",
    "diagpkg", "exe", "fxp", "gadget", "grp", "hlp", "hpj", "hta", "htc", "htm", "html", "ics", "img", "inf",
    "ins", "iso", "isp", "its", "jar", "jnlp", "js", "jse", "ksh", "library-ms", "lnk", "mad", "maf", "mag",
    "mam", "maq", "mar", "mas", "mat", "mau", "mav", "maw", "mcf", "mda", "mdb", "mde", "mdt", "mdw", "mdz",
    "mht", "mhtml", "msc", "msh", "msh1", "msi", "msp", "mst", "msu", "one", "onepkg", "ops", "osd", "pcd", "pif",
    "pl", "plg", "prf", "prg", "printerexport", "ps1", "ps1xml", "ps2", "psc1", "psd1", "psdm1", "psm1", "pst",
    "py", "pyc", "pyo", "pyw", "pyz", "pyzw", "reg", "scf", "scr", "sct", "search-ms", "searchconnector-ms",
    "settingcontent-ms", "sh", "shb", "shs", "svg", "theme", "themepack", "tmp", "udl", "url", "vb", "vbe", "vbp",
    "vbs", "vhd", "vhdx", "vsmacros", "vsw", "webpnp", "website", "wim", "ws", "wsb", "wsc", "wsf", "wsh", "xbap",
    "xll", "xml", "xnk", "xlam", "xlsb", "xltm", "ppam", "potm", "dotm",
)


@pytest.mark.parametrize("data", [b"harmless words", b"%PDF-1.7\n", b"PK\x03\x04" + bytes(50)])
def test_no_kind_that_mail_programs_block_is_opened_without_a_word(data: bytes) -> None:
    """J06, J07."""
    opened = [last for last in BLOCKED for name in (f"a.{last}", f"report.pdf.{last.upper()}", f"a\u202efdp.{last}",
                                                   f"a.{last} ", f"a.{last}.")
              if look_at(io.BytesIO(data), name, safe_name(name)).opening is Opening.YES]
    assert opened == []


@pytest.fixture
def content(tmp_path: Path):  # type: ignore[no-untyped-def]
    with starting.create_workspace(tmp_path / "workspace", settings=Settings(who="Robin"), clock=CLOCK) as opened:
        yield opened.store.content


def test_a_file_that_is_swapped_between_the_look_and_the_copy_is_judged_as_copied(
        content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    """J12."""
    file = tmp_path / "notes.txt"
    file.write_text("words", "utf-8")
    add = type(content).add

    def swap(self, source, **more):  # type: ignore[no-untyped-def]
        source.unlink()
        source.write_bytes(b"MZ\x90\0\x03" + bytes(100))
        return add(self, source, **more)

    monkeypatch.setattr(type(content), "add", swap)
    with pytest.raises(UnfitDocument, match="whatever its name says"):
        take_in(content, file)


def test_a_folder_of_more_files_than_are_taken_can_be_cancelled_while_it_is_looked_through(tmp_path: Path) -> None:
    """J14."""
    for number in range(30):
        (tmp_path / f"{number:02}").mkdir()
        (tmp_path / f"{number:02}" / "a.txt").touch()
    asked = iter(range(100))
    assert len(files_meant([tmp_path], lambda: next(asked) >= 5).files) < 10


# Charters and settings

def test_a_charter_that_was_edited_after_answers_exist_leaves_them_their_own(
        anchor: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    """L04, L05: the same id and edition with other words is another charter, and neither is swapped for the other."""
    file = tmp_path / "ours.toml"
    text = (resources.charters() / "lsc-anchor-charter.toml").read_text("utf-8")
    file.write_text(text.replace('name = "Bronze"', 'name = "Copper"'), "utf-8")
    anchor("organisation", "add", "--name", "Bay", "--kind", "icb", "--charter", file)
    anchor("assessment", "start", *THIS)
    for component in ("1.1", "2.1", "3.1", "4.1", "5.1", "6.1"):
        assert anchor("answer", *THIS, "--component", component, "--status", "fulfilled")[0] == 0
    file.write_text(text.replace('name = "Bronze"', 'name = "Tin"').replace("at_least = 1", "at_least = 2"), "utf-8")
    assert anchor("assessment", "start", "--organisation", "Bay", "--period", "2027/28", "--charter", file)[0] == 0
    names = {one["period"]: one["self_assessed"]["name"] for one in json.loads(anchor("score", "--json")[1])}
    assert names == {"2026/27": "Copper", "2027/28": "Not yet Tin"}
    file.unlink()
    assert "Copper" in anchor("score", *THIS)[1]
    with starting.open_workspace(tmp_path / "workspace", read_only=True, settings=Settings()) as opened:
        held: Workspace = opened.workspace
        ids = {(one.id, one.edition) for one in held.holdings.charters.values()}
        assert len(held.holdings.charters) == 3 and len(ids) == 1


def test_a_charter_of_a_million_components_is_refused_with_a_sentence(
        anchor: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    """L01."""
    file = tmp_path / "huge.toml"
    text = (resources.charters() / "lsc-anchor-charter.toml").read_text("utf-8")
    file.write_text(text + '\n[[domains.components]]\nid = "9"\ntitle = "x"\n' * 1_000_000, "utf-8")
    code, out, words = anchor("charter", "check", file)
    assert (code, out) == (1, "") and words.count("\n") == 1 and "larger than" in words
    assert anchor("organisation", "add", "--name", "Bay", "--kind", "icb", "--charter", file)[0] == 1


@pytest.mark.parametrize("markup", ["<script>", "{{ 7*7 }}", "=1+1", "__import__('os')"])
def test_a_charter_is_words_and_never_runs(markup: str, tmp_path: Path) -> None:
    """L02, L03."""
    text = (resources.charters() / "lsc-anchor-charter.toml").read_text("utf-8")
    (tmp_path / "a.toml").write_text(text.replace('title = "', f'title = "{markup} '), "utf-8")
    charter = open_charter(tmp_path / "a.toml")
    assert all(one.title.startswith(f"{markup} ") for one in charter)


@pytest.mark.parametrize("kept", [
    b"{", b"\0" * 500, b"[" * 100_000, b'{"text_scale": 1e99, "scheme": "../../x", "window_geometry": "%%%"}',
    json.dumps({"window_geometry": "QUFB" * 400, "window_state": "////", "last_assessment": "../../etc",
                "who": "<b>", "plugin_path": "/tmp/evil", "style": "evil.so"}).encode()],
    ids=["cut", "nulls", "deep", "wrong values", "hostile words"])
def test_a_window_starts_whatever_the_settings_hold(kept: bytes, qtbot: QtBot, tmp_path: Path) -> None:
    """L06."""
    settings_path().parent.mkdir(parents=True)
    settings_path().write_bytes(kept)
    libraries = QApplication.libraryPaths()
    from anchor_app.app import compose

    folder = example_in(tmp_path / "example")
    parts = compose(folder, clock=CLOCK)
    try:
        with qtbot.waitSignal(parts.window.usable, timeout=20_000):
            parts.window.show()
            parts.begin()
        assert parts.window.place == "overview" and parts.window.width() >= 800
        assert QApplication.libraryPaths() == libraries
        if not kept.startswith(b'{"window'):
            told = [one.text() for one in parts.window.message_bar.findChildren(QLabel)]
            assert any("settings" in one for one in told), told
    finally:
        parts.window.close_now()
        parts.window.deleteLater()


def test_sheets_that_are_begun_at_the_same_moment_share_one_typeface_of_each_name(
        monkeypatch: pytest.MonkeyPatch) -> None:
    """I14: an edit while the first sheet is laid out begins a second one on another thread."""
    made: list[str] = []
    entered = threading.Event()
    real = fonts.Typeface

    def slow(name: str, *more: Any, **others: Any) -> Any:
        made.append(name)
        entered.set()
        second.join(0.2)  # what another thread could do meanwhile, it does
        return real(name, *more, **others)

    monkeypatch.setattr(fonts, "Typeface", slow)
    fonts._loaded.cache_clear()
    found: list[object] = []
    second = threading.Thread(target=lambda: (entered.wait(10), found.append(fonts.font("regular"))))
    second.start()
    first = fonts.font("regular")
    second.join()
    assert made == ["NotoSans-Regular"] and found == [first]
