"""What Markdown makes of a page: the HTML that is checked, and then published as it was checked."""

from __future__ import annotations

import importlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor

from campaign.config.configuration_file import ConfigFile
from campaign.config.settings import INHERIT, Extensions, named_extensions, usable
from campaign.content.github_markdown import read_as_github
from campaign.content.markdown_pictures import PicturesInText, SizeOf
from campaign.core.files import read_text
from campaign.core.problems import Wrong, quote
from campaign.core.topics import ABOUT_PAGES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

BUILT_IN = ("toc", "tables", "fenced_code")
"""The extensions that MkDocs itself adds to those of every site, before them."""
ALIGNMENT = re.compile(r"text-align:\s*(left|right|center);?")


@dataclass(frozen=True, slots=True)
class PageHtml:
    """A page as Markdown made it."""

    html: str
    headings: Sequence[Mapping[str, Any]] = field(default=(), compare=False)
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


def _load(
    extensions: Mapping[str, Mapping[str, Any]], size_of: SizeOf = lambda _: None
) -> Markdown:
    names = dict.fromkeys([*BUILT_IN, *extensions])
    loaded: list[Extension] = []
    for name in names:
        # By themselves: for a short name, Markdown reads what each installed package is made of.
        module = importlib.import_module(name if "." in name else f"markdown.extensions.{name}")
        loaded.append(module.makeExtension(**extensions.get(name, {})))
    md = Markdown(extensions=loaded)
    read_as_github(md)
    # After lists of attributes were read, and before escaped signs are put back.
    md.treeprocessors.register(PicturesInText(md, size_of), "campaign-pictures", 1)
    md.treeprocessors.register(AlignByClass(md), "campaign-align", 0)
    return md


def page_html(
    markdown: str, extensions: Mapping[str, Mapping[str, Any]], size_of: SizeOf = lambda _: None
) -> PageHtml:
    """Return what Markdown makes of a page; `size_of` gives the sizes of its pictures.

    Raises `Wrong` where Markdown gives up: of lists too deep in each other, or of an option.
    """
    # Anew for each page: none may leave anything behind for the next.
    reader = _load(extensions, size_of)
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


class AlignByClass(Treeprocessor):
    """Aligns table cells by a class, since the content security policy forbids inline styles."""

    def run(self, root: Element) -> None:
        """Change the cells that the extension of tables has built."""
        for cell in root.iter():
            if cell.tag in ("td", "th") and (found := ALIGNMENT.fullmatch(cell.get("style", ""))):
                del cell.attrib["style"]
                cell.set("class", f"align-{found[1]}")
