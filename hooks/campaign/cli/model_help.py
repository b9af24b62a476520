"""What each key of a model is for, in the words that stand below it in the source.

Read when somebody asks, and not when a model is made: most runs need none of it.
"""

from __future__ import annotations

import ast
import functools
import inspect
import itertools
import textwrap
from collections.abc import Mapping

from campaign.config.validation import Model


def help_of(model: type[Model], key: str) -> str | None:
    """Return what a key is for, as the model says it, or a model above that it only narrows."""
    for each in model.__mro__:
        if issubclass(each, Model) and (found := _documented(each).get(key)):
            return found
    return None


@functools.cache
def _documented(model: type[Model]) -> Mapping[str, str]:
    """Return the texts below a class's own keys (PEP 257: attribute docstrings), in their lines."""
    parsed = ast.parse(textwrap.dedent(inspect.getsource(model)))
    lines = [line for each in parsed.body if isinstance(each, ast.ClassDef) for line in each.body]
    return {
        key.target.id: inspect.cleandoc(below.value.value)
        for key, below in itertools.pairwise(lines)
        if isinstance(key, ast.AnnAssign) and isinstance(key.target, ast.Name)
        if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant)
        if isinstance(below.value.value, str)
    }
