"""The editors' guide: its commands are run, its samples checked, its links followed."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import textwrap
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from campaign.cli.commands import COMMANDS
from campaign.cli.starting.answers import read_answers
from tests.build.reading import files
from tests.example import example, refused, told
from tests.samples import write_sample
from tests.sites import ROOT
from tests.starting import run

PAGES_OF_GUIDE = [
    path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "guide").glob("*.md"))
]
GUIDE = "".join((ROOT / name).read_text(encoding="utf-8") for name in PAGES_OF_GUIDE)
MOST_WORDS = {"README.md": 700, "CONTRIBUTING.md": 400, "SECURITY.md": 900, "ARCHITECTURE.md": 1100}
TEXTS = (*MOST_WORDS, "PROBLEMS.md", "OPTIONS.md", *PAGES_OF_GUIDE)
TO_LOOK_UP = ("guide/benchmarks.md",)
BLOCK = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.M | re.S)
SPAN = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
LINK = re.compile(r"\]\(([^)\s]+)\)")


def blocks(kind: str) -> list[Any]:
    """Return the samples of one kind in the guide, named by their first words."""
    found = [textwrap.dedent(text) for _, name, text in BLOCK.findall(GUIDE) if name == kind]
    return [pytest.param(text, id=f"{number}: {text[:40]}") for number, text in enumerate(found)]


def commands() -> list[Any]:
    return [
        pytest.param(line, id=line)
        for param in blocks("sh")
        for line in str(param.values[0]).splitlines()
    ]


def prose(name: str) -> str:
    """Return a text without its blocks, and with a word for each code span."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return SPAN.sub("code", BLOCK.sub("", text))


def anchors(file: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", BLOCK.sub("", file.read_text(encoding="utf-8")), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("name", TEXTS)
def test_links_lead_somewhere(name: str) -> None:
    dead = []
    for target in LINK.findall(prose(name)):
        if target.startswith("https://"):
            continue
        path, _, anchor = target.partition("#")
        file = (ROOT / name).parent / path if path else ROOT / name
        if not file.exists() or (anchor and anchor not in anchors(file)):
            dead.append(target)
    assert dead == []


@pytest.mark.build
@pytest.mark.parametrize("line", commands())
def test_commands_do_what_they_say(line: str, tmp_path: Path) -> None:
    root = example(tmp_path / "a campaign")
    (tmp_path / "the export.csv").write_text(
        "Your organization,Email,How did you hear of us\n"
        "Imported Example Fund,office@example.org,A friend\n",
        encoding="utf-8",
    )
    program, *options = shlex.split(line)
    assert program == "campaign"
    if "--change" in options:
        run("freeze", cwd=root)
        letter = root / "docs/index.md"
        letter.write_text(letter.read_text(encoding="utf-8") + "\nPlease.\n", encoding="utf-8")
    before = files(root / "docs")
    if options[0] == "pdf":  # tests/build/test_pdf.py makes one
        options.append("--help")
    result = run(*options, cwd=root)
    assert result.exit_code == 0, result.output
    writes = options[0] in ("freeze", "add", "correct", "withdraw", "import")
    writes = writes and not {"--dry-run", "--help"} & {*options}
    assert (files(root / "docs") != before) == writes


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        pytest.param(kind, *each.values, id=f"{kind} {each.id}")
        for kind in ("csv", "yaml", "markdown")
        for each in blocks(kind)
    ],
)
def test_samples_are_right(kind: str, text: str, tmp_path: Path) -> None:
    assert told(write_sample(tmp_path, kind, text)) == []


def sample(begins: str) -> str:
    """Return the one block of another file that begins like this."""
    (found,) = [str(p.values[0]) for p in blocks("text") if str(p.values[0]).startswith(begins)]
    return found


def test_the_answers_are_answers(tmp_path: Path) -> None:
    file = tmp_path / "answers.yml"
    file.write_text(sample("name: A letter"), encoding="utf-8")
    answers, problems = read_answers(file, {}, date(2026, 3, 1))
    assert problems == []
    assert answers
    assert len(answers.demands or ()) == 2


def test_entries_of_other_files_are_right() -> None:
    note = f"---\n{sample('type: update')}---\n\nIt came.\n"
    texts = {
        "docs/data/reading.yml": sample("- title: The report"),
        "docs/data/voices.yml": sample("- quote: "),
        "docs/updates/2026-03-01-hearing.md": note,
    }
    assert refused(files=texts) == []


def test_every_command_of_make_is_there() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.M))
    for name in TEXTS:
        text = (ROOT / name).read_text(encoding="utf-8")
        named = set(re.findall(r"(?:`|^)make ([a-z-]+)", text, re.M))
        assert named <= targets, name


def test_every_command_is_explained() -> None:
    rows = re.findall(r"^\|([^|]+)\|", (ROOT / "guide/commands.md").read_text("utf-8"), re.M)
    named = {name for row in rows for name in re.findall(r"`([\w-]+)`", row)}
    # A workflow runs `intake`, and developers run `schemas`.
    assert named == set(COMMANDS) - {"intake", "schemas"}


@pytest.mark.parametrize("name", [*MOST_WORDS, *PAGES_OF_GUIDE])
def test_each_text_is_short(name: str) -> None:
    if name not in TO_LOOK_UP:
        words = (ROOT / name).read_text(encoding="utf-8").split()
        assert len(words) <= MOST_WORDS.get(name, 400 if name == "guide/README.md" else 300)


def test_every_page_is_two_clicks_away() -> None:
    near = {"README.md"}
    for _ in range(2):
        near |= {
            os.path.normpath(Path(name).parent / target.partition("#")[0])
            for name in near
            if name.endswith(".md") and (ROOT / name).is_file()
            for target in LINK.findall(prose(name))
            if not target.startswith("https://")
        }
    assert {*PAGES_OF_GUIDE, "PROBLEMS.md", "OPTIONS.md"} <= near


def test_the_script_runs_where_one_stands(tmp_path: Path) -> None:
    root = example(tmp_path / "a campaign")
    for name in ("Makefile", ".venv"):
        (root / name).symlink_to(ROOT / name)
    shutil.copy(ROOT / "campaign", root)
    pins = root / "requirements.txt"
    pins.write_text("", encoding="utf-8")
    os.utime(pins, (0, 0))  # older than what is installed, so that nothing is installed
    result = subprocess.run(
        ["../campaign", "check", "--config", "../mkdocs.yml"],
        cwd=root / "docs",
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert result.stdout.endswith("No problem found.\n")
    assert os.access(ROOT / "campaign", os.X_OK)
