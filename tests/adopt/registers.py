"""Made-up registers of others, and `concord adopt` on them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
from click import ClickException
from click.testing import CliRunner
from python_calamine import load_workbook

from pipeline.cli.main import concord
from tests.copies.world import in_parts

VIEW = "REDC=Red Crossing"
YELLOW = "FFFFF2B3"
Line = Sequence[object]


def saved(path: Path, lines: Iterable[Line], merged: Iterable[str] = (), sheet: str = "Risks") -> Path:
    """A workbook with one sheet of these lines."""
    book = openpyxl.Workbook()
    active: Any = book.active
    active.title = sheet
    for line in lines:
        active.append(line)
    for area in merged:
        active.merge_cells(area)
    book.save(path)
    return path


@dataclass(frozen=True)
class Said:
    """What a command said, and its exit code."""

    exit_code: int
    output: str


def adopt(*words: object) -> Said:
    """What `concord adopt` does and says; a failure that is no sentence of its own is raised."""
    return said_by("adopt", *words)


def said_by(*words: object) -> Said:
    """What a command does and says."""
    result = CliRunner().invoke(concord, [*map(str, words)], standalone_mode=False)
    if isinstance(result.exception, ClickException):
        return Said(1, result.exception.format_message())
    if result.exception:
        raise result.exception
    return Said(result.return_value, result.stdout)


def recognised(path: Path) -> dict[str, Any]:
    """The first table that is recognised."""
    table: dict[str, Any] = json.loads(adopt(path, "--json").output)["tables"][0]
    return table


def built(old: Path, *words: object) -> Path:
    """The workbook that is built of `old` with all proposals taken."""
    new = old.with_name("new.xlsx")
    result = adopt(old, "--to", new, "--as", VIEW, "--accept", *words)
    assert result.exit_code == 0, result.output
    return new


def once_adopted(folder: Path, name: str, lines: tuple[Line, ...], sheet: str = "Risks") -> Path:
    """A register of these lines in `folder`, beside new.xlsx, which was built of it with all proposals taken."""
    for file, data in _once_adopted(name, tuple(map(tuple, lines)), sheet).items():
        (folder / file).write_bytes(data)
    return folder / name


@cache
def _once_adopted(name: str, lines: tuple[Line, ...], sheet: str) -> dict[str, bytes]:
    with TemporaryDirectory() as folder:
        built(saved(Path(folder, name), lines, sheet=sheet))
        return {file.name: file.read_bytes() for file in Path(folder).iterdir()}


def answer_open(mapping: Path, says: Callable[[str, Sequence[Any]], str]) -> None:
    """Answer what a mapping asks: `says` is given the table and the cells of each open row, which is yellow."""
    sheet = openpyxl.load_workbook(mapping)["Mapping"]
    answers = {
        row[-1].coordinate: says(table.name, [cell.value for cell in row])
        for table in sheet.tables.values()
        for row in sheet[table.ref][1:]
        if row[0].fill.fgColor.rgb == YELLOW
    }
    mapping.write_bytes(in_parts(mapping.read_bytes(), {"Mapping": answers}))


def rows_of(path: Path, table: str) -> list[dict[str, Any]]:
    """The filled rows of an Excel table by their headers, as calamine reads them: a tenth of the work of openpyxl."""
    found = load_workbook(path, load_tables=True).get_table_by_name(table)
    rows = ([_value(cell) for cell in row] for row in found.to_python())
    return [dict(zip(found.columns, row, strict=True)) for row in rows if any(cell is not None for cell in row)]


def _value(cell: object) -> object:
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return None if cell == "" else cell
