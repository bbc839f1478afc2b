"""`concord completion`: what a shell needs to complete commands, options, names and files."""

from __future__ import annotations

import click

from pipeline.cli.help import Command

# Set by the scripts below when a shell asks what could stand next; the library answers.
VARIABLE = "_CONCORD_COMPLETE"
SHELLS = ("bash", "zsh", "fish", "powershell")


@click.command("completion", cls=Command, help="commands.completion")
@click.argument("shell", type=click.Choice(SHELLS, case_sensitive=False))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the script for a shell."""
    from click.shell_completion import get_completion_class

    script = get_completion_class(shell)
    if script is not None:
        click.echo(script(ctx.find_root().command, {}, "concord", VARIABLE).source(), nl=False)
