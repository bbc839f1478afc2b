"""Measures of a register as actions of the plan, where a person said that they shall become some."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.adopt.proposal import NOTHING, TableProposal
from pipeline.adopt.source.sheet import SourceSheet, is_empty, shown
from pipeline.adopt.workbook.cell_value import day_of, order_of_days
from pipeline.adopt.workbook.ids import Ids
from pipeline.adopt.workbook.trace import BETWEEN_TEXTS, Carried, How, Record
from schemas.wording.text import text

TABLE, STATUS = "ActionPlan", "proposed"


class ActionMaker:
    """Makes the actions of a table; `is_wanted` no: nobody asked for them."""

    def __init__(self, table: TableProposal, sheet: SourceSheet, ids: Ids) -> None:
        self.table, self.sheet, self.ids = table, sheet, ids
        self.is_wanted = any(fill.is_taken_up for fill in table.fills)
        self._measures = [each.column for each in table.columns if each.target == "Risks.measures"]
        owner = table.column_for("Risks.owner")
        self._codes = owner.words.map if owner and owner.words else {}
        self._day_first = order_of_days(sheet.at(row, table.due_column) for row in table.carried)

    def actions(self, risk: Record, rows: list[int]) -> Iterator[Record]:
        """An action for each row of a risk that holds a measure, who does it and until when."""
        for row in rows if self.is_wanted else ():
            cells = [(one, self.sheet.at(row, one)) for one in self._measures]
            texts = [(one, shown(cell)) for one, cell in cells if not is_empty(cell)]
            at, who = self.sheet.at_or_above(row, self.table.doer_column, self.table.first_row)
            due_at, due = self.sheet.at_or_above(row, self.table.due_column, self.table.first_row)
            code, day = self._codes.get(shown(who), NOTHING), day_of(due, day_first=self._day_first)
            if not texts or code == NOTHING or day is None:
                continue
            record = Record(TABLE, {}, self.sheet.name, row, source_id=risk.source_id)
            id, how = self.ids.give(TABLE, "")
            words = BETWEEN_TEXTS.join(one for _, one in texts)
            key_cell = next((one.cell for one in risk.trace if one.key == "risk"), "")
            self._enter(record, Carried(TABLE, id, "action", id, self.sheet.name, key_cell, risk.source_id, how))
            for column, one in texts:
                joined: How = "joined" if len(texts) > 1 else "copied"
                place = self.sheet.address(row, column)
                self._enter(record, Carried(TABLE, id, "what_we_agreed", words, self.sheet.name, place, one, joined))
            place = self.sheet.address(at, self.table.doer_column)
            self._enter(record, Carried(TABLE, id, "agreed_responsible", code, self.sheet.name, place, "", "word"))
            place = self.sheet.address(due_at, self.table.due_column)
            is_day: How = "number" if isinstance(due, str) else "copied"
            self._enter(record, Carried(TABLE, id, "agreed_due", day, self.sheet.name, place, due, is_day))
            self._enter(record, Carried(TABLE, id, "status", STATUS, self.sheet.name, "", "", "filled"))
            note = text("adopt.of_risk", risk=risk.values["risk"])
            self._enter(record, Carried(TABLE, id, "notes", note, self.sheet.name, "", "", "filled"))
            yield record

    @staticmethod
    def _enter(record: Record, one: Carried) -> None:
        record.values[one.key] = one.value
        record.trace.append(one)
