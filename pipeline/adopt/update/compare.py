"""A newer version of a source against what stands in the workbook: three values of each cell, and who changed it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.adopt.compared_words import plain, stems, tokens
from pipeline.adopt.source.sheet import shown
from pipeline.adopt.update.before import EarlierRow
from pipeline.adopt.workbook.ids import Ids
from pipeline.adopt.workbook.sheets import as_stands, header_of
from pipeline.adopt.workbook.trace import Carried, Left, Record
from pipeline.copies.input_cells import Changes
from pipeline.copies.table_view import TableView
from pipeline.domain.cell import Cell
from schemas.spec import table as table_named
from schemas.vocabulary import compared
from schemas.wording.text import text

# The text by which a row is known again where the source has no id.
MAIN = {
    "Risks": "description", "Activities": "title", "Indicators": "text", "Budget": "description",
    "ActionPlan": "what_we_agreed",
}  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """A cell that both the source and the people of the workbook have changed: it stays as it is."""

    table: str
    row: str
    header: str
    here: str
    there: str


@dataclass
class Compared:
    """What a newer version changes: `updated` cells with their trace, `added` rows; and what is only told."""

    changes: Changes = field(default_factory=Changes)
    updated: list[tuple[EarlierRow, str, list[Carried]]] = field(default_factory=list)
    added: list[Record] = field(default_factory=list)
    joined: list[Record] = field(default_factory=list)
    known: list[tuple[Record, EarlierRow]] = field(default_factory=list)  # newer versions of rows that are there
    left: list[Left] = field(default_factory=list)
    differs: list[Difference] = field(default_factory=list)
    gone: list[EarlierRow] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)  # tables that the workbook has no more, and the source has rows of


def compare(
    records: Iterable[Record], earlier: dict[tuple[str, str], EarlierRow], views: dict[str, TableView], ids: Ids,
    same: Mapping[tuple[str, str], str], settings: Iterable[Record] = (),
) -> Compared:  # fmt: skip
    """What becomes of the records of a source, and of its `settings`; `earlier` are the rows that came from it before.

    `same`: rows that are there already, by table and id of the records that somebody said are the same.
    """
    found = Compared()
    records = list(records)
    known = _Known(earlier.values(), records)
    for record in records:
        view = views.get(record.table)
        if view is None:
            _leave(record, found)
            continue
        twin = same.get((record.table, record.id), "")
        # What somebody says is the same as a row of this very file is its newer version, in other words.
        row = known.row_of(record) or known.take_id(record.table, twin)
        if row is None and twin in view.ids.values():
            _join(record, twin, view, found)
        elif row is None:
            _add(record, ids, found)
        elif compared(row.id) in view.rows:
            found.known.append((record, row))
            _update(record, row, view, found)
    for record in settings:
        if record.table in views:
            _set(record, earlier.get((record.table, record.trace[0].row)), views[record.table], found)
    found.gone = [row for row in known.left() if row.table in views and compared(row.id) in views[row.table].rows]
    return found


def share_known(records: Sequence[Record], earlier: Iterable[EarlierRow]) -> float:
    """Which share of earlier rows stands in a file as it did: the same id in the source, and the same text."""
    there = {(record.table, record.source_id, _main(record)) for record in records}
    known = [(row.table, _source_id(row), plain(_text(row))) for row in earlier if row.table in MAIN]
    return sum(one in there for one in known) / len(known) if known else 0.0


def unknown(records: Sequence[Record], earlier: Iterable[EarlierRow]) -> Unknown:
    """The records of which nobody can tell alone whether they are newer versions of rows that came from this file."""
    known = _Known(earlier, records)
    new = [record for record in records if known.row_of(record) is None]
    return Unknown(new, known.taken, {(record.table, record.id): row.id for record, row in known.reworded})


@dataclass(frozen=True)
class Unknown:
    """Such records, the rows of the others, and the rows whose id some of them have, with quite another text."""

    records: list[Record]
    taken: set[tuple[str, str]]
    same_id: Mapping[tuple[str, str], str]


class _Known:
    """The earlier row of each record: with its text, else with its source id; each is found once.

    Where rows were put in between and numbered anew, an id stands for another text: the text counts more. A row with
    the same id alone, of whose text hardly a word is left (`reworded`), may be another thing typed over the old one.
    """

    def __init__(self, rows: Iterable[EarlierRow], records: Iterable[Record]) -> None:
        self._rows = {(row.table, row.id): row for row in rows if row.table in MAIN}
        self._found: dict[tuple[str, str], EarlierRow] = {}
        self.taken: set[tuple[str, str]] = set()
        by_both = _unique((row, f"{_source_id(row)}\n{plain(_text(row))}") for row in self._rows.values())
        by_text = _unique((row, plain(_text(row))) for row in self._rows.values())
        left = self._take(records, by_both, lambda record: f"{record.source_id}\n{_main(record)}")
        left = self._take(left, by_text, _main)
        by_id = _unique((row, _source_id(row)) for row in self._rows.values())
        pairs = [(record, by_id.get((record.table, record.source_id))) for record in left]
        same_id = [(record, row) for record, row in pairs if row and (row.table, row.id) not in self.taken]
        self.reworded = [(record, row) for record, row in same_id if not _is_alike(record, row)]
        alike = [record for record, row in same_id if _is_alike(record, row)]
        self._take(alike, by_id, lambda record: record.source_id)

    def _take(
        self, records: Iterable[Record], known: Mapping[tuple[str, str], EarlierRow], name: Callable[[Record], str]
    ) -> list[Record]:
        """Give records the rows that are known by their name; gives those that find none."""
        left = []
        for record in records:
            row = known.get((record.table, name(record)))
            if row and (row.table, row.id) not in self.taken:
                self._found[record.table, record.id] = row
                self.taken.add((row.table, row.id))
            else:
                left.append(record)
        return left

    def row_of(self, record: Record) -> EarlierRow | None:
        """The earlier row that a record is a newer version of."""
        return self._found.get((record.table, record.id))

    def take_id(self, table: str, id: str) -> EarlierRow | None:
        """The earlier row of this id, where no record has taken it yet."""
        row = self._rows.get((table, id))
        if row is None or (row.table, row.id) in self.taken:
            return None
        self.taken.add((row.table, row.id))
        return row

    def left(self) -> list[EarlierRow]:
        """Those that no record was a newer version of."""
        return [row for key, row in self._rows.items() if key not in self.taken]


def _is_alike(record: Record, row: EarlierRow) -> bool:
    """Whether more than half of the words of one text stand in the other, or one of them is empty."""
    now, was = (stems(tokens(said)) for said in (_main(record), _text(row)))
    return not now or not was or 2 * len(now & was) > min(len(now), len(was))


def _main(record: Record) -> str:
    return plain(shown(record.values.get(MAIN[record.table], "")))


def _unique(rows: Iterable[tuple[EarlierRow, str]]) -> dict[tuple[str, str], EarlierRow]:
    pairs = list(rows)
    counts = Counter((row.table, name) for row, name in pairs)
    return {(row.table, name): row for row, name in pairs if name and counts[row.table, name] == 1}


def _source_id(row: EarlierRow) -> str:
    return row.source(header_of(row.table, table_named(row.table).key))


def _text(row: EarlierRow) -> str:
    return row.value(header_of(row.table, MAIN[row.table]))


def _leave(record: Record, found: Compared) -> None:
    """A record of a table whose sheet somebody deleted: what is carried of it elsewhere has no place here."""
    if record.table not in found.absent:
        found.absent.append(record.table)
    why = text("adopt.update.left_no_table", table=record.table)
    found.left += [Left(one.sheet, one.cell, one.source, why) for one in record.trace if one.cell]


def _add(record: Record, ids: Ids, found: Compared) -> None:
    """A new row, with an id that no row of the workbook has."""
    key = table_named(record.table).key
    id, _ = ids.give(record.table, record.source_id)
    record.values[key] = id
    for one in record.trace:
        one.row = id
        if one.key == key:
            one.value = id
    found.added.append(record)


def _join(record: Record, id: str, view: TableView, found: Compared) -> None:
    """A record that is the same as a row that is there: it fills what is empty; what differs is told, and left."""
    kept = []
    for one in record.trace:
        one.row, here = id, shown(view.raw(compared(id), one.key))
        value = as_stands(record.table, one.key, record.values.get(one.key))
        if one.key == table_named(record.table).key:
            one.value = id
            kept.append(one)
        elif (is_free := view.is_free(compared(id), one.key)) or _same(here, value):
            kept.append(one)
            if is_free and one.key in view.keys:
                found.changes.cells[Cell(record.table, view.number(compared(id)), one.key)] = value  # type: ignore[assignment]
        else:
            header = header_of(record.table, one.key)
            found.differs.append(Difference(record.table, id, header, here, shown(value)))
            if one.cell:
                found.left.append(
                    Left(one.sheet, one.cell, one.source, text("adopt.update.left_there", row=id, header=header))
                )
    record.trace = kept
    found.joined.append(record)


def _set(record: Record, row: EarlierRow | None, view: TableView, found: Compared) -> None:
    """A field of the arrangement: it fills what is empty, and is updated like any other cell that adoption wrote."""
    (line,), name = record.trace, str(record.values["field"])
    header, here, there = header_of(record.table, line.key), shown(view.raw(name, line.key)), shown(line.value)
    if name not in view.rows or _same(here, there) or (row and _same(row.value(header), there)):
        return
    if not here or (row and _same(here, row.value(header))):
        found.changes.cells[Cell(record.table, view.number(name), line.key)] = there
        known = row or EarlierRow(record.table, line.row)
        found.updated.append((known, header, record.trace))
    else:
        found.differs.append(Difference(record.table, line.row, header, here, there))


def _update(record: Record, row: EarlierRow, view: TableView, found: Compared) -> None:
    key_column = table_named(record.table).key
    headers = {header_of(record.table, key): key for key in view.keys}
    for header, key in headers.items():
        if key == key_column or (key not in record.values and header not in row.lines):
            continue
        there = as_stands(record.table, key, record.values[key]) if key in record.values else None
        was, here = row.value(header), shown(view.raw(compared(row.id), key))
        if _same(there, was) or _same(there, here):
            continue
        # A formula is people's own, whatever it shows: adoption writes none.
        if _same(here, was) and not view.has_formula(compared(row.id), key):
            cell = Cell(record.table, view.number(compared(row.id)), key)
            found.changes.cells[cell] = there  # type: ignore[assignment]
            trace = [one for one in record.trace if one.key == key]
            for one in trace:
                one.row = row.id
            found.updated.append((row, header, trace))
        else:
            found.differs.append(Difference(record.table, row.id, header, here, shown(there)))


def _same(one: object, other: object) -> bool:
    """Whether two values are seen as the same."""
    return " ".join(shown(one).split()) == " ".join(shown(other).split())
