"""PDFs: what a build made is looked at as what editors upload."""

from __future__ import annotations

import zlib

import pytest
import typst

from campaign.safety.pdf_check import MOST_OBJECTS, check_made_pdf, check_pdf

HOSTS = frozenset(("gifts.example",))
LINK = b"7 0 << /S /URI /URI (https://paypal.me/evil) >>"


def pdf(text: str) -> bytes:
    made: bytes = typst.compile(text.encode("utf-8"))
    return made


def with_stream(dictionary: bytes, packed: bytes) -> bytes:
    return b"%PDF-1.7\n1 0 obj <<" + dictionary + b">>\nstream\n" + packed + b"\nendstream endobj\n"


def test_a_made_pdf_may_lead_where_gifts_may_go() -> None:
    assert check_made_pdf(pdf('#link("https://gifts.example/give")[Give]'), HOSTS) == []


def test_a_made_pdf_that_diverts_a_gift_is_named() -> None:
    names = "\n\n".join(f"Example Person {number}" for number in range(2_000))
    made = pdf(f'{names}\n\n#link("https://paypal.me/evil")[Give]')
    (why,) = check_made_pdf(made, HOSTS)
    assert "https://paypal.me/evil" in why


def test_a_plain_pdf_is_fine() -> None:
    assert list(check_pdf(pdf("= A letter\n\nText."), HOSTS)) == []


def test_what_only_looks_like_packed_parts_is_passed_over() -> None:
    decoys = b"stream\n" * 10_000 + b"stream\nx\x9c" * 10_000
    assert list(check_pdf(b"%PDF-1.7\n" + decoys, HOSTS)) == []


def test_a_link_among_packed_objects_is_seen() -> None:
    (why,) = check_pdf(with_stream(b"/Type /ObjStm", zlib.compress(LINK)), HOSTS)
    assert "https://paypal.me/evil" in why


def test_parts_that_fill_up_what_is_looked_into_hide_nothing() -> None:
    full = with_stream(b"/Length 1", zlib.compress(bytes(MOST_OBJECTS)))
    (why,) = check_pdf(full + with_stream(b"/Type /ObjStm", zlib.compress(LINK))[9:], HOSTS)
    assert "https://paypal.me/evil" in why


def test_more_objects_than_can_be_looked_into_are_refused() -> None:
    many = zlib.compress(b"7 0 " + bytes(MOST_OBJECTS))
    (why,) = check_pdf(with_stream(b"/Type /ObjStm", many), HOSTS)
    assert why == "the PDF packs more objects than can be checked; print it to a new PDF"


@pytest.mark.parametrize(
    ("dictionary", "packed"),
    [
        (b"/Type /ObjStm /Filter [/FlateDecode /FlateDecode]", zlib.compress(zlib.compress(LINK))),
        (b"/Type /ObjStm /DecodeParms << /Predictor 12 >>", zlib.compress(b"\x02" + LINK)),
        (b"/Type /ObjStm /Filter /ASCII85Decode", b'87cURD]i,"Ebo80~>'),
        (b"/T#79pe /Obj#53tm /Filter /LZWDecode", b"\x80\x0b\x60\x50"),
        (b"/Type % of which kind?\n9 0 R", b"\x80\x0b\x60\x50"),
        (b"/Type /ObjStm /Note (endobj 2 0 obj) /Subtype /Image", b"\x80\x0b\x60\x50"),
    ],
    ids=["packed twice", "told apart", "as text", "older", "by another object", "as a picture"],
)
def test_objects_that_cannot_be_looked_into_are_refused(dictionary: bytes, packed: bytes) -> None:
    (why,) = check_pdf(with_stream(dictionary, packed), HOSTS)
    assert why.startswith("the PDF's objects are packed in a way that cannot be checked; print it")


@pytest.mark.parametrize("size", [1 << 20, (1 << 20) - 1, 3 << 20])
def test_a_part_may_end_where_unpacking_pauses(size: int) -> None:
    part = with_stream(b"/Length 1", zlib.compress(bytes(size)))
    (why,) = check_pdf(part + with_stream(b"/Type /ObjStm", zlib.compress(LINK))[9:], HOSTS)
    assert "https://paypal.me/evil" in why


def test_objects_that_are_not_packed_stand_plainly() -> None:
    (why,) = check_pdf(with_stream(b"/Type /ObjStm", LINK), HOSTS)
    assert "https://paypal.me/evil" in why
