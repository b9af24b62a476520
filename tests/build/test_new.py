"""A campaign that `campaign new` began: it builds at once, and is published when it is written."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from campaign.site.checking import campaign_folder
from campaign.site.placeholders import find_placeholders
from tests.build.reading import tree
from tests.sites import build, environment_with
from tests.starting import ANSWERS, FIRST_CAMPAIGN, begin

pytestmark = pytest.mark.build


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return begin(tmp_path_factory.mktemp("blank") / "a letter", None)


def written(root: Path, target: Path, filler: str = "Example") -> Path:
    """Return a copy of a campaign in which every placeholder is replaced by a word."""
    shutil.copytree(root, target)
    for notice in reversed(find_placeholders(campaign_folder(target / "mkdocs.yml"))):
        path = target / notice.path
        word = notice.message.split("`")[1]
        own = filler if word.startswith("[") else "your.example.org"
        path.write_text(path.read_text(encoding="utf-8").replace(word, own), encoding="utf-8")
    return target


def test_it_builds_at_once(blank: Path, tmp_path: Path) -> None:
    root = shutil.copytree(blank, tmp_path / "x")
    built = build(root, "--strict")
    assert built.code == 0, built.output
    assert "WARNING" not in built.output
    assert "27 texts of the starter are still to be replaced" in built.output
    letter = built.html()
    assert "<!--" not in letter.replace("<!doctype", "")
    assert "Whoever stops reading" not in letter  # notes to the editor
    text = "\n".join(
        path.read_text(encoding="utf-8") for path in built.site.rglob("*.html")
    ).casefold()
    assert [word for word in FIRST_CAMPAIGN if word in text] == []


def test_it_is_not_published_before_it_is_written(blank: Path, tmp_path: Path) -> None:
    root = shutil.copytree(blank, tmp_path / "x")
    built = build(root, CAMPAIGN_PUBLISHING="1")
    assert built.code == 1
    assert "27 problems in 4 files; nothing was built." in built.output
    demand = "docs/demands/your-demand.md:3:9: this is still the starter's text; replace"
    assert f"{demand} `[your demand]` by your own" in built.output
    assert not built.site.exists()


def test_it_is_published_when_it_is_written(blank: Path, tmp_path: Path) -> None:
    built = build(written(blank, tmp_path / "x"), CAMPAIGN_PUBLISHING="1")
    assert built.code == 0, built.output
    assert "of the starter" not in built.output


def test_all_that_is_told_is_published(tmp_path: Path) -> None:
    root = written(begin(tmp_path / "told"), tmp_path / "x")
    built = build(root, CAMPAIGN_PUBLISHING="1")
    assert built.code == 0, built.output
    assert "https://donate.example.org/form" in built.html("give")
    assert len(re.findall(r'class="status', built.html("demands"))) >= 3


def test_a_starter_in_another_language_is_in_that_language(tmp_path: Path) -> None:
    answers = ANSWERS + "language: es\n"
    built = build(
        written(begin(tmp_path / "carta", answers), tmp_path / "x"), CAMPAIGN_PUBLISHING="1"
    )
    assert built.code == 0, built.output
    assert '<html lang="es" dir="ltr">' in built.html()
    for page in ("", "take-part", "privacy", "about", "give", "demands"):
        shown = re.sub(r"<[^>]+>", " ", built.html(page))
        assert not re.search(r"\b(the|letter|Donate|site)\b", shown.partition("<main")[2]), page


def test_a_pledge_speaks_of_no_letter(tmp_path: Path) -> None:
    answers = ANSWERS + "shape: pledge\nalso_in: [es]\n"
    root = written(begin(tmp_path / "pledge", answers), tmp_path / "x")
    built = build(root, CAMPAIGN_PUBLISHING="1")
    assert built.code == 0, built.output
    assert built.html().count('class="numeral"') == 3
    assert "Sign the pledge" in built.html()
    assert "Firmar la promesa" in built.html("es")
    for file in built.site.rglob("*.html"):
        shown = re.sub(r"<script.*?</script>|<[^>]+>", " ", file.read_text("utf-8"), flags=re.S)
        shown = re.sub(r"A letter to the Example Council|\S*@\S*", "", shown)
        assert not re.search(r"\b(letter|carta)\b", shown, re.IGNORECASE), file


IN_ARABIC = """\
name: رسالة إلى مجلس المثال
organizers:
  - name: تحالف المثال
    url: https://alliance.example.org/
addressee: مجلس المثال
letter_date: 2026-03-01
contact: letter@example.org
sign_on:
  github: yes
groups: [وطنية, محلية]
demands: [فتح المكتبة أيام الجمعة, إصلاح الجسر]
donate:
  url: https://donate.example.org/form
  legal_name: صندوق المثال
repository: example-alliance/letter
language: ar
"""
NAMES = (
    "AA|axe-core|BibTeX|Bluesky|CSV|Facebook|GitHub|HTML|JSON|LinkedIn|Mastodon|Nu|Checker|Pages|"
    "PDF|RIS|Tab|Threads|UA|UTF|WCAG|WhatsApp|X"
)
"""What has a Latin name in Arabic too."""
SPOKEN = ("alt", "aria-label", "aria-description", "placeholder", "title")


def test_a_campaign_in_arabic_alone_speaks_arabic_everywhere(tmp_path: Path) -> None:
    root = written(begin(tmp_path / "risala", IN_ARABIC), tmp_path / "x", "مثال")
    built = build(root, CAMPAIGN_PUBLISHING="1", CAMPAIGN_PDF="yes")
    assert built.code == 0, built.output
    assert "WARNING" not in built.output
    pages = [path.relative_to(built.site).as_posix() for path in built.site.rglob("*.html")]
    assert {"index.html", "404.html", "search.html", "give/index.html"} < set(pages)
    for page in pages:
        html = tree(built, page)
        assert (html.get("lang"), html.get("dir")) == ("ar", "rtl")
        for element in html.xpath("//script|//style|//code"):
            element.drop_tree()
        said = [html.text_content(), *html.xpath("//meta[@name='description']/@content")]
        said += [e.get(name, "") for e in html.iter() for name in SPOKEN if isinstance(e.tag, str)]
        words = re.sub(
            rf"(?<![A-Za-z])({NAMES})(?![A-Za-z])|[\w.@:/-]+\.\w+\S*", "", " ".join(said)
        )
        assert re.findall(r"[A-Za-z]{2,}", words) == [], page


def test_two_languages(tmp_path: Path) -> None:
    answers = ANSWERS + "also_in: [es]\n"
    built = build(
        written(begin(tmp_path / "two", answers), tmp_path / "x"), CAMPAIGN_PUBLISHING="1"
    )
    assert built.code == 0, built.output
    assert '<html lang="en" dir="ltr">' in built.html()
    assert '<html lang="es" dir="ltr">' in built.html("es")
    assert 'hreflang="es"' in built.html("demands/plant-trees")


def test_its_own_check_passes(blank: Path, tmp_path: Path) -> None:
    root = shutil.copytree(blank, tmp_path / "a letter")
    programs = root / ".venv" / "bin"
    programs.mkdir(parents=True)
    for name, arguments in {"python": "", "mkdocs": "-m mkdocs "}.items():
        (programs / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {arguments}"$@"\n')
        (programs / name).chmod(0o755)
    (root / ".venv" / ".site-ready").touch()
    done = subprocess.run(
        ["make", "check"], cwd=root, env=environment_with(), capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    told = subprocess.run(["make"], cwd=root, capture_output=True, text=True, check=True).stdout
    assert "make update" in told
    assert "make bench" not in told
