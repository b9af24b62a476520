"""Where languages' pages lie, how languages are called, and what leads from one to another."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaign.config.configuration import Campaign, Language
from campaign.config.configuration_file import read_config
from campaign.i18n.formats import Formats
from campaign.i18n.languages import (
    group_names,
    in_language,
    join_path,
    mark_links,
    own_name,
    split_path,
    with_territory,
)
from tests.bilingual import LANGUAGES
from tests.example import CAMPAIGN, configuration

CODES = ("es", "ar")


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


def test_languages_are_called_by_their_own_names_or_by_those_of_another() -> None:
    assert own_name("pt-BR") == "Português (Brasil)"
    assert Formats("es").language("en") == "inglés"


def test_facts_are_replaced_and_what_a_language_leaves_out_stays() -> None:
    campaign = Campaign.model_validate(CAMPAIGN | {"unnamed": "2"})
    language = Language.model_validate(LANGUAGES[0])
    spanish = in_language(campaign, language)
    assert spanish.short_name == "La carta"
    assert spanish.donate is not None
    assert spanish.donate.label == "Donar al fondo"
    assert campaign.donate is not None
    assert (spanish.contact, spanish.donate.url) == (campaign.contact, campaign.donate.url)
    assert group_names(campaign, language) == {"National": "Nacionales", "Local": "Locales"}
    assert group_names(campaign, None) == {"National": "National", "Local": "Local"}
    assert in_language(campaign, Language(code="es")) == campaign


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
