"""The structure tree of a tagged PDF: what each piece of a page is, in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from reportlab.pdfbase.pdfdoc import PDFObject, PDFString

Role = Literal[
    "Document", "Sect", "H1", "H2", "H3", "H4", "H5", "H6", "P", "L", "LI", "Lbl", "LBody", "Table", "THead",
    "TBody", "TR", "TH", "TD", "Figure", "Link", "TOC", "TOCI", "Reference", "Note", "BlockQuote", "Caption",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class MarkedContent:
    """One marked sequence on one page; both count from 0."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class AnnotationUse:
    """A link annotation that belongs to an element; `name` is the annotation's name in the document."""

    page: int
    name: str


class Element(PDFObject):  # type: ignore[misc]
    """One node: its role, its kids in reading order, and what assistive technology is told about it.

    Parts of one paragraph, row or cell on several pages share one element. It joins the tree when its first
    part is drawn, below the element that is open on the canvas then.
    """

    def __init__(self, role: Role, *, alt: str = "", scope: str = "", span: int = 1, identity: str = "") -> None:
        self.role: Role = role
        self.alt = alt
        self.scope = scope
        self.span = span
        self.identity = identity
        self.ordered = False
        self.box: tuple[float, float, float, float] | None = None
        self.parent: Element | None = None
        self.kids: list[Element | MarkedContent | AnnotationUse] = []

    def adopt(self, kid: Element) -> None:
        """Puts `kid` below this element, once; later calls change nothing."""
        if kid.parent is None:
            kid.parent = self
            self.kids.append(kid)

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in reading order."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting.extend(kid for kid in reversed(element.kids) if isinstance(kid, Element))

    def format(self, document: Any) -> bytes:
        """The element as PDF; reportlab calls this while it writes the file."""
        number = document.idToObjectNumberAndVersion
        parts = [
            f"<< /Type /StructElem /S /{self.role}",
            f" /P {number[_name(self.parent) if self.parent else TREE_ROOT][0]} 0 R",
            " /K [" + " ".join(_kid(kid, number) for kid in self.kids) + "]",
            self._attributes(),
        ]
        text = "".join(parts).encode("ascii")
        if self.alt:
            text += b" /Alt " + PDFString(self.alt).format(document)
        if self.identity:
            text += b" /ID " + PDFString(self.identity).format(document)
        return text + b" >>"

    def _attributes(self) -> str:
        if self.role in ("TH", "TD"):
            scope = f" /Scope /{self.scope}" if self.scope else ""
            span = f" /ColSpan {self.span}" if self.span > 1 else ""
            return f" /A << /O /Table{scope}{span} >>" if scope or span else ""
        if self.role == "Figure" and self.box:
            edges = " ".join(f"{edge:.2f}" for edge in self.box)
            return f" /A << /O /Layout /Placement /Block /BBox [{edges}] >>"
        if self.role == "L":
            return f" /A << /O /List /ListNumbering /{'Decimal' if self.ordered else 'Disc'} >>"
        return ""


TREE_ROOT = "StructTreeRoot"


def page_name(page: int) -> str:
    """The name reportlab gives the page's object; `page` counts from 0."""
    return f"Page{page + 1}"


def _name(element: Element) -> str:
    name: str = element.__InternalName__  # set by PDFDocument.Reference
    return name


def _kid(kid: Element | MarkedContent | AnnotationUse, number: Any) -> str:
    if isinstance(kid, Element):
        return f"{number[_name(kid)][0]} 0 R"
    page = number[page_name(kid.page)][0]
    if isinstance(kid, MarkedContent):
        return f"<< /Type /MCR /Pg {page} 0 R /MCID {kid.mcid} >>"
    return f"<< /Type /OBJR /Pg {page} 0 R /Obj {number[kid.name][0]} 0 R >>"


class _Raw(PDFObject):  # type: ignore[misc]
    """PDF text that is made when every object has its number."""

    def __init__(self, make: Any) -> None:
        self._make = make

    def format(self, document: Any) -> bytes:
        made: bytes = self._make(document.idToObjectNumberAndVersion).encode("ascii")
        return made


class StructureTree:
    """The tree of one document, with the way back from each page's content to its elements."""

    def __init__(self) -> None:
        self.document = Element("Document")
        self._pages: list[list[Element]] = [[]]
        self._annotations: list[tuple[Element, Any]] = []
        self._sections: list[tuple[int, Element]] = []

    def mark(self, page: int, element: Element) -> int:
        """A new marked sequence of `element` on `page`; returns its MCID."""
        while len(self._pages) <= page:
            self._pages.append([])
        owners = self._pages[page]
        owners.append(element)
        element.kids.append(MarkedContent(page, len(owners) - 1))
        return len(owners) - 1

    def annotate(self, page: int, element: Element, name: str, annotation: Any) -> None:
        """Gives `element` a link annotation on `page`, named so in the document."""
        element.kids.append(AnnotationUse(page, name))
        self._annotations.append((element, annotation))

    def open_section(self, level: int) -> Element:
        """Closes sections of this heading level and deeper, and opens a new one; returns it."""
        while self._sections and self._sections[-1][0] >= level:
            self._sections.pop()
        section = Element("Sect")
        self.container.adopt(section)
        self._sections.append((level, section))
        return section

    @property
    def container(self) -> Element:
        """What a new paragraph outside tables and lists belongs to."""
        return self._sections[-1][1] if self._sections else self.document

    def write(self, document: Any, pages: int) -> None:
        """Adds the tree and the parent tree to the reportlab document."""
        root = _Raw(lambda number: self._root(number, pages))
        document.Catalog.StructTreeRoot = document.Reference(root, TREE_ROOT)
        for element in self.document.walk():
            document.Reference(element)
        # Keys of the parent tree: first the pages, then the annotations.
        for index, (_owner, annotation) in enumerate(self._annotations):
            annotation["StructParent"] = pages + index
        for page in range(pages):
            owners = self._pages[page] if page < len(self._pages) else []
            document.Reference(_Raw(_array_of(owners)), f"ParentsOf{page}")

    def _root(self, number: Any, pages: int) -> str:
        keys = [f"{page} {number[f'ParentsOf{page}'][0]} 0 R" for page in range(pages)]
        owners = [number[_name(owner)][0] for owner, _annotation in self._annotations]
        keys += [f"{pages + index} {owner} 0 R" for index, owner in enumerate(owners)]
        notes = sorted((e for e in self.document.walk() if e.identity), key=lambda e: e.identity)
        names = " ".join(f"({e.identity}) {number[_name(e)][0]} 0 R" for e in notes)
        return (
            f"<< /Type /StructTreeRoot /K {number[_name(self.document)][0]} 0 R"
            + (f" /IDTree << /Names [{names}] >>" if notes else "")
            + f" /ParentTree << /Nums [{' '.join(keys)}] >> /ParentTreeNextKey {len(keys)} >>"
        )


def _array_of(owners: list[Element]) -> Any:
    return lambda number: "[" + " ".join(f"{number[_name(e)][0]} 0 R" for e in owners) + "]"
