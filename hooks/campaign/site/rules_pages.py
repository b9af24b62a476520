"""What one page must be to the others: types that stand once, files that they name, addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from campaign.config.folder import FIRST_PAGE, NOT_PUBLISHED, READING, VOICES
from campaign.config.yaml_text import read_yaml
from campaign.content import pages, paths
from campaign.content.demands import is_demand_path
from campaign.content.paths import page_folder
from campaign.content.updates import UPDATES, is_update_path
from campaign.core.files import wrong_upload_name
from campaign.core.problems import Problem, quote, repeated
from campaign.i18n.languages import join_path
from campaign.look.pictures import PHOTOGRAPHS, wrong_lead_picture, wrong_portrait
from campaign.site.context import Context

_MANY = ("demand", "update", "page")
"""Types of which a language may have several pages."""


def check_texts_of_pages(context: Context) -> Iterable[Problem]:
    """What a page says leads to what is there, and places components that the campaign has."""
    return context.checked_pages[1]


def check_letter(context: Context) -> Iterator[Problem]:
    """The site opens with docs/index.md, which is the letter."""
    if context.paths and FIRST_PAGE not in context.paths:
        alike = next((path for path in context.paths if path.lower() == FIRST_PAGE), None)
        remedy = (
            f"rename docs/{alike} to docs/{FIRST_PAGE}"
            if alike
            else ("add the file with `type: letter`, or take its last version back")
        )
        why = f"the letter is missing, with which the site opens; {remedy}"
        yield Problem(context.shown(FIRST_PAGE), 0, 0, why)
    elif first := context.untyped_letter:
        why = "no page is the letter; write `type: letter` into this page's front matter"
        yield Problem(first.shown, 1, 1, why)
    for draft, front in context.fronts(pages.Letter):
        if draft.inner == FIRST_PAGE and not (draft.split.markdown.strip() or front.pdf):
            why = "the letter has no text; write it below the front matter"
            yield Problem(draft.shown, draft.split.markdown_line, 1, why)


def check_only_once(context: Context) -> Iterator[Problem]:
    """A language has one letter, one appeal, and one page of each list."""
    single = [page for page in context.pages if page.front.type not in _MANY]
    for page, before in repeated(single, lambda page: (page.folder, page.front.type)):
        why = (
            f"a second page has the type {quote(page.front.type)} (the first is {before.shown}); "
            "give one of them another type"
        )
        yield Problem(page.shown, 1, 1, why)


def check_demands(context: Context) -> Iterator[Problem]:
    """Demands lie in docs/demands/, nothing else does, and each has its own number."""
    inside = (
        "a page in docs/demands/ is no demand; write `type: demand`, or move the file to another "
        "folder"
    )
    outside = "a demand lies outside docs/demands/; move the file there"
    yield from _check_places(context, "demand", is_demand_path, inside, outside)
    for demand, before in repeated(context.demands[""], lambda demand: demand.order):
        why = (
            f"'order' is {demand.order}, as in docs/{before.path}; give each demand its own number"
        )
        yield Problem(context.shown(demand.path), 1, 1, why)


def _check_places(
    context: Context, kind: str, is_place: Callable[[str], bool], inside: str, outside: str
) -> Iterator[Problem]:
    """Yield a problem for each page of a type outside of its folder, and for each other inside."""
    for draft in context.drafts:
        if draft.front and is_place(draft.inner) != (draft.front.type == kind):
            yield Problem(draft.shown, 1, 1, inside if is_place(draft.inner) else outside)


def check_updates(context: Context) -> Iterator[Problem]:
    """Notes lie in docs/updates/, nothing else does, and a page lists them."""
    inside = (
        "a page in docs/updates/ is no note; write `type: update` and `date: …`, or move the file "
        "to another folder"
    )
    outside = "a note lies outside docs/updates/; move the file there"
    yield from _check_places(context, "update", is_update_path, inside, outside)
    listed = {draft.folder for draft, _ in context.fronts(pages.UpdatesPage)}
    for draft, _ in context.fronts(pages.Update):
        if draft.folder not in listed:
            why = (
                "no page lists the notes, so that nobody would find this one; add "
                f"docs/{join_path(draft.folder, UPDATES)}index.md with `type: updates`"
            )
            yield Problem(draft.shown, 1, 1, why)


def check_further_reading(context: Context) -> Iterator[Problem]:
    """Further reading has a page that shows it, and the page has texts."""
    shown, originals = context.shown(READING), context.originals  # translations follow them
    kinds = (pages.ReadingPage, pages.CoveragePage)
    shelves = [draft for draft in originals if isinstance(draft.front, kinds)]
    if READING not in context.paths:
        for page in shelves:
            why = f"{shown} is missing, so that this page is empty; add the file"
            yield Problem(page.shown, 1, 1, why)
    elif not shelves and all(draft.front for draft in originals):
        why = "no page shows these texts; add a page with `type: reading` or `type: coverage`"
        yield Problem(shown, 0, 0, why)


def check_named_files(context: Context) -> Iterator[Problem]:
    """A file that a letter or a press page names exists."""
    for draft, letter in context.fronts(pages.Letter):
        if letter.pdf and (why := wrong_upload_name("pdf", letter.pdf, (".pdf",), context.paths)):
            yield draft.document.problem(why, "pdf")
    for draft, press in context.fronts(pages.PressPage):
        for at, file in enumerate(press.files):
            if why := wrong_upload_name("path", file.path, ("",), context.paths):  # of any kind
                yield draft.document.problem(why, "files", at, "path")


def check_pdf_address(context: Context) -> Iterator[Problem]:
    """No file lies where a build puts the letter's PDF."""
    if not (context.campaign and context.campaign.pdf):
        return
    for draft, letter in context.fronts(pages.Letter):
        address = paths.pdf_address(draft.path)
        if not letter.pdf and address in context.paths:
            why = (
                "the build puts its own PDF of the letter at this address; to publish this file "
                f"instead, write `pdf: {address}` into the front matter of {draft.shown}"
            )
            yield Problem(context.shown(address), 0, 0, why)


def check_own_addresses(context: Context) -> Iterator[Problem]:
    """No page lies where the site puts pages of its own."""
    taken: dict[str, str] = {}
    for draft, _ in context.fronts(pages.EmbedPage):
        why = "the site shows what others embed at this address; move this file to another folder"
        taken |= {f"{page_folder(draft.path)}{name}/": why for name in paths.EMBEDDED}
    lists = {draft.path for draft, _ in context.fronts(pages.SignatoriesPage)}
    for folder in map(page_folder, lists):
        taken[folder] = f"the list's own pages stand in docs/{folder}; put this page elsewhere"
    if context.letter:
        base = paths.versions_address(context.letter.path)
        why = (
            "the site shows the versions of the letter at this address; move this file to another "
            "folder"
        )
        taken |= {f"{base}{number}/": why for number in context.versions.numbers}
    for path in context.paths:
        for folder, why in taken.items() if path.endswith(".md") and path not in lists else ():
            if page_folder(path).startswith(folder):
                yield Problem(context.shown(path), 0, 0, why)


def check_same_address(context: Context) -> Iterator[Problem]:
    """No two files have the same address on the site."""
    # MkDocs writes both to one file without a word, and one of them is lost.
    pages_alone = (name for name in context.paths if name.endswith(".md"))
    for name, other in repeated(pages_alone, page_folder):
        why = f"docs/{other} has the same address on the site; rename one of the two"
        yield Problem(context.shown(name), 0, 0, why)


def check_moved(context: Context) -> Iterator[Problem]:
    """An old address leads from where nothing lies any more to one page."""
    files = {
        paths.output_path(page_folder(name)) if name.endswith(".md") else name: context.shown(name)
        for name in context.paths
        if not name.startswith(NOT_PUBLISHED)
    }
    yield from paths.check_old_addresses(context.old_addresses, files)


def check_pictures(context: Context) -> Iterator[Problem]:
    """A picture that a page opens with exists, and can fill a page's top."""
    for draft in context.drafts:
        picture = draft.front.picture if isinstance(draft.front, pages.Pictured) else None
        if picture is None:
            continue
        if why := wrong_upload_name("file", picture.file, PHOTOGRAPHS, context.paths):
            yield draft.document.problem(why, "picture", "file")
        else:
            for why in wrong_lead_picture(context.folder.docs / picture.file):
                yield Problem(context.shown(picture.file), 0, 0, why)


def check_portraits(context: Context) -> Iterator[Problem]:
    """A picture beside a voice exists, is square, small and does not move."""
    for at, voice in enumerate(context.voices):
        if voice.picture is None:
            continue
        if why := wrong_upload_name("picture", voice.picture, PHOTOGRAPHS, context.paths):
            document, _ = read_yaml(context.data[VOICES], context.shown(VOICES))
            yield document.problem(why, at, "picture")
            continue
        for why in wrong_portrait(context.folder.docs / voice.picture):
            yield Problem(context.shown(voice.picture), 0, 0, why)
