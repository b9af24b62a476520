"""What surrounds a list's pages is made once, and every page and old address has its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import jinja2
import pytest

from campaign.i18n.languages import Choice
from campaign.output.list_html import ListLanguage, Look, OutputFile, list_aliases, list_pages
from campaign.output.output_files import write_files
from campaign.output.paged_list import PagedList, page_list
from campaign.signatories.signatories import Signatory, arrange

TEMPLATES = {
    "list_page.html": "{{ page.url }} {{ page.canonical_url }} {{ front.title }} "
    "{{ page.meta.description }} [{{ listed|safe }}]"
    "{% for choice in choices %} {{ choice.code }}={{ choice.address }}{% endfor %}",
    "partials/listed.html": "{% for block, names in blocks %}{{ names }}{% endfor %}",
    "list_alias.html": "{{ page.url }} to {{ target }}",
}
NAMES = [f"Añ{letter} Example {n}" for letter in "abc" for n in range(8)] + ["Bea Example"]


@pytest.fixture
def paged() -> PagedList:
    return page_list(arrange([Signatory(name, "individual") for name in NAMES], (), 0, "en"), 10)


def in_language(code: str) -> ListLanguage:
    environment = jinja2.Environment(loader=jinja2.DictLoader(TEMPLATES), autoescape=True)
    base = "signatories/" if code == "en" else f"{code}/signatories/"
    choices = [Choice(each, each, "ltr", "", each == code, True) for each in ("en", "es", "ar")]
    return ListLanguage(
        code,
        base,
        f"{code}.md",
        {"choices": choices},
        environment.get_template,
        lambda page: f"<{code}> {page.label}",
        "A & B",
        "، " if code == "ar" else ", ",
        lambda names: f"{len(names)};" if code != "ar" else f"{len(names)}؛",
        lambda html, address: f"{html} at {address.partition('/')[0]}",
    )


def texts(output: list[OutputFile]) -> dict[str, str]:
    return {file.path: "".join(file.pieces) for file in output}


def test_each_page_has_its_own_words_in_each_language(paged: PagedList) -> None:
    languages = [in_language("en"), in_language("es"), in_language("ar")]
    output = list(list_pages(paged, languages, "https://e.org/"))
    found = texts(output)
    assert len(found) == len(output) == 3 * len(paged.pages) > 9
    for page in paged.pages:
        slug = page.slug.replace("ñ", "%C3%B1")
        path = page.path.replace("ñ", "%C3%B1")
        sizes = "".join(f"{block.stop - block.start};" for block in page.blocks)
        assert found[f"es/signatories/{page.path}index.html"] == (
            f"es/signatories/individuals/{slug}/ https://e.org/es/signatories/{path} "
            f"&lt;es&gt; {page.label} &lt;es&gt; {page.label}. A &amp; B [{sizes}] "
            f"en=signatories/{path} es=es/signatories/{path} ar=ar/signatories/{path} at es"
        )
        assert f"[{sizes.replace(';', '؛')}]" in found[f"ar/signatories/{page.path}index.html"]
    looks = [file.look for file in output]
    assert looks[:3] == [Look.LIST] * 3
    assert set(looks[3::3]) == {Look.LIST}
    assert {*looks[4::3], *looks[5::3]} == {Look.NONE}


def test_an_old_address_leads_to_the_page_of_its_own_language(paged: PagedList) -> None:
    spanish = in_language("es")
    found = texts(list(list_aliases(paged, spanish, spanish)))
    (section,) = paged.sections
    assert len(found) == len(section.aliases) > 1
    for alias in section.aliases:
        assert found[f"es/signatories/{alias.path}index.html"] == (
            f"es/signatories/{alias.path} to es/signatories/{alias.target}#{alias.anchor} at es"
        )


def test_where_the_pages_are_in_another_language_every_address_leads_there(
    paged: PagedList,
) -> None:
    found = texts(list(list_aliases(paged, in_language("es"), in_language("en"))))
    (section,) = paged.sections
    addresses = {alias.path for alias in section.aliases} | {page.path for page in section.pages}
    assert set(found) == {f"es/signatories/{address}index.html" for address in addresses}
    for page in section.pages:
        text = found[f"es/signatories/{page.path}index.html"]
        assert f" to signatories/{page.path}#{page.blocks[0].anchor} " in text


@pytest.mark.parametrize("make", [list, iter], ids=["small", "streamed"])
def test_files_are_written_as_they_are(
    make: Callable[[list[str]], list[str]], tmp_path: Path
) -> None:
    files = [
        OutputFile("a/b/é.html", make(["é\r\n", "\n"]), Look.LIST),
        OutputFile("a/b/c/d.html", make([]), Look.NONE),
        OutputFile("top.txt", make(["x" * 100_000])),
    ]
    (tmp_path / "a").mkdir()
    written = write_files(files, str(tmp_path))
    assert (tmp_path / "a/b/é.html").read_bytes() == "é\r\n\n".encode()
    assert (tmp_path / "a/b/c/d.html").read_bytes() == b""
    assert (tmp_path / "top.txt").stat().st_size == 100_000
    assert written.names == ["a/b/é.html", "a/b/c/d.html", "top.txt"]
    assert (written.lists, written.alike) == ({"a/b/é.html"}, {"a/b/c/d.html"})
