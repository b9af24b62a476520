"""The places (`id`) that templates add to pages, to which a link may lead."""

from __future__ import annotations

import re
from functools import cache

from campaign.config.folder import Templates
from campaign.content.pages import TEMPLATE_OF
from campaign.look.overrides import template_texts

_PLACE = re.compile(r'\bid="([\w-]+)"')


class TemplatePlaces:
    """Finds the places that the template of a page's type, and all that it includes, can make."""

    def __init__(self, templates: Templates) -> None:
        """Look for templates where a campaign's own win."""
        self._templates = templates
        self.of_type = cache(self._of_type)

    def _of_type(self, kind: str) -> frozenset[str]:
        texts = template_texts(self._templates, TEMPLATE_OF[kind])
        return frozenset(place for text in texts for place in _PLACE.findall(text))
