"""Holds the addresses of the campaign's own forms against the hosts that it allows."""

from __future__ import annotations

from urllib.parse import urlsplit

from campaign.config.validation import wrong_key
from campaign.core.problems import quote
from campaign.core.topics import ABOUT_DONATION_ADDRESS, ABOUT_SIGN_ON
from campaign.safety.hosts import is_shortener


def check_host(key: str, url: str, hosts: tuple[str, ...]) -> None:
    """Raise the error for `key` unless the address leads to one of the allowed hosts."""
    host = urlsplit(url).hostname
    topic = ABOUT_SIGN_ON if key.startswith("sign_on") else ABOUT_DONATION_ADDRESS
    if host not in hosts:
        raise wrong_key(
            key.rpartition(".")[2],
            f"'{key}' leads to {quote(host)}, which is not among the allowed hosts; "
            f"correct the address, or add the host to `hosts` if it is truly yours",
            topic,
        )
    if is_shortener(host):
        raise wrong_key(
            key.rpartition(".")[2],
            f"'{key}' is shortened by {quote(host)}, so that nobody sees where it leads; write the "
            "whole address that it leads to, and its host in `hosts`",
            topic,
        )
    if urlsplit(url).port not in (None, 443):
        raise wrong_key(key.rpartition(".")[2], f"'{key}' names a port; leave it out", topic)


def check_form_addresses(key: str, urls: tuple[str, ...], hosts: tuple[str, ...]) -> None:
    """Raise the error for `key` unless every address leads to one of the allowed hosts."""
    for url in urls:
        check_host(key, url, hosts)
