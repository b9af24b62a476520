"""Lists the licence of every package that a build installs, as each package itself states it.

`make licences` writes LICENCES.md.
"""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "LICENCES.md"
LINE = re.compile(r"^([A-Za-z0-9._-]+==[^\\\n]+)", re.MULTILINE)
CLASSIFIER = "License :: "
LONGEST = 60
HEAD = """\
# Licences of what a build installs

Every package in `requirements.txt`, with the licence that it states itself. None of \
their code is part of a published site. The fonts of cards and of the PDF have licences of their \
own: `overrides/fonts/OFL.txt` says which. `make licences` writes this file.

| package | version | licence |
| --- | --- | --- |
"""


def table(known: dict[str, str]) -> str:
    """Return the file's text; `known` are the licences of packages that other systems need."""
    rows = []
    for found in LINE.findall((ROOT / "requirements.txt").read_text(encoding="utf-8")):
        requirement = Requirement(found.strip())
        version = str(requirement.specifier).removeprefix("==")
        licence = _licence(requirement.name) or known.get(requirement.name, "")
        rows.append(f"| {requirement.name} | {version} | {licence or 'not stated'} |\n")
    return HEAD + "".join(rows)


def listed() -> dict[str, str]:
    """Return the licences that the file lists, by package."""
    if not FILE.exists():
        return {}
    lines = FILE.read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines if "|" in line]
    return {row[0]: row[2] for row in cells[2:]}


def _licence(package: str) -> str:
    try:
        facts = metadata(package)
    except PackageNotFoundError:
        return ""  # for another system or another Python
    classifiers = [
        each.rpartition(" :: ")[2]
        for each in facts.get_all("Classifier") or []
        if each.startswith(CLASSIFIER)
    ]
    stated = str(facts.get("License") or "").strip()
    if "\n" in stated or len(stated) > LONGEST or stated == "UNKNOWN":
        stated = ""  # the whole text of a licence, or none
    return str(facts.get("License-Expression") or "") or stated or ", ".join(classifiers)


if __name__ == "__main__":
    FILE.write_text(table(listed()), encoding="utf-8")
