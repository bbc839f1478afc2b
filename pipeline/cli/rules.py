"""`concord rules`: the rule catalogue, and one rule explained."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping

import click


@click.command("rules", short_help="The rule catalogue; one rule explained.")
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
        raise click.UsageError(_unknown(rule, list(known)))
    click.secho(f"{words.id}  {words.title}", bold=True)
    for name, text in (
        ("Severity", words.severity), ("Source", words.source), ("Why", words.why), ("It says", _all(words.says)),
        ("It suggests", _all(words.do)), ("Found", words.bad), ("Not found", words.good),
    ):  # fmt: skip
        click.echo(f"\n{name}:\n{textwrap.indent(_wrapped(text), '  ')}")


def _list() -> None:
    from schemas import wording

    listed = [(words.id, _severities(words.severity), words.title) for words in wording.rules().values()]
    width = max((len(severity) for _, severity, _ in listed), default=0)
    for id, severity, title in listed:
        click.echo(f"{id:8} {severity:{width}}  {title}")
    click.echo(f"\n{len(listed)} rules. `concord rules ID` explains one.", err=True)


def _severities(text: str) -> str:
    """The severities that a rule's text names, worst first, without the conditions."""
    import re

    from pipeline.domain.finding import SEVERITIES

    return " / ".join(code for code in SEVERITIES if re.search(rf"\b{code}\b", text.lower()))


def _unknown(rule: str, known: list[str]) -> str:
    from schemas.alike import most_alike

    close = most_alike(rule.upper(), known, 0.6)
    hint = f" Did you mean {close}?" if close else ""
    return f"There is no rule {rule!r}.{hint} `concord rules` lists them all."


def _all(variants: Mapping[str, str]) -> str:
    return "\n".join(variants.values())


def _wrapped(text: str) -> str:
    return "\n".join(textwrap.fill(line, 92) for line in text.splitlines())
