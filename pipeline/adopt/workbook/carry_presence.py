"""A list of who does what where as activities: rows of the same activity and place become one, each partner a role."""

from __future__ import annotations

from pipeline.adopt.proposal import NOTHING, ORGANISATION, ROLE, ColumnProposal, Fill, TableProposal
from pipeline.adopt.source.sheet import SourceSheet, is_broken, is_empty, shown
from pipeline.adopt.workbook.ids import Ids
from pipeline.adopt.workbook.neighbours import Neighbours
from pipeline.adopt.workbook.trace import Carried, How, Left, Record
from pipeline.reading.coerce.placeholders import is_placeholder
from schemas.fields import PARTNER_MARK
from schemas.wording.text import text

TITLE, LOCATION = "Activities.title", "Activities.location"
BETWEEN_PLACES = ", "


def carry_presence(
    table: TableProposal, sheet: SourceSheet, ids: Ids, beside: Neighbours
) -> tuple[list[Record], list[Left]]:
    """The activities of a list, and what of it is left."""
    return _Pivot(table, sheet, ids, beside).run()


class _Pivot:
    def __init__(self, table: TableProposal, sheet: SourceSheet, ids: Ids, beside: Neighbours) -> None:
        self.table, self.sheet, self.ids, self.beside = table, sheet, ids, beside
        self.records: dict[tuple[str, str], Record] = {}
        self.left: list[Left] = []
        self.titles, self.places, self.organisations = (
            [each for each in table.columns if each.target == target] for target in (TITLE, LOCATION, ORGANISATION)
        )
        self.role = next((fill for fill in table.fills if fill.target == ROLE), Fill(ROLE))

    def run(self) -> tuple[list[Record], list[Left]]:
        """Take row by row, then give each activity its id and what no column says."""
        for row in self.table.carried:
            self._take(row)
        for row, why in self.table.left.items():
            self._leave(row, set(), why)
        for record in self.records.values():
            self._finish(record)
        return list(self.records.values()), self.left

    def _take(self, row: int) -> None:
        title = self._joined(self.titles, row)
        codes = self._codes(row)
        if not title or not codes:
            self._leave(row, set(), text("adopt.left.no_activity" if not title else "adopt.left.nothing"))
            return
        place = self._joined(self.places, row)
        record = self.records.setdefault(
            (title, place), Record("Activities", {"title": title}, self.sheet.name, row)
        )  # fmt: skip
        if place:
            record.values["location"] = place
        for columns, key in ((self.titles, "title"), (self.places, "location")):
            for each in columns:
                self._trace(record, key, row, each)
        for each, code in codes:
            key = f"role{PARTNER_MARK}{code}"
            record.values[key] = self.role.value
            self._trace(record, key, row, each)
        nobody = {each.column for each in self.organisations} - {each.column for each, _ in codes}
        taken = {each.column for each in self._aimed() if not self._is_nothing(row, each)} - nobody
        self._leave(row, taken, "")

    def _aimed(self) -> list[ColumnProposal]:
        return [*self.titles, *self.places, *self.organisations]

    def _codes(self, row: int) -> list[tuple[ColumnProposal, str]]:
        """The partners of a row, each with its column: whose project it is, and who carries it out."""
        said = ((each, each.words.map.get(shown(self.sheet.at(row, each.column)), "")) for each in self.organisations
                if each.words)  # fmt: skip
        return [(each, code) for each, code in said if code and code != NOTHING]

    def _joined(self, columns: list[ColumnProposal], row: int) -> str:
        texts = (shown(self.sheet.at(row, each.column)) for each in columns if not self._is_nothing(row, each))
        return BETWEEN_PLACES.join(dict.fromkeys(texts))

    def _is_nothing(self, row: int, each: ColumnProposal) -> bool:
        """Whether a cell names no place and no organisation: empty, #N/A, n/a, 0 from a look-up that failed."""
        cell = self.sheet.at(row, each.column)
        said = shown(cell).strip()
        return said in ("", "0") or is_broken(cell) or is_placeholder(said)

    def _trace(self, record: Record, key: str, row: int, each: ColumnProposal) -> None:
        cell = self.sheet.at(row, each.column)
        if not is_empty(cell) and not self._is_nothing(row, each):
            value, place = record.values[key], self.sheet.address(row, each.column)
            how: How = "word" if key.startswith("role") else "copied" if row == record.number else "joined"
            is_assumed = each.is_assumed or self.table.is_assumed
            made = Carried(record.table, "", key, value, record.sheet, place, cell, how, is_assumed)
            record.trace.append(made)

    def _leave(self, row: int, taken: set[int], why: str) -> None:
        reasons = {each.column: each.why for each in self.table.columns}
        reasons |= dict.fromkeys((each.column for each in self._aimed()), text("adopt.left.nothing"))
        for column in self.sheet.filled[row - 1]:
            if column not in taken and not self.beside.is_theirs(self.table, row, column):
                reason = why or reasons.get(column) or text("adopt.left.outside")
                self.left.append(self.beside.left(row, column, reason))

    def _finish(self, record: Record) -> None:
        id, how = self.ids.give(record.table, "")
        record.values["activity"] = id
        record.trace.insert(0, Carried(record.table, id, "activity", id, record.sheet, "", "", how))
        for fill in self.table.fills:
            name = fill.target.partition(".")[2]
            if fill.target != ROLE and fill.value not in ("", NOTHING):
                record.values[name] = fill.value
                record.trace.append(
                    Carried(record.table, id, name, fill.value, record.sheet, "", "", "filled", fill.is_assumed)
                )
        for one in record.trace:
            one.row = id
