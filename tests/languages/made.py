"""The same arrangement as a workbook in each language, built as `concord new` builds them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.domain.arrangement import Arrangement
from pipeline.reading.workbook import Reading, read
from pipeline.results.compute import Results
from pipeline.results.in_language import results_in
from pipeline.template.build import NewWorkbook
from schemas.arrangement_fields import field_title
from schemas.spec import all_tables
from schemas.thresholds import defaults
from schemas.wording.languages import DEFAULT, languages, speaking
from tests.reading.books import shown_as
from tests.run.made import ACTIVITIES, PARTNERS, RISKS, built_once

OTHERS = tuple(code for code in languages() if code != DEFAULT)
DAY = date(2026, 11, 22)


def typed(given: Arrangement) -> dict[str, list[dict[str, Any]]]:
    """Its rows by table as they are typed in the language in force."""
    names = [of.name for of in all_tables().values() if of.is_input and of.name != "Arrangement"]
    rows = {name: [_cells(name, row) for row in given.table_rows(name)] for name in (*names, "ActionPlan")}
    rows["Arrangement"] = [{"field": field_title(name), "value": value} for name, value in given.fields.items()]
    return {name: cells for name, cells in rows.items() if cells}


def _cells(name: str, row: Any) -> dict[str, Any]:
    cells: dict[str, Any] = {}
    for column in all_tables()[name].columns:
        value = getattr(row, column.name)
        by_key = {column.key(code): one for code, one in value.items()} if column.per_partner else {column.name: value}
        cells |= {key: shown_as(column, one, raw=False) for key, one in by_key.items() if one not in ("", None, ())}
    return cells


def built(code: str, given: Arrangement, id: str = "X-1") -> bytes:
    """The workbook of an arrangement in a language."""
    with speaking(code):
        return built_once(NewWorkbook(
            title="T", partners=tuple((one.partner, one.name or one.partner) for one in given.partners),
            arrangement_id=id, values=typed(given), may_be_alone=True,
        ))  # fmt: skip


def results_of(data: bytes, today: date = DAY) -> tuple[Reading, Results]:
    """What a workbook says, and its results in its own language."""
    reading = read(data)
    return reading, results_in(reading.language, reading, today, defaults())


def workbook(
    folder: Path, code: str, name: str = "clinic.xlsx", values: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
    own: Mapping[str, tuple[str, ...]] | None = None,
) -> Path:  # fmt: skip
    """As `tests.run.made.workbook`, in a language: two partners, two risks, two activities; `own` as NewWorkbook's."""
    rows: dict[str, Any] = {"Risks": RISKS, "Activities": ACTIVITIES, **(values or {})}
    with speaking(DEFAULT):  # the words of the rows are those of English
        columns = {name: all_tables()[name].by_name for name in rows}
    coded = {
        table: [{key: _coded(columns[table], key, cell) for key, cell in row.items()} for row in of]
        for table, of in rows.items()
    }
    path = folder / name
    with speaking(code):
        new = NewWorkbook(
            title="Clinic access", partners=PARTNERS, arrangement_id="CA-TEST", values=coded, own=own or {}
        )
        path.write_bytes(built_once(new))
    return path


def _coded(columns: Mapping[str, Any], key: str, cell: Any) -> Any:
    column = columns.get(key.partition(" · ")[0])
    words = column.vocabulary if column else None
    return words.code(cell) or cell if words and isinstance(cell, str) else cell
