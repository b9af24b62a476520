"""Loads a whole campaign from its folder: one site, or every problem in all of its files."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, get_args

from . import files, uploads
from .address_guard import check_list, check_yaml
from .catalogues import SOURCE_LANGUAGE, Word, catalogue_path, load_catalogues, untranslated
from .colours.checks import check_colours, site_colours
from .configuration import Campaign, Language
from .configuration_file import is_readable, read_campaign, read_other_languages, read_repository
from .demands import Demand, Status, order_of_events
from .distinct import check_distinct
from .embeds import NAMES as EMBEDS
from .embeds import embed_path
from .fields import Wrong
from .foreseen import PageText
from .form_links import allowed_form, allowed_parameter
from .front_matter import SplitPage, read_front_matter, split_page
from .frozen_letter import TEXT, VERSIONS, advice, changed_words, read_texts, text_name
from .kept_words import words_of
from .languages import in_language, join_path, own_name, split_path
from .letter_wording import Wording, gather
from .links import LinkTargets, check_links
from .list_checks import returned
from .logo import check_logo, logo_files
from .markdown_text import top_heading, without_code
from .moved import OldAddress, check_old_addresses, output_path
from .own_checks import check_own
from .own_look import FOLDER as OWN
from .page_limits import too_long, too_open
from .pages import (
    AnyPage,
    DemandPage,
    EmbedPage,
    Letter,
    PressPage,
    ReadingPage,
    SignatoriesPage,
)
from .personal_data import check_text, own_contacts
from .placements import Known, Placement, find_placements
from .problems import LineIndex, Problem, Problems, quote
from .publication import today
from .reading import READING, ReadingItem, read_reading
from .reads import READS, Reads, read_reads
from .settings import check_settings
from .signatories import Signatory, SignatoryList, arrange
from .signatories_csv import Vocabulary, read_signatories
from .strays import check_strays
from .translations import Page as ReadPage
from .translations import (
    Translation,
    check_source,
    check_translation,
    page_hash,
    stale,
    stale_warning,
)
from .typefaces import check_typefaces, typeface_files
from .updates import UPDATES, check_listed, check_place
from .versions import ReadVersions, Versions, check_closed, check_texts, read_versions
from .withdrawals import check_withdrawals
from .yaml_text import read_yaml

if TYPE_CHECKING:
    from babel.messages import Catalog

DEMANDS = "demands/"
TEMPLATES = "overrides"
SIGNATORIES = "data/signatories.csv"
WITHDRAWN = "data/withdrawn.txt"
DISTINCT = "data/distinct.csv"
IMPORTS = "data/import.yml"
READ = (SIGNATORIES, WITHDRAWN, DISTINCT, IMPORTS, READING, READS)
"""What may lie below docs/data/, besides the letter's versions."""
NOT_PUBLISHED = ("data/",)
PUBLISHED = (".md", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".pdf")
"""Kinds of files that may lie below docs/: none of them can run in a reader's browser."""
OTHER_MARKDOWN = (".markdown", ".mdown", ".mkdn", ".mkd")  # MkDocs would publish these unchecked
ONLY_ONCE = (
    "letter", "appeal", "signatories", "updates", "tracker", "reading", "embed", "press",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Folder:
    """Where a campaign's files lie."""

    root: Path
    configuration: Path
    docs: Path
    signatories: Path

    @property
    def withdrawn(self) -> Path:
        """Where the tombstones lie: beside the list that they belong to."""
        return self.signatories.with_name(PurePosixPath(WITHDRAWN).name)

    @property
    def imports(self) -> Path:
        """Where it is remembered what became of the columns of imported files."""
        return self.docs / IMPORTS

    @property
    def distinct(self) -> Path:
        """Where the pairs lie that look like one signatory and are two."""
        return self.signatories.with_name(PurePosixPath(DISTINCT).name)

    @property
    def templates(self) -> Path:
        """Where the templates lie, and the catalogues of their words."""
        return self.root / TEMPLATES

    def words(self) -> tuple[Word, ...]:
        """Return every word of the templates."""
        return words_of(self.templates, self.root)

    def shown(self, path: Path) -> str:
        """Return a path as problems show it: from the project's root, with slashes."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return path.as_posix()


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page as its editor wrote it."""

    path: str
    """From docs/, with slashes: `demands/act-now.md`."""
    front: AnyPage
    markdown: str
    markdown_line: int
    placements: tuple[Placement, ...]
    folder: str = ""
    """The folder of its language below docs/; the main language has none."""
    translation: Translation | None = None
    """What it translates; None for a page in the main language."""

    @property
    def inner(self) -> str:
        """Its path within its language's folder: translations of one page have it in common."""
        return self.path.removeprefix(f"{self.folder}/") if self.folder else self.path

    @property
    def name(self) -> str:
        """A short name for the page: its file's, or its folder's for an index."""
        path = PurePosixPath(self.inner)
        if path.stem == "index":
            return path.parent.name or self.front.type
        return path.stem

    def places(self, component: str) -> bool:
        """Whether the editor placed the component on the page by hand."""
        return any(placement.name == component for placement in self.placements)


@dataclass(frozen=True, slots=True)
class Site:
    """A campaign, whole and valid, in one language."""

    campaign: Campaign
    language: str
    pages: Mapping[str, SitePage]
    """The pages of this language by their paths."""
    demands: tuple[Demand, ...]
    """The demands in this language; one that is not translated is as in the main language."""
    signatories: SignatoryList
    versions: Versions = field(default_factory=Versions)
    reading: tuple[ReadingItem, ...] = ()
    """Further reading, in the editors' order."""
    reads: Reads = field(default_factory=Reads)
    """How often it was read."""
    withdrawn: tuple[Signatory, ...] = ()
    """Who withdrew: for the last look at the built site, which must not name them."""
    repository: str = ""
    """OWNER/NAME on GitHub; empty where mkdocs.yml names none."""
    main: Site | None = None
    """The site in the main language; None for that one itself."""
    entry: Language | None = None
    """What the campaign says of this language."""
    catalogue: Catalog | None = None
    """The interface's words in this language; None where they stay in English."""
    others: Mapping[str, Site] = field(default_factory=dict)
    """On the main site: the site in each other language, by its code, in the header's order."""
    old_addresses: tuple[OldAddress, ...] = ()
    """On the main site: addresses that pages of all languages had before."""
    warnings: tuple[Problem, ...] = ()
    """On the main site: translations that are out of date, and words that stay in English."""

    @property
    def folder(self) -> str:
        """The folder of the language's pages below docs/; the main language has none."""
        return self.language if self.main else ""

    @property
    def all_languages(self) -> tuple[Site, ...]:
        """The site in every language, the main one first; for the main site only."""
        return (self, *self.others.values())

    def page_of(self, kind: str) -> SitePage | None:
        """Return the page of a type that stands once, as the letter or the appeal.

        Where a language has none, it is the main language's.
        """
        found = next((page for page in self.pages.values() if page.front.type == kind), None)
        return found or (self.main.page_of(kind) if self.main else None)

    def page_at(self, path: str) -> SitePage | None:
        """Return a page of any language by its path below docs/; for the main site only."""
        for site in self.all_languages:
            if path in site.pages:
                return site.pages[path]
        return None

    def site_of(self, page: SitePage) -> Site:
        """Return the site in the language of a page; for the main site only."""
        return self.others[page.folder] if page.folder else self


@dataclass(frozen=True, slots=True)
class _Draft:
    """A page that was read, whether or not its front matter is valid."""

    path: str
    shown: str
    text: str
    split: SplitPage
    visible: str
    front: AnyPage | None
    folder: str
    """The folder of its language below docs/; the main language has none."""
    inner: str
    """Its path within that folder."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What could be read of a campaign, valid or not."""

    site: Site | None
    """None where there is a problem."""
    problems: Problems
    campaign: Campaign | None
    signed: tuple[Signatory, ...]
    """Those whose rows are right, in the file's order, the withdrawn among them."""
    texts: tuple[PageText, ...] = ()
    """The pages as they are written, of all languages."""


def load_site(folder: Folder, language: str) -> tuple[Site | None, Problems]:
    """Read and check everything that editors write; the site is None where there is a problem."""
    reading = read_folder(folder, language)
    return reading.site, reading.problems


def read_vocabulary(folder: Folder) -> Vocabulary:
    """Return what rows of the list may name, whatever problems other files have."""
    _, groups = read_campaign(folder.configuration, folder.shown, Problems())
    paths = _doc_files(folder, Problems())
    recorded, versions = _read_versions(folder, paths, Problems())
    return Vocabulary(groups, _slugs(paths), versions.numbers if recorded else None)


def read_folder(folder: Folder, language: str, *, is_frozen: bool = True) -> Reading:
    """Read and check everything that editors write.

    `is_frozen`: it is a problem if the letter does not say what its latest version says.
    """
    problems = Problems()
    campaign, groups = read_campaign(folder.configuration, folder.shown, problems)
    if folder.configuration.is_symlink():
        why = "a link to another file may not say what is published; put the file itself here"
        problems.add(folder.shown(folder.configuration), (0, 0), why)
    own = [*check_own(folder.templates / OWN, folder.shown, allowed_hosts(campaign))]
    problems.extend(own)
    problems.extend(check_strays(folder.root))
    if campaign and not own:
        look = site_colours(campaign, folder.configuration, folder.templates, folder.shown)
        problems.extend(check_colours(look))
    paths = _doc_files(folder, problems)
    if not is_readable(folder.configuration):
        # Without languages, menu and groups every page and row would look wrong.
        return Reading(None, problems, None, ())
    codes = read_other_languages(folder.configuration)
    drafts = [_read_draft(folder, path, codes, problems) for path in paths if path.endswith(".md")]
    read = [draft for draft in drafts if draft]
    texts = tuple(
        PageText(d.shown, d.text, d.split.yaml or "", d.split.markdown, d.split.markdown_line)
        for d in read
    )
    demands = _demands((draft for draft in read if not draft.folder), problems)
    slugs = _slugs(paths)
    recorded, versions = _read_versions(folder, paths, problems)
    numbers = versions.numbers if recorded else None
    hosts = allowed_hosts(campaign)
    vocabulary = Vocabulary(groups, slugs, numbers)
    signed = _read_signed(folder, vocabulary, hosts, problems)
    if folder.imports.exists():
        # Loaded here: all that an import needs comes with it, and most campaigns import nothing.
        from .importing.remembered import read_remembered

        shown_imports = folder.shown(folder.imports)
        problems.extend(read_remembered(folder.imports, shown_imports, vocabulary)[1])
    problems.extend(check_distinct(folder.distinct, folder.shown(folder.distinct))[1])
    known = Known(groups or (), slugs, get_args(Status), _refused(campaign))
    targets = LinkTargets(frozenset(paths), hosts, _moved(read), frozenset(codes))
    _check_uploads(folder, paths, hosts, problems)
    if campaign:
        problems.extend(
            check_logo(campaign, folder.docs, paths, folder.configuration, folder.shown)
        )
        problems.extend(
            check_typefaces(campaign, folder.docs, paths, folder.configuration, folder.shown)
        )
    _check_overwriting(folder, read, paths, problems)
    _check_texts(folder, campaign, codes, read, paths, problems)
    pages = [_check_draft(draft, known, targets, problems) for draft in read]
    _check_only_once(read, problems)
    _check_pdf(read, paths, problems)
    _check_press_files(read, paths, problems)
    _check_embeds(folder, read, paths, problems)
    problems.extend(check_old_addresses(_old_addresses(read), _site_files(folder, paths)))
    _check_updates(read, problems)
    reading, reads = _read_reading(folder, read, paths, problems)
    _check_pdf_address(folder, campaign, read, paths, problems)
    in_main = [page for page in pages if page and not page.folder]
    letter = next((page for page in in_main if isinstance(page.front, Letter)), None)
    if recorded:
        wording = None
        if campaign and letter and len(demands) == len(slugs):
            try:
                wording = _wording(folder, campaign, letter, demands)
            except Wrong as wrong:
                place = (letter.markdown_line, 1)
                problems.add(folder.shown(folder.docs / letter.path), place, f"the text {wrong}")
            if wording and is_frozen:
                _check_frozen(folder, wording, versions, campaign, problems)
        is_read = len(read) == len(drafts) and all(draft.front for draft in read)
        if letter is None and is_read:
            problems.add(
                folder.shown(folder.docs / VERSIONS),
                (1, 1),
                "versions of a letter are recorded, but no page has `type: letter`; add it to the "
                "page of the letter",
            )
        _check_versions(folder, recorded, versions, letter, wording, problems)
        _check_addresses(folder, letter, paths, problems)
        if campaign:
            shown = folder.shown(folder.docs / VERSIONS)
            problems.extend(check_closed(recorded, campaign, shown))
    translated = {code: _demands([d for d in read if d.folder == code], problems) for code in codes}
    found, warnings = _check_translations(folder, campaign, codes, read, paths, versions, problems)
    catalogues: dict[str, Catalog] = {}
    if campaign:
        catalogues, wanting = load_catalogues(
            folder.templates, _catalogues_of(campaign, language), folder.words, folder.shown
        )
        problems.extend(wanting)
    if campaign is None or len(problems):
        return Reading(None, problems, campaign, signed, texts)
    entries = {entry.code: entry for entry in campaign.languages}
    site = Site(
        campaign,
        language,
        {page.path: page for page in in_main},
        demands,
        arrange(signed, campaign.groups, campaign.unnamed, language),
        versions=versions,
        reading=reading,
        reads=reads,
        withdrawn=tuple(signatory for signatory in signed if signatory.withdrawn),
        repository=read_repository(folder.configuration),
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
            demands=_with_translations(demands, translated[code]),
            main=site,
            entry=entries[code],
            catalogue=catalogues.get(code),
        )
        for code in codes
    }
    warnings += _untranslated(folder, campaign, catalogues, codes)
    return Reading(
        replace(
            site,
            others=others,
            warnings=tuple(warnings),
            old_addresses=tuple(_old_addresses(read)),
        ),
        problems,
        campaign,
        signed,
        texts,
    )


def _catalogues_of(campaign: Campaign, main: str) -> dict[str, bool]:
    """Return the languages whose words are wanted, each with whether it must be complete.

    A site in one language alone uses its catalogue if there is one.
    """
    listed = {entry.code: entry.complete or entry.code == main for entry in campaign.languages}
    return listed or {main: False}


def _untranslated(
    folder: Folder, campaign: Campaign, catalogues: Mapping[str, Catalog], codes: Iterable[str]
) -> list[Problem]:
    """Return a warning for each language that is not complete and shows words in English."""
    done = {entry.code for entry in campaign.languages if entry.complete} | {SOURCE_LANGUAGE}
    warnings = []
    incomplete = [code for code in codes if code not in done]
    words = folder.words() if incomplete else ()
    for code in incomplete:
        if number := untranslated(catalogues.get(code), words):
            path = folder.shown(catalogue_path(folder.templates, code))
            message = (
                f"{number} of the interface's {len(words)} words and sentences are not translated "
                f"into {own_name(code)}, and stay in English"
            )
            warnings.append(Problem(path, 0, 0, message))
    return warnings


def _with_translations(
    demands: Iterable[Demand], translated: Iterable[Demand]
) -> tuple[Demand, ...]:
    by_slug = {demand.slug: demand for demand in translated}
    return tuple(by_slug.get(demand.slug, demand) for demand in demands)


def _check_translations(
    folder: Folder,
    campaign: Campaign | None,
    codes: Iterable[str],
    drafts: Iterable[_Draft],
    paths: Iterable[str],
    versions: Versions,
    problems: Problems,
) -> tuple[dict[str, Translation], list[Problem]]:
    """Return what each page of another language translates, and a warning for what is stale."""
    by_path = {draft.path: draft for draft in drafts}
    present = [path for path in paths if path.endswith(".md")]
    sources = [path for path in present if not split_path(path, tuple(codes))[0]]
    found, warnings, hashes = dict[str, Translation](), list[Problem](), dict[str, str | None]()
    numbers = [version.number for version in versions.entries]
    latest = versions.latest.number if versions.latest else None
    for draft in by_path.values():
        if draft.front is None:
            continue
        page = ReadPage(draft.shown, draft.split, draft.front)
        if not draft.folder:
            problems.extend(check_source(page))
            continue
        if draft.inner not in sources:
            problems.add(
                draft.shown,
                (0, 0),
                f"the page translates none: docs/{draft.inner} does not exist; give this file the "
                "name of the page that it translates",
            )
            continue
        source = by_path.get(draft.inner)
        if source is None or source.front is None:
            continue  # it has problems of its own
        if draft.inner not in hashes:
            hashes[draft.inner] = _page_hash(source, problems)
        current = hashes[draft.inner]
        if current is None:
            continue
        original = ReadPage(source.shown, source.split, source.front)
        problems.extend(check_translation(page, original, current, numbers))
        is_stale = stale(draft.front, current, latest)
        found[draft.path] = Translation(draft.inner, is_stale)
        if is_stale and draft.front.source_hash:
            warnings.append(stale_warning(page, original, current, latest))
    for entry in campaign.languages if campaign else ():
        if entry.code not in codes:
            continue
        for path in sources:
            missing = join_path(entry.code, path)
            is_letter = path in by_path and isinstance(by_path[path].front, Letter)
            if missing not in present and (entry.complete or is_letter):
                why = (
                    f"the page is missing, and the language {quote(entry.code)} is complete; "
                    f"translate docs/{path} into it, or write `complete: no` in mkdocs.yml"
                    if entry.complete
                    else f"a language needs at least the letter; translate docs/{path} into this "
                    f"file, or take {quote(entry.code)} out of `languages` in mkdocs.yml"
                )
                problems.add(folder.shown(folder.docs / missing), (0, 0), why)
    return found, warnings


def _page_hash(draft: _Draft, problems: Problems) -> str | None:
    if draft.front is None:
        return None
    try:
        return page_hash(draft.front, draft.split.markdown)
    except Wrong as wrong:
        problems.add(draft.shown, (draft.split.markdown_line, 1), f"the text {wrong}")
        return None


def letter_wording(folder: Folder, site: Site) -> Wording | None:
    """Return the words of a site's letter, or None where it has none; raise `Wrong` as `plain`."""
    letter = site.page_of("letter")
    return _wording(folder, site.campaign, letter, site.demands) if letter else None


def version_warnings(folder: Folder, site: Site) -> list[Problem]:
    """Return what is odd about a site's versions and yet may be right."""
    letter = site.page_of("letter")
    if letter is None:
        return []
    return advice(
        site.versions,
        site.signatories.count,
        is_open=site.campaign.is_open,
        letter=folder.shown(folder.docs / letter.path),
        record=folder.shown(folder.docs / VERSIONS),
    )


def versions_address(letter: str) -> str:
    """Return the address below which a letter's versions are shown, from its path below docs/."""
    return f"{page_folder(letter)}versions/"


def page_folder(page: str) -> str:
    """Return the folder of a page's address, with a slash at its end or empty, from its path."""
    path = PurePosixPath(page)
    folder = path.parent if path.stem == "index" else path.with_suffix("")
    return "" if folder == PurePosixPath() else f"{folder.as_posix()}/"


def pdf_address(letter: str) -> str:
    """Return the address of the PDF that a build makes of a letter, from its path below docs/."""
    path = PurePosixPath(letter)
    return (
        path.with_name("letter.pdf") if path.stem == "index" else path.with_suffix(".pdf")
    ).as_posix()


def _doc_files(folder: Folder, problems: Problems) -> list[str]:
    if not folder.docs.is_dir():
        problems.add(folder.shown(folder.docs), (0, 0), "the folder is missing; add it")
        return []
    paths = []
    named = logo_files(folder.configuration) | typeface_files(folder.configuration)
    for path in files.walk(folder.docs):
        if path.is_symlink():
            problems.add(
                folder.shown(path),
                (0, 0),
                "a link to another file may not be published; put the file itself here",
            )
        elif path.name.startswith("."):
            continue
        elif path.suffix.lower() in OTHER_MARKDOWN or path.suffix == ".MD":
            problems.add(
                folder.shown(path),
                (0, 0),
                f"the file's name ends in {path.suffix}; let it end in .md",
            )
        else:
            name = path.relative_to(folder.docs).as_posix()
            if name not in named and (message := _unfit(name)):
                problems.add(folder.shown(path), (0, 0), message)
            else:
                paths.append(name)
    return paths


def _check_uploads(
    folder: Folder, paths: Iterable[str], hosts: frozenset[str] | None, problems: Problems
) -> None:
    """Check what every file below docs/ is, whatever its name says."""
    paths = list(paths)
    for name in paths:
        path = folder.docs / name
        if message := uploads.check_name(name):
            problems.add(folder.shown(path), (0, 0), message)
        elif not name.startswith(NOT_PUBLISHED):
            problems.extend(uploads.check_file(path, folder.shown(path), hosts))
    for path in uploads.executables(folder.docs / name for name in paths):
        why = "the file is marked as a program; take that mark away (`git update-index --chmod=-x`)"
        problems.add(folder.shown(path), (0, 0), why)
    for name, other in uploads.same_but_for_case(paths):
        why = f"many computers take this for docs/{other}; rename one of the two"
        problems.add(folder.shown(folder.docs / name), (0, 0), why)


def _check_overwriting(
    folder: Folder, drafts: Iterable[_Draft], paths: Iterable[str], problems: Problems
) -> None:
    """Check that no page is written over by another, nor by the pages of a long list."""
    paths = list(paths)
    for name, other in uploads.same_address(paths):
        why = f"docs/{other} has the same address on the site; rename one of the two"
        problems.add(folder.shown(folder.docs / name), (0, 0), why)
    for draft in drafts:
        if not isinstance(draft.front, SignatoriesPage):
            continue
        path = PurePosixPath(draft.path)
        below = path.parent if path.stem == "index" else path.with_suffix("")
        for name in paths:
            is_page = name.endswith(".md") and name != draft.path
            if is_page and below in PurePosixPath(name).parents:
                why = f"the list's own pages stand in docs/{below}/; put this page elsewhere"
                problems.add(folder.shown(folder.docs / name), (0, 0), why)


def _check_texts(
    folder: Folder,
    campaign: Campaign | None,
    codes: Iterable[str],
    drafts: Iterable[_Draft],
    paths: Iterable[str],
    problems: Problems,
) -> None:
    """Look for personal data, and for addresses that divert a gift, in whatever is a text."""
    hosts, own = allowed_hosts(campaign), own_contacts(campaign)
    shown = folder.shown(folder.configuration)
    text, _ = files.read_text(folder.configuration, shown)
    translated = frozenset(codes)
    if text is not None:
        problems.extend(check_settings(text, shown, frozenset(paths), hosts, translated))
    if campaign is None:
        return  # what it publishes of its own accord is not known
    if text is not None:
        problems.extend(check_text(text, shown, own))
    for draft in drafts:
        problems.extend(check_text(draft.text, draft.shown, own))
        if draft.split.yaml is not None:
            problems.extend(check_yaml(draft.split.yaml, draft.shown, hosts, first_line=2))
    for name in paths:
        if not (_is_record(name) or TEXT.fullmatch(name) or name in (READING, READS)):
            continue
        shown = folder.shown(folder.docs / name)
        text, _ = files.read_text(folder.docs / name, shown)
        if text is None:
            continue
        problems.extend(check_text(text, shown, own))
        if name in (VERSIONS, READING):
            problems.extend(check_yaml(text, shown, hosts))


def _unfit(name: str) -> str | None:
    """Say why a file below docs/ may not be published, or return None."""
    if name.startswith(NOT_PUBLISHED):
        if name in READ or name.startswith(f"{SIGNATORIES}/"):
            return None  # a folder in the file's place is told where the file is read
        if _is_record(name) or TEXT.fullmatch(name):
            return None
        return (
            "no file of this name is read in docs/data/; delete this file, or rename it (the "
            f"signatories stand in docs/{SIGNATORIES})"
        )
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in PUBLISHED:
        return None
    if suffix == ".svg":
        return (
            "an SVG can hold a script, so that only the campaign's `logo` may be one; save the "
            "picture as PNG or WebP"
        )
    if suffix == ".woff2":
        return (
            "only the font that `typefaces` names in mkdocs.yml may be one; name the file there as "
            "`own`, or delete it"
        )
    return f"files of this kind are not published; put only {', '.join(PUBLISHED)} files into docs/"


def _is_record(name: str) -> bool:
    """Whether the file is versions.yml, or lies in a folder that has its place."""
    return name == VERSIONS or name.startswith(f"{VERSIONS}/")


def _read_draft(
    folder: Folder, path: str, codes: Iterable[str], problems: Problems
) -> _Draft | None:
    code, inner = split_path(path, tuple(codes))
    shown = folder.shown(folder.docs / path)
    text, found = files.read_text(folder.docs / path, shown)
    problems.extend(found)
    if text is None:
        return None
    if message := too_long(text):
        problems.add(shown, (message[0], 1), message[1])
        return None
    split, found = split_page(text, shown)
    problems.extend(found)
    if found:
        return None
    front, found = read_front_matter(split, shown, is_demand=_is_demand_path(inner))
    problems.extend(found)
    visible = without_code(split.markdown)
    if open_in := too_open(visible):
        line, column = LineIndex(visible).place(open_in[0])
        problems.add(shown, (line + split.markdown_line - 1, column), open_in[1])
        return None
    return _Draft(path, shown, text, split, visible, front, code, inner)


def _slugs(paths: Iterable[str]) -> tuple[str, ...]:
    """Return every demand's slug, those with a problem included, so that no problem begets more."""
    return tuple(sorted(PurePosixPath(p).stem for p in paths if _is_demand_path(p)))


def _is_demand_path(path: str) -> bool:
    return path.startswith(DEMANDS) and path.endswith(".md") and path != f"{DEMANDS}index.md"


def _demands(drafts: Iterable[_Draft], problems: Problems) -> tuple[Demand, ...]:
    demands: list[Demand] = []
    for draft in drafts:
        front = draft.front
        if front is None:
            continue
        if _is_demand_path(draft.inner) and not isinstance(front, DemandPage):
            problems.add(
                draft.shown,
                (1, 1),
                "a page in docs/demands/ is no demand; write "
                "`type: demand`, or move the file to another folder",
            )
        elif isinstance(front, DemandPage) and not _is_demand_path(draft.inner):
            problems.add(
                draft.shown, (1, 1), "a demand lies outside docs/demands/; move the file there"
            )
        elif isinstance(front, DemandPage):
            for other in demands:
                if other.order == front.order:
                    problems.add(
                        draft.shown,
                        (1, 1),
                        f"'order' is {front.order}, as in "
                        f"docs/{other.path}; give each demand its own number",
                    )
            demands.append(_demand(draft.path, front))
    return tuple(sorted(demands, key=lambda demand: (demand.order, demand.slug)))


def _demand(path: str, front: DemandPage) -> Demand:
    return Demand(
        slug=PurePosixPath(path).stem,
        path=path,
        order=front.order,
        title=front.title,
        description=front.description,
        ask=front.ask,
        addressed_to=front.addressed_to,
        met_when=front.met_when,
        reviewed=front.reviewed,
        history=order_of_events(front.history),
    )


def _read_signed(
    folder: Folder, vocabulary: Vocabulary, hosts: frozenset[str] | None, problems: Problems
) -> tuple[Signatory, ...]:
    shown = folder.shown(folder.signatories)
    text, found = files.read_text(folder.signatories, shown)
    problems.extend(found)
    if text is None:
        return ()
    signed, found = read_signatories(text, shown, vocabulary)
    problems.extend(found)
    withdrawals, found = check_withdrawals(folder.withdrawn, folder.shown(folder.withdrawn))
    problems.extend(found)
    problems.extend(returned(text, shown, signed, withdrawals))
    problems.extend(check_list(text, shown, signed, hosts))
    return signed


def _read_versions(
    folder: Folder, paths: Iterable[str], problems: Problems
) -> tuple[ReadVersions | None, Versions]:
    """Return the recorded versions with their places; None where there are none, or are wrong."""
    texts, found = read_texts(folder.docs, folder.shown)
    problems.extend(found)
    shown = folder.shown(folder.docs / VERSIONS)
    if not any(map(_is_record, paths)):
        for number in texts:
            problems.add(
                folder.shown(folder.docs / text_name(number)),
                (0, 0),
                f"{shown} is missing, so that this is the text of no version; put that file back, "
                "or delete this one",
            )
        return None, Versions()
    text, found = files.read_text(folder.docs / VERSIONS, shown)
    problems.extend(found)
    if text is None:
        return None, Versions()
    read, found = read_versions(text, shown)
    problems.extend(found)
    return read, Versions(read.entries, texts) if read else Versions()


def _check_versions(
    folder: Folder,
    recorded: ReadVersions,
    versions: Versions,
    letter: SitePage | None,
    wording: Wording | None,
    problems: Problems,
) -> None:
    found = check_texts(
        recorded,
        versions.texts,
        folder.shown(folder.docs / VERSIONS),
        folder.shown(folder.docs / text_name("{}")),
        f"{versions_address(letter.path if letter else 'index.md')}{{}}/",
        wording.text if wording else "",
    )
    problems.extend(found)


def _check_addresses(
    folder: Folder, letter: SitePage | None, paths: Iterable[str], problems: Problems
) -> None:
    if letter is None:
        return
    taken = re.compile(rf"{re.escape(versions_address(letter.path))}\d+(?:\.|/)")
    for path in filter(taken.match, paths):
        problems.add(
            folder.shown(folder.docs / path),
            (0, 0),
            "the site shows the versions of the letter at this address; move this file to another "
            "folder",
        )


def _wording(
    folder: Folder, campaign: Campaign, letter: SitePage, demands: Iterable[Demand]
) -> Wording:
    front, path = letter.front, folder.docs / letter.path
    if not isinstance(front, Letter):
        raise TypeError(letter.path)
    markdown = letter.markdown
    return gather(campaign, folder.configuration, front, markdown, path, demands, folder.docs)


def _check_frozen(
    folder: Folder, wording: Wording, versions: Versions, campaign: Campaign, problems: Problems
) -> None:
    found = changed_words(
        wording,
        versions,
        is_open=campaign.is_open,
        today=today(os.environ),
        shown=folder.shown,
        record=folder.shown(folder.docs / VERSIONS),
    )
    problems.extend(found)


def _check_draft(
    draft: _Draft, known: Known, targets: LinkTargets, problems: Problems
) -> SitePage | None:
    line = draft.split.markdown_line
    if draft.front and not draft.front.donate:
        refused = {"donate": "the page says `donate: false` and yet places @donate; delete one"}
        known = replace(known, refused=refused | dict(known.refused))
    placements, found = find_placements(
        draft.visible, draft.shown, line, known, on_demand=_is_demand_path(draft.inner)
    )
    problems.extend(found)
    problems.extend(check_links(draft.visible, draft.path, draft.shown, line, targets))
    if (offset := top_heading(draft.visible)) is not None:
        row, column = LineIndex(draft.visible).place(offset)
        problems.add(
            draft.shown,
            (row + line - 1, column),
            "the page's heading comes from `title` "
            "in its front matter; begin headings in the text with ##",
        )
    if draft.front is None:
        return None
    return SitePage(draft.path, draft.front, draft.split.markdown, line, placements, draft.folder)


def _check_only_once(drafts: Iterable[_Draft], problems: Problems) -> None:
    first: dict[tuple[str, str], str] = {}
    for draft in drafts:
        kind = draft.front.type if draft.front else ""
        key = (draft.folder, kind)
        if kind in ONLY_ONCE and first.setdefault(key, draft.shown) != draft.shown:
            problems.add(
                draft.shown,
                (1, 1),
                f"a second page has the type {quote(kind)} (the first "
                f"is {first[key]}); give one of them another type",
            )


def _check_pdf(drafts: Iterable[_Draft], paths: Iterable[str], problems: Problems) -> None:
    for draft in drafts:
        pdf = draft.front.pdf if isinstance(draft.front, Letter) else None
        if pdf and pdf not in paths:
            problems.add(
                draft.shown,
                (1, 1),
                f"'pdf' is {quote(pdf)}, but docs/{pdf} does not "
                "exist; add the file, or leave the line out",
            )


def _check_press_files(drafts: Iterable[_Draft], paths: Iterable[str], problems: Problems) -> None:
    for draft in drafts:
        for file in draft.front.files if isinstance(draft.front, PressPage) else ():
            if file.path not in paths:
                problems.add(
                    draft.shown,
                    (1, 1),
                    f"'files' names {quote(file.path)}, but docs/{file.path} does not exist; add "
                    "the file, or delete its entry",
                )


def _check_embeds(
    folder: Folder, drafts: Iterable[_Draft], paths: Iterable[str], problems: Problems
) -> None:
    """Find pages and files where the site puts what other sites embed."""
    for draft in drafts:
        if not isinstance(draft.front, EmbedPage):
            continue
        base = page_folder(draft.path)
        for path in paths:
            if any(page_folder(path).startswith(embed_path(base, name)) for name in EMBEDS):
                problems.add(
                    folder.shown(folder.docs / path),
                    (0, 0),
                    "the site shows what others embed at this address; move this file to another "
                    "folder",
                )


def _moved(drafts: Iterable[_Draft]) -> dict[str, str]:
    """Return where pages lay in docs/ by their old addresses, each with where it lies now."""
    found: dict[str, str] = {}
    for old in _old_addresses(drafts):
        before = old.address.strip("/").removesuffix(".html")
        found |= dict.fromkeys((f"{before}.md", f"{before}/index.md"), old.page)
    return found


def _old_addresses(drafts: Iterable[_Draft]) -> list[OldAddress]:
    """Return every address that a page had before, with the place where an editor wrote it."""
    found = []
    for draft in drafts:
        if not (draft.front and draft.front.old_addresses):
            continue
        document, _ = read_yaml(draft.split.yaml or "", draft.shown, first_line=2)
        for at, address in enumerate(draft.front.old_addresses):
            place = document.place(("old_addresses", at))
            found.append(OldAddress(address, draft.path, draft.shown, *place))
    return found


def _site_files(folder: Folder, paths: Iterable[str]) -> dict[str, str]:
    """Return the files that pages and files below docs/ become, each with its source as shown."""
    return {
        output_path(page_folder(path)) if path.endswith(".md") else path: folder.shown(
            folder.docs / path
        )
        for path in paths
        if not path.startswith(NOT_PUBLISHED)
    }


def _check_updates(drafts: Iterable[_Draft], problems: Problems) -> None:
    by_language: dict[str, list[tuple[str, AnyPage, str]]] = {}
    for draft in drafts:
        if draft.front:
            page = (draft.inner, draft.front, draft.shown)
            problems.extend(check_place(*page))
            by_language.setdefault(draft.folder, []).append(page)
    for code, pages in by_language.items():
        problems.extend(check_listed(pages, join_path(code, UPDATES)))


def _read_reading(
    folder: Folder, drafts: Iterable[_Draft], paths: Iterable[str], problems: Problems
) -> tuple[tuple[ReadingItem, ...], Reads]:
    """Return further reading and its counts; there need be neither."""
    items, reads = tuple[ReadingItem, ...](), Reads()
    shown = folder.shown(folder.docs / READING)
    drafts = [draft for draft in drafts if not draft.folder]  # translations follow the originals
    pages = [draft for draft in drafts if isinstance(draft.front, ReadingPage)]
    if READING in paths:
        text, found = files.read_text(folder.docs / READING, shown)
        problems.extend(found)
        if text is not None:
            items, found = read_reading(text, shown)
            problems.extend(found)
        if not pages and all(draft.front for draft in drafts):
            problems.add(
                shown, (0, 0), "no page shows these texts; add a page with `type: reading`"
            )
    else:
        for page in pages:
            problems.add(
                page.shown, (1, 1), f"{shown} is missing, so that this page is empty; add the file"
            )
    if READS in paths:
        counts = folder.shown(folder.docs / READS)
        text, found = files.read_text(folder.docs / READS, counts)
        problems.extend(found)
        if text is not None:
            reads, found = read_reads(text, counts)
            problems.extend(found)
    return items, reads


def _check_pdf_address(
    folder: Folder,
    campaign: Campaign | None,
    drafts: Iterable[_Draft],
    paths: Iterable[str],
    problems: Problems,
) -> None:
    if campaign is None or not campaign.pdf:
        return
    for draft in drafts:
        if not isinstance(draft.front, Letter) or draft.front.pdf:
            continue
        if (address := pdf_address(draft.path)) in paths:
            problems.add(
                folder.shown(folder.docs / address),
                (0, 0),
                "the build puts its own PDF of the letter at this address; to publish this file "
                f"instead, write `pdf: {address}` into the front matter of {draft.shown}",
            )


def _refused(campaign: Campaign | None) -> dict[str, str]:
    """Return the components that this campaign cannot place, each with the reason."""
    refused: dict[str, str] = {}
    if campaign and not campaign.donate:
        refused["donate"] = (
            "the campaign has no donation link; add `donate:` to mkdocs.yml, or delete this @donate"
        )
    return refused


def allowed_hosts(campaign: Campaign | None) -> frozenset[str] | None:
    """Return what the campaign lets gifts and signatures go to; None if that is not known.

    These are hosts, and forms as `form_links` has them.
    """
    if campaign is None:
        return None  # not known, so that no link is called wrong for it
    allowed: set[str] = set()
    for link in (campaign.donate, campaign.sign_on):
        if link:
            allowed.update(link.hosts)
            allowed.update(allowed_form(url) for url in (link.url, *link.forms) if url)
    if donate := campaign.donate:
        names = filter(None, (donate.amount_parameter, donate.source_parameter))
        allowed.update(map(allowed_parameter, names))
    return frozenset(allowed)
