"""The rows of a table written anew: our cells from the update, people's cells following their rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from pipeline.domain.table_update import KEEP, OutRow, OutRows, Value
from pipeline.xlsx.ooxml.cell_values import TEXT_KINDS, formula_tag, head, stands, style_of, value_of
from pipeline.xlsx.ooxml.cells import CellWriter, stored
from pipeline.xlsx.ooxml.errors import WriteError
from pipeline.xlsx.ooxml.refs import address, letters
from pipeline.xlsx.ooxml.rows import Rows, RowText, attributes
from pipeline.xlsx.ooxml.sheet import SheetXml
from pipeline.xlsx.ooxml.text import unescaped
from pipeline.xlsx.ooxml.workbook import Book
from pipeline.xlsx.ooxml.xml_edit import is_true
from pipeline.xlsx.writer.formula_shift import can_shift, filled_down, fills_one_cell, formula_of, moved, translated
from pipeline.xlsx.writer.inherited_style import Look
from pipeline.xlsx.writer.new_rows import TOGETHER, NewRows
from pipeline.xlsx.writer.placement import Layout
from pipeline.xlsx.writer.row_heights import Heights
from schemas.wording.text import text

_LOOKED_AT = 50  # rows
_SPANS = re.compile(r"""\sspans\s*=\s*(?:"[^"]*"|'[^']*')""")
_HEIGHT = re.compile(r"""\sht\s*=\s*(?:"[^"]*"|'[^']*')""")
_HIDDEN = re.compile(r"""\shidden\s*=\s*(?:"[^"]*"|'[^']*')""")


class Body:
    """Rewrites the rows of one table within the text of a sheet's rows."""

    def __init__(self, sheet: SheetXml, layout: Layout, book: Book) -> None:
        self._sheet, self._layout, self._book = sheet, layout, book
        self._rows = Rows(sheet.rows, sheet.prefix, sheet.name)
        self._write = CellWriter(sheet.prefix)
        columns = range(layout.area.left, layout.area.right + 1)
        self._columns = [(column, letters(column), layout.ours.get(column)) for column in columns]
        self._nothing: tuple[Value, ...] = (None,) * len(layout.update.columns)
        self.look = Look(sheet, layout, lambda: book.styles, self._rows)
        self._date_columns = {column for column, at in layout.ours.items() if layout.update.columns[at].kind == "date"}
        self._heights = Heights(sheet, self.look.wraps)
        self.formulas_changed = False
        self._patterns: dict[int, int | None] = {}

    @cached_property
    def _new_rows(self) -> NewRows:
        return NewRows(self._sheet.prefix, self._layout, self.look, self._heights, self._book.date1904)

    def row(self, number: int) -> RowText | None:
        """The row as it stands; None if the sheet has none there."""
        return self._rows.row(number)

    def between(self, first: int, last: int) -> Iterator[tuple[int, RowText]]:
        """The rows of these numbers that the sheet has, as they stand."""
        yield from self._rows.between(first, last)

    def raw(self, number: int, column: int) -> str:
        """The cell as it stands; "" if there is none."""
        found = self.row(number)
        return found.cells.get(column, "") if found else ""

    def written(self) -> Iterator[bytes]:
        """All rows of the sheet in pieces of the part, those of the table rewritten: no piece is kept as text."""
        layout = self._layout
        first = layout.area.top if layout.added else layout.area.top + 1
        last = max(layout.area.bottom, layout.table.area.bottom)
        start, end = self._rows.stretch(first, last)
        fresh = self._first_fresh(first)
        yield self._rows.text[:start].encode()
        for at in range(first, min(fresh, last + 1), TOGETHER):
            yield "".join(map(self._row, range(at, min(at + TOGETHER, fresh, last + 1)))).encode()
        for at in range(fresh, layout.body.top + len(layout.rows), TOGETHER):
            some = slice(at - layout.body.top, at - layout.body.top + TOGETHER)
            yield self._new_rows.text(at, layout.rows[some]).encode()
        yield self._rows.text[end:].encode()

    def _first_fresh(self, first: int) -> int:
        """The number from which on all rows of the table are new to the sheet; behind its end if none are."""
        layout, top = self._layout, self._layout.body.top
        end = layout.touched.bottom + 1
        if layout.table.formulas or end != top + len(layout.rows):
            return end
        continued = [number for number, source in enumerate(layout.rows.sources, top) if source is not None]
        return max(first, *(number + 1 for number in continued[-1:]), self._rows.last(end - 1) + 1)

    def _row(self, number: int) -> str:
        meant = self._layout.out_row(number) if number > self._layout.area.top else None
        old = self.row(number)
        if meant and not old and meant.source is None and not self._layout.table.formulas:
            return self._new_rows.text(number, OutRows.of((meant,), len(meant.cells)))
        present = old.cells if old else {}
        left, right = self._layout.area.left, self._layout.area.right
        if number == self._layout.area.top:
            inside = self._header(old)
        elif number > self._layout.area.bottom:
            inside = [
                self._emptied(raw, number, at, self._style(number, at, raw, {}, None))
                for at, raw in present.items()
                if left <= at <= right
            ]
        else:
            inside = self._cells(number, present, meant)
        if not old:
            text = "".join(inside)
            p = self._sheet.prefix
            height = "" if self.look.has_fixed_height else self._height(inside, meant)
            return f'<{p}row r="{number}"{self.look.row_attributes}{height}>{text}</{p}row>' if text else ""
        text = "".join(
            [raw for at, raw in present.items() if at < left]
            + inside
            + [raw for at, raw in present.items() if at > right]
        )
        return self._around(old, text, number, inside, meant)

    def _around(self, old: RowText, text: str, number: int, inside: list[str], meant: OutRow | None) -> str:
        """The row's own tag around its cells; a row in which nothing changed comes out as it was."""
        tag = old.tag
        in_body = number > self._layout.area.top
        if in_body and self._layout.update.clear_filter and is_true(attributes(tag).get("hidden")):
            tag = _HIDDEN.sub("", tag)
        if text != "".join(old.cells.values()):
            tag = _SPANS.sub("", tag)
            if in_body and not is_true(attributes(tag).get("customHeight")):
                end = -2 if tag.endswith("/>") else -1
                tag = f"{_HEIGHT.sub('', tag[:end])}{self._height(inside, meant)}{tag[end:]}"
            if tag.endswith("/>"):
                return f"{tag[:-2].rstrip()}>{text}</{self._sheet.prefix}row>{old.close}"
        return f"{tag}{old.lead}{text}{old.close}"

    def _height(self, inside: list[str], meant: OutRow | None) -> str:
        """The height of a body row for the texts of its cells, from the table's left to its right."""
        texts = []
        for (column, _, place), raw in zip(self._columns, inside, strict=False):
            value = KEEP if place is None or meant is None else meant.cells[place]
            held = self._text_in(raw) if value is KEEP else stored(value, self._book.date1904)
            if isinstance(held, str):
                texts.append((self._heights.room(column, style_of(raw)), held))
        return self._heights.attribute(texts)

    def _text_in(self, raw: str) -> str:
        """The text that a cell holds as it stands, "" for none."""
        return str(value_of(raw, self._book.strings) or "") if head(raw)[1] in TEXT_KINDS else ""

    def _header(self, old: RowText | None) -> list[str]:
        present = old.cells if old else {}
        style = self.look.header(old)
        number = self._layout.area.top
        kept = [raw for at, raw in present.items() if self._layout.area.left <= at <= self._layout.table.area.right]
        added = self._layout.added.items()
        return kept + [self._write.cell(address(number, at), style, column.header) for at, column in added]

    def _cells(self, number: int, present: dict[int, str], meant: OutRow | None) -> list[str]:
        """The cells of a body row from the table's left to its right."""
        source = meant.source if meant else None
        values = meant.cells if meant else self._nothing
        origin = present if source == number else self._origin(source)
        inside: list[str] = []
        for column, letter, place in self._columns:
            raw = present.get(column, "")
            value = KEEP if place is None else values[place]
            if value is KEEP:
                inside.append(self._following(number, column, raw, origin, meant))
            else:
                style = self._style(number, column, raw, origin, source)
                inside.append(self._ours(number, f"{letter}{number}", column, raw, value, style))
        return inside

    def _style(self, number: int, column: int, raw: str, origin: dict[int, str], source: int | None) -> str:
        """How one of our cells looks: as its row looked where it stood; a cell of a new row looks like most others."""
        if source == number or not self._layout.rows_move:
            return style_of(raw) if raw else self.look.cell(column)
        return style_of(origin[column]) if column in origin else self.look.cell(column)

    def _origin(self, source: int | None) -> dict[int, str]:
        found = self.row(source) if source is not None else None
        return found.cells if found else {}

    def _ours(self, number: int, ref: str, column: int, raw: str, value: Value, style: str) -> str:
        content = stored(value, self._book.date1904)
        if content is None:
            return self._emptied(raw, number, column, style)
        fitting = style
        if column in self._date_columns and type(content) in (int, float) and not self.look.is_date(style):
            fitting = self.look.date_cell(column, style)
        new = self._write.cell(ref, fitting, content)
        if not raw or raw == new:
            return new
        if stands(raw, fitting, content, self._book.strings):
            return raw
        self._dropped(raw, ref)
        return new

    def _following(self, number: int, column: int, raw: str, origin: dict[int, str], meant: OutRow | None) -> str:
        """A cell of people's column (or one of ours to be kept): the source row's own, at its new place."""
        source = meant.source if meant else None
        if source == number:
            return raw
        theirs = origin.get(column, "")
        if theirs and source is not None:
            if raw:
                self._dropped(raw, address(number, column))
            self.formulas_changed |= formula_tag(theirs) is not None
            return moved(theirs, (source, column), (number, column), self._sheet.name)
        if meant and source is None and column in self._layout.table.formulas:
            filled = self._calculated(number, column, raw)
            if filled:
                return filled
        return self._emptied(raw, number, column, self._style(number, column, raw, {}, source))

    def _calculated(self, number: int, column: int, raw: str) -> str:
        """The formula of a calculated column in a new row; "" if it cannot be told."""
        ref, style = address(number, column), style_of(raw) if raw else self.look.cell(column)
        table, pattern = self._layout.table, self._pattern(column)
        if pattern is not None:
            filled = filled_down(self.raw(pattern, column), (pattern, column), (number, column), self._sheet.name)
        elif column in table.arrays or can_shift(unescaped(table.formulas[column])):
            return ""
        else:
            filled = self._write.formula(ref, style, table.formulas[column])
        if raw:
            self._dropped(raw, ref)
        self.formulas_changed = True
        return filled

    def _pattern(self, column: int) -> int | None:
        """The row whose formula new ones continue: the last that has the column's, or the one above it shifted.

        What people typed over a formula is continued by no other row. Only the last rows are looked at.
        """
        if column not in self._patterns:
            table, top = self._layout.table, self._layout.table.body.top
            formula = unescaped(table.formulas[column])
            rows = range(table.body.bottom, max(top, table.body.bottom - _LOOKED_AT) - 1, -1)
            found = (number for number in rows if self._continues(number, column, formula))
            self._patterns[column] = next(found, None)
        return self._patterns[column]

    def _continues(self, number: int, column: int, formula: str) -> bool:
        """Whether the cell has the column's formula, and as the column has it: as an array formula, or as none."""
        tag = formula_tag(self.raw(number, column)) or ""
        if fills_one_cell(tag, address(number, column)) != (column in self._layout.table.arrays):
            return False
        own, above = (formula_of(self.raw(at, column), address(at, column)) for at in (number, number - 1))
        if not can_shift(formula):
            return own == formula
        if number == self._layout.table.body.top:
            return own != ""
        place = (number, column)
        return bool(own and above) and own == translated(above, (number - 1, column), place, self._sheet.name)

    def _emptied(self, raw: str, number: int, column: int, style: str) -> str:
        """The cell without its contents, in a style for what comes later."""
        if not raw:
            # Only a new row is dressed; a cell that was absent before and has nothing to hold stays absent.
            is_new = number > self._layout.table.area.bottom
            return self._write.cell(address(number, column), style, None) if is_new else ""
        ref = address(number, column)
        new = self._write.cell(ref, style, None)
        if raw == new or stands(raw, style, None, self._book.strings):
            return raw
        self._dropped(raw, ref)
        return new

    def _dropped(self, raw: str, ref: str) -> None:
        """Note a formula that goes. Raises WriteError if other cells depend on how it is stored."""
        tag = formula_tag(raw)
        if tag is None:
            return
        if attributes(tag).get("t", "normal") != "normal" and not fills_one_cell(tag, ref):
            name = self._sheet.name
            raise WriteError(text("writer.before.shared_formula", cell=ref, sheet=name), name, ref)
        self.formulas_changed = True
