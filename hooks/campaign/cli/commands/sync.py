"""`campaign sync`."""

from __future__ import annotations

from pathlib import Path

import click

from campaign.cli.commands import options
from campaign.config.configuration_file import read_campaign
from campaign.core.problems import Problems, Wrong
from campaign.importer.form_export import fetch, synced, told
from campaign.importer.planning import read_setting, write_plan


@click.command("sync", short_help="Bring the list up to date with the form.")
@options.configuration
@click.option(
    "--address",
    envvar="CAMPAIGN_EXPORT",
    default="",
    help="The address of the form's export, CSV or JSON. Keep it secret: leave it in the variable "
    "CAMPAIGN_EXPORT.",
)
@click.option(
    "--token",
    envvar="CAMPAIGN_EXPORT_TOKEN",
    default="",
    help="What the export's server asks for, in the variable CAMPAIGN_EXPORT_TOKEN.",
)
@options.dry_run
def command(configuration: Path, address: str, token: str, dry_run: bool) -> None:
    """Bring the list up to date with the form that `sign_on.sync` names.

    It fetches the form's export and imports it by the profile of that name in
    docs/data/import.yml, as `campaign import` does with an export whose columns are known. It says
    numbers alone: no word of the export, so that a public log may hold it.
    """
    setting, problems = read_setting(configuration)
    campaign = read_campaign(setting.draft.folder.config, Problems())[0] if setting else None
    if setting is None or campaign is None:
        raise Wrong(
            f"the campaign has problems ({max(len(problems), 1)}); mend what its check says"
        )
    if campaign.status == "closed":
        click.echo("The letter is closed: nothing is fetched.")
        return
    if not (campaign.sign_on and campaign.sign_on.sync):
        raise Wrong("`sign_on.sync` in mkdocs.yml names no profile; write its name there")
    if not address:
        raise Wrong("the export's address is missing; write it into the secret SIGN_ON_EXPORT")
    made = synced(setting, *fetch(address, token), campaign.sign_on.sync)
    if not dry_run:
        write_plan(setting, made)
    for line in told(setting, made):
        click.echo(line)
