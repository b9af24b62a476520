"""Pictures in a page's text: their size, so that nothing moves, and their title as a caption."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

WIDE = "wide"
"""The class of a picture that goes beyond the column of text: `![…](…){ .wide }`."""
SizeOf = Callable[[str], "tuple[int, int] | None"]
"""Gives the width and height of a picture by its address, as a page writes it; None if unknown."""


class PicturesInText(Treeprocessor):
    """Gives each picture its size, and one that stands by itself its caption."""

    def __init__(self, md: Markdown, size_of: SizeOf) -> None:
        """Ask `size_of` for the sizes of pictures."""
        super().__init__(md)
        self._size_of = size_of

    def run(self, root: Element) -> None:
        """Change a page's pictures."""
        for picture in root.iter("img"):
            size = self._size_of(picture.get("src", ""))
            if size and picture.get("width") is None and picture.get("height") is None:
                picture.set("width", str(size[0]))
                picture.set("height", str(size[1]))
            picture.set("loading", picture.get("loading", "lazy"))
            picture.set("decoding", picture.get("decoding", "async"))
        for paragraph in root.iter("p"):
            if (alone := _alone(paragraph)) is not None:
                _set_apart(paragraph, alone)


def _alone(paragraph: Element) -> Element | None:
    """Return the picture that a paragraph, or a link in it, holds and nothing else."""
    inner = paragraph
    for _ in range(2):
        if len(inner) != 1 or (inner.text or "").strip() or (inner[0].tail or "").strip():
            return None
        inner = inner[0]
        if inner.tag == "img":
            return inner
        if inner.tag != "a":
            return None
    return None


def _set_apart(paragraph: Element, picture: Element) -> None:
    """Make a figure of a paragraph whose picture has a title, or is to be wide."""
    classes = picture.get("class", "").split()
    caption = picture.get("title", "").strip()
    if not caption and WIDE not in classes:
        return
    paragraph.tag = "figure"
    if WIDE in classes:
        paragraph.set("class", WIDE)
        classes.remove(WIDE)
    picture.attrib.pop("class", None)
    if classes:
        picture.set("class", " ".join(classes))
    if caption:
        del picture.attrib["title"]
        SubElement(paragraph, "figcaption").text = caption
