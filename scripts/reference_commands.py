"""docs/commands.md: every command with its usage and options, as `--help` says it, from the commands themselves."""

from __future__ import annotations

from collections.abc import Iterator

import click

from pipeline.cli.main import COMMANDS, concord
from schemas.wording.text import text, texts


def commands_sections() -> str:
    """What stands below the head of the page: what holds for all, exit codes, a section a command."""
    parts = [
        f"\n{text('reference.commands.reading')}\n\n## {text('reference.commands.codes')}\n\n{_head('code', 'means')}"
    ]
    parts += [f"| {code} | {means} |\n" for code, means in texts("reference")["exit_codes"].items()]
    context = click.Context(concord, info_name="concord")
    for name in COMMANDS:
        command = concord.get_command(context, name)
        if command is not None:
            parts += _section(click.Context(command, info_name=name, parent=context), "##")
    return "".join(parts)


def _section(context: click.Context, mark: str) -> Iterator[str]:
    """A command, and those below it."""
    command = context.command
    yield f"\n{mark} `{context.command_path}`\n\n{_plain(command.help or '')}\n"
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    yield f"\n```\n{usage}\n```\n"
    options = [one for one in command.params if isinstance(one, click.Option) and not one.hidden]
    if options:
        yield f"\n{_head('option', 'does')}"
    for option in options:
        said = option.get_help_record(context)
        if said:
            yield f"| `{said[0].replace('|', chr(92) + '|')}` | {_plain(said[1])} |\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None:
                yield from _section(click.Context(below, info_name=name, parent=context), f"{mark}#")


def _head(*columns: str) -> str:
    return (
        f"| {' | '.join(text(f'reference.commands.columns.{name}') for name in columns)} |\n{'|---' * len(columns)}|\n"
    )


def _plain(said: str) -> str:
    """A text of a command as one paragraph of a page."""
    return " ".join(said.split()).replace("|", "\\|").replace("<", "&lt;")
