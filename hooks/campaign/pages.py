"""What front matter may say, one model a page type."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from .demands import Event, order_of_events
from .fields import IsoDate, PageHash, Text, WebAddress, WholeNumber, YesOrNo
from .validation import Model, wrong_key

PAGE_TYPES = ("letter", "demand", "appeal", "signatories", "page")


class SearchOptions(Model):
    """How the site's own search treats the page."""

    exclude: YesOrNo = False
    """Keep the page out of the search."""


class Page(Model):
    """Any page: its title and description, and whether it may ask for a donation."""

    type: Literal["page"] = "page"
    """What kind of page this is."""
    title: Text
    """The page's heading, and its title in a browser's tab."""
    description: Text
    """One sentence for search engines and shared links."""
    donate: YesOrNo = True
    """Whether a donation link may stand in the page's text."""
    search: SearchOptions = SearchOptions()
    """How the site's own search treats the page."""
    source_hash: PageHash | None = None
    """On a translation: the hash of the page that was translated, as the check gives it."""
    nav_title: Text | None = None
    """On a translation: what the header calls the page; its title, if left out."""


class Original(Model):
    """A place where the signed text is published."""

    title: Text
    """Title of the publication."""
    url: WebAddress
    """Its address."""
    publisher: Text
    """Who publishes it."""


class Change(Model):
    """A dated note on an edit that was made after signing opened."""

    date: IsoDate
    """Day of the edit."""
    note: Text
    """What was changed, and why."""


class Letter(Page):
    """The page that carries the letter."""

    type: Literal["letter"]  # type: ignore[assignment]
    subject: Text | None = None
    """The subject line."""
    salutation: Text | None = None
    """How the letter greets its addressee."""
    closing: Text | None = None
    """The words before the signatures."""
    note: Text | None = None
    """What a reader must know before the letter: that it is a restatement, or a translation."""
    signed_note: Text | None = None
    """What a reader must know of the signatures, as that the list here is not the whole list."""
    original: tuple[Original, ...] = ()
    """Where the signed text is published."""
    changes: tuple[Change, ...] = ()
    """Edits made after signing opened."""
    share_text: Text | None = None
    """What a shared link says; the title, if left out."""
    pdf: Text | None = None
    """A PDF of the letter below docs/, as `files/letter.pdf`."""
    source_version: WholeNumber | None = None
    """On a translation: which recorded version of the letter was translated."""


class DemandPage(Page):
    """One thing the letter asks for."""

    type: Literal["demand"]  # type: ignore[assignment]
    order: WholeNumber
    """Its number in the letter."""
    ask: Text
    """The demand in one sentence: the page's heading."""
    addressed_to: Text
    """The office that can act."""
    met_when: Text
    """What would meet the demand."""
    reviewed: IsoDate
    """The day up to which the record was checked."""
    history: tuple[Event, ...] = ()
    """What happened, each event with its source."""
    share_text: Text | None = None
    """What a shared link says; the demand itself, if left out."""

    @model_validator(mode="after")
    def _reviewed_last(self) -> DemandPage:
        events = order_of_events(self.history)
        if events and events[-1].date > self.reviewed:
            raise wrong_key(
                "reviewed",
                f"'reviewed' is {self.reviewed}, but 'history' has an event of {events[-1].date}; "
                "write the day on which the record was last checked",
            )
        return self


class Appeal(Page):
    """The fundraising page."""

    type: Literal["appeal"]  # type: ignore[assignment]
    purpose: Text
    """What the money does: the page's first paragraph."""
    share_text: Text | None = None
    """What a shared link says; the title, if left out."""


class SignatoriesPage(Page):
    """The page that lists who signed."""

    type: Literal["signatories"]  # type: ignore[assignment]


AnyPage = Letter | DemandPage | Appeal | SignatoriesPage | Page
MODELS: dict[str, type[Page]] = {
    "letter": Letter,
    "demand": DemandPage,
    "appeal": Appeal,
    "signatories": SignatoriesPage,
    "page": Page,
}
