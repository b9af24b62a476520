"""`campaign language`."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import click

from campaign.cli.changes import write_and_say
from campaign.cli.commands import options
from campaign.cli.console import refuse
from campaign.cli.starting.another_language import with_language
from campaign.cli.starting.generator import is_installed
from campaign.cli.starting.rendering import needs_fonts
from campaign.output.fonts import MORE_FONTS
from campaign.site.checking import campaign_folder, load_campaign


@click.command("language", short_help="Begin another language of the site.")
@options.configuration
@click.argument("code")
@options.dry_run
def command(configuration: Path, code: str, dry_run: bool) -> None:
    """Begin another language of the site, by its code, as de.

    mkdocs.yml gets the language's entry, and its folder in docs/ the letter, which says in square
    brackets what is to be translated. What is not translated yet is shown in the main language,
    until you write `complete: yes`.
    """
    folder = campaign_folder(configuration)
    loaded = load_campaign(folder, is_frozen=False)
    if loaded.site is None:
        refuse(loaded.problems)
    letter = (folder.docs / "index.md").read_text(encoding="utf-8")
    texts = with_language(folder.config, loaded.site, letter, code)
    write_and_say(folder.root, texts, dry_run=dry_run)
    if is_installed() and needs_fonts(texts.values()) and not find_spec(MORE_FONTS):
        click.echo(f"Its letters need the wheel {MORE_FONTS} as well: `campaign update` takes it.")
    click.echo("Translate each text in square brackets there: until then, nothing is published.")
