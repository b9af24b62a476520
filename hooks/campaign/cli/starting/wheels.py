"""The generator's wheels: what a campaign vendors, pins by its hash and is updated to."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
import zlib
from collections.abc import Iterable
from functools import cached_property
from importlib import metadata
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit
from urllib.request import url2pathname

from campaign.cli.console import Unfit
from campaign.cli.starting.generator import (
    NAME,
    Generator,
    as_taken_over,
    is_installed,
    parse_generator,
    running_generator,
)
from campaign.config.folder import PACKAGE, PACKAGED, TEMPLATES
from campaign.output.fonts import MORE_FONTS

SITE = "campaign_site"
OURS = (SITE, MORE_FONTS)
FILE_NAME = re.compile(r"([\w.]+)-(\d+\.\d+\.\d+)-py3-none-any\.whl")
VENDOR = "vendor"
REQUIREMENTS = "requirements.txt"
PINNED = re.compile(
    rf"^\./{VENDOR}/((\w+)-([\d.]+)-\S+\.whl) \\\n    --hash=sha256:([0-9a-f]{{64}})\n", re.M
)
_HEADING = re.compile(r"\A(?:#.*\n)+")
_HEAD = """\
# Every package that builds this site, in the one version and with the hashes that were tried.
# `campaign update` writes it anew; between updates Dependabot proposes newer versions. To install:
#   python -m pip install --no-deps --require-hashes -r requirements.txt
"""


class Wheel:
    """One wheel of the generator, as it lies in a file."""

    def __init__(self, path: Path) -> None:
        """Read the file; raises `Unfit` where it is none of the generator's wheels."""
        self.path = path
        named = FILE_NAME.fullmatch(path.name)
        self.name, self.version = (named[1], named[2]) if named else ("", "")
        try:
            self.data = path.read_bytes()
        except OSError:
            raise Unfit(f"there is no file {path}; write where the wheel lies") from None
        if self.name not in OURS:
            raise Unfit(
                f"the file {path.name} is none of the generator's wheels; take "
                f"{SITE}-VERSION-py3-none-any.whl from one of its releases"
            )
        said = self.read(f"{self.name}-{self.version}.dist-info/METADATA") or b""
        if f"Name: {self.name.replace('_', '-')}\n".encode() not in said.replace(b"\r\n", b"\n"):
            raise Unfit(f"the file {path.name} does not hold what its name says; fetch it anew")

    @property
    def digest(self) -> str:
        """The SHA-256 of the file, in hexadecimal digits."""
        return hashlib.sha256(self.data).hexdigest()

    @cached_property
    def _files(self) -> zipfile.ZipFile:
        try:
            found = zipfile.ZipFile(BytesIO(self.data))
            if found.testzip() is None:
                return found
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError):
            pass
        raise Unfit(f"the file {self.path.name} is damaged; fetch it anew")

    def read(self, name: str) -> bytes | None:
        """Return a file of the wheel, or None where it has none of this name."""
        return self._files.read(name) if name in self._files.namelist() else None

    def taken_over(self, path: str) -> bytes | None:
        """Return a file that campaigns take over, by its path in their repositories."""
        found = self.read(f"campaign/{PACKAGED}/{path}")
        return as_taken_over(path, found) if found is not None else None

    def template(self, name: str) -> bytes | None:
        """Return one of the generator's templates, or another file of overrides/."""
        return self.read(f"campaign/{TEMPLATES}/{name}")

    @cached_property
    def generator(self) -> Generator:
        """What the wheel says of itself; raises `Unfit`."""
        try:
            return parse_generator((self.read(f"campaign/{NAME}") or b"").decode())
        except ValueError:
            raise Unfit(f"the file {self.path.name} cannot be read; fetch it anew") from None


class Pinned(NamedTuple):
    """A wheel as a campaign's requirements.txt names it."""

    file_name: str
    name: str
    version: str
    digest: str


def version_number(version: str) -> tuple[int, ...]:
    """Return a version to compare by, as (2, 0, 0); the least of all, where it is none."""
    return tuple(int(part) for part in re.findall(r"\d+", version))


def find_wheels(given: Path) -> list[Wheel]:
    """Return the wheels at a path: that file, or the newest of each kind in that folder.

    Raises `Unfit` where there is none.
    """
    if not given.is_dir():
        return [Wheel(given)]
    found = [path for path in given.iterdir() if FILE_NAME.fullmatch(path.name)]
    found.sort(key=lambda path: version_number(path.name))
    newest = {name: path for path in found if (name := path.name.split("-")[0]) in OURS}
    if not newest:
        raise Unfit(f"no wheel of the generator lies in {given}; write the path of one")
    return [Wheel(newest[name]) for name in sorted(newest)]


def fitting_wheels(given: Path | None) -> list[Wheel]:
    """Return the wheels at a path, or else those of the running program, to vendor in a campaign.

    Raises `Unfit` where the generator is not among them, or is another version than this program,
    which writes the files that belong to its own.
    """
    wheels = find_wheels(given) if given else running_wheels()
    site = next((wheel for wheel in wheels if wheel.name == SITE), None)
    if site is None:
        raise Unfit(f"{given} holds fonts alone; add the wheel {SITE}")
    if site.version != (version := running_generator().version):
        raise Unfit(
            f"the file {site.path.name} is of another version than this program, {version}; run "
            f"that of the file, by `uvx --from {site.path} campaign`"
        )
    return wheels


def running_wheels() -> list[Wheel]:
    """Return the wheel that the program was installed from, and that of fonts beside it.

    Raises `Unfit` where it cannot be found.
    """
    if not is_installed():
        built = PACKAGE.parents[1] / "dist"
        if not built.is_dir():
            raise Unfit(f"there is no wheel in {built} yet; run `make wheels` first")
        return find_wheels(built)
    said = metadata.distribution(SITE).read_text("direct_url.json")
    address = urlsplit(json.loads(said)["url"] if said else "")
    if address.scheme != "file":
        raise Unfit("the wheel that this program came from is not on this computer; add --wheel")
    path = Path(url2pathname(address.path))
    beside = [wheel for wheel in find_wheels(path.parent) if wheel.name != SITE]
    return [Wheel(path), *beside]


def pinned(requirements: str) -> list[Pinned]:
    """Return the wheels that a campaign's requirements.txt names, whatever its line ends."""
    text = requirements.replace("\r\n", "\n")
    return [Pinned(*found.groups()) for found in PINNED.finditer(text)]


def requirements_text(pins: str, wheels: Iterable[Wheel]) -> str:
    """Return a campaign's requirements.txt: the pins of the generator, and its wheels."""
    entries = _HEADING.sub("", pins)
    lines = [
        f"./{VENDOR}/{wheel.path.name} \\\n    --hash=sha256:{wheel.digest}\n" for wheel in wheels
    ]
    return f"{_HEAD}{''.join(lines)}{entries}"
