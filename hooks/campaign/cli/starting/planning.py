"""Plans a new campaign's repository: every file that it will hold, in memory."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from campaign.cli.starting.answers import Answers
from campaign.cli.starting.forms import with_groups
from campaign.cli.starting.generator import Generator, GeneratorFile, generator_files
from campaign.cli.starting.rendering import as_yaml, starter_texts
from campaign.cli.updating.record import RECORD, record_text

FORMS = (".github/ISSUE_TEMPLATE/sign.yml", ".github/ISSUE_TEMPLATE/change.yml")
"""Forms that are the campaign's own from the beginning, since they hold its groups."""

Plan = Mapping[str, GeneratorFile]
"""The files of a campaign's repository, by their paths."""


def plan_campaign(root: Path, generator: Generator, answers: Answers) -> dict[str, GeneratorFile]:
    """Return every file of a new campaign's repository.

    `root` is the folder of the project whose generator the campaign gets.
    """
    owned = generator_files(root, generator)
    own = {path: GeneratorFile(text.encode()) for path, text in starter_texts(answers).items()}
    groups = [as_yaml(group) for group in answers.groups]
    for path in FORMS:
        if (root / path).is_file():
            form = (root / path).read_text(encoding="utf-8")
            own[path] = GeneratorFile(with_groups(form, groups).encode())
    record = GeneratorFile(record_text(generator.version, owned).encode())
    return dict(sorted({**owned, **own, RECORD: record}.items()))
