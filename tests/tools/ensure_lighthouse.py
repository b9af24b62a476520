"""Install Lighthouse as tests/lighthouse/ pins it, each package by its hash.

Run by `make test-all`. It lies in .cache/lighthouse/, which `make clean` removes. Tests take the
command from `find_lighthouse()`.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PINS = ROOT / "tests" / "lighthouse"
FOLDER = ROOT / ".cache" / "lighthouse"
FILES = ("package.json", "package-lock.json")
PROGRAM = FOLDER / "node_modules" / "lighthouse" / "cli" / "index.js"
OLDEST_NODE = 20
"""Lighthouse 13 asks for 22.19; it also runs on 20, which Debian 13 ships, and says so once."""

HELP = f"""\
Lighthouse needs Node.js {OLDEST_NODE} or newer with npm, and could not be installed.
Do one of these, then run `make test-all` again:
  Debian, Ubuntu   sudo apt-get install nodejs npm
  macOS            brew install node
  elsewhere        https://nodejs.org/en/download
`make test` needs none of it."""


def find_lighthouse() -> list[str] | None:
    """Return the words of the command that runs the pinned Lighthouse, or None."""
    node = _node()
    current = all(_same(name) for name in FILES)
    return [node, str(PROGRAM)] if node and current and PROGRAM.is_file() else None


def _same(name: str) -> bool:
    copy = FOLDER / name
    return copy.is_file() and copy.read_bytes() == (PINS / name).read_bytes()


def _node() -> str | None:
    node = shutil.which("node")
    if node is None:
        return None
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    version = re.match(r"v(\d+)\.", said)
    return node if version and int(version[1]) >= OLDEST_NODE else None


def _install() -> None:
    npm = shutil.which("npm")
    if npm is None or _node() is None:
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    # The copies say what is installed: they are written last, so that half of it is no whole.
    for name in FILES:
        (FOLDER / name).unlink(missing_ok=True)
    with_pins = FOLDER / "pins"
    shutil.rmtree(with_pins, ignore_errors=True)
    with_pins.mkdir()
    for name in FILES:
        shutil.copy(PINS / name, with_pins / name)
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    print("+", " ".join(command), flush=True)
    if subprocess.run(command, cwd=with_pins, check=False).returncode:
        return
    shutil.rmtree(FOLDER / "node_modules", ignore_errors=True)
    (with_pins / "node_modules").rename(FOLDER / "node_modules")
    for name in FILES:
        (with_pins / name).rename(FOLDER / name)
    with_pins.rmdir()


def main() -> int:
    if find_lighthouse() is None:
        _install()
    command = find_lighthouse()
    if command is None:
        print(HELP, file=sys.stderr)
        return 1
    print(f"Lighthouse is {command[1]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
