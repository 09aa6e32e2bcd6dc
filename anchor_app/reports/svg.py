"""A drawing as an SVG picture in the app's own typefaces, for the screen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from reportlab.graphics import renderSVG
from reportlab.graphics.shapes import Drawing

from anchor_app.design import FALLBACK_FAMILY, FAMILY

_FACES: Final[Mapping[str, tuple[str, int]]] = {
    "NotoSans-Regular": (FAMILY, 400), "NotoSans-SemiBold": (FAMILY, 600), "NotoSans-Bold": (FAMILY, 700),
    "NotoSans-Italic": (FAMILY, 400), "DejaVuSans": (FALLBACK_FAMILY, 400), "DejaVuSans-Bold": (FALLBACK_FAMILY, 700),
}  # fmt: skip


def svg_of(drawing: Drawing, width: float) -> bytes:
    """The drawing as SVG of this width in pixels; nothing in it is clipped, linked, or loaded from anywhere.

    Raises ValueError for a height with a fraction, which reportlab would round here and there.
    """
    if drawing.height != int(drawing.height):
        raise ValueError(f"a drawing is whole points high, not {drawing.height}")
    canvas = renderSVG.SVGCanvas((drawing.width, drawing.height))
    renderSVG.draw(drawing, canvas, 0, 0)
    root = canvas.svg
    root.setAttribute("width", f"{width:.2f}")
    root.setAttribute("height", f"{drawing.height * width / drawing.width:.2f}")
    root.setAttribute("viewBox", f"0 0 {drawing.width:.2f} {drawing.height:.2f}")
    for name in ("clipPath", "title", "desc"):
        for node in list(root.getElementsByTagName(name)):
            node.parentNode.removeChild(node)
    canvas.groupTree.removeAttribute("style")  # which names the path that everything was clipped by
    for node in root.getElementsByTagName("polyline"):  # which SVG would fill
        node.setAttribute("style", f"{node.getAttribute('style')} fill: none;")
    for node in root.getElementsByTagName("path"):
        if "dasharray" in node.getAttribute("style"):  # back again, a line would fill the gaps between its dashes
            node.setAttribute("d", node.getAttribute("d").removesuffix("Z").strip())
    for node in root.getElementsByTagName("text"):
        node.setAttribute("style", _with_family(node.getAttribute("style")))
        up = 2 * float(node.getAttribute("y"))
        node.setAttribute("transform", f"translate(0,{up:.2f}) scale(1,-1)")
    return str(root.toxml()).encode()


def _with_family(style: str) -> str:
    """The style of a text with the family and weight that a window knows, in place of the name of a file."""
    made: list[str] = []
    for part in style.split(";"):
        name, _, value = part.strip().partition(": ")
        if name == "font-family":
            family, weight = _FACES[value]
            made += [f"font-family: '{family}'", f"font-weight: {weight}"]
        elif name:
            made.append(part.strip())
    return "; ".join(made)
