"""`concord rules`: the rule catalogue, and one rule explained."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping

import click

from pipeline.cli.help import Command
from pipeline.cli.terminal.meant import did_you_mean
from pipeline.cli.terminal.typed import echo
from schemas.wording.text import text


@click.command("rules", cls=Command, help="commands.rules")
@click.argument("rule", metavar="[ID]", required=False)
def command(rule: str | None) -> None:
    """List the rules, or explain the one called ID (for example ACT-03)."""
    from schemas import wording

    known = wording.rules()
    if rule is None:
        _list()
        return
    words = known.get(rule.upper())
    if words is None:
        raise click.UsageError(text("cli.rules.unknown", rule=rule, meant=did_you_mean(rule, known)))
    click.secho(f"{words.id}  {words.title}", bold=True)
    for name, said in (
        ("severity", words.severity), ("source", words.source), ("why", words.why), ("says", _all(words.says)),
        ("do", _all(words.do)), ("bad", words.bad), ("good", words.good),
    ):  # fmt: skip
        echo(f"\n{text(f'cli.rules.parts.{name}')}:\n{textwrap.indent(_wrapped(said), '  ')}")


def _list() -> None:
    from schemas import wording

    listed = [(words.id, _severities(words.severity), words.title) for words in wording.rules().values()]
    width = max((len(severity) for _, severity, _ in listed), default=0)
    for id, severity, title in listed:
        echo(f"{id:8} {severity:{width}}  {title}")
    echo(f"\n{text('cli.rules.count', count=len(listed))}", err=True)


def _severities(said: str) -> str:
    """The severities that a rule's text names, worst first, without the conditions."""
    import re

    from pipeline.domain.finding import SEVERITIES

    return " / ".join(code for code in SEVERITIES if re.search(rf"\b{code}\b", said.lower()))


def _all(variants: Mapping[str, str]) -> str:
    return "\n".join(variants.values())


def _wrapped(said: str) -> str:
    return "\n".join(textwrap.fill(line, 92) for line in said.splitlines())
