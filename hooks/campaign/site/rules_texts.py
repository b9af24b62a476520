"""Looks for personal data, names of who withdrew, and gifts diverted, in whatever editors write."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from campaign.config.folder import NOT_PUBLISHED
from campaign.config.menu import check_menu
from campaign.config.settings import check_settings
from campaign.config.yaml_text import Path, YamlText, read_yaml, walk
from campaign.content.versions import VERSION_TEXT
from campaign.core.files import read_text
from campaign.core.problems import LineIndex, Problem, quote
from campaign.core.topics import ABOUT_DONATION_ADDRESS
from campaign.safety.link_policy import WEB_ADDRESS, LinkPolicy, diverting, misleads
from campaign.safety.personal_data import E_MAIL, TELEPHONE, check_text, personal
from campaign.safety.uploads import PICTURE_FORMATS
from campaign.site.context import Context

_SITS_BESIDE = ("url", "source", "archive")
"""The keys of addresses that a link leads to."""
_NAMES_IT = ("name", "title", "source_title", "label")
"""The keys of what such a link says."""


def check_configuration(context: Context) -> Iterator[Problem]:
    """What mkdocs.yml says beside the campaign is known, and names files that are there."""
    config, own = context.folder.config, context.folder.templates.own.glob("**/*.html")
    yield from check_settings(config, [read_text(path, "")[0] or "" for path in own])
    yield from check_menu(config, frozenset(context.paths), context.codes, context.unfinished)


def check_personal_data(context: Context) -> Iterator[Problem]:
    """No text or file's name holds a person's address or number, unless it may be published."""
    if context.campaign is None:
        return  # what it publishes of its own accord is not known
    config = context.folder.config
    if not config.problems:  # a contact that stands twice is known only once
        yield from check_text(config.text, config.shown, context.contacts)
    for draft in context.drafts:
        original = context.by_path.get(draft.inner)
        shown_by = original.front.may_be_published if original and original.front else ()
        public = context.contacts.and_these(shown_by)
        yield from check_text(draft.text, draft.shown, public)
    for name, text in context.data.items():
        yield from check_text(text, context.shown(name), context.contacts)
    for name in context.paths:
        if not name.startswith(NOT_PUBLISHED):
            words = str(PurePosixPath(name).with_suffix("")).replace("_", " ")
            for _, what, found in personal(words, context.contacts):
                if what in (E_MAIL, TELEPHONE):  # a camera gives longer numbers
                    why = f"the file's name holds {what} ({quote(found)}); rename the file"
                    yield Problem(context.shown(name), 0, 0, why)


def check_diverted(context: Context) -> Iterator[Problem]:
    """No value in mkdocs.yml, front matter or docs/data/ leads a gift or a signature elsewhere."""
    # A value that is nothing but an address, as a source or an organizer's site, is for the owners
    # to review: every change of one stands in full in a pull request's summary.
    config, policy = context.folder.config, context.policy
    if policy is None:  # not known, so that no address is called wrong for it
        return
    yield from _check_values(config.document, policy)
    for draft in context.drafts:
        is_reviewed = not draft.folder
        yield from _check_values(draft.document, policy, is_reviewed=is_reviewed)
    for name, text in context.data.items():
        if not VERSION_TEXT.fullmatch(name):
            document, _ = read_yaml(text, context.shown(name))
            yield from _check_values(document, policy)


def _check_values(
    document: YamlText, policy: LinkPolicy, *, is_reviewed: bool = True
) -> Iterator[Problem]:
    """Yield a problem for each text and each link of a document that may divert a gift.

    `is_reviewed`: values that are addresses are left to the owners; a translation's are not.
    """
    found: list[tuple[Path, str]] = []
    for at, each in walk(document.data):
        if isinstance(each, str) and not (is_reviewed and WEB_ADDRESS.fullmatch(each)):
            for _, address, why in diverting(each, policy):
                found.append((at, f"the address {quote(address)} {why}"))
        for where, words, url in _links_of(each, at) if isinstance(each, dict) else ():
            if misleading := misleads(words, url, policy):
                found.append((where, f"the link {quote(url)} {misleading}"))
    for at, why in found:
        # A value is named by the last key that leads to it.
        name = next((step for step in reversed(at) if isinstance(step, str)), "this")
        yield document.problem(f"'{name}': {why}", *at, topic=ABOUT_DONATION_ADDRESS)


def _links_of(data: Mapping[str, Any], at: Path) -> Iterator[tuple[Path, str, str]]:
    """Yield the links of one mapping: an entry of the menu is one by itself."""
    addresses = [data[key] for key in _SITS_BESIDE if isinstance(data.get(key), str)]
    for key in _NAMES_IT:
        if isinstance(data.get(key), str):
            yield from (((*at, key), data[key], url) for url in addresses)
    if len(data) == 1:
        ((words, url),) = data.items()
        if isinstance(url, str) and re.match("https?:", url, re.IGNORECASE):
            yield (*at, words), words, url


def check_named(context: Context) -> Iterator[Problem]:
    """No text, name of a file or note in a picture names somebody who withdrew."""
    withdrawn = {each.name: each.kind for each in context.signed if each.withdrawn}
    if not withdrawn:
        return
    # Loaded here: most campaigns have nobody who withdrew.
    from campaign.safety.withdrawn_names import WithdrawnNames, named_here

    listed = ((each.name, each.said) for each in context.signed if not each.withdrawn)
    fronts = [draft.front for draft in context.drafts if draft.front]
    public = context.contacts.and_these(t for front in fronts for t in front.may_be_published)
    sought = WithdrawnNames(withdrawn, listed, public)
    config = context.folder.config
    texts = [(config.text, config.shown)]
    texts += [(draft.text, draft.shown) for draft in context.drafts]
    texts += [(text, context.shown(name)) for name, text in context.data.items()]
    for text, shown in texts:
        lines = LineIndex(text)
        for name, offset in sought.named_in(text):
            yield Problem(shown, *lines.place(offset), named_here(name))
    for name in context.paths:
        if name.startswith(NOT_PUBLISHED):
            continue
        path = context.folder.docs / name
        told = [*sought.named_by(name)]
        if path.suffix.lower() in PICTURE_FORMATS and path.is_file():
            told += sought.noted_in(path.read_bytes())
        for why in told:
            yield Problem(context.shown(name), 0, 0, why)
