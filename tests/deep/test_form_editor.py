"""The page of forms with the real program: a field is changed and saved, and the campaign is right.

Its local backend works on a folder that the browser keeps itself, in place of one that is chosen.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import http.server
import subprocess
import tarfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, sync_playwright

from campaign.cli.form_editor import INTEGRITY, PROGRAM, add_form_editor
from campaign.site.checking import check_folder
from tests.example import example
from tests.sites import ROOT
from tests.tools.ensure_browser import find_browser

pytestmark = [pytest.mark.deep, pytest.mark.browser]

KEPT = ROOT / ".cache" / "form-editor"
PACKAGE = PROGRAM.removeprefix("https://unpkg.com/").removesuffix("/dist/sveltia-cms.js")
PUT = """async files => {
  const root = await navigator.storage.getDirectory();
  await root.getDirectoryHandle('.git', {create: true});
  for (const [path, text] of Object.entries(files)) {
    let folder = root; const parts = path.split('/'); const name = parts.pop();
    for (const part of parts) folder = await folder.getDirectoryHandle(part, {create: true});
    const file = await (await folder.getFileHandle(name, {create: true})).createWritable();
    await file.write(text); await file.close();
  }
}"""
GET = """async path => {
  let folder = await navigator.storage.getDirectory();
  const parts = path.split('/'); const name = parts.pop();
  for (const part of parts) folder = await folder.getDirectoryHandle(part);
  return await (await (await folder.getFileHandle(name)).getFile()).text();
}"""
CHANGES = {
    "pages/entries/about": ("docs/about.md", "Description"),
    "pages/entries/index": ("docs/index.md", "Description"),
    "demands/entries/act-now": ("docs/demands/act-now.md", "Description"),
    "updates/entries/first-hearing": ("docs/updates/first-hearing.md", "Description"),
    "campaign/entries/facts": ("mkdocs.yml", "Short name"),
}
WORDS = 'Changed: in a "form"'


@pytest.fixture(scope="module")
def program() -> str:
    """Return the program that the page of forms names, byte for byte."""
    file = KEPT / "package/dist/sveltia-cms.js"
    if not file.is_file():
        KEPT.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=KEPT, check=True)
        with tarfile.open(next(KEPT.glob("*.tgz"))) as packed:
            packed.extractall(KEPT, filter="data")
    data = file.read_bytes()
    digest = base64.b64encode(hashlib.sha384(data).digest()).decode()
    assert f"sha384-{digest}" == INTEGRITY
    return data.decode()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = example(tmp_path / "letter")
    add_form_editor(folder / "mkdocs.yml", folder, {"GITHUB_REPOSITORY": "example/letter"})
    (folder / "blank.html").write_text("<title>Blank</title>", encoding="utf-8")
    return folder


@pytest.fixture
def page(root: Path, program: str) -> Iterator[Page]:
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(root))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def answer(route: Route) -> None:
        if route.request.url.startswith("http://localhost"):
            route.continue_()
        elif route.request.url == PROGRAM:
            allowed = {"Access-Control-Allow-Origin": "*"}
            route.fulfill(body=program, content_type="text/javascript", headers=allowed)
        else:
            route.abort()

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser())
        context = browser.new_context(base_url=f"http://localhost:{server.server_port}")
        context.route("**/*", answer)
        yield context.new_page()
        browser.close()
    server.shutdown()


def test_a_field_is_changed_and_saved(root: Path, page: Page) -> None:
    docs = [path.relative_to(root).as_posix() for path in (root / "docs").rglob("*.*")]
    page.goto("/blank.html")
    texts = {name: (root / name).read_text(encoding="utf-8") for name in ["mkdocs.yml", *docs]}
    page.evaluate(PUT, texts)
    page.add_init_script("window.showDirectoryPicker = () => navigator.storage.getDirectory()")
    page.goto("/admin/index.html")
    page.get_by_role("button", name="Work with Local Repository").click()
    page.get_by_text("Demands").first.wait_for()
    for form, (file, label) in CHANGES.items():
        page.goto(f"/admin/index.html#/collections/{form}")
        page.get_by_role("textbox", name=label).first.fill(WORDS)
        page.get_by_role("button", name="Save", exact=True).click()
        saved = f"before => ({GET})('{file}').then(text => text !== before)"
        page.wait_for_function(saved, arg=texts[file])
        page.wait_for_url(lambda address: "/entries/" not in address)  # the form closes itself
        after = page.evaluate(GET, file)
        assert f"'{WORDS}'" in after
        (root / file).write_text(after, encoding="utf-8")
    assert list(check_folder(root / "mkdocs.yml")) == []
