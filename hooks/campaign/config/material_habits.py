"""What people know from other sites of MkDocs and Material, and what does the same here."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import yaml

from campaign.config.yaml_text import YamlText
from campaign.core.problems import nearest, quote

_TEXTS: dict[str, dict[str, str]] = yaml.safe_load(
    Path(__file__).with_name("material_habits.yml").read_text(encoding="utf-8")
)
INSTEAD, IN_FRONT_MATTER = _TEXTS["settings"], _TEXTS["front_matter"]
"""What does the same as a setting, a plugin or an extension; and as a key of front matter."""
_READ_BY_TEMPLATES = re.compile(r"\bextra\.(\w+)|\bextra\[['\"](\w+)")


def instead(name: str) -> str:
    """Return, as the end of a message, what does here what a setting or plugin does elsewhere."""
    remedy = INSTEAD.get(name) or INSTEAD.get(name.rpartition("/")[2])
    return f": {remedy}" if remedy else ""


def read_by_templates(texts: Collection[str]) -> frozenset[str]:
    """Return the keys below `extra:` that a campaign's own templates read."""
    return frozenset(
        name for text in texts for found in _READ_BY_TEMPLATES.findall(text) for name in found
    )


def without_effect(
    document: YamlText, used: Collection[str]
) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield settings that MkDocs knows and no page shows; templates read those of `used`."""
    data: dict[str, Any] = document.data
    if str(data.get("strict", "true")).lower() not in ("true", "yes"):
        why = "every problem stops a build, so that 'strict' cannot be turned off; delete it"
        yield document.place(("strict",), key=True), why
    extra = data.get("extra")
    for key in extra if isinstance(extra, dict) else ():
        is_campaign = key == nearest("campaign", extra or ())  # another name for it is told as that
        if not is_campaign and key not in used:
            name = f"extra.{key}"
            why = f"the setting {quote(name)} has no effect here; delete it{instead(name)}"
            yield document.place(("extra", key), key=True), why
