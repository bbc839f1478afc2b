"""From rows of results to updates of the workbook's tables; what people wrote beside a row follows its key."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pipeline.domain.table_update import OutRow, OutRows, TableUpdate, Value
from pipeline.plan.shape import plain_text
from pipeline.reading.addresses import Places
from pipeline.results import figures
from pipeline.results.cells import column, out_column
from pipeline.results.rows import ResultTable
from schemas.fields import PARTNER_MARK
from schemas.spec import Column, Table, table
from schemas.vocabulary import compared
from schemas.wording.text import text

if TYPE_CHECKING:
    from pipeline.reading.output_tables import Present, PresentRow

# Where the sentence stands that a row is kept only for what people wrote beside it.
_SENTENCE = {
    "Gaps": "what_was_found", "Overlaps": "what_to_settle", "RiskProfile": "description", "Checks": "problem",
    "Summary": "note",
}  # fmt: skip


def layout(of: Table, present: Present, partners: tuple[str, ...]) -> list[tuple[str, Column, str]]:
    """Our columns as (key, column, header as it stands or will stand).

    Per-partner columns of an organisation that is no longer a partner are ours too: they are emptied.
    """
    wanted = {ours.key(code): (ours, ours.header(code)) for ours, code in of.layout(partners)}
    for key in present.columns:
        ours = of.by_name.get(key.partition(PARTNER_MARK)[0])
        if ours and key not in wanted:
            wanted[key] = (ours, "")
    return [(key, ours, present.columns.get(key, header)) for key, (ours, header) in wanted.items()]


def appended(present: Present, partners: tuple[str, ...]) -> dict[str, str]:
    """The header by key of our columns that are not in the table any more: a run writes them behind the others."""
    columns = layout(table(present.table), present, partners)
    return {key: header for key, _, header in columns if header not in present.headers}


def update(result: ResultTable, present: Present, partners: tuple[str, ...], places: Places) -> TableUpdate:
    """The update that puts a result into its table.

    A present row whose key is no longer among the results is kept, at the end, where people have
    written in a column that they added, or have put a note or a picture on it.
    """
    columns = layout(table(result.name), present, partners)
    keys = table(result.name).keys
    at = [index for index, (key, _, _) in enumerate(columns) if key in keys]
    standing = _by_key(present, [columns[index][2] for index in at])
    made, led = zip(*(column(of, result.column(key), places) for key, of, _ in columns), strict=True)
    sources: list[int | None] = [None] * len(made[0])
    for place, key in enumerate(_keys([made[index] for index in at]) if standing else ()):
        if waiting := standing.get(key):
            sources[place] = waiting.popleft().row
    left = sorted((row for waiting in standing.values() for row in waiting), key=lambda row: row.row)
    kept = [_kept(result.name, row, columns, keys) for row in left if has_beside(present, row)]
    locations = {at: where for at, where in enumerate(led) if where}
    rows = OutRows(sources, made, locations).followed_by(kept)
    made_of = tuple(out_column(of, header, leads=at in locations) for at, (_, of, header) in enumerate(columns))
    headers = {key: header for key, _, header in columns}
    charts = figures.charts(result.rows, headers) if result.name == "Figures" else ()
    return TableUpdate(present.table, made_of, rows, charts=charts)


def has_beside(present: Present, row: PresentRow) -> bool:
    """Whether people have put something beside the results: into a column that they added, or onto a cell.

    A formula fills itself in.
    """
    if row.row in present.anchored:
        return True
    ours = {*present.columns.values(), *row.calculated}
    return any(plain_text(value) for header, value in row.texts.items() if header not in ours)


def _by_key(present: Present, headers: list[str]) -> dict[tuple[str, ...], deque[PresentRow]]:
    found: dict[tuple[str, ...], deque[PresentRow]] = defaultdict(deque)
    rows = sorted(present.rows, key=lambda row: row.row)
    keys = _keys([[row.texts.get(header) for row in rows] for header in headers])
    for key, row in zip(keys, rows, strict=True):
        found[key].append(row)
    return dict(found)


def _keys(columns: Iterable[Iterable[object]]) -> Iterator[tuple[str, ...]]:
    """The key of each row, as texts that people would take for the same."""
    return zip(*(map(compared, map(plain_text, column)) for column in columns), strict=True)


def _kept(name: str, row: PresentRow, columns: list[tuple[str, Column, str]], keys: tuple[str, ...]) -> OutRow:
    def cells() -> Iterator[Value]:
        for key, _, header in columns:
            if key in keys:
                yield plain_text(row.texts.get(header)) or None
            else:
                yield text("phrases.kept_beside") if key == _SENTENCE.get(name) else None

    return OutRow(row.row, tuple(cells()))
