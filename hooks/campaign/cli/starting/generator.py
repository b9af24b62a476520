"""What the generator is: its version, what a campaign takes over from it, and its wheels.

A campaign vendors the wheels, pins them by their hashes and is updated to newer ones.
"""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
import zlib
from collections.abc import Iterable
from importlib import metadata
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit
from urllib.request import url2pathname

import yaml
from pydantic import BaseModel

from campaign.config.folder import PACKAGE, PACKAGED, TEMPLATES
from campaign.core.problems import Wrong
from campaign.output.fonts import MORE_FONTS

NAME = "generator.yml"
EXPLAINED = "PROBLEMS.md"
INSTALLS = ".github/install.sh"
GUIDE_LINK = re.compile(r"\[([^\]]+)\]\(guide/([\w-]+)\.md(?:#[\w-]+)?\)")
SITE = "campaign_site"
FILE_NAME = re.compile(rf"({SITE}|{MORE_FONTS})-(\d+\.\d+\.\d+)-py3-none-any\.whl")
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


class Renamed(BaseModel):
    """A key of mkdocs.yml that bears another name since a version."""

    since: str
    """The version."""
    old: str
    """The keys that led to it, with dots between them: `extra.campaign.old`."""
    new: str
    """Those that lead to it now; of one parent with the old ones."""


class Generator(BaseModel):
    """A version of the generator."""

    version: str
    """Its version, as 2.0.0."""
    files: tuple[str, ...]
    """What every campaign's repository holds, and an update replaces."""
    with_form: tuple[str, ...] = ()
    """The same, where people sign by a form on GitHub."""
    with_sync: tuple[str, ...] = ()
    """The same, where the list is kept in step with a form."""
    once: tuple[str, ...] = ()
    """What a campaign begins with, and then owns."""
    renamed: tuple[Renamed, ...] = ()
    """Keys that were renamed, the oldest first."""

    def wanted(self, *, form: bool, sync: bool, github: bool = True) -> list[str]:
        """Return what a campaign takes over that has a form on GitHub, or is kept in step.

        Of one that lies elsewhere, all that GitHub alone reads is left out.
        """
        more = (self.with_form if form else ()) + (self.with_sync if sync else ())
        return [path for path in self.files + more if github or not is_of_github(path)]


def parse_generator(data: bytes) -> Generator:
    """Return what a generator.yml says."""
    return Generator.model_validate(yaml.safe_load(data))


def is_of_github(path: str) -> bool:
    """Whether GitHub alone reads a file of a campaign's repository."""
    return path.startswith(".github/") and path != INSTALLS


def running_generator() -> Generator:
    """Return the generator that runs."""
    return parse_generator((PACKAGE / NAME).read_bytes())


def is_installed() -> bool:
    """Whether the program was installed from a wheel, and does not lie in its own repository."""
    return (PACKAGE / PACKAGED).is_dir()


def as_taken_over(path: str, data: bytes) -> bytes:
    """Return a file of the generator's as a campaign has it: without links to what stays behind."""
    if path != EXPLAINED:
        return data
    return GUIDE_LINK.sub(r"\1 (`campaign guide \2`)", data.decode()).encode()


class Wheel:
    """One wheel of the generator, as it lies in a file."""

    def __init__(self, path: Path) -> None:
        """Read the file; raises `Wrong` where it is none of the generator's wheels."""
        if not path.is_file():
            raise Wrong(f"there is no file {path}; write where the wheel lies")
        named = FILE_NAME.fullmatch(path.name)
        if not named:
            raise Wrong(
                f"the file {path.name} is none of the generator's wheels; take "
                f"{SITE}-VERSION-py3-none-any.whl from one of its releases"
            )
        self.path, self.name, self.version = path, named[1], named[2]
        self.data = path.read_bytes()
        self.digest = hashlib.sha256(self.data).hexdigest()
        try:
            self._files = zipfile.ZipFile(BytesIO(self.data))
            self._files.getinfo(f"{self.name}-{self.version}.dist-info/METADATA")
            is_whole = self._files.testzip() is None
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, KeyError):
            is_whole = False
        if not is_whole:
            why = "is damaged, or does not hold what its name says; fetch it anew"
            raise Wrong(f"the file {path.name} {why}")

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

    def generator(self) -> Generator:
        """Return what the wheel says of itself; raises `Wrong` where that is foreign."""
        try:
            return parse_generator(self._files.read(f"campaign/{NAME}"))
        except (KeyError, ValueError, yaml.YAMLError):
            why = "says nothing of a version that is known here; fetch it anew"
            raise Wrong(f"the file {self.path.name} {why}") from None


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

    Raises `Wrong` where there is none.
    """
    if not given.is_dir():
        return [Wheel(given)]
    found = filter(None, (FILE_NAME.fullmatch(path.name) for path in given.iterdir()))
    newest = {name[1]: name[0] for name in sorted(found, key=lambda name: version_number(name[2]))}
    if not newest:
        raise Wrong(f"no wheel of the generator lies in {given}; write the path of one")
    return [Wheel(given / newest[name]) for name in sorted(newest)]


def fitting_wheels(given: Path | None) -> list[Wheel]:
    """Return the wheels at a path, or else those of the running program, to vendor in a campaign.

    Raises `Wrong` where the generator is not among them, or is another version than this program,
    which writes the files that belong to its own.
    """
    wheels = find_wheels(given) if given else running_wheels()
    site = next((wheel for wheel in wheels if wheel.name == SITE), None)
    if site is None:
        raise Wrong(f"{given} holds fonts alone; add the wheel {SITE}")
    if site.version != (version := running_generator().version):
        raise Wrong(
            f"the file {site.path.name} is of another version than this program, {version}; run "
            f"that of the file, by `uvx --from {site.path} campaign`"
        )
    return wheels


def running_wheels() -> list[Wheel]:
    """Return the wheel that the program was installed from, and that of fonts beside it.

    Raises `Wrong` where it cannot be found.
    """
    if not is_installed():
        built = PACKAGE.parents[1] / "dist"
        if not built.is_dir():
            raise Wrong(f"there is no wheel in {built} yet; run `make wheels` first")
        return find_wheels(built)
    said = metadata.distribution(SITE).read_text("direct_url.json")
    address = urlsplit(json.loads(said)["url"] if said else "")
    if address.scheme != "file":
        raise Wrong("the wheel that this program came from is not on this computer; add --wheel")
    path = Path(url2pathname(address.path))
    return [Wheel(path), *(wheel for wheel in find_wheels(path.parent) if wheel.name != SITE)]


def pinned(requirements: str) -> list[Pinned]:
    """Return the wheels that a campaign's requirements.txt names, whatever its line ends."""
    text = requirements.replace("\r\n", "\n")
    return [Pinned(*found.groups()) for found in PINNED.finditer(text)]


def requirements_text(pins: str, wheels: Iterable[Wheel]) -> str:
    """Return a campaign's requirements.txt: the pins of the generator, and its wheels."""
    lines = (
        f"./{VENDOR}/{wheel.path.name} \\\n    --hash=sha256:{wheel.digest}\n" for wheel in wheels
    )
    return f"{_HEAD}{''.join(lines)}{_HEADING.sub('', pins)}"
