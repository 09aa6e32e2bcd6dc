"""The names used in one charter file, of which none may be used twice."""

from __future__ import annotations

from anchor_app.domain.charter_faults import Findings, shown
from anchor_app.domain.toml_lines import Path


class Names:
    """Every name claimed so far, kind by kind; upper and lower case count as the same name."""

    def __init__(self, found: Findings) -> None:
        self._found = found
        self._claimed: dict[tuple[str, str], tuple[Path, str]] = {}
        self._components: dict[str, tuple[Path, str, int]] = {}

    def claim(self, kind: str, path: Path, name: str) -> None:
        """Take a name, noting a fault if something of that kind has it; `kind` as in "level id"."""
        if not name:
            return
        key = (kind, name.casefold())
        if key not in self._claimed:
            self._claimed[key] = (path, name)
            return
        first, spelt = self._claimed[key]
        thing, what = kind.split()
        same = "is used" if spelt == name else f"differs only in capitals from {shown(spelt)}, used"
        self._found.add(path, f"the {kind} {shown(name)} {same} on line {self._found.line(first)} already",
                        f"give every {thing} {'an' if what == 'id' else 'a'} {what} of its own")

    def claim_component(self, path: Path, name: str, practices: int) -> None:
        """Take a component's id, under which that many practices are numbered."""
        self.claim("component id", path, name)
        self._components.setdefault(name.casefold(), (path, name, practices))

    def judge_practices(self) -> None:
        """Note the components whose id is also the number of another component's practice."""
        for path, name, _ in self._components.values():
            parent, _, place = name.casefold().rpartition(".")
            if parent not in self._components or not place.isdecimal() or place != str(int(place)):
                continue
            other, spelt, practices = self._components[parent]
            if 1 <= int(place) <= practices:
                self._found.add(
                    path, f"the component id {shown(name)} is also the number of practice {place} of "
                    f"component {shown(spelt)} on line {self._found.line(other)}",
                    "give the component another id")
