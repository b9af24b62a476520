"""Loads a whole campaign from its folder: one site, or every problem in all of its files."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import get_args

from . import files
from .configuration import Campaign
from .configuration_file import read_campaign, read_repository
from .demands import Demand, Status, order_of_events
from .distinct import check_distinct
from .fields import Wrong
from .front_matter import SplitPage, read_front_matter, split_page
from .frozen_letter import TEXT, VERSIONS, advice, changed_words, read_texts, text_name
from .importing.remembered import read_remembered
from .letter_wording import Wording, gather
from .links import LinkTargets, check_links
from .list_checks import returned
from .markdown_text import top_heading, without_code
from .pages import AnyPage, DemandPage, Letter
from .placements import Known, Placement, find_placements
from .problems import LineIndex, Problem, Problems, quote
from .publication import today
from .signatories import Signatory, SignatoryList, arrange
from .signatories_csv import Vocabulary, read_signatories
from .versions import ReadVersions, Versions, check_closed, check_texts, read_versions
from .withdrawals import check_withdrawals

DEMANDS = "demands/"
SIGNATORIES = "data/signatories.csv"
WITHDRAWN = "data/withdrawn.txt"
DISTINCT = "data/distinct.csv"
IMPORTS = "data/import.yml"
READ = (SIGNATORIES, WITHDRAWN, DISTINCT, IMPORTS)
"""What may lie below docs/data/, besides the letter's versions."""
NOT_PUBLISHED = ("data/",)
PUBLISHED = (".md", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".pdf")
"""Kinds of files that may lie below docs/: none of them can run in a reader's browser."""
LONGEST_PAGE = 200_000
"""Characters of a page: some thirty thousand words."""
LONGEST_LINE = 5_000
"""Characters of a line: Markdown takes minutes over some lines that are longer."""
OTHER_MARKDOWN = (".markdown", ".mdown", ".mkdn", ".mkd")  # MkDocs would publish these unchecked
ONLY_ONCE = ("letter", "appeal", "signatories")


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

    @property
    def name(self) -> str:
        """A short name for the page: its file's, or its folder's for an index."""
        path = PurePosixPath(self.path)
        if path.stem == "index":
            return path.parent.name or self.front.type
        return path.stem

    def places(self, component: str) -> bool:
        """Whether the editor placed the component on the page by hand."""
        return any(placement.name == component for placement in self.placements)


@dataclass(frozen=True, slots=True)
class Site:
    """A campaign, whole and valid."""

    campaign: Campaign
    language: str
    pages: Mapping[str, SitePage]
    demands: tuple[Demand, ...]
    signatories: SignatoryList
    versions: Versions = field(default_factory=Versions)
    repository: str = ""
    """OWNER/NAME on GitHub; empty where mkdocs.yml names none."""

    def page_of(self, kind: str) -> SitePage | None:
        """Return the page of a type that stands once: letter, appeal or signatories."""
        return next((page for page in self.pages.values() if page.front.type == kind), None)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A page that was read, whether or not its front matter is valid."""

    path: str
    shown: str
    split: SplitPage
    visible: str
    front: AnyPage | None


@dataclass(frozen=True, slots=True)
class Reading:
    """What could be read of a campaign, valid or not."""

    site: Site | None
    """None where there is a problem."""
    problems: Problems
    campaign: Campaign | None
    signed: tuple[Signatory, ...]
    """Those whose rows are right, in the file's order, the withdrawn among them."""


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
    paths = _doc_files(folder, problems)
    drafts = [_read_draft(folder, path, problems) for path in paths if path.endswith(".md")]
    read = [draft for draft in drafts if draft]
    demands = _demands(read, problems)
    slugs = _slugs(paths)
    recorded, versions = _read_versions(folder, paths, problems)
    numbers = versions.numbers if recorded else None
    vocabulary = Vocabulary(groups, slugs, numbers)
    signed = _read_signed(folder, vocabulary, problems)
    problems.extend(read_remembered(folder.imports, folder.shown(folder.imports), vocabulary)[1])
    problems.extend(check_distinct(folder.distinct, folder.shown(folder.distinct))[1])
    known = Known(groups or (), slugs, get_args(Status), _refused(campaign))
    targets = LinkTargets(frozenset(paths), allowed_hosts(campaign))
    pages = [_check_draft(draft, known, targets, problems) for draft in read]
    _check_only_once(read, problems)
    _check_pdf(read, paths, problems)
    letter = next((page for page in pages if page and isinstance(page.front, Letter)), None)
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
    if campaign is None or len(problems):
        return Reading(None, problems, campaign, signed)
    site = Site(
        campaign,
        language,
        {page.path: page for page in pages if page},
        demands,
        arrange(signed, campaign.groups, campaign.unnamed, language),
        versions=versions,
        repository=read_repository(folder.configuration),
    )
    return Reading(site, problems, campaign, signed)


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


def _doc_files(folder: Folder, problems: Problems) -> list[str]:
    if not folder.docs.is_dir():
        problems.add(folder.shown(folder.docs), (0, 0), "the folder is missing; add it")
        return []
    paths = []
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
            if message := _unfit(name):
                problems.add(folder.shown(path), (0, 0), message)
            else:
                paths.append(name)
    return paths


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
        return "an SVG can hold a script; save the picture as PNG or WebP"
    return f"files of this kind are not published; put only {', '.join(PUBLISHED)} files into docs/"


def _is_record(name: str) -> bool:
    """Whether the file is versions.yml, or lies in a folder that has its place."""
    return name == VERSIONS or name.startswith(f"{VERSIONS}/")


def _too_long(text: str) -> tuple[int, str] | None:
    """Return the line from which on a page cannot be read in time, and why; None for most."""
    if len(text) > LONGEST_PAGE:
        return 1, f"the page is {len(text)} characters long; write at most {LONGEST_PAGE}"
    for number, line in enumerate(text.splitlines(), start=1):
        if len(line) > LONGEST_LINE:
            return number, (
                f"the line is {len(line)} characters long; write at most {LONGEST_LINE} in a line"
            )
    return None


def _read_draft(folder: Folder, path: str, problems: Problems) -> _Draft | None:
    shown = folder.shown(folder.docs / path)
    text, found = files.read_text(folder.docs / path, shown)
    problems.extend(found)
    if text is None:
        return None
    if message := _too_long(text):
        problems.add(shown, (message[0], 1), message[1])
        return None
    split, found = split_page(text, shown)
    problems.extend(found)
    if found:
        return None
    front, found = read_front_matter(split, shown, is_demand=_is_demand_path(path))
    problems.extend(found)
    return _Draft(path, shown, split, without_code(split.markdown), front)


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
        if _is_demand_path(draft.path) and not isinstance(front, DemandPage):
            problems.add(
                draft.shown,
                (1, 1),
                "a page in docs/demands/ is no demand; write "
                "`type: demand`, or move the file to another folder",
            )
        elif isinstance(front, DemandPage) and not _is_demand_path(draft.path):
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
    folder: Folder, vocabulary: Vocabulary, problems: Problems
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
        draft.visible, draft.shown, line, known, on_demand=_is_demand_path(draft.path)
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
    return SitePage(draft.path, draft.front, draft.split.markdown, line, placements)


def _check_only_once(drafts: Iterable[_Draft], problems: Problems) -> None:
    first: dict[str, str] = {}
    for draft in drafts:
        kind = draft.front.type if draft.front else ""
        if kind in ONLY_ONCE and first.setdefault(kind, draft.shown) != draft.shown:
            problems.add(
                draft.shown,
                (1, 1),
                f"a second page has the type {quote(kind)} (the first "
                f"is {first[kind]}); give one of them another type",
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


def _refused(campaign: Campaign | None) -> dict[str, str]:
    if campaign is None or campaign.donate:
        return {}
    return {
        "donate": "the campaign has no donation link; add `donate:` to mkdocs.yml, or delete "
        "this @donate"
    }


def allowed_hosts(campaign: Campaign | None) -> frozenset[str] | None:
    """Return the hosts that the campaign lets gifts and signatures go to; None if not known."""
    if campaign is None:
        return None  # not known, so that no link is called wrong for it
    links = (campaign.donate, campaign.sign_on)
    return frozenset(host for link in links if link for host in link.hosts)
