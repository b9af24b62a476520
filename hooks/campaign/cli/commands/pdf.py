"""`campaign pdf`."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import click

from campaign.cli.commands import options
from campaign.cli.console import refuse
from campaign.cli.mkdocs_runs import mkdocs
from campaign.content.pages import Letter
from campaign.content.paths import pdf_address
from campaign.core.files import write_bytes
from campaign.core.problems import Wrong, one_of, quote
from campaign.output.pdf.printing import ONLY, WANTED, WARNS
from campaign.site.checking import DEMONSTRATION, campaign_folder, load_campaign


@click.command("pdf", short_help="Make a PDF of the letter, to print or deliver.")
@options.configuration
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False, writable=True),
    help="The file to write. If left out: letter.pdf, or the letter's own name, in this folder; "
    "with the code of its language, unless that is the main one: letter-es.pdf.",
)
@click.option(
    "--language",
    metavar="CODE",
    help="The code of the letter's language, as es. If left out: the site's main one.",
)
@options.dry_run
def command(configuration: Path, output: Path | None, language: str | None, dry_run: bool) -> None:
    """Make a PDF of the letter with everybody who signed, to print or to deliver.

    It holds the letter, its demands, all signatories in columns, the day, the recorded version
    and a hash of the words. Screen readers can read it. `pdf: yes` in mkdocs.yml makes the
    site offer the same file beside the letter.

    Characters that none of its fonts has are named, and a sign stands in their place.
    """
    folder = campaign_folder(configuration, os.environ.get(DEMONSTRATION))
    _, problems, site, _ = load_campaign(folder)
    if site is None:
        refuse(problems, problems.summary.replace("built", "made"))
    languages = {each.language: each for each in site.all_languages}
    chosen = languages.get(language or site.language)
    if chosen is None:
        raise click.BadParameter(
            f"The site has no language {quote(language)}; write {one_of(languages)}.",
            param_hint="'--language'",
        )
    page = chosen.page_of("letter")
    if page is None or not isinstance(page.front, Letter):
        raise Wrong("there is no letter: no page has `type: letter`")
    if page.front.pdf:
        raise Wrong(
            f"the letter has a PDF of its own, docs/{page.front.pdf}; delete the line `pdf:` from "
            f"{page.shown} to have one made"
        )
    name = Path(pdf_address(page.path))
    # The site is built into a folder of its own, of which nothing but the PDF is kept.
    with tempfile.TemporaryDirectory(prefix="campaign-pdf-") as built:
        given = {WANTED: "yes", ONLY: chosen.language, "PYTHONUTF8": "1"}
        said = mkdocs(configuration, "build", "--site-dir", built, is_silent=True, **given)
        data = Path(built, name).read_bytes()
    for line in said.splitlines():
        if WARNS in line:
            click.echo(f"Warning: {line.partition(WARNS)[2]}", err=True)
    target = output or Path(f"{name.stem}-{language}.pdf" if chosen.folder else name.name)
    if not dry_run:
        write_bytes(target, data)
    size = max(1, round(len(data) / 1000))
    click.echo(f"{'Would write' if dry_run else 'Wrote'} {target} ({size} kB).")
