"""What is installed is exactly what pyproject.toml says, and nothing else can slip in."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.tools.licences import FILE, listed, table

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "requirements.txt"
TESTS = ROOT / "tests" / "requirements.txt"
AUDIT = ROOT / "tests" / "audit" / "requirements.txt"
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

HINT = "run `make pins`"

LINKS = ROOT / ".github" / "links" / "requirements.txt"
INSTALL = ROOT / ".github" / "install" / "requirements.txt"
RELEASE = ROOT / ".github" / "release" / "requirements.txt"
each_file = pytest.mark.parametrize(
    "file",
    [SITE, TESTS, AUDIT, INSTALL, LINKS, RELEASE],
    ids=["site", "tests", "audit", "install", "links", "release"],
)


def entries(file: Path) -> list[str]:
    """Return the file's logical lines, without comments."""
    lines = file.read_text(encoding="utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.lstrip().startswith("#"))
    return [line.strip() for line in text.replace("\\\n", " ").splitlines() if line.strip()]


def pinned_version(requirement: Requirement) -> str | None:
    """Return the one version that a requirement allows, or None if it allows others."""
    specifiers = list(requirement.specifier)
    if len(specifiers) != 1 or specifiers[0].operator != "==" or "*" in specifiers[0].version:
        return None
    return specifiers[0].version


def versions(requirements: list[Requirement]) -> dict[str, str | None]:
    return {canonicalize_name(each.name): pinned_version(each) for each in requirements}


def installed(file: Path) -> dict[str, str | None]:
    return versions([Requirement(entry.split(" --hash=")[0]) for entry in entries(file)])


def asked(key: str) -> dict[str, str | None]:
    lists = {
        "site": PYPROJECT["project"]["dependencies"],
        "tests": PYPROJECT["dependency-groups"]["test"],
    }
    return versions([Requirement(each) for each in lists[key]])


@each_file
def test_every_line_is_one_version_with_its_hashes(file: Path) -> None:
    # An option such as another index would be a line of its own, and match nothing here.
    line = re.compile(r"[a-z0-9._-]+==[^\s;]+( ; [^#]+?)?(\s+--hash=sha256:[0-9a-f]{64})+")
    assert entries(file)
    assert [entry for entry in entries(file) if not line.fullmatch(entry)] == [], HINT


@each_file
def test_no_package_is_listed_twice(file: Path) -> None:
    # Twice only for systems that exclude each other, each with what it is for.
    names = Counter(entry.partition("==")[0] for entry in entries(file))
    twice = [entry for entry in entries(file) if names[entry.partition("==")[0]] > 1]
    assert all(" ; " in entry.partition("--hash")[0] for entry in twice), HINT


@pytest.mark.parametrize("key", ["site", "tests"])
def test_pyproject_names_exact_versions(key: str) -> None:
    assert [name for name, version in asked(key).items() if version is None] == []


@pytest.mark.parametrize(("key", "file"), [("site", SITE), ("site", TESTS), ("tests", TESTS)])
def test_what_pyproject_asks_for_is_what_is_installed(key: str, file: Path) -> None:
    found = installed(file)
    assert asked(key) == {name: found.get(name) for name in asked(key)}, HINT


def test_the_tests_run_with_the_site_s_own_versions() -> None:
    tests = installed(TESTS)
    assert installed(SITE) == {name: tests.get(name) for name in installed(SITE)}, HINT


def test_the_audit_is_of_the_pins_and_with_its_own() -> None:
    asked_for = Requirement(entries(AUDIT.with_suffix(".in"))[0])
    assert installed(AUDIT)["pip-audit"] == pinned_version(asked_for) is not None, HINT
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8").partition("\naudit:")[2]
    for part in ("--strict --require-hashes --disable-pip", "-r requirements.txt"):
        assert part in recipe.partition("\n\n")[0]


def test_lighthouse_is_pinned_with_the_hash_of_every_package() -> None:
    folder = ROOT / "tests" / "lighthouse"
    asked = json.loads((folder / "package.json").read_text(encoding="utf-8"))["dependencies"]
    packages = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert packages.pop("")["dependencies"] == asked
    assert asked == {name: packages[f"node_modules/{name}"]["version"] for name in asked}
    assert [name for name, each in packages.items() if "integrity" not in each] == []


def test_every_licence_is_listed() -> None:
    assert FILE.read_text(encoding="utf-8") == table(listed()), "run `make licences`"
    assert "not stated" not in table(listed())
