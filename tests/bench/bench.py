"""Measures builds of many sizes, beside the same builds without the generator, and beside Hugo.

    make bench                      # 100, 10,000, 100,000 and 1,000,000 signatories
    make bench SIZES="100 7000"     # others
    make bench LANGUAGES=1          # the same campaign in its main language alone

Every row is a whole process: wall time, peak memory of the largest process, and bytes written.
Ratios compare runs of this one invocation, on this machine; absolute times do not carry over.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.sites import copy_project, environment_with, make_demo_signatories

HUGO_LAYOUT = """<!doctype html>
<html lang="en"><title>Signatories</title>
{{ $all := .Site.Data.signatories -}}
{{ $organizations := where $all "kind" "organization" -}}
{{ range .Site.Data.groups }}
{{ template "section" (dict "name" . "rows" (where $organizations "group" .)) }}
{{ end }}
{{ template "section" (dict "name" "Organizations" "rows" (where $organizations "group" "")) }}
{{ template "section" (dict "name" "Individuals" "rows" (where $all "kind" "individual")) }}
</html>
{{- define "section" }}<h2>{{ .name }} ({{ len .rows }})</h2>
{{ $letter := "" }}{{ range sort .rows "sort" -}}
{{ $own := upper (substr .sort 0 1) }}{{ if ne $own $letter }}<h3>{{ $own }}</h3>{{ end -}}
{{ $letter = $own }}<li>
{{- with .url }}<a href="{{ . }}" rel="nofollow">{{ end }}{{ .name }}{{ with .url }}</a>{{ end -}}
{{ with .title }}, {{ . }}{{ end }}{{ with .affiliation }}, {{ . }}{{ end -}}
{{ with .place }}, {{ . }}{{ end }}</li>
{{ end }}{{ end }}
"""
"""The list as ours shows it, but on one page: sections, sorted, under their letters."""

HUGO_COLUMNS = ("name", "kind", "group", "title", "affiliation", "place", "url")
HUGO_CONFIGURATION = """baseURL = "https://example.org/"
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "404"]
"""


@dataclass(frozen=True)
class Run:
    """One finished process: seconds of wall time, MB of peak memory, and the folder it wrote."""

    seconds: float
    megabytes: float
    site: Path


def main() -> None:
    """Measure what the arguments ask for and print a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=[100, 10_000, 100_000, 1_000_000])
    parser.add_argument(
        "--repeat", type=int, default=3, help="runs of each build; the median counts"
    )
    parser.add_argument(
        "--languages", choices=("1", "all"), default="all", help="languages of the site"
    )
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        root = copy_project(Path(folder, "project"))
        languages = in_one_language(root) if arguments.languages == "1" else "all its languages"
        print(f"{os.cpu_count()} cores, median of {arguments.repeat} runs, {languages}\n")
        measure(root, Path(folder), arguments.sizes, arguments.repeat)


def in_one_language(root: Path) -> str:
    """Leave the campaign in its main language alone; return what that is called in the table."""
    file = root / "mkdocs.yml"
    configuration = yaml.safe_load(file.read_text(encoding="utf-8"))
    for language in configuration["extra"]["campaign"].pop("languages", ()):
        shutil.rmtree(root / "docs" / language["code"], ignore_errors=True)
    text = yaml.safe_dump(configuration, allow_unicode=True, sort_keys=False)
    file.write_text(text, encoding="utf-8")
    return "one language"


def measure(root: Path, folder: Path, sizes: list[int], repeat: int) -> None:
    """Print one row for each size."""
    header = ("signatories", "wall s", "peak MB", "pages", "files", "written MB",
              "letter kB gz", "list page kB gz", "ours / without signers", "ours / plain MkDocs",
              "the list adds s", "Hugo s", "to Hugo it adds s")  # fmt: skip
    print("| " + " | ".join(header) + " |")
    print("|" + " ---: |" * len(header))
    empty = root / "empty.csv"
    empty.write_text("name,kind\nExample Alliance,organization\n", encoding="utf-8")
    ours_build(root, empty, "first")  # compiles the code, draws the cards
    for size in sizes:
        signers = make_demo_signatories(root / f"{size}.csv", size)
        base, ours = paired(root, empty, signers, repeat)
        pages = [p for p in ours.site.rglob("index.html") if 'http-equiv="refresh"' not in head(p)]
        files = [p for p in ours.site.rglob("*") if p.is_file()]
        written = sum(p.stat().st_size for p in files)
        shown = [
            page for page in pages if "signatories" in page.parent.relative_to(ours.site).parts
        ]
        largest = max(map(packed, shown))
        plain = plain_build(folder / f"plain-{size}", len(pages), repeat)
        hugo = hugo_build(folder / f"hugo-{size}", signers, repeat) if size <= 100_000 else None
        bare = hugo_build(folder / f"hugo-{size}-bare", empty, repeat) if hugo else None
        row = (
            f"{size:,}", f"{ours.seconds:.2f}", f"{ours.megabytes:.0f}", f"{len(pages):,}",
            f"{len(files):,}", f"{written / 1e6:.1f}",
            f"{packed(ours.site / 'index.html') / 1000:.1f}", f"{largest / 1000:.1f}",
            f"{ours.seconds / base.seconds:.2f} ×", f"{ours.seconds / plain.seconds:.2f} ×",
            f"{ours.seconds - base.seconds:.2f}",
            f"{hugo.seconds:.2f}" if hugo else "–",
            f"{hugo.seconds - bare.seconds:.2f}" if hugo and bare else "–",
        )  # fmt: skip
        print("| " + " | ".join(row) + " |", flush=True)
        shutil.rmtree(ours.site)


def paired(root: Path, empty: Path, signers: Path, repeat: int) -> tuple[Run, Run]:
    """Build without and with the signatories in turn, so that a slow moment strikes both."""
    runs = [
        (ours_build(root, empty, "base"), ours_build(root, signers, "ours")) for _ in range(repeat)
    ]
    return median([pair[0] for pair in runs]), median([pair[1] for pair in runs])


def ours_build(root: Path, signers: Path, name: str) -> Run:
    """Build the project over the given signatories."""
    site = root / name
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)]
    return run(command, root, site, CAMPAIGN_SIGNATORIES=str(signers))


def plain_build(root: Path, pages: int, repeat: int) -> Run:
    """Build as many pages with MkDocs and Material alone, out of the navigation and the search."""
    docs = root / "docs"
    (docs / "list").mkdir(parents=True)
    configuration = "site_name: Plain\ntheme:\n  name: material\nplugins: []\nnot_in_nav: /list/\n"
    (root / "mkdocs.yml").write_text(configuration, encoding="utf-8")
    (docs / "index.md").write_text("# Plain\n\nA page.\n", encoding="utf-8")
    for number in range(pages - 1):
        (docs / "list" / f"{number}.md").write_text(
            f"# Page {number}\n\nA page.\n", encoding="utf-8"
        )
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    return median([run(command, root, root / "site") for _ in range(repeat)])


def hugo_build(root: Path, signers: Path, repeat: int) -> Run | None:
    """Let Hugo sort and render the same list in its template, if it is installed."""
    if not shutil.which("hugo"):
        return None
    (root / "layouts").mkdir(parents=True)
    (root / "data").mkdir()
    (root / "layouts" / "index.html").write_text(HUGO_LAYOUT, encoding="utf-8")
    (root / "config.toml").write_text(HUGO_CONFIGURATION, encoding="utf-8")
    with signers.open(encoding="utf-8", newline="") as file:
        rows = [
            {column: row.get(column) or "" for column in HUGO_COLUMNS}
            | {"sort": row.get("sort") or row["name"]}
            for row in csv.DictReader(file)
        ]
    groups = sorted({row["group"] for row in rows} - {""})
    (root / "data" / "signatories.json").write_text(json.dumps(rows), encoding="utf-8")
    (root / "data" / "groups.json").write_text(json.dumps(groups), encoding="utf-8")
    return median([run(["hugo", "--quiet"], root, root / "public") for _ in range(repeat)])


def run(command: list[str], folder: Path, site: Path, **environment: str) -> Run:
    """Run a command and read the system's account of it."""
    shutil.rmtree(site, ignore_errors=True)
    start = time.perf_counter()
    # Neither of the others makes a PDF.
    # The code is compiled once on each machine, as MkDocs' own was when it was installed.
    given = environment_with(CAMPAIGN_PDF="no", PYTHONDONTWRITEBYTECODE="", **environment)
    process = subprocess.Popen(command, cwd=folder, env=given)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        raise SystemExit(f"{' '.join(command)} failed")
    return Run(seconds, megabytes(usage), site)


def megabytes(usage: resource.struct_rusage) -> float:
    """Return a process' peak memory; Linux counts in kB, macOS in bytes."""
    return usage.ru_maxrss / (1_000 if sys.platform != "darwin" else 1_000_000)


def median(runs: list[Run]) -> Run:
    """Return the run of the median time."""
    middle = statistics.median_low([run.seconds for run in runs])
    return next(run for run in runs if run.seconds == middle)


def packed(path: Path) -> int:
    """Return a file's size as a server sends it."""
    return len(gzip.compress(path.read_bytes(), 6))


def head(path: Path) -> str:
    """Return the beginning of a file."""
    with path.open(encoding="utf-8") as file:
        return file.read(600)


if __name__ == "__main__":
    main()
