"""`campaign guide`."""

from __future__ import annotations

import click

from campaign.cli.console import stop
from campaign.config.folder import repository_of_generator
from campaign.core.problems import did_you_mean

_WHOLE = {"options": "OPTIONS.md", "problems": "PROBLEMS.md"}
"""Two long pages that lie beside the guide."""


@click.command("guide", short_help="Show a page of the guide: a recipe for each change.")
@click.argument("page", required=False)
def command(page: str | None) -> None:
    """Show a page of the guide, which comes with the program and needs no network.

    `campaign guide` lists the pages, `campaign guide add-a-signatory` shows one, `campaign guide
    options` all that can be set, and `campaign guide problems` what problems mean.
    """
    root = repository_of_generator()
    pages = {path.stem: path for path in sorted((root / "guide").glob("*.md"))}
    pages["README"] = pages.pop("README")
    pages |= {name: root / file for name, file in _WHOLE.items()}
    if page is None:
        for name, path in pages.items():
            if name != "README":
                title = path.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")
                click.echo(f"{name:45} {title}")
        return
    name = page.removeprefix("guide/").removesuffix(".md")
    if name not in pages:
        stop(f"there is no page {page}; {did_you_mean(name, pages)}", "")
    click.echo_via_pager(pages[name].read_text(encoding="utf-8"))
