"""A withdrawal, from the command to the site: the name is in no file of the next build."""

from __future__ import annotations

import gzip
import io
import json
import unicodedata
import zlib
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from pypdf import PdfReader

from tests.build.reading import files, problems
from tests.example import CAMPAIGN, ROWS, campaign, example
from tests.sites import build
from tests.starting import run

GONE = "Zoë O'Withdrawn & Sons"
ROW = {
    "name": GONE,
    "kind": "organization",
    "group": "Local",
    "place": "Zwithdrawnford",
    "url": "https://zwithdrawn.example.org/",
    "first": "yes",
    "demands": "act-now",
}
SHORT: dict[str, Any] = CAMPAIGN | {"pdf": True}
PAGED: dict[str, Any] = SHORT | {"list_sizes": {"small": 1, "medium": 2, "page": 10}}
MORE = [{"name": f"Example {letter}", "kind": "individual"} for letter in "ABCDEFGHIJ"]
PDF_STREAM = b"stream\n"


def forms(name: str) -> set[bytes]:
    """Return the ways in which a file may write a name, in small letters."""
    plain = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    written = {
        name,
        plain,
        escape(name),
        escape(name).replace("&#x27;", "&#39;"),
        json.dumps(name)[1:-1],
        quote(name),
        name.replace(" ", "-"),
        "zwithdrawn",  # of its place and its site
        "withdrawn &",
        "withdrawn sons",
        "".join(name.split()),  # as `readable` gives the text of a PDF
    }
    return {form.lower().encode() for form in written}


def readable(data: bytes) -> Iterator[bytes]:
    """Yield a file's bytes, and what is packed in it; of a PDF what its letters say, too.

    A PDF writes numbers of glyphs, not letters. Only a reader of PDFs tells what they say.
    """
    yield data
    if data[:2] == b"\x1f\x8b":
        yield gzip.decompress(data)
    if data[:5] == b"%PDF-":
        for part in data.split(PDF_STREAM)[1:]:
            try:
                yield zlib.decompressobj().decompress(part)
            except zlib.error:
                continue
        pages = PdfReader(io.BytesIO(data)).pages
        said = "".join(page.extract_text() for page in pages)
        yield "".join(unicodedata.normalize("NFC", said).split()).encode()


def naming(folder: Path) -> list[str]:
    """Return the files below a folder that hold the name in any form, or bear it."""
    wanted = forms(GONE)
    found = []
    for path, data in files(folder).items():
        texts = [path.encode(), *readable(data)]
        if any(form in text.lower() for form in wanted for text in texts):
            found.append(path)
    return found


def withdraw(root: Path, *options: str) -> None:
    done = run("withdraw", GONE, "--date", "2021-02-09", *options, cwd=root)
    assert done.exit_code == 0, done.stderr


@pytest.mark.parametrize(
    ("facts", "options"),
    [(SHORT, ()), (PAGED, ("--forget",))],
    ids=["one page, kept", "many pages, forgotten"],
)
def test_who_withdraws_is_in_no_file(
    facts: dict[str, Any], options: tuple[str, ...], tmp_path: Path
) -> None:
    root = example(tmp_path / "x", campaign=facts, rows=[*ROWS, *MORE, ROW])
    build(root, shares=False).good()
    before = naming(root / "site")
    assert {"index.html", "signatories.csv", "signatories.json", "letter.pdf"} <= set(before)
    assert len(before) >= (7 if facts is PAGED else 5)
    withdraw(root, *options)
    build(root).good()
    assert naming(root / "site") == []
    assert (root / "site/letter.pdf").is_file()
    assert naming(root / ".cache") == []
    assert not list(root.glob(".site*"))


def test_a_page_that_still_names_who_withdrew_is_not_published(tmp_path: Path) -> None:
    about = ({"title": "About", "description": "About us."}, f"Thanks to {GONE}.")
    root = example(tmp_path / "x", rows=[*ROWS, ROW], pages={"about.md": about})
    withdraw(root)
    built = build(root)
    assert built.code == 1
    why = '"Zoë O\'Withdrawn & Sons" withdrew and is named here; delete the name'
    told = problems(built)
    assert told[0].startswith(f"docs/about.md:6:11: {why}")
    assert all(why in line for line in told)
    listed = (root / "docs/data/signatories.csv").read_text(encoding="utf-8")
    campaign(
        may_be_published=[GONE],
        pages={"about.md": about},
        files={"docs/data/signatories.csv": listed},
    )
