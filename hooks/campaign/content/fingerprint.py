"""The words of a text: what counts as a change of a letter, and what is mere formatting.

A change counts if it changes a word, its spelling, its case, its accents or its punctuation, or
the order of words. These do not: line breaks and paragraphs, emphasis, headings and lists, links
and where they lead, quotation marks or apostrophes that become curly, and characters that nobody
can see. Notes, components and other comments are no words. A picture's alternative text is, and
so is a footnote, but not its number.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser, LexborNode

from campaign.core.problems import Wrong
from campaign.core.topics import ABOUT_PAGES
from campaign.safety.seen_text import PARTS_BLOCKS

EXTENSIONS = (
    "markdown.extensions.abbr",
    "markdown.extensions.admonition",
    "markdown.extensions.attr_list",
    "markdown.extensions.def_list",
    "markdown.extensions.footnotes",
    "markdown.extensions.md_in_html",
    "markdown.extensions.tables",
    "pymdownx.details",
    "pymdownx.superfences",
    "pymdownx.tabbed",
)
"""How Markdown is read here: fixed, so that no change in mkdocs.yml changes a recorded hash."""
_INLINE = frozenset(
    "a abbr b bdi bdo big cite code data del dfn em font i ins kbd mark q rp rt ruby s samp small "
    "span strike strong sub sup time tt u var wbr".split()
)
"""Elements that stand within a word or beside one; each other element ends a paragraph."""
_NOT_READ = frozenset(("footnote-ref", "footnote-backref"))
"""Classes of a footnote's number and of the way back from it."""
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
"""A soft hyphen, and marks that allow or forbid a line break."""
OPENS = re.compile(r"(?<![^\s(\[])([«\u2039])\s+")
CLOSES = re.compile(r"\s+([»\u203a])(?![^\s.,;:!?)\]])")
"""French typography sets a space within the quotation marks, which is none between words."""
STRAIGHT = str.maketrans(
    dict.fromkeys("“”„‟«»", '"')
    | dict.fromkeys("‘’\u201a\u201b\u2039\u203a\u02bc", "'")  # the last: a letter apostrophe
)
_PIECE = re.compile(r"[^\W_]+")


def plain(markdown: str) -> str:
    """Return Markdown as a reader sees it: a line for each paragraph, an empty line between two.

    Raises `Wrong` where lists or quotations lie so deep in each other that Markdown gives up.
    """
    try:
        # Anew for each text: none may leave anything behind for the next.
        html = Markdown(extensions=EXTENSIONS).convert(markdown)
        body = LexborHTMLParser(html).body
        said = "".join(_seen(body)) if body else ""
    except RecursionError:
        raise Wrong(
            "holds lists or quotations nested too deeply; write them flatter", ABOUT_PAGES
        ) from None
    paragraphs = (" ".join(each.split()) for each in said.split(PARTS_BLOCKS))
    return "\n\n".join(filter(None, paragraphs))


def _seen(element: LexborNode) -> Iterator[str]:
    """Yield the text of an element's parts, and what parts paragraphs."""
    for part in element.iter(include_text=True):
        given = part.attributes
        if part.tag == "-text":
            yield part.text_content or ""
        elif part.tag == "img":
            yield f" {given.get('alt') or ''} "
        elif part.tag == "br":
            yield " "
        elif part.tag != "-comment" and _NOT_READ.isdisjoint((given.get("class") or "").split()):
            around = "" if part.tag in _INLINE else PARTS_BLOCKS
            yield from (around, *_seen(part), around)


def words(text: str) -> tuple[str, ...]:
    """Return a text's words, each with the punctuation beside it, as a reader sees them."""
    visible = _UNSEEN.sub("", unicodedata.normalize("NFC", text))
    return tuple(CLOSES.sub(r"\1", OPENS.sub(r"\1", visible)).split())


def compared(word: str) -> str:
    """Return what of a word counts: it has straight quotation marks."""
    return word.translate(STRAIGHT)


def digest(text: str) -> str:
    """Return the SHA-256 of a text's words, in small hexadecimal letters.

    It is taken of the words as `compared` returns them, with one space between two, in UTF-8.
    """
    return hashlib.sha256(" ".join(map(compared, words(text))).encode()).hexdigest()


class WordDifference(NamedTuple):
    """The first place at which two texts have other words."""

    at: int
    """Which word of the later text it begins at, from 0; one past the last if the text ends."""
    earlier: tuple[str, ...]
    """The words that stood there; none where words were added."""
    later: tuple[str, ...]
    """The words that stand there now; none where words were left out."""


def first_difference(earlier: str, later: str) -> WordDifference | None:
    """Return the first difference between two texts, or None if they have the same words."""
    before, after = words(earlier), words(later)
    old, new = list(map(compared, before)), list(map(compared, after))
    if old == new:
        return None
    same = zip(old, new, strict=False)
    at = next((n for n, (a, b) in enumerate(same) if a != b), min(len(old), len(new)))
    matcher = SequenceMatcher(None, old[at:], new[at:], autojunk=False)
    _, _, gone, _, come = next(code for code in matcher.get_opcodes() if code[0] != "equal")
    return WordDifference(at, before[at : at + gone], after[at : at + come])


class DifferingPiece(NamedTuple):
    """Words of a comparison that were kept, added or removed together."""

    kind: Literal["kept", "added", "removed"]
    text: str


def differences(
    earlier: str, later: str, around: int = 12
) -> tuple[tuple[DifferingPiece, ...], ...]:
    """Return every difference between two texts, each among the words around it.

    Differences that have fewer than twice `around` words between them come together.
    """
    before, after = words(earlier), words(later)
    matcher = SequenceMatcher(None, list(map(compared, before)), list(map(compared, after)))
    found = []
    for group in matcher.get_grouped_opcodes(around):
        pieces: list[DifferingPiece] = []
        for kind, a, b, c, d in group:
            if kind == "equal":
                pieces.append(DifferingPiece("kept", " ".join(after[c:d])))
                continue
            if a < b:
                pieces.append(DifferingPiece("removed", " ".join(before[a:b])))
            if c < d:
                pieces.append(DifferingPiece("added", " ".join(after[c:d])))
        if any(piece.kind != "kept" for piece in pieces):
            found.append(tuple(pieces))
    return tuple(found)


def locate(text: str, number: int, source: str) -> int:
    """Return the offset in `source` at which word `number` of `text` begins; 0 if nowhere.

    `text` is what `source` (Markdown, or YAML's writing of a value) comes to.
    """
    pieces = [(piece, n) for n, word in enumerate(words(text)) for piece in _PIECE.findall(word)]
    written = list(_PIECE.finditer(source))
    matcher = SequenceMatcher(
        None, [piece for piece, _ in pieces], [match[0] for match in written], autojunk=False
    )
    offset = 0
    for first, at, length in matcher.get_matching_blocks():
        for step in range(length):
            offset = written[at + step].start()
            # A word that emphasis cuts is not there as one: the next one is near it.
            if pieces[first + step][1] >= number:
                return offset
    # A footnote may stand before the text that it comes behind.
    rest = [piece for piece, n in pieces if n >= number]
    return next((m.start() for piece in rest for m in written if m[0] == piece), offset)
