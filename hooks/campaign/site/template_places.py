"""The places (`id`) that templates add to pages, to which a link may lead."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from campaign.content.pages import TEMPLATE_OF
from campaign.core.files import read_text
from campaign.look.overrides import winner

PLACE = re.compile(r'\bid="([\w-]+)"')
REFERENCE = re.compile(r"""\{%-?\s*(?:extends|include|import|from)\s+["']([^"']+)""")


class TemplatePlaces:
    """Finds the places that the template of a page's type, and all that it includes, can make."""

    def __init__(self, overrides: Path) -> None:
        """Look for templates in `overrides`, where a campaign's own win."""
        self._overrides = overrides
        self.of_template = cache(self._of_template)

    def of_type(self, kind: str) -> frozenset[str]:
        """Return the places on each page of a type."""
        return self.of_template(TEMPLATE_OF[kind])

    def _of_template(self, name: str) -> frozenset[str]:
        places: set[str] = set()
        wanted, seen = [name], set[str]()
        while wanted:
            current = wanted.pop()
            path = winner(self._overrides, current)
            if current in seen or not path.is_file():
                continue
            seen.add(current)
            text = read_text(path, current)[0] or ""
            places.update(PLACE.findall(text))
            wanted += REFERENCE.findall(text)
        return frozenset(places)
