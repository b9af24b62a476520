"""Reads and checks everything that editors write: one site, or every problem in all files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, get_args

from campaign.config.allowed_hosts import allowed_hosts, button_labels, own_contacts
from campaign.config.configuration import Campaign
from campaign.config.configuration_file import read_campaign
from campaign.config.folder import NOT_PUBLISHED, Folder
from campaign.config.import_profile import read_remembered
from campaign.content.component_syntax import Known
from campaign.content.demands import Status
from campaign.content.links import LinkTargets, places_in
from campaign.content.markdown_html import read_extensions
from campaign.content.old_addresses import check_old_addresses
from campaign.content.pages import Letter
from campaign.core.problems import Problems
from campaign.core.topics import ABOUT_FILES
from campaign.curation.known_different import check_distinct
from campaign.i18n.catalogues import load_catalogues
from campaign.i18n.languages import in_language
from campaign.look.colour_checks import check_colours, site_colours
from campaign.look.logo import check_logo
from campaign.look.overrides_check import check_own, check_templates
from campaign.look.typefaces import check_typefaces
from campaign.safety.html_allowlist import without_html_comments
from campaign.signatories.signatories import Signatory, arrange
from campaign.signatories.signatories_csv import Vocabulary
from campaign.site.load_components import refused_components
from campaign.site.load_demands import collect_demands, slugs_of, with_translations
from campaign.site.load_doc_files import check_uploads, doc_files
from campaign.site.load_drafts import Draft, check_draft, read_draft
from campaign.site.load_further_reading import read_further
from campaign.site.load_page_checks import (
    check_embeds,
    check_only_once,
    check_overwriting,
    check_pdf,
    check_pdf_address,
    check_press_files,
    check_updates,
    moved_files,
    old_addresses_of,
    site_files,
)
from campaign.site.load_pictures import check_pictures
from campaign.site.load_signed import read_signed
from campaign.site.load_texts import check_named, check_written
from campaign.site.load_translations import (
    catalogues_wanted,
    check_translated,
    untranslated_warnings,
)
from campaign.site.load_versions import check_letter, read_record
from campaign.site.load_voices import read_all_voices
from campaign.site.repository_files import check_strays
from campaign.site.site import Site
from campaign.site.template_places import TemplatePlaces

if TYPE_CHECKING:
    from babel.messages import Catalog


@dataclass(frozen=True, slots=True)
class Reading:
    """What could be read of a campaign, valid or not."""

    site: Site | None
    """None where there is a problem."""
    problems: Problems
    campaign: Campaign | None
    signed: tuple[Signatory, ...]
    """Those whose rows are right, in the file's order, the withdrawn among them."""


def load_site(folder: Folder) -> tuple[Site | None, Problems]:
    """Read and check everything that editors write; the site is None where there is a problem."""
    reading = read_folder(folder)
    return reading.site, reading.problems


def read_vocabulary(folder: Folder) -> Vocabulary:
    """Return what rows of the list may name, whatever problems other files have."""
    campaign, groups = read_campaign(folder.config, Problems())
    paths = doc_files(folder, Problems())
    recorded, versions = read_record(folder, paths, Problems())
    numbers = versions.numbers if recorded else None
    return Vocabulary(groups, slugs_of(paths), numbers, own_contacts(campaign))


def read_folder(folder: Folder, *, is_frozen: bool = True) -> Reading:
    """Read and check everything that editors write.

    `is_frozen`: it is a problem if the letter does not say what its latest version says.
    """
    problems = Problems()
    campaign, groups = read_campaign(folder.config, problems)
    language = folder.config.language
    if folder.configuration.is_symlink():
        why = "a link to another file may not say what is published; put the file itself here"
        problems.add(folder.shown(folder.configuration), (0, 0), why, ABOUT_FILES)
    if folder.docs.is_symlink():
        why = "a link to another folder; put the folder itself here"
        problems.add(folder.shown(folder.docs), (0, 0), why, ABOUT_FILES)
    problems.extend(check_templates(folder.templates.generator, folder.shown))
    own = [*check_own(folder.templates, folder.shown, allowed_hosts(campaign))]
    problems.extend(own)
    problems.extend(check_strays(folder.root))
    if campaign and not own:
        look = site_colours(campaign, folder)
        problems.extend(check_colours(look))
    paths = doc_files(folder, problems)
    if folder.config.root is None:
        # Without languages, menu and groups every page and row would look wrong.
        return Reading(None, problems, None, ())
    codes = folder.config.other_languages
    extensions = read_extensions(folder.config)
    drafts = [
        read_draft(folder, path, codes, extensions, problems)
        for path in paths
        if path.endswith(".md")
    ]
    read = [draft for draft in drafts if draft]
    demands = collect_demands((draft for draft in read if not draft.folder), problems)
    slugs = slugs_of(paths)
    recorded, versions = read_record(folder, paths, problems)
    numbers = versions.numbers if recorded else None
    hosts = allowed_hosts(campaign)
    vocabulary = Vocabulary(groups, slugs, numbers, own_contacts(campaign))
    signed = read_signed(folder, vocabulary, hosts, button_labels(campaign), problems)
    if folder.imports.exists():
        shown_imports = folder.shown(folder.imports)
        problems.extend(read_remembered(folder.imports, shown_imports, groups, slugs)[1])
    check_named(folder, paths, read, campaign, signed, problems)
    problems.extend(check_distinct(folder.distinct, folder.shown(folder.distinct))[1])
    known = Known(groups or (), slugs, get_args(Status), refused_components(campaign, paths))
    targets = _targets(folder, campaign, paths, codes, read)
    check_uploads(folder, paths, hosts, problems)
    if campaign:
        problems.extend(check_logo(campaign, folder, paths))
        problems.extend(check_typefaces(campaign, folder, paths))
    check_overwriting(folder, read, paths, problems)
    check_written(folder, campaign, codes, read, paths, problems)
    pages = [check_draft(draft, known, targets, problems) for draft in read]
    check_only_once(read, problems)
    check_pdf(read, paths, problems)
    check_press_files(read, paths, problems)
    check_embeds(folder, read, paths, problems)
    check_pictures(folder, read, paths, problems)
    problems.extend(check_old_addresses(old_addresses_of(read), site_files(folder, paths)))
    check_updates(read, problems)
    reading = read_further(folder, read, paths, problems)
    voices = read_all_voices(folder, paths, problems)
    check_pdf_address(folder, campaign, read, paths, problems)
    in_main = [page for page in pages if page and not page.folder]
    letter = next((page for page in in_main if isinstance(page.front, Letter)), None)
    if recorded:
        check_letter(
            folder,
            campaign,
            letter,
            demands if len(demands) == len(slugs) else None,
            recorded,
            versions,
            paths,
            problems,
            is_read=len(read) == len(drafts) and all(draft.front for draft in read),
            is_frozen=is_frozen,
        )
    translated = {
        code: collect_demands([d for d in read if d.folder == code], problems) for code in codes
    }
    found, warnings = check_translated(folder, campaign, codes, read, paths, versions, problems)
    catalogues: dict[str, Catalog] = {}
    if campaign:
        catalogues, wanting = load_catalogues(
            folder.templates,
            catalogues_wanted(campaign, language),
            folder.shown,
        )
        problems.extend(wanting)
    if campaign is None or len(problems):
        return Reading(None, problems, campaign, signed)
    entries = {entry.code: entry for entry in campaign.languages}
    site = Site(
        campaign,
        language,
        {page.path: page for page in in_main},
        demands,
        arrange(signed, campaign.groups, campaign.unnamed, language),
        versions=versions,
        reading=reading,
        voices=tuple(voice for voice in voices if voice.stands_in(language, language)),
        withdrawn=tuple(signatory for signatory in signed if signatory.withdrawn),
        repository=folder.config.repository,
        entry=entries.get(language),
        catalogue=catalogues.get(language),
    )
    others = {
        code: replace(
            site,
            campaign=in_language(campaign, entries[code]),
            language=code,
            pages={
                page.path: replace(page, translation=found[page.path])
                for page in pages
                if page and page.folder == code
            },
            demands=with_translations(demands, translated[code]),
            voices=tuple(voice for voice in voices if voice.stands_in(code, language)),
            main=site,
            entry=entries[code],
            catalogue=catalogues.get(code),
        )
        for code in codes
    }
    warnings += untranslated_warnings(folder, campaign, catalogues, codes)
    return Reading(
        replace(
            site,
            others=others,
            warnings=tuple(warnings),
            old_addresses=tuple(old_addresses_of(read)),
        ),
        problems,
        campaign,
        signed,
    )


def _targets(
    folder: Folder,
    campaign: Campaign | None,
    paths: Iterable[str],
    codes: Iterable[str],
    drafts: Sequence[Draft],
) -> LinkTargets:
    """Return what links of pages may lead to."""
    templates = TemplatePlaces(folder.templates)
    types = {draft.path: draft.front.type for draft in drafts if draft.front}
    return LinkTargets(
        frozenset(path for path in paths if not path.startswith(NOT_PUBLISHED)),
        allowed_hosts(campaign),
        moved_files(drafts),
        frozenset(codes),
        button_labels(campaign),
        {draft.path: places_in(without_html_comments(draft.made.html)) for draft in drafts},
        lambda path: templates.of_type(types[path]) if path in types else frozenset(),
    )
