"""Looks for personal data, names of who withdrew, and gifts diverted, in whatever editors write."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from campaign.config.allowed_hosts import allowed_hosts, button_labels, own_contacts
from campaign.config.configuration import Campaign
from campaign.config.folder import NOT_PUBLISHED, READING, VOICES, Folder
from campaign.config.settings import check_settings
from campaign.config.yaml_addresses import check_yaml
from campaign.content.freeze_check import TEXT, VERSIONS
from campaign.core import files
from campaign.core.problems import LineIndex, Problems, quote
from campaign.safety.built_site_check import CODE
from campaign.safety.html_allowlist import without_html_comments
from campaign.safety.personal_data import check_text, message, personal
from campaign.safety.topics import ABOUT_PERSONAL_DATA, ABOUT_WITHDRAWN
from campaign.safety.uploads import FORMATS
from campaign.safety.withdrawn_names import seen_blocks
from campaign.signatories.signatories import Signatory
from campaign.site.load_doc_files import is_record
from campaign.site.load_drafts import Draft


def check_written(
    folder: Folder,
    campaign: Campaign | None,
    codes: Iterable[str],
    drafts: Iterable[Draft],
    paths: Iterable[str],
    problems: Problems,
) -> None:
    """Look for personal data, and for addresses that divert a gift, in whatever is a text."""
    hosts, labels = allowed_hosts(campaign), button_labels(campaign)
    own = own_contacts(campaign)
    translated = frozenset(codes)
    config = folder.config
    problems.extend(check_settings(config, frozenset(paths), hosts, translated, labels))
    if campaign is None:
        return  # what it publishes of its own accord is not known
    problems.extend(check_text(config.text, config.shown, own))
    drafts = list(drafts)
    fronts = {draft.path: draft.front for draft in drafts if draft.front}

    def shown_by(draft: Draft) -> tuple[str, ...]:
        """Return what a page, or the one that it translates, says may be published."""
        front = fronts.get(draft.inner if draft.folder in translated else draft.path)
        return front.may_be_published if front else ()

    for draft in drafts:
        public = own.and_these(shown_by(draft))
        found = check_text(draft.text, draft.shown, public)
        problems.extend(found)
        if not found:  # emphasis may part what readers see as one
            seen = seen_blocks(CODE.sub(" ", without_html_comments(draft.made.html)))
            for _, what, detail in personal(seen.replace("\0", "\n"), public):
                place = (draft.split.markdown_line, 1)
                problems.add(draft.shown, place, message(what, detail), ABOUT_PERSONAL_DATA)
        if draft.split.yaml is not None:
            is_reviewed = draft.folder not in translated
            problems.extend(
                check_yaml(
                    draft.split.yaml,
                    draft.shown,
                    hosts,
                    labels,
                    first_line=2,
                    is_reviewed=is_reviewed,
                )
            )
    for name in paths:
        if not (is_record(name) or TEXT.fullmatch(name) or name in (READING, VOICES)):
            continue
        shown = folder.shown(folder.docs / name)
        text, _ = files.read_text(folder.docs / name, shown)
        if text is None:
            continue
        problems.extend(check_text(text, shown, own))
        if name in (VERSIONS, READING, VOICES):
            problems.extend(check_yaml(text, shown, hosts, labels))


def check_named(
    folder: Folder,
    paths: Iterable[str],
    drafts: Iterable[Draft],
    campaign: Campaign | None,
    signed: Sequence[Signatory],
    problems: Problems,
) -> None:
    """Find pages, names of files and notes of pictures that name somebody who withdrew."""
    withdrawn = tuple(signatory for signatory in signed if signatory.withdrawn)
    if not withdrawn:
        return
    # Loaded here: most campaigns have nobody who withdrew.
    from campaign.safety.built_site_check import Expected
    from campaign.safety.withdrawn_names import REMEDY, WithdrawnNames

    listed = tuple(signatory for signatory in signed if not signatory.withdrawn)
    expected = Expected(own=own_contacts(campaign), listed=listed, withdrawn=withdrawn)
    sought = WithdrawnNames(expected)
    texts = [(draft.text, draft.shown) for draft in drafts]
    if VOICES in paths:
        shown = folder.shown(folder.docs / VOICES)
        texts.append((files.read_text(folder.docs / VOICES, shown)[0] or "", shown))
    for text, shown in texts:
        lines = LineIndex(text)
        for name, offset in sought.named_in(text):
            why = f"{quote(name)} {REMEDY}"
            problems.add(shown, lines.place(offset), why, ABOUT_WITHDRAWN)
    for name in paths:
        if name.startswith(NOT_PUBLISHED):
            continue
        path, shown = folder.docs / name, folder.shown(folder.docs / name)
        told = [*sought.named_by(name)]
        if path.suffix.lower() in FORMATS and path.is_file():
            told += sought.noted_in(path.read_bytes())
        for why in told:
            problems.add(shown, (0, 0), why, ABOUT_WITHDRAWN)
