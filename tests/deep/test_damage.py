"""Single-character damages to the real files: a right site, or a problem that names the file.

What must be on the site is read from the damaged files by other readers than the project's:
Python's own csv and PyYAML. So a signatory, page or event that gets lost in silence is noticed.
"""

from __future__ import annotations

import csv
import io
import random
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from campaign.site.checking import check_campaign
from tests.build.reading import tree, words
from tests.sites import Built, build, copy_project, environment_with

pytestmark = [pytest.mark.deep, pytest.mark.build]

DAMAGES = 200
GROUPS = 10
"""Into how many tests the damages are dealt, so that several cores share them."""
SIGNS = "\"',:#-[]{}<>&*!|@%`\\/;=~()?\t\n \0aé0٣\u200f\u2028👥"
NAMES = 24


@dataclass(frozen=True)
class Damage:
    """A character that is put in, put in the place of another, or (empty) taken out."""

    path: str
    at: int
    kept: int
    """Where the text goes on."""
    sign: str

    def apply(self, text: str) -> str:
        return text[: self.at] + self.sign + text[self.kept :]

    def __str__(self) -> str:
        return f"{self.path}@{self.at}+{self.kept - self.at}{self.sign!r}"


def signatories() -> str:
    """Return a small list of invented signatories with every column that an editor may use."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(("name", "kind", "group", "title", "affiliation", "place", "url", "signed"))
    for number in range(NAMES):
        if number % 2:
            row = (f"Sample {number}, Inc.", "organization", "National", "", "", "Northford")
            writer.writerow((*row, f"https://example.org/{number}", "2021-02-09"))
        else:
            row = (f"Jane Example {number}", "individual", "", "Nurse", f"Lab {number}", "Eastford")
            writer.writerow((*row, "", "2021-02-08"))
    return file.getvalue()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_project(
        tmp_path_factory.mktemp("whole"), {"docs/data/signatories.csv": signatories()}
    )


def sources(project: Path) -> dict[str, str]:
    """Return the files that editors write, mkdocs.yml among them."""
    paths = [project / "mkdocs.yml", *sorted((project / "docs").rglob("*.*"))]
    return {
        path.relative_to(project).as_posix(): path.read_bytes().decode()
        for path in paths
        if path.suffix in (".md", ".csv", ".yml")
    }


def check(root: Path) -> list[str]:
    """Return the problems that `make site` says before it builds; none if it goes on to build."""
    checked = check_campaign(root / "mkdocs.yml", environment_with())
    return [str(problem) for problem in checked.problems]


def damages(texts: dict[str, str]) -> list[Damage]:
    """Return the same damages each time: half of them in front matter, lists and settings."""
    chance = random.Random(20210209)
    found = []
    for number in range(DAMAGES):
        path = chance.choice(["docs/data/signatories.csv", "mkdocs.yml", *texts])
        text = texts[path]
        front = text.find("\n---\n", 4) if text.startswith("---\n") else len(text)
        end = front + 5 if number % 2 and front > 0 else len(text)
        at = chance.randrange(end)
        kind = chance.choice(("in", "instead", "out"))
        sign = "" if kind == "out" else chance.choice(SIGNS)
        found.append(Damage(path, at, at if kind == "in" else at + 1, sign))
    return found


@pytest.mark.parametrize("group", range(GROUPS))
def test_a_damage_is_told_or_does_no_harm(group: int, project: Path, tmp_path: Path) -> None:
    texts = sources(project)
    whole = Expected.of(texts)
    harmless = []
    for number, damage in enumerate(damages(texts)[group::GROUPS]):
        text = damage.apply(texts[damage.path])
        if text == texts[damage.path]:
            continue
        root = tmp_path / str(number)
        copy_project(root, {f: t for f, t in texts.items() if f.endswith(".csv")})
        (root / damage.path).write_bytes(text.encode())
        if told := check(root):
            assert any(damage.path in line for line in told), f"{damage}\n{told}"
        else:
            there = Expected.of(texts | {damage.path: text})
            assert there.sizes == whole.sizes, f"{damage}: it went unnoticed"
            harmless.append(damage)
        shutil.rmtree(root)
    assert harmless, "no damage was harmless: the rest of the test has looked at nothing"
    hold_all(harmless, texts, tmp_path)


def hold_all(found: list[Damage], texts: dict[str, str], folder: Path) -> None:
    """Build the site with all of these damages, or halves of them where they add up to a harm."""
    root = folder / f"{len(found)}-{found[0].at}"
    after = dict(texts)
    for damage in sorted(found, key=lambda each: -each.at):
        after[damage.path] = damage.apply(after[damage.path])
    copy_project(root, {f: t for f, t in texts.items() if f.endswith(".csv")})
    for path in {damage.path for damage in found}:
        (root / path).write_bytes(after[path].encode())
    if check(root) and len(found) > 1:
        half = len(found) // 2
        hold_all(found[:half], texts, folder)
        hold_all(found[half:], texts, folder)
        return
    about = ", ".join(map(str, found))
    built = build(root)
    assert not built.code, f"{about}: the check found nothing\n{built.output}"
    Expected.of(after).hold(built, about)


@dataclass(frozen=True)
class Expected:
    """What readers must find, by the files as Python's own readers read them."""

    names: tuple[str, ...]
    titles: dict[str, str]
    """The titles of pages by path."""
    statuses: dict[str, tuple[str, int]]
    """The status of each demand and the number of its events, by path."""

    @classmethod
    def of(cls, texts: dict[str, str]) -> Expected:
        table = csv.DictReader(
            io.StringIO(texts["docs/data/signatories.csv"].removeprefix("\ufeff"))
        )
        names = tuple(" ".join((row["name"] or "").split()) for row in table)
        pages = {path: text for path, text in texts.items() if path.endswith(".md")}
        facts = {path: yaml.safe_load(text.split("---")[1]) for path, text in pages.items()}
        return cls(
            names,
            {path: str(each["title"]) for path, each in facts.items()},
            {
                path: (max(each["history"], key=lambda event: str(event["date"]))["status"],
                       len(each["history"]))
                for path, each in facts.items()
                if each.get("type") == "demand" and each["history"]
            },
        )  # fmt: skip

    @property
    def sizes(self) -> tuple[object, ...]:
        counts = {path: count for path, (_, count) in self.statuses.items()}
        return len(self.names), sorted(self.titles), counts

    def hold(self, built: Built, about: str) -> None:
        """Fail where the built site shows less, more or something else."""
        listed = tree(built, "signatories/").cssselect("main li > bdi")
        assert sorted(map(words, listed)) == sorted(self.names), about
        for path in self.titles:
            page = path.removeprefix("docs/").removesuffix(".md").removesuffix("index")
            assert (built.site / page / "index.html").is_file(), f"{about}: no {page}"
        for path, (status, count) in self.statuses.items():
            page = tree(built, path.removeprefix("docs/").removesuffix(".md"))
            assert page.cssselect("main header .status")[0].get("class").split()[1] == (
                f"status-{status}"
            ), f"{about}: {path}"
            assert len(page.cssselect(".history > li")) == count, f"{about}: {path}"
