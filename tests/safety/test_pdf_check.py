"""PDFs: what acts or diverts a gift is told, however its objects are packed."""

from __future__ import annotations

import io

import pikepdf
import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st

from campaign.safety.link_policy import LinkPolicy
from campaign.safety.uploads import check_pdf

POLICY = LinkPolicy(frozenset(("gifts.example",)))
EVIL = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://paypal.me/evil")


def pdf(text: str) -> bytes:
    made: bytes = typst.compile(text.encode("utf-8"))
    return made


def holding(what: pikepdf.Object, **options: object) -> bytes:
    """Return a PDF with one more thing in its catalogue."""
    file = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.Root.Extra = made.make_indirect(pikepdf.Array([pikepdf.Dictionary(A=what)]))
        made.save(file, **options)  # type: ignore[arg-type]
    return file.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        pdf("= A letter\n\nText."),
        pdf('#link("https://gifts.example/give")[Give]'),
        holding(pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.org/")),
        holding(pikepdf.String("JavaScript https://paypal.me/evil")),
    ],
)
def test_a_plain_pdf_is_fine(data: bytes) -> None:
    assert list(check_pdf(data, POLICY)) == []


@pytest.mark.parametrize("mode", list(pikepdf.ObjectStreamMode.__members__))
def test_a_link_that_diverts_a_gift_is_seen_however_it_is_packed(mode: str) -> None:
    data = holding(EVIL, object_stream_mode=pikepdf.ObjectStreamMode.__members__[mode])
    (why,) = check_pdf(data, POLICY)
    assert why.startswith('the PDF\'s link "https://paypal.me/evil" leads to the donation platform')
    assert list(check_pdf(data, None)) == []


def test_a_link_behind_a_password_that_only_the_owner_has_is_seen() -> None:
    (why,) = check_pdf(holding(EVIL, encryption=pikepdf.Encryption(owner="x", user="")), POLICY)
    assert "https://paypal.me/evil" in why


@pytest.mark.parametrize(
    ("key", "what"),
    [
        ("/JavaScript", "a script"),
        ("/Launch", "a command that starts a program"),
        ("/SubmitForm", "a form that sends what is filled in"),
        ("/GoToR", "a link that opens another file"),
    ],
)
def test_what_acts_is_told(key: str, what: str) -> None:
    (why,) = check_pdf(holding(pikepdf.Dictionary(S=pikepdf.Name(key))), POLICY)
    assert why == f"the PDF holds {what}, which runs on readers' computers; print it to a new PDF"
    assert list(check_pdf(holding(pikepdf.Dictionary({key: True})), POLICY)) == [why]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"<html>", "the file is no PDF"),
        (b"%PDF-1.7\n1 0 obj <<>> endobj", "the PDF is broken"),
        (holding(EVIL, encryption=pikepdf.Encryption(owner="x", user="y")), "is encrypted"),
    ],
    ids=["a page", "half a file", "a password"],
)
def test_what_cannot_be_looked_into_is_refused(data: bytes, why: str) -> None:
    (told,) = check_pdf(data, POLICY)
    assert why in told


@given(st.binary(max_size=200))
def test_nothing_raises(data: bytes) -> None:
    list(check_pdf(b"%PDF-1.7\n" + data, POLICY))
