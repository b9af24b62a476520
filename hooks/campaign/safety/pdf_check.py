"""PDFs: those that editors put into docs/ and those that the build made must not act or divert.

A PDF's objects stand in it plainly, or packed in object streams (ISO 32000-1, 7.5.7). Whatever of
these cannot be looked into is refused. Other streams hold what pages show; they are looked into
as far as it goes.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from campaign.core.problems import quote
from campaign.safety.hosts import diverts

MEBIBYTE = 1 << 20
MOST_OBJECTS = 64 * MEBIBYTE
"""Bytes that the packed objects of a PDF may come to; those of a book have a few million."""
MOST_OTHERS = 64 * MEBIBYTE
"""Bytes of a PDF's other packed parts that are looked into."""
AT_ONCE = 64 * 1024
"""Packed bytes that are unpacked together, so that what is no stream costs little."""
ACTIVE = {
    b"JavaScript": "a script", b"JS": "a script", b"Launch": "a command that starts a program",
    b"EmbeddedFile": "another file", b"EmbeddedFiles": "another file",
    b"RichMedia": "a film or a game", b"SubmitForm": "a form that sends what is filled in",
    b"ImportData": "a command that reads other files", b"XFA": "a form that can run a script",
    b"GoToR": "a link that opens another file", b"GoToE": "a link that opens another file",
}  # fmt: skip
NAME = re.compile(rb"/((?:[^\x00\t\n\f\r ()<>\[\]{}/%]|#[0-9a-fA-F]{2})+)")
DISGUISED = re.compile(rb"#([0-9a-fA-F]{2})")
STREAM = re.compile(rb"stream\r?\n")
OBJECTS = re.compile(rb"/ObjStm|/Type(?:[\s\0]|%[^\r\n]*[\r\n])+\d")
"""What an object stream says before it begins: its type, by name or by an object that is it."""
BEGIN_OF_OBJECTS = re.compile(rb"[\s\0]*(?:\d+[\s\0]+\d|\Z)")
"""An object stream begins with the numbers of its objects, or holds none."""
ADDRESS = re.compile(rb"https?:[/\\]{2}[^\x00-\x20()<>\"\\]+", re.IGNORECASE)
HEXADECIMAL = re.compile(rb"<((?:\s*[0-9a-fA-F]){16,}\s*)>")
OCTAL = re.compile(rb"\\(?:([0-7]{1,3})|\r?\n)")
ANEW = "print it to a new PDF"


class _Unreadable(Exception):
    """A PDF's objects cannot be looked into; the words say why."""


def check_pdf(data: bytes, allowed: frozenset[str] | None) -> Iterator[str]:
    """Yield what is wrong with a PDF: no PDF at all, or one that acts or that diverts a gift.

    `allowed` are the hosts that gifts may go to, None if they are not known.
    """
    if not data.startswith(b"%PDF-"):
        yield "the file is no PDF; save it anew as PDF, or delete it"
        return
    found: set[str] = set()
    hosts: set[str] = set()
    try:
        for part in _parts(data):
            names = {_plain(name) for name in NAME.findall(part)}
            if part is data and b"Encrypt" in names:
                yield "the PDF is encrypted, so that nobody can check it; save it without one"
            found |= {what for name, what in ACTIVE.items() if name in names}
            hosts.update(_diverting(part, allowed))
    except _Unreadable as why:
        yield f"{why}; {ANEW}"
    for what in sorted(found):
        yield f"the PDF holds {what}, which runs on readers' computers; {ANEW}"
    yield from sorted(hosts)


def check_made_pdf(data: bytes, allowed: frozenset[str] | None) -> list[str]:
    """Return what is wrong with a PDF that the build made: its links, which editors wrote."""
    # The rest is text of pages that were looked at, megabytes of it with a long list.
    try:
        parts = [part for part in _parts(data) if b"/URI" in part]
    except _Unreadable as why:
        return [str(why)]
    return sorted({why for part in parts for why in _diverting(part, allowed)})


def _diverting(part: bytes, allowed: frozenset[str] | None) -> Iterator[str]:
    if allowed is None:
        return
    for address in ADDRESS.findall(b"\n".join((part, *_written_otherwise(part)))):
        text = address.decode("latin-1")
        if why := diverts(text, allowed):
            yield f"the PDF's link {quote(text)} {why}"


def _parts(data: bytes) -> Iterator[bytes]:
    """Yield a PDF itself, and what its packed parts hold. Raises `_Unreadable`."""
    yield data
    left = {True: MOST_OBJECTS, False: MOST_OTHERS}
    end = 0
    for match in STREAM.finditer(data):
        # All that stands between two streams, so that nothing within can feign a beginning.
        before = data[end : match.start()]
        end = match.end()
        is_objects = bool(OBJECTS.search(_plain(before) if b"#" in before else before))
        part = _unpacked(data, end, left[is_objects])
        if is_objects:
            begin = data[end : end + 256] if part is None else part
            if not BEGIN_OF_OBJECTS.match(begin):
                raise _Unreadable("the PDF's objects are packed in a way that cannot be checked")
            if part is not None and len(part) >= left[True]:
                raise _Unreadable("the PDF packs more objects than can be checked")
        if part:
            left[is_objects] -= len(part)
            yield part


def _unpacked(data: bytes, start: int, most: int) -> bytes | None:
    """Return at most `most` bytes of what is packed from `start` on; None if nothing is.

    What is broken further on counts as far as it goes, as viewers show it.
    """
    # Two bytes tell of nearly all that is not packed (RFC 1950, 2.2).
    head = int.from_bytes(data[start : start + 2], "big")
    if most <= 0 or head >> 8 & 0x0F != zlib.DEFLATED or head % 31:
        return None
    unpacking = zlib.decompressobj()
    parts: list[bytes] = []
    size = 0
    for at in range(start, len(data), AT_ONCE):
        rest = data[at : at + AT_ONCE]
        try:
            while rest and size < most and not unpacking.eof:
                parts.append(unpacking.decompress(rest, min(most - size, MEBIBYTE)))
                size += len(parts[-1])
                rest = unpacking.unconsumed_tail
        except zlib.error:
            break
        if unpacking.eof or size >= most:
            break
    return b"".join(parts) if parts else None


def _written_otherwise(part: bytes) -> Iterator[bytes]:
    """Yield the strings of a PDF that are written as digits (ISO 32000-1, 7.3.4)."""
    for match in HEXADECIMAL.finditer(part):
        digits = b"".join(match[1].split())
        yield bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
    if b"\\" in part:
        yield OCTAL.sub(lambda m: bytes([int(m[1], 8) & 0xFF]) if m[1] else b"", part)


def _plain(names: bytes) -> bytes:
    """Return names without the hexadecimal digits that can disguise them."""
    return DISGUISED.sub(lambda m: bytes([int(m[1], 16)]), names)
