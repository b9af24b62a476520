"""Puts a visible sign in place of each character that no font can print, and names it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from campaign.core.problems import quote
from campaign.output.fonts import MORE_FONTS, is_unseen

NOT_PRINTED = frozenset(("kind", "url", "language", "region", "direction", "paper", "align"))
"""Keys of the data whose values are not printed."""
MOST_LINES = 10


@dataclass(frozen=True, slots=True, order=True)
class Missing:
    """A text, and what of it no font could print."""

    text: str
    characters: tuple[str, ...]

    def __str__(self) -> str:
        named = ", ".join(map(_name, self.characters))
        return f"no font of the PDF has {named} in {quote(self.text)}"


def with_signs(
    data: Mapping[str, Any], unprinted: Collection[str], sign: str
) -> tuple[dict[str, Any], tuple[Missing, ...]]:
    """Return data with a sign in place of what cannot be printed, and each text that has any."""
    missing: dict[str, tuple[str, ...]] = {}

    def mend(text: str) -> str:
        if lost := sorted((c for c in unprinted if c in text), key=text.index):
            missing["".join(c for c in text if not is_unseen(c))] = tuple(lost)
            for characters in lost:
                text = text.replace(characters, sign)
        return text

    mended = _mapped(data, mend)
    return mended, tuple(sorted(Missing(text, lost) for text, lost in missing.items()))


def messages(missing: Iterable[Missing], folder: str) -> list[str]:
    """Return what to tell an editor of characters that could not be printed; `folder` has fonts."""
    said = [str(found) for found in missing]
    if not said:
        return []
    more = len(said) - MOST_LINES
    lines = said[:MOST_LINES]
    if more > 0:
        lines.append(f"{more} more {'text has' if more == 1 else 'texts have'} such characters")
    return [
        *lines,
        f"a sign stands in the place of each; add the package {MORE_FONTS}, or put a font that "
        f"has them into {folder}/",
    ]


def _mapped(value: Any, mend: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return mend(value)
    if isinstance(value, Mapping):
        return {
            key: inner if key in NOT_PRINTED else _mapped(inner, mend)
            for key, inner in value.items()
        }
    if isinstance(value, list | tuple):
        return [_mapped(inner, mend) for inner in value]
    return value


def _name(cluster: str) -> str:
    """Name characters by their shape, if it is likely to be shown, and their code points."""
    points = " ".join(f"U+{ord(c):04X}" for c in cluster)
    name = unicodedata.name(cluster[0], "")
    is_telling = name and points.removeprefix("U+") not in name  # no ideograph's name tells more
    return f"{quote(cluster)} ({points}, {name})" if is_telling else f"{quote(cluster)} ({points})"
