"""PROBLEMS.md: what each kind of problem means, made from the topics of the rules."""

from __future__ import annotations

from campaign.config.topics import (
    ABOUT_COLOURS,
    ABOUT_GITHUB_FORMS,
    ABOUT_GOAL,
    ABOUT_IMPORTING,
    ABOUT_KEYS,
    ABOUT_NEW_CAMPAIGN,
    ABOUT_OLD_ADDRESSES,
    ABOUT_PAGES,
    ABOUT_ROWS,
    ABOUT_SETTINGS,
    ABOUT_SIGN_ON,
    ABOUT_TRANSLATIONS,
    ABOUT_WEB_ADDRESSES,
    ABOUT_YAML,
)
from campaign.content.topics import (
    ABOUT_COMPONENTS,
    ABOUT_FRONT_MATTER,
    ABOUT_LINKS,
    ABOUT_PLACEHOLDERS,
    ABOUT_UPDATES,
    ABOUT_VOICES,
)
from campaign.core.problems import Topic
from campaign.core.topics import ABOUT_DATES, ABOUT_ENCODING, ABOUT_FILES
from campaign.github.intake.form_files import ISSUE_FORMS
from campaign.safety.topics import (
    ABOUT_BUILT_FILES,
    ABOUT_DONATION_ADDRESS,
    ABOUT_LOGO,
    ABOUT_PERSONAL_DATA,
    ABOUT_PICTURES,
    ABOUT_RAW_HTML,
    ABOUT_WITHDRAWN,
)
from campaign.signatories.topics import ABOUT_CELLS, ABOUT_DUPLICATES, ABOUT_VERSIONS
from campaign.site.load import RULES

_HEAD = """\
# What problems mean

A problem says the file, the line, the column, what is wrong, and what to write instead:

```text
docs/data/signatories.csv:3:7: 'kind' is "organisation"; write "organization" or "individual"
```

Count the column in characters, from 1. GitHub shows line and column when you edit a file. Nothing is published while there is a problem, and the last good site stays up. Warnings stop nothing.

Each section below explains one kind of problem. The samples under “Wrong” are refused; those under “Right” pass. The [guide](guide/README.md) has a recipe for each change.
"""
GROUPS: tuple[tuple[str, tuple[Topic, ...]], ...] = (
    (
        "In the list of signatories",
        (
            ABOUT_ROWS,
            ABOUT_CELLS,
            ABOUT_DATES,
            ABOUT_WEB_ADDRESSES,
            ABOUT_ENCODING,
            ABOUT_PERSONAL_DATA,
            ABOUT_DUPLICATES,
            ABOUT_WITHDRAWN,
            ABOUT_IMPORTING,
        ),
    ),
    (
        "In pages",
        (
            ABOUT_FRONT_MATTER,
            ABOUT_KEYS,
            ABOUT_YAML,
            ABOUT_PAGES,
            ABOUT_UPDATES,
            ABOUT_VOICES,
            ABOUT_TRANSLATIONS,
            ABOUT_OLD_ADDRESSES,
        ),
    ),
    (
        "In texts and files",
        (
            ABOUT_LINKS,
            ABOUT_COMPONENTS,
            ABOUT_RAW_HTML,
            ABOUT_FILES,
            ABOUT_PICTURES,
            ABOUT_BUILT_FILES,
        ),
    ),
    (
        "In the campaign",
        (
            ABOUT_SETTINGS,
            ABOUT_DONATION_ADDRESS,
            ABOUT_SIGN_ON,
            ABOUT_GOAL,
            ABOUT_COLOURS,
            ABOUT_LOGO,
            ABOUT_VERSIONS,
            ABOUT_GITHUB_FORMS,
        ),
    ),
    (
        "When a campaign begins",
        (
            ABOUT_NEW_CAMPAIGN,
            ABOUT_PLACEHOLDERS,
        ),
    ),
)
"""In the order of the guide; a new topic gets its place here."""


def problems_guide() -> str:
    """Return the text of PROBLEMS.md: the contents by groups, then each topic's section."""
    contents = (
        f"**{title}:** "
        + ", ".join(f"[{topic.in_a_sentence}](#{topic.anchor})" for topic in topics)
        for title, topics in GROUPS
    )
    sections = (
        f"## {topic.heading}\n\n{topic.text}{_rules_of(topic)}"
        for _, topics in GROUPS
        for topic in topics
    )
    return "\n".join((_HEAD, *(f"{line}\n" for line in contents), *sections))


def _rules_of(topic: Topic) -> str:
    """Return what must hold over all files, each rule in the words of its own docstring."""
    rules = [rule for rule in (*RULES, ISSUE_FORMS) if rule.topic == topic]
    lines = (f"- {rule.sentence}\n" for rule in rules)
    return "".join(("\nWhat must hold:\n\n", *lines)) if rules else ""
