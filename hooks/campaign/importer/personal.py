"""Personal data in files that come from outside: which values look like it, and which columns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from campaign.core.dates import readings
from campaign.importer.words import HOLDS, folded, personal_of, target_of
from campaign.safety.personal_data import personal

CONTACT_NAMES: Final = HOLDS["contact"]
CONTACT_TITLES: Final = "titles of contact persons"
OTHER: Final = "other personal data"
MUST_NOT = "which the list must never hold"
# What the guard of all pages lets pass, and what a cell of an export may hold by a slip.
CELLS = (
    ("an e-mail address", re.compile(
        r".*(?:\w\s*[\[({<]\s*(?:at|arroba|@)\s*[\])}>]\s*\w|\w\s+at\s+\w[\w-]*\s+dot\s+\w).*", re.I
    )),
    ("an IP address", re.compile(
        r"(?:\d{1,3}\.){3}\d{1,3}|(?:[0-9a-f]{1,4}:){3,7}:?[0-9a-f]{1,4}", re.IGNORECASE
    )),
    ("a latitude or longitude", re.compile(
        r"[-+]?\d{1,3}\.\d{3,}(?:\s*,\s*[-+]?\d{1,3}\.\d{3,})?°?"
    )),
    ("an identity number", re.compile(r"\d{3}-\d{2}-\d{4}")),
    ("a phone number", re.compile(
        r".*(?<![\d\w])\d{3}[ .\-]\d{4}(?![\d\w]).*|\+?\(?\d[\d\s().+\-/]{6,}"
    )),
    ("a postal address", re.compile(
        r"p\.? ?o\.? box \d+.*|(?:calle|avenida|c/) .{2,40} \d{1,5}", re.IGNORECASE
    )),
    ("an internal id", re.compile(
        r"[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}|(?=\S*\d)[0-9a-f]{10,}", re.IGNORECASE
    )),
    ("a bare number, as a postal code or an id", re.compile(r"[#\d][\d\s.,\-]{3,}")),
)  # fmt: skip
MAYBE = re.compile(r"[@\d]|\bat\b|arroba", re.IGNORECASE)
"""What every value that looks like personal data holds: most names do not."""
COLUMN_HOLDS = {
    "an e-mail address": HOLDS["email"],
    "a phone number": HOLDS["phone"],
    "an IP address": HOLDS["ip"],
    "a latitude or longitude": HOLDS["geo"],
    "coordinates of a place": HOLDS["geo"],
    "a postal address": HOLDS["address"],
    "an identity number": HOLDS["identity"],
    "a Social Security number": HOLDS["identity"],
    "an internal id": HOLDS["id"],
}
DOUBTLESS = frozenset(holds for what, holds in HOLDS.items() if what != "contact")


def is_beyond_doubt(header: str) -> bool:
    """Whether a column cannot be used, whoever asks for it: its name says personal data alone."""
    is_short = len(folded(header).split()) <= 3
    return is_short and target_of(header) == "personal" and personal_of(header) in DOUBTLESS


def held_by_values(values: Iterable[str]) -> str | None:
    """Return what a column's values look like, where any does; None for others."""
    return next((COLUMN_HOLDS.get(what) for what in map(looks_like, values) if what), None)


def looks_like(value: str) -> str | None:
    """Return what personal data a value looks like, as "a phone number"; None for most."""
    if not MAYBE.search(value):
        return None
    value = value.strip()
    if readings(value):
        return "a date"
    found = next((what for what, pattern in CELLS if pattern.fullmatch(value)), None)
    return found or next((each.what for each in personal(value)), None)
