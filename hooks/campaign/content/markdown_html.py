"""What Markdown makes of a page, with its pictures: HTML that is checked, and then published."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element, SubElement

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor

from campaign.config.configuration_file import ConfigFile
from campaign.config.settings import INHERIT, Extensions, named_extensions, usable
from campaign.content.github_markdown import read_as_github
from campaign.core.files import read_text
from campaign.core.problems import Wrong, quote
from campaign.core.topics import ABOUT_PAGES

BUILT_IN = ("toc", "tables", "fenced_code")
"""The extensions that MkDocs itself adds to those of every site, before them."""
ALIGNMENT = re.compile(r"text-align:\s*(left|right|center);?")
WIDE = "wide"
"""The class of a picture that goes beyond the column of text: `![…](…){ .wide }`."""
SizeOf = Callable[[str], "tuple[int, int] | None"]
"""Gives the width and height of a picture by its address, as a page writes it; None if unknown."""


class PageHtml(NamedTuple):
    """A page as Markdown made it."""

    html: str
    headings: Sequence[Mapping[str, Any]] = ()
    """As the extension `toc` tells them."""


def read_extensions(config: ConfigFile) -> Extensions:
    """Return the extensions of a campaign's mkdocs.yml, or else those of the settings it inherits.

    Extensions that may not be used, or that break, are told of by the check of settings. The site
    is then read as if the campaign named none, so that its pages' own faults are told too.
    """
    own = named_extensions(config.text)
    if own and usable(own):
        return own
    return named_extensions(read_text(config.path.parent / INHERIT, INHERIT)[0] or "")


def page_html(
    markdown: str, extensions: Mapping[str, Mapping[str, Any]], size_of: SizeOf = lambda _: None
) -> PageHtml:
    """Return what Markdown makes of a page; `size_of` gives the sizes of its pictures.

    Raises `Wrong` where Markdown gives up: of lists too deep in each other, or of an option.
    """
    loaded: list[Extension] = []
    for name in dict.fromkeys([*BUILT_IN, *extensions]):
        # By themselves: for a short name, Markdown reads what each installed package is made of.
        module = importlib.import_module(name if "." in name else f"markdown.extensions.{name}")
        loaded.append(module.makeExtension(**extensions.get(name, {})))
    # Anew for each page: none may leave anything behind for the next.
    reader = Markdown(extensions=loaded)
    read_as_github(reader)
    # After lists of attributes were read, and before escaped signs are put back.
    reader.treeprocessors.register(_PublishedTree(reader, size_of), "campaign-tree", 1)
    try:
        html = reader.convert(markdown)
    except RecursionError:
        why = "the text holds lists or quotations nested too deeply; write them flatter"
        raise Wrong(why, ABOUT_PAGES) from None
    except Exception as error:  # an extension breaks in ways of its own
        said = quote(" ".join(str(error).split()))
        why = f"the page cannot be read ({said}); write simpler Markdown, or correct the options "
        raise Wrong(f"{why} below `markdown_extensions` in mkdocs.yml", ABOUT_PAGES) from None
    return PageHtml(html, getattr(reader, "toc_tokens", ()))


class _PublishedTree(Treeprocessor):
    """Gives pictures their sizes and captions, and aligns cells of tables without a style."""

    def __init__(self, md: Markdown, size_of: SizeOf) -> None:
        super().__init__(md)
        self._size_of = size_of

    def run(self, root: Element) -> None:
        for cell in root.iter():
            if cell.tag in ("td", "th") and (found := ALIGNMENT.fullmatch(cell.get("style", ""))):
                # The content security policy forbids inline styles.
                del cell.attrib["style"]
                cell.set("class", f"align-{found[1]}")
        for picture in root.iter("img"):
            size = self._size_of(picture.get("src", ""))
            if size and picture.get("width") is None and picture.get("height") is None:
                picture.set("width", str(size[0]))
                picture.set("height", str(size[1]))
            picture.set("loading", picture.get("loading", "lazy"))
            picture.set("decoding", picture.get("decoding", "async"))
        for paragraph in root.iter("p"):
            inner = _only_child(paragraph)
            if inner is not None and inner.tag == "a":
                inner = _only_child(inner)
            if inner is not None and inner.tag == "img":
                _set_apart(paragraph, inner)


def _only_child(element: Element) -> Element | None:
    """Return what an element holds and nothing else, if it is one element."""
    if len(element) != 1 or (element.text or "").strip() or (element[0].tail or "").strip():
        return None
    return element[0]


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
