"""`concord adopt`: a workbook from the registers, matrices, checklists and budgets that people have."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.common import bound_options, day_option
from pipeline.cli.help import Command, option
from pipeline.cli.paths import Workbook
from pipeline.cli.terminal.quoted import quoted
from pipeline.cli.terminal.typed import echo
from pipeline.printable import printable, printable_lines
from schemas.wording.text import text

if TYPE_CHECKING:
    from pipeline.adopt.adopt import Request, Result, Source

OPEN_QUESTIONS = 3


@click.command("adopt", cls=Command, help="commands.adopt")
@click.argument("old", nargs=-1, required=True, type=Workbook(exists=True), metavar="OLD...")
@option("--to", type=Workbook(), metavar="NEW.xlsx", help="commands.adopt.options.to")
@option("--as", "viewer", default="", metavar='CODE="Name"', help="commands.adopt.options.as")
@option("--partner", "partners", multiple=True, metavar='CODE="Name"', help="commands.adopt.options.partner")
@option("--mapping", type=Workbook(exists=True), metavar="FILE", help="commands.adopt.options.mapping")
@option("--accept", is_flag=True, help="commands.adopt.options.accept")
@option("--only", multiple=True, metavar="WHAT", help="commands.adopt.options.only")
@option("--title", default="", help="commands.adopt.options.title")
@option("--dry-run", is_flag=True, help="commands.adopt.options.dry_run")
@option("--json", "as_json", is_flag=True, help="commands.adopt.options.json")
@day_option
@bound_options
def command(
    old: tuple[Path, ...], to: Path | None, as_json: bool, today: str | None, accept: bool, dry_run: bool, **asked: Any
) -> int:
    """Say what is recognised in the files OLD, or build a workbook of it (NEW)."""
    from pipeline.adopt.adopt import AdoptError, Request, adopt, look
    from pipeline.cli.common import backups_folder, limits_for, options_for

    limits = limits_for(memory_limit=asked.pop("memory_limit"), time_limit=asked.pop("time_limit"))
    day = options_for(today=today, config=None).today
    request = Request(
        old=old, today=day, accept=accept, dry_run=dry_run, backups=backups_folder(), limits=limits, **asked
    )
    try:
        if to is None or as_json:
            return _say(look(request), as_json=as_json)
        return _said(adopt(request, to), request)
    except AdoptError as problem:
        raise click.ClickException(str(problem)) from None


def _say(sources: list[Source], *, as_json: bool) -> int:
    """What was recognised; 1 where a file was refused."""
    if as_json:
        from pipeline.adopt.mapping.as_json import as_json as written

        click.echo(written([source.proposal for source in sources]))
    else:
        from pipeline.adopt.mapping.in_words import recognised

        for source in sources:
            for line in recognised(source.proposal):
                echo(printable_lines(line))
    return int(any(source.proposal.refused for source in sources))


def _say_updated(result: Result) -> None:
    """What a newer version changed in the workbook that is there."""
    from pipeline.adopt.source.sheet import shown
    from pipeline.adopt.update.compare import MAIN
    from pipeline.adopt.workbook.sheets import as_stands

    updated = result.updated
    for file, name in updated.renamed.items() if updated else ():
        echo(printable(text("adopt.update.renamed", file=file, name=name)))
    for file, found in updated.compared.items() if updated else ():
        for row, header, trace in found.updated:
            now = shown(as_stands(trace[0].table, trace[0].key, trace[0].value)) if trace else ""
            was = {"was": row.value(header) or text("copies.empty"), "now": now or text("copies.empty")}
            echo(printable(text("adopt.update.changed", table=row.table, row=row.id, header=header, **was)))
        for record in found.added:
            words = shown(record.values.get(MAIN[record.table], ""))
            echo(printable(text("adopt.update.added", table=record.table, row=record.id, words=words)))
        for one in found.differs:
            here, there = (value or text("copies.empty") for value in (one.here, one.there))
            said = {"table": one.table, "row": one.row, "header": one.header, "here": here, "there": there}
            echo(printable(text("adopt.update.differs", **said)))
        for row in found.gone:
            echo(printable(text("adopt.update.gone", table=row.table, row=row.id, file=file)))
        for joined_row in found.joined:
            echo(printable(text("adopt.update.joined", table=joined_row.table, row=joined_row.id, file=file)))
        for table in found.absent:
            echo(printable(text("adopt.update.no_table", table=table, file=file)))
        counts = {"added": len(found.added), "changed": len(found.updated), "differs": len(found.differs)}
        said_of = text("adopt.update.said", file=file, **counts, gone=len(found.gone))
        echo(printable(said_of))


def _said(result: Result, request: Request) -> int:
    from pipeline.adopt.mapping.in_words import unseen
    from pipeline.adopt.mapping.question_lines import open_questions

    for source in result.sources:
        for line in unseen(source.proposal):
            echo(printable(line))
    if result.questions:
        for source in result.sources:
            for line in open_questions(source.proposal, source.places):
                echo(printable_lines(line))
        for path in result.written:
            echo(printable(text("adopt.said.mapping_written", file=path)))
        for source in result.sources:
            if source.is_mapping_there:
                echo(printable(text("adopt.said.mapping_used", file=source.mapping)))
        echo(text("adopt.said.questions", count=result.questions))
        return OPEN_QUESTIONS
    if result.updated:
        _say_updated(result)
    else:
        echo(text("adopt.said.carried", count=result.carried, left=result.left))
    if result.made:
        echo(printable(text("adopt.said.made", file=result.made, quoted=quoted(result.made))))
    elif request.dry_run:
        echo(text("adopt.said.dry_run"))
    if assumed := sum(source.assumed for source in result.sources):
        echo(text("adopt.said.assumed", count=assumed))
    return 0
