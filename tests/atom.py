"""Checks a feed as a strict reader of RFC 4287 does."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
_GRAMMAR = etree.RelaxNG(etree.parse(str(Path(__file__).with_name("atom.rng"))))


def read_atom(text: str) -> etree._Element:
    """Return the feed, which must be valid, newest first, and have no entry twice."""
    feed = etree.fromstring(text.encode("utf-8"))
    assert _GRAMMAR.validate(feed), _GRAMMAR.error_log
    assert sorted(link.get("rel") for link in feed.findall(f"{ATOM}link")) == ["alternate", "self"]
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids)
    published = [entry.findtext(f"{ATOM}published") for entry in feed.iter(f"{ATOM}entry")]
    assert published == sorted(published, reverse=True)
    updated = [entry.findtext(f"{ATOM}updated") for entry in feed.iter(f"{ATOM}entry")]
    assert feed.findtext(f"{ATOM}updated") == max(updated)
    return feed
