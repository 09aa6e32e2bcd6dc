"""Reads a tagged PDF back the way assistive technology does: by its structure, not by where ink lies."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream, IndirectObject
from reportlab.platypus.flowables import Flowable

from anchor_app.reports.page import Built, Setup, build_pdf

SETUP = Setup("A report", "Example Bay Hospitals", footer="Example Bay Hospitals")


def built(
    story: Sequence[Flowable], setup: Setup = SETUP, on_page: Callable[[int], None] | None = None
) -> tuple[Tagged, Built]:
    """The story as a PDF that is read back, and what the build said."""
    output = io.BytesIO()
    result = build_pdf(story, setup, output, on_page)
    return Tagged(output.getvalue()), result


@dataclass
class Node:
    """One element of the structure, with its own text and what lies below it, in reading order."""

    role: str
    entry: Any
    kids: list[Node | str] = field(default_factory=list)
    pages: set[int] = field(default_factory=set)

    @property
    def text(self) -> str:
        return "".join(kid if isinstance(kid, str) else kid.text for kid in self.kids)

    @property
    def attributes(self) -> dict[str, Any]:
        return dict(self.entry.get("/A", {}))

    def walk(self) -> Iterator[Node]:
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.walk()

    def all(self, role: str) -> list[Node]:
        return [node for node in self.walk() if node.role == role]

    @property
    def outline(self) -> list[str]:
        return [kid.role for kid in self.kids if isinstance(kid, Node)]


class Tagged:
    """A PDF with its pages' marked sequences and its structure tree."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.reader = PdfReader(io.BytesIO(data))
        self.marked: list[dict[int, str]] = []
        self.artifacts: list[str] = []
        self.unmarked: list[str] = []
        for page in self.reader.pages:
            self._read_page(page)
        self._page_numbers = {
            page.indirect_reference.idnum: index
            for index, page in enumerate(self.reader.pages)
            if page.indirect_reference
        }
        self.root = self.reader.trailer["/Root"]["/StructTreeRoot"]
        self.document = self._node(self.root["/K"])

    def _read_page(self, page: Any) -> None:
        fonts = {name: _characters(font.get_object()) for name, font in page["/Resources"]["/Font"].items()}
        marked: dict[int, str] = {}
        artifact: list[str] = []
        font: dict[int, str] = {}
        stack: list[int | None] = []
        for operands, operator in ContentStream(page.get_contents(), self.reader).operations:
            if operator in (b"BDC", b"BMC"):
                mcid = operands[1].get("/MCID") if len(operands) > 1 else None
                stack.append(mcid)
                if mcid is not None:
                    marked[int(mcid)] = ""
            elif operator == b"EMC":
                stack.pop()
            elif operator == b"Tf":
                font = fonts[operands[0]]
            elif operator == b"Tj":
                shown = "".join(font[code] for code in operands[0].original_bytes)
                if not stack:
                    self.unmarked.append(shown)
                elif stack[-1] is None:
                    artifact.append(shown)
                else:
                    marked[int(stack[-1])] += shown
            elif operator in (b"S", b"f", b"B", b"f*", b"B*") and not stack:
                self.unmarked.append(operator.decode())
        self.marked.append(marked)
        self.artifacts.append("".join(artifact))

    def _node(self, reference: Any) -> Node:
        entry = reference.get_object()
        node = Node(entry["/S"][1:], entry)
        for kid in entry.get("/K", []):
            held = kid.get_object()
            kind = held.get("/Type")
            if kind == "/MCR":
                page = self._page_numbers[held.raw_get("/Pg").idnum]
                node.kids.append(self.marked[page][int(held["/MCID"])])
                node.pages.add(page)
            elif kind == "/StructElem":
                below = self._node(kid)
                node.kids.append(below)
                node.pages |= below.pages
        return node

    @property
    def parents(self) -> dict[int, Any]:
        """The parent tree: what each page or annotation key leads back to."""
        numbers = self.root["/ParentTree"].get_object()["/Nums"]
        return {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}

    @property
    def links(self) -> list[Any]:
        pages = self.reader.pages
        return [annotation.get_object() for page in pages for annotation in page.get("/Annots", [])]


def number_of(reference: Any) -> int:
    assert isinstance(reference, IndirectObject)
    return reference.idnum


def _characters(font: Any) -> dict[int, str]:
    stream = font["/ToUnicode"].get_object().get_data().decode("ascii")
    pairs = re.findall(r"^<(\w\w)> <(\w+)>$", stream, re.MULTILINE)
    return {int(code, 16): bytes.fromhex(char).decode("utf-16-be") for code, char in pairs}
