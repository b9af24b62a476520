"""Plans an import: from a file and the campaign to the list's new text, without writing any."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from campaign.config.configuration_file import read_campaign
from campaign.config.folder import DEMANDS, SIGNATORIES, Folder
from campaign.config.import_profile import Remembered, Shape, profile_text, read_remembered
from campaign.content.front_matter import read_front_matter, split_page
from campaign.content.pages import DemandPage
from campaign.core import files
from campaign.core.problems import Problem, Problems, Wrong
from campaign.core.topics import ABOUT_IMPORTING
from campaign.curation import list_file
from campaign.curation.likely import Pair, likely_among
from campaign.curation.list_edits import Draft, read_draft
from campaign.importer.converting import Converted, convert
from campaign.importer.mapping import ColumnMapping, Decision
from campaign.importer.table import SourceRow, Table, row_problem
from campaign.importer.upsert import Fate, Merged, Namesakes, merge
from campaign.importer.value_mapping import Titles
from campaign.signatories.identity import identity, key
from campaign.signatories.signatories import KINDS
from campaign.signatories.signatories_csv import Vocabulary, read_signatories
from campaign.site.context import read_vocabulary

MOST_NEW = 5_000
"""New names whose duplicates are looked for at once."""


@dataclass(frozen=True)
class Setting:
    """What a campaign has, as far as an import needs it."""

    folder: Folder
    known: Vocabulary
    titles: Titles
    draft: Draft
    remembered: Remembered
    remembered_text: str
    """The text of the file that remembers mappings; empty where there is none."""


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
    _, groups = read_campaign(folder.config, problems)
    titles = _titles(folder)
    known = replace(read_vocabulary(folder), groups=groups, demands=tuple(sorted(titles)))
    draft = problems.take(read_draft(folder, known))
    if draft:
        problems.extend(check_list(draft.list.text, folder.shown_list, known))
    imports = folder.imports
    remembered = problems.take(
        read_remembered(imports, folder.shown(imports), groups, known.demands)
    )
    if len(problems) or draft is None:
        return None, problems
    remembered_text = imports.read_text(encoding="utf-8") if imports.exists() else ""
    return Setting(folder, known, titles, draft, remembered, remembered_text), problems


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
    mapping = decision.mapping
    converted = convert(mapping, table.rows if watched is None else watched)
    merged = merge(
        converted.rows,
        setting.draft.list.rows,
        setting.draft.withdrawals,
        converted.declined,
        namesakes,
    )
    text = setting.draft.list.text
    problems: list[Problem] = []
    if merged["added"]:
        try:
            text = list_file.inserted(
                setting.draft.list,
                [each.incoming.cells for each in merged["added"]],
                setting.folder.config.language,
            )
        except Wrong as wrong:
            problems = [Problem(setting.folder.shown_list, 0, 0, str(wrong), wrong.topic)]
        problems = problems or check_list(text, setting.folder.shown_list, setting.known)
    before = setting.remembered.of(table.header)
    after = setting.remembered.with_shape(_shape(mapping, before.name if before else None))
    # What an editor wrote into the file by hand stays as long as it says the same.
    remembered_text = (
        setting.remembered_text if after == setting.remembered else profile_text(after)
    )
    return Plan(table, converted, merged, text, remembered_text), problems


def namesakes(setting: Setting, table: Table, decision: Decision) -> int:
    """Return how many rows may be somebody else of a name, while other doubts are open."""
    mapping = replace(decision.mapping, kind=decision.mapping.kind or KINDS[1])
    rows, draft = convert(mapping, table.rows).rows, setting.draft
    return len(merge(rows, draft.list.rows, draft.withdrawals)["namesake"])


def likely(setting: Setting, plan: Plan) -> tuple[Pair, ...] | None:
    """Return who of the new signatories may be one who is in the list, or in the file twice.

    None where there are too many names to look at by the way.
    """
    if len(plan.merged["added"]) > MOST_NEW:
        return None
    new = {key(identity(each.incoming.cells)) for each in plan.merged["added"]}
    return likely_among(
        setting.draft.with_text(plan.text), new, setting.folder.shown_list, setting.known
    )


def write_plan(setting: Setting, plan: Plan) -> None:
    """Write the list and what is remembered; a file whose text stays the same is left alone.

    Raises `Wrong` where the list has changed meanwhile, or nothing can be written.
    """
    now, _ = list_file.read(setting.folder.signatories, setting.folder.shown_list)
    if now != setting.draft.list.text:
        raise Wrong(
            "the file has changed while the import was under way; import again", ABOUT_IMPORTING
        )
    folder = setting.folder
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


def _titles(folder: Folder) -> Mapping[str, tuple[str, ...]]:
    """Return the title and the sentence of each demand; nothing of one that has a problem."""
    titles: dict[str, tuple[str, ...]] = {}
    for path in sorted((folder.docs / DEMANDS).glob("*.md")):
        if path.name == "index.md":
            continue
        titles[path.stem] = ()
        shown = folder.shown(path)
        text, _ = files.read_text(path, shown)
        page = split_page(text, shown)[0] if text is not None else None
        front = read_front_matter(page, shown, f"{DEMANDS}{path.name}")[0] if page else None
        if isinstance(front, DemandPage):
            titles[path.stem] = (front.title, front.ask)
    return titles
