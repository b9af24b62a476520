"""What editors wrote, read once: what every rule looks at."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache, cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from campaign.config.configuration import Campaign
from campaign.config.configuration_file import read_campaign
from campaign.config.folder import FIRST_PAGE, NOT_PUBLISHED, READING, VOICES, Folder, Templates
from campaign.content.component_syntax import KnownWords
from campaign.content.demands import Demand, is_demand_path, slugs_of
from campaign.content.links import MADE, LinkTargets, places_in
from campaign.content.markdown_html import read_extensions
from campaign.content.page_check import PageDraft, check_page
from campaign.content.pages import TEMPLATE_OF, DemandPage, Letter, Page, order_of_events
from campaign.content.paths import OldAddress
from campaign.content.reading import ReadingItem, read_reading
from campaign.content.updates import is_update_path
from campaign.content.versions import (
    VERSION_TEXT,
    VERSIONS,
    Versions,
    read_texts,
    read_versions,
    text_name,
)
from campaign.content.voices import Voice, read_voices
from campaign.core import files
from campaign.core.problems import Problem, Problems, Topic, Wrong
from campaign.core.topics import ABOUT_VERSIONS
from campaign.i18n.catalogues import load_catalogues
from campaign.i18n.languages import join_path
from campaign.i18n.translations import page_hash
from campaign.look.overrides import template_texts
from campaign.look.own_check import check_own
from campaign.safety.html_allowlist import without_html_comments
from campaign.safety.link_policy import LinkPolicy
from campaign.safety.personal_data import NOTHING_PUBLIC, PublicDetails
from campaign.signatories.signatories import Signatory
from campaign.signatories.signatories_csv import Vocabulary, read_signatories
from campaign.site.doc_files import SPREADSHEETS, doc_files, is_record
from campaign.site.drafts import read_page, refused_components
from campaign.site.site import SitePage

if TYPE_CHECKING:
    from babel.messages import Catalog

SIGN = "Sign the letter"
"""What the button says where mkdocs.yml does not, in the templates' own words."""
_PLACE = re.compile(r'\bid="([\w-]+)"')
_Front = TypeVar("_Front", bound=Page)


@dataclass(frozen=True)
class Context:
    """A campaign's files as they were read, right or wrong."""

    folder: Folder
    campaign: Campaign | None
    """None where it has a problem."""
    groups: tuple[str, ...] | None
    """None where they are not known."""
    is_frozen: bool = True
    """Whether the letter must say what its latest version says."""
    paths: tuple[str, ...] = ()
    """The files that may lie below docs/, by their paths from there."""
    refused: frozenset[str] = frozenset()
    """The files that may not lie there."""
    drafts: tuple[PageDraft, ...] = ()
    """The pages that could be read."""
    data: Mapping[str, str] = field(default_factory=dict)
    """The texts of docs/data/ that readers are shown, by their paths below docs/."""
    versions: Versions = field(default_factory=Versions)
    list_text: str = ""
    signed: tuple[Signatory, ...] = ()
    """Those whose rows are right, in the file's order, the withdrawn among them."""
    reading: tuple[ReadingItem, ...] = ()
    voices: tuple[Voice, ...] = ()

    def shown(self, path: str) -> str:
        """Return a path below docs/ as problems show it."""
        return self.folder.shown(self.folder.docs / path)

    @property
    def codes(self) -> tuple[str, ...]:
        """The languages beside the main one."""
        return self.folder.config.other_languages

    @cached_property
    def policy(self) -> LinkPolicy | None:
        """Where gifts and signatures may go to; None where that is not known."""
        if self.campaign is None:
            return None  # so that no link is called wrong for it
        policy = self.campaign.link_policy
        if not (self.campaign.sign_on and self.campaign.sign_on.url):
            return policy
        messages = (each.get(SIGN) for each in self.catalogues[0].values())
        said = {str(message.string) for message in messages if message and message.string}
        return replace(policy, labels=policy.labels | said | {SIGN})

    @cached_property
    def contacts(self) -> PublicDetails:
        """What the campaign publishes of its own accord."""
        return self.campaign.own_contacts if self.campaign else NOTHING_PUBLIC

    @property
    def vocabulary(self) -> Vocabulary:
        """What rows of the list may name."""
        numbers = self.versions.numbers or None
        return Vocabulary(self.groups, slugs_of(self.paths), numbers, self.contacts)

    @property
    def originals(self) -> tuple[PageDraft, ...]:
        """The pages in the main language."""
        return tuple(draft for draft in self.drafts if not draft.folder)

    @cached_property
    def by_path(self) -> Mapping[str, PageDraft]:
        """The pages by their paths below docs/."""
        return {draft.path: draft for draft in self.drafts}

    def fronts(self, kind: type[_Front]) -> Iterator[tuple[PageDraft, _Front]]:
        """Yield the pages of a type, each with its front matter."""
        for draft in self.drafts:
            if isinstance(draft.front, kind):
                yield draft, draft.front

    @cached_property
    def told(self) -> frozenset[str]:
        """Files that problems ask for: what else wants them follows from that."""
        complete = [e.code for e in self.campaign.languages if e.complete] if self.campaign else ()
        missing = (join_path(code, each.path) for code in complete for each in self.originals)
        pages = (str(PurePosixPath(path).with_suffix(".md")) for path in self.refused)
        return self.refused.union(missing, pages)

    @cached_property
    def unfinished(self) -> frozenset[str]:
        """Pages without front matter, or in a wrong folder: what else they lack follows from it."""
        places = {"demand": is_demand_path, "update": is_update_path}
        return frozenset(
            draft.path
            for draft in self.drafts
            if draft.split.yaml is None
            or (draft.front and not places.get(draft.front.type, bool)(draft.inner))
        )

    @cached_property
    def untyped_letter(self) -> PageDraft | None:
        """The first page, where it has another type than its translations, which are the letter."""
        first = self.by_path.get(FIRST_PAGE)
        if not first or not first.front or isinstance(first.front, Letter):
            return None
        letters = {draft.inner for draft, _ in self.fronts(Letter)}
        return first if letters == {FIRST_PAGE} else None

    @cached_property
    def demands(self) -> Mapping[str, tuple[Demand, ...]]:
        """The demands of each language in their order; the main one has no name."""
        found: dict[str, list[Demand]] = {code: [] for code in ("", *self.codes)}
        for draft, front in self.fronts(DemandPage):
            if is_demand_path(draft.inner):
                history = order_of_events(front.history)
                facts = dict(front) | {"path": draft.path, "history": history}
                found[draft.folder].append(Demand.model_construct(**facts))
        return {
            code: tuple(sorted(each, key=lambda demand: (demand.order, demand.slug)))
            for code, each in found.items()
        }

    @cached_property
    def old_addresses(self) -> tuple[OldAddress, ...]:
        """Every address that a page had before, with the place where an editor wrote it."""
        return tuple(
            OldAddress(
                address, draft.path, draft.shown, *draft.document.place(("old_addresses", at))
            )
            for draft in self.drafts
            if draft.front
            for at, address in enumerate(draft.front.old_addresses)
        )

    @cached_property
    def targets(self) -> LinkTargets:
        """What links of pages may lead to."""
        types = {draft.path: draft.front.type for draft in self.drafts if draft.front}
        moved: dict[str, str] = {}
        for old in self.old_addresses:
            before = old.address.strip("/").removesuffix(".html")
            moved |= dict.fromkeys((f"{before}.md", f"{before}/index.md"), old.page)
        return LinkTargets(
            MADE.union(self.told, (p for p in self.paths if not p.startswith(NOT_PUBLISHED))),
            self.policy,
            moved,
            frozenset(self.codes),
            {each.path: places_in(without_html_comments(each.made.html)) for each in self.drafts},
            self.folder.config.setting("site_url"),
            lambda path: (
                made_places(self.folder.templates, types[path]) if path in types else frozenset()
            ),
        )

    @cached_property
    def checked_pages(self) -> tuple[tuple[SitePage, ...], list[Problem]]:
        """The pages whose front matter is right, and what is wrong in the texts of all."""
        refused = refused_components(self.campaign, self.paths)
        known = KnownWords(self.groups or (), slugs_of(self.paths), refused)
        pages, found = [], []
        for draft in self.drafts:
            placements, problems = check_page(draft, known, self.targets)
            found += problems
            if draft.front:
                read = {each.name: getattr(draft, each.name) for each in fields(draft)}
                pages.append(SitePage(**read, placements=placements))
        return tuple(pages), found

    @property
    def pages(self) -> tuple[SitePage, ...]:
        """The pages whose front matter is right."""
        return self.checked_pages[0]

    @property
    def letter(self) -> SitePage | None:
        """The letter in the main language."""
        found = (page for page in self.pages if not page.folder and isinstance(page.front, Letter))
        return next(found, None)

    @cached_property
    def own_problems(self) -> tuple[Problem, ...]:
        """What is wrong with the campaign's own templates, styles and scripts."""
        return tuple(check_own(self.folder.templates, self.folder.shown, self.policy))

    @cached_property
    def catalogues(self) -> tuple[dict[str, Catalog], Problems]:
        """The words of each language, and what is wrong with them.

        A site in one language alone uses its catalogue if there is one.
        """
        if not self.campaign:
            return {}, Problems()
        main = self.folder.config.language
        listed = {each.code: each.complete or each.code == main for each in self.campaign.languages}
        return load_catalogues(self.folder.templates, listed or {main: False}, self.folder.shown)

    @cached_property
    def hashes(self) -> Mapping[str, str | Wrong]:
        """The hash of what each page says that is translated, or why it has none."""
        found: dict[str, str | Wrong] = {}
        for path in {draft.inner for draft in self.drafts if draft.folder}:
            source = self.by_path.get(path)
            if source and source.front:
                try:
                    found[path] = page_hash(source.front, source.split.markdown)
                except Wrong as wrong:
                    found[path] = wrong
        return found


@cache
def made_places(templates: Templates, kind: str) -> frozenset[str]:
    """Return the places that the template of a page's type, and all that it includes, can make."""
    texts = template_texts(templates, TEMPLATE_OF[kind])
    return frozenset(place for text in texts for place in _PLACE.findall(text))


class SiteRule(NamedTuple):
    """What must hold across a campaign's files.

    The check's docstring says it in a sentence, which stands in the topic's section of PROBLEMS.md.
    """

    topic: Topic
    check: Callable[[Context], Iterable[Problem]]

    def problems(self, context: Context) -> Iterator[Problem]:
        """Yield what breaks the rule; the rule's topic explains what has none of its own."""
        for problem in self.check(context):
            yield problem if problem.topic else replace(problem, topic=self.topic)


def read_context(folder: Folder, problems: Problems, *, is_frozen: bool = True) -> Context:
    """Read everything that editors write, and record what cannot be read."""
    campaign, groups = read_campaign(folder.config, problems)
    found = Problems()
    paths = tuple(doc_files(folder, found))
    problems.extend(found)
    docs = folder.shown(folder.docs)
    refused = frozenset(problem.path.removeprefix(f"{docs}/") for problem in found)
    context = Context(folder, campaign, groups, is_frozen, refused=refused)
    if not folder.config.is_read:
        # Without languages, menu and groups every page and row would look wrong.
        return context
    codes, extensions = context.codes, read_extensions(folder.config)
    drafts, data = [], dict[str, str]()
    for path in paths:
        if path.endswith(".md"):
            drafts.append(read_page(folder, path, codes, extensions, problems))
        elif path in (READING, VOICES) or is_record(path) or VERSION_TEXT.fullmatch(path):
            text = problems.take(files.read_text(folder.docs / path, context.shown(path)))
            data |= {} if text is None else {path: text}
    reading = read_reading(data[READING], context.shown(READING)) if READING in data else ((), ())
    languages = (folder.config.language, *codes)
    voices = (
        read_voices(data[VOICES], context.shown(VOICES), languages) if VOICES in data else ((), ())
    )
    context = replace(
        context,
        paths=paths,
        drafts=tuple(filter(None, drafts)),
        data=data,
        versions=_read_letter_record(folder, paths, problems),
        reading=problems.take(reading),
        voices=problems.take(voices),
    )
    # A list that is a spreadsheet, or a link, was told already.
    is_told = any(folder.signatories.with_suffix(kind).exists() for kind in SPREADSHEETS)
    is_told = is_told or folder.signatories.name in refused
    if is_told and not folder.signatories.exists():
        return context
    text = problems.take(files.read_text(folder.signatories, folder.shown_list))
    if text is None:
        return context
    signed = problems.take(read_signatories(text, folder.shown_list, context.vocabulary))
    return replace(context, list_text=text, signed=signed)


def _read_letter_record(folder: Folder, paths: Iterable[str], problems: Problems) -> Versions:
    """Return the recorded versions; none where they are wrong."""
    texts = problems.take(read_texts(folder.docs, folder.shown))
    shown = folder.shown(folder.docs / VERSIONS)
    if not any(map(is_record, paths)):
        for number in texts:
            problems.add(
                folder.shown(folder.docs / text_name(number)),
                (0, 0),
                f"{shown} is missing, so that this is the text of no version; put that file back, "
                "or delete this one",
                ABOUT_VERSIONS,
            )
        return Versions()
    text = problems.take(files.read_text(folder.docs / VERSIONS, shown))
    read = problems.take(read_versions(text, shown)) if text is not None else Versions()
    return replace(read, texts=texts) if read.entries else read


def read_vocabulary(folder: Folder) -> Vocabulary:
    """Return what rows of the list may name, whatever problems other files have."""
    campaign, groups = read_campaign(folder.config, Problems())
    paths = tuple(doc_files(folder, Problems()))
    versions = _read_letter_record(folder, paths, Problems())
    return Context(folder, campaign, groups, paths=paths, versions=versions).vocabulary
