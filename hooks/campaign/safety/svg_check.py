"""SVG drawings that editors publish: only what draws, since a browser runs what else they hold.

Opened by its own address, a drawing is a page: it can run scripts, load from other sites and send
forms, and no policy of ours holds for it. So each element and attribute is on a list of those that
only draw (Scalable Vector Graphics 2, W3C Candidate Recommendation, 2018).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
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
NO_SVG = "the file is no SVG; save it anew"
PLAIN_SVG = "save it as plain SVG (Inkscape: Save as, Plain SVG; others: Export, optimized)"
REPEATS = f"the drawing repeats by <use> what itself repeats; {PLAIN_SVG}"


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


class _UnreadError(Exception):
    """The rest of a drawing is not read."""


def read_drawing(data: bytes) -> Drawing:
    """Return a drawing's size, and everything in it that may not be published."""
    parser = expat.ParserCreate()
    faults: list[Fault] = []
    opened: list[tuple[str, list[str]]] = []  # each with its `id`, and the pieces of its text
    root: dict[str, str] = {}
    repeating: set[str] = set()
    uses: list[tuple[set[str], Fault]] = []

    def fault(why: str) -> Fault:
        return Fault(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1, why)

    def start(name: str, attributes: dict[str, str]) -> None:
        if not opened:
            root.update(attributes)
            if name != "svg" or attributes.get("xmlns") != SVG_NAMESPACE:
                faults.append(fault(NO_SVG))
        opened.append((attributes.get("id", ""), []))
        faults.extend(map(fault, _in_element(name, attributes)))
        if name == "use":
            repeating.update(f"#{inside}" for inside, _ in opened)
            copied = (attributes.get(name, "").strip() for name in ("href", "xlink:href"))
            uses.append((set(copied), fault(REPEATS)))

    def end(name: str) -> None:
        _, text = opened.pop()
        if name == "style" and _loads("".join(text)):
            faults.append(fault(f"the drawing's style loads from elsewhere; {PLAIN_SVG}"))

    def said(text: str) -> None:
        opened[-1][1].append(text)

    def declaration(_: str, encoding: str | None, __: int) -> None:
        # Others are read byte by byte here, and as their own letters by a browser.
        if encoding and encoding.lower() not in ("utf-8", "us-ascii"):
            why = f"the drawing is in {quote(encoding)}, which no check reads; save it as UTF-8"
            faults.append(fault(why))

    def document_type(*_: object) -> None:
        # It can make a small file a huge one: nothing behind it is read.
        faults.append(fault(f"the drawing declares a document type (<!DOCTYPE); {PLAIN_SVG}"))
        raise _UnreadError

    def instruction(target: str, _: str) -> None:
        faults.append(fault(f"the drawing holds <?{target}>, which may load a file; delete it"))

    parser.XmlDeclHandler = declaration
    parser.StartDoctypeDeclHandler = document_type
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = said
    parser.ProcessingInstructionHandler = instruction
    try:
        with suppress(_UnreadError):
            parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError):
        faults.append(fault(NO_SVG))
    # A copy of copies doubles at each step: a small file could stop a browser.
    faults += [fault for copied, fault in uses if copied & repeating]
    return Drawing(_size(root), tuple(faults))


def _in_element(element: str, attributes: Mapping[str, str]) -> Iterator[str]:
    if element not in DRAWING_ELEMENTS:
        yield f"the drawing holds <{element}>, which is more than a drawing; {PLAIN_SVG}"
        return
    for name, value in attributes.items():
        if name == "xmlns" and value != SVG_NAMESPACE:
            yield f"the drawing holds elements of another language ({quote(value)}); {PLAIN_SVG}"
        elif name.lower().startswith("on"):
            yield f"the drawing holds {quote(name)}, which runs a script; {PLAIN_SVG}"
        elif ":" in name and name not in PREFIXED and not name.startswith("xmlns:"):
            yield f"the drawing holds {quote(name)}, which draws nothing; {PLAIN_SVG}"
        elif name in ("href", "xlink:href") and not value.strip().startswith("#"):
            yield (
                f"the drawing leads to {quote(value[:60])}, outside of itself; draw it in the "
                "drawing, or save the logo as PNG or WebP"
            )
        elif not name.startswith("xmlns") and _loads(value):
            yield f"the drawing's {quote(name)} loads from elsewhere; {PLAIN_SVG}"


def _loads(css: str) -> bool:
    """Whether a style leads outside of the drawing."""
    return not all(address.startswith("#") for address in css_addresses(css))


def _size(attributes: Mapping[str, str]) -> Size | None:
    """Return the size that a drawing's outermost element states: its ratio is what matters."""
    box = re.split(r"[\s,]+", attributes.get("viewBox", "").strip())
    parts = box[2:] if len(box) == 4 else [attributes.get(k, "") for k in ("width", "height")]
    found = [LENGTH.fullmatch(part) for part in parts]
    lengths = [float(match[1]) for match in found if match]
    return Size(*lengths) if len(lengths) == 2 and all(lengths) else None
