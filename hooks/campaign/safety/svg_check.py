"""SVG drawings that editors publish: only what draws, since a browser runs what else they hold.

Opened by its own address, a drawing is a page: it can run scripts, load from other sites and send
forms, and no policy of ours holds for it. So each element and attribute is on a list of those that
only draw (Scalable Vector Graphics 2, W3C Candidate Recommendation, 2018).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from typing import NamedTuple
from xml.parsers import expat

from campaign.core.problems import quote
from campaign.safety.css_scan import css_addresses

SVG_NAMESPACE = "http://www.w3.org/2000/svg"
DRAWING_ELEMENTS = frozenset(
    """svg g defs title desc path rect circle ellipse line polyline polygon text tspan textPath
    linearGradient radialGradient stop clipPath mask pattern symbol use marker style filter
    feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
    feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
    feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting
    feSpotLight feTile feTurbulence""".split()
)
PREFIXED = frozenset(("xlink:href", "xlink:type", "xml:space", "xml:lang"))
"""Attributes with a prefix that may stand, besides those that declare one."""
LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+)\s*(?:px|pt|pc|mm|cm|in|em|ex)?\s*", re.ASCII)
PLAIN_SVG = "save it as plain SVG (Inkscape: Save as, Plain SVG; others: Export, optimized)"


class Size(NamedTuple):
    """How wide and how high something is, in any unit of length."""

    width: float
    height: float


class Fault(NamedTuple):
    """What is wrong in a drawing, and where."""

    line: int
    column: int
    why: str


class Drawing(NamedTuple):
    """What was read of a drawing."""

    size: Size | None
    """None where it does not say its size."""
    faults: tuple[Fault, ...]


def read_drawing(data: bytes) -> Drawing:
    """Return a drawing's size, and everything in it that may not be published."""
    parser = expat.ParserCreate()
    faults: list[Fault] = []
    sizes: list[Size | None] = []
    inside: list[str] = []
    named: list[str] = []
    repeating: set[str] = set()
    repeated: list[tuple[str, int, int]] = []
    style: list[str] = []

    def fault(why: str) -> None:
        faults.append(Fault(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1, why))

    def start(name: str, attributes: dict[str, str]) -> None:
        if not sizes and (name != "svg" or attributes.get("xmlns") != SVG_NAMESPACE):
            fault("the file is no SVG; save it anew")
        sizes.append(_size(attributes))
        inside.append(name)
        named.append(attributes.get("id", ""))
        if name == "use":
            # A copy of copies doubles at each step: a small file could stop a browser.
            repeating.update(filter(None, named))
            target = attributes.get("href") or attributes.get("xlink:href") or ""
            place = (parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
            repeated.append((target.strip().removeprefix("#"), *place))
        if name not in DRAWING_ELEMENTS:
            fault(f"the drawing holds <{name}>, which is more than a drawing; {PLAIN_SVG}")
            return
        for key, value in attributes.items():
            if why := _wrong(key, value):
                fault(f"the drawing{why}")

    def end(name: str) -> None:
        inside.pop()
        named.pop()
        if name == "style" and _loads("".join(style)):
            fault(f"the drawing's style loads from elsewhere; {PLAIN_SVG}")
        style.clear()

    def document_type(*_: object) -> None:
        # It can make a small file a huge one: nothing behind it is read.
        fault(f"the drawing declares a document type (<!DOCTYPE); {PLAIN_SVG}")
        raise _UnreadError

    def declaration(_: str, encoding: str | None, __: int) -> None:
        # Others are read byte by byte here, and as their own letters by a browser.
        if encoding and encoding.lower() not in ("utf-8", "us-ascii"):
            fault(f"the drawing is in {quote(encoding)}, which no check reads; save it as UTF-8")

    def instruction(target: str, _: str) -> None:
        fault(f"the drawing holds <?{target}>, which may load a file; delete it")

    parser.XmlDeclHandler = declaration
    parser.StartDoctypeDeclHandler = document_type
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = lambda text: style.append(text) if "style" in inside else None
    parser.ProcessingInstructionHandler = instruction
    with suppress(_UnreadError):
        try:
            parser.Parse(data, True)
        except (expat.ExpatError, LookupError, ValueError):
            fault("the file is no SVG; save it anew")
    for target, line, column in repeated:
        if target in repeating:
            why = f"the drawing repeats by <use> what itself repeats; {PLAIN_SVG}"
            faults.append(Fault(line, column, why))
    return Drawing(sizes[0] if sizes else None, tuple(faults))


class _UnreadError(Exception):
    """The rest of a drawing is not read."""


def _wrong(name: str, value: str) -> str | None:
    """Say what is wrong with an attribute, or return None: names are read with their prefixes."""
    if name == "xmlns" and value != SVG_NAMESPACE:
        return f" holds elements of another language ({quote(value)}); {PLAIN_SVG}"
    if name.lower().startswith("on"):
        return f" holds {quote(name)}, which runs a script; {PLAIN_SVG}"
    if ":" in name and name not in PREFIXED and not name.startswith("xmlns:"):
        return f" holds {quote(name)}, which draws nothing; {PLAIN_SVG}"
    if name in ("href", "xlink:href") and not value.strip().startswith("#"):
        return (
            f" leads to {quote(value[:60])}, outside of itself; draw it in the drawing, or save "
            "the logo as PNG or WebP"
        )
    if not name.startswith("xmlns") and _loads(value):
        return f"'s {quote(name)} loads from elsewhere; {PLAIN_SVG}"
    return None


def _loads(css: str) -> bool:
    """Whether a style leads outside of the drawing."""
    return not all(address.startswith("#") for address in css_addresses(css))


def _size(attributes: Mapping[str, str]) -> Size | None:
    """Return the size that a drawing's outermost element states: its ratio is what matters."""
    box = re.split(r"[\s,]+", (attributes.get("viewBox") or "").strip())
    parts = box[2:] if len(box) == 4 else [attributes.get(k) or "" for k in ("width", "height")]
    found = [LENGTH.fullmatch(part) for part in parts]
    lengths = [float(match[1]) for match in found if match]
    return Size(*lengths) if len(lengths) == 2 and all(lengths) else None
