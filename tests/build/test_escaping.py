"""Whatever an editor writes is text: no field of any model can bring markup into a page.

The fields are taken from the models, so that a new one is tried as soon as it exists.
"""

from __future__ import annotations

import types
from typing import Any, Literal, Union, get_args, get_origin
from urllib.parse import unquote_plus

import pytest
import yaml
from lxml import etree, html

from campaign.config import fields
from campaign.config.configuration import Campaign
from campaign.config.validation import Model
from campaign.content.pages import MODELS
from campaign.content.reading import ReadingItem
from campaign.content.voices import Voice
from campaign.signatories.signatories import Signatory
from tests.build.reading import files
from tests.example import PAGES, campaign
from tests.made import FONT as TYPEFACE
from tests.made import LIGHT, blank_pdf, picture

HOST = "www.example.org"
SAMPLES = {
    "Text": None,  # each gets a text of its own
    "PlainWords": None,
    "IsoDate": "2021-02-03",
    "WebAddress": f"https://{HOST}/?a=b&c=d",
    "SecureAddress": f"https://{HOST}/form?a=b&c=d",
    "HostName": HOST,
    "Contact": f"https://{HOST}/contact?a=b&c=d",
    "YesOrNo": "no",
    "WholeNumber": "30",
    "LanguageCode": "es",
    "CountryCode": "US",
    "CurrencyCode": "EUR",
    "PageHash": "0123456789ab",
}
COLOURS = {"accent": "#0b5d8a", "on_accent": "#ffffff", "paper": "#ffffff", "ink": "#101010"}
DARK_COLOURS = {"accent": "#9fd0f0", "on_accent": "#000000", "paper": "#101010", "ink": "#f5f5f5"}
"""Each is seen well enough on the others."""
NOT_SHOWN = {
    "mkdocs.site_name": "the campaign's own name is shown",
    "campaign.may_be_published": "only tells the checks what may stand",
    "letter.original.title": "the publisher's name is the link",
    "press.quotes.permission": "is kept with the quote, for editors",
    "es.press.quotes.permission": "is kept with the quote, for editors",
    "es.letter.original.title": "the publisher's name is the link",
    "voice.permission": "is kept with the voice, for editors",
    "signatory.sort": "only sorts",
    "signatory.version": "only tells versions of the letter apart",
}
"""Texts that no page shows, and why. A text that is neither here nor on a page is forgotten."""

NOT_SHOWN |= {
    f"es.{kind}.nav_title": "the page is not in the header"
    for kind in MODELS
    if kind not in ("letter", "page")
}
NOT_SHOWN |= {
    f"{language}{kind}.may_be_published": "it allows what the page's own text says"
    for kind in MODELS
    for language in ("", "es.")
}

# Fields that cannot stand beside others.
LEFT_OUT = {"campaign.sign_on.email", "letter.pdf", "es.letter.pdf", "es.letter.source_version"}
# The font of the tests twice is more than a page may load.
LEFT_OUT.add("campaign.typefaces.own.bold")
# It names an entry of docs/data/import.yml, which no page shows.
LEFT_OUT.add("campaign.sign_on.sync")
# What only translations have.
LEFT_OUT |= {f"{k}.{key}" for k in MODELS for key in ("source_hash", "nav_title", "source_version")}
FILE, LOGO, FONT = "files/file.pdf", "files/logo.svg", "files/font.woff2"
FACE, WIDE = "files/face.png", "files/wide.png"
FIGURES = "Text.\n\n<!-- @figures -->"
PLACED = (
    "<!-- @donate -->\n\nIn text <!-- @donate --> and <!-- @sign -->.\n\n<!-- @sign -->\n\n"
    "<!-- @demands -->\n\n<!-- @history demand=one -->\n\n"
    "<!-- @signatories kind=organization -->\n\n<!-- @figures -->"
)
PATHS = {front.get("type", "page"): path for path, (front, _) in PAGES.items()}
PATHS |= {kind: f"{kind}.md" for kind in ("coverage", "thanks", "faq")}
del PATHS["demand"]  # of which there are two
FIXED = {
    ".type": "page",  # each kind writes its own
    "press.files.path": FILE,
    ".figures.number": "<b>7 &</b>",  # all the markup that fits into a number
    ".match.until": "2100-12-31",  # after that day, it is not shown
    ".announcement.until": "2100-12-31",
    "campaign.donate.monthly_url": f"{SAMPLES['SecureAddress']}&monthly=1",
    "campaign.goal": "99",  # beyond its milestones
    ".picture.file": WIDE,
    "voice.picture": FACE,
}
"""Values of single fields, by how their names end."""
SAME = {"es.press.quotes.name": "press.quotes.name"}  # in every language
"""Fields that must have the text of another."""


class Texts:
    """Makes values of every field, and remembers each text by the field's name."""

    def __init__(self) -> None:
        self.by_field: dict[str, str] = {}

    def text(self, name: str) -> str:
        if name.endswith((".title", ".description")):  # what editors would take for bold is refused
            return self.by_field.setdefault(name, f'<q x="&">&"\'</q>{{{{ 7*7 }}}} {name} end')
        return self.by_field.setdefault(name, f'<b>&"\'</b><i x="&quot;">{{{{ 7*7 }}}} {name} end')

    def model(self, model: type[Model], name: str) -> dict[str, Any]:
        return {
            key: self.value(key, field.rebuild_annotation(), f"{name}.{key}")
            for key, field in model.model_fields.items()
            if f"{name}.{key}" not in LEFT_OUT
        }

    def value(self, key: str, annotation: Any, name: str) -> Any:
        for end, fixed in FIXED.items():
            if name.endswith(end):
                return fixed
        name = SAME.get(name, name)
        if name == "voice.permission":
            return f"{self.text(name)}, March 2, 2026"
        if annotation == fields.Colour:
            return (DARK_COLOURS if ".dark." in name else COLOURS)[key]
        if annotation == fields.DocsFile:
            return FONT if ".typefaces." in name else LOGO
        if annotation == fields.FormerAddress:
            return f"/old/{name}/"
        for alias, sample in SAMPLES.items():
            if annotation == getattr(fields, alias):
                return sample if sample is not None else self.text(name)
        if annotation is int:  # a whole number with bounds of its own
            return SAMPLES["WholeNumber"]
        origin = get_origin(annotation)
        if origin in (Union, types.UnionType):
            return self.value(key, get_args(annotation)[0], name)
        if origin is Literal:
            return get_args(annotation)[0]
        if origin is tuple:
            return [self.value(key, get_args(annotation)[0], name)]
        if hasattr(annotation, "__metadata__"):
            return self.value(key, annotation.__origin__, name)
        if isinstance(annotation, type) and issubclass(annotation, Model):
            return self.model(annotation, name)
        raise AssertionError(f"{name}: no sample for {annotation}")

    def signatory(self, kind: str, group: str) -> dict[str, str]:
        row = {"kind": kind, "group": group}
        for column in Signatory._fields:
            if column in ("title", "affiliation", "place", "sort", "version", "name"):
                row[column] = self.text(f"signatory.{column}").replace(" end", f" {kind} end")
            elif column in ("url", "source"):
                row[column] = f"https://{HOST}/?a=b&c=d"
            elif column not in row:
                row[column] = {"first": "yes", "demands": "one", "signed": "2021-02-03"}.get(
                    column, ""
                )
        return row


@pytest.fixture(scope="module")
def everything() -> tuple[Texts, dict[str, bytes]]:
    texts = Texts()
    facts = texts.model(Campaign, "campaign")
    fronts = {kind: texts.model(model, kind) | {"type": kind} for kind, model in MODELS.items()}
    facts["languages"].insert(0, {"code": "en"})
    facts["typefaces"]["headings"] = "own"
    spanish = {kind: texts.model(m, f"es.{kind}") | {"type": kind} for kind, m in MODELS.items()}
    for front in (*fronts.values(), *spanish.values()):
        front["donate"] = "yes"
    group = facts["groups"][0]
    pages: dict[str, Any] = {"demands/act-now.md": None, "demands/pay-up.md": None}
    for kind, path in PATHS.items():
        text = PLACED if kind == "page" else FIGURES
        pages |= {path: (fronts[kind], text), f"es/{path}": (spanish[kind], text)}
    for number, name in ((1, "one"), (2, "two")):
        for folder, told in (("", fronts), ("es/", spanish)):
            own = {"order": str(number), "old_addresses": [f"/old/{folder}{name}/"]}
            pages[f"{folder}demands/{name}.md"] = (told["demand"] | own, FIGURES)
    nav = [
        {texts.text("mkdocs.nav"): "index.md"},
        {"About": "about.md"},
        # The one link that the second language's `nav_titles` names.
        {texts.text("mkdocs.nav_link"): f"https://{HOST}/"},
    ]
    rows = [texts.signatory("organization", group), texts.signatory("individual", "")]
    built = campaign(
        **facts,
        pages=pages,
        rows=rows,
        mkdocs={"nav": nav, "site_name": texts.text("mkdocs.site_name")},
        files={
            "docs/data/reading.yml": yaml.safe_dump([texts.model(ReadingItem, "reading_item")]),
            "docs/data/voices.yml": yaml.safe_dump([texts.model(Voice, "voice")]),
            f"docs/{FACE}": picture(200, 200),
            f"docs/{WIDE}": picture(1200, 800),
            f"docs/{FILE}": blank_pdf(),
            f"docs/{LOGO}": LIGHT,
            f"docs/{FONT}": TYPEFACE,
        },
    )
    return texts, files(built.site)


KNOWN = set(
    """aria-current aria-hidden aria-label aria-labelledby charset class content cx cy d datetime
    dir for focusable fill height hidden href http-equiv id lang media method name property r rel
    reversed role src tabindex type value viewbox width action autocomplete spellcheck defer x1 y1
    x2 y2 title start download scope hreflang alt loading sandbox target srcset as crossorigin min
    max fetchpriority sizes popover popovertarget""".split()
)
"""Attributes: a mark that ended one would leave pieces of a text as others' names."""


def test_no_text_becomes_markup(everything: tuple[Texts, dict[str, bytes]]) -> None:
    _, site = everything
    for name, data in site.items():
        if name.endswith(".html"):
            document = html.document_fromstring(data.decode("utf-8"))
            injected = document.xpath("//b | //i | //*[not(self::rect)][@x or @end or @c]")
            assert not injected, (name, [html.tostring(element) for element in injected])
            assert "7*7" in data.decode() or name.endswith("search.html")
            assert " 49 " not in document.text_content(), name
            elements = (e for e in document.iter() if isinstance(e.tag, str) and e.tag != "rect")
            used = {key for element in elements for key in element.attrib}
            assert {key for key in used - KNOWN if not key.startswith("data-")} == set(), name
        elif name.endswith(".xml"):
            etree.fromstring(data)


def test_every_text_is_shown_as_it_was_written(everything: tuple[Texts, dict[str, bytes]]) -> None:
    texts, site = everything
    shown = []
    for name, data in site.items():
        if name.endswith(".html"):
            for element in html.document_fromstring(data.decode("utf-8")).iter():
                if isinstance(element.tag, str) and element.tag != "title":
                    shown += [element.text or "", *element.attrib.values()]
                shown.append(element.tail or "")
    whole = "\n".join(shown)
    whole += unquote_plus(whole)  # what links carry
    expected = {
        name: [text.replace(" end", f" {kind} end") for kind in ("organization", "individual")]
        if name.startswith("signatory.")
        else [text]
        for name, text in texts.by_field.items()
    }
    missing = {name for name, all_ in expected.items() if not all(text in whole for text in all_)}
    assert missing == set(NOT_SHOWN)
