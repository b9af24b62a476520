"""The names of scripts under which names stand, as Greek, in the language of each page.

A list is cut into letters once, for all languages; in its labels the names of scripts are marked,
since "Lao" may also be what many names begin with.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from babel import Locale

BEGIN, END = "\ue000", "\ue001"
"""Signs of no meaning (Unicode's private use area), which no list may hold."""
MARKED = re.compile(f"{BEGIN}([^{END}]*){END}")


def marked_label(name: str) -> str:
    """Return a script's name with marks around it."""
    return f"{BEGIN}{name}{END}"


def unmarked(label: str) -> str:
    """Return a label as its list's own language has it."""
    return MARKED.sub(r"\1", label)


def script_name(code: str, language: str) -> str:
    """Return what a language calls a script of ISO 15924; the code where it has no word for it."""
    return _names(language).get(code, code)


def label_in_language(label: str, of: str, language: str) -> str:
    """Return a label, made in the language `of`, with the names of scripts in another."""
    if BEGIN not in label:
        return label
    return MARKED.sub(lambda match: _translated(match[1], of, language), label)


@lru_cache(maxsize=256)
def _translated(name: str, of: str, language: str) -> str:
    code = next((code for code, own in _names(of).items() if own == name), name)
    return _names(language).get(code, name)


@lru_cache(maxsize=64)
def _names(language: str) -> Mapping[str, str]:
    return dict(Locale.parse(language.replace("-", "_")).scripts.items())
