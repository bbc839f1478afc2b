"""Where a row is: in the workbook (`Risks!A7`) and on the page (an anchor)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256

from pipeline.domain.arrangement import Arrangement
from pipeline.domain.cell import Cell
from pipeline.domain.finding import SUBJECT_TABLES, area_of
from pipeline.reading.addresses import Places
from schemas.spec import tables
from schemas.vocabulary import compared

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9./-]{0,60}")
# The letter before a row's id in its anchor, by table.
KINDS = {"Risks": "r", "Activities": "a", "Indicators": "i", "Budget": "b", "Partners": "w", "ActionPlan": "p"}


def anchor(kind: str, id: str) -> str:
    """An anchor's name; ids that people chose freely are replaced by a digest where they hold odd characters."""
    name = id if _PLAIN.fullmatch(id) else f"_{sha256(id.encode('utf-8', 'replace')).hexdigest()[:12]}"
    return f"{kind}-{name}"


class Where:
    """Cells of the workbook and anchors of the page, for one arrangement."""

    def __init__(self, places: Places, arrangement: Arrangement, actions: Iterable[str] = ()) -> None:
        self._places = places
        self._anchors = {
            table: {key: anchor(KINDS[table], row.id) for key, row in arrangement.ids[table].items()}
            for table in ("Risks", "Activities", "Indicators", "Budget", "Partners")
        }
        self._anchors["ActionPlan"] = {compared(id): anchor("p", id) for id in actions}

    def cell(self, cell: Cell | None) -> str:
        """A cell as people name it, `Risks!H7`; "" where it is not in the workbook."""
        if cell is None:
            return ""
        address = self._places.address(cell)
        return f"{self._places.sheet(cell.table)}!{address}" if address else ""

    def row(self, table: str, row: int) -> str:
        """The id cell of a row, `Risks!A7`."""
        return self.cell(Cell(table, row, tables()[table].key))

    def letter(self, table: str, key: str) -> str:
        """The letter of a column, "" where it is not in the workbook."""
        cell = Cell(table, 1, key)
        return self._places.address(cell)[:-1] if self._places.header(cell) else ""

    def link(self, id: str, rule: str = "") -> str:
        """The anchor of the row called `id`, as the rule means it; "" where the page has none."""
        key = compared(id)
        for table in dict.fromkeys([SUBJECT_TABLES.get(area_of(rule), "Risks"), *KINDS]):
            if key in self._anchors[table]:
                return self._anchors[table][key]
        return ""
