"""`campaign compare`: what a change does is told whole, the gravest first, and nothing acts."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.core import topics
from campaign.core.problems import Topic
from campaign.github.comparison.checkout import ComparedRow, read_checkout, read_rows, read_settings
from campaign.github.comparison.comparing import SiteDifference, compare_rows, differing, is_listed
from campaign.github.comparison.report import LONGEST_REPORT, report
from campaign.signatories.signatories_csv import COLUMNS
from tests.example import (
    CAMPAIGN,
    DEMAND,
    EVENT,
    PAGES,
    ROWS,
    configuration,
    example,
    of_case,
)
from tests.github.desk import spans
from tests.golden import cases
from tests.starting import run

pytestmark = pytest.mark.build
DONATE = CAMPAIGN["donate"]
DETAILS = [column for column in COLUMNS if column not in ("name", "kind", "group", "withdrawn")]


def told(before: Path, after: Path) -> str:
    """Return what the command prints."""
    done = run("compare", before, after)
    assert done.exit_code == 0, done.output
    return done.output


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return example(tmp_path_factory.mktemp("unchanged") / "the base")


@pytest.fixture
def change(tmp_path: Path, unchanged: Path) -> Any:
    """Tell the change from the example to the example with something else in it."""

    def tell(*, before: Mapping[str, Any] | None = None, **after: Any) -> str:
        old = example(tmp_path / "the base", **before) if before else unchanged
        return told(old, example(tmp_path / "the head", **after))

    return tell


def listed(text: str, heading: str) -> list[str]:
    """Return the lines below the heading that ends so, to the next heading."""
    below = re.split(rf"^#+ .*{re.escape(heading)}$", text, maxsplit=1, flags=re.MULTILINE)[1]
    section = re.split(r"^#", below, maxsplit=1, flags=re.MULTILINE)[0]
    return [line for line in section.splitlines() if line]


@pytest.mark.parametrize("case", cases("compare"))
def test_a_change(case: dict[str, Any], change: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_SERVER_URL", "https://github.com")
    monkeypatch.setenv("GITHUB_REPOSITORY", "example/letter")
    before = of_case(**case["before"]) if "before" in case else None
    text = change(before=before, **of_case(**case["after"]))
    lines = [line for line in text.splitlines() if line]
    assert lines[: len(case.get("begins", ()))] == case.get("begins", [])
    for said in case.get("says", ()):
        assert said in text
    for unsaid in case.get("silent", ()):
        assert unsaid not in text
    for heading, below in case.get("lists", {}).items():
        assert listed(text, heading) == below


def test_a_second_address_in_the_file_is_seen(change: Any) -> None:
    url = f"      url: {DONATE['url']}\n"
    text = configuration(CAMPAIGN)
    assert url in text
    more = text.replace(url, f"{url}      url: https://other.example.net/\n")
    both = (
        "- **After:** **`https://donate.example.org/form`** on the host **`donate.example.org`**, "
        "**`https://other.example.net/`** on the host **`other.example.net`**\n"
    )
    assert both in change(files={"mkdocs.yml": more})


def test_no_link_to_a_form_hides_behind_others(change: Any) -> None:
    links = [f"<https://donate.example.org/{number}>" for number in range(399)]
    text = change(pages={"about.md": (PAGES["about.md"][0], " ".join([*links, "[x][1]"]))})
    assert text.count("- **new** in `about.md`") == 399
    more = " ".join(f"<https://donate.example.org/{number}>" for number in range(500))
    text = change(pages={"about.md": (PAGES["about.md"][0], more)})
    assert "- **and 100 more: look at each of them in the files**" in text


def test_code_is_not_only_text(change: Any) -> None:
    said = {
        "hooks/": ": the program that runs when the site is built",
        "vendor/": ": the generator itself. Take only a file of one of its releases",
        "requirements.txt": ": what is installed from elsewhere. Dependabot and `campaign update` ",
        ".github/": ": what runs on GitHub with this repository’s rights, and who must approve",
    }
    paths = (
        "hooks/main.py", "overrides/main.html", ".github/workflows/publish.yml",
        "requirements.txt", "vendor/campaign_site-9.0.0-py3-none-any.whl", "pyproject.toml",
        "campaign.py", "hooks/__pycache__/main.cpython-313.pyc",
    )  # fmt: skip
    text = change(files=dict.fromkeys(paths, "x = 1\n"))
    assert "**This change is not only text.**" in text
    for path in paths:
        top, slash, _ = path.partition("/")
        assert f"- **`{top}{slash}`**{said.get(top + slash, '')}" in text
        assert f"\n  - `{path}`: " in text


def test_a_long_list_is_bounded(change: Any) -> None:
    rows = [{"name": f"Example Group {n} of {n}", "kind": "organization"} for n in range(1284)]
    found = listed(change(rows=[*ROWS, *rows]), "1,284 added")
    assert len(found) == 51
    assert found[-1] == "- and 1,234 more"


def test_the_first_campaign_is_all_new(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    text = told(tmp_path / "empty", example(tmp_path / "new"))
    assert "Before this change there was no campaign here: everything is new." in text
    assert "**THE DONATION ADDRESS CHANGES.**" in text
    assert "Problems" not in text
    assert " problem" not in text
    assert "- **Before:** no address" in text
    assert len(listed(text, "4 added")) == 4
    text = told(tmp_path / "new", tmp_path / "empty")
    assert "**After this change there is no campaign here.**" in text
    assert "- **After:** no address" in text


def test_links_to_other_files_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("---\ntitle: A secret\n---\nSecret words.\n", "utf-8")
    new = example(tmp_path / "new")
    (new / "docs" / "linked.md").symlink_to(tmp_path / "secret.md")
    text = told(example(tmp_path / "old"), new)
    assert "- `docs/linked.md`: added, **a link to another file**" in text
    assert "A secret" not in text


def test_git_says_which_files_count(tmp_path: Path) -> None:
    new = example(tmp_path / "new", files={".gitignore": "*.cache\n", "hooks/a.cache": "x"})
    subprocess.run(["git", "-C", str(new), "init", "--quiet"], check=True)
    old = example(tmp_path / "old", files={".gitignore": "*.cache\n"})
    assert "Nothing changes" in told(old, new)
    subprocess.run(["git", "-C", str(new), "add", "--force", "hooks/a.cache"], check=True)
    assert "`hooks/a.cache`: added" in told(old, new)


def test_a_report_fits_into_a_summary(tmp_path: Path) -> None:
    long = "🂡" * 300
    rows = [{"name": f"{n} {long}", "kind": "x" * 3000, "group": long} for n in range(600)]
    pages = {f"{n}{'é' * 90}.md": ({"title": long, "description": long}, long) for n in range(99)}
    old, new = example(tmp_path / "a"), example(tmp_path / "b", rows=rows, pages=pages)
    text = report(SiteDifference(read_checkout(old), read_checkout(new)), {})
    assert len(text.encode()) < 1024 * 1024
    assert len(text.encode()) > LONGEST_REPORT or "more" in text


# Nothing that an editor wrote may act: every text stands in code.

HOSTILE = [
    "EVIL @github/everyone #1 <b>x</b><img src=x onerror=alert(1)> \u202e\u2066 bidi -->",
    "EVIL [x](https://evil.example.net) ![x](https://evil.example.net/x.png) | cell a@example.net",
    "EVIL www.example.net *bold* _it_ ~~no~~ </details> {{ 7 * 7 }} {% raw %}",
    "EVIL `code` ``more`` `", "`EVIL", "EVIL`", "EVIL " + "`" * 40,
]  # fmt: skip


def outside_of_code(markdown: str) -> str:
    """Return what CommonMark (0.31.2, sections 4.5 and 6.1) sees outside of code."""
    kept = []
    in_block = False
    for line in markdown.split("\n"):
        if re.match(r" {0,3}```", line):
            in_block = not in_block
        elif not in_block:
            kept.append("".join(part for kind, part in spans(line) if kind == "text"))
    assert not in_block
    return "\n".join(kept)


@pytest.mark.parametrize("evil", HOSTILE)
def test_no_text_leaves_its_code(tmp_path: Path, evil: str) -> None:
    old = {
        "rows": [dict.fromkeys(COLUMNS, "") | {"name": "Example One", "kind": "individual"}],
    }
    details = dict.fromkeys(DETAILS, evil)
    rows: Sequence[Mapping[str, str]] = [
        {"name": "Example One", "kind": evil, "group": evil, **details},
        {"name": evil, "kind": "individual", **details},
        {"name": f"{evil} Two", "kind": "organization"},
    ]
    history = [EVENT | {"summary": evil, "source_title": evil}]
    head = {
        "campaign": dict.fromkeys(CAMPAIGN, evil)
        | {"donate": dict.fromkeys(DONATE, evil) | {evil: evil, "hosts": [evil, evil]}}
        | {"organizers": [{"name": evil, "url": evil}], evil: {evil: [evil, {evil: evil}]}},
        "rows": rows,
        "pages": {
            "index.md": ({"type": "letter", "title": evil, evil: evil, "closing": evil}, evil),
            "demands/act-now.md": (DEMAND | {"title": evil, "history": history}, evil),
            "demands/new.md": (DEMAND | {"title": evil, "history": history}, evil),
            "about.md": ({"title": evil, "description": evil}, f"[x](https://paypal.com/{evil})"),
        },
        "files": {f"{evil.replace('/', '⁄')}/x.py": "", f"docs/{evil.replace('/', '⁄')}.txt": ""},
        "site_name": evil,
        evil: evil,
    }
    for before, after in ((old, head), (head, old)):
        names = [tmp_path / f"{side}{len(list(tmp_path.iterdir()))}" for side in "ab"]
        text = told(example(names[0], **before), example(names[1], **after))
        assert text.count("EVIL") > 20
        plain = outside_of_code(text)
        assert "EVIL" not in plain
        for topic in vars(topics).values():  # the only links that a report has
            if isinstance(topic, Topic):
                plain = plain.replace(f"- [{topic.heading}]({topic.address({})})\n", "")
        assert not re.search(r"[\u202e\u2066<\[{@]|\]\(", plain)


ROWS_OF_FEW = st.lists(
    st.builds(
        lambda name, kind, place, gone: (
            dict.fromkeys(COLUMNS, "")
            | {"name": name, "kind": kind, "place": place, "withdrawn": gone}
        ),
        st.sampled_from(["Example Alliance", "Éxample Alliance", "Sample Fund", ""]),
        st.sampled_from(["organization", "individual"]),
        st.sampled_from(["", "Northford"]),
        st.sampled_from(["", "2021-02-09"]),
    ),
    max_size=8,
)


@given(ROWS_OF_FEW, ROWS_OF_FEW)
def test_every_signatory_is_accounted_for(
    before: list[ComparedRow], after: list[ComparedRow]
) -> None:
    changes = compare_rows(before, after)
    came = len(changes.added) + len(changes.restored)
    went = len(changes.removed) + len(changes.withdrawn)
    seen = [sum(map(is_listed, side)) for side in (before, after)]
    assert seen[1] - seen[0] == came - went
    assert all(
        p.before and p.after and p.before["kind"] == p.after["kind"] for p in changes.changed
    )
    assert not any(compare_rows(before, list(reversed(before))))


def test_namesakes_are_told_apart_by_place() -> None:
    one, two = (
        dict.fromkeys(COLUMNS, "") | {"name": "Ada Sample", "place": place}
        for place in ("Northford", "Southford")
    )
    changes = compare_rows([one, two], [two | {"title": "Dr."}, one])
    (pair,) = changes.changed
    assert differing(pair.before or {}, pair.after or {}) == [("title", "", "Dr.")]


def test_rows_around_a_broken_one_are_read() -> None:
    found = read_rows('kind,name\norganization,A\norganization,"B" x\norganization,C\n\n,,,\n')
    assert found is not None
    assert [(row["name"], row["kind"]) for row in found] == [
        ("A", "organization"),
        ("C", "organization"),
    ]


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    read_settings(text)
    read_rows(text)
    read_rows("name,kind\n" + text)


def test_no_setting_can_hide() -> None:
    assert read_settings("a: 1\na: 2\n") == {("a",): ("1", "2")}
    assert read_settings("a: &x 1\nb: *x\nc: !!python/name:os.system\n") == {
        ("a",): ("1",),
        ("b",): ("*x",),
        ("c",): ("tag:yaml.org,2002:python/name:os.system ",),
    }
