"""What signers agree to: the letter's words, gathered from the files in which editors write them.

These are the title, the addressee, the subject, the salutation, the text, the demands in their
order, and the closing. A note about the letter is not part of it, nor is its date.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from campaign.config.configuration import Campaign
from campaign.config.folder import Folder
from campaign.config.yaml_text import Path as Key
from campaign.config.yaml_text import read_yaml
from campaign.content.demands import Demand
from campaign.content.fingerprint import digest, locate, plain, words
from campaign.content.front_matter import split_page
from campaign.content.markdown_text import without_comments
from campaign.content.page_check import PageDraft
from campaign.content.pages import Letter
from campaign.core.files import read_text
from campaign.core.problems import LineIndex

ADDRESSEE: Key = ("extra", "campaign", "addressee")


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of the letter, and the value or the Markdown that it stands in."""

    text: str
    path: Path
    key: Key = ()
    """The value in the page's front matter, or in mkdocs.yml; none for a page's Markdown."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The whole letter in words."""

    passages: tuple[Passage, ...]

    @property
    def text(self) -> str:
        """The words, one line a paragraph, an empty line between two."""
        return "\n\n".join(passage.text for passage in self.passages)

    @property
    def hash(self) -> str:
        """The hash that a version with these words has."""
        return digest(self.text)

    def place(self, number: int) -> tuple[Path, int, int]:
        """Return the file, line and column at which word `number` (from 0) stands.

        Past the last word it is the last word's.
        """
        lengths = [len(words(passage.text)) for passage in self.passages]
        for passage, length in zip(self.passages, lengths, strict=True):
            if number < length:
                return (passage.path, *_place(passage, number))
            number -= length
        return (self.passages[-1].path, *_place(self.passages[-1], lengths[-1] - 1))


def wording_of(
    folder: Folder, campaign: Campaign, letter: PageDraft, demands: Iterable[Demand]
) -> Wording:
    """Return the words of a letter; raise `Wrong` as `plain`."""
    front, path = letter.front, folder.docs / letter.path
    if not isinstance(front, Letter):
        raise TypeError(letter.path)
    found = [
        Passage(front.title, path, ("title",)),
        Passage(campaign.addressee, folder.configuration, ADDRESSEE),
        Passage(front.subject or "", path, ("subject",)),
        Passage(front.salutation or "", path, ("salutation",)),
        Passage(plain(letter.split.markdown), path),
        *(Passage(demand.ask, folder.docs / demand.path, ("ask",)) for demand in demands),
        Passage(front.closing or "", path, ("closing",)),
    ]
    return Wording(tuple(passage for passage in found if words(passage.text)))


def _place(passage: Passage, number: int) -> tuple[int, int]:
    text = read_text(passage.path, "")[0] or ""
    lines = LineIndex(text)
    split, _ = split_page(text, "")
    if not passage.key:
        start = lines.start(split.markdown_line)
        source = without_comments(text[start:])
    else:
        yaml, first = (text, 1) if passage.key == ADDRESSEE else (split.yaml or "", 2)
        line, column = read_yaml(yaml, "", first_line=first)[0].place(passage.key)
        start = lines.start(line) + column - 1
        # What YAML's writing of a value may take.
        source = text[start : start + 3 * len(passage.text) + 200]
    return lines.place(start + locate(passage.text, number, source))
