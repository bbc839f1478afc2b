"""`concord schema`: the JSON Schema of what commands print with --json."""

from __future__ import annotations

import click

from pipeline.cli.help import Command
from schemas.json_shape import schema_text


@click.command("schema", cls=Command, help="commands.schema")
def command() -> None:
    """Print the JSON Schema."""
    click.echo(schema_text(), nl=False)
