"""PDFs that a campaign's editors might put beside their pages."""

from __future__ import annotations

import io

import pikepdf


def blank_pdf(size: int = 0) -> bytes:
    """Return a PDF with one empty page, of at least `size` bytes; always the same."""
    file = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.pages[0].Contents = document.make_stream(b" " * size)
        document.save(file, compress_streams=False, deterministic_id=True)
    return file.getvalue()
