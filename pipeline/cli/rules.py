"""`concord rules`: the rule catalogue, and one rule explained."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.help import Command, option
from pipeline.cli.machines import suggest
from pipeline.cli.terminal.columns import room
from pipeline.cli.terminal.typed import echo
from schemas.alike import did_you_mean
from schemas.json_shape import document, json_text
from schemas.vocabulary import vocabulary
from schemas.wording.text import text
from schemas.yaml_file import package_data

if TYPE_CHECKING:
    from schemas.wording import RuleWording


@click.command("rules", cls=Command, help="commands.rules")
@click.argument("rule", metavar="[ID]", required=False, shell_complete=suggest.rules)
@option("--json", "as_json", is_flag=True, help="commands.options.json")
def command(rule: str | None, as_json: bool) -> None:
    """List the rules, or explain the one called ID (for example ACT-03)."""
    from schemas import wording

    known = wording.rules()
    words = known.get(rule.strip().upper()) if rule else None
    if rule and words is None:
        raise click.UsageError(text("cli.rules.unknown", rule=rule, meant=did_you_mean(rule, known)))
    if as_json:
        listed = [words] if words else known.values()
        click.echo(json_text(document("rules", rules=[_plain(one) for one in listed])))
    elif words:
        _explain(words)
    else:
        _list()


def _explain(words: RuleWording) -> None:
    click.secho(f"{words.id}  {words.title}", bold=True)
    for name, said in (
        ("severity", words.severity), ("source", words.source), ("why", words.why), ("says", _all(words.says)),
        ("do", _all(words.do)), ("bad", words.bad), ("good", words.good),
    ):  # fmt: skip
        echo(f"\n{text(f'cli.rules.parts.{name}')}:\n{textwrap.indent(_wrapped(said), '  ')}")


def _plain(words: RuleWording) -> dict[str, Any]:
    """One rule for machines."""
    return {
        "id": words.id, "title": words.title, "severities": _severities(words.id), "severity": words.severity,
        "source": words.source, "why": words.why, "says": dict(words.says), "do": dict(words.do), "bad": words.bad,
        "good": words.good,
    }  # fmt: skip


def _list() -> None:
    from schemas import wording

    listed = [
        (words.id, " / ".join(map(_label, _severities(words.id))), words.title) for words in wording.rules().values()
    ]
    width = max((len(severity) for _, severity, _ in listed), default=0)
    for id, severity, title in listed:
        echo(f"{id:8} {severity:{width}}  {title}")
    echo(f"\n{text('cli.rules.count', count=len(listed))}", err=True)


def _label(severity: str) -> str:
    return vocabulary("severity").label(severity).lower()


def _severities(rule: str) -> list[str]:
    """The codes of the severities that a rule may have, worst first, without the conditions."""
    from schemas import wording

    listed: dict[str, list[str]] = package_data("severities.yaml")["severities"]
    return listed.get(rule) or [vocabulary("severity").code(wording.rules()[rule].severity) or ""]


def _all(variants: Mapping[str, str]) -> str:
    return "\n".join(variants.values())


def _wrapped(said: str) -> str:
    return "\n".join(textwrap.fill(line, min(92, room() - 2)) for line in said.splitlines())
