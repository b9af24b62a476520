"""The command line, `python -m campaign`: one module a command, loaded when it is asked for."""

from __future__ import annotations

import errno
from importlib import import_module
from typing import Any

import click

from campaign.cli.console import stop
from campaign.core.files import why_not
from campaign.core.problems import Wrong

COMMANDS = tuple(
    "new update convert overrides guide serve build check import sync add correct withdraw restore"
    " duplicates freeze translated language intake pdf compare words schemas".split()
)
"""Every command, in the order in which the help lists them; each is a module of this package."""
_CODES = (
    "Ends with 0 if all is well, with 1 if it is not and nothing was changed, and with 2 if the "
    "command is written wrongly."
)


class _Commands(click.Group):
    """A group whose commands are imported one by one: most need libraries that others do not."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        # "import" is a word of Python's own, so that its module has another name.
        module = import_module(f"{__name__}.{cmd_name.replace('import', 'import_')}")
        command: click.Command = module.command
        if "Ends with" not in (command.help or ""):
            command.epilog = _CODES
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; what it did not foresee ends with a message, and never in a traceback."""
        try:
            return super().invoke(ctx)
        except Wrong as wrong:
            stop(str(wrong))
        except OSError as error:
            if error.errno == errno.EPIPE:  # whoever read the output has seen enough
                raise
            stop(why_not(error))


def _say_version(context: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked and not context.resilient_parsing:
        from campaign.cli.starting.generator import running_generator  # read by this option alone

        click.echo(running_generator().version)
        context.exit()


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_say_version,
    help="Say the generator's version.",
)
def campaign() -> None:
    """Look after a campaign's letter, demands and signatories.

    `campaign COMMAND --help` explains a command. Nearly all have --dry-run, which shows what would
    be done and writes nothing. Each ends with a number for programs, which its help explains.
    """
