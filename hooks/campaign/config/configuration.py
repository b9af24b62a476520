"""The campaign: the site's own facts, as `extra.campaign` in mkdocs.yml states them."""

from __future__ import annotations

from typing import Annotated, Literal

from babel.core import get_global
from pydantic import Field, model_validator

from campaign.config.donate import Donate, check_hosts
from campaign.config.fields import (
    Colour,
    Contact,
    CountryCode,
    DocsFile,
    HostName,
    IsoDate,
    LanguageCode,
    SecureAddress,
    Text,
    WebAddress,
    WholeNumber,
    YesOrNo,
)
from campaign.config.validation import Model
from campaign.core.problems import Wrong
from campaign.core.topics import ABOUT_DATES, ABOUT_GOAL, ABOUT_KEYS, ABOUT_LOGO, ABOUT_SIGN_ON
from campaign.safety.link_policy import LinkPolicy
from campaign.safety.personal_data import PublicDetails


class Organizer(Model):
    """An organization that stands behind the campaign."""

    name: Text = Field(examples=["Example Alliance"])
    """Its name, as it writes it."""
    url: WebAddress
    """Its own site."""


class SignOn(Model):
    """Where a reader signs: a form of the campaign's choice, an e-mail address, GitHub's form."""

    url: SecureAddress | None = None
    """Address of the form; its host must stand in `hosts`."""
    hosts: tuple[HostName, ...] = ()
    """The only hosts that a sign-on link may lead to."""
    forms: tuple[SecureAddress, ...] = ()
    """Other forms of yours that pages may link to, where many share the host."""
    email: Contact | None = None
    """An e-mail address to write to, where there is no form."""
    github: YesOrNo = False
    """Whether readers may sign with the form on GitHub, beside the other way or alone."""
    sync: Text | None = Field(default=None, examples=["Our form"])
    """The name of the profile in docs/data/import.yml by which the form's export is imported."""
    label: Text | None = Field(default=None, examples=["Give to the fund"])
    """The words on the button."""
    why: Text | None = Field(default=None, examples=["The council votes in March."])
    """Why to sign, in one line, above the button."""

    @model_validator(mode="after")
    def _one_way_to_sign(self) -> SignOn:
        if self.url and self.email:
            raise Wrong(
                "'url' and 'email' are two ways to sign; write either",
                ABOUT_SIGN_ON,
            )
        if not (self.url or self.email or self.github):
            raise Wrong(
                "'sign_on' names no way to sign; write `url`, `email` or `github: yes`",
                ABOUT_SIGN_ON,
            )
        check_hosts("sign_on.url", (self.url,), self.hosts, ABOUT_SIGN_ON)
        check_hosts("sign_on.forms", self.forms, self.hosts, ABOUT_SIGN_ON)
        return self


class Announcement(Model):
    """A line above every page, until a day."""

    text: Text = Field(examples=["We deliver the letter on March 1. Come to the town hall."])
    """What is announced, in a sentence."""
    until: IsoDate
    """The last day on which it stands there."""


class Licence(Model):
    """The licence of the site's own text."""

    name: Text = Field(examples=["Example Alliance"])
    """Its short name."""
    url: WebAddress
    """Its text."""


class ListSizes(Model):
    """How many names make a list long; each a number of signatories."""

    small: WholeNumber = 100
    """Up to this many in a section, names stand without letters between them."""
    medium: WholeNumber = 2000
    """Up to this many, all names stand on one page with a filter; beyond, on many pages."""
    page: WholeNumber = Field(default=1000, ge=10)
    """About how many names one page of a long list holds."""


class Shades(Model):
    """Colours that readers see in the light, or in the dark; what is left out stays as it is."""

    accent: Colour | None = None
    """The colour of links, buttons and lines: "#0b5d8a"."""
    on_accent: Colour | None = None
    """The colour of text on a button; black or white, if left out."""
    paper: Colour | None = None
    """The colour of the page. Grounds and lines of blocks follow from it and from `ink`."""
    ink: Colour | None = None
    """The colour of the text."""


class Colours(Shades):
    """The site's colours in the light, and those in the dark."""

    dark: Shades = Shades()
    """Colours for readers whose screens are dark; the accent follows from the light one, if left
    out."""


class Logo(Model):
    """The campaign's logo, in the header of every page."""

    file: DocsFile
    """An SVG, PNG or WebP file below docs/: from half to eight times as wide as it is high."""
    dark: DocsFile | None = None
    """Another file of the same kind for readers whose screens are dark, if the first is dark."""
    alt: Text | None = Field(default=None, examples=["Example Alliance"])
    """What it says, for who cannot see it; the short name, where it stands in the name's place."""
    with_name: YesOrNo = True
    """Whether the short name stands beside it; `no` where the logo itself says the name."""


_Face = Literal["serif", "old-style", "sans", "humanist", "own"]


class OwnFont(Model):
    """A font of the campaign's own: WOFF2 files below docs/ that hold only the letters needed."""

    regular: DocsFile
    """Its usual weight, or a file that holds all weights."""
    bold: DocsFile | None = None
    """Its bold weight, for headings and what stands out."""


class Typefaces(Model):
    """The site's typefaces: kinds that readers' machines have, or a font of the campaign's own."""

    text: _Face = "serif"
    """The letter and all running text: `serif`, `old-style`, `sans`, `humanist` or `own`."""
    headings: _Face | None = None
    """Headings and the name in the header; as `text`, if left out."""
    small: _Face = "sans"
    """Menus, buttons, dates and other small text."""
    own: OwnFont | None = None
    """The font that `own` stands for."""

    @model_validator(mode="after")
    def _own_is_there_and_used(self) -> Typefaces:
        faces = {key: getattr(self, key) for key in ("text", "headings", "small")}
        using = [key for key, face in faces.items() if face == "own"]
        if using and not self.own:
            raise Wrong(
                f"'{using[0]}' is \"own\", but no font is named; add `own:` with `regular: "
                "files/font.woff2`, or write another typeface",
                ABOUT_LOGO,
            )
        if self.own and not using:
            raise Wrong(
                "'own' names a font that nothing is set in; write `headings: own`, or delete it",
                ABOUT_LOGO,
            )
        return self


class Language(Model):
    """A language of the site; for a translation, the campaign's facts in that language."""

    code: LanguageCode
    """Its code, as `es` or `pt-BR`; its pages lie in the folder of this name in docs/."""
    complete: YesOrNo = False
    """Whether everything is translated, so that a page or a word that is missing is a problem."""
    translator: Text | None = Field(default=None, examples=["The editors of this site"])
    """Who translated, in the words of this language: shown on each translated page."""
    name: Text | None = Field(default=None, examples=["Example Alliance"])
    """The campaign's full name in this language."""
    short_name: Text | None = Field(default=None, examples=["The library letter"])
    """The short name for the header in this language."""
    addressee: Text | None = Field(default=None, examples=["The Example Council"])
    """Whom the letter is written to, in this language."""
    groups: tuple[Text, ...] = Field(default=(), examples=["National"])
    """The groups' headings in this language, in the order of the campaign's own `groups`."""
    donate_label: Text | None = Field(default=None, examples=["Donar al fondo"])
    """The words on the donation button in this language."""
    sign_label: Text | None = Field(default=None, examples=["Firmar la carta"])
    """The words on the sign-on button in this language."""
    at_goal: Text | None = Field(default=None, examples=["Entregaremos la carta en público."])
    """What the campaign promises to do when the goal is reached, in this language."""
    announcement: Text | None = Field(default=None, examples=["Entregamos la carta el 1 de marzo."])
    """What is announced, in this language; without it, pages in this language have no such line."""
    logo_alt: Text | None = Field(default=None, examples=["Alianza Ejemplo"])
    """What the logo says, in this language."""
    nav_titles: tuple[Text, ...] = Field(default=(), examples=["Noticias"])
    """What the header calls links to other sites in this language, in the order of `nav`."""
    tax_status: Text | None = Field(default=None, examples=["A registered charity"])
    """Tax status of the gift's recipient in this language."""
    tax_note: Text | None = Field(
        default=None, examples=["Gifts are deductible as the law allows."]
    )
    """The note on tax in this language."""
    pays_for: tuple[Text, ...] = Field(default=(), examples=["An hour of legal advice"])
    """What each amount pays for in this language, in the order of the campaign's `amounts`."""


class Campaign(Model):
    """The site's own facts."""

    name: Text = Field(examples=["Example Alliance"])
    """The campaign's full name."""
    short_name: Text = Field(examples=["The library letter"])
    """A name short enough for the header and a phone's tab."""
    organizers: Annotated[tuple[Organizer, ...], Field(min_length=1)]
    """Who is behind the campaign."""
    addressee: Text = Field(examples=["The Example Council"])
    """Whom the letter is written to."""
    letter_date: IsoDate
    """The date that the letter bears."""
    status: Literal["open", "closed"]
    """Whether signatures are accepted."""
    closed: IsoDate | None = None
    """The date on which signing closed (or will close, while it is open)."""
    contact: Contact
    """Where readers write: an e-mail address or an https address."""
    press_contact: Contact | None = None
    """Where journalists write, if not to `contact`."""
    removal_contact: Contact | None = None
    """Where signers ask to be corrected or removed, if not at `contact`."""
    groups: tuple[Text, ...] = Field(default=(), examples=["National"])
    """Headings that organizations stand under, in the order of the page."""
    first_signatories: WholeNumber = 12
    """How many signatories the letter page shows."""
    donate: Donate | None = None
    """The appeal's donation link; a campaign without fundraising leaves it out."""
    sign_on: SignOn | None = None
    """Where readers sign; needed while the status is `open`."""
    announcement: Announcement | None = None
    """A line above every page, until a day."""
    form_editor: YesOrNo = False
    """Whether the site has a page of forms, `admin/`, in which editors change it in the browser."""
    unnamed: WholeNumber = 0
    """How many people signed but asked not to be listed."""
    goal: Annotated[WholeNumber, Field(ge=1)] | None = None
    """How many signatures the campaign works for; shown while it is open. It needs `at_goal`."""
    at_goal: Text | None = Field(
        default=None, examples=["We hand the letter to the council in public."]
    )
    """What the campaign promises to do when the goal is reached, in one sentence."""
    milestones: tuple[WholeNumber, ...] = ()
    """Numbers on the way to the goal, ascending; 100, 250, 500, 1000 and so on, if left out."""
    list_sizes: ListSizes = ListSizes()
    """From how many signatories on the list gets letters, a search and pages."""
    licence: Licence | None = None
    """The licence of the site's own text."""
    colours: Colours | None = None
    """The site's colours; those of the generator, if left out."""
    logo: Logo | None = None
    """The campaign's logo; without it, the header shows the short name alone."""
    typefaces: Typefaces | None = None
    """The site's typefaces; a serif for the text and a sans-serif beside it, if left out."""
    pdf: YesOrNo = False
    """Whether each build makes a PDF of the letter, with everybody who signed."""
    paper: Literal["a4", "us-letter"] = "a4"
    """The size of the PDF's pages: `a4`, or `us-letter` as in North America."""
    may_be_published: tuple[Text, ...] = Field(default=(), examples=["+1 202 555 0100"])
    """Details that look personal and that offices publish themselves: `+1 202 555 0100`."""
    countries: tuple[CountryCode, ...] = ()
    """Countries whose telephone numbers are known in the groups that are usual there: `ES`."""
    languages: tuple[Language, ...] = ()
    """The site's languages, in the header's order, its main one among them."""

    @model_validator(mode="after")
    def _is_whole(self) -> Campaign:
        if self.status == "open" and self.sign_on is None:
            raise Wrong(
                "'status' is \"open\", but nobody can sign; add `sign_on:` with `url`, `email` or "
                "`github: yes`",
                ABOUT_SIGN_ON,
            )
        if self.status == "closed" and self.closed is None:
            raise Wrong(
                "'status' is \"closed\", but the day is missing; add `closed:` with the day on "
                "which signing ended, as 2021-02-09",
                ABOUT_DATES,
            )
        if len(set(self.groups)) != len(self.groups):
            raise Wrong("'groups' names a group twice; keep one", ABOUT_KEYS)
        steps = self.milestones
        if self.goal is not None and self.at_goal is None:
            raise Wrong(
                "'goal' stands without a promise; add `at_goal:` with one sentence that says what "
                "happens when it is reached",
                ABOUT_GOAL,
            )
        for key in ("at_goal", "milestones"):
            if self.goal is None and getattr(self, key):
                raise Wrong(
                    f"'{key}' stands without a goal; add `goal:` with a number, or delete it",
                    ABOUT_GOAL,
                )
        if list(steps) != sorted(set(steps)) or 0 in steps:
            raise Wrong(
                "'milestones' do not ascend; write each number once, the smallest first, as "
                "[100, 500]",
                ABOUT_GOAL,
            )
        if self.goal is not None and steps and steps[-1] >= self.goal:
            raise Wrong(
                f"'milestones' reach {steps[-1]}, but the goal is {self.goal}; keep those below "
                "the goal",
                ABOUT_GOAL,
            )
        return self

    @property
    def is_open(self) -> bool:
        """Whether signatures are accepted."""
        return self.status == "open"

    @property
    def link_policy(self) -> LinkPolicy:
        """Where gifts and signatures may go."""
        donate, sign_on = self.donate, self.sign_on
        links = [link for link in (donate, sign_on) if link]
        forms = [url for link in links for url in (link.url, *link.forms)]
        labels: list[str | None] = []
        if donate:
            forms.append(donate.monthly_url)
            labels += [donate.label, *(language.donate_label for language in self.languages)]
        if sign_on and sign_on.url:
            labels += [sign_on.label, *(language.sign_label for language in self.languages)]
        added = (donate.amount_parameter, donate.source_parameter) if donate else ()
        return LinkPolicy(
            hosts=frozenset(host for link in links for host in link.hosts),
            forms=tuple(filter(None, forms)),
            parameters=frozenset(filter(None, added)),
            labels=frozenset(filter(None, labels)),
        )

    @property
    def own_contacts(self) -> PublicDetails:
        """What the campaign publishes of its own accord, on all of its pages.

        Its countries are those that it names, and each language's largest.
        """
        sign_on = self.sign_on.email if self.sign_on else None
        given = (self.contact, self.press_contact, self.removal_contact, sign_on)
        likely = get_global("likely_subtags")
        codes = (language.code.replace("-", "_") for language in self.languages)
        largest = (likely.get(code, code).rpartition("_")[2] for code in codes)
        return PublicDetails(
            frozenset((*filter(None, given), *self.may_be_published)),
            tuple(dict.fromkeys((*self.countries, *largest))),
        )


TRANSLATED = {
    "name": ("name",),
    "short_name": ("short_name",),
    "addressee": ("addressee",),
    "groups": ("groups",),
    "donate_label": ("donate", "label"),
    "tax_status": ("donate", "tax_status"),
    "tax_note": ("donate", "tax_note"),
    "pays_for": ("donate", "amounts"),
    "logo_alt": ("logo", "alt"),
    "sign_label": ("sign_on", "label"),
    "at_goal": ("at_goal",),
    "announcement": ("announcement", "text"),
}
"""What a language says in its own words: its keys, and where the campaign's own words stand."""


def missing_facts(campaign: Campaign, language: Language) -> list[str]:
    """Return the keys that a complete language's entry lacks."""
    missing = []
    for key, path in TRANSLATED.items():
        said: object = campaign
        for step in path:
            said = getattr(said, step, None)
        if said and not getattr(language, key):
            missing.append(key)
    return missing
