"""The champion's way through, as separate processes: from an empty folder to the sheet."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from anchor_app import resources

_CHECKOUT = resources.root().parent


def anchor(*arguments: object, workspace: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "anchor_app", *map(str, arguments), "--workspace", str(workspace)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120, cwd=_CHECKOUT,
                          stdin=subprocess.DEVNULL, env={**os.environ, "PYTHONIOENCODING": "utf-8"})


def test_a_champion_gets_from_nothing_to_the_sheet(tmp_path: Path) -> None:
    workspace, sheet = tmp_path / "my workspace", tmp_path / "sheet.pdf"
    this = ("--organisation", "Fell Side", "--period", "2026/27")

    def done(*arguments: object) -> str:
        result = anchor(*arguments, workspace=workspace)
        assert (result.returncode, result.stderr) == (0, "")
        return result.stdout

    done("organisation", "add", "--name", "Fellside Council", "--short-name", "Fell Side", "--kind", "council")
    done("assessment", "start", "--organisation", "fellside council", "--period", "2026/27")
    charter = (resources.charters() / "lsc-anchor-charter.toml").read_text(encoding="utf-8")
    firsts = [f"{number}.1" for number in range(1, charter.count("[[domains]]") + 1)]
    for component in firsts:
        assert done("answer", *this, "--component", component, "--status", "fulfilled").splitlines()[-1] == "saved"
    proof = tmp_path / "Proof.txt"
    proof.write_text("It was so.", encoding="utf-8")
    linked = [word for component in firsts for word in ("--component", component)]
    assert done("evidence", "add", *this, *linked, "--file", proof,
                "--review-by", "2027-03-31").splitlines() == ["E-001", "saved"]
    today = json.loads(done("score", *this, "--on", "2027-03-31", "--json"))
    later = json.loads(done("score", *this, "--on", "2027-04-01", "--json"))
    assert today["self_assessed"] == today["evidenced"] == {"level": "bronze", "name": "Bronze"}
    assert later["self_assessed"]["level"] == "bronze" and later["evidenced"]["level"] is None
    assert done("sheet", *this, "--output", sheet).splitlines()[0] == str(sheet)
    assert sheet.read_bytes().startswith(b"%PDF-")
    assert [one["organisation"] for one in json.loads(done("list", "--json"))] == ["Fellside Council"]
    assert done("check").strip() == "ok"


def test_listing_loads_neither_the_window_nor_the_paper(tmp_path: Path) -> None:
    anchor("organisation", "add", "--name", "A", "--kind", "icb", workspace=tmp_path / "w")
    script = ("import sys; from anchor_app.__main__ import main; code = main(sys.argv[1:]); "
              "print(code, [name for name in ('PySide6', 'reportlab', 'alembic', 'pypdfium2') if name in sys.modules])")
    result = subprocess.run(
        [sys.executable, "-c", script, "list", "--workspace", str(tmp_path / "w")], capture_output=True, text=True,
        timeout=60, cwd=_CHECKOUT)
    assert result.stdout.splitlines()[-1] == "0 []"
