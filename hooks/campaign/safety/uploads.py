"""Files that editors put into docs/: what they are, how large, and what none of them may hold."""

from __future__ import annotations

import io
import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from campaign.core.problems import Problem, quote, repeated
from campaign.core.topics import ABOUT_FILES
from campaign.safety.link_policy import LinkPolicy, diverts
from campaign.safety.personal_data import E_MAIL, POSTAL, TELEPHONE, personal

if TYPE_CHECKING:
    from PIL import ImageFile

MEBIBYTE = 1 << 20
PICTURE_FORMATS: Mapping[str, str] = {
    ".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP", ".avif": "AVIF", ".gif": "GIF",
}  # fmt: skip
LARGEST_FILES = {**dict.fromkeys(PICTURE_FORMATS, 5), ".pdf": 25, ".md": 2}
"""Mebibytes, by the ends of names; the list of signatories has no limit but the site's."""
MOST_PIXELS = 50_000_000
"""About what the best cameras take; a reader's phone has to unpack them all."""
LONGEST_NAME = 100
"""Characters; what is made beside a file, as a smaller picture, has a longer one."""
PERSONAL_NOTES = frozenset((E_MAIL, TELEPHONE, POSTAL, "coordinates of a place"))
LONGEST_NOTE = 100_000
FILM = re.compile(rb"\0\0\0.ftyp(?:mp4|isom|iso\d|qt  |avc1|MSNV)", re.DOTALL)
"""How a film begins, as phones put it behind a photograph (ISO/IEC 14496-12)."""
PNG_END = b"\0\0\0\0IEND\xaeB`\x82"
"""The last chunk of a PNG (W3C PNG Specification, 11.2.5), the same in all."""
STRANGE = frozenset("<>:\"|?*\\#%&`$;'{}")
DEVICE = re.compile(r"(con|prn|aux|nul|(?:com|lpt)[1-9])(?:\.|$)", re.IGNORECASE)
"""A name that Windows takes for a device: the repository could not be cloned there."""
KIND_OF_FILE = re.compile(
    r"\.(?:atom|bib|css|csv|gz|html?|ics|js|json|md|pdf|png|ris|rss|svg|txt|webmanifest|xml|)$",
    re.IGNORECASE,
)
ACTIVE = {
    "/JavaScript": "a script", "/JS": "a script", "/Launch": "a command that starts a program",
    "/EmbeddedFile": "another file", "/EmbeddedFiles": "another file",
    "/RichMedia": "a film or a game", "/SubmitForm": "a form that sends what is filled in",
    "/ImportData": "a command that reads other files", "/XFA": "a form that can run a script",
    "/GoToR": "a link that opens another file", "/GoToE": "a link that opens another file",
}  # fmt: skip
"""Keys and names of what acts (ISO 32000-2, 12.6)."""


def check_name(name: str) -> str | None:
    """Say why a path below docs/ cannot be published under its name, or return None."""
    *folders, last = PurePosixPath(name).parts
    # The system of a Mac puts a narrow space that breaks no line into the names of screenshots.
    if strange := [c for c in name if c in STRANGE or not (c.isprintable() or c in "\u00a0\u202f")]:
        return (
            f"the name holds the character {quote(strange[0])}, which breaks addresses; "
            "rename the file with letters, digits, hyphens and dots"
        )
    for part in (*folders, last):
        if len(part) > LONGEST_NAME:
            return f"the name is {len(part)} characters long; write at most {LONGEST_NAME}"
        if part != part.strip() or part.endswith("."):
            return "the name begins or ends with a space or a dot; rename the file"
        if device := DEVICE.match(part):
            return f"Windows keeps the name {quote(device[1])} to itself; rename it"
    for part in filter(KIND_OF_FILE.search, folders):
        return (
            f"the folder {quote(part)} has the name of a file, which may stand there on the site; "
            f"rename it with hyphens, as {part.replace('.', '-')}"
        )
    if last.endswith(".md") and KIND_OF_FILE.search(last[:-3]):
        return (
            "the page's address would end like the name of a file; rename it with hyphens, as "
            f"{re.sub(r'[.]+', '-', last[:-3]).strip('-')}.md"
        )
    return None


def check_upload(path: Path, shown: str, policy: LinkPolicy | None) -> list[Problem]:
    """Return what is wrong with a file that is published as it is; `shown` names it.

    `policy` says where gifts may go, None if that is not known.
    """
    suffix = path.suffix.lower()
    try:
        size = path.stat().st_size / MEBIBYTE
        if size > (limit := LARGEST_FILES.get(suffix, size)):
            found = [f"the file has {size:.1f} MB; make it smaller than {limit} MB"]
        elif suffix in PICTURE_FORMATS:
            found = [*_wrong_picture(path.read_bytes(), suffix)]
        else:
            found = [*check_pdf(path.read_bytes(), policy)] if suffix == ".pdf" else []
    except OSError as error:
        found = [f"the file cannot be read ({error.strerror}); check its rights"]
    return [Problem(shown, 0, 0, why, ABOUT_FILES) for why in found]


def executables(paths: Iterable[Path]) -> list[Path]:
    """Return the files that may be run as programs; none where every file may.

    Some drives know no rights, and show those of a program for everything.
    """
    paths = list(paths)
    found = [path for path in paths if stat.S_IMODE(path.stat().st_mode) & 0o111]
    return found if len(found) < len(paths) else []


def same_but_for_case(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each path that some computers take for another one, and that other one."""
    return repeated(names, lambda name: unicodedata.normalize("NFC", name).casefold())


def _wrong_picture(data: bytes, suffix: str) -> Iterator[str]:
    """Yield what is wrong with a picture whose file's name ends in `suffix`."""
    from PIL import Image, UnidentifiedImageError  # most checks meet no picture

    wanted = PICTURE_FORMATS[suffix]
    Image.MAX_IMAGE_PIXELS = None  # they are counted below, in any picture that may be shown
    try:
        with Image.open(io.BytesIO(data)) as picture:
            kind, points = picture.format or "", picture.width * picture.height
            # Some notes are read by unpacking the whole picture.
            told = [*_told(picture, data)] if points <= MOST_PIXELS else []
    except UnidentifiedImageError:
        yield f"the file is no {wanted} picture; save the picture anew, or delete the file"
        return
    except Exception:  # a broken picture breaks the library in many ways
        yield "the picture is broken; save it anew"
        return
    if kind == "MPO":
        yield "the file holds several pictures, which a phone adds; save it as one plain JPEG"
    elif kind != wanted:
        yield f"the file's name ends in {suffix}, but it is a {kind} picture; rename it"
    if points > MOST_PIXELS:
        yield (f"the picture has too many points; give it at most {MOST_PIXELS:,} (width × height)")
    for what in dict.fromkeys(told):
        yield (
            f"the picture{what}; save it without them (Windows: Properties, Details, Remove "
            "Properties; macOS and phones: take a screenshot of it, or export it without location)"
        )
    if data.partition(PNG_END)[2] if kind == "PNG" else FILM.search(data):
        yield (
            "more lies in the file behind the picture, as what was cropped away or a film from a "
            "phone; open it in a program for pictures, and save it anew"
        )


def _told(picture: ImageFile.ImageFile, data: bytes) -> Iterator[str]:
    """Yield what a camera, a program or a news agency wrote into a picture beside what it shows."""
    from PIL import ExifTags

    exif = picture.getexif()
    if exif.get_ifd(ExifTags.IFD.GPSInfo):
        yield " says where it was taken (GPS)"
    elif others := sorted(
        ExifTags.TAGS.get(tag, f"tag {tag}") for tag in exif if tag != ExifTags.Base.Orientation
    ):
        yield f" tells of its camera or its owner ({', '.join(others[:4])})"
    if any("xmp" in str(key).lower() for key in picture.info) or b"<x:xmpmeta" in data:
        yield " tells of a place, a day or a person (XMP)"
    if "photoshop" in picture.info:
        yield " holds a news agency's notes (IPTC)"
    for value in picture.info.values():
        said = value.decode("utf-8", "replace") if isinstance(value, bytes) else value
        if isinstance(said, str) and len(said) <= LONGEST_NOTE:
            for _, what, _ in personal(said):
                if what in PERSONAL_NOTES:
                    yield f"'s notes hold {what}"


def check_pdf(data: bytes, policy: LinkPolicy | None) -> Iterator[str]:
    """Yield what is wrong with a PDF: no PDF at all, or one that acts or that diverts a gift.

    `policy` says where gifts may go, None if that is not known.
    """
    import pikepdf  # most checks meet no PDF

    if not data.startswith(b"%PDF-"):
        yield "the file is no PDF; save it anew as PDF, or delete it"
        return
    found: dict[str, set[str]] = {}
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for each in pdf.objects:
                for name, text in _names(each):
                    found.setdefault(name, set()).add(text)
    except pikepdf.PasswordError:
        yield "the PDF is encrypted, so that nobody can check it; save it without a password"
    except (pikepdf.PdfError, RuntimeError, ValueError, RecursionError):
        yield "the PDF is broken, so that nobody can check it; print it to a new PDF"
    for what in sorted({ACTIVE[name] for name in ACTIVE.keys() & found.keys()}):
        yield f"the PDF holds {what}, which runs on readers' computers; print it to a new PDF"
    for address in sorted(found.get("/URI", ())):
        if policy is not None and (why := diverts(address, policy)):
            yield f"the PDF's link {quote(address)} {why}"


def _names(part: object) -> Iterator[tuple[str, str]]:
    """Yield each key and each name in an object, with its value where that is a text."""
    import pikepdf

    inside: Iterable[object] = ()
    if isinstance(part, pikepdf.Name):
        yield str(part), ""
    elif isinstance(part, pikepdf.Array):
        inside = part
    elif isinstance(part, (pikepdf.Dictionary, pikepdf.Stream)):
        inside = list(part.values())
        for key, value in part.items():
            yield key, str(value) if isinstance(value, pikepdf.String) else ""
    for each in inside:
        if not getattr(each, "is_indirect", True):  # that is an object of its own
            yield from _names(each)
