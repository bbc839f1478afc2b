"""What a file holds for us: its sheets searched for tables, each table weighed as every kind it may be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePath

from pipeline.adopt.proposal import Proposal, TableProposal
from pipeline.adopt.recognise.candidate import Candidate
from pipeline.adopt.recognise.head import Head, heads
from pipeline.adopt.recognise.registers import register
from pipeline.adopt.source.sheet import SourceBook, SourceSheet
from schemas.wording.text import text


def recognise(book: SourceBook, codes: Mapping[str, str] | None = None) -> Proposal:
    """The proposal for a file; `codes` are the partners that are known, by their names and codes as compared."""
    proposal = Proposal(book.name, book.sha256)
    for sheet in book.sheets:
        tables = list(_tables(sheet, PurePath(book.name).stem, dict(codes or {})))
        proposal.tables += tables
        if not tables and any(sheet.filled):
            proposal.left_sheets.append((sheet.name, text("adopt.no_table")))
    for number, table in enumerate(proposal.tables, 1):
        table.id = f"T{number}"
    return proposal


def _tables(sheet: SourceSheet, file: str, codes: dict[str, str]) -> Iterator[TableProposal]:
    """The tables of a sheet from the top down; each ends where the next header stands."""
    found = heads(sheet)
    end = 0
    for at, head in enumerate(found):
        if head.rows[0] <= end:
            continue
        table = _best(Candidate(sheet, file, head, _end(sheet, found, at)), codes)
        if table:
            end = max([*table.carried, *table.header_rows])
            yield table


def _end(sheet: SourceSheet, found: list[Head], at: int) -> int:
    """The last row before the next header that is as clear and stands in the same columns."""
    head = found[at]
    for other in found[at + 1 :]:
        if other.left <= head.right and head.left <= other.right and other.best >= max(2.9, 0.6 * head.best):
            return other.rows[0] - 1
    return len(sheet.rows)


def _best(candidate: Candidate, codes: dict[str, str]) -> TableProposal | None:
    """The kind of table that a candidate most likely is."""
    tables = [table for table in (register(candidate, codes),) if table]
    return max(tables, key=lambda table: table.confidence, default=None)
