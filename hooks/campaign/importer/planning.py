"""Plans an import: from a file and the campaign to the list's new text, without writing any."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple, TypeVar

from campaign.config.configuration_file import read_campaign
from campaign.config.folder import DEMANDS, SIGNATORIES, Folder
from campaign.config.import_profile import Remembered, Shape, profile_text, read_remembered
from campaign.content.front_matter import read_front_matter, split_page
from campaign.content.pages import DemandPage
from campaign.core import files
from campaign.core.folding import fold, name_key
from campaign.core.problems import Problem, Problems, Wrong
from campaign.core.topics import ABOUT_IMPORTING
from campaign.curation import list_file
from campaign.curation.likely import Pair, likely_among
from campaign.curation.list_edits import Draft, read_draft
from campaign.curation.suppression_list import (
    Withdrawals,
    comes_back,
    plain_words,
    was_corrected,
    with_people,
)
from campaign.importer.columns import Titles
from campaign.importer.converting import Converted, Incoming, convert
from campaign.importer.mapping import ColumnMapping, Decision
from campaign.importer.table import SourceRow, Table, row_problem
from campaign.safety.link_policy import LinkPolicy
from campaign.signatories.csv_rows import Row
from campaign.signatories.identity import identity, key, same_person
from campaign.signatories.signatories_csv import COLUMNS, Vocabulary, read_signatories
from campaign.site.context import Context, read_vocabulary

TEXTS = frozenset(("name", "title", "affiliation", "place", "sort", "version"))
"""Columns in which another case or accent is no difference."""
TELLING = ("affiliation", "place", "url")
"""What tells people of one name apart."""
NO_CELLS = ("",) * len(COLUMNS)
R = TypeVar("R", Row, Incoming)
Namesakes = Literal["ask", "keep"]
"""What becomes of people of one name whom something tells apart: asked about, or all kept."""
Fate = Literal[
    "added",
    "known",
    "conflicting",  # the list says otherwise, and is kept
    "withdrawn",
    "repeated",
    "namesake",  # perhaps somebody else of a name that stands already: an editor has to say so
    "corrected",  # the list says otherwise since an editor corrected it
    "doubted",  # agrees to be named, and does not in another row
    "still listed",  # does not agree to be named, and stands in the list
]
"""What becomes of a row that came."""


class Difference(NamedTuple):
    """A column in which two rows of one signatory differ."""

    column: str
    kept: str
    other: str


class Outcome(NamedTuple):
    """A signatory of the file, and the row of the list or of the file that decided its fate."""

    incoming: Incoming
    other: Row | Incoming | None = None
    differences: tuple[Difference, ...] = ()


Merged = Mapping[Fate, Sequence[Outcome]]
"""Every row that came, in exactly one place; who is `still listed` declined besides."""


def merge(
    incoming: Iterable[Incoming],
    rows: Sequence[Row],
    withdrawals: Withdrawals,
    declined: Iterable[Incoming] = (),
    namesakes: Namesakes = "ask",
) -> Merged:
    """Sort the signatories of a file by what becomes of them, whatever the order of its rows.

    `declined` are those of the file who did not agree to be named.

    Among rows of one signatory within the file, one that withdrew counts first, then the one
    of which most is said, then the one that was signed first.
    """
    declined = tuple(declined)
    listed, refusing, groups = _by_key(rows), _by_key(declined), _by_key(incoming)
    by_words = _by_words(declined)
    gone = [identity(row.cells) for row in rows if row.cells.get("withdrawn")]
    all_gone = with_people(withdrawals, gone) if gone else withdrawals
    merged: defaultdict[Fate, list[Outcome]] = defaultdict(list)
    for who, members in refusing.items():
        for one in members:
            found = _same(one, listed.get(who, ()))
            if found and not found.cells.get("withdrawn"):
                merged["still listed"].append(Outcome(one, found))
    for who, members in groups.items():
        standing, declining = listed.get(who, []), refusing.get(who, [])
        # Of the very same name, affiliation, place and web address tell who withdrew.
        has_left = any(row.cells.get("withdrawn") for row in standing)
        stones = withdrawals if has_left else all_gone
        kept: list[Incoming] = []
        for one in sorted(members, key=_rank) if len(members) > 1 else members:
            if kept and (first := _same(one, kept)):
                outcome = Outcome(one, first, _differences(first.cells, one.cells, both=True))
                merged["repeated"].append(outcome)
            elif kept and namesakes == "ask" and not _same(one, standing):
                outcome = Outcome(one, kept[0], _differences(kept[0].cells, one.cells))
                merged["namesake"].append(outcome)
            else:
                kept.append(one)
                fate, outcome = _placed(one, standing, declining, stones, namesakes)
                is_new = fate == "added" and not declining
                if is_new and (other := _declining(one, by_words)):
                    fate, outcome = "doubted", Outcome(one, other)
                merged[fate].append(outcome)
    for fate, outcomes in merged.items():
        if fate != "added":  # which the list sorts
            outcomes.sort(key=lambda each: (each.incoming.file, each.incoming.line))
    return merged


def _placed(
    one: Incoming,
    listed: Sequence[Row],
    declining: Sequence[Incoming],
    withdrawals: Withdrawals,
    namesakes: Namesakes,
) -> tuple[Fate, Outcome]:
    """Return where one signatory belongs, beside those of its name in the list."""
    cells = one.cells
    if found := _same(one, listed):
        differences = _differences(found.cells, cells)
        if found.cells.get("withdrawn"):
            return "withdrawn", Outcome(one, found)
        return "conflicting" if differences else "known", Outcome(one, found, differences)
    if other := _same(one, declining):
        return "doubted", Outcome(one, other)
    who = identity(cells) if withdrawals else None
    if cells.get("withdrawn") or (who and comes_back(withdrawals, who)):
        return "withdrawn", Outcome(one)
    if who and was_corrected(withdrawals, who):
        return "corrected", Outcome(one)
    if listed and namesakes == "ask":
        return "namesake", Outcome(one, listed[0], _differences(listed[0].cells, cells))
    return "added", Outcome(one)


def _by_words(declined: Iterable[Incoming]) -> Mapping[tuple[str, ...], Sequence[Incoming]]:
    """Return who did not agree by the words of their names, in each way to spell these."""
    found: defaultdict[tuple[str, ...], list[Incoming]] = defaultdict(list)
    for each in declined:
        for words in plain_words(each.cells.get("name", "")):
            found[words].append(each)
    return found


def _declining(
    one: Incoming, by_words: Mapping[tuple[str, ...], Sequence[Incoming]]
) -> Incoming | None:
    """Return who did not agree under another writing of a name that agrees, if anybody did."""
    for words in plain_words(one.cells["name"]) if by_words else ():
        for other in by_words.get(words, ()):
            if same_person(one.cells, other.cells):
                return other
    return None


def _by_key(rows: Iterable[R]) -> dict[tuple[str, str], list[R]]:
    found: defaultdict[tuple[str, str], list[R]] = defaultdict(list)
    for row in rows:
        key = row.cells.get("kind", ""), name_key(row.cells.get("name", ""))
        found[key].append(row)
    return dict(found)


def _same(one: Incoming, rows: Sequence[R]) -> R | None:
    """Return the row of the same signatory among those of its name: of those, the likest."""
    found = [row for row in rows if same_person(row.cells, one.cells)] if rows else []
    return max(found, key=lambda row: _shared(row.cells, one.cells)) if found else None


def _shared(a: Mapping[str, str], b: Mapping[str, str]) -> int:
    return sum(bool(a.get(column) and b.get(column)) for column in TELLING)


def _differences(
    kept: Mapping[str, str], other: Mapping[str, str], *, both: bool = False
) -> tuple[Difference, ...]:
    """Return what another row says otherwise; `both`: what only the kept one says counts too."""
    found = []
    for column in COLUMNS if both else other:
        a, b = kept.get(column, ""), other.get(column, "")
        is_same = (
            a == b
            or column == "kind"
            or (not b and not both)
            or (column in TEXTS and a and b and fold(a) == fold(b))
            or (column == "demands" and set(b.split()) == set(a.split()))
        )
        if not is_same:
            found.append(Difference(column, a, b))
    return tuple(found)


def _rank(one: Incoming) -> tuple[object, ...]:
    cells = one.cells
    said = sum(bool(cells.get(column)) for column in TELLING)
    signed = cells.get("signed", "9999")
    content = tuple(map(cells.get, COLUMNS, NO_CELLS))
    return not cells.get("withdrawn"), -said, signed, -len(cells), content


MOST_NEW = 5_000
"""New names whose duplicates are looked for at once."""


@dataclass(frozen=True)
class Setting:
    """What a campaign has, as far as an import needs it."""

    draft: Draft
    titles: Titles
    remembered: Remembered
    remembered_text: str
    """The text of the file that remembers mappings; empty where there is none."""
    policy: LinkPolicy | None = None
    """Where gifts and signatures may go to; None where that is not known."""


@dataclass(frozen=True)
class Plan:
    """What an import would do."""

    table: Table
    converted: Converted
    merged: Merged
    text: str
    """The list's text with the new rows."""
    remembered_text: str
    """The text of the file that remembers mappings."""

    @property
    def refused(self) -> tuple[tuple[Problem, ...], ...]:
        """Every row that cannot be taken, in the order of the file."""
        doubted = []
        for one, other, _ in self.merged["doubted"]:
            message = (
                f"the signatory agrees here, and does not in row {other.line if other else 0}; "
                "ask them, and delete the answer that does not hold"
            )
            doubted.append((row_problem(one.file, one.line, message),))
        return tuple(sorted((*self.table.refused, *self.converted.refused, *doubted)))

    @property
    def came(self) -> int:
        """How many rows the file holds."""
        return len(self.table.rows) + len(self.table.refused)

    @property
    def needs_a_look(self) -> bool:
        """Whether something of the file is not in the list as it stands in the file."""
        fates: tuple[Fate, ...] = ("conflicting", "namesake", "still listed")
        is_any = any(self.merged[fate] for fate in fates)
        return bool(self.refused or is_any or self.converted.left_out or self.table.unread)


def read_setting(configuration: Path) -> tuple[Setting | None, Problems]:
    """Read what an import needs of a campaign; None where something in it has to be mended."""
    root = configuration.parent
    docs = root / "docs"
    folder = Folder(root, configuration, docs, docs / SIGNATORIES)
    problems = Problems()
    policy = Context(folder, read_campaign(folder.config, problems)[0], None).policy
    known = read_vocabulary(folder)
    titles = {slug: _title_and_ask(folder, slug) for slug in known.demands}
    draft = problems.take(read_draft(folder, known))
    if draft:
        problems.extend(check_list(draft.list.text, folder.shown_list, known))
    imports = folder.imports
    remembered = problems.take(
        read_remembered(imports, folder.shown(imports), known.groups, known.demands)
    )
    if len(problems) or draft is None:
        return None, problems
    remembered_text = imports.read_text(encoding="utf-8") if imports.exists() else ""
    return Setting(draft, titles, remembered, remembered_text, policy), problems


def check_list(text: str, shown: str, known: Vocabulary) -> list[Problem]:
    """Return every problem in a list's text."""
    return read_signatories(text.removeprefix(list_file.BOM), shown, known)[1]


def plan(
    setting: Setting,
    table: Table,
    decision: Decision,
    watched: Iterable[SourceRow] | None = None,
    namesakes: Namesakes = "ask",
) -> tuple[Plan, list[Problem]]:
    """Work out what an import does; problems: the list would not be valid, so that it must not.

    `watched` are the table's rows, where somebody is shown how many are done.
    """
    draft, mapping = setting.draft, decision.mapping
    rows = table.rows if watched is None else watched
    converted = convert(mapping, rows, draft.vocabulary.public, setting.policy)
    listed, gone = draft.list.rows, draft.withdrawals
    merged = merge(converted.rows, listed, gone, converted.declined, namesakes)
    text, shown = draft.list.text, draft.folder.shown_list
    problems: list[Problem] = []
    if merged["added"]:
        added = [each.incoming.cells for each in merged["added"]]
        try:
            text = list_file.inserted(draft.list, added, draft.folder.config.language)
        except Wrong as wrong:
            problems = [Problem(shown, 0, 0, str(wrong), wrong.topic)]
        problems = problems or check_list(text, shown, draft.vocabulary)
    before = setting.remembered.of(table.header)
    after = setting.remembered.with_shape(_shape(mapping, before.name if before else None))
    # What an editor wrote into the file by hand stays as long as it says the same.
    remembered_text = (
        setting.remembered_text if after == setting.remembered else profile_text(after)
    )
    return Plan(table, converted, merged, text, remembered_text), problems


def likely(setting: Setting, plan: Plan) -> tuple[Pair, ...] | None:
    """Return who of the new signatories may be one who is in the list, or in the file twice.

    None where there are too many names to look at by the way.
    """
    if len(plan.merged["added"]) > MOST_NEW:
        return None
    new = {key(identity(each.incoming.cells)) for each in plan.merged["added"]}
    return likely_among(setting.draft.with_text(plan.text), new)


def write_plan(setting: Setting, plan: Plan) -> None:
    """Write the list and what is remembered; a file whose text stays the same is left alone.

    Raises `Wrong` where the list has changed meanwhile, or nothing can be written.
    """
    folder = setting.draft.folder
    now, _ = list_file.read(folder.signatories, folder.shown_list)
    if now != setting.draft.list.text:
        raise Wrong(
            "the file has changed while the import was under way; import again", ABOUT_IMPORTING
        )
    texts = {folder.signatories: plan.text, folder.imports: plan.remembered_text}
    before = {folder.signatories: setting.draft.list.text, folder.imports: setting.remembered_text}
    try:
        files.replace_files({p: text.encode() for p, text in texts.items() if text != before[p]})
    except OSError as error:
        why = error.strerror or "unknown error"
        message = f"the file cannot be written ({why}); check its rights"
        raise Wrong(message, ABOUT_IMPORTING) from None


def _shape(mapping: ColumnMapping, name: str | None) -> Shape:
    """Return what is remembered of a mapping, under the name that an editor gave it."""
    columns = []
    for column in mapping.columns:
        rule = column.rule
        answers = {"publish": sorted(rule.publish), "held": sorted(rule.held)} if rule else {}
        columns.append({"column": column.name, "becomes": column.becomes, **answers})
    values = [{"text": text, "means": means} for text, means in sorted(mapping.values.items())]
    return Shape.model_validate({
        "name": name,
        "tool": mapping.tool or None,
        "kind": mapping.kind or None,
        "dates": mapping.dates or None,
        "columns": columns,
        "values": values,
    })  # fmt: skip


def _title_and_ask(folder: Folder, slug: str) -> tuple[str, ...]:
    """Return the title and the sentence of a demand; nothing of one that has a problem."""
    path = folder.docs / DEMANDS / f"{slug}.md"
    shown = folder.shown(path)
    text, _ = files.read_text(path, shown)
    page = split_page(text, shown)[0] if text is not None else None
    front = read_front_matter(page, shown, f"{DEMANDS}{path.name}")[0] if page else None
    return (front.title, front.ask) if isinstance(front, DemandPage) else ()
