"""Aligns table cells by a class, since the content security policy forbids inline styles."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor

ALIGNMENT = re.compile(r"text-align:\s*(left|right|center);?")


class AlignByClass(Extension):
    """A Python-Markdown extension; needs nothing and has no options."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Run after the table extension has built its cells."""
        md.treeprocessors.register(_Aligner(md), "campaign-align", 0)


class _Aligner(Treeprocessor):
    def run(self, root: Element) -> None:
        for cell in root.iter():
            if cell.tag in ("td", "th") and (found := ALIGNMENT.fullmatch(cell.get("style", ""))):
                del cell.attrib["style"]
                cell.set("class", f"align-{found[1]}")
