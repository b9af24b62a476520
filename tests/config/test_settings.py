"""mkdocs.yml: the menu and the site's own settings."""

from __future__ import annotations

import pytest

from campaign.config.configuration_file import parse_config
from campaign.config.settings import check_settings

REST = "INHERIT: hooks/settings.yml\n"
MENU = 'nav: [index.md]\nnot_in_nav: "*"\n'
PAGES = ("index.md", "about.md", "demands/act.md", "demands/pay.md", "es/index.md", "a.png")


def found(begin: str, pages: tuple[str, ...] = PAGES) -> list[str]:
    text = begin + REST + ("" if "nav:" in begin.lower() else MENU)
    return [str(each) for each in check_settings(parse_config(text), pages, None, {"es"})]


@pytest.mark.parametrize(
    ("nav", "hidden"),
    [
        (
            "- The letter: index.md\n  - about.md\n  - Demands:\n      - demands/act.md",
            "/demands/*",
        ),
        ("- The letter: index.md", "/about.md\n  /demands/"),
    ],
)
def test_a_page_in_the_menu_or_out_of_it_by_intention(nav: str, hidden: str) -> None:
    assert not found(f"site_name: A\nnav:\n  {nav}\nnot_in_nav: |\n  {hidden}\n")


def test_a_part_of_the_menu_holds_one_page() -> None:
    more = "nav:\n  - index.md\n  - More:\n      - about.md\n      - demands/act.md\n"
    assert found(f"site_name: A\n{more}not_in_nav: /demands/*\n") == [
        'mkdocs.yml:4:5: the header shows only the first page of "More"; give each an entry of '
        "its own in 'nav', or write the others below `not_in_nav:`"
    ]


def test_a_page_that_no_menu_leads_to() -> None:
    assert found("site_name: A\nnav:\n  - index.md\nnot_in_nav: |\n  /demands/a*\n") == [
        "mkdocs.yml:2:1: docs/about.md stands in no menu; add `- Its title: about.md` below "
        "`nav:`, or `/about.md` below `not_in_nav:` if only links lead to it",
        "mkdocs.yml:2:1: docs/demands/pay.md stands in no menu; add `- Its title: demands/pay.md` "
        "below `nav:`, or `/demands/pay.md` below `not_in_nav:` if only links lead to it",
    ]


def test_without_a_menu_mkdocs_would_make_one_of_all_pages() -> None:
    (problem,) = check_settings(parse_config(f"site_name: A\n{REST}"), PAGES, None)
    assert str(problem).startswith("mkdocs.yml:1:1: the menu is missing; write `nav:`")


@pytest.mark.parametrize("address", ["letter.example.org", "http://letter.example.org/"])
def test_the_site_s_address_is_whole(address: str) -> None:
    (one,) = found(f"site_name: A\nsite_url: {address}\n")
    assert one == (
        f"mkdocs.yml:2:11: 'site_url' is \"{address}\"; write a whole address that begins with "
        "https://"
    )


def test_a_site_has_a_name() -> None:
    assert found("site_url: https://letter.example.org/\n") == [
        "mkdocs.yml:1:1: 'site_name' is missing; add the line `site_name: …`"
    ]


@pytest.mark.parametrize(
    ("settings", "problem"),
    [
        ("", "1:1: 'INHERIT' is missing; add the line `INHERIT: hooks/settings.yml`, without which "
         "nothing makes and checks the site"),
        ("INHERIT: docs/mine.yml\n", "2:10: 'INHERIT' is \"docs/mine.yml\"; write "
         "hooks/settings.yml"),
        ("INHERIT: [hooks/settings.yml]\n", "2:10: 'INHERIT' is"),
        (REST + "hooks: []\n", "3:8: 'hooks' names a program"),
        (REST + "theme:\n  custom_dir: mine\n", "4:15: 'theme.custom_dir' is \"mine\"; write"),
        (REST + "theme:\n  name: mine\n", "4:9: 'theme.name' is \"mine\"; write material"),
    ],
)  # fmt: skip
def test_the_settings_of_the_project_are_taken_over(settings: str, problem: str) -> None:
    (one,) = check_settings(parse_config(f"site_name: A\n{settings}{MENU}"), PAGES, None)
    assert str(one).removeprefix("mkdocs.yml:").startswith(problem)


def test_what_is_written_once_more_may_stand() -> None:
    assert not found("site_name: A\nhooks:\n  - hooks/main.py\ntheme:\n  name: material\n")


LANGUAGES = """
site_name: A
nav:
  - About: about.md
  - News: https://news.example.org/
  - More: HTTPS://more.example.org/
not_in_nav: "*"
extra:
  campaign:
    languages:
      - code: en
      - code: es
"""


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("        nav_titles: [Noticias, Más]\n", []),
        ("        complete: no\n", []),
        (
            "        nav_titles: [Noticias]\n",
            ["mkdocs.yml:12:9: 'nav_titles' has 1, but 'nav' has 2 links to other sites; write one "
             "for each, in the order of 'nav'"],
        ),
        (
            "        complete: yes\n",
            ["mkdocs.yml:11:9: the language es is complete, but does not say what 'nav' calls "
             "links to other sites; add `nav_titles:` with 2"],
        ),
    ],
)  # fmt: skip
def test_a_language_says_what_links_to_other_sites_are_called(
    language: str, told: list[str]
) -> None:
    assert found(LANGUAGES.lstrip() + language) == told


def test_the_main_language_calls_them_in_the_menu() -> None:
    theme = "        complete: yes\ntheme:\n  language: es\n"
    assert found(LANGUAGES.lstrip() + theme) == []


def test_a_page_that_was_renamed_is_not_meant_to_be_its_translation() -> None:
    (problem, _) = found(
        "site_name: A\nnav:\n  - index.md\n  - who.md\n", ("index.md", "es/who.md", "us.md")
    )
    assert "'nav' names \"who.md\", and docs/ holds no such page; add the file" in problem


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("theme: material\n", "2:8: write `name: material` below `theme:`, or delete it"),
        ("theme:\n", "2:7: write `name: material` below `theme:`, or delete it"),
        ("theme:\n  language: ../../x\n", "3:13: 'theme.language' is \"../../x\""),
        ("theme:\n  language: [en]\n", "3:13: 'theme.language' is"),
        (
            "site_url: https://example.org/?a=b\n",
            "2:11: 'site_url' is \"https://example.org/?a=b\"",
        ),
        (
            "plugins:\n  - /search:\n      prebuild_index: node\n",
            '4:7: the setting "/search.prebuild_index" may run another program',
        ),
        (
            "markdown_extensions:\n  - toc:\n      slugify: evil\n",
            "cannot be used ('str' object is not callable)",
        ),
        ("markdown_extensions:\n  - pymdownx.slugs\n", '"markdown_extensions" cannot be used'),
        ("markdown_extensions: toc\n", "cannot be used (it is no list)"),
    ],
)
def test_a_setting_that_would_end_a_build_or_run_a_program(written: str, told: str) -> None:
    (problem,) = found(f"site_name: A\n{written}")
    assert told in problem


@pytest.mark.parametrize(
    "written",
    [
        "theme:\n  language: pt-BR\n",
        "plugins:\n  - /search:\n      lang: [en, es]\n",
        "markdown_extensions:\n  - toc:\n      permalink: true\n      toc_depth: 3\n",
        "markdown_extensions:\n  toc: {permalink: yes}\n  tables:\n",
    ],
)
def test_a_setting_of_the_campaign_s_own(written: str) -> None:
    assert not found(f"site_name: A\n{written}")


@pytest.mark.parametrize(
    ("setting", "remedy"),
    [
        ("Nav: [index.md]", 'did you mean "nav"?'),
        ("extra_css: [a.css]", "delete it: write rules of style into overrides/own.css"),
        ("theme: {palette: {primary: red}}", "delete it: write `colours:` below `campaign:`"),
        ("plugins: [social]", "delete it: each page has a card for shared links already"),
        ("plugins: [material/blog]", "delete it: news stands in docs/updates/"),
    ],
)
def test_what_other_sites_set_is_told_with_what_does_it_here(setting: str, remedy: str) -> None:
    rest = "site_name: A\nnav: [index.md]\nnot_in_nav: /*\n"
    said = found(f"{setting}\n{rest}")
    assert len(said) == 1, said
    assert said[0].startswith("mkdocs.yml:1:")
    assert said[0].endswith(remedy)
