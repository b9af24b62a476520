"""Voices, what people say of the letter with their permission, and figures with their sources."""

from __future__ import annotations

import re
from collections.abc import Collection

from pydantic import Field, model_validator

from campaign.config.fields import DocsFile, LanguageCode, Text, WebAddress
from campaign.config.validation import Model, read_entries
from campaign.core.problems import Problem, Wrong, one_of, quote, repeated
from campaign.core.topics import ABOUT_VOICES

LONGEST_QUOTE = 400
"""Characters of a quotation: it is set large, for readers who skim."""
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
LONGEST_NUMBER = 12
"""Characters of a number: it is set so large that more would not fit on a phone."""


class Figure(Model):
    """One large number, with a source that shows it."""

    number: Text = Field(examples=["14%"])
    """The number as readers see it, with its sign or unit: `14%` or `5.5`."""
    label: Text = Field(examples=["of those in detention had a lawyer"])
    """What it counts: the words that follow the number."""
    source: WebAddress
    """The address of the source. A figure without one is refused."""
    source_title: Text = Field(examples=["Example and Sample, 12 Example Review 1 (2015)"])
    """The source's name."""

    @model_validator(mode="after")
    def _is_a_short_number(self) -> Figure:
        if not any(character.isnumeric() for character in self.number):
            raise Wrong(
                f"'number' is {quote(self.number)}, which holds no digit; write a number, as 14%",
                ABOUT_VOICES,
            )
        if len(self.number) > LONGEST_NUMBER:
            raise Wrong(
                f"'number' is {quote(self.number)}, too long to be set large; write at most "
                f"{LONGEST_NUMBER} characters, and the rest in `label`",
                ABOUT_VOICES,
            )
        return self


class Voice(Model):
    """What somebody says of the letter, or of what it is about."""

    quote: Text = Field(examples=["We have waited long enough."])
    """Their words, without quotation marks: a sentence or two."""
    name: Text = Field(examples=["Ada Sample"])
    """Who says it."""
    role: Text = Field(examples=["Librarian, Northford"])
    """What they are or speak for, in a few words."""
    permission: Text = Field(examples=["By e-mail to the editors, March 2, 2026"])
    """How and when they agreed to stand here, picture and all. It is kept here and is not shown."""
    picture: DocsFile | None = Field(default=None, examples=["files/ada-sample.webp"])
    """A square picture of them below docs/: PNG, JPEG, WebP or AVIF, small."""
    language: LanguageCode | None = None
    """The language of their words, if it is not the site's own: `es`."""
    languages: tuple[LanguageCode, ...] = ()
    """On which languages' pages it stands; on those of its own language, if left out."""

    @model_validator(mode="after")
    def _is_short_and_permitted(self) -> Voice:
        if len(self.quote) > LONGEST_QUOTE:
            raise Wrong(
                f"'quote' is {len(self.quote)} characters long; choose the sentences that matter, "
                f"at most {LONGEST_QUOTE}, and ask the person again",
                ABOUT_VOICES,
            )
        if not YEAR.search(self.permission):
            raise Wrong(
                "'permission' names no day; say how and when it was given, as in `By e-mail to "
                "the editors, March 2, 2026`",
                ABOUT_VOICES,
            )
        return self

    def stands_in(self, code: str, main: str) -> bool:
        """Whether it stands on the pages of a language; `main` is the site's own."""
        return code in (self.languages or (self.language or main,))


def read_voices(
    text: str, path: str, codes: Collection[str]
) -> tuple[tuple[Voice, ...], list[Problem]]:
    """Return the voices of a voices.yml in its order, and every problem in it.

    `codes` are the site's languages.
    """
    no_list = "the file must list voices; begin each with a line `- quote: …`"
    voices, document, problems = read_entries(Voice, text, path, no_list, ABOUT_VOICES)
    for at, earlier in repeated(range(len(voices)), lambda at: voices[at].quote.casefold()):
        line, _ = document.place((earlier, "quote"))
        why = f"'quote' stands in line {line} already; keep one of the two"
        problems.append(document.problem(why, at, "quote", topic=ABOUT_VOICES))
    for at, voice in enumerate(voices):
        for number, code in enumerate(voice.languages):
            if code not in codes:
                why = f"the site has no language {quote(code)}; write {one_of(codes)}"
                problems.append(document.problem(why, at, "languages", number, topic=ABOUT_VOICES))
    return (() if problems else voices), problems
