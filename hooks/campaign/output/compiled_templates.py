"""Templates compiled once for all languages of a site, and, under `serve`, for all builds."""

from __future__ import annotations

from collections.abc import Callable
from types import CodeType
from typing import Any

import jinja2
from jinja2.bccache import Bucket


class Compiled(jinja2.BytecodeCache):
    """Remembers the code of each template by its place and its text.

    The environments that share it must differ in nothing that a template is compiled with; what
    Jinja may apply to a constant while it compiles goes through `at_render`.
    """

    def __init__(self) -> None:
        """Begin with nothing known."""
        self._known: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template its code, if it is known."""
        bucket.code = self._known.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Remember a template's code."""
        if bucket.code is not None:
            self._known[bucket.key, bucket.checksum] = bucket.code


def at_render(function: Callable[..., Any]) -> Callable[..., Any]:
    """Make a filter that is applied only when a template is rendered, and not to its constants."""

    @jinja2.pass_context
    def applied(_: object, *args: Any, **kwargs: Any) -> Any:
        return function(*args, **kwargs)

    return applied
