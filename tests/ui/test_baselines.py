"""Every page in its main states looks as it did when somebody last looked at it and kept its picture.

On the version of Qt that a picture was taken with not one pixel may differ; another version draws the edges of
letters a little differently, and may differ in 0.2 % of them. After a change that is wanted, take the pictures
again with `python -m tests.shots --baselines`, look at them, and commit them.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import qVersion
from PySide6.QtGui import QColor, QImage, QPainter

from tests.helpers.pictures import NOTICED, Scene, difference, in_few_colours, save, take
from tests.helpers.scenes import BASELINES, GUIDE

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "tests" / "baselines"
DIFFERENCES = ROOT / "shots" / "differences"
MOST_ELSEWHERE = 0.002
MOST_BYTES = 2_600_000

only_where_taken = pytest.mark.skipif(sys.platform != "linux", reason="other systems draw letters their own way")


@pytest.fixture(autouse=True)
def quiet_styles(qapp):
    """The window's own look for a test, and none of it afterwards."""
    yield
    qapp.setStyleSheet("")


@only_where_taken
@pytest.mark.parametrize("scene", BASELINES, ids=lambda scene: scene.name)
def test_a_page_looks_as_it_did(scene: Scene, tmp_path: Path, qapp) -> None:
    kept = QImage(str(KEPT / f"{scene.name}.png"))
    assert not kept.isNull(), f"there is no picture of {scene.name}; see the head of this file"
    found = difference(kept, seen := take(scene, tmp_path / "workspace"))
    most = 0 if kept.text("Qt") == qVersion() else MOST_ELSEWHERE
    if found.share > most:
        shutil.copy(KEPT / f"{scene.name}.png", _place(scene, "before"))
        save(seen, _place(scene, "now"))
        save(found.picture, _place(scene, "difference"))
        pytest.fail(f"{scene.name} looks different in {found.pixels:,} pixels ({found.share:.2%}): see {DIFFERENCES}")


def _place(scene: Scene, what: str) -> Path:
    DIFFERENCES.mkdir(parents=True, exist_ok=True)
    return DIFFERENCES / f"{scene.name}-{what}.png"


def test_there_is_a_picture_for_each_scene_and_no_other_and_together_they_are_small() -> None:
    for scenes, folder in ((BASELINES, KEPT), (GUIDE, ROOT / "docs" / "pictures")):
        assert {path.stem for path in folder.glob("*.png")} == {scene.name for scene in scenes}
        assert sum(path.stat().st_size for path in folder.iterdir()) < MOST_BYTES


def plain(colour: str = "#FFFFFF") -> QImage:
    image = QImage(100, 100, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


def test_a_single_changed_pixel_is_a_difference_and_is_marked() -> None:
    changed = plain()
    changed.setPixelColor(40, 60, QColor("#F0F0F0"))
    found = difference(plain(), changed)
    assert (found.pixels, found.share) == (1, 0.0001)
    assert found.picture.pixelColor(40, 60).red() > 200 > found.picture.pixelColor(40, 60).green()
    assert found.picture.pixelColor(41, 60) == QColor("#FFFFFF")


@pytest.mark.parametrize("channel", ["setRed", "setGreen", "setBlue"])
def test_rounding_is_no_difference_and_one_step_more_is(channel: str) -> None:
    near, far = QColor("#FFFFFF"), QColor("#FFFFFF")
    getattr(near, channel)(255 - NOTICED)
    getattr(far, channel)(255 - NOTICED - 1)
    assert difference(plain(), plain(near.name())).pixels == 0
    assert difference(plain(), plain(far.name())).share == 1


def test_a_picture_of_another_size_differs_everywhere() -> None:
    assert difference(plain(), plain().scaled(100, 99)).share == 1


def test_few_colours_keep_the_frequent_ones_exactly_and_the_rest_nearly() -> None:
    shaded = QImage(300, 40, QImage.Format.Format_RGB32)
    painter = QPainter(shaded)
    for column in range(300):
        rare = column % 6 == 0
        painter.fillRect(column, 0, 1, 40, QColor("#0F5E9C"))
        red = column * 255 // 299
        painter.fillRect(column, 10, 1, 10 if rare else 30, QColor(red, 255 - red, column % 3))
    painter.end()
    few = in_few_colours(shaded)
    assert few.pixelColor(5, 5) == QColor("#0F5E9C") and few.colorCount() <= 256
    assert len({few.pixel(x, 15) for x in range(300)}) < len({shaded.pixel(x, 15) for x in range(300)})
    assert max(abs(few.pixelColor(x, 15).red() - shaded.pixelColor(x, 15).red()) for x in range(300)) <= 3
