"""How a page's content security policy allows one inline script or style, and no other."""

from __future__ import annotations

import base64
import hashlib


def inline_source(text: str) -> str:
    """Return the source expression of a text by its hash (Content Security Policy 3, 2.3.1)."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
