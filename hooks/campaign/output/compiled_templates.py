"""Templates compiled once a build for all its languages, which would else take as long for each."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping, Sequence
from types import CodeType
from typing import Any

import jinja2


class CompiledOnce(jinja2.FileSystemLoader):
    """Loads templates from folders; environments that share it share the code.

    They must differ in nothing that a template is compiled with. Jinja applies filters to
    constants while it compiles; what differs between languages goes through `at_render`.
    """

    def __init__(self, folders: Sequence[str]) -> None:
        """Look for templates in these folders, in this order."""
        super().__init__(folders)
        self._code: dict[str, CodeType] = {}

    def load(
        self,
        environment: jinja2.Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,
    ) -> jinja2.Template:
        """Return a template; raises as Jinja's own method does."""
        if name not in self._code:
            source, file, _ = self.get_source(environment, name)
            self._code[name] = environment.compile(source, name, file)
        return environment.template_class.from_code(environment, self._code[name], globals or {})


def at_render(function: Callable[..., Any]) -> Callable[..., Any]:
    """Make a filter that is applied only when a template is rendered, and not to its constants."""

    @jinja2.pass_context
    def applied(_: object, *args: Any, **kwargs: Any) -> Any:
        return function(*args, **kwargs)

    return applied
