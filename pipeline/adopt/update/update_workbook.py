"""A source adopted once more into the workbook NEW, or a second one: compared, written once, after a back-up."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pipeline.adopt.proposal import Pair
from pipeline.adopt.sheet_words import answer_word, how_word, key_of
from pipeline.adopt.source.sheet import SourceBook, shown
from pipeline.adopt.update.before import Before, Line, before
from pipeline.adopt.update.compare import Compared, compare, share_known, unknown
from pipeline.adopt.update.moved import left_now, moved_lines, moved_notes
from pipeline.adopt.update.new_view import with_partners
from pipeline.adopt.update.pairs import pairs
from pipeline.adopt.workbook.carry import Harvest
from pipeline.adopt.workbook.ids import Ids
from pipeline.adopt.workbook.new_file import row_values
from pipeline.adopt.workbook.sheets import (
    ADOPTED,
    HEADERS,
    LEFT,
    NO_LINK,
    SOURCES,
    SourceLine,
    adopted_line,
    as_stands,
    source_header,
    source_line,
)  # fmt: skip
from pipeline.copies.input_cells import with_changes
from pipeline.copies.open_workbook import CopyError, refuse_closed, shared_workbook, written_error
from pipeline.copies.table_view import view_of, views, views_of
from pipeline.domain.table_update import KEEP, OutColumn, OutRow, TableUpdate, Value
from pipeline.files.atomic_replace import SavedMeanwhileError
from pipeline.reading.source.file_source import Book as Sheets
from pipeline.reading.workbook import Reading, read
from pipeline.run.workbook.outcome import Change
from pipeline.run.workbook.write_back import write_back
from pipeline.xlsx.ooxml.errors import WriteError
from pipeline.xlsx.ooxml.package import Package
from pipeline.xlsx.ooxml.workbook import Book
from pipeline.xlsx.writer.rewrite import rewrite
from schemas.spec import table as table_named
from schemas.wording.languages import writing_in
from schemas.wording.text import in_every_language, text

PLAN = "ActionPlan"  # in which measures of a register become actions
MOST_OF = 0.5  # of the rows of a file: one that holds so many of them as they were is a newer version of it


class UpdateError(Exception):
    """The workbook was not changed; the text says why and what to do."""


@dataclass(frozen=True)
class Again:
    """A source that goes into a workbook that is there: what was harvested of it, whose view it is."""

    book: SourceBook
    harvest: Harvest
    viewer: str
    mapping: str
    names: dict[str, str]  # of partners, by code
    raters: frozenset[str] = frozenset()  # partners whose ratings it holds beside those of the viewer
    # Rows that are there, by table and id of those of the source that are the same.
    same: dict[tuple[str, str], str] = field(default_factory=dict)


@dataclass
class Updated:
    """What became of it, file by file."""

    compared: dict[str, Compared] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)  # under which name a file was adopted before
    is_written: bool = False


def update_workbook(
    path: Path, sources: Sequence[Again], *, today: date, backups: Path | None, dry_run: bool
) -> Updated:  # fmt: skip
    """Adopt the sources into the workbook at `path`. Raises UpdateError."""
    try:
        opened = shared_workbook(path)
        refuse_closed(opened)
        updated, data = Updated(), opened.data
        for source in sources:
            data, found = _with(data, path, source, today, updated)
            updated.compared[source.book.name] = found
        if not dry_run and data != opened.stored:
            status, why = write_back(path, Change(opened.stored, data), backups)
            if status != "written":
                # Who has a workbook open says nothing of which one; there may be several on the screen.
                raise UpdateError(why if path.name in why else text("adopt.update.open", name=path.name, who=why))
            updated.is_written = True
    except WriteError as problem:
        raise UpdateError(str(written_error(problem, path.name))) from problem
    except (CopyError, SavedMeanwhileError) as problem:
        raise UpdateError(str(problem)) from problem
    return updated


def possible_pairs(path: Path, source: Again) -> list[Pair]:
    """Rows of the source that may be the same as rows of the workbook at `path`. Raises UpdateError."""
    try:
        data = shared_workbook(path).data
        told = before(Sheets(data))
        here = views(read(data))
    except (CopyError, WriteError) as problem:
        raise UpdateError(str(problem)) from problem
    if told is None:
        return []  # the update says what is the matter
    return pairs(unknown(source.harvest.records, told.of(_known_as(source, told)).values()), here)


def _with(data: bytes, path: Path, source: Again, today: date, updated: Updated) -> tuple[bytes, Compared]:
    """The workbook with one source adopted into it."""
    told = before(Sheets(data))
    if told is None:
        raise UpdateError(text("adopt.update.not_adopted", name=path.name))
    _refuse_other_view(path, source, told)
    reading = read(data)
    with writing_in(reading.language):  # what is written is in the language of the workbook
        data = with_partners(data, reading, source.harvest.records, {source.viewer, *source.raters}, source.names)
        return _compared(data, source, told, today, updated)


def _compared(data: bytes, source: Again, told: Before, today: date, updated: Updated) -> tuple[bytes, Compared]:
    """The same, where it is known that the file is of the same view."""
    reading = read(data)
    here = views_of(reading, data)
    if plan := view_of(reading, PLAN):
        here[PLAN] = plan
    taken = [(name, id) for name, view in here.items() for id in view.ids.values()]
    name = _known_as(source, told)
    if name != source.book.name:
        updated.renamed[source.book.name] = name
    found = compare(source.harvest.records, told.of(name), here, Ids(taken), source.same, source.harvest.settings)
    for record in found.added:
        values = row_values(source.book.name, record)
        note = values.pop(source_header())
        labelled = {key: as_stands(record.table, key, value) for key, value in values.items()}
        found.changes.rows.setdefault(record.table, []).append({**labelled, _noted(reading, record.table): note})  # type: ignore[dict-item]
    for table in {record.table for record, _ in found.known}:
        rows = [(record, row) for record, row in found.known if record.table == table]
        names = name, source.book.name
        notes = moved_notes(rows, names, here[table], reading.contents[table], _noted(reading, table))
        found.changes.cells |= dict(notes)
    data = with_changes(data, reading, found.changes)
    return _with_trace(data, source, name, told, found, today), found


def _noted(reading: Reading, table: str) -> str:
    """The header of the column Source as it stands in a table: the workbook may have had another language before."""
    known = {str(said["source_header"]) for said in in_every_language("adopt")}
    standing = reading.contents[table].found.headers if table in reading.contents else ()
    return next((header for header in standing if header in known), source_header())


def _known_as(source: Again, told: Before) -> str:
    """The name under which a file was adopted before: its own, else that of the one most of whose rows it holds."""
    if source.book.name in told.sources:
        return source.book.name
    shares = {
        name: share_known(source.harvest.records, told.of(name).values())
        for name, (_, line) in told.sources.items()
        if shown(line["view_of"]) == source.viewer
    }
    best = max(shares, key=lambda name: shares[name], default="")
    return best if best and shares[best] >= MOST_OF else source.book.name


def _refuse_other_view(path: Path, source: Again, told: Before) -> None:
    """A file of the same name that is another partner's is no newer version of the one adopted before."""
    known = told.sources.get(source.book.name)
    view = shown(known[1]["view_of"]) if known else source.viewer
    if view != source.viewer:
        said = {"name": path.name, "file": source.book.name, "view": view, "viewer": source.viewer}
        raise UpdateError(text("adopt.update.other_view", **said))


def _with_trace(data: bytes, source: Again, name: str, told: Before, found: Compared, today: date) -> bytes:
    """The trace brought up to date; of a file with another `name` than before all its lines name the new one."""
    file = source.book.name
    changed = _renamed(told.rows, name, file) | dict(moved_lines(found.known, HEADERS[ADOPTED], file))
    added: list[Sequence[object]] = []
    for row, header, trace in found.updated:
        lines = [adopted_line(file, one) for one in trace] or [
            (table_named(row.table).sheet, row.id, header, "", file, "", "", "", how_word("copied"), answer_word("no"))
        ]  # fmt: skip
        numbers = [number for number, _ in row.lines.get(header, ())]
        changed |= dict(zip(numbers, lines, strict=False))
        added += lines[len(numbers) :]
    added += [adopted_line(file, one) for record in (*found.added, *found.joined) for one in record.trace]
    of_file = [(number, line) for number, line in told.left_rows if shown(line["file"]) == name]
    carried = [one for record in source.harvest.records for one in record.trace]
    left_changed, gone, left = left_now(of_file, [*source.harvest.left, *found.left], source.book, carried)
    known = told.sources.get(name)
    link = shown(known[1]["link"]) if known else NO_LINK
    line = source_line(SourceLine(file, source.book.sha256, today, source.viewer, source.mapping, link))
    book = Book(Package(data))
    updates = [_update(book, SOURCES, {known[0]: line}, []) if known else _update(book, SOURCES, {}, [line])]
    if changed or added:
        updates.append(_update(book, ADOPTED, changed, added))
    if left_changed or gone or left:
        updates.append(_update(book, LEFT, left_changed, left, gone))
    return rewrite(data, updates)


def _renamed(lines: Sequence[tuple[int, Line]], name: str, file: str) -> dict[int, Sequence[object]]:
    """The lines of Adopted of a file that has another name now, by their row."""
    if name == file:
        return {}
    return {
        number: [file if header == "file" else line[header] for header in HEADERS[ADOPTED]]
        for number, line in lines
        if shown(line["file"]) == name
    }


def _update(
    book: Book, name: str, changed: Mapping[int, Sequence[object]], added: Sequence[Sequence[object]],
    gone: Collection[int] = (),
) -> TableUpdate:  # fmt: skip
    """The rows of one of the three tables: those that stand there, changed or not, but those `gone`; new ones below."""
    table = book.table(name)
    body = table.body
    keep: tuple[Value, ...] = (KEEP,) * len(HEADERS[name])
    rows = [
        OutRow(number, _values(changed[number]) if number in changed else keep)
        for number in range(body.top, body.bottom + 1)
        if number not in gone
    ]
    rows += [OutRow(None, _values(line)) for line in added]
    rows = rows or [OutRow(body.top, (None,) * len(HEADERS[name]))]  # a table has a row, an empty one maybe
    stands = {key_of(header): header for header in table.headers}  # in the language in which it was adopted
    columns = tuple(OutColumn(stands.get(key, key)) for key in HEADERS[name])
    return TableUpdate(name, columns, tuple(rows), clear_filter=False)


def _values(line: Sequence[object]) -> tuple[Value, ...]:
    return tuple(None if value == "" else value for value in line)  # type: ignore[misc]
