"""The numbering of lists in a Word file: each numbered list begins with 1."""

from __future__ import annotations

from typing import Any


def numbering(document: Any, *, is_numbered: bool) -> int:
    """A number for the items of one list, of a document of python-docx; bullets share one, which their style has: 0."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    if not is_numbered:
        return 0
    root = document.part.numbering_part.element
    styles = document.styles.element
    (style,) = [one for one in styles.findall(qn("w:style")) if one.get(qn("w:styleId")) == "ListNumber"]
    own = style.find(f".//{qn('w:numId')}").get(qn("w:val"))
    (source,) = [one for one in root.findall(qn("w:num")) if one.get(qn("w:numId")) == own]
    kind = source.find(qn("w:abstractNumId")).get(qn("w:val"))
    number = max(int(one.get(qn("w:numId"))) for one in root.findall(qn("w:num"))) + 1
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{kind}"/>'
                          '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'))
    return number
