"""What a shell offers for the next word: names and ids that we know, codes of the workbook that was named before.

Called each time somebody presses Tab: only what a suggestion needs is loaded, pandas never, and whatever cannot be read
suggests nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from click import Context, Parameter

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def catalogues(_: Context, __: Parameter, begun: str) -> list[CompletionItem]:
    """The shipped catalogues, and files for one's own."""
    from pipeline.template.catalogues import catalogue_names

    return _matching(catalogue_names(), begun) or files(_, __, begun)


def rules(_: Context, __: Parameter, begun: str) -> list[CompletionItem]:
    """The ids of the rules, with their titles."""
    from click.shell_completion import CompletionItem

    from schemas import wording

    known = wording.rules().values()
    return [CompletionItem(one.id, help=one.title) for one in known if one.id.startswith(begun.upper())]


def audiences(context: Context, _: Parameter, begun: str) -> list[CompletionItem]:
    """For whom a page can be made: the parties, others, or one of the partners of the workbook that is named."""
    return _matching(["parties", "outside", *_partners(context)], begun)


def parties(context: Context, _: Parameter, begun: str) -> list[CompletionItem]:
    """For whom a pack can be made: the parties, or one of the partners of the workbook that is named."""
    return _matching(["parties", *_partners(context)], begun)


def readers(context: Context, _: Parameter, begun: str) -> list[CompletionItem]:
    """For whom a copy can be made."""
    return _matching(["outside", *_partners(context)], begun)


def schedules(_: Context, __: Parameter, begun: str) -> list[CompletionItem]:
    """The names of what is scheduled."""
    from pipeline.schedule import records

    return _matching(records.names(records.home()), begun)


def files(_: Context, __: Parameter, begun: str) -> list[CompletionItem]:
    """The shell's own files and folders."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(begun, type="file")]


def _matching(known: Iterable[str], begun: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    return [CompletionItem(one) for one in dict.fromkeys(known) if one.casefold().startswith(begun.casefold())]


def _partners(context: Context) -> Iterator[str]:
    """The codes of the partners of the first workbook that is named before."""
    # An option that still waits for its value leaves the arguments as they were typed.
    named = [context.params.get("file"), *(context.params.get("paths") or ()), *context.args]
    workbooks = (Path(str(each)) for each in named if str(each).lower().endswith((".xlsx", ".xlsm")))
    for path in islice(workbooks, 1):
        yield from _codes_in(path)


def _codes_in(path: Path) -> Iterator[str]:
    """What stands in the key column of the table Partners, as far as it can be read quickly."""
    from pipeline.files.read import read_bytes
    from pipeline.reading.locate.header_match import match
    from pipeline.reading.locate.locate import by_name, header_texts
    from pipeline.reading.source.file_source import Book
    from pipeline.xlsx.preflight.inspect import inspect

    try:
        data = read_bytes(path)
        inspect(data, path.name)
        book = Book(data)
        spot = by_name(book).spots["Partners"]
        grid = book.grid(spot.sheet)
        heads = match(spot.table, header_texts(grid, spot)).ours
    except Exception:  # whatever is wrong with it is said when it is worked through
        return
    place = next((spot.left + head.position for head in heads if head.column.is_key), 0)
    for cells in grid[spot.top - 1 : spot.bottom] if place else ():
        if len(cells) >= place and isinstance(code := cells[place - 1], str) and code.strip():
            yield code.strip()
