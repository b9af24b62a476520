"""Looks for personal data, names of who withdrew, and gifts diverted, in whatever editors write."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from campaign.config.folder import NOT_PUBLISHED
from campaign.config.menu import check_menu
from campaign.config.settings import check_settings
from campaign.config.yaml_addresses import check_values
from campaign.config.yaml_text import read_yaml
from campaign.content.versions import VERSION_TEXT
from campaign.core.files import read_text
from campaign.core.problems import LineIndex, Problem, quote
from campaign.safety.personal_data import E_MAIL, TELEPHONE, check_text, personal
from campaign.safety.uploads import PICTURE_FORMATS
from campaign.site.context import Context


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
    config, policy = context.folder.config, context.policy
    if policy is None:  # not known, so that no address is called wrong for it
        return
    yield from check_values(config.document, policy)
    for draft in context.drafts:
        is_reviewed = not draft.folder
        yield from check_values(draft.document, policy, is_reviewed=is_reviewed)
    for name, text in context.data.items():
        if not VERSION_TEXT.fullmatch(name):
            document, _ = read_yaml(text, context.shown(name))
            yield from check_values(document, policy)


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
