"""Packs at the command line: exported, inspected, imported whole or not at all, with every refusal in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from anchor_app.domain.edit import Subject
from anchor_app.services.starting import open_workspace
from tests.cli.conftest import THIS, Anchor, Said

CANARY = "canary-of-this-test"


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    folder = tmp_path / "packs"
    folder.mkdir()
    return folder


@pytest.fixture
def group(anchor: Anchor, tmp_path: Path) -> Anchor:
    """The command line on another person's workspace, which is not there yet."""
    def call(*arguments: object, workspace: Path | None = None) -> Said:
        return anchor(*arguments, workspace=tmp_path / "group")

    return call


def answer(on: Anchor, summary: str, component: str = "1.1") -> None:
    assert on("answer", *THIS, "--component", component, f"--summary={summary}").code == 0


def export(on: Anchor, path: Path, *more: object) -> Said:
    said = on("pack", "export", *THIS, "--output", path, *more)
    assert said.code == 0, said.err
    return said


def facts(tmp_path: Path) -> dict[Subject, str]:
    """Everything that is kept in the group's workspace."""
    with open_workspace(tmp_path / "group", read_only=True) as opened:
        return dict(opened.workspace.holdings.all_facts())


def summary(tmp_path: Path) -> str:
    """The one summary that is kept in the group's workspace."""
    return next(text for what, text in facts(tmp_path).items() if what.field == "summary")


def test_a_pack_goes_from_one_workspace_to_another_and_back(bay: Anchor, group: Anchor, packs: Path) -> None:
    answer(bay, "We pay it")
    bay("answer", *THIS, "--component", "1.1", "--status", "fulfilled")
    bay("assessment", "sign-off", *THIS, "--by", "A Chief", "--role", "Chief Executive")
    said = export(bay, packs / "bay.anchorpack")
    assert said.out.split("\n")[0] == "saved" and str(packs / "bay.anchorpack") in said.out
    assert bay("list", "--json").json[0]["state"] == "sent"
    done = group("pack", "import", packs / "bay.anchorpack")
    assert done.code == 0 and done.out.strip().endswith("saved")
    assert "is not in this workspace yet, and is added" in done.out
    assert group("moderate", *THIS, "--component", "1.1", "--decision", "not-agreed", "--reason", "Which pay?",
                 "--by", "The group").code == 0
    back = group("pack", "export", *THIS, "--output", packs / "back.anchorpack")
    assert back.code == 0 and bay("pack", "import", packs / "back.anchorpack").code == 0
    assert any(one["new"] == "Which pay?" for one in bay("history", *THIS, "--json").json)


def test_a_second_time_there_is_nothing_new_and_no_change(bay: Anchor, group: Anchor, packs: Path,
                                                          tmp_path: Path) -> None:
    """F20, G06."""
    export(bay, packs / "bay.anchorpack")
    assert group("pack", "import", packs).code == 0
    before = facts(tmp_path)
    for where in (packs, packs / "bay.anchorpack"):
        said = group("pack", "import", where)
        assert (said.code, said.out.strip().splitlines()[-1]) == (0, "nothing new")
    assert facts(tmp_path) == before
    assert bay("pack", "import", packs).out.strip().endswith("nothing new")


def test_a_conflict_is_listed_and_nothing_is_applied_until_a_side_is_named(
        bay: Anchor, group: Anchor, packs: Path, tmp_path: Path) -> None:
    export(bay, packs / "first.anchorpack", "--audience", "internal")
    assert group("pack", "import", packs).code == 0
    answer(bay, "Bay's words")
    answer(group, "The group's words")
    second = packs / "second.anchorpack"
    export(bay, second, "--audience", "internal")
    before = facts(tmp_path)
    refused = group("pack", "import", second)
    assert refused.code == 1 and "Nothing was received" in refused.err
    assert "here “The group's words”, in the pack “Bay's words”" in refused.out
    told = group("pack", "import", second, "--json")
    assert told.code == 1 and told.json["refused"] and not told.json["applied"]
    (conflict,) = [one for one in told.json["packs"][0]["differences"] if one["kind"] == "conflict"]
    assert (conflict["component"], conflict["here"], conflict["pack"]) == ("1.1", "The group's words", "Bay's words")
    assert facts(tmp_path) == before
    assert group("pack", "import", second, "--conflicts", "mine").code == 0
    assert summary(tmp_path) == "The group's words" and group("pack", "import", second).code == 0


def test_the_pack_wins_where_that_is_asked_for(bay: Anchor, group: Anchor, packs: Path, tmp_path: Path) -> None:
    export(bay, packs / "first.anchorpack", "--audience", "internal")
    group("pack", "import", packs)
    answer(bay, "Bay's words")
    answer(group, "The group's words")
    export(bay, packs / "first.anchorpack", "--audience", "internal")
    assert group("pack", "import", packs, "--conflicts", "theirs").code == 0
    assert summary(tmp_path) == "Bay's words"


def test_a_dry_run_says_what_would_change_and_changes_nothing(bay: Anchor, group: Anchor, packs: Path,
                                                              tmp_path: Path) -> None:
    export(bay, packs / "first.anchorpack")
    group("pack", "import", packs)
    answer(bay, "New words")
    export(bay, packs / "first.anchorpack")
    before = facts(tmp_path)
    said = group("pack", "import", packs, "--dry-run")
    assert said.code == 0 and "New words" in said.out and "saved" not in said.out
    told = group("pack", "import", packs, "--dry-run", "--json").json
    assert told["dry_run"] and not told["applied"] and told["packs"][0]["counts"]["new"] == 1
    assert facts(tmp_path) == before


def test_several_packs_are_one_step_to_undo(bay: Anchor, group: Anchor, packs: Path) -> None:
    bay("assessment", "start", "--organisation", "Bay", "--period", "2025/26")
    export(bay, packs / "now.anchorpack")
    assert bay("pack", "export", "--organisation", "Bay", "--period", "2025/26", "--output",
               packs / "then.anchorpack").code == 0
    assert group("pack", "import", packs / "now.anchorpack", packs / "then.anchorpack").code == 0
    assert len(group("list", "--json").json) == 2
    backups = group("backup", "list", "--json").json
    assert [one["reason"] for one in backups] == ["before import"]
    assert group("undo").code == 0 and group("list", "--json").json == []


def test_one_unreadable_pack_stops_all_and_is_named(bay: Anchor, group: Anchor, packs: Path) -> None:
    export(bay, packs / "bay.anchorpack")
    whole = (packs / "bay.anchorpack").read_bytes()
    (packs / "cut.anchorpack").write_bytes(whole[:-40])
    (packs / "page.anchorpack").write_bytes(b"<!DOCTYPE html><title>Sign in</title>")
    said = group("pack", "import", packs)
    assert said.code == 1 and "cut.anchorpack" in said.err and "web page" in said.err
    assert len(group("pack", "import", packs, "--json").json["unreadable"]) == 2
    assert not group("list").out.strip() or group("list").code == 1


def test_a_pack_is_inspected_without_any_workspace(bay: Anchor, anchor: Anchor, packs: Path, tmp_path: Path) -> None:
    document = tmp_path / "minutes.txt"
    document.write_text("Minutes", encoding="utf-8")
    bay("evidence", "add", *THIS, "--file", document, "--component", "1.1")
    export(bay, packs / "bay.anchorpack", "--audience", "internal")
    said = anchor("pack", "inspect", packs / "bay.anchorpack", workspace=tmp_path / "nowhere")
    assert said.code == 0 and "Example Bay Hospitals" in said.out and "E-001" in said.out
    told = anchor("pack", "inspect", packs / "bay.anchorpack", "--json", workspace=tmp_path / "nowhere").json
    assert (told["organisation"], told["audience"], told["left_out"]) == ("Example Bay Hospitals", "internal", 0)
    assert told["assessments"][0]["period"] == "2026/27" and told["files"][0]["size"] == 7
    assert told["evidence"][0]["title"] == "minutes"
    assert not (tmp_path / "nowhere").exists()


def test_what_to_look_at_is_said_on_standard_error_and_prevents_nothing(bay: Anchor, packs: Path,
                                                                     tmp_path: Path) -> None:
    answer(bay, "Patient 999 000 0018 wrote from kit@home.example")
    document = tmp_path / "minutes.txt"
    document.write_text("Minutes", encoding="utf-8")
    bay("evidence", "add", *THIS, "--file", document, "--component", "1.1")
    said = export(bay, packs / "bay.anchorpack")
    assert "1.1 · Summary looks as if it held an NHS number and an e-mail address." in said.err
    assert "Left out: E-001 minutes. It is marked for a narrower audience" in said.err
    assert "999 000 0018" not in said.err


def test_a_passphrase_protects_and_opens(bay: Anchor, group: Anchor, packs: Path, tmp_path: Path) -> None:
    answer(bay, CANARY)
    secret, other = tmp_path / "secret", tmp_path / "other"
    secret.write_text("harbour pencil violin meadow\n", encoding="utf-8")
    other.write_text("harbour pencil violin\n", encoding="utf-8")
    path = packs / "bay.anchorpack"
    export(bay, path, "--passphrase-file", secret)
    assert CANARY.encode() not in path.read_bytes()
    assert group("pack", "inspect", path).code == 1 and "protected" in group("pack", "inspect", path).err
    wrong = group("pack", "import", path, "--passphrase-file", other)
    assert wrong.code == 1 and "passphrase is not the one" in wrong.err
    assert group("pack", "import", path, "--passphrase-file", secret).code == 0
    assert summary(tmp_path) == CANARY


@pytest.mark.parametrize("content", [b"", b"\n", b"two\nlines\n", b"\xff\xfe", b"x" * 5000])
def test_a_passphrase_file_that_is_none_is_refused(bay: Anchor, packs: Path, tmp_path: Path, content: bytes) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(content)
    said = bay("pack", "export", *THIS, "--output", packs / "bay.anchorpack", "--passphrase-file", secret)
    assert said.code == 1 and "passphrase file" in said.err and not list(packs.iterdir())


def test_another_organisation_of_the_same_name_is_joined_only_when_a_person_says_so(bay: Anchor, group: Anchor,
                                                                                packs: Path) -> None:
    """F19."""
    export(bay, packs / "bay.anchorpack")
    group("organisation", "add", "--name", "Example Bay Hospitals", "--kind", "nhs-trust")
    group("assessment", "start", "--organisation", "Example Bay Hospitals", "--period", "2024/25")
    said = group("pack", "import", packs)
    assert said.code == 1 and "under another identity" in said.err
    assert group("pack", "import", packs, "--same-organisation", "--conflicts", "mine").code == 0
    assert {one["organisation"] for one in group("list", "--json").json} == {"Example Bay Hospitals"}
    assert len(group("list", "--json").json) == 2


@pytest.mark.parametrize(("arguments", "code", "said"), [
    (("pack", "import", "missing.anchorpack"), 1, "not there"),
    (("pack", "inspect", "missing.anchorpack"), 1, "not there"),
    (("pack", "export", *THIS, "--output", "x.zip"), 1, "ends in .anchorpack"),
    (("pack", "export", *THIS, "--output", "x.anchorpack", "--audience", "everyone"), 2, "invalid choice"),
    (("pack", "import"), 2, "required"), (("pack", "import", "x", "--conflicts", "both"), 2, "invalid choice"),
    (("pack", "export", "--organisation", "Nobody", "--period", "2026/27", "--output", "x.anchorpack"), 1,
     "No organisation here is called Nobody"),
])
def test_what_cannot_be_is_said(bay: Anchor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                arguments: tuple[str, ...], code: int, said: str) -> None:
    monkeypatch.chdir(tmp_path)
    done = bay(*arguments)
    assert done.code == code and said in done.err
    assert not list(tmp_path.glob("x.*"))


def test_a_folder_without_packs_is_said(group: Anchor, packs: Path) -> None:
    said = group("pack", "import", packs)
    assert said.code == 1 and "holds no packs" in said.err


def test_no_log_and_no_setting_holds_a_word_of_a_pack(bay: Anchor, group: Anchor, packs: Path, tmp_path: Path) -> None:
    """M07: after sending, receiving, a conflict, a refused pack and an error of the app itself."""
    from anchor_app.services.starting import log_folder

    answer(bay, CANARY)
    export(bay, packs / "bay.anchorpack", "--audience", "internal")
    group("pack", "import", packs)
    answer(bay, CANARY + "-theirs")
    answer(group, CANARY + "-ours")
    export(bay, packs / "bay.anchorpack", "--audience", "internal")
    assert group("pack", "import", packs).code == 1
    whole = (packs / "bay.anchorpack").read_bytes()
    (packs / "bay.anchorpack").write_bytes(whole.replace(CANARY.encode(), CANARY[::-1].encode(), 1))
    assert group("pack", "import", packs).code == 1
    inside = {tmp_path / "workspace", tmp_path / "group", packs}
    for folder in {tmp_path, log_folder()}:
        for path in folder.rglob("*"):
            if path.is_file() and not inside & set(path.parents):
                assert CANARY.encode() not in path.read_bytes(), path
