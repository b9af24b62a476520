"""The letter's PDF in a real build, read back: whole, accessible, safe and always the same."""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from page import validate_pdf_bytes
from pypdf import PdfReader

from campaign.output.pdf.document import MOST_NAMES_PRINTED
from tests.build.campaigns import in_three_languages, recorded
from tests.build.reading import files, tree
from tests.example import ROWS, build_refused, campaign, example, refused
from tests.made import LOGO, blank_pdf
from tests.sites import ADDRESS, SOURCE_DATE, Built
from tests.starting import run

COLOUR, LOGO_COLOUR = "0b4f6c", "aa5500"
DRAWN = {"colours": {"accent": f"#{COLOUR}"}, "logo": {"file": "files/logo.svg"}}
HOSTILE = [
    "#strong[x] *b* _c_ $x^2$ @cite <label> \\u{41} `raw` // no /* no */",
    '#import "letter.typ": *',
    '#read("/etc/passwd")',
    "= Heading",
    "- list",
    "/ Term: x",
    "<script>alert(1)</script> & Sons",
    '"Quoted" -- dash ... --- it\'s',
    "{page} of {pages}",
    "https://sample.example/~x",
    "Long" * 75,
    "Łódź Ŵ ẞ Việt Ελένη Пример",
    "ქართული ማሳያ",
]
RIGHT_TO_LEFT = ["عبد الله المثال", "שלום דוגמה"]
MISSING = "𠀀𠀁 Example \U0001f308"
TEXT = """We ask, with a [link](about.md), *emphasis* and `#code`.[^1] There are
<!-- @count kind=all -->.

<!-- @donate -->

<!-- A note to ourselves. -->

## Why

#### Because

> A quote.

| Name | Amount |
| --- | ---: |
| Alpha | 10 |

1. One
2. Two

[^1]: The note.
"""
LETTER: Mapping[str, Any] = {
    "type": "letter",
    "title": "An open letter #1",
    "description": "A letter.",
    "subject": "The *subject*",
    "salutation": "Dear Council:",
    "closing": "Yours,",
    "note": "A restatement.",
    "signed_note": "Not the whole list.",
    "original": [{"title": "T", "url": "https://sample.example/", "publisher": "Sample Press"}],
}


@pytest.fixture(scope="module")
def full() -> Built:
    names = [*HOSTILE, *RIGHT_TO_LEFT, MISSING]
    signed = [{"name": name, "kind": "individual", "place": "Sample #City"} for name in names]
    return campaign(
        **DRAWN,
        pdf=True,
        pages={"index.md": (LETTER, TEXT)},
        rows=[*ROWS, *signed],
        files={"docs/files/logo.svg": LOGO.format(fill=f"#{LOGO_COLOUR}", mark="#fff")},
    )


@pytest.fixture(scope="module")
def languages() -> Built:
    return in_three_languages()


@pytest.fixture(scope="module")
def pdf(full: Built) -> PdfReader:
    return PdfReader(full.site / "letter.pdf")


def text(pdf: PdfReader) -> str:
    """Return a PDF's text without blanks, as it may break a line anywhere."""
    return squeezed("".join(page.extract_text() for page in pdf.pages))


def squeezed(words: str) -> str:
    shown = (c for c in unicodedata.normalize("NFC", words) if unicodedata.category(c) != "Cf")
    return "".join("".join(shown).split())


def elements(node: Any) -> Iterator[tuple[str, Any]]:
    """Yield every element of a PDF's structure: its type, and itself."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for child in node:
            yield from elements(child)
    elif isinstance(node, dict) and "/S" in node:
        yield str(node["/S"]), node
        yield from elements(node.get("/K", []))


def test_everything_that_the_letter_says_is_in_it(pdf: PdfReader) -> None:
    found = text(pdf)
    for said in (
        "Open letter", "Example Alliance", "An open letter #1", "A restatement.",
        "Sample Press", "February 1, 2021", "The Example Council", "The *subject*",
        "Dear Council:", "emphasis", "#code", "There are 22.", "Why", "Because", "A quote.",
        "Alpha", "The note.", "What the letter asks", "Act now.", "Pay up.", "Yours,",
        "3 organizations, 17 individuals, and 2 people who asked not to be named",
        "as of February 10, 2021", "Not the whole list.", "National", "Other organizations",
        "Affiliations are given for identification only.", ADDRESS, "letter@example.org",
        "Page 1 of 2",
    ):  # fmt: skip
        assert squeezed(said) in found, said
    for unsaid in (squeezed("Give to the fund"), "ourselves", "Gone", "Departed"):
        assert unsaid not in found
    drawn = pdf.pages[0].get_contents().get_data().decode("latin-1")
    for colour in (COLOUR, LOGO_COLOUR):
        part = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        assert " ".join(f"{each:.3f}" for each in part) in {
            " ".join(f"{float(each):.3f}" for each in said)
            for said in re.findall(r"([\d.]+) ([\d.]+) ([\d.]+) scn", drawn)
        }, colour


def test_every_signatory_is_in_it_whatever_the_name_holds(pdf: PdfReader) -> None:
    found = text(pdf)
    for name in (*HOSTILE, *(row["name"] for row in ROWS if "withdrawn" not in row)):
        assert squeezed(name) in found, name
    for name in RIGHT_TO_LEFT:  # readers differ in which end such words begin
        for word in name.split():
            assert word in found or word[::-1] in found, word
    assert found.count(squeezed("Sample #City")) == len(HOSTILE) + len(RIGHT_TO_LEFT) + 1
    assert "root:" not in found


def test_what_cannot_be_printed_is_named_and_the_site_is_built(full: Built, pdf: PdfReader) -> None:
    said = 'no font of the PDF has "𠀀" (U+20000), "𠀁" (U+20001), "\U0001f308" (U+1F308, RAINBOW)'
    assert f'Warning, which stops nothing: {said} in "{MISSING}"' in full.output
    assert "put a font that has them into overrides/own/fonts/" in full.output
    assert "\ufffd\ufffdExample\ufffd" in text(pdf)


def test_it_says_that_it_is_accessible_and_is(pdf: PdfReader) -> None:
    root = pdf.trailer["/Root"].get_object()
    assert root["/Lang"] == "en"
    assert pdf.metadata is not None
    assert pdf.metadata.title == "An open letter #1"
    assert pdf.metadata.author == "Example Alliance"
    assert pdf.metadata.creation_date is not None
    assert pdf.metadata.creation_date.timestamp() == int(SOURCE_DATE)
    kinds = [kind for kind, _ in elements(root["/StructTreeRoot"]["/K"])]
    for kind in ("/H1", "/H2", "/H3", "/P", "/L", "/LI", "/LBody", "/Table", "/TH", "/TD", "/Link",
                 "/BlockQuote", "/Note"):  # fmt: skip
        assert kind in kinds, kind
    assert kinds.count("/LI") >= len(HOSTILE)


def _fonts(pdf: PdfReader) -> Iterator[Any]:
    for page in pdf.pages:
        for font in page["/Resources"]["/Font"].values():
            yield font.get_object()


def faults(data: bytes) -> list[str]:
    """Return what a validator of PDF/UA-1 (ISO 14289-1) finds in a PDF."""
    report = validate_pdf_bytes(data, profile="ua1")
    assert report.rules.total > 100
    return [f"{fault.rule_id}: {fault.message}" for fault in report.failures]


def test_a_validator_of_its_standard_finds_nothing(full: Built, languages: Built) -> None:
    for site in (full.site, *(languages.site / folder for folder in ("", "es", "ar"))):
        assert faults((site / "letter.pdf").read_bytes()) == [], site
    found = faults((recorded().site / "letter.pdf").read_bytes())
    # The validator reads a width that a font of this kind leaves at its default as none at all.
    assert [fault for fault in found if "FONT-GLYPH-WIDTH" not in fault] == []


def test_its_bookmarks_are_its_headings(pdf: PdfReader) -> None:
    def titles(outline: list[Any]) -> list[Any]:
        return [titles(o) if isinstance(o, list) else " ".join(o.title.split()) for o in outline]

    assert titles(pdf.outline) == [
        "An open letter #1",
        [
            "Why",
            ["Because"],
            "What the letter asks",
            "Signed",
            ["National 1", "Local 1", "Other organizations 1", "Individuals 17"],
            "About this copy",
        ],
    ]


def test_links_lead_to_the_published_site(pdf: PdfReader) -> None:
    found = {
        str(annotation.get_object()["/A"]["/URI"])
        for page in pdf.pages
        for annotation in page.get("/Annots", [])
        if "/URI" in annotation.get_object().get("/A", {})
    }
    wanted = {f"{ADDRESS}about/", "https://sample.example/", ADDRESS, "mailto:letter@example.org"}
    assert found == wanted


def test_the_letters_page_says_its_size_and_its_pages(full: Built, pdf: PdfReader) -> None:
    (link,) = tree(full).cssselect('a[href="letter.pdf"]')
    size = round((full.site / "letter.pdf").stat().st_size / 1000)
    assert len(pdf.pages) == 2
    assert link.text_content() == f"The letter with all signatories as PDF ({size} kB, 2 pages)"
    for name in files(full.site):  # what it is made with is not published
        assert not name.startswith("pdf/")
        assert not name.endswith((".typ", ".otf", ".ttf", "OFL.txt"))


def test_a_recorded_version_and_its_hash_are_printed() -> None:
    found = text(PdfReader(recorded().site / "letter.pdf"))
    assert squeezed("Version 1, February 1, 2021. SHA-256") in found
    assert "7e89d95ecc8f" in found


def test_too_many_names_are_not_printed_but_said_to_stand_elsewhere() -> None:
    number = MOST_NAMES_PRINTED + 1
    rows = [{"name": f"Example {n}", "kind": "individual"} for n in range(number)]
    built = campaign(pdf=True, rows=rows)
    (link,) = tree(built).cssselect('a[href="letter.pdf"]')
    assert link.text_content().startswith("The letter as PDF (")
    found = text(PdfReader(built.site / "letter.pdf"))
    assert squeezed(f"{number:,} individuals") in found
    assert squeezed(f"They stand at {ADDRESS}signatories/") in found
    assert squeezed("Example 17") not in found


def test_a_file_of_the_editors_own_comes_first_if_it_is_named() -> None:
    own = {"docs/letter.pdf": blank_pdf()}
    pages = {"index.md": (LETTER | {"pdf": "letter.pdf"}, "We ask.")}
    built = campaign(pdf=True, pages=pages, files=own)
    assert (built.site / "letter.pdf").read_bytes() == blank_pdf()
    (link,) = tree(built).cssselect('a[href="letter.pdf"]')
    assert link.text_content() == "The letter as PDF (1 kB)"
    assert refused(pdf=True, files=own) == [
        "docs/letter.pdf: the build puts its own PDF of the letter at this address; to publish "
        "this file instead, write `pdf: letter.pdf` into the front matter of docs/index.md"
    ]
    without = campaign()
    assert not (without.site / "letter.pdf").exists()
    assert "as PDF" not in without.html()


def test_a_fault_in_the_campaigns_own_template_ends_the_build() -> None:
    (problem,) = build_refused(pdf=True, files={"overrides/pdf/letter.typ": "#nothing\n"})
    reason = "overrides/pdf/letter.typ:1:1: unknown variable: nothing"
    assert f"The letter's PDF could not be made: {reason}" in problem


def test_a_letter_from_right_to_left(languages: Built) -> None:
    found = PdfReader(languages.site / "ar" / "letter.pdf")
    names = {str(font["/BaseFont"]) for font in _fonts(found)}
    assert any("NotoNaskhArabic-Bold" in name for name in names)
    assert "ما تطلبه الرسالة" in str(found.outline)
    assert found.trailer["/Root"]["/ViewerPreferences"].get("/Direction") == "/R2L"


def test_the_command_writes_one_and_nothing_else(full: Built, tmp_path: Path) -> None:
    root = shutil.copytree(full.root, tmp_path / "x", symlinks=True)
    before = files(root)
    target = tmp_path / "my letter.pdf"
    made = run("pdf", "--output", target, cwd=root)
    assert made.exit_code == 0, made.output
    assert made.stdout.startswith(f"Wrote {target} (")
    assert 'Warning: no font of the PDF has "𠀀" (U+20000)' in made.stderr
    assert target.read_bytes() == (full.site / "letter.pdf").read_bytes()
    assert files(root) == before


def test_each_language_has_its_own(languages: Built) -> None:
    hashes = set()
    for folder, language, note in (
        ("", "en", ""),
        ("es/", "es", "Esta es una traducción; prevalece el texto en inglés."),
        ("ar/", "ar", ""),
    ):
        (link,) = tree(languages, folder).cssselect("a[type='application/pdf']")
        assert link.get("href") == "letter.pdf"
        pdf = PdfReader(languages.site / folder / "letter.pdf")
        assert pdf.trailer["/Root"]["/Lang"] == language
        found = text(pdf)
        assert squeezed(note) in found
        hashes.add(re.search(r"[0-9a-f]{64}", found)[0])  # type: ignore[index]
        (published,) = tree(languages, f"{folder}press/" if folder != "ar/" else folder).cssselect(
            "a[type='application/pdf']"
        )
        assert published.get("href", "").endswith("letter.pdf")
    assert len(hashes) == 3


def test_the_command_makes_that_of_one_language(languages: Built, tmp_path: Path) -> None:
    root, target = languages.root, tmp_path / "carta.pdf"
    made = run("pdf", "--language", "es", "--output", target, cwd=root)
    assert made.exit_code == 0, made.output
    assert target.read_bytes() == (languages.site / "es" / "letter.pdf").read_bytes()
    tried = run("pdf", "--language", "es", "--dry-run", cwd=root)
    assert "Would write letter-es.pdf (" in tried.output
    assert not (root / "letter-es.pdf").exists()
    unknown = run("pdf", "--language", "fr", cwd=root)
    assert unknown.exit_code == 2
    assert 'The site has no language "fr"; write "en", "es" or "ar".' in unknown.stderr


def test_the_command_says_what_is_wrong(tmp_path: Path) -> None:
    root = example(tmp_path, pages={"index.md": (LETTER | {"titel": "x"}, "x")})
    told = run("pdf", cwd=root)
    assert told.exit_code == 1
    assert "docs/index.md:14:1: the key 'titel' is not known" in told.stderr
    assert "nothing was made." in told.stderr
    (root / "docs" / "index.md").unlink()
    assert run("pdf", cwd=root).exit_code == 1
