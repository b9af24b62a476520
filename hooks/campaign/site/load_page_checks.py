"""What one page must be to the others: types that stand once, files that they name, addresses."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from campaign.config.configuration import Campaign
from campaign.config.folder import NOT_PUBLISHED, Folder
from campaign.config.topics import ABOUT_PAGES
from campaign.config.yaml_text import read_yaml
from campaign.content.old_addresses import OldAddress, output_path
from campaign.content.pages import AnyPage, EmbedPage, Letter, PressPage, SignatoriesPage
from campaign.content.paths import EMBEDDED as EMBEDS
from campaign.content.paths import embed_path, page_folder, pdf_address
from campaign.content.topics import ABOUT_FRONT_MATTER
from campaign.content.updates import UPDATES, check_listed, check_place
from campaign.core.problems import Problems, quote
from campaign.core.topics import ABOUT_FILES
from campaign.i18n.languages import join_path
from campaign.safety import uploads
from campaign.site.load_drafts import Draft

ONLY_ONCE = (
    "letter", "appeal", "signatories", "updates", "tracker", "reading", "embed", "press",
)  # fmt: skip


def check_only_once(drafts: Iterable[Draft], problems: Problems) -> None:
    """Find second pages of types that stand once in a language."""
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
                ABOUT_PAGES,
            )


def check_overwriting(
    folder: Folder, drafts: Iterable[Draft], paths: Iterable[str], problems: Problems
) -> None:
    """Check that no page is written over by another, nor by the pages of a long list."""
    paths = list(paths)
    for name, other in uploads.same_address(paths):
        why = f"docs/{other} has the same address on the site; rename one of the two"
        problems.add(folder.shown(folder.docs / name), (0, 0), why, ABOUT_FILES)
    for draft in drafts:
        if not isinstance(draft.front, SignatoriesPage):
            continue
        path = PurePosixPath(draft.path)
        below = path.parent if path.stem == "index" else path.with_suffix("")
        for name in paths:
            is_page = name.endswith(".md") and name != draft.path
            if is_page and below in PurePosixPath(name).parents:
                why = f"the list's own pages stand in docs/{below}/; put this page elsewhere"
                problems.add(folder.shown(folder.docs / name), (0, 0), why, ABOUT_FILES)


def check_pdf(drafts: Iterable[Draft], paths: Iterable[str], problems: Problems) -> None:
    """Find letters whose `pdf` names no file."""
    for draft in drafts:
        pdf = draft.front.pdf if isinstance(draft.front, Letter) else None
        if pdf and pdf not in paths:
            problems.add(
                draft.shown,
                (1, 1),
                f"'pdf' is {quote(pdf)}, but docs/{pdf} does not "
                "exist; add the file, or leave the line out",
                ABOUT_PAGES,
            )


def check_pdf_address(
    folder: Folder,
    campaign: Campaign | None,
    drafts: Iterable[Draft],
    paths: Iterable[str],
    problems: Problems,
) -> None:
    """Find files where the build puts the PDF that it makes of a letter."""
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
                ABOUT_FRONT_MATTER,
            )


def check_press_files(drafts: Iterable[Draft], paths: Iterable[str], problems: Problems) -> None:
    """Find files that a press page names and that do not exist."""
    for draft in drafts:
        for file in draft.front.files if isinstance(draft.front, PressPage) else ():
            if file.path not in paths:
                problems.add(
                    draft.shown,
                    (1, 1),
                    f"'files' names {quote(file.path)}, but docs/{file.path} does not exist; add "
                    "the file, or delete its entry",
                    ABOUT_PAGES,
                )


def check_embeds(
    folder: Folder, drafts: Iterable[Draft], paths: Iterable[str], problems: Problems
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
                    ABOUT_PAGES,
                )


def moved_files(drafts: Iterable[Draft]) -> dict[str, str]:
    """Return where pages lay in docs/ by their old addresses, each with where it lies now."""
    found: dict[str, str] = {}
    for old in old_addresses_of(drafts):
        before = old.address.strip("/").removesuffix(".html")
        found |= dict.fromkeys((f"{before}.md", f"{before}/index.md"), old.page)
    return found


def old_addresses_of(drafts: Iterable[Draft]) -> list[OldAddress]:
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


def site_files(folder: Folder, paths: Iterable[str]) -> dict[str, str]:
    """Return the files that pages and files below docs/ become, each with its source as shown."""
    return {
        output_path(page_folder(path)) if path.endswith(".md") else path: folder.shown(
            folder.docs / path
        )
        for path in paths
        if not path.startswith(NOT_PUBLISHED)
    }


def check_updates(drafts: Iterable[Draft], problems: Problems) -> None:
    """Find notes in the wrong place, and notes that no page lists."""
    by_language: dict[str, list[tuple[str, AnyPage, str]]] = {}
    for draft in drafts:
        if draft.front:
            page = (draft.inner, draft.front, draft.shown)
            problems.extend(check_place(*page))
            by_language.setdefault(draft.folder, []).append(page)
    for code, pages in by_language.items():
        problems.extend(check_listed(pages, join_path(code, UPDATES)))
