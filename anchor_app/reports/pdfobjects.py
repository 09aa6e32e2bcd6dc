"""The PDF objects reportlab writes in a way that the archive and accessibility standards refuse, put right.

Reportlab 5.1 has no hook for four things: a line end before `endstream`, a character map without entries for
unused codes and right beyond U+FFFF, extra keys of pages and catalogue, and the metadata stream. Each is a
subclass or an attribute of this document's own objects here; nothing of the library is changed for others.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFObject, PDFStream, PDFString
from reportlab.pdfbase.ttfonts import SUBSETN, TTFont

from anchor_app.reports import srgb
from anchor_app.reports.statement import NAMESPACE, packet

PRODUCER = "Anchor"


class Stream(PDFStream):  # type: ignore[misc]
    """A stream whose end stands on a line of its own (ISO 19005-2, 6.1.7.1)."""

    def format(self, document: Any) -> bytes:
        """The stream as PDF."""
        written: bytes = super().format(document)
        return written.removesuffix(b"endstream\n") + b"\nendstream\n"


class Image(pdfdoc.PDFImageXObject):  # type: ignore[misc]
    """A picture whose stream ends on a line of its own, like a `Stream`."""

    def format(self, document: Any) -> bytes:
        """The picture as PDF."""
        written: bytes = super().format(document)
        return written.removesuffix(b"endstream\n") + b"\nendstream\n"


def compressed(content: bytes | str, **keys: Any) -> Stream:
    """A compressed stream with these dictionary keys."""
    return Stream(PDFDictionary(keys), content, [pdfdoc.PDFZCompress])


class Typeface(TTFont):  # type: ignore[misc]
    """An embedded font whose character map says exactly which character each code is."""

    def addObjects(self, document: Any) -> None:  # noqa: N802 - reportlab's name
        """Writes the font's subsets into the document; reportlab calls this when all text is known."""
        subsets = self.state[document].subsets
        super().addObjects(document)
        for index, subset in enumerate(subsets):
            name = b"".join((SUBSETN(index), b"+", self.face.name, self.face.subfontNameX)).decode("pdfdoc")
            document.idToObject[f"toUnicodeCMap:{name}"].content = _character_map(subset)


def _character_map(subset: list[int]) -> str:
    pairs = [(code, char) for code, char in enumerate(subset) if char]
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <00> <FF> endcodespacerange",
    ]
    for start in range(0, len(pairs), 100):  # a section holds at most 100 entries
        part = pairs[start : start + 100]
        lines.append(f"{len(part)} beginbfchar")
        lines += [f"<{code:02X}> <{chr(char).encode('utf-16-be').hex().upper()}>" for code, char in part]
        lines.append("endbfchar")
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says about itself, and nothing else: no user, machine, path or clock.

    `created` is the moment the report speaks of, given by whoever knows it; without it there is no date.
    `statement` is what programs may read of it (`reports.statement`).
    """

    title: str
    author: str
    subject: str = ""
    language: str = "en-GB"
    created: datetime | None = None
    statement: str = ""

    def moment(self, pattern: str) -> str:
        """`created` in universal time, or nothing."""
        if not self.created:
            return ""
        moment = self.created.astimezone(UTC) if self.created.tzinfo else self.created
        return moment.strftime(pattern)


class Information(PDFObject):  # type: ignore[misc]
    """The document information dictionary, with the same facts as the metadata stream."""

    def __init__(self, properties: Properties) -> None:
        self._properties = properties
        self.invariant = True

    def digest(self, signature: Any) -> None:
        """Adds the facts to the file's fingerprint; reportlab calls this."""
        signature.update(repr(self._properties).encode())

    def format(self, document: Any) -> bytes:
        """The dictionary as PDF."""
        facts = self._properties
        keys = {"Title": PDFString(facts.title), "Author": PDFString(facts.author)}
        keys |= {"Producer": PDFString(PRODUCER), "Creator": PDFString(PRODUCER)}
        if facts.subject:
            keys["Subject"] = PDFString(facts.subject)
        if facts.created:
            moment = facts.moment("D:%Y%m%d%H%M%SZ")
            keys["CreationDate"] = keys["ModDate"] = PDFString(moment)
        written: bytes = PDFDictionary(keys).format(document)
        return written


_EXTENSION = """<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/UA version identifier</pdfaProperty:description>
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li>{more}</rdf:Bag></pdfaExtension:schemas></rdf:Description>"""

_OURS = f"""<rdf:li rdf:parseType="Resource">
<pdfaSchema:namespaceURI>{NAMESPACE}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>anchor</pdfaSchema:prefix>
<pdfaSchema:schema>Reporting sheet schema</pdfaSchema:schema>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>SHA-256 of the file while this is all noughts</pdfaProperty:description>
<pdfaProperty:name>seal</pdfaProperty:name><pdfaProperty:valueType>Text</pdfaProperty:valueType>
</rdf:li><rdf:li rdf:parseType="Resource">
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Whose data the sheet shows, with their checksums, as JSON</pdfaProperty:description>
<pdfaProperty:name>statement</pdfaProperty:name><pdfaProperty:valueType>Text</pdfaProperty:valueType>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li>"""


def _metadata(facts: Properties) -> bytes:
    def one(tag: str, text: str) -> str:
        return f'<{tag}><rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt></{tag}>'

    statement = ""
    if facts.statement:
        statement = (f'<rdf:Description rdf:about="" xmlns:anchor="{NAMESPACE}">{packet(facts.statement)}'
                     "</rdf:Description>")
    moment = facts.moment("%Y-%m-%dT%H:%M:%SZ")
    dates = f"<xmp:CreateDate>{moment}</xmp:CreateDate><xmp:ModifyDate>{moment}</xmp:ModifyDate>"
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
{one("dc:title", facts.title)}{one("dc:description", facts.subject) if facts.subject else ""}
<dc:creator><rdf:Seq><rdf:li>{escape(facts.author)}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{escape(facts.language)}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>{dates if moment else ""}<pdf:Producer>{PRODUCER}</pdf:Producer>
<pdfuaid:part>1</pdfuaid:part><pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
</rdf:Description>{statement}{_EXTENSION.format(more=_OURS if statement else "")}</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>""".encode()


def describe(document: Any, facts: Properties) -> None:
    """Writes title, metadata, colour profile and the marks of a tagged file into the catalogue."""
    document.info = Information(facts)
    catalogue = document.Catalog
    # Which keys reportlab writes is an attribute of the class; this catalogue gets its own list.
    catalogue.__NoDefault__ = [*catalogue.__NoDefault__, "OutputIntents"]
    catalogue.MarkInfo = PDFDictionary({"Marked": "true"})
    metadata = {"Type": PDFName("Metadata"), "Subtype": PDFName("XML")}
    # The metadata is left uncompressed so that tools which know no PDF can read it.
    catalogue.Metadata = document.Reference(Stream(PDFDictionary(metadata), _metadata(facts)))
    intent = {
        "Type": PDFName("OutputIntent"),
        "S": PDFName("GTS_PDFA1"),
        "OutputConditionIdentifier": PDFString("sRGB"),
        "Info": PDFString("sRGB"),
        "DestOutputProfile": document.Reference(compressed(srgb.profile(), N=3)),
    }
    catalogue.OutputIntents = PDFArray([PDFDictionary(intent)])


def finish_page(page: Any, index: int, code: str) -> None:
    """Gives a reportlab page its content and the keys of a tagged page."""
    page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
    page.StructParents = index
    page.Tabs = PDFName("S")
    page.Contents = compressed(code)


def end_streams_on_their_own_line(document: Any) -> None:
    """Turns the streams reportlab made (fonts and their maps, pictures) into streams of this module."""
    for held in document.idToObject.values():
        if type(held) is PDFStream:
            held.__class__ = Stream
        elif type(held) is pdfdoc.PDFImageXObject:
            held.__class__ = Image
