"""Shows problems in the page under `serve`, while the last good site stays up."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from html import escape
from typing import Any

from campaign.core.problems import Problems, pointers

server_log = logging.getLogger("mkdocs.plugins.campaign")

_STYLE = (
    "position:fixed;inset:auto 0 0;z-index:9;max-height:50vh;overflow:auto;margin:0;padding:1rem;"
    "background:#7a0016;color:#fff;font:14px/1.5 ui-monospace,monospace;white-space:pre-wrap"
)

_found: tuple[str, ...] = ()


def remember(problems: Problems) -> None:
    """Keep the problems that made a build fail, for the next page that is shown."""
    global _found  # noqa: PLW0603
    _found = (*(str(problem) for problem in problems), *pointers(problems, {}))


def panel(problems: tuple[str, ...]) -> str:
    """Return the panel that lies over a page of the last good site."""
    items = "\n".join(escape(problem) for problem in problems)
    return (
        f'<div role="alert" style="{_STYLE}"><strong>The last change cannot be shown. '
        f"This is the last good site.</strong>\n{items}</div>"
    )


def install(server: Any, check: Callable[[], Problems]) -> None:
    """Make a development server show what made the latest build fail.

    `check` finds problems without MkDocs, for a configuration that MkDocs itself cannot read.

    To MkDocs every build then seems to succeed: it would otherwise hold back all requests until
    one does, and tell no browser to reload.
    """
    build, inject = server.builder, server._inject_js_into_html

    def build_and_show(*args: Any) -> None:
        global _found  # noqa: PLW0603
        _found = ()
        try:
            build(*args)
        except Exception as error:
            if not isinstance(error, SystemExit):  # MkDocs' own way to end a build is logged
                problems = check()
                remember(problems)
                for line in (*map(str, problems), *pointers(problems, {})):
                    server_log.error(line)
            if not _found:
                traceback.print_exc()
                _found = (str(error) or "The build failed; the terminal says why.",)
            server_log.error(
                "The last good site stays up. Correct the above, and it is built again."
            )

    def inject_with_panel(content: bytes, epoch: int) -> bytes:
        content = inject(content, epoch)
        if not _found or b"</body>" not in content:
            return content
        return content.replace(b"</body>", panel(_found).encode() + b"</body>", 1)

    server.builder = build_and_show
    server._inject_js_into_html = inject_with_panel
