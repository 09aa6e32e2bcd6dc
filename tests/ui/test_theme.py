"""The look: contrast in every scheme, one style sheet, sizes that grow."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from anchor_app import design, resources
from anchor_app.design import Palette
from anchor_app.ui import icons, theme
from anchor_app.ui.style_sheet import SIDE_BAR_CHOSEN, SIDE_BAR_INK, TEMPLATE, colours, style_sheet
from anchor_app.ui.theme import Scheme
from anchor_app.ui.widgets import sidebar

PALETTES = {"light": design.LIGHT, "dark": design.DARK, "high contrast": theme.HIGH_CONTRAST}


def luminance(colour: str) -> float:
    parts = [QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF()]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def text_pairs(palette: Palette) -> list[tuple[str, str]]:
    """Every ink that stands on every ground in the window."""
    grounds = (palette.ground, palette.card)
    pairs = [(ink, ground) for ground in grounds
             for ink in (palette.ink, palette.soft_ink, palette.accent.ink, palette.good.ink, palette.warning.ink)]
    pairs += [(tone.ink, tone.tint) for tone in (palette.accent, palette.good, palette.warning, *palette.levels)]
    pairs += [(palette.ink, tone.tint) for tone in (palette.accent, palette.good, palette.warning)]
    pairs += [(palette.card, palette.accent.ink), (palette.accent.ink, palette.warning.tint)]
    return pairs


@pytest.mark.parametrize("name", PALETTES)
def test_text_stands_out_from_its_ground_by_at_least_4_5(name: str) -> None:
    weak = {pair: round(contrast(*pair), 2) for pair in text_pairs(PALETTES[name]) if contrast(*pair) < 4.5}
    assert not weak


@pytest.mark.parametrize("ground", [design.LIGHT.side_bar, design.DARK.side_bar, SIDE_BAR_CHOSEN, sidebar._PILL])
def test_the_side_bar_can_be_read(ground: str) -> None:
    assert contrast("#FFFFFF", ground) >= 4.5
    if ground != sidebar._PILL:
        assert contrast(SIDE_BAR_INK, ground) >= 4.5


@pytest.mark.parametrize("name", PALETTES)
def test_edges_of_controls_and_the_focus_stand_out_by_at_least_3(name: str) -> None:
    palette = PALETTES[name]
    named = colours(palette, name == "high contrast")
    for edge in (named["edge"], named["accent"]):
        assert contrast(edge, palette.card) >= 3, edge


def test_every_token_of_the_style_sheet_is_known() -> None:
    sheet = style_sheet(design.LIGHT, 1.0, False)
    assert "$" not in sheet
    assert sheet.count("{") == sheet.count("}")


def test_double_text_doubles_every_size_of_type() -> None:
    sizes = [[int(size) for size in re.findall(r"font-size: (\d+)px", style_sheet(design.LIGHT, scale, False))]
             for scale in (1.0, 2.0)]
    assert sizes[0] and all(abs(big - 2 * small) <= 1 for small, big in zip(*sizes, strict=True))


def test_no_widget_has_a_style_sheet_of_its_own() -> None:
    folder = resources.root().parent / "anchor_app" / "ui"
    found = [path.name for path in folder.rglob("*.py") if "setStyleSheet" in path.read_text("utf-8")]
    assert found == ["theme.py"]
    assert (resources.themes() / TEMPLATE).is_file()


def test_every_icon_is_drawn_in_the_colour_it_is_asked_for(qtbot: QtBot) -> None:
    red = QColor("#FF0000")
    for path in sorted(resources.icons().glob("*.svg")):
        image = icons.pixmap(path.stem, 24, red).toImage()
        inks = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
                if image.pixelColor(x, y).alpha() == 255}
        assert inks, path.stem
        if path.stem not in ("anchor", "saved"):
            assert inks == {"#ff0000"}, path.stem


@pytest.mark.parametrize("scheme", list(Scheme))
def test_a_scheme_is_in_force_at_once(qapp: QApplication, scheme: Scheme) -> None:
    theme.apply(qapp, scheme, 1.5)
    look = theme.look()
    assert look.scale == 1.5
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == QColor(look.palette.ground).name()
    assert look.is_contrast == (scheme is Scheme.CONTRAST)


def test_text_is_never_smaller_than_the_design_or_more_than_doubled(qapp: QApplication) -> None:
    theme.apply(qapp, Scheme.LIGHT, 0.5)
    assert theme.look().scale == 1.0
    theme.apply(qapp, Scheme.LIGHT, 3.0)
    assert theme.look().scale == 2.0


def test_the_systems_own_contrast_colours_are_taken_over() -> None:
    system = QPalette(QColor("#000000"))
    system.setColor(QPalette.ColorRole.Window, QColor("#101010"))
    system.setColor(QPalette.ColorRole.WindowText, QColor("#FFFF00"))
    system.setColor(QPalette.ColorRole.Link, QColor("#00FFFF"))
    taken = theme.system_contrast(system)
    assert (taken.ground, taken.ink, taken.accent.ink) == ("#101010", "#FFFF00", "#00FFFF")


@pytest.fixture(autouse=True)
def plain_look_again(qapp: QApplication):  # type: ignore[no-untyped-def]
    yield
    theme.apply(qapp, Scheme.LIGHT, 1.0)
