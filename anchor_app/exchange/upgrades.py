"""Packs of older formats, brought to this version's one step at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from anchor_app.exchange.model import VERSION

Values = dict[str, Any]
Upgrade = Callable[[Values, Values], tuple[Values, Values]]
"""From the manifest and data of one version, as JSON values, to those of the next."""

UPGRADES: Mapping[int, Upgrade] = MappingProxyType({})
"""By the version that each upgrade starts from. Version 1 is the first, so there is none yet."""


def upgraded(version: int, manifest: Values, data: Values, upgrades: Mapping[int, Upgrade]) -> tuple[Values, Values]:
    """The manifest and data of this version; raises KeyError for a version that there is no way from."""
    for step in range(version, VERSION):
        manifest, data = upgrades[step](manifest, data)
    return manifest, data
