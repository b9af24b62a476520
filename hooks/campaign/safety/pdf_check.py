"""PDFs that editors put into docs/: none may act on readers' computers, or divert a gift."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from campaign.core.problems import quote
from campaign.safety.form_urls import LinkPolicy
from campaign.safety.link_policy import diverts

if TYPE_CHECKING:
    from pikepdf import Object

ACTIVE = {
    "/JavaScript": "a script", "/JS": "a script", "/Launch": "a command that starts a program",
    "/EmbeddedFile": "another file", "/EmbeddedFiles": "another file",
    "/RichMedia": "a film or a game", "/SubmitForm": "a form that sends what is filled in",
    "/ImportData": "a command that reads other files", "/XFA": "a form that can run a script",
    "/GoToR": "a link that opens another file", "/GoToE": "a link that opens another file",
}  # fmt: skip
"""Keys and names of what acts (ISO 32000-2, 12.6)."""
ANEW = "print it to a new PDF"


def check_pdf(data: bytes, policy: LinkPolicy | None) -> Iterator[str]:
    """Yield what is wrong with a PDF: no PDF at all, or one that acts or that diverts a gift.

    `policy` says where gifts may go, None if that is not known.
    """
    import pikepdf  # most checks meet no PDF

    if not data.startswith(b"%PDF-"):
        yield "the file is no PDF; save it anew as PDF, or delete it"
        return
    found: set[str] = set()
    links: set[str] = set()
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for each in pdf.objects:
                for name, value in _names_and_links(each):
                    found |= {ACTIVE[name]} if name in ACTIVE else set()
                    links |= {value} if name == "/URI" else set()
    except pikepdf.PasswordError:
        yield "the PDF is encrypted, so that nobody can check it; save it without a password"
    except (pikepdf.PdfError, RuntimeError, ValueError, RecursionError):
        yield f"the PDF is broken, so that nobody can check it; {ANEW}"
    for what in sorted(found):
        yield f"the PDF holds {what}, which runs on readers' computers; {ANEW}"
    for address in sorted(links):
        if policy is not None and (why := diverts(address, policy)):
            yield f"the PDF's link {quote(address)} {why}"


def _names_and_links(whole: Object) -> Iterator[tuple[str, str]]:
    """Yield each key and each name in an object, with its value where that is a text."""
    import pikepdf

    inside = [whole]
    while inside:
        each = inside.pop()
        if isinstance(each, pikepdf.Name):
            yield str(each), ""
        elif isinstance(each, pikepdf.Array):
            inside += [part for part in each if _is_inside(part)]
        elif isinstance(each, (pikepdf.Dictionary, pikepdf.Stream)):
            for key, value in each.items():
                yield key, str(value) if isinstance(value, pikepdf.String) else ""
                inside += [value] if _is_inside(value) else []


def _is_inside(part: object) -> bool:
    """Whether a part is no object of its own, which is looked at by itself."""
    from pikepdf import Object

    return isinstance(part, Object) and not part.is_indirect
