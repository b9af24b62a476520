"""Where languages' pages lie, how languages are called, and what leads from one to another."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from campaign.config.configuration import Campaign, Language, missing_facts
from campaign.config.configuration_file import read_campaign, read_config
from campaign.core.problems import Problems
from campaign.i18n.formats import Formats
from campaign.i18n.languages import (
    choices,
    direction,
    group_names,
    in_language,
    join_path,
    mark_links,
    own_name,
    split_path,
    with_territory,
)
from tests.example import CAMPAIGN, configuration

CODES = ("es", "ar")
SPANISH = {
    "code": "es",
    "complete": "yes",
    "name": "Una carta al Consejo de Ejemplo",
    "short_name": "La carta",
    "addressee": "El Consejo de Ejemplo",
    "groups": ["Nacionales", "Locales"],
    "donate_label": "Donar al fondo",
}


@pytest.mark.parametrize(
    ("path", "code", "rest"),
    [
        ("about.md", "", "about.md"),
        ("es/about.md", "es", "about.md"),
        ("es/demands/index.md", "es", "demands/index.md"),
        ("essays/about.md", "", "essays/about.md"),
        ("es", "", "es"),
        ("es/", "es", ""),
    ],
)
def test_a_path_tells_its_language(path: str, code: str, rest: str) -> None:
    assert split_path(path, CODES) == (code, rest)
    assert join_path(code, rest) == path


def test_languages_are_called_by_their_own_names() -> None:
    assert [own_name(c) for c in ("en", "es", "ar", "pt-BR")] == [
        "English",
        "Español",
        "العربية",
        "Português (Brasil)",
    ]
    assert Formats("es").language("en") == "inglés"
    assert (direction("es"), direction("ar")) == ("ltr", "rtl")


def test_facts_are_replaced_and_what_a_language_leaves_out_stays() -> None:
    campaign = Campaign.model_validate(CAMPAIGN | {"unnamed": "2"})
    language = Language.model_validate(SPANISH)
    spanish = in_language(campaign, language)
    assert spanish.short_name == "La carta"
    assert spanish.donate is not None
    assert spanish.donate.label == "Donar al fondo"
    assert campaign.donate is not None
    assert (spanish.contact, spanish.donate.url) == (campaign.contact, campaign.donate.url)
    assert group_names(campaign, language) == {"National": "Nacionales", "Local": "Locales"}
    assert group_names(campaign, None) == {"National": "National", "Local": "Local"}
    assert missing_facts(campaign, language) == []
    bare = Language.model_validate({"code": "es"})
    assert in_language(campaign, bare) == campaign
    assert missing_facts(campaign, bare) == [
        "name",
        "short_name",
        "addressee",
        "groups",
        "donate_label",
    ]


def test_the_switcher_keeps_the_page_or_leads_to_the_letter() -> None:
    languages = [Language.model_validate({"code": code}) for code in ("ar", "en", "es", "so")]
    pages = {"index.md", "about.md", "es/index.md", "es/about.md", "ar/index.md"}
    found = choices("about.md", "es", "en", languages, pages)
    assert [(c.code, c.path, c.is_current, c.is_same_page) for c in found] == [
        ("ar", "ar/index.md", False, False),
        ("en", "about.md", False, True),
        ("es", "es/about.md", True, True),
    ]


@pytest.mark.parametrize(
    ("link", "marked"),
    [
        ('<a href="../../about/">', '<a hreflang="en" href="../../about/">'),
        ('<a class="x" href="../../ar/">', '<a hreflang="ar" class="x" href="../../ar/">'),
        ('<a href="../">', '<a href="../">'),
        ('<a href="./">', '<a href="./">'),
        ('<a href="#record">', '<a href="#record">'),
        ('<a href="../../">', '<a hreflang="en" href="../../">'),
        ('<a href="../../signatories.csv">', '<a href="../../signatories.csv">'),
        ('<a href="https://example.org/en/">', '<a href="https://example.org/en/">'),
        ('<a href="mailto:a@example.org">', '<a href="mailto:a@example.org">'),
        ('<a hreflang="fr" href="../../">', '<a hreflang="fr" href="../../">'),
    ],
)
def test_a_link_into_another_language_says_so(link: str, marked: str) -> None:
    assert mark_links(link, "es/about/", "en", CODES, "es") == marked


def check(tmp_path: Path, languages: object, menu: str = "") -> list[str]:
    file = tmp_path / "mkdocs.yml"
    text = configuration(CAMPAIGN | {"languages": languages})
    file.write_text(re.sub(r"(?m)^nav:\n", f"nav:\n{menu}", text), encoding="utf-8")
    problems = Problems()
    read_campaign(read_config(file), problems)
    lines = file.read_text(encoding="utf-8").splitlines()
    return [f"{lines[p.line - 1].strip()} | {p.message}" for p in problems]


def test_the_configuration_of_languages_is_checked_at_its_line(tmp_path: Path) -> None:
    assert check(tmp_path, [{"code": "en"}, SPANISH]) == []
    (lacks,) = check(tmp_path, [SPANISH])
    assert lacks.startswith("languages: | 'languages' lacks the site's main language \"en\"")
    (twice,) = check(tmp_path, [{"code": "en"}, {"code": "ar"}, {"code": "ar"}])
    assert twice == '- code: ar | the language "ar" stands twice; keep one'
    (facts,) = check(tmp_path, [{"code": "en", "name": "A letter"}])
    assert facts.startswith('name: A letter | "en" is the main language')
    (short,) = check(tmp_path, [{"code": "en"}, SPANISH | {"groups": ["Nacionales"]}])
    assert "'groups' names 1, but the campaign has 2" in short
    less = {key: value for key, value in SPANISH.items() if key != "addressee"}
    (missing,) = check(tmp_path, [{"code": "en"}, less])
    assert "'addressee' is missing" in missing
    (unknown,) = check(tmp_path, [{"code": "en"}, {"code": "spanish"}])
    assert "which is no language that is known" in unknown
    (case,) = check(tmp_path, [{"code": "en"}, {"code": "pt-br"}])
    assert 'write "pt-BR"' in case


def test_a_language_says_what_links_to_other_sites_are_called(tmp_path: Path) -> None:
    menu = "- News: https://news.example.org/\n- More: HTTPS://more.example.org/\n"
    english = {"code": "en", "complete": "yes"}
    assert check(tmp_path, [english, SPANISH | {"nav_titles": ["Noticias", "Más"]}], menu) == []
    assert check(tmp_path, [english, SPANISH | {"complete": "no"}], menu) == []
    (lacks,) = check(tmp_path, [english, SPANISH], menu)
    assert lacks.startswith("- code: es | ")
    assert "'nav_titles' is missing" in lacks
    (few,) = check(tmp_path, [english, SPANISH | {"nav_titles": ["Noticias"]}], menu)
    assert "'nav_titles' names 1, but links to other sites in `nav` are 2; write one for" in few


def test_folders_are_known_whatever_else_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "mkdocs.yml"
    broken = {key: value for key, value in CAMPAIGN.items() if key != "contact"}
    languages = [{"code": "en"}, {"code": "es", "what": "1"}]
    file.write_text(configuration(broken | {"languages": languages}), encoding="utf-8")
    assert read_config(file).other_languages == ("es",)


@pytest.mark.parametrize(
    ("code", "said"),
    [("es", "es_ES"), ("pt-BR", "pt_BR"), ("zh-Hant", "zh_TW"), ("ar", "ar_EG"), ("eo", "eo")],
)
def test_open_graph_names_a_language_with_its_place(code: str, said: str) -> None:
    assert with_territory(code) == said


def test_what_is_announced_is_not_said_in_another_language() -> None:
    line = {"text": "We march.", "until": "2021-03-01"}
    campaign = Campaign.model_validate(CAMPAIGN | {"unnamed": "2", "announcement": line})
    silent = in_language(campaign, Language(code="es"))
    assert silent.announcement is None
    told = in_language(campaign, Language(code="es", announcement="Marchamos."))
    assert told.announcement
    assert told.announcement.text == "Marchamos."
