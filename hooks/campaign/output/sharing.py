"""Plain links that share a page: no script, no counter, nothing loaded from elsewhere."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote

BLUESKY_GRAPHEMES = 300


class ShareLink(NamedTuple):
    """One way to share: the network's name and the address that opens its composer."""

    name: str
    url: str


def share_links(text: str, address: str, title: str) -> tuple[ShareLink, ...]:
    """Return the links that share `address` with `text`; spaces are %20, as mailto needs it.

    `title` is the subject of an e-mail, where whole sentences would be cut.
    """
    both = f"{text} {address}"
    room = max(BLUESKY_GRAPHEMES - len(address) - 1, 1)
    short = text if len(text) <= room else f"{text[: room - 1].rstrip()}…"
    q = _encode
    return (
        ShareLink("E-mail", f"mailto:?subject={q(title)}&body={q(both)}"),
        ShareLink("Bluesky", f"https://bsky.app/intent/compose?text={q(f'{short} {address}')}"),
        ShareLink("Mastodon", f"https://share.joinmastodon.org/#text={q(both)}"),
        ShareLink(
            "Threads", f"https://www.threads.com/intent/post?text={q(text)}&url={q(address)}"
        ),
        ShareLink("WhatsApp", f"https://wa.me/?text={q(both)}"),
        ShareLink("Facebook", f"https://www.facebook.com/sharer/sharer.php?u={q(address)}"),
        ShareLink("LinkedIn", f"https://www.linkedin.com/sharing/share-offsite/?url={q(address)}"),
        ShareLink("X", f"https://x.com/intent/post?text={q(text)}&url={q(address)}"),
    )


def _encode(text: str) -> str:
    return quote(text, safe="")
