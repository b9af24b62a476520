"""What front matter may say, one model a page type."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from pydantic import Field, model_validator

from campaign.config.fields import (
    DocsFile,
    FormerAddress,
    IsoDate,
    PageHash,
    PlainWords,
    SecureAddress,
    Text,
    WebAddress,
    WholeNumber,
    YesOrNo,
)
from campaign.config.validation import Model
from campaign.content.voices import Figure
from campaign.core.problems import Wrong
from campaign.core.topics import ABOUT_TRANSLATIONS, ABOUT_UPDATES

Focus = Literal[
    "center", "top", "bottom", "left", "right",
    "top left", "top right", "bottom left", "bottom right",
]  # fmt: skip
Status = Literal["unmet", "promised", "partly-met", "met", "reversed", "unclear"]
SourceKind = Literal["law", "court", "official", "press", "organization"]


class SearchOptions(Model):
    """How the site's own search treats the page."""

    exclude: YesOrNo = False
    """Keep the page out of the search."""


class Page(Model):
    """Any page: its title and description, and whether it may ask for a donation."""

    type: str = "page"
    """What kind of page this is: each kind has its model."""
    title: PlainWords = Field(examples=["Open the library on Sundays"])
    """The page's heading, and its title in a browser's tab."""
    description: PlainWords = Field(examples=["What readers find here, in one sentence."])
    """One sentence for search engines and shared links."""
    donate: YesOrNo = True
    """Whether a donation link may stand in the page's text."""
    search: SearchOptions = SearchOptions()
    """How the site's own search treats the page."""
    figures: tuple[Figure, ...] = ()
    """A few large numbers, each with its source, where the page places `@figures`."""
    old_addresses: tuple[FormerAddress, ...] = ()
    """Addresses that the page had before, which lead to it now: `/old/letter/`."""
    may_be_published: tuple[Text, ...] = Field(default=(), examples=["+1 202 555 0100"])
    """Telephone numbers and addresses of offices that the page shows, as they stand in it."""
    source_hash: PageHash | None = None
    """On a translation: the hash of the page that was translated, as the check gives it."""
    nav_title: Text | None = Field(default=None, examples=["La carta"])
    """On a translation: what the header calls the page; its title, if left out."""


class LeadPicture(Model):
    """The picture at a page's top; the build makes small files of it for every screen."""

    file: DocsFile = Field(examples=["files/hearing.jpg"])
    """The picture below docs/: JPEG, PNG, WebP or AVIF, at least 1200 points wide."""
    alt: Text = Field(examples=["Forty people with signs on the steps of the town hall"])
    """What it shows, in a sentence, for those who do not see it."""
    credit: Text | None = Field(default=None, examples=["Photograph: Ada Sample"])
    """Whom it is by, and under which licence; it stands below the picture."""
    focus: Focus = "center"
    """The part that stays in sight where a narrow screen cuts the picture."""


class Pictured(Page):
    """A page that may open with a picture."""

    picture: LeadPicture | None = None
    """The picture that the page opens with, and that its card shows."""


class Original(Model):
    """A place where the signed text is published."""

    title: Text = Field(examples=["Open the library on Sundays"])
    """Title of the publication."""
    url: WebAddress
    """Its address."""
    publisher: Text = Field(examples=["Example Press"])
    """Who publishes it."""


class LetterChange(Model):
    """A dated note on an edit that was made after signing opened."""

    date: IsoDate
    """Day of the edit."""
    note: Text = Field(examples=["This is a restatement of the letter."])
    """What was changed, and why."""


class Letter(Pictured):
    """The page that carries the letter."""

    ask: Text | None = Field(default=None, examples=["Open the library on Sundays."])
    """What the letter asks for, in one sentence, for the first screen; the demands' titles, if left
    out."""
    subject: Text | None = Field(default=None, examples=["The library's hours"])
    """The subject line."""
    salutation: Text | None = Field(default=None, examples=["Dear members of the council:"])
    """How the letter greets its addressee."""
    closing: Text | None = Field(default=None, examples=["Respectfully,"])
    """The words before the signatures."""
    note: Text | None = Field(default=None, examples=["This is a restatement of the letter."])
    """What a reader must know before the letter: that it is a restatement, or a translation."""
    signed_note: Text | None = Field(
        default=None, examples=["The printed letter bears more names."]
    )
    """What a reader must know of the signatures, as that the list here is not the whole list."""
    signed_by: Text | None = Field(
        default=None, examples=["Signed by a coalition of readers and librarians."]
    )
    """Who signed, in one sentence, in place of a number as the largest words about it."""
    original: tuple[Original, ...] = ()
    """Where the signed text is published."""
    changes: tuple[LetterChange, ...] = ()
    """Edits made after signing opened."""
    share_text: Text | None = Field(
        default=None, examples=["Read the letter to the Example Council."]
    )
    """What a shared link says; the title, if left out."""
    pdf: Text | None = Field(default=None, examples=["files/letter.pdf"])
    """A PDF of the letter below docs/, as `files/letter.pdf`."""
    source_version: WholeNumber | None = None
    """On a translation: which recorded version of the letter was translated."""


class Event(Model):
    """A dated, sourced entry in a demand's history; it carries the status it led to."""

    date: IsoDate
    """Day of the event."""
    status: Status
    """The demand's status from this day on."""
    summary: Text = Field(examples=["The council promised to open the library."])
    """What happened, in one sentence."""
    source: WebAddress
    """Address of the document that shows it."""
    source_title: Text = Field(examples=["The council's minutes"])
    """Name of that document."""
    source_kind: SourceKind
    """What kind of document it is."""
    archive: WebAddress | None = None
    """An archived copy of the source."""
    correction: Text | None = Field(
        default=None, examples=["The entry of March 1 named the wrong office."]
    )
    """What an earlier entry got wrong, where this event corrects it."""


def order_of_events(history: Iterable[Event]) -> tuple[Event, ...]:
    """Return events oldest first; on one day the order of the file holds."""
    return tuple(sorted(history, key=lambda event: event.date))


class DemandPage(Pictured):
    """One thing the letter asks for."""

    order: WholeNumber
    """Its number in the letter."""
    ask: Text = Field(examples=["Open the library on Sundays."])
    """The demand in one sentence: the page's heading."""
    addressed_to: Text = Field(examples=["The chair of the council"])
    """The office that can act."""
    met_when: Text = Field(examples=["The library opens on Sundays."])
    """What would meet the demand."""
    reviewed: IsoDate
    """The day up to which the record was checked."""
    history: tuple[Event, ...] = ()
    """What happened, each event with its source."""
    share_text: Text | None = Field(
        default=None, examples=["Read the letter to the Example Council."]
    )
    """What a shared link says; the demand itself, if left out."""

    @model_validator(mode="after")
    def _reviewed_last(self) -> DemandPage:
        events = order_of_events(self.history)
        if events and events[-1].date > self.reviewed:
            raise Wrong(
                f"'reviewed' is {self.reviewed}, but 'history' has an event of {events[-1].date}; "
                "correct that day, or write here when the record was last checked",
                ABOUT_TRANSLATIONS,
            )
        return self


class Match(Model):
    """Somebody's promise to give as much as readers give, until a day."""

    text: Text = Field(examples=["The Example Trust doubles each gift, up to $10,000."])
    """Who promises what, and up to which sum, in a sentence."""
    source: WebAddress
    """Where that is promised."""
    until: IsoDate
    """The last day on which it holds; the page does not show it after that."""


class Appeal(Pictured):
    """The fundraising page."""

    purpose: Text = Field(examples=["Your gift pays for legal advice."])
    """What the money does: the page's first paragraph."""
    match: Match | None = None
    """A promise to double gifts, with its source and its last day."""
    gift_line: Text | None = Field(default=None, examples=["So that nobody faces a judge alone."])
    """What a gift is for, in one short sentence, in the box where readers give."""
    share_text: Text | None = Field(
        default=None, examples=["Read the letter to the Example Council."]
    )
    """What a shared link says; the title, if left out."""


class SignatoriesPage(Page):
    """The page that lists who signed."""


class Update(Pictured):
    """A dated note on what has happened."""

    date: IsoDate
    """The day of the note."""
    updated: IsoDate | None = None
    """The day of the last change that readers should hear of, if there was one."""

    @model_validator(mode="after")
    def _updated_later(self) -> Update:
        if self.updated and self.updated < self.date:
            raise Wrong(
                f"'updated' is {self.updated}, before 'date' ({self.date}); write the day of the "
                "change, or leave the line out",
                ABOUT_UPDATES,
            )
        return self


class UpdatesPage(Page):
    """The page that lists every note and event, newest first."""


class TrackerPage(Page):
    """The overview of all demands and of what became of them."""


class ReadingPage(Page):
    """The page of further reading."""


class CoveragePage(Page):
    """The page of what others write about the letter."""


class ThanksPage(Page):
    """Where the form sends those who have signed: it thanks, and asks to share and to give."""


class FaqPage(Page):
    """Questions and their answers: each heading below the page's own is a question."""


class EmbedPage(Page):
    """The page that offers the count and the tracker to other sites."""


class Quote(Model):
    """What somebody said, for journalists to print."""

    text: Text = Field(examples=["We have waited long enough."])
    """Their words, without quotation marks."""
    name: Text = Field(examples=["Example Alliance"])
    """Who said it."""
    role: Text = Field(examples=["Director, Example Alliance"])
    """What they speak for: `Director, Example Alliance`."""
    permission: Text = Field(examples=["By e-mail to the editors, March 2, 2026"])
    """How and when they agreed to be quoted. It is kept here and is not shown."""
    date: IsoDate | None = None
    """The day on which it was said."""
    source: SecureAddress | None = None
    """Where it was published, if it was."""


class Fact(Model):
    """A fact that journalists may print, with a source that shows it."""

    fact: Text = Field(examples=["The council voted on March 1, 2026."])
    """The fact, in a sentence."""
    source: WebAddress
    """The address of the source."""
    source_title: Text = Field(examples=["The council's minutes"])
    """The source's name."""


class PressFile(Model):
    """A file that journalists may download."""

    path: Text = Field(examples=["files/photograph.webp"])
    """The file below docs/, as `files/photograph.webp`."""
    title: Text = Field(examples=["Open the library on Sundays"])
    """What it is, and whom to credit."""


class PressPage(Page):
    """The page for journalists."""

    boilerplate: Text | None = Field(
        default=None, examples=["Example Alliance speaks for 40 groups of readers."]
    )
    """A paragraph about who is behind the letter, to be printed as it is."""
    facts: tuple[Fact, ...] = ()
    """Facts with their sources, besides those that the site knows."""
    quotes: tuple[Quote, ...] = ()
    """What named people said, with their permission."""
    files: tuple[PressFile, ...] = ()
    """Files to download, besides those that the site makes."""


MODELS: dict[str, type[Page]] = {
    "letter": Letter,
    "demand": DemandPage,
    "appeal": Appeal,
    "signatories": SignatoriesPage,
    "update": Update,
    "updates": UpdatesPage,
    "tracker": TrackerPage,
    "reading": ReadingPage,
    "coverage": CoveragePage,
    "thanks": ThanksPage,
    "faq": FaqPage,
    "embed": EmbedPage,
    "press": PressPage,
    "page": Page,
}
PAGE_TYPES = tuple(MODELS)
TEMPLATE_OF = {kind: f"{kind}.html" for kind in MODELS} | {
    "coverage": "reading.html",
    "faq": "main.html",
    "page": "main.html",
}
"""The template that fills in each type of page, in overrides/."""
