"""A campaign's typefaces: those that readers' machines have, and a font of the campaign's own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path, PurePosixPath
from urllib.parse import quote as as_address

from campaign.config.configuration import Campaign, Typefaces
from campaign.config.configuration_file import campaign_text, read_setting
from campaign.core.problems import Problem, quote

KIND = ".woff2"
LARGEST = 18_000
"""Bytes of all its files: with them, a first view of the letter stays below 30 kB."""
KEYS = ("regular", "bold")
SETTING = ("extra", "campaign", "typefaces", "own")
FAMILY = "Campaign"
"""The name by which the style sheet calls a font of the campaign's own."""
STACKS: Mapping[str, str] = {
    "serif": "var(--serif)",
    "sans": "var(--sans)",
    "old-style": '"Iowan Old Style", "Palatino Linotype", Palatino, "URW Palladio L", P052, '
    '"Book Antiqua", "Noto Serif", Georgia, serif',
    "humanist": 'Seravek, "Gill Sans Nova", Ubuntu, Calibri, "DejaVu Sans", "Noto Sans", '
    "sans-serif",
}
"""What readers' machines have of each kind. Letters that a font lacks come from the next ones."""

SIGNATURE = b"wOF2"
HEADER = 48
"""Bytes before the list of tables (WOFF File Format 2.0, 4)."""
NAMED_BY_ITSELF, TRANSFORMED = 63, (10, 11)
"""The tag that is spelled out, and `glyf` and `loca`, which have a form of their own."""
VARIATIONS = 47
"""The tag of the table `fvar`, which only a font with many weights has."""


def typeface_files(configuration: Path) -> frozenset[str]:
    """Return the files that a campaign names as its font, whatever else is wrong in mkdocs.yml."""
    named = (read_setting(configuration, *SETTING, key) for key in KEYS)
    return frozenset(name for name in named if name)


def check_typefaces(
    campaign: Campaign,
    docs: Path,
    present: Collection[str],
    configuration: Path,
    shown: Callable[[Path], str],
) -> Iterator[Problem]:
    """Yield a problem for each thing that is wrong with a file of the campaign's own font.

    `present` are the files below docs/ that may be published.
    """
    document = campaign_text(configuration)
    files = _files(campaign.typefaces)
    read: list[Path] = []
    for key, name in files.items():
        place = document.place(("typefaces", "own", key)) if document else (1, 1)
        if why := _wrong_name(key, name, present):
            yield Problem(shown(configuration), *place, why)
            continue
        path = docs / name
        read.append(path)
        if not _tables(path.read_bytes()):
            why = "the file is no font of the form WOFF2; convert the font, and put that here"
            yield Problem(shown(path), 0, 0, why)
    size = sum(path.stat().st_size for path in read)
    if size > LARGEST:
        place = document.place(("typefaces", "own"), key=True) if document else (1, 1)
        why = (
            f"the font's files have {size:,} bytes, and every page loads them; keep only the "
            f"letters that you write (a subset), until it is at most {LARGEST:,}"
        )
        yield Problem(shown(configuration), *place, why)


def face_rules(typefaces: Typefaces | None) -> str:
    """Return the rule that sets a campaign's typefaces; empty where it chose none."""
    if typefaces is None:
        return ""
    roles = {
        "text": _stack(typefaces.text, "serif"),
        "headings": _stack(typefaces.headings or typefaces.text, "serif"),
        "small": _stack(typefaces.small, "sans"),
    }
    return f":root {{ {' '.join(f'--{role}: {stack};' for role, stack in roles.items())} }}"


def font_rules(typefaces: Typefaces | None, docs: Path) -> str:
    """Return the rules that load a campaign's own font, for the style sheet in `assets/`.

    The files have been checked. Whoever is on a slow line reads on in a typeface that is there:
    text that has been drawn never changes its form.
    """
    return "\n".join(
        f'@font-face {{ font-family: {FAMILY}; src: url("../{as_address(name)}") format("woff2"); '
        f"font-weight: {_weight(key, typefaces, docs / name)}; font-display: optional; }}"
        for key, name in _files(typefaces).items()
        if typefaces
    )


def first_file(typefaces: Typefaces | None) -> str | None:
    """Return the file of the font that a page needs first, if it has one of its own."""
    if typefaces is None or typefaces.own is None:
        return None
    is_for_text = "own" in (typefaces.text, typefaces.small)
    return typefaces.own.regular if is_for_text else typefaces.own.bold or typefaces.own.regular


def is_variable(data: bytes) -> bool:
    """Whether a font of the form WOFF2 holds many weights."""
    return VARIATIONS in _tables(data)


def _files(typefaces: Typefaces | None) -> dict[str, str]:
    own = typefaces.own if typefaces else None
    named = {key: getattr(own, key, None) for key in KEYS}
    return {key: name for key, name in named.items() if name}


def _wrong_name(key: str, name: str, present: Collection[str]) -> str | None:
    if PurePosixPath(name).suffix.lower() != KIND:
        return f"'{key}' is {quote(name)}; name a file that ends in {KIND}"
    if name not in present:
        return (
            f"'{key}' is {quote(name)}, but docs/{name} does not exist; add the file to docs/, or "
            "correct its name here"
        )
    return None


def _stack(face: str, beside: str) -> str:
    return f"{FAMILY}, {STACKS[beside]}" if face == "own" else STACKS[face]


def _weight(key: str, typefaces: Typefaces, font: Path) -> str:
    if key == "bold":
        return "700"
    if is_variable(font.read_bytes()):
        return "1 1000"
    # A single file for headings stands as it was drawn: no browser makes it bolder.
    is_for_text = "own" in (typefaces.text, typefaces.small)
    return "400" if is_for_text or len(_files(typefaces)) > 1 else "1 1000"


def _tables(data: bytes) -> frozenset[int]:
    """Return the tags, by their numbers in the form's own list; none where it is no WOFF2."""
    if not data.startswith(SIGNATURE) or int.from_bytes(data[8:12], "big") != len(data):
        return frozenset()
    found, at = set(), HEADER
    try:
        for _ in range(int.from_bytes(data[12:14], "big")):
            tag, form = data[at] & 63, data[at] >> 6
            at += 1 + 4 * (tag == NAMED_BY_ITSELF)
            is_transformed = form != 3 if tag in TRANSFORMED else form != 0
            for _ in range(1 + is_transformed):
                while data[at] & 128:
                    at += 1
                at += 1
            found.add(tag)
    except IndexError:
        return frozenset()
    return frozenset(found)
