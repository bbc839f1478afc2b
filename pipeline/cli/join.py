"""`concord join`: copies that parties filled in, joined with the workbook that they share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.common import bound_options, day_option
from pipeline.cli.help import Command, option
from pipeline.cli.paths import Workbook
from pipeline.cli.terminal.quoted import quoted
from pipeline.cli.terminal.typed import echo
from schemas.json_shape import document, json_text
from schemas.wording.text import text

if TYPE_CHECKING:
    from pipeline.copies.join import OfCopy
    from pipeline.copies.join_workbook import JoinResult
    from pipeline.copies.proposal import Said


@click.command("join", cls=Command, help="commands.join")
@click.argument("file", type=Workbook(exists=True))
@click.argument("copies", type=Workbook(exists=True), nargs=-1, metavar="[COPY]...")
@day_option
@option("--json", "as_json", is_flag=True, help="commands.options.json")
@bound_options
def command(file: Path, copies: tuple[Path, ...], today: str | None, as_json: bool, **limits: Any) -> int:
    """Join the copies with the workbook FILE."""
    from pipeline.cli.common import backups_folder, day_given, limits_for
    from pipeline.copies.join_workbook import join_workbook
    from pipeline.copies.open_workbook import CopyError
    from pipeline.files.lock_files import workbook_of
    from pipeline.printable import printable

    # Among *.xlsx are the files by which Excel tells that a workbook is open: nobody means these.
    copies = tuple(copy for copy in copies if not workbook_of(copy.name))
    try:
        result = join_workbook(
            file, copies, today=day_given(today), backups=backups_folder(), limits=limits_for(**limits)
        )
    except CopyError as problem:
        raise click.ClickException(str(problem)) from None
    code = 3 if result.refused or result.joined.remarks else 0
    if as_json:
        click.echo(json_text(document("join", **_json(file, result), exit_code=code)))
        return code
    for refused in result.refused:
        echo(printable(text("cli.whose", whose=refused.file, says=refused.why)), err=True)
    for name, remark in result.joined.remarks:
        echo(printable(text("cli.whose", whose=name, says=str(remark)) if name else str(remark)), err=True)
    for line in _lines(file, result):
        echo(printable(line))
    return code


def _lines(file: Path, result: JoinResult) -> Iterator[str]:
    joined = result.joined
    for path, partner in result.partners.items():
        of_copy = joined.of_copies.get(str(path))
        says = _of_copy(of_copy, partner, result) if of_copy else [text("copies.join.same_copy")]
        yield text("cli.whose", whose=path, says=" ".join(says))
    if joined.done:
        yield text("copies.join.done", count=len(joined.done))
    if joined.open_ones:
        yield text("copies.join.open", count=len(joined.open_ones), sheet=joined.sheet)
    if not result.is_written:
        nothing_joined = result.refused and not result.partners
        yield text("copies.join.none_joined" if nothing_joined else "copies.join.unchanged")
        return
    yield text("copies.join.written", file=file)
    yield text("copies.join.next", quoted=quoted(file))


def _of_copy(of_copy: OfCopy, partner: str, result: JoinResult) -> Iterator[str]:
    """What became of one copy, sentence by sentence."""
    from pipeline.copies.remark import a_handful

    if of_copy.is_untouched and of_copy.is_seen:
        yield text("copies.join.seen", partner=partner)
    elif of_copy.is_untouched:
        yield text("copies.join.untouched", partner=partner, **_how_to_say_so(result.language))
    elif of_copy.filled:
        yield text("copies.join.filled", count=of_copy.filled, partner=partner)
    else:
        yield text("copies.join.nothing_filled", partner=partner)
    if of_copy.asked:
        yield text("copies.join.asked", count=of_copy.asked, partner=partner)
    if of_copy.disputed:
        yield text("copies.join.disputed", count=of_copy.disputed, partner=partner, sheet=result.joined.sheet)
    if of_copy.changed_here:
        yield text("copies.join.changed_here", count=of_copy.changed_here, partner=partner)
    if of_copy.moved:  # --json names all of them
        yield text("copies.join.moved", count=len(of_copy.moved), rows=a_handful(of_copy.moved, "apart"))
    if of_copy.newer_on:
        yield text("copies.join.older", day=of_copy.newer_on.isoformat(), partner=partner)


def _how_to_say_so(language: str) -> dict[str, str]:
    """Where a party says in its copy that it has nothing to add, and with what word."""
    from pipeline.copies.table_view import NOTHING_TO_ADD
    from schemas.arrangement_fields import field_title
    from schemas.spec import table
    from schemas.vocabulary import vocabulary
    from schemas.wording.languages import speaking

    with speaking(language):
        return {
            "sheet": table("Arrangement").sheet, "field": field_title(NOTHING_TO_ADD),
            "yes": vocabulary("yes_no").label("yes"),
        }  # fmt: skip


def _json(file: Path, result: JoinResult) -> dict[str, Any]:
    """Everything that was joined, cell by cell: what stands where, and from whom it came."""
    joined = result.joined
    return {
        "workbook": str(file), "status": "written" if result.is_written else "unchanged",
        "copies": [
            {"file": str(path), "partner": partner, "moved": _moved(joined.of_copies.get(str(path)))}
            for path, partner in result.partners.items()
        ],
        "back": sorted({result.partners[Path(name)] for name, of_copy in joined.of_copies.items() if of_copy.is_back}),
        "not_joined": [{"file": str(refused.file), "why": refused.why} for refused in result.refused],
        "filled": [
            {"partner": one.partner, "table": one.cell.table, "row": one.row, "column": one.header,
             "sheet_row": one.cell.row, "value": _plain(one.value)}
            for one in joined.filled
        ],
        "carried_out": [_said(said) for said in joined.done],
        "asked": [_said(said) for said in joined.asked],
        "open": [_said(said) for said in joined.open_ones],
        "remarks": [{"copy": name, "says": str(remark)} for name, remark in joined.remarks],
    }  # fmt: skip


def _moved(of_copy: OfCopy | None) -> list[dict[str, str]]:
    rows = of_copy.moved if of_copy else ()
    return [{"table": one.table, "sheet": one.sheet, "row": one.before, "now": one.now} for one in rows]


def _said(said: Said) -> dict[str, str]:
    return {
        "partner": said.partner, "table": said.table, "row": said.row, "column": said.column, "here": said.here,
        "in_the_copy": said.in_the_copy, "why": said.why,
    }  # fmt: skip


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, (str, bool, int, float)) else str(value)
