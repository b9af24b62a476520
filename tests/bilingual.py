"""The example campaign in two more languages: Spanish, which is complete, and Arabic."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from campaign.content.front_matter import read_front_matter, split_page
from campaign.i18n.translations import page_hash
from tests.example import CAMPAIGN, PAGES, Page, example, page

LANGUAGES: list[dict[str, Any]] = [
    {"code": "es", "complete": "yes", "translator": "Traductora de Ejemplo"}
    | {"name": "Una carta", "short_name": "La carta", "addressee": "El Consejo de Ejemplo"}
    | {"groups": ["Nacionales", "Locales"], "donate_label": "Donar al fondo"},
    {"code": "en"},
    {"code": "ar", "short_name": "الرسالة"},
]
BILINGUAL = CAMPAIGN | {"languages": LANGUAGES}


def hash_of(found: Page) -> str:
    """Return the hash of a page of the example."""
    split, _ = split_page(page(*found), "")
    front, problems = read_front_matter(split, "")
    assert front is not None, problems
    return page_hash(front, split.markdown)


def translated(path: str, **front: Any) -> Page:
    """Return a translation of a page of the example, in Spanish as far as it goes."""
    fields, markdown = PAGES[path]
    spanish = {key: value for key, value in fields.items() if key != "history"}
    spanish |= {"title": f"{fields['title']} (traducido)", "source_hash": hash_of(PAGES[path])}
    if "history" in fields:
        spanish["history"] = [e | {"summary": "Prometido."} for e in fields["history"]]
    return spanish | front, markdown.replace("We", "Nosotros")


def pages(**changes: Page | None) -> dict[str, Page | None]:
    """Return the translations of all pages into Spanish, and of the letter into Arabic."""
    found: dict[str, Page | None] = {f"es/{path}": translated(path) for path in PAGES}
    return found | {"ar/index.md": translated("index.md")} | changes


def bilingual(target: Path, changes: Mapping[str, Page | None] | None = None, **more: Any) -> Path:
    """Write the campaign in three languages to `target`, with other pages (None: without)."""
    campaign = more.pop("campaign", BILINGUAL)
    return example(target, campaign=campaign, pages=pages() | dict(changes or {}), **more)
