"""Every page of a long list, and every former address, has its own words in each language."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest

from campaign.i18n.languages import Choice
from campaign.output.list_html import ListLanguage, list_pages, moved_list_pages
from campaign.output.list_pages import PagedList, page_list
from campaign.output.output_files import OutputFile, write_files
from campaign.signatories.signatories import Signatory, arrange

TEMPLATES = {
    "list_page.html": "{{ page.url }} {{ page.canonical_url }} {{ front.title }} "
    "{{ page.meta.description }} [{{ listed|length }}]"
    "{% for choice in choices %} {{ choice.code }}={{ choice.address }}{% endfor %}",
    "partials/words.html": "{% macro list_page_title(page) %}{{ '<' ~ code ~ '>' }} "
    "{{ page.path }}{% endmacro %}",
    "moved.html": "{{ title }} {{ canonical }} to {{ target }}",
}
NAMES = [f"Añ{letter} Example {n}" for letter in "abc" for n in range(8)] + ["Ñea Example"]


@pytest.fixture
def paged() -> PagedList:
    return page_list(arrange([Signatory(name, "individual") for name in NAMES], (), 0, "es"), 10)


def in_language(code: str) -> ListLanguage:
    environment = jinja2.Environment(loader=jinja2.DictLoader(TEMPLATES), autoescape=True)
    environment.globals["code"] = code
    base = "signatories/" if code == "en" else f"{code}/signatories/"
    choices = [Choice(each, each, "ltr", "", each == code, True) for each in ("en", "es", "ar")]
    return ListLanguage(
        code,
        base,
        f"{code}.md",
        {"choices": choices},
        environment,
        "A & B",
        lambda html, address: f"{html} at {address.partition('/')[0]}",
    )


def texts(output: list[OutputFile]) -> dict[str, str]:
    found = {file.path: "".join(file.pieces) for file in output}
    assert len(found) == len(output)
    return found


def test_each_page_has_its_own_words_in_each_language(paged: PagedList) -> None:
    languages = [in_language("en"), in_language("es"), in_language("ar")]
    found = texts(list(list_pages(paged, languages, "https://e.org/")))
    assert len(found) == 3 * len(paged.pages) == 12
    for page in paged.pages:
        path = page.path.replace("ñ", "%C3%B1")
        assert found[f"es/signatories/{page.path}index.html"] == (
            f"es/signatories/{page.path} https://e.org/es/signatories/{path} "
            f"&lt;es&gt; {page.path} &lt;es&gt; {page.path}. A &amp; B [{page.stop - page.start}] "
            f"en=signatories/{page.path} es=es/signatories/{page.path} "
            f"ar=ar/signatories/{page.path} at es"
        )


def test_a_former_address_leads_to_the_page_of_its_own_language(paged: PagedList) -> None:
    spanish = in_language("es")
    found = texts(list(moved_list_pages(paged, spanish, spanish, "https://e.org/")))
    assert found == {
        f"es/signatories/individuals/{old}index.html": (
            "&lt;es&gt; individuals/a/ https://e.org/es/signatories/individuals/a/ "
            f"to {up}es/signatories/individuals/a/ at es"
        )
        for old, up in (("", "../../../"), ("an/", "../../../../"))
    }


def test_where_the_pages_are_in_another_language_every_address_leads_there(
    paged: PagedList,
) -> None:
    found = texts(list(moved_list_pages(paged, in_language("es"), in_language("en"), "")))
    (section,) = paged.sections
    addresses = {each.path for each in section.moved} | {page.path for page in section.pages}
    assert set(found) == {f"es/signatories/{address}index.html" for address in addresses}
    for page in section.pages:
        text = found[f"es/signatories/{page.path}index.html"]
        up = "../" * (page.path.count("/") + 2)
        assert f" to {up}signatories/{page.path} ".replace("ñ", "%C3%B1") in text


def test_files_are_written_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    files = [
        OutputFile("a/b/é.html", ["é\r\n", "\n"]),
        OutputFile("a/b/c/d.html", []),
        OutputFile("top.txt", iter(["x" * 100_000])),
    ]
    write_files(files, str(tmp_path))
    assert (tmp_path / "a/b/é.html").read_bytes() == "é\r\n\n".encode()
    assert (tmp_path / "a/b/c/d.html").read_bytes() == b""
    assert (tmp_path / "top.txt").stat().st_size == 100_000
