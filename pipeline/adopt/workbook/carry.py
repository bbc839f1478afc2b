"""A recognised table as rows of ours: every value carried with its source, or left with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import prod

from pipeline.adopt.proposal import NOTHING, ORGANISATION, Fill, TableProposal
from pipeline.adopt.recognise.asked.looks import MAIN, is_struck_row
from pipeline.adopt.source.amounts import decimal_mark
from pipeline.adopt.source.sheet import Cell, SourceSheet, amount_of, is_broken, is_empty, shown
from pipeline.adopt.workbook.aims import Aim, aims, why_nothing
from pipeline.adopt.workbook.carry_actions import ActionMaker
from pipeline.adopt.workbook.carry_currency import currency_record
from pipeline.adopt.workbook.carry_presence import carry_presence
from pipeline.adopt.workbook.carry_roles import let_one_lead, may_be_copied, partners_named, settle_leaders, take_role
from pipeline.adopt.workbook.cell_value import value_for
from pipeline.adopt.workbook.ids import Ids
from pipeline.adopt.workbook.neighbours import Neighbours
from pipeline.adopt.workbook.trace import BETWEEN_TEXTS, Carried, How, Left, Record
from pipeline.template.cells import LONGEST_TEXT, is_too_long
from schemas.spec import table as table_named
from schemas.wording.numbers_and_days import number_text
from schemas.wording.text import text

_DECIMALS = 6
_ADDED = ("quantity", "unit_cost")  # what may stand in several cells of a row: one for each quarter
_REST = {"likelihood": "cause", "impact": "consequence", "rating": "notes", "role": "capability"}


@dataclass
class Harvest:
    """What was carried from one file, and what was left there."""

    records: list[Record] = field(default_factory=list)
    settings: list[Record] = field(default_factory=list)  # fields of the arrangement
    left: list[Left] = field(default_factory=list)


def carry(
    table: TableProposal, sheet: SourceSheet, viewer: str, ids: Ids, beside: Neighbours
) -> Iterator[Record | Left]:
    """A table row by row: each record, and what is left of its row; `viewer` is the partner whose view it holds."""
    if table.column_for(ORGANISATION) and not any(each.role for each in table.columns):
        records, left = carry_presence(table, sheet, ids, beside)
        yield from records
        yield from left
        return
    yield from _Carrier(table, sheet, viewer, ids, beside).run()


class _Carrier:
    def __init__(
        self, table: TableProposal, sheet: SourceSheet, viewer: str, ids: Ids, beside: Neighbours
    ) -> None:  # fmt: skip
        self.table, self.sheet, self.ids, self.beside = table, sheet, ids, beside
        self.left: list[Left] = []  # of the rows since the last record
        self.of = table_named(table.table)
        self.aimed = aims(table, sheet, viewer)
        self._feeding = frozenset(aim.number for aim in self.aimed)
        self._key = next(column for column in self.of.columns if column.is_key)
        self._key_column = table.column_for(f"{self.of.name}.{self._key.name}")
        self.named = {each.column for each in table.columns if each.holds_names}
        self._why_out = {each.column: each.why or text("adopt.why.no_place") for each in table.columns}
        of_sums = (sheet.at(row, table.sum_column) for row in table.carried) if table.sum_column else ()
        self._main = [each.column for each in table.columns if each.target in MAIN]
        self._mark_of_sums = decimal_mark(of_sums)
        self._record: Record | None = None
        self._rows: list[int] = []  # of the record
        self._left_cells: set[tuple[int, int]] = set()  # of the record, by row and column
        self._left_merged: set[tuple[int, int]] = set()  # of all records, merged over several
        self._actions = ActionMaker(table, sheet, ids)

    def run(self) -> Iterator[Record | Left]:
        """Carry row by row."""
        for row in self.table.carried:
            if row in self.table.continued and self._record:
                self._take(self._record, row, only_texts=True)
            else:
                yield from self._finished()
                self._record = Record(self.of.name, {}, self.sheet.name, row, is_turned=self.sheet.is_turned)
                self._rows, self._left_cells = [], set()
                self._take(self._record, row)
            self._rows.append(row)
        yield from self._finished()
        if currency := currency_record(self.table):
            yield currency
        for row, why in self.table.left.items():
            is_alone = len(self.sheet.filled[row - 1]) == 1
            for column in self.sheet.filled[row - 1]:
                if not self.beside.is_theirs(self.table, row, column):
                    hide = self.beside.may_name(row, column) and not (is_alone and column in self.named)
                    self._leave(row, column, why, hide=hide)
            yield from self._finished()

    def _finished(self) -> Iterator[Record | Left]:
        """The record that is whole now, and what its rows leave behind."""
        if self._record:
            self._finish(self._record)
            yield self._record
            yield from self._actions_of(self._record)
            self._record = None
        yield from self.left
        self.left.clear()

    def _take(self, record: Record, row: int, *, only_texts: bool = False) -> None:
        for aim in self.aimed:
            at, cell = self.sheet.at_or_above(row, aim.number, self.table.first_row)
            if is_empty(cell) and (above := self.table.above.get((row, aim.number))) and not only_texts:
                self._fill_down(record, aim, above)
            if is_empty(cell) or (only_texts and at != row):
                continue  # a cell merged downwards was taken with the first row
            if only_texts and self._actions.is_wanted and aim.number == self.table.doer_column:
                continue  # whoever does this measure
            is_more = aim.column.kind == "text" or bool(aim.role)
            if only_texts and (not is_more or shown(cell) == record.values.get(aim.column.name)):
                self._leave(row, aim.number, text("adopt.left.second_row"), hide=aim.number in self.named)
                continue
            self._put(record, aim, at, cell)
        taken = self._feeding
        if not only_texts and self._take_sum(record, row):
            taken |= {self.table.sum_column}
        if self._actions.is_wanted:
            taken |= {self.table.due_column, self.table.doer_column}  # left, or carried, with the actions
        if who := self.table.who_column:
            said = {one.cell for one in record.trace}
            taken |= {who} if self.sheet.address(row, who) in said or (row, who) in self._left_cells else set()
        for number in self.sheet.filled[row - 1]:
            if number in taken:
                continue
            if number in self._why_out:
                self._leave(row, number, self._why_out[number], hide=number in self.named)
            elif not self.beside.is_theirs(self.table, row, number):
                self._leave(row, number, text("adopt.left.outside"), hide=self.beside.may_name(row, number))

    def _fill_down(self, record: Record, aim: Aim, above: int) -> None:
        """What stands once above several rows, for one of those below it."""
        at, cell = self.sheet.at_or_above(above, aim.number, self.table.first_row)
        self._put(record, aim, at, cell)
        for one in record.trace:
            if one.cell == self.sheet.address(at, aim.number):
                one.how = "filled"

    def _put(self, record: Record, aim: Aim, row: int, cell: Cell) -> None:
        if aim.column.is_key and not is_broken(cell):
            record.source_id = shown(cell)
            return
        if is_broken(cell) or self.table.is_other_currency(row, aim.number):
            why = "adopt.left.broken" if is_broken(cell) else "adopt.left.other_currency"
            self._leave(row, aim.number, text(why))
            return
        rest = self.sheet.struck.get((row, aim.number)) if self.sheet.struck else None
        if rest == "" and not is_struck_row(self.sheet, row, self._main):
            self._leave(row, aim.number, text("adopt.left.struck"), hide=aim.is_hidden)
            return
        if aim.role:
            self._put_names(record, aim, row, rest or cell)
            return
        found = value_for(aim.column, rest or cell, aim.words, day_first=aim.day_first, decimal_mark=aim.decimal_mark)
        if found is None:
            self._leave(row, aim.number, why_nothing(aim, cell), hide=aim.is_hidden)
            return
        (value, how), place = found, self.sheet.address(row, aim.number)
        whole = _joined(record, aim.key, value) if aim.key in record.values else value
        if isinstance(whole, str) and is_too_long(whole):
            why = text("adopt.long_text", count=number_text(len(whole)), most=number_text(LONGEST_TEXT))
            self._leave(row, aim.number, why, hide=aim.is_hidden)
            return
        if aim.key in record.values and aim.column.name == "role":
            # Two columns of one partner, two posts perhaps.
            take_role(record, Carried(record.table, "", aim.key, value, record.sheet, place, cell, how, aim.is_assumed))
        elif aim.key in record.values and aim.column.vocabulary:
            self._leave(row, aim.number, text("adopt.left.second_answer"))  # two answers are ticked
            return
        else:
            self._enter(record, aim.key, value, how, place, "" if aim.is_hidden else cell, aim.is_assumed)
        reason = aim.words.rests.get(aim.words.said(shown(cell))) if aim.words and aim.words.rests else None
        if reason and aim.column.name in _REST:
            self._enter(record, _REST[aim.column.name], reason, "joined", place, cell, aim.is_assumed)

    def _put_names(self, record: Record, aim: Aim, row: int, cell: Cell) -> None:
        """The role of everybody who is named in a cell, or beside a mark; who is no partner is left by name."""
        who = self.table.who_column or aim.number
        name = self.sheet.at(row, who) if self.table.who_column else cell
        codes, behind = partners_named(shown(name), aim.words)
        for column, source in {aim.number: cell, who: name}.items():
            place = self.sheet.address(row, column)
            shows = "" if aim.is_hidden and column == who else source
            for code, told in codes.items():
                key, role = aim.column.key(code), told or aim.role
                if not any((one.key, one.cell) == (key, place) for one in record.trace):
                    line = Carried(record.table, "", key, role, record.sheet, place, shows, "word", aim.is_assumed)
                    take_role(record, line)
            if column == who and behind and (row, who) not in self._left_cells:
                self._left_cells.add((row, who))
                value = "" if aim.is_hidden and not may_be_copied(behind) else behind
                self.left.append(Left(self.sheet.name, place, value, text("adopt.left.nothing")))
            elif column != who and not codes:
                self._leave(row, column, text("adopt.left.nothing"))

    @staticmethod
    def _enter(record: Record, key: str, value: object, how: How, cell: str, source: Cell, is_assumed: bool) -> None:
        if key in record.values and ((whole := _joined(record, key, value)) != value or key in _ADDED):
            value, how = whole, "joined"
            for earlier in record.trace:
                if earlier.key == key:
                    earlier.value, earlier.how = value, "joined"
        record.values[key] = value
        record.trace.append(Carried(record.table, "", key, value, record.sheet, cell, source, how, is_assumed))

    def _finish(self, record: Record) -> None:
        """Give the record, all its rows taken, its id, and what no column of the source feeds."""
        source = self._key_column
        id, how = self.ids.give(self.of.name, record.source_id)
        place = self.sheet.address(record.number, source.column) if source and record.source_id else ""
        self._enter(record, self._key.name, id, how, place, record.source_id, False)
        record.trace.insert(0, record.trace.pop())
        if any(aim.column.name == "role" for aim in self.aimed):
            settle_leaders(record, self.aimed)
            let_one_lead(record, self.aimed, self.sheet.roles)
        for fill in self._fills(record.number):
            name = fill.target.partition(".")[2]
            value = record.values.get(fill.copy_of.partition(".")[2]) if fill.copy_of else fill.value
            if name not in record.values and value not in (None, "", NOTHING):
                value = float(str(value)) if self.of.by_name[name].is_number else value
                self._enter(record, name, value, "filled", "", "", fill.is_assumed)
        for one in record.trace:
            one.row = id

    def _actions_of(self, record: Record) -> Iterator[Record]:
        """The actions of a risk; what says until when or by whom of none of them is left by name."""
        made = list(self._actions.actions(record, self._rows))
        yield from made
        if not self._actions.is_wanted:
            return
        carried = {one.cell for each in (record, *made) for one in each.trace}
        for row in self._rows:
            for column in (self.table.due_column, self.table.doer_column):
                if self.sheet.address(row, column) not in carried and (row, column) not in self._left_cells:
                    self._leave(row, column, text("adopt.left.no_action"), hide=column in self.named)

    def _fills(self, row: int) -> Iterator[Fill]:
        """What fills the columns of a row that no cell feeds: that of its heading, else that of the whole table."""
        section = self.table.sections.get(row, "")
        own = [fill for fill in self.table.fills if fill.section and fill.section == section]
        of_section = {fill.target for fill in own if fill.value or fill.copy_of}
        for fill in self.table.fills:
            if fill.is_offer or fill.is_setting:
                continue
            if fill.section == section or (not fill.section and fill.target not in of_section):
                yield fill

    def _take_sum(self, record: Record, row: int) -> bool:
        """A line of a budget without a price: what its sum makes for each, for one where it does not say how many."""
        cell = self.sheet.at(row, self.table.sum_column) if self.table.sum_column else ""
        number = amount_of(cell, self._mark_of_sums)
        is_other = self.table.is_other_currency(row, self.table.sum_column)
        if number is None or number < 0 or is_other:
            return False
        quantity = record.values.get("quantity")
        if "unit_cost" in record.values or quantity == 0:
            if quantity is None and number == record.values["unit_cost"]:
                self._enter(record, "quantity", 1.0, "filled", "", "", False)  # a lot, of which this is the price
            return False
        if quantity is None:
            self._drop_periods(record, row)
        factors = (record.values.get(key) for key in ("quantity", "periods"))
        times = prod(one for one in factors if isinstance(one, (int, float)) and one)
        price, how = (number, "copied") if times == 1 else (round(number / times, _DECIMALS), "number")
        place = self.sheet.address(row, self.table.sum_column)
        self._enter(record, "unit_cost", price, how, place, cell, False)  # type: ignore[arg-type]
        if quantity is None:
            self._enter(record, "quantity", 1.0, "filled", "", "", False)
        return True

    def _drop_periods(self, record: Record, row: int) -> None:
        """Where the sum of a line is its price: how long the line lasts is in it."""
        if record.values.pop("periods", None) is None:
            return
        record.trace[:] = [one for one in record.trace if one.key != "periods"]
        header = next(each.header for each in self.table.columns if each.column == self.table.sum_column)
        for aim in self.aimed:
            if aim.key == "periods":
                self._leave(row, aim.number, text("adopt.why.counted", header=header))

    def _leave(self, row: int, column: int, why: str, *, hide: bool = False) -> None:
        cell, place = self.sheet.at(row, column), (row, column)
        if not is_empty(cell) and place not in self._left_cells and place not in self._left_merged:
            self._left_cells.add(place)
            self._left_merged |= {place} & self.sheet.owners.keys()
            self.left.append(Left(self.sheet.name, self.sheet.address(row, column), "" if hide else cell, why))


def _joined(record: Record, key: str, value: object) -> object:
    """What a cell of a record holds when a value comes to it: of two texts both, of two amounts their sum."""
    there = record.values.get(key)
    if key in _ADDED and isinstance(there, (int, float)) and isinstance(value, (int, float)):
        return round(there + value, _DECIMALS)
    return f"{there}{BETWEEN_TEXTS}{value}" if isinstance(there, str) and isinstance(value, str) else value
