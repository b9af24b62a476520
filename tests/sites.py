"""Real sites for tests: copies of the project, changed, built by the real command, and served."""

from __future__ import annotations

import fcntl
import functools
import gzip
import http.server
import io
import os
import pickle
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from tests.warm import run_module

ROOT = Path(__file__).resolve().parents[1]
PARTS = ("mkdocs.yml", "docs", "overrides", "hooks")
MODULES = "hooks/campaign"
ADDRESS = "https://letter.example.org/campaign/"
SOURCE_DATE = "1613000000"  # 10 February 2021
KEPT = "CAMPAIGN_TESTS_KEPT"
"""Environment variable: the folder of what the tests of one run share: modules, cards, sites."""


@dataclass(frozen=True)
class Built:
    """A finished build: its folder, exit code and everything it printed."""

    root: Path
    site: Path
    code: int
    output: str

    def good(self) -> Built:
        """Return this build, which must have made a site."""
        assert self.code == 0, self.output
        return self

    def html(self, page: str = "") -> str:
        """Return a built page's HTML by its address below the site's root."""
        path = self.site / page
        return (path / "index.html" if path.is_dir() else path).read_text(encoding="utf-8")


def copy_project(
    target: Path, changes: Mapping[str, str | bytes | None] | None = None, *, docs: bool = True
) -> Path:
    """Copy what a build needs to `target`, then write (or, for None, delete) the given files.

    The generator's modules are one link to those that all copies share, until `put` writes there.
    """
    target.mkdir(parents=True, exist_ok=True)
    for part in PARTS:
        source = ROOT / part
        if source.is_file():
            shutil.copy(source, target / part)
        elif part != "docs" or docs:
            ignore = shutil.ignore_patterns("campaign", "*.otf", "*.ttf")
            shutil.copytree(source, target / part, dirs_exist_ok=True, ignore=ignore)
    for font in [*ROOT.glob("overrides/**/*.otf"), *ROOT.glob("overrides/**/*.ttf")]:
        _link(font, target / font.relative_to(ROOT))  # megabytes of them
    if not (target / MODULES).exists():
        (target / MODULES).symlink_to(_modules(), target_is_directory=True)
    for name, content in (changes or {}).items():
        if content is None:
            (target / name).unlink()
        else:
            put(target / name, content)
    return target


def put(path: Path, content: str | bytes) -> None:
    """Write a file anew, never into one that other copies of the project have too."""
    for folder in path.parents:
        if folder.is_symlink() and folder.resolve() == _modules().resolve():
            folder.unlink()
            shutil.copytree(_modules(), folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        path.write_text(content, encoding="utf-8", newline="")


def _modules() -> Path:
    """Return the generator's modules as a run of tests copied them, with what Python compiled."""
    kept = os.environ.get(KEPT)
    return Path(kept, MODULES) if kept else ROOT / MODULES


def _link(file: str | Path, to: str | Path) -> None:
    """Have a file at another place too, without a copy where both lie on one disk."""
    Path(to).unlink(missing_ok=True)
    try:
        os.link(file, to)
    except OSError:
        shutil.copy2(file, to)


def build(
    root: Path, *options: str, program: str = "mkdocs", shares: bool = True, **environment: str
) -> Built:
    """Run `mkdocs build` (or another program of that kind) in a folder, as an editor would.

    `shares`: it finds the cards and words that other builds of these tests made, as a second
    build in the same folder does.
    """
    if shares:
        _share(root / ".cache")
    given = environment_with(**environment)
    folders = (Path(given.get("PYTHONPATH", "")), *(f / "hooks" for f in (root, *root.parents)))
    hooks = next(folder for folder in folders if (folder / "campaign").is_dir())
    result = run_module(program, ["build", *options], root, given, hooks=hooks)
    return Built(root, root / "site", result.returncode, result.stdout + result.stderr)


def _share(folder: Path) -> None:
    kept = os.environ.get(KEPT)
    if not kept or folder.exists():
        return
    folder.mkdir()
    (folder / "cards").symlink_to(Path(kept, "cards"))


def once(name: str, make: Callable[[Path], Built]) -> Built:
    """Return what `make` built in the folder that it was given, now or for an earlier test.

    Many tests look at such a site, and none changes it: it is built once a run.
    """
    folder = Path(os.environ[KEPT], "sites", name)
    folder.mkdir(parents=True, exist_ok=True)
    with Path(folder, "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # until the file is closed
        done = folder / "built.pickle"
        if not done.exists():
            built = make(folder / "x")
            done.write_bytes(pickle.dumps(built))
        found: Built = pickle.loads(done.read_bytes())
    return found


def environment_with(**more: str) -> dict[str, str]:
    """Return this process' environment, with a fixed address and date, and what is given."""
    fixed = {"SITE_URL": ADDRESS, "SOURCE_DATE_EPOCH": SOURCE_DATE, "NO_MKDOCS_2_WARNING": "1",
             "PYTHONDONTWRITEBYTECODE": "1"}  # fmt: skip
    kept = {
        k: v
        for k, v in os.environ.items()
        if k not in ("GITHUB_REPOSITORY", "CAMPAIGN_SIGNATORIES")
    }
    return kept | fixed | more


COMPRESSED = (".html", ".css", ".js", ".svg", ".json", ".xml", ".txt", ".csv")
"""What GitHub Pages sends compressed, to a browser that can read it."""


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a site as GitHub Pages does, and says nothing."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing for each request."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's own 404 page, as GitHub Pages does."""
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            return super().send_error(code, message, explain)
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return None


class _Compressing(Quiet):
    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """Answer with a compressed file where that is asked for and pays."""
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if self.path.partition("?")[0].endswith("/") else path
        asked = "gzip" in self.headers.get("Accept-Encoding", "")
        if not (asked and file.is_file() and file.suffix in COMPRESSED):
            return super().send_head()
        body = gzip.compress(file.read_bytes(), 6, mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(body)


@contextmanager
def served(site: Path, *, compressed: bool = False, handler: type[Quiet] = Quiet) -> Iterator[str]:
    """Serve a built site on a free local port; gives its address, with a slash at its end.

    `compressed` sends texts as GitHub Pages does, for what is measured; `handler` answers in
    another way.
    """
    chosen = functools.partial(_Compressing if compressed else handler, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), chosen)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def make_demo_signatories(target: Path, count: int) -> Path:
    """Write `count` plainly invented signatories to `target`."""
    script = ROOT / "tests" / "demo" / "make_signatories.py"
    command = [sys.executable, str(script), "--count", str(count), "--output", str(target)]
    subprocess.run(command, check=True, capture_output=True)
    return target
