"""`campaign new`: a whole repository from a few answers, or every problem in them."""

from __future__ import annotations

import re
import shutil
import textwrap
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from campaign.cli.starting.answers import read_answers
from campaign.cli.starting.generator import running_generator
from campaign.cli.starting.rendering import needs_fonts, starter_texts, with_groups
from campaign.config import starters
from campaign.config.publication import today
from campaign.site.checking import campaign_folder, check_campaign, check_folder
from campaign.site.placeholders import find_placeholders
from tests.example import CAMPAIGN, example
from tests.golden import cases
from tests.office import at_terminal
from tests.sites import ROOT
from tests.starting import ANSWERS, FIRST_CAMPAIGN, begin, build_wheel, git, run, wheels

pytestmark = pytest.mark.build
STARTERS = starters.STARTERS
BRACKETS = re.compile(r"\[[^\[\]\n]+\](?!\()")


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign of which nothing is known."""
    return begin(tmp_path_factory.mktemp("blank") / "a letter", None)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign of which everything is known."""
    return begin(tmp_path_factory.mktemp("told") / "a letter")


def files(root: Path) -> set[str]:
    return {p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file()}


def facts_of(root: Path) -> dict[str, Any]:
    """Return what the mkdocs.yml of a campaign says of it."""
    config = yaml.load((root / "mkdocs.yml").read_text("utf-8"), yaml.BaseLoader)
    facts: dict[str, Any] = config["extra"]["campaign"]
    return facts


def test_nothing_known_is_a_whole_campaign(blank: Path) -> None:
    checked = check_campaign(blank / "mkdocs.yml", {})
    assert not checked.has_address
    assert check_campaign(blank / "mkdocs.yml", {"SITE_URL": "https://a.example/"}).has_address
    (wrong,) = check_campaign(blank / "mkdocs.yml", {"SITE_URL": "a.example"}).problems
    assert str(wrong).startswith('mkdocs.yml:1:1: SITE_URL is "a.example"; write a whole address')
    assert (list(checked.problems), checked.warnings) == ([], ())
    assert {notice.path for notice in checked.notices} == {
        ".github/CODEOWNERS", "docs/about.md", "docs/demands/your-demand.md", "docs/index.md",
        "mkdocs.yml",
    }  # fmt: skip
    kept = files(blank)
    assert "docs/give.md" not in kept
    assert len(kept) <= 45
    assert sum((blank / path).stat().st_size for path in kept if "vendor/" not in path) < 1_000_000
    assert {path.split("/")[0] for path in kept} == {
        ".devcontainer", ".gitattributes", ".github", ".gitignore", "PROBLEMS.md", "README.md",
        "docs", "hooks", "mkdocs.yml", "overrides", "requirements.txt", "vendor",
    }  # fmt: skip
    assert len((blank / "hooks/main.py").read_text().splitlines()) <= 10
    assert "INHERIT: hooks/settings.yml" in (blank / "mkdocs.yml").read_text()
    assert len((blank / "README.md").read_text().split()) <= 400
    assert [path.name for path in (blank / "vendor").iterdir()] == [
        f"campaign_site-{running_generator().version}-py3-none-any.whl"
    ]


def test_only_what_the_answers_need_is_written(blank: Path, tmp_path: Path) -> None:
    form = {".github/workflows/intake.yml", ".github/workflows/thanks.yml",
            ".github/ISSUE_TEMPLATE/sign.yml", ".github/ISSUE_TEMPLATE/change.yml",
            ".github/ISSUE_TEMPLATE/config.yml"}  # fmt: skip
    answers = "sign_on:\n  github: yes\nrepository: example-alliance/letter\ngroups: [A & B]\n"
    with_form = begin(tmp_path / "x", answers)
    assert files(with_form) - files(blank) == form
    text = (with_form / ".github/ISSUE_TEMPLATE/sign.yml").read_text(encoding="utf-8")
    fields = {field.get("id"): field for field in yaml.safe_load(text)["body"]}
    assert fields["group"]["attributes"]["options"] == ["A & B"]
    fitted = yaml.safe_load(with_groups(text, []))["body"]  # without groups, without the field
    assert {field.get("id") for field in fitted} == {*fields} - {"group"}
    assert with_groups("body: []\n", ["A"]) == "body: []\n"


def test_fonts_come_only_where_they_are_needed(tmp_path: Path) -> None:
    texts = ("Ñandú Ελλάδα Україна", "رسالة", "ᴀ")
    assert [needs_fonts([text]) for text in texts] == [False, True, True]
    arabic = begin(tmp_path / "risala", "language: ar\n")
    names = {path.name.partition("-")[0] for path in (arabic / "vendor").iterdir()}
    assert names == {"campaign_site", "campaign_site_fonts"}
    assert (arabic / "requirements.txt").read_text().count("\n./vendor/") == 2


def test_the_wheel_is_small_and_always_the_same(tmp_path: Path) -> None:
    first = {path.name: path.read_bytes() for path in wheels().iterdir()}
    site = next(data for name, data in first.items() if name.startswith("campaign_site-"))
    assert len(site) <= 2_000_000
    assert build_wheel(tmp_path).read_bytes() == site


def test_what_is_told_stands_in_the_campaign(told: Path) -> None:
    facts, given_ = facts_of(told), yaml.load(ANSWERS, yaml.BaseLoader)
    for key in ("name", "organizers", "addressee", "letter_date", "contact", "groups"):
        assert facts[key] == given_[key]
    assert facts["sign_on"]["hosts"] == ["sign.example.org"]
    assert facts["donate"]["hosts"] == ["donate.example.org"]
    assert {path for path in files(told) if path.startswith("docs/demands/")} == {
        "docs/demands/index.md",
        "docs/demands/open-the-library-on-sundays.md",
        "docs/demands/fix-the-bridge-now.md",
        "docs/demands/plant-trees.md",
    }
    owners = (told / ".github/CODEOWNERS").read_text(encoding="utf-8")
    assert "/mkdocs.yml        @ada @example-alliance/editors\n" in owners
    readme = (told / "README.md").read_text(encoding="utf-8")
    assert "CODEOWNERS" not in readme
    assert "\n2. In *Settings → Pages*" in readme
    assert list(check_folder(told / "mkdocs.yml")) == []


def test_nothing_of_the_first_campaign_remains(told: Path, blank: Path) -> None:
    for root in (told, blank):
        for path in sorted(files(root)):
            file = root / path
            if file.suffix in (".whl",):
                continue
            text = file.read_text(encoding="utf-8").casefold()
            own = path.startswith(("docs/", "README", "mkdocs", ".github/ISSUE"))
            words = FIRST_CAMPAIGN if own else FIRST_CAMPAIGN[:5]
            assert [word for word in words if word in text] == [], path


def test_an_apostrophe_may_stand_in_place_of_each_placeholder(blank: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(blank, tmp_path / "x"))
    for path in ("mkdocs.yml", "docs/index.md", "docs/demands/your-demand.md"):
        text = (root / path).read_text(encoding="utf-8")
        (root / path).write_text(BRACKETS.sub("Let's act", text), encoding="utf-8")
    assert list(check_campaign(root / "mkdocs.yml", {}).problems) == []


@pytest.mark.parametrize("case", cases("placeholders"))
def test_placeholders(case: Any, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/x.md").write_text(case["text"], encoding="utf-8")
    found = find_placeholders(campaign_folder(tmp_path / "mkdocs.yml"))
    assert [str(each).removeprefix("docs/x.md:") for each in found] == case["problems"]


def test_placeholders_are_problems_where_the_site_is_published(blank: Path) -> None:
    notice = (
        "docs/demands/your-demand.md:3:9: this is still the starter's text; replace "
        "`[your demand]` by your own"
    )
    calm = run("check", cwd=blank)
    assert calm.exit_code == 0
    assert "To replace before the site is published:\n  mkdocs.yml:2:13: " in calm.stderr
    assert f"\n  {notice}\n" in calm.stderr
    assert run("check", "--quiet", cwd=blank).stderr == ""
    stern = run("check", "--quiet", cwd=blank, CAMPAIGN_PUBLISHING="1")
    assert stern.exit_code == 1
    assert f"\n{notice}\n" in stern.stderr
    assert "PROBLEMS.md#texts-to-replace" in stern.stderr
    marked = run("check", "--format", "github", cwd=blank)
    assert marked.exit_code == 0
    sign = "::notice file=docs/demands/your-demand.md,line=3,col=9,title=To replace::"
    assert sign in marked.stdout


def test_the_publishing_workflow_says_that_it_publishes() -> None:
    publish = yaml.safe_load((ROOT / ".github/workflows/publish.yml").read_text(encoding="utf-8"))
    steps = {step["name"]: step for step in publish["jobs"]["build"]["steps"]}
    assert steps["Build"]["env"]["CAMPAIGN_PUBLISHING"] == "1"
    check = (ROOT / ".github/workflows/check.yml").read_text(encoding="utf-8")
    assert "CAMPAIGN_PUBLISHING" not in check
    assert not re.search(r"\bmake\b", check)  # a campaign has no Makefile


def test_all_problems_of_the_answers_at_once(tmp_path: Path) -> None:
    file = tmp_path / "answers.yml"
    file.write_text("nam: A letter\ngroups: [A, a]\n", encoding="utf-8")
    target = tmp_path / "new"
    result = run("new", target, "--wheel", wheels(), "--answers", file, "--owner", "a b")
    assert result.exit_code == 1
    said = result.stderr.replace(f"{file}:", "").partition("What this means")[0]
    assert [line.split(";")[0] for line in said.splitlines()] == [
        "1:1: the key 'nam' is not known",
        "2:9: the same group stands twice in 'groups'",
        "the answers: entry 1 of 'owners' is \"a b\"",
    ]
    assert result.stderr.endswith("Nothing was written.\n")
    assert files(tmp_path) == {"answers.yml"}


@pytest.mark.parametrize("case", cases("answers"))
def test_each_problem_of_the_answers_is_explained_where_it_belongs(
    case: dict[str, Any], tmp_path: Path
) -> None:
    file = tmp_path / "answers.yml"
    file.write_text(case["text"], encoding="utf-8")
    answers, problems = read_answers(file, {}, today({}))
    assert answers is None
    assert [str(each).removeprefix(f"{file}:") for each in problems] == case["problems"]
    topics = [each.topic for each in problems]
    assert [topic and topic.heading for topic in topics] == case["sections"]


def test_only_an_empty_folder_is_used_and_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    target = tmp_path / "x"
    target.mkdir()
    result = run("new", target, "--wheel", wheels(), "--yes", "--dry-run")
    assert (result.exit_code, files(tmp_path)) == (0, set())
    assert "\n  docs/demands/your-demand.md\n" in result.stdout
    assert run("new", target, "--wheel", wheels(), "--yes").exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["x"]
    written = files(tmp_path)
    full = run("new", target, "--yes")
    assert full.exit_code == 1
    assert "is not empty; choose a new folder, so that nothing in it is lost" in full.stderr
    assert "A file has the name " in run("new", target / "mkdocs.yml", "--yes").stderr
    assert files(tmp_path) == written >= {"x/mkdocs.yml"}


def test_a_new_repository_is_filled(tmp_path: Path) -> None:
    root = tmp_path / "cloned"
    root.mkdir()
    git(root, "init", "--quiet")
    result = run("new", ".", "--wheel", wheels(), "--yes", cwd=root)
    assert result.exit_code == 0, result.stderr
    assert "Next:\n  git init" in result.stdout
    assert (root / ".git/HEAD").is_file()
    assert list(root.glob(".new*")) == []
    git(root, "add", ".")
    assert list(check_folder(root / "mkdocs.yml")) == []  # and nothing that must not be there


def test_a_german_file_name_spells_umlauts_out() -> None:
    for language, name in (("de", "groessere-buecher-fuer-alle"), ("es", "grossere-bucher-fur-al")):
        answers, _ = read_answers(
            None, {"demands": ["Größere Bücher für alle"], "language": language}, today({})
        )
        assert answers
        assert any(name in path for path in starter_texts(answers))


WORDS = st.text(
    st.characters(exclude_categories=("Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp")), min_size=1
).filter(lambda text: bool(text.strip()))


@given(WORDS, WORDS, st.lists(WORDS, max_size=4), st.lists(WORDS, max_size=3))
def test_any_words_come_out_as_they_went_in(
    name: str, addressee: str, demands: list[str], groups: list[str]
) -> None:
    given_ = {"name": name, "addressee": addressee}
    lists = {"demands": demands, "groups": groups}
    answers, problems = read_answers(
        None, given_ | {key: value for key, value in lists.items() if value}, today({})
    )
    if answers is None:
        assert problems
        return
    texts = starter_texts(answers)
    config = yaml.safe_load(texts["mkdocs.yml"])
    campaign = config["extra"]["campaign"]
    assert (campaign["name"], campaign["addressee"]) == (answers.name, answers.addressee)
    assert tuple(campaign.get("groups", ())) == answers.groups
    pages = {path for path in texts if path.startswith("docs/demands/")} - {"docs/demands/index.md"}
    assert len(pages) == max(1, len(demands))


def test_whatever_an_answer_holds_is_written() -> None:
    gift = {
        "url": "https://donate.example.org/form",
        "monthly_url": "https://donate.example.org/form?recurring=1",
        "hosts": ["donate.example.org"],
        "label": "Give",
        "legal_name": "Fund: the people's",
    }
    answers, problems = read_answers(None, {"donate": gift}, today({}))
    assert answers, problems
    config = yaml.safe_load(starter_texts(answers)["mkdocs.yml"])
    assert config["extra"]["campaign"]["donate"] == gift


def test_the_answers_of_the_help_are_answers(tmp_path: Path) -> None:
    told = run("new", "--help").stdout.partition("from a file:")[2].partition("  The folder gets")
    file = tmp_path / "answers.yml"
    file.write_text(textwrap.dedent(told[0].strip("\n")), encoding="utf-8")
    answers, _ = read_answers(file, {}, today({}))
    assert answers
    assert answers.sign_on
    assert answers.sign_on.email == "sign@example.org"


def test_every_language_has_every_page_and_no_fault(tmp_path: Path) -> None:
    others = [code for code in starters.languages() if code != "es"]
    known = ("--name", "Our letter", "--demand", "Act", "--group", "A", "--language", "es")
    gift = ("--donate-url", "https://donate.example.org/")
    named = [word for code in others for word in ("--also-in", code)]
    root = tmp_path / "x"
    result = run("new", root, "--wheel", wheels(), "--yes", *named, *known, *gift)
    assert result.exit_code == 0, result.stderr
    main = {p.relative_to(root / "docs").as_posix() for p in (root / "docs").rglob("*.md")}
    pages = {path.partition("/")[2] for path in main if path.startswith("en/")}
    assert {"index.md", "give.md", "demands/act.md"} < pages
    assert main == pages | {f"{code}/{path}" for code in others for path in pages}
    checked = check_campaign(root / "mkdocs.yml", {})
    assert list(checked.problems) == []
    assert checked.warnings == ()  # each translation knows its text; English needs no catalogue
    (entry,) = (each for each in facts_of(root)["languages"] if each["code"] == "de")
    assert (entry["donate_label"], entry["groups"]) == ("Spenden", ["A"])
    assert "\nnav_title: Der Brief\n" in (root / "docs/de/index.md").read_text("utf-8")
    placeholders = {notice.path for notice in checked.notices}
    assert {"docs/index.md", "docs/de/index.md", "docs/de/demands/act.md"} <= placeholders


def asked(folder: Path, *typed: str) -> str:
    """Begin a campaign in a folder with what a person types at a terminal; return what it says."""
    wheel = ("--wheel", str(wheels()))
    code, said = at_terminal(ROOT, "new", str(folder), *wheel, typed="\n".join(typed) + "\n")
    assert code == 0, said
    return said


def test_another_language_is_begun_of_a_letter_that_is_closed(tmp_path: Path) -> None:
    closed = CAMPAIGN | {"status": "closed", "closed": "2021-03-01"}
    root = example(tmp_path / "a letter", campaign=closed)
    result = run("language", "es", cwd=root)
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("Wrote docs/es/index.md\nWrote mkdocs.yml\n")
    assert "[" in (root / "docs/es/index.md").read_text(encoding="utf-8")


def test_questions_at_a_terminal(tmp_path: Path) -> None:
    target = tmp_path / "our letter"
    said = asked(
        target,
        "xx", "", "es", "A letter to the Example Council", "The letter", "Example Alliance",
        "alliance.example.org", "https://alliance.example.org/", "", "The Example Council", "",
        "github", "National, Local", "Plant trees; plant trees", "Open the library; Plant trees",
        "https://donate.example.org/form", "Example Fund", "a b", "ada, ben", "",
        "example-alliance/letter",
    )  # fmt: skip
    assert "Error: 'url' is \"alliance.example.org\"; write a whole address that begins" in said
    assert 'Error: \'language\' is "xx", for which there is no starter; write "ar"' in said
    kept = {path for path in files(target) if not path.startswith(".cache/")}
    assert f"Wrote {len(kept)} files into {target}." in said
    facts = facts_of(target)
    assert facts["groups"] == ["National", "Local"]
    assert facts["sign_on"] == {"github": "yes"}
    assert facts["donate"]["legal_name"] == "Example Fund"
    assert facts["contact"] == "you@your-organization.example"
    assert "Error: the same demand stands twice in 'demands'; keep one." in said
    assert "Error: entry 1 of 'owners' is \"a b\"" in said
    owners = (target / ".github/CODEOWNERS").read_text(encoding="utf-8")
    assert "/vendor/           @ada @ben\n" in owners
    assert {"docs/demands/open-the-library.md", "docs/es/demands/plant-trees.md"} < files(target)
    known = ("", "", "The Example Pledge", "", "Example League", "", "pledge", "Everybody")
    said = asked(tmp_path / "pledge", *known, *[""] * 13)
    assert "a pledge's promises are made to" in said
    assert re.search(r"before it is published: \d+\.", said)
    assert "type: letter" not in (tmp_path / "pledge/docs/index.md").read_text(encoding="utf-8")
