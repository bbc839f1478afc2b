"""`--only`: one table of a sheet ("Risks!A6:H40"), or the rows of a long list with a value ("Governorate=Taizz")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.adopt.compared_words import plain
from pipeline.adopt.proposal import ROLE, Proposal, TableProposal
from pipeline.adopt.recognise.matrix.named.in_cells import names_in
from pipeline.adopt.recognise.matrix.sideways import sheet_of
from pipeline.adopt.recognise.rows.body import reason
from pipeline.adopt.source.sheet import SourceBook, SourceSheet, shown
from pipeline.xlsx.ooxml.refs import Box, box
from schemas.wording.text import joined, text


class OnlyError(ValueError):
    """What `--only` asks for is not there; the text says what is."""


@dataclass(frozen=True)
class Only:
    """What is asked for: areas by sheet (None: the whole sheet), and values by header."""

    areas: tuple[tuple[str, Box | None], ...] = ()
    values: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, given: Sequence[str]) -> Only:
        """What the texts ask for. Raises OnlyError for an area that is none."""
        areas: list[tuple[str, Box | None]] = []
        values: list[tuple[str, str]] = []
        for one in given:
            sheet, mark, area = one.rpartition("!")
            if mark:
                found = box(area.replace("$", ""))
                if found is None:
                    raise OnlyError(text("adopt.only.no_area", given=one, area=area))
                areas.append((plain(sheet.strip("'")), found))
            elif "=" in one:
                header, _, value = one.partition("=")
                values.append((plain(header), plain(value)))
            else:
                areas.append((plain(one), None))
        return cls(tuple(areas), tuple(values))

    def cropped(self, book: SourceBook) -> SourceBook:
        """The book with nothing but the areas asked for. Raises OnlyError where it has no such sheet."""
        if not self.areas:
            return book
        names = {plain(sheet.name) for sheet in book.sheets}
        for name, _ in self.areas:
            if name not in names:
                there = joined(sheet.name for sheet in book.sheets)
                raise OnlyError(text("adopt.only.no_sheet", name=book.name, sheet=name, there=there))
        return replace(book, sheets=tuple(sheet for each in book.sheets if (sheet := self._cropped(each))))

    def _cropped(self, sheet: SourceSheet) -> SourceSheet | None:
        asked = [area for name, area in self.areas if name == plain(sheet.name)]
        if not asked:
            return None
        areas = [area for area in asked if area]
        if len(areas) < len(asked):
            return sheet
        rows = [
            [cell if any(_inside(area, row, column) for area in areas) else "" for column, cell in enumerate(cells, 1)]
            for row, cells in enumerate(sheet.rows, 1)
        ]
        return replace(sheet, rows=rows)

    def choose_rows(self, book: SourceBook, proposal: Proposal) -> None:
        """Leave the rows that have another value in a column asked for. Raises OnlyError where none has this one.

        Of a matrix on its side the columns as well, where one of those down the rows is asked for.
        """
        sheets = {sheet.name: sheet for sheet in book.sheets}
        for header, value in self.values:
            tables = [table for table in proposal.tables if _has(table, header)]
            if not tables:
                raise OnlyError(text("adopt.only.no_column", name=book.name, header=header))
            for table in tables:
                sheet = sheets[table.sheet]
                if table.turned:
                    _choose_turned(table, table.turned, sheet, header, value)
                    keep_words(table.turned, sheet_of(sheet, table.turned))
                else:
                    _leave_others(table, _others(table, sheet, header, value))
                    keep_words(table, sheet)
            if not any(table.carried and (table.turned or table).carried for table in proposal.tables):
                raise OnlyError(text("adopt.only.no_value", name=book.name, header=header, value=value))


def _has(table: TableProposal, header: str) -> bool:
    columns = [*table.columns, *(table.turned.columns if table.turned else ())]
    return any(plain(column.header) == header for column in columns)


def _others(table: TableProposal, sheet: SourceSheet, header: str, value: str) -> list[int] | None:
    """The records with another value in the column of this header; None where there is no such column."""
    column = next((each.column for each in table.columns if plain(each.header) == header), None)
    if column is None:
        return None
    return [row for row in table.carried if plain(shown(sheet.at(row, column))) != value]


def _leave_others(table: TableProposal, rows: Sequence[int] | None) -> None:
    others = set(rows or ())
    table.carried = [row for row in table.carried if row not in others]
    table.left |= dict.fromkeys(rows or (), reason("not_chosen"))


def _choose_turned(table: TableProposal, over: TableProposal, sheet: SourceSheet, header: str, value: str) -> None:
    """Leave those down the rows who have another value; where nobody has it, the activities that have another one."""
    rows = _others(table, sheet, header, value)
    columns = _others(over, sheet_of(sheet, over), header, value)
    if rows is not None and (len(rows) < len(table.carried) or columns is None):
        _leave_others(table, rows)
        for role in over.columns:
            if role.column in rows and role.target == ROLE:
                role.target = role.partner = role.words = None
                role.ask, role.why = False, reason("not_chosen")
        return
    _leave_others(over, columns)
    for column in table.columns:
        if columns and column.column in columns:
            column.target, column.why, column.samples = None, reason("not_chosen"), ()


def keep_words(table: TableProposal, sheet: SourceSheet) -> None:
    """Ask only about words that stand in the rows that are carried, or may be."""
    for column in table.columns:
        words = column.words
        if words:
            # Who does the measures is asked together with who owns the risks.
            doer = table.doer_column if column.target == "Risks.owner" and table.doer_column else column.column
            places = {table.who_column if column.names_partners and table.who_column else column.column, doer}
            rows = (*table.carried, *table.doubtful)
            cells = {words.said(shown(sheet.at(row, place))) for row in rows for place in places}
            there = (
                {name for cell in cells for name in names_in(cell, words.counts)} if column.names_partners else cells
            )
            words.counts = {word: many for word, many in words.counts.items() if word in there}
            words.map = {word: code for word, code in words.map.items() if word in there}
            words.doubtful = [word for word in words.doubtful if word in there]
            words.proposed = {word: code for word, code in words.proposed.items() if word in there}
            words.unmapped = [word for word in words.unmapped if word in there]
            words.ask = words.ask and bool(words.open_words)


def _inside(area: Box, row: int, column: int) -> bool:
    return area.top <= row <= area.bottom and area.left <= column <= area.right
