"""What allows one inline script or style, and no other."""

from __future__ import annotations

import base64
import hashlib

from campaign.safety.built_site_check import inline_source


def test_a_source_is_the_hash_of_the_text() -> None:
    kind, _, digest = inline_source("p { margin: 0 }").strip("'").partition("-")
    assert kind == "sha256"
    assert base64.b64decode(digest) == hashlib.sha256(b"p { margin: 0 }").digest()
