"""Interface words: the catalogues hold all of them, and what is wrong is said by its line."""

from __future__ import annotations

import gettext
from pathlib import Path
from typing import Any

import pytest
from babel import Locale
from babel.messages import Catalog
from click.testing import CliRunner

from campaign.cli.commands.words import command
from campaign.config.folder import find_templates
from campaign.core.problems import Problem
from campaign.i18n.catalogues import (
    Word,
    as_text,
    catalogue_path,
    check_catalogue,
    empty_catalogue,
    extract,
    read_catalogue,
    reviewed,
    untranslated,
    update,
    used_catalogue,
)
from campaign.i18n.english_words import InterfaceWords
from campaign.i18n.languages import without_region
from tests.golden import cases, read_cases, replaced
from tests.sites import ROOT, copy_project

TEMPLATES = ROOT / "overrides"
CODES = sorted(path.stem for path in (TEMPLATES / "words").glob("*.po"))
BASE = read_cases("catalogues")["base"]
HEADER = BASE[: BASE.index('msgid "Read')]


def test_a_language_of_a_region_has_the_words_of_the_language_alone() -> None:
    assert {"ar", "de", "es"} <= set(CODES)
    templates = find_templates(ROOT)
    shown = {code: used_catalogue(templates, code).name for code in ("es", "de-AT", "sw", "ar-EG")}
    assert shown == {"es": "es.po", "de-AT": "de.po", "sw": "sw.po", "ar-EG": "ar.po"}
    assert without_region("zh-CN") == without_region("zh-Hans") == "zh"
    assert without_region("zh-Hant") == "zh-Hant"  # another script


@pytest.mark.parametrize("code", CODES)
def test_a_catalogue_is_whole_says_who_reviewed_it_and_counts_as_its_language(code: str) -> None:
    path, words = catalogue_path(find_templates(ROOT), code), extract(TEMPLATES)
    catalogue, problems = read_catalogue(path, path.name)
    assert problems == []
    assert catalogue is not None
    assert len(words) > 100
    update(catalogue, words)
    assert as_text(catalogue) == path.read_text(encoding="utf-8"), "make words"
    assert check_catalogue(catalogue, words, path.name, "overrides") == []
    assert untranslated(catalogue, words) == 0
    assert reviewed(catalogue) == "no"
    new = empty_catalogue(code)
    update(new, words)
    assert (catalogue.header_comment, catalogue.plural_forms) == (
        new.header_comment,
        new.plural_forms,
    )
    rule = Locale.parse(code).plural_form
    form_of = gettext.c2py(str(catalogue.plural_expr))
    forms: dict[str, set[int]] = {}
    for number in range(1001):
        forms.setdefault(rule(number), set()).add(form_of(number))
    assert all(len(found) == 1 for found in forms.values()), forms
    assert len({n for found in forms.values() for n in found}) == catalogue.num_plurals


def test_plurals_follow_the_language() -> None:
    catalogue, _ = read_catalogue(catalogue_path(find_templates(ROOT), "ar"), "ar.po")
    say = InterfaceWords(catalogue, set()).ngettext
    one, many = "%(n)s individual", "%(n)s individuals"
    forms = {n: say(one, many, n) for n in (0, 1, 2, 3, 10, 11, 12, 99, 100, 102, 103, 111, 1000)}
    assert (forms[0], forms[1], forms[2]) == ("لا أفراد", "فرد واحد", "فردان")
    assert {n for n, form in forms.items() if form == "%(n)s أفراد"} == {3, 10, 103}
    assert {n for n, form in forms.items() if form == "%(n)s فردًا"} == {11, 12, 99, 111}
    assert {n for n, form in forms.items() if form == "%(n)s فرد"} == {100, 102, 1000}
    spanish, _ = read_catalogue(catalogue_path(find_templates(ROOT), "es"), "es.po")
    assert InterfaceWords(spanish, set()).gettext("Share") == "Compartir"
    assert InterfaceWords(None, set()).gettext("Share") == "Share"
    english: set[Word] = set()
    say = InterfaceWords(spanish, english)
    assert (say.gettext("Share"), say.gettext("Lend")) == ("Compartir", "Lend")
    assert say.ngettext("%(n)s loan", "%(n)s loans", 2) == "%(n)s loans"
    assert english == {"Lend", ("%(n)s loan", "%(n)s loans")}


def reading(tmp_path: Path, text: str) -> tuple[Catalog | None, list[Problem]]:
    path = tmp_path / "es.po"
    path.write_text(text, encoding="utf-8")
    return read_catalogue(path, "es.po")


def problems_of(tmp_path: Path, text: str, *, complete: bool = True) -> list[str]:
    templates = tmp_path / "overrides"
    templates.mkdir(exist_ok=True)
    page = "{% trans name=x %}Read {{ name }}{% endtrans %}"
    page += "{% trans count=n %}{{ count }} word{% pluralize %}{{ count }} words{% endtrans %}"
    (templates / "page.html").write_text(page, encoding="utf-8")
    catalogue, found = reading(tmp_path, text)
    if catalogue is not None:
        words = extract(templates) if complete else {}
        found += check_catalogue(catalogue, words, "es.po", "overrides")
    return [str(problem).removeprefix("es.po:") for problem in found]


@pytest.mark.parametrize("case", cases("catalogues", "cases"))
def test_what_is_wrong_in_a_catalogue(case: dict[str, Any], tmp_path: Path) -> None:
    text, problems = replaced(BASE, case), case["problems"]
    assert problems_of(tmp_path, text) == problems
    always = [] if case.get("when") == "complete" else problems
    assert problems_of(tmp_path, text, complete=False) == always


def test_a_translation_without_end_is_a_problem(tmp_path: Path) -> None:
    (found,) = problems_of(tmp_path, BASE.replace("Leer", "a" * 3000))
    assert "has 3009 characters; write at most" in found


@pytest.mark.parametrize("charset", ["rot13", "raw_unicode_escape", "nothing-known"])
def test_a_catalogue_is_read_as_utf_8_whatever_it_says(charset: str, tmp_path: Path) -> None:
    text = HEADER + 'msgid "Press"\nmsgstr "\u00bfPrensa\\\\u003e?"\n'
    catalogue, _ = reading(tmp_path, text.replace("utf-8", charset))
    assert InterfaceWords(catalogue, set()).gettext("Press") == "\u00bfPrensa\\u003e?"
    assert catalogue is not None
    assert 'msgstr "\u00bfPrensa\\\\u003e?"' in as_text(catalogue)


def test_a_word_with_some_of_its_forms_is_looked_at_and_not_shown(tmp_path: Path) -> None:
    entry = 'msgid "Organizer:"\nmsgid_plural "Organizers:"\nmsgstr[0] "{}"\nmsgstr[1] ""\n'
    (problem,) = problems_of(tmp_path, HEADER + entry.format("<b>Organiza</b>:"), complete=False)
    assert "holds <, which is a sign of HTML" in problem
    assert problems_of(tmp_path, HEADER + entry.format("Organiza:"), complete=False) == []
    catalogue, _ = reading(tmp_path, HEADER + entry.format("Organiza:"))
    assert InterfaceWords(catalogue, set()).ngettext("Organizer:", "Organizers:", 1) == "Organizer:"


def test_a_broken_catalogue_is_said_by_its_line(tmp_path: Path) -> None:
    (found,) = problems_of(tmp_path, f"{BASE}nonsense\n")
    assert found.startswith("14:1: this is no line of a catalogue")


@pytest.mark.build
def test_the_command_keeps_translations_and_brings_words_up_to_date(tmp_path: Path) -> None:
    root = copy_project(tmp_path / "a folder", docs=False)
    options = ["--config", str(root / "mkdocs.yml")]
    run = CliRunner().invoke
    done = run(command, [*options, "--dry-run"])
    assert done.exit_code == 0, done.output
    assert "Every catalogue is current." in done.output
    page = root / "overrides/main.html"
    page.write_text(page.read_text("utf-8") + "{{ _('A new word') }}", encoding="utf-8")
    done = run(command, [*options, "--dry-run"])
    assert done.exit_code == 1
    assert "Would write overrides/words/es.po" in done.output
    assert run(command, options).exit_code == 0
    text = (root / "overrides/words/es.po").read_text(encoding="utf-8")
    assert 'msgid "A new word"\nmsgstr ""\n' in text
    assert 'msgstr "Compartir"' in text
    done = run(command, [*options, "--add", "pt-BR"])
    assert done.exit_code == 0
    assert "reviewed by a native reader: no" in done.output
    assert '"Language: pt-BR\\n"' in (root / "overrides/words/pt-BR.po").read_text("utf-8")
    assert run(command, [*options, "--add", "pt-BR"]).exit_code == 2
    assert run(command, [*options, "--add", "french"]).exit_code == 2
    (root / "overrides/words/french.po").write_text(HEADER, encoding="utf-8")
    done = run(command, options)
    assert done.exit_code == 1
    assert 'french.po:1:1: the language of the file\'s name is "french", which is no' in done.output


def test_a_campaign_is_told_of_the_words_that_came_with_the_generator(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: Example\n", encoding="utf-8")
    done = CliRunner().invoke(command, ["--config", str(tmp_path / "mkdocs.yml")])
    assert done.exit_code == 0, done.output
    assert "words/de.po: Deutsch, 0 of " in done.output
    assert not (tmp_path / "overrides").exists()
