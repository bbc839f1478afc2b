"""Lists in columns, as wide as what stands in them; a path is never cut, and no line is broken within it."""

from __future__ import annotations

import sys
from collections.abc import Collection, Sequence
from shutil import get_terminal_size

import click

from pipeline.cli.terminal.typed import echo

GAP = "  "
Rows = Sequence[Sequence[str]]


def print_columns(headings: Sequence[str], rows: Rows, *, right: Collection[int] = ()) -> None:
    """Print rows below their headings; what stands in the columns numbered in `right` (numbers) ends at one edge.

    The last column may be of any length: where one of its texts has no room beside the others on this terminal, each
    stands on a line of its own below the rest of its row.
    """
    last = len(headings) - 1
    widths = _widths(headings, rows)

    def cells(row: Sequence[str]) -> list[str]:
        return [f"{cell:{'>' if at in right else '<'}{widths[at]}}" for at, cell in enumerate(row)]

    is_beside = fits(headings, rows)
    echo(click.style(GAP.join(cells(headings)).rstrip(), dim=True))
    for row in rows:
        if is_beside:
            echo(GAP.join(cells(row)).rstrip())
        else:
            echo(f"{GAP.join(cells(row)[:last]).rstrip()}\n{GAP}{GAP}{row[last]}")


def fits(headings: Sequence[str], rows: Rows) -> bool:
    """Whether rows and headings have room on this terminal; what is not printed on one has all the room it wants."""
    widths = _widths(headings, rows)
    return not sys.stdout.isatty() or sum(widths) + len(GAP) * (len(widths) - 1) <= get_terminal_size().columns


def _widths(headings: Sequence[str], rows: Rows) -> list[int]:
    return [max(len(row[at]) for row in (headings, *rows)) for at in range(len(headings))]
