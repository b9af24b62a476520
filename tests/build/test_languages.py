"""A campaign in three languages, built: each page in its own, with the way to the others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import etree

from tests.build.campaigns import in_three_languages
from tests.build.reading import linked_data, main_text, meta, tree, words
from tests.example import campaign
from tests.schema_org import check, nodes
from tests.sites import ADDRESS, Built

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def site() -> Built:
    return in_three_languages()


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_what_a_page_says_to_programs_is_in_its_language(language: str, real_site: Built) -> None:
    folder = "" if language == "en" else f"{language}/"
    types, languages = set(), set()
    for kind in ("", "demands/provide-refuge/", "help-us-fight/", "signatories/"):
        data = linked_data(real_site, folder + kind)
        check(data)
        found = list(nodes(data))
        types |= {node["@type"] for node in found}
        languages |= {node["inLanguage"] for node in found if "inLanguage" in node}
    assert language in languages
    assert {"Article", "Organization", "ItemList", "DonateAction", "Event"} <= types
    signed_alone = {"en": "Signed:", "es": "Nuevas firmas:"}  # named, and not counted
    if language in signed_alone:
        text = tree(real_site, f"{folder}updates").text_content()
        assert f"{signed_alone[language]} American Immigration Council." in text
    feed = etree.parse(real_site.site / f"{folder}feed.xml").getroot()
    ids = [entry.findtext(f"{ATOM}id") or "" for entry in feed.iter(f"{ATOM}entry")]
    signed = [one for one in ids if "#signed-" in one]
    assert [one.partition("/updates/")[2] for one in signed] == ["#signed-2021-02"]
    assert len(set(ids)) == len(ids)


def test_the_switcher_leads_to_the_same_page_in_the_headers_order(site: Built) -> None:
    links = tree(site, "es/about/").cssselect(".languages a")
    assert [(a.get("href"), a.get("lang"), a.get("hreflang"), words(a)) for a in links] == [
        ("./", "es", "es", "Español"),
        ("../../about/", "en", "en", "English"),
        ("../../ar/", "ar", "ar", "العربية"),
    ]
    assert [a.get("aria-current") for a in links] == ["page", None, None]
    links = tree(site, "ar/search.html").cssselect(".languages a")
    own = ["../es/search.html", "../search.html", "../ar/search.html"]
    assert [a.get("href") for a in links] == own


def test_alternates_name_every_translation_and_the_default(site: Built) -> None:
    (own,) = tree(site).cssselect("link[rel=canonical]")
    links = tree(site, "ar/").cssselect("link[rel=alternate][hreflang]")
    found = {a.get("hreflang"): a.get("href") for a in links}
    assert found["en"] == found["x-default"] == own.get("href") == ADDRESS
    assert "UR  - " + ADDRESS + "\r\n" in (site.site / "citation.ris").read_bytes().decode()
    for address in ("about/", "es/about/"):
        links = tree(site, address).cssselect("link[rel=alternate][hreflang]")
        assert {a.get("hreflang"): a.get("href") for a in links} == {
            "en": f"{ADDRESS}about/",
            "x-default": f"{ADDRESS}about/",
            "es": f"{ADDRESS}es/about/",
        }


SAID = {
    "es/": (
        "3 organizaciones, 1 persona y 2 personas que pidieron",
        "Prometida",
        "Donar al fondo",
        "El Consejo de Ejemplo",
        "1 de febrero de 2021",
    ),
    "es/signatories/": ("Nacionales", "Locales"),
    "es/press/": ("Ninguna de las 2 peticiones se ha cumplido",),
    "es/about/": (
        "prevalece el texto en inglés. Traducción: Traductora de Ejemplo.",
        "El original ha cambiado",
    ),
}


def test_pages_speak_their_language(site: Built) -> None:
    for address, texts in SAID.items():
        shown = main_text(site, address)
        assert [text for text in texts if text not in shown] == []


def test_updates_and_their_feed_are_in_each_language_that_has_them(site: Built) -> None:
    for folder, language, title in (("", "en", "Updates"), ("es/", "es", "Updates (traducido)")):
        (feed,) = tree(site, f"{folder}updates/").cssselect("link[type='application/atom+xml']")
        assert feed.get("href") == "../feed.xml"
        root = etree.parse(site.site / f"{folder}feed.xml").getroot()
        assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == language
        assert title in (root.findtext(f"{ATOM}title") or "")
        ids = [entry.findtext(f"{ATOM}id") or "" for entry in root.iter(f"{ATOM}entry")]
        assert f"{ADDRESS}{folder}updates/first-hearing/" in ids
        assert f"{ADDRESS}{folder}updates/#act-now-event-2021-02-03" in ids
        assert all(one.startswith(f"{ADDRESS}{folder}updates/") for one in ids)
    spanish = site.html("es/feed.xml")
    assert "Act now (traducido): Prometida" in spanish
    assert not (site.site / "ar/feed.xml").exists()
    assert not tree(site, "ar/").cssselect("link[type='application/atom+xml']")


def test_what_others_embed_is_in_each_language_that_offers_it(site: Built) -> None:
    for folder, label in (("", "signatories"), ("es/", "firmantes"), ("ar/", "الموقّعون")):
        assert f"<title>{label}: " in site.html(f"{folder}badge.svg")
    for name in ("count", "tracker"):
        assert tree(site, f"es/embed/{name}/").get("lang") == "es"
        assert not (site.site / "ar/embed" / name).exists()
    snippets = " ".join(words(code) for code in tree(site, "es/embed/").cssselect(".snippet"))
    assert f"{ADDRESS}es/embed/tracker/" in snippets
    assert f"{ADDRESS}es/badge.svg" in snippets


def test_demands_are_data_once_and_only_what_is_stale_is_said_to_be(site: Built) -> None:
    assert not (site.site / "es/demands.json").exists()
    assert json.loads(site.html("demands.json"))["demands"]
    assert "El original ha cambiado" not in main_text(site, "es/")
    assert tree(site, "es/").cssselect(".translation")
    assert not tree(site, "about/").cssselect(".translation")


def test_what_is_not_translated_is_not_linked_as_if_it_were(site: Built) -> None:
    (link,) = tree(site, "ar/").cssselect(".site-foot a[href$='press/']")
    assert (link.get("href"), link.get("hreflang")) == ("../press/", "en")
    links = tree(site, "ar/").cssselect("a[href*='about/'], a[href*='demands/']")
    assert links
    for link in links:
        assert link.get("hreflang") == "en"
        assert link.get("href").startswith("../")
    assert not (site.site / "ar/about").exists()
    for link in tree(site, "es/").cssselect("main a, .site-nav a"):
        assert link.get("hreflang") in (None, "en")
        assert link.get("hreflang") is None or link.getparent().getparent().get("class") == (
            "translation"
        )


@pytest.mark.parametrize("language", ["es", "ar"])
def test_no_page_sends_readers_to_another_language_without_need(
    language: str, real_site: Built
) -> None:
    for path in (real_site.site / language).rglob("index.html"):
        page = path.parent.relative_to(real_site.site).as_posix()
        switchers = "*[@class='languages' or @class='foot-languages' or @class='translation']"
        links = tree(real_site, page).xpath(f"//a[@hreflang][not(ancestor::{switchers})]")
        assert [a.get("href") for a in links] == [], page


def test_words_that_a_language_lacks_are_said_to_be_english(site: Built) -> None:
    for address, word in (
        ("ar/", "Skip to the text"),
        ("ar/search.html", "Skip to the text"),
        ("404.html", "This page is not here"),
    ):
        (found,) = tree(site, address).xpath(f"//span[@lang='en' and .='{word}']")
        assert found.get("dir") == "ltr"
    assert not tree(site, "es/").xpath("//span[@lang='en']")


def test_the_404_page_speaks_every_language(site: Built) -> None:
    page = tree(site, "404.html")
    sections = page.cssselect("main p[lang]")
    assert [(s.get("lang"), s.get("dir")) for s in sections] == [("es", "ltr"), ("ar", "rtl")]
    assert "Esta página no se encuentra aquí" in words(sections[0])
    for link in page.cssselect("main p[lang] a"):
        path = link.get("href").removeprefix("/campaign/")
        assert (site.site / path).exists(), path


def test_each_language_has_cards_in_its_words_and_names_its_locale(site: Built) -> None:
    shown = {meta(site, address, "og:image") for address in ("", "es/", "ar/")}
    assert len(shown) == 3
    for image in shown:
        assert (site.site / image.removeprefix(ADDRESS)).is_file()
    said = meta(site, "es/demands/act-now/", "og:image:alt")
    assert "Petición 1 de 2 · Prometida, al 5 de febrero de 2021 · Una carta" in said
    assert "6 التوقيعات: 3 منظمات" in meta(site, "ar/", "og:image:alt")
    assert meta(site, "es/", "og:locale") == "es_ES"
    others = tree(site, "es/").xpath("//meta[@property='og:locale:alternate']/@content")
    assert others == ["en_US", "ar_EG"]
    others = tree(site, "es/about/").xpath("//meta[@property='og:locale:alternate']/@content")
    assert others == ["en_US"]


def test_machines_are_told_the_language_and_the_original(site: Built) -> None:
    letter, _, website = linked_data(site, "es/")
    assert letter["inLanguage"] == website["inLanguage"] == "es"
    assert letter["url"] == website["url"] == f"{ADDRESS}es/"
    assert letter["translationOfWork"] == {"@id": f"{ADDRESS}#letter"}
    assert letter["image"] == meta(site, "es/", "og:image")
    assert website["name"] == "Una carta"
    assert "translationOfWork" not in linked_data(site)[0]


def test_each_letter_has_its_citation_and_share_text(site: Built) -> None:
    page = tree(site, "es/")
    links = [a.get("href") for a in page.cssselect("#cite ~ p a[download]")]
    assert links == ["citation.bib", "citation.ris"]
    record = site.html("es/citation.ris")
    assert "LA  - es" in record
    assert "TI  - Una carta" in record
    assert f"UR  - {ADDRESS}es/" in record
    (copy,) = page.cssselect(".share .tool[data-copy]")
    assert (words(copy), copy.get("data-copy")) == ("Copiar el enlace", f"{ADDRESS}es/")
    (share,) = page.cssselect(".share .tool[data-share]")
    assert share.get("data-share") == "An open letter (traducido)"
    assert not [*site.site.rglob("*.po")]
    assert not (site.site / "words").exists()


def test_a_long_list_has_its_pages_in_each_language(demo_site: Built) -> None:
    built = demo_site
    folders = [built.site / code / "signatories" for code in ("", "es", "ar")]
    ours, *theirs = ({path.parent for path in _below(folder)} for folder in folders)
    assert theirs == [ours, ours]
    assert len(ours) > 20
    page = tree(built, "es/signatories/")
    (form,) = page.cssselect("form[data-index]")
    assert form.get("data-index") == "../../signatories/search/"
    assert form.get("data-root") == "./"
    options = {o.get("value"): words(o) for o in page.cssselect("select[name=group] option")}
    assert options["Faith-based"] == "Religiosas"
    assert options["Individuals"] == "Personas"
    more = page.cssselect(".list-section a.more")
    assert more
    assert not [a.get("href") for a in more if a.get("hreflang") or a.get("href")[:2] == ".."]


@pytest.mark.parametrize(("code", "said"), [("es", "Personas"), ("ar", "أفراد")])
def test_a_page_of_a_long_list_is_in_its_language(code: str, said: str, demo_site: Built) -> None:
    built = demo_site
    folder = built.site / "signatories" / "individuals"
    longest = max(folder.glob("*/index.html"), key=lambda file: file.stat().st_size)
    path = longest.parent.name
    page = tree(built, f"{code}/signatories/individuals/{path}/")
    main = tree(built, f"signatories/individuals/{path}/")
    root = page.getroottree().getroot()
    assert (root.get("lang"), root.get("dir")) == (code, "rtl" if code == "ar" else "ltr")
    assert said in words(page.find("head/title"))
    assert words(page.cssselect("h1")[0]).startswith(said)
    shown, meant = (
        [etree.tostring(ul, encoding="unicode") for ul in p.cssselect("main ul.names")]
        for p in (page, main)
    )
    shown = [names.replace("، <bdi>", ", <bdi>") for names in shown]  # but for its own comma
    assert shown == meant
    home = f"../../../../{{}}signatories/individuals/{path}/"
    switcher = {a.get("hreflang"): a.get("href") for a in page.cssselect(".languages a")}
    others = {"en": "", "es": "es/", "ar": "ar/"}
    expected = {c: home.format(folder) for c, folder in others.items()} | {code: "./"}
    assert switcher == expected
    links = [a.get("href") for a in page.cssselect("main a")]
    assert len(links) > 20
    assert not [link for link in links if link.startswith("../../../")]
    assert not page.cssselect(".translation")


def _below(folder: Path) -> list[Path]:
    return sorted(path.relative_to(folder) for path in folder.glob("*/**/index.html"))


def test_a_site_in_one_language_has_nothing_of_all_this() -> None:
    built = campaign()
    for page in built.site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert "hreflang" not in text
        assert 'class="languages"' not in text
    assert not [*built.site.glob("search/lunr.multi.js")]
