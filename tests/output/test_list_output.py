"""Every page of a long list, and every former address, has its own words in each language."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import jinja2
import pytest

from campaign.config.folder import Folder
from campaign.i18n.languages import Choice
from campaign.output.build import Build
from campaign.output.list_html import long_list_files
from campaign.output.list_pages import PagedList, page_list
from campaign.output.output_files import OutputFile, write_files
from tests.bilingual import bilingual
from tests.site.test_site import load

TEMPLATES = {
    "list_page.html": "{{ page.url }} {{ page.canonical_url }} {{ front.title }} "
    "{{ page.meta.description }} [{{ listed|length }}]"
    "{% for choice in choices %} {{ choice.code }}={{ choice.address }}{% endfor %}",
    "partials/words.html": "{% macro list_page_title(page) %}{{ '<' ~ code ~ '>' }} "
    "{{ page.path }}{% endmacro %}{% macro section_name(section) %}{% endmacro %}",
    "moved.html": "{{ title }} {{ canonical }} to {{ target }}",
}
NAMES = [f"Añ{letter} Example {n}" for letter in "abc" for n in range(8)] + ["Ñea Example"]
BASES = {"en": "signatories/", "es": "es/signatories/"}


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """A build up to its list, in a Spanish and an English environment."""
    root = bilingual(
        tmp_path_factory.mktemp("list") / "x",
        rows=[{"name": name, "kind": "individual"} for name in NAMES],
    )
    site, problems = load(root)
    assert site, list(problems)
    docs = root / "docs"
    folder = Folder(root, root / "mkdocs.yml", docs, docs / "data/signatories.csv")
    address = "https://e.org/"
    made = Build(site, folder, None, folder.templates, address, (), {}, is_served=False)
    made.environment, made.others["es"] = map(in_language, BASES)
    made.url_of = lambda path: f"{path.removesuffix('.md')}/"
    made.paged = page_list(site.signatories, 10)
    choices = [Choice(each, each, "ltr", "", False, True) for each in ("en", "es", "ar")]
    for code, base in BASES.items():
        page = SimpleNamespace(url=base, file=SimpleNamespace(src_uri=f"{code}.md"))
        path = f"{base.removesuffix('/')}.md"
        made.contexts[path] = {"page": page, "choices": choices}
    return made


def in_language(code: str) -> jinja2.Environment:
    environment = jinja2.Environment(loader=jinja2.DictLoader(TEMPLATES), autoescape=True)
    environment.globals["code"] = code
    return environment


def texts(build: Build) -> dict[str, str]:
    output = [file for file in long_list_files(build) if file.path.endswith(".html")]
    found = {file.path: "".join(map(str, file.pieces)) for file in output}
    assert len(found) == len(output)
    return found


def paged(build: Build) -> PagedList:
    assert build.paged
    return build.paged


def test_each_page_and_former_address_has_its_own_words_in_each_language(build: Build) -> None:
    found, pages = texts(build), paged(build).pages
    assert len(pages) == 4
    for page in pages:
        path = page.path.replace("ñ", "%C3%B1")
        assert found[f"es/signatories/{page.path}index.html"] == (
            f"es/signatories/{page.path} https://e.org/es/signatories/{path} "
            f"&lt;es&gt; {page.path} &lt;es&gt; {page.path}. Una carta [{page.stop - page.start}] "
            f"en=signatories/{page.path} es=es/signatories/{page.path} ar="
        )
    for old, up in (("", "../../../"), ("an/", "../../../../")):
        assert found[f"es/signatories/individuals/{old}index.html"] == (
            "&lt;es&gt; individuals/a/ https://e.org/es/signatories/individuals/a/ "
            f"to {up}es/signatories/individuals/a/"
        )
    assert len(found) == 2 * (len(pages) + 2)


def test_files_are_written_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    files = [
        OutputFile("a/b/é.html", ["é\r\n", "\n"]),
        OutputFile("a/b/c/d.html", []),
        OutputFile("top.txt", iter(["x" * 100_000])),
        OutputFile("top.bin", b"\r\n"),
    ]
    write_files(files, str(tmp_path))
    assert (tmp_path / "a/b/é.html").read_bytes() == "é\r\n\n".encode()
    assert (tmp_path / "a/b/c/d.html").read_bytes() == b""
    assert (tmp_path / "top.txt").stat().st_size == 100_000
    assert (tmp_path / "top.bin").read_bytes() == b"\r\n"
