"""The tokens can be read, and shipped files are found."""

from __future__ import annotations

import pytest

from anchor_app import resources
from anchor_app.design import DARK, LIGHT, Palette, level_tone, share_tone


def luminance(colour: str) -> float:
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_every_ink_can_be_read_on_what_it_stands_on(palette: Palette) -> None:
    for ground in (palette.ground, palette.card):
        for ink in (palette.ink, palette.soft_ink, palette.accent.ink, palette.good.ink, palette.warning.ink):
            assert contrast(ink, ground) >= 4.5
    for tone in (palette.accent, palette.good, palette.warning, *palette.levels):
        assert contrast(tone.ink, tone.tint) >= 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_a_count_can_be_read_on_its_tone_and_a_larger_share_stands_out_more(palette: Palette) -> None:
    for whole in range(1, 40):
        tones = [share_tone(count, whole, palette) for count in range(whole + 1)]
        assert all(contrast(tone.ink, tone.tint) >= 4.5 for tone in tones)
        away = [contrast(tone.tint, palette.card) for tone in tones]
        assert away == sorted(away) and away[0] == 1 and tones[-1].tint == palette.accent.ink
    assert share_tone(0, 0, palette) == share_tone(-1, 3, palette)


@pytest.mark.parametrize("count", range(1, 9))
def test_levels_keep_the_order_of_the_tones_and_the_highest_has_the_last(count: int) -> None:
    places = [LIGHT.levels.index(level_tone(index, count)) for index in range(count)]
    assert places == sorted(places)
    assert places[-1] == len(LIGHT.levels) - 1
    assert count == 1 or places[0] == 0


def test_four_levels_have_four_tones() -> None:
    assert tuple(level_tone(index, 4, DARK) for index in range(4)) == DARK.levels


@pytest.mark.parametrize(("index", "count"), [(-1, 4), (4, 4), (0, 0)])
def test_a_level_that_does_not_exist_has_no_tone(index: int, count: int) -> None:
    with pytest.raises(ValueError, match="there is no level"):
        level_tone(index, count)


def test_shipped_files_are_found() -> None:
    assert (resources.fonts() / "NotoSans-Regular.ttf").is_file()
    assert list(resources.charters().glob("*.toml"))
