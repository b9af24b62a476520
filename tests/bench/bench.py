"""Measures builds of many sizes, beside the same builds without signatories and plain MkDocs.

    make bench                      # 100, 10,000, 100,000 and 1,000,000 signatories
    make bench SIZES="100 7000"     # others
    make bench LANGUAGES=1          # the same campaign in its main language alone

Every row is a whole process: seconds of processor time, which other work on the machine changes
little, the process' peak memory, and bytes written. Ratios compare runs of this one invocation;
seconds do not carry over to another machine.
"""

from __future__ import annotations

import argparse
import gzip
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

from tests.sites import copy_project, environment_with, make_demo_signatories

HEADER = ("signatories", "seconds", "peak MB", "pages", "files", "written MB", "letter kB gz",
          "list page kB gz", "ours / without signers", "ours / plain MkDocs",
          "the list adds s")  # fmt: skip
REPEAT, LARGE = 3, 1_000_000
"""How often each build is run, of which the median counts; and the size that is built once."""


def main() -> None:
    """Measure what the arguments ask for and print a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=[100, 10_000, 100_000, 1_000_000])
    parser.add_argument("--languages", choices=("1", "all"), default="all")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        root = copy_project(Path(folder, "project"))
        if arguments.languages == "1":
            leave_one_language(root)
        plain = Path(folder, "plain")
        plain.mkdir()
        empty = root / "empty.csv"
        empty.write_text("name,kind\nExample Alliance,organization\n", encoding="utf-8")
        build(root, empty)  # compiles the code, draws the cards
        print(f"| {' | '.join(HEADER)} |\n|{' ---: |' * len(HEADER)}")
        for size in arguments.sizes:
            signers = make_demo_signatories(root / f"{size}.csv", size)
            times = range(REPEAT if size < LARGE else 1)
            # In turn, so that a slow moment strikes all.
            base, ours = zip(*[(build(root, empty), build(root, signers)) for _ in times],
                             strict=True)  # fmt: skip
            written = written_by(root / "site")
            write_plain(plain, written[0])
            theirs = [build(plain, empty) for _ in times]
            print(row(size, median(base), median(ours), median(theirs), written), flush=True)


def leave_one_language(root: Path) -> None:
    file = root / "mkdocs.yml"
    configuration = yaml.safe_load(file.read_text(encoding="utf-8"))
    for language in configuration["extra"]["campaign"].pop("languages", ()):
        shutil.rmtree(root / "docs" / language["code"], ignore_errors=True)
    file.write_text(yaml.safe_dump(configuration, allow_unicode=True), encoding="utf-8")


def write_plain(root: Path, pages: int) -> None:
    """Write a site of as many pages for MkDocs and Material, out of the menu and the search."""
    docs = root / "docs" / "list"
    shutil.rmtree(docs, ignore_errors=True)
    docs.mkdir(parents=True)
    configuration = "site_name: Plain\ntheme:\n  name: material\nplugins: []\nnot_in_nav: /list/\n"
    (root / "mkdocs.yml").write_text(configuration, encoding="utf-8")
    (root / "docs" / "index.md").write_text("# Plain\n\nA page.\n", encoding="utf-8")
    for number in range(pages - 1):
        text = f"# Page {number}\n\nA page.\n"
        (docs / f"{number}.md").write_text(text, encoding="utf-8")


def build(root: Path, signers: Path) -> tuple[float, float]:
    """Return the seconds of processor time that a build takes, and its peak memory in MB."""
    # MkDocs alone makes no PDF, and its code was compiled when it was installed.
    environment = environment_with(
        CAMPAIGN_PDF="no", PYTHONDONTWRITEBYTECODE="", CAMPAIGN_SIGNATORIES=str(signers)
    )
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    process = subprocess.Popen(command, cwd=root, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"The build in {root} failed.")
    unit = 1_000 if sys.platform != "darwin" else 1_000_000  # kB, but bytes on macOS
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit


def median(runs: tuple[tuple[float, float], ...] | list[tuple[float, float]]) -> list[float]:
    return [statistics.median(each) for each in zip(*runs, strict=True)]


def written_by(site: Path) -> tuple[int, int, float, float, float]:
    """Return a site's pages, files, MB, and kB of its letter and its largest page of the list."""
    files = [path for path in site.rglob("*") if path.is_file()]
    pages = [path for path in files if path.name == "index.html" and not leads_on(path)]
    listed = [page for page in pages if "signatories" in page.parent.relative_to(site).parts]
    size = sum(path.stat().st_size for path in files)
    return (len(pages), len(files), size / 1e6,
            packed(site / "index.html"), max(map(packed, listed)))  # fmt: skip


def leads_on(page: Path) -> bool:
    """Whether a page is only an old address that leads to a new one."""
    with page.open(encoding="utf-8") as file:
        return 'http-equiv="refresh"' in file.read(600)


def packed(path: Path) -> float:
    return len(gzip.compress(path.read_bytes(), 6)) / 1000


def row(
    size: int,
    base: list[float],
    ours: list[float],
    plain: list[float],
    written: tuple[int, int, float, float, float],
) -> str:
    pages, files, megabytes, letter, listed = written
    cells = (
        f"{size:,}", f"{ours[0]:.2f}", f"{ours[1]:.0f}", f"{pages:,}", f"{files:,}",
        f"{megabytes:.1f}", f"{letter:.1f}", f"{listed:.1f}", f"{ours[0] / base[0]:.2f} ×",
        f"{ours[0] / plain[0]:.2f} ×", f"{ours[0] - base[0]:.2f}",
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
