"""A campaign that `campaign new` began: it builds at once, and is published when it is written."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from campaign.site.checking import campaign_folder
from campaign.site.placeholders import find_placeholders
from tests.build.reading import files, tree
from tests.sites import ROOT, Built, environment_with
from tests.sites import build as build_in
from tests.starting import ANSWERS, FIRST_CAMPAIGN, begin, wheels


def written(root: Path, target: Path, filler: str = "Example") -> Path:
    """Return a copy of a campaign in which every placeholder is replaced by a word."""
    shutil.copytree(root, target)
    for notice in reversed(find_placeholders(campaign_folder(target / "mkdocs.yml"))):
        path = target / notice.path
        word = notice.message.split("`")[1]
        own = "your.example.org" if word.endswith(".example") else filler
        own = "@ada" if word.startswith("@") else own
        path.write_text(path.read_text(encoding="utf-8").replace(word, own), encoding="utf-8")
    return target


def build(root: Path, *options: str, **environment: str) -> Built:
    """Build a campaign by the program as its source lies here."""
    return build_in(root, *options, PYTHONPATH=str(ROOT / "hooks"), **environment)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment with the wheels, and without this repository.

    It has the packages of the tests but for those that requirements.txt leaves out.
    """
    folder = tmp_path_factory.mktemp("installed") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    packages = next((folder / "lib").glob("python*")) / "site-packages"
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    unused = makefile.replace("\\\n", " ").partition("UNUSED := ")[2].partition("\n")[0].split()
    modules = sorted(name for name, of in packages_distributions().items() if {*of} & {*unused})
    (packages / "others.pth").write_text(
        f"{sysconfig.get_path('purelib')}\n"
        f"import sys; sys.modules.update(dict.fromkeys({modules}))\n"
    )
    uv = [Path(sys.executable).with_name("uv"), "pip", "install", "--quiet", "--python", folder]
    subprocess.run([*uv, "--no-deps", "--offline", *sorted(wheels().iterdir())], check=True)
    return folder / "bin"


def say(program: Path, *arguments: str | Path, cwd: Path) -> str:
    """Run a command, which must succeed; returns what it said."""
    done = subprocess.run(
        [program, *arguments], cwd=cwd, env=environment_with(), capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_the_first_campaign_is_the_same_from_the_wheel(
    installed: Path, real_site: Built, tmp_path: Path
) -> None:
    small = begin(tmp_path / "small", "name: A\n")
    for name in ("mkdocs.yml", "docs"):
        path = small / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
        copied = real_site.root / name
        shutil.copytree(copied, path) if copied.is_dir() else shutil.copy(copied, path)
    say(installed / "campaign", "build", cwd=small)
    assert files(small / "site") == files(real_site.site)


@pytest.mark.parametrize(
    "answers", [None, ANSWERS + "shape: pledge\nalso_in: [es]\n"], ids=["none", "a pledge"]
)
def test_begun_filled_and_built_from_the_wheel_alone(
    installed: Path, tmp_path: Path, answers: str | None
) -> None:
    file = tmp_path / "answers.yml"
    file.write_text(answers or "name: A letter\n", encoding="utf-8")
    root = tmp_path / "our letter"
    say(installed / "campaign", "new", root, "--answers", file, "--wheel", wheels(), cwd=tmp_path)
    filled = written(root, tmp_path / "filled")
    plain = shutil.copytree(filled, tmp_path / "plain")
    assert "is installed" not in say(installed / "campaign", "build", cwd=filled)
    published = build(plain, CAMPAIGN_PUBLISHING="1").good()
    assert "of the starter" not in published.output
    assert files(filled / "site") == files(plain / "site")
    if answers:
        _is_a_whole_pledge_in_both_languages(published)
        return
    assert "add-a-signatory" in say(installed / "campaign", "guide", cwd=filled)
    pins = filled / "requirements.txt"
    pins.write_text(re.sub(r"campaign_site-[\d.]+-", "campaign_site-9.0.0-", pins.read_text()))
    assert "No problem found." in say(installed / "campaign", "check", "--build", cwd=filled)
    assert "Version 9.0.0 is pinned, and " in say(installed / "campaign", "build", cwd=filled)


def _is_a_whole_pledge_in_both_languages(built: Built) -> None:
    assert "https://donate.example.org/form" in built.html("give")
    assert len(re.findall(r'class="status', built.html("demands"))) >= 3
    assert '<html lang="en" dir="ltr">' in built.html()
    assert '<html lang="es" dir="ltr">' in built.html("es")
    assert 'hreflang="es"' in built.html("demands/plant-trees")
    assert built.html().count('class="numeral"') == 3
    assert "Sign the pledge" in built.html()
    assert "Firmar la promesa" in built.html("es")
    for file in built.site.rglob("*.html"):
        shown = re.sub(r"<script.*?</script>|<[^>]+>", " ", file.read_text("utf-8"), flags=re.S)
        shown = re.sub(r"A letter to the Example Council|\S*@\S*", "", shown)
        assert not re.search(r"\b(letter|carta)\b", shown, re.IGNORECASE), file


def test_it_builds_at_once_and_is_not_published_before_it_is_written(tmp_path: Path) -> None:
    root = begin(tmp_path / "a letter", None)
    built = build(root, "--strict").good()
    assert "WARNING" not in built.output
    assert "28 texts of the starter still to be replaced" in built.output
    letter = built.html()
    assert "<!--" not in letter.replace("<!doctype", "")
    assert "Whoever stops reading" not in letter  # notes to the editor
    pages = (path.read_text(encoding="utf-8") for path in built.site.rglob("*.html"))
    text = "\n".join(pages).casefold()
    assert [word for word in FIRST_CAMPAIGN if word in text] == []
    before = files(built.site)
    built = build(root, CAMPAIGN_PUBLISHING="1")
    assert built.code == 1
    assert "28 problems in 5 files; nothing was built." in built.output
    demand = "docs/demands/your-demand.md:3:9: this is still the starter's text; replace"
    assert f"{demand} `[your demand]` by your own" in built.output
    assert files(built.site) == before


IN_ONE_LANGUAGE = """\
name: {word}
organizers:
  - name: {word}
    url: https://alliance.example.org/
addressee: {word}
letter_date: 2026-03-01
contact: letter@example.org
sign_on:
  github: yes
groups: [{word}, {word} {word}]
demands: [{word}, {word} {word}]
donate:
  url: https://donate.example.org/form
  legal_name: {word}
repository: example-alliance/letter
language: {language}
"""
NAMES = (
    "AA|axe-core|BibTeX|Bluesky|CSV|Facebook|GitHub|HTML|JSON|kB|LinkedIn|Mastodon|Nu|Checker|Pages|"
    "JavaScript|PDF|RIS|Tab|Threads|UA|UTF|WCAG|WhatsApp|X"
)
"""What has a Latin name in Arabic and Persian too."""
SPOKEN = ("alt", "aria-label", "aria-description", "placeholder", "title")


@pytest.mark.parametrize(("language", "word"), [("ar", "مثال"), ("fa", "نمونه")])
def test_a_campaign_in_one_language_speaks_it_everywhere(
    language: str, word: str, tmp_path: Path
) -> None:
    answers = IN_ONE_LANGUAGE.format(language=language, word=word)
    root = written(begin(tmp_path / "begun", answers), tmp_path / "written", word)
    built = build(root, CAMPAIGN_PUBLISHING="1", CAMPAIGN_PDF="yes").good()
    assert "WARNING" not in built.output
    pages = [path.relative_to(built.site).as_posix() for path in built.site.rglob("*.html")]
    assert {"index.html", "404.html", "search.html", "give/index.html"} < set(pages)
    for page in pages:
        html = tree(built, page)
        assert (html.get("lang"), html.get("dir")) == (language, "rtl")
        for element in html.xpath("//script|//style|//code"):
            element.drop_tree()
        said = [html.text_content(), *html.xpath("//meta[@name='description']/@content")]
        said += [e.get(name, "") for e in html.iter() for name in SPOKEN if isinstance(e.tag, str)]
        words = re.sub(
            rf"(?<![A-Za-z])({NAMES})(?![A-Za-z])|[\w.@:/-]+\.\w+\S*", "", " ".join(said)
        )
        assert re.findall(r"[A-Za-z]{2,}", words) == [], page
