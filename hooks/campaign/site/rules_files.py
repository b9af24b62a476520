"""What files must be: those below docs/, templates and styles, and what git keeps beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from campaign.config.folder import NOT_PUBLISHED
from campaign.config.import_profile import read_remembered
from campaign.content.demands import slugs_of
from campaign.core.files import wrong_upload_name
from campaign.core.git import ask_git
from campaign.core.problems import Problem, quote
from campaign.look.colour_checks import check_colours, site_colours
from campaign.look.logo import check_logo, wrong_logo_in_row
from campaign.look.own_check import check_templates
from campaign.look.typefaces import check_typefaces
from campaign.safety import uploads
from campaign.signatories.cells import LOGO_KINDS
from campaign.signatories.csv_rows import cell_place
from campaign.signatories.list_addresses import check_addresses
from campaign.site.context import Context
from campaign.site.doc_files import LOGO_COLUMN, logo_cells

_CACHE = ".cache"
"""Where builds keep cards and words for the next one, from the project's root."""
_SPREADSHEETS = ("*.csv", "*.tsv", "*.xls", "*.xlsx", "*.ods")
COMPILED = (".pyc", ".pyo", ".so", ".pyd", ".dylib", ".dll")
"""Endings of programs as machines read them; Python may take one in place of what can be read."""
_ATTRIBUTES = ".gitattributes"
"""What can tell GitHub to fold a file's changes away."""
_ELSEWHERE = ("docs/", "examples/", "hooks/", "overrides/", "tests/")
"""Folders whose files other checks look at, or that are the generator's own."""


def check_places(context: Context) -> Iterator[Problem]:
    """Neither mkdocs.yml nor docs/ is a link to what lies elsewhere."""
    folder = context.folder
    if folder.configuration.is_symlink():
        why = "a link to another file may not say what is published; put the file itself here"
        yield Problem(folder.shown(folder.configuration), 0, 0, why)
    if folder.docs.is_symlink():
        why = "a link to another folder; put the folder itself here"
        yield Problem(folder.shown(folder.docs), 0, 0, why)


def check_uploads(context: Context) -> Iterator[Problem]:
    """Each file below docs/ is what its name says, and hides nothing."""
    for name in context.paths:
        if name.startswith(NOT_PUBLISHED):
            continue  # only known names may lie there
        if message := uploads.check_name(name):
            yield Problem(context.shown(name), 0, 0, message)
        else:
            path = context.folder.docs / name
            yield from uploads.check_upload(path, context.shown(name), context.policy)


def check_programs(context: Context) -> Iterator[Problem]:
    """No file below docs/ is marked as a program."""
    why = "the file is marked as a program; take that mark away (`git update-index --chmod=-x`)"
    for path in uploads.executables(context.folder.docs / name for name in context.paths):
        yield Problem(context.folder.shown(path), 0, 0, why)


def check_case(context: Context) -> Iterator[Problem]:
    """No two files have names that many computers take for one."""
    for name, other in uploads.same_but_for_case(context.paths):
        why = f"many computers take this for docs/{other}; rename one of the two"
        yield Problem(context.shown(name), 0, 0, why)


def check_generator(context: Context) -> Iterable[Problem]:
    """The generator's own templates are there."""
    return check_templates(context.folder.templates.generator, context.folder.shown)


def check_own_files(context: Context) -> Iterable[Problem]:
    """The campaign's own templates, styles and scripts load nothing from elsewhere."""
    return context.own_problems


def check_contrast(context: Context) -> Iterable[Problem]:
    """What is written in the campaign's colours can be read."""
    if context.campaign and not context.own_problems:
        return check_colours(site_colours(context.campaign, context.folder))
    return ()


def check_logo_and_typefaces(context: Context) -> Iterator[Problem]:
    """The logo and the fonts that mkdocs.yml names exist, and are fit to be published."""
    if context.campaign:
        yield from check_logo(context.campaign, context.folder, context.paths)
        yield from check_typefaces(context.campaign, context.folder, context.paths)


def check_list_logos(context: Context) -> Iterator[Problem]:
    """The logos that the list names exist, are small, and are fit to be published."""
    folder, text = context.folder, context.list_text
    named = set()
    for row, number, name in logo_cells(text):
        if not name.lower().endswith(LOGO_KINDS):
            continue  # told where the cell is read
        if why := wrong_upload_name(LOGO_COLUMN, name, LOGO_KINDS, context.paths):
            place = cell_place(text, row, number)
            yield Problem(folder.shown_list, *place, why)
        else:
            named.add(name)
    for name in sorted(named):
        for fault in wrong_logo_in_row(folder.docs / name):
            yield Problem(context.shown(name), *fault)


def check_remembered(context: Context) -> Iterable[Problem]:
    """What is remembered of imports names groups and demands, and is what `sign_on.sync` names."""
    path = context.folder.imports
    shown = context.folder.shown(path)
    if not context.folder.config.is_read:
        return []  # which demands there are was not read
    remembered, problems = read_remembered(path, shown, context.groups, slugs_of(context.paths))
    sign_on = context.campaign.sign_on if context.campaign else None
    names = [shape.name for shape in remembered.shapes if shape.name]
    if not problems and sign_on and sign_on.sync and sign_on.sync not in names:
        why = (
            f"`sign_on.sync` in mkdocs.yml names {quote(sign_on.sync)}, and no entry here has that "
            "name; import the form's export once, and write `name:` into its entry"
        )
        problems = [Problem(shown, 0, 0, why)]
    return problems


def check_pairs(context: Context) -> Iterable[Problem]:
    """Pairs that are recorded as different are two rows of the list each."""
    path = context.folder.distinct
    if not path.exists():
        return ()
    from campaign.curation.known_different import check_distinct  # most campaigns have no pairs

    return check_distinct(path, context.folder.shown(path), context.contacts)[1]


def check_signed(context: Context) -> Iterator[Problem]:
    """Nobody who withdrew is listed again, and no row diverts a gift or a signature."""
    folder = context.folder
    text, shown, signed = context.list_text, folder.shown_list, context.signed
    if folder.withdrawn.exists():
        # Loaded here: from most campaigns nobody withdrew.
        from campaign.curation.list_checks import returned
        from campaign.curation.suppression_list import check_withdrawals

        withdrawals, problems = check_withdrawals(folder.withdrawn, folder.shown(folder.withdrawn))
        yield from problems
        yield from returned(text, shown, withdrawals)
    yield from check_addresses(text, shown, signed, context.policy)


def check_repository(context: Context) -> Iterator[Problem]:
    """The repository holds no exports, no programs that nobody can read, and nothing made."""
    root = context.folder.root
    if not (root / ".git").exists():
        return
    compiled = (f"*{ending}" for ending in COMPILED)
    patterns = (f"{_CACHE}/*", *_SPREADSHEETS, *compiled, f"*/{_ATTRIBUTES}")
    # Nothing is known, and nothing said, where git cannot tell.
    names = ask_git(root, "ls-files", "-z", "--", *patterns) or []
    if any(name.startswith(f"{_CACHE}/") for name in names):
        why = (
            "what lies in this folder is made by builds, and must not come from the repository; "
            f"take it out (`git rm -r --cached {_CACHE}`)"
        )
        yield Problem(_CACHE, 0, 0, why)
    programs = [name for name in names if name.endswith(COMPILED)]
    if programs:
        endings = " ".join(sorted({f"'*{PurePosixPath(name).suffix}'" for name in programs}))
        count = "a compiled program lies" if len(programs) == 1 else "compiled programs lie"
        why = (
            f"{count} in the repository, in which nobody can read what is done; take it out "
            f"(`git rm --cached {endings}`)"
        )
        yield Problem(programs[0], 0, 0, why)
    for name in names:
        if name.endswith(f"/{_ATTRIBUTES}"):
            why = (
                "a file of this name can hide changes from whoever approves them; delete it, or "
                "write its lines into the one at the top, which has an owner"
            )
            yield Problem(name, 0, 0, why)
        elif not name.startswith((f"{_CACHE}/", *_ELSEWHERE)) and name not in programs:
            why = (
                "a spreadsheet lies in the repository, where everybody can read it; exports of "
                "forms hold e-mail addresses, so delete it, tell the repository's owner, and bring "
                "the signatories in by `campaign import`"
            )
            yield Problem(name, 0, 0, why)
