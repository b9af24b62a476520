"""SVG drawings that editors publish: only what draws, since a browser runs what else they hold.

Opened by its own address, a drawing is a page: it can run scripts, load from other sites and send
forms, and no policy of ours holds for it. So each element and attribute is on a list of those that
only draw (Scalable Vector Graphics 2, W3C Candidate Recommendation, 2018).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.parsers import expat

from campaign.core.problems import quote

NAMESPACE = "http://www.w3.org/2000/svg"
ELEMENTS = frozenset(
    """svg g defs title desc path rect circle ellipse line polyline polygon text tspan textPath
    linearGradient radialGradient stop clipPath mask pattern symbol use marker style filter
    feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
    feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
    feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting
    feSpotLight feTile feTurbulence""".split()
)
PREFIXED = frozenset(("xlink:href", "xlink:type", "xml:space", "xml:lang"))
"""Attributes with a prefix that may stand, besides those that declare one."""
LOADS = re.compile(r"url\((?!\s*[\"']?\s*#)|@import|image-set|\\|expression\(", re.IGNORECASE)
"""What in a style may lead outside of the drawing, or hide that it does."""
LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+)\s*(?:px|pt|pc|mm|cm|in|em|ex)?\s*", re.ASCII)
PLAIN = "save it as plain SVG (Inkscape: Save as, Plain SVG; others: Export, optimized)"


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
    reader = _Reader()
    try:
        reader.read(data)
    except _DocumentTypeError:
        reader.fault(f"the drawing declares a document type (<!DOCTYPE); {PLAIN}")
    except (expat.ExpatError, LookupError, ValueError):
        reader.fault("the file is no SVG; save it anew")
    return Drawing(reader.size, tuple(reader.faults))


class _DocumentTypeError(Exception):
    """Nothing behind a document type is read: it can make a small file a huge one."""


class _Reader:
    """Looks at each element once. Names are read as they stand, with their prefixes."""

    def __init__(self) -> None:
        self.size: Size | None = None
        self.faults: list[Fault] = []
        self._open: list[str] = []
        self._style: list[str] = []
        self._parser = parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._document_type
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.ProcessingInstructionHandler = self._instruction

    def read(self, data: bytes) -> None:
        self._parser.Parse(data, True)

    def fault(self, why: str) -> None:
        place = self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1
        self.faults.append(Fault(*place, why))

    def _document_type(self, *_: object) -> None:
        raise _DocumentTypeError

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._open:
            if name != "svg" or attributes.get("xmlns") != NAMESPACE:
                self.fault("the file is no SVG; save it anew")
            self.size = _size(attributes)
        self._open.append(name)
        if name not in ELEMENTS:
            self.fault(f"the drawing holds <{name}>, which is more than a drawing; {PLAIN}")
            return
        for key, value in attributes.items():
            for why in _in_attribute(key, value):
                self.fault(why)

    def _text(self, text: str) -> None:
        if self._open[-1:] == ["style"]:
            self._style.append(text)

    def _end(self, name: str) -> None:
        self._open.pop()
        if name == "style":
            if LOADS.search("".join(self._style)):
                self.fault(f"the drawing's style loads from elsewhere; {PLAIN}")
            self._style.clear()

    def _instruction(self, target: str, _: str) -> None:
        self.fault(f"the drawing holds <?{target}>, which may load a file; delete it")


def _in_attribute(name: str, value: str) -> Iterator[str]:
    if name == "xmlns" and value != NAMESPACE:
        yield f"the drawing holds elements of another language ({quote(value)}); {PLAIN}"
    elif name.lower().startswith("on"):
        yield f"the drawing holds {quote(name)}, which runs a script; {PLAIN}"
    elif ":" in name and name not in PREFIXED and not name.startswith("xmlns:"):
        yield f"the drawing holds {quote(name)}, which draws nothing; {PLAIN}"
    elif name in ("href", "xlink:href") and not value.strip().startswith("#"):
        yield (
            f"the drawing leads to {quote(value[:60])}, outside of itself; draw it in the drawing, "
            "or save the logo as PNG or WebP"
        )
    elif name in ("src", "srcset", "base", "formaction", "action"):
        yield f"the drawing holds {quote(name)}, which loads from elsewhere; {PLAIN}"
    elif not name.startswith("xmlns") and LOADS.search(value):
        yield f"the drawing's {quote(name)} loads from elsewhere; {PLAIN}"


def _size(attributes: Mapping[str, str]) -> Size | None:
    """Return the size that a drawing's outermost element states: its ratio is what matters."""
    box = re.split(r"[\s,]+", (attributes.get("viewBox") or "").strip())
    parts = box[2:] if len(box) == 4 else [attributes.get(k) or "" for k in ("width", "height")]
    found = [LENGTH.fullmatch(part) for part in parts]
    lengths = [float(match[1]) for match in found if match]
    return Size(*lengths) if len(lengths) == 2 and all(lengths) else None
