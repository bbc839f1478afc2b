"""The view of another partner in a workbook that is there: its row in Partners, and the columns of its own ratings."""

from __future__ import annotations

from collections.abc import Collection

from pipeline.adopt.workbook.trace import Record
from pipeline.copies.input_cells import Changes, with_changes
from pipeline.copies.table_view import views
from pipeline.domain.cell import Cell
from pipeline.domain.table_update import KEEP, OutColumn, OutRow, TableUpdate
from pipeline.reading.workbook import Reading, read
from pipeline.xlsx.ooxml.errors import WriteError
from pipeline.xlsx.ooxml.package import Package
from pipeline.xlsx.ooxml.workbook import Book
from pipeline.xlsx.writer.rewrite import rewrite
from schemas.fields import PARTNER_MARK
from schemas.vocabulary import compared, vocabulary
from schemas.wording.text import text

PARTNERS = "Partners"


def with_partners(
    data: bytes, reading: Reading, records: Collection[Record], parties: Collection[str], names: dict[str, str]
) -> bytes:  # fmt: skip
    """The workbook with every partner that these records name and columns for all.

    `reading` is what `data` says, `parties` are the viewer and all who rate, `names` those of partners by code.
    Raises WriteError.
    """
    named = {code for record in records for key in record.values if (code := key.partition(PARTNER_MARK)[2])}
    codes = {*named, *parties}
    partners = views(reading).get(PARTNERS)
    if partners is None:
        raise WriteError(text("writer.file.no_table", table=PARTNERS))
    yes, no = (vocabulary("party").label(code) for code in ("yes", "no"))
    changes = Changes()
    for code in sorted(codes):
        if compared(code) not in partners.rows:
            row = {"partner": code, "name": names.get(code, code), "party": yes if code in parties else no}
            changes.rows.setdefault(PARTNERS, []).append(row)
        elif code in parties and partners.meaning(compared(code), "party") != "yes":
            changes.cells[Cell(PARTNERS, partners.number(compared(code)), "party")] = yes
    return _with_columns(with_changes(data, reading, changes))


def _with_columns(data: bytes) -> bytes:
    """The workbook with the columns of partners that its tables lack so far, at their right end."""
    reading = read(data)
    book, updates = Book(Package(data)), []
    parties = set(reading.arrangement.party_codes)
    for name, view in views(reading).items():
        lacking = [
            column.header(code)
            for column in view.table.columns
            for code in [partner.partner for partner in reading.arrangement.partners]
            if column.per_partner and (code in parties or not column.parties_only)
            and column.key(code) not in view.content.heads.by_key
        ]  # fmt: skip
        if lacking:
            body = book.table(name).body
            rows = [OutRow(number, (KEEP,) * len(lacking)) for number in range(body.top, body.bottom + 1)]
            updates.append(TableUpdate(name, tuple(map(OutColumn, lacking)), tuple(rows), clear_filter=False))
    return rewrite(data, updates) if updates else data
