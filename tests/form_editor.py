"""The page of forms with its real program, in a browser that keeps the campaign's folder itself.

The program's local backend works on a folder that somebody chooses; here the browser's own stands
in its place. Nothing but the program is fetched, once, from the registry of its package.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import http.server
import re
import subprocess
import tarfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, Route

from campaign.cli.form_editor import INTEGRITY, PROGRAM, add_form_editor
from tests.sites import ROOT

KEPT = ROOT / ".cache" / "form-editor"
PACKAGE = PROGRAM.removeprefix("https://unpkg.com/").removesuffix("/dist/sveltia-cms.js")
FONT = re.compile(r"https://cdn\.jsdelivr\.net/fontsource/fonts/([\w-]+):vf@([\d.]+)/([\w.-]+)")
"""The program's own typefaces, which are packages of the same registry."""
TEXTS = {".md", ".yml", ".csv"}
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


def form_program() -> bytes:
    """Return the program that the page of forms names, byte for byte."""
    data = _packed(PACKAGE, "dist/sveltia-cms.js")
    digest = base64.b64encode(hashlib.sha384(data).digest()).decode()
    assert f"sha384-{digest}" == INTEGRITY
    return data


def _packed(package: str, file: str) -> bytes:
    """Return a file of a package at its registry, kept once fetched."""
    folder = KEPT / package.replace("/", "+")
    if not folder.is_dir():
        folder.mkdir(parents=True)
        subprocess.run(["npm", "pack", "--silent", package], cwd=folder, check=True)
        with tarfile.open(next(folder.glob("*.tgz"))) as packed:
            packed.extractall(folder, filter="data")
    return (folder / "package" / file).read_bytes()


@contextmanager
def opened_forms(
    browser: Browser, root: Path, window: tuple[int, int] = (1280, 800)
) -> Iterator[Page]:
    """Open the forms of the campaign at `root`, which gets an admin/ and a blank page."""
    add_form_editor(root / "mkdocs.yml", root, {"GITHUB_REPOSITORY": "example/letter"})
    (root / "blank.html").write_text("<title>Blank</title>", encoding="utf-8")
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(root))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def answer(route: Route) -> None:
        url = route.request.url
        allowed = {"Access-Control-Allow-Origin": "*"}
        if url.startswith("http://localhost"):
            route.continue_()
        elif url == PROGRAM:
            route.fulfill(body=form_program(), content_type="text/javascript", headers=allowed)
        elif font := FONT.fullmatch(url):
            name, version, file = font.groups()
            data = _packed(f"@fontsource-variable/{name}@{version}", f"files/{name}-{file}")
            route.fulfill(body=data, content_type="font/woff2", headers=allowed)
        else:
            route.abort()

    context = browser.new_context(
        base_url=f"http://localhost:{server.server_port}",
        viewport={"width": window[0], "height": window[1]},
    )
    context.route("**/*", answer)
    page = context.new_page()
    page.goto("/blank.html")
    page.evaluate(PUT, texts(root))
    page.add_init_script("window.showDirectoryPicker = () => navigator.storage.getDirectory()")
    page.goto("/admin/index.html")
    page.get_by_role("button", name="Work with Local Repository").click()
    page.get_by_text("Demands").first.wait_for()
    yield page
    context.close()
    server.shutdown()


def texts(root: Path) -> dict[str, str]:
    """Return the files of a campaign that editors write, by their paths."""
    paths = [root / "mkdocs.yml", *(root / "docs").rglob("*.*")]
    return {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
        for path in paths
        if path.suffix in TEXTS
    }
