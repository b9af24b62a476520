"""Holds the addresses of the campaign's own forms against the hosts that it allows."""

from __future__ import annotations

from urllib.parse import urlsplit

from campaign.config.validation import wrong_key
from campaign.core.problems import quote
from campaign.core.topics import ABOUT_DONATION_ADDRESS, ABOUT_SIGN_ON
from campaign.safety.hosts import is_shortener


def check_hosts(key: str, urls: tuple[str | None, ...], hosts: tuple[str, ...]) -> None:
    """Raise the error for `key` unless every address leads to one of the allowed hosts."""
    topic = ABOUT_SIGN_ON if key.startswith("sign_on") else ABOUT_DONATION_ADDRESS
    name = key.rpartition(".")[2]
    for url in filter(None, urls):
        host = urlsplit(url).hostname
        if host not in hosts:
            raise wrong_key(
                name,
                f"'{key}' leads to {quote(host)}, which is not among the allowed hosts; "
                f"correct the address, or add the host to `hosts` if it is truly yours",
                topic,
            )
        if is_shortener(host):
            raise wrong_key(
                name,
                f"'{key}' is shortened by {quote(host)}, so that nobody sees where it leads; write "
                "the whole address that it leads to, and its host in `hosts`",
                topic,
            )
        if urlsplit(url).port not in (None, 443):
            raise wrong_key(name, f"'{key}' names a port; leave it out", topic)
