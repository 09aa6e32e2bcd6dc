"""The self-test: everything a champion needs, tried on a scratch workspace that is removed again."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from anchor_app.domain.errors import Refusal
from anchor_app.services.starting import Opened


@dataclass(frozen=True, slots=True)
class Step:
    """One step that was tried; `trouble` is "" or says why it failed."""

    name: str
    trouble: str = ""


@dataclass(slots=True)
class _Trial:
    """What the steps hand to one another."""

    folder: Path
    show_window: Callable[[Path], object]
    opened: Opened | None = None
    assessment: str = ""
    summary: str = "Self-test: R&D, <NHS number>, =1+1, Ŵŷ"
    sheet: bytes = field(default=b"", repr=False)

    @property
    def workspace(self) -> Opened:
        assert self.opened is not None
        return self.opened


def self_test(show_window: Callable[[Path], object]) -> Iterator[Step]:
    """Try each step; the first that fails is the last. The scratch folder is removed in any case."""
    folder = Path(tempfile.mkdtemp(prefix="anchor-self-test-"))
    trial = _Trial(folder / "workspace", show_window)
    try:
        for name, step in _STEPS:
            trouble = _tried(step, trial)
            yield Step(name, trouble)
            if trouble:
                return
    finally:
        if trial.opened is not None:
            trial.opened.close()
        shutil.rmtree(folder, ignore_errors=True)
    yield Step("removed it all", "" if not folder.exists() else f"{folder} could not be removed")


def _tried(step: Callable[[_Trial], None], trial: _Trial) -> str:
    try:
        step(trial)
    except Refusal as refusal:
        return str(refusal)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return ""


def _make(trial: _Trial) -> None:
    from anchor_app.domain.commands_keeping import AddOrganisation, StartAssessment
    from anchor_app.domain.organisation import Kind
    from anchor_app.domain.period import Period
    from anchor_app.services.starting import create_workspace

    trial.opened = create_workspace(trial.folder, about={"self-test": "yes"})
    workspace = trial.opened.workspace
    add = AddOrganisation({"name": "Self-test Hospitals", "kind": Kind.NHS_TRUST})
    workspace.do(add)
    start = StartAssessment(add.id, next(iter(workspace.holdings.charters)),
                            str(Period.containing(workspace.clock.today())))
    workspace.do(start)
    trial.assessment = start.id


def _answer(trial: _Trial) -> None:
    from anchor_app.domain.assessment import Mark, Status
    from anchor_app.domain.commands import MarkPractices, SetStatus, WriteAnswer, together

    workspace = trial.workspace.workspace
    charter = workspace.holdings.charter_of(workspace.assessment(trial.assessment))
    for domain in charter.domains:
        one = domain.components[0]
        practices = tuple(practice.id for practice in one.practices)
        workspace.do(together(f"Answer {one.id}", (
            MarkPractices(trial.assessment, practices, Mark.IN_PLACE),
            SetStatus(trial.assessment, one.id, Status.FULFILLED),
            WriteAnswer(trial.assessment, one.id, "summary", trial.summary))))


def _attach(trial: _Trial) -> None:
    from anchor_app.services.evidence import add_evidence, take_in
    from anchor_app.services.evidence_copies import verify

    workspace, content = trial.workspace.workspace, trial.workspace.store.content
    file = trial.folder.parent / "evidence.txt"
    file.write_text("Evidence of the self-test.\n", encoding="utf-8")
    charter = workspace.holdings.charter_of(workspace.assessment(trial.assessment))
    components = tuple(domain.components[0].id for domain in charter.domains)
    values = {**take_in(content, file).values, "review_by": workspace.clock.today() + timedelta(days=30)}
    damage = verify(content, add_evidence(workspace, trial.assessment, values, components))
    _expect(damage is None, "the attached document is not what was attached")


def _read_again(trial: _Trial) -> None:
    from anchor_app.services.checking import check_workspace
    from anchor_app.services.starting import open_workspace

    before = trial.workspace.workspace.holdings
    trial.workspace.close()
    trial.opened = open_workspace(trial.folder)
    _expect(trial.opened.workspace.holdings == before, "what was read is not what was saved")
    found = check_workspace(trial.folder)
    _expect(not found, "; ".join(str(one) for one in found))


def _score(trial: _Trial) -> None:
    workspace = trial.workspace.workspace
    today = workspace.clock.today()
    now = workspace.score(trial.assessment, today)
    later = workspace.score(trial.assessment, today + timedelta(days=31))
    levels = (now.self_assessed.rank, now.evidenced.rank, later.self_assessed.rank, later.evidenced.rank)
    _expect(levels == (1, 1, 1, 0), f"the levels are {levels}, not (1, 1, 1, 0)")


def _write_sheet(trial: _Trial) -> None:
    from anchor_app.services.publishing import write_sheet

    path = trial.folder.parent / "sheet.pdf"
    written = write_sheet(trial.workspace.workspace, trial.assessment, path)
    trial.sheet = path.read_bytes()
    _expect(trial.sheet == written.data, "the file is not the sheet that was made")


def _read_sheet(trial: _Trial) -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument(trial.sheet)
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    text = "".join("".join(pages).split())
    for words in ("Self-test Hospitals", trial.summary):
        _expect("".join(words.split()) in text, f"“{words}” is not on the sheet")


def _window(trial: _Trial) -> None:
    trial.workspace.close()
    trial.show_window(trial.folder)


def _expect(holds: bool, trouble: str) -> None:
    if not holds:
        raise Refusal(trouble)


_STEPS = (
    ("made a scratch workspace", _make),
    ("answered six components, saved durably", _answer),
    ("attached evidence", _attach),
    ("read everything again and checked every hash", _read_again),
    ("scored it, today and after the evidence lapsed", _score),
    ("wrote the reporting sheet", _write_sheet),
    ("read the reporting sheet again", _read_sheet),
    ("showed a window", _window),
)
