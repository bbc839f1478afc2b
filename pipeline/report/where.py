"""Where a row is: in the workbook (`Risks!A7`) and on the page (an anchor)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256

from pipeline.domain.arrangement import Arrangement, Line
from pipeline.domain.cell import Cell
from pipeline.domain.finding import Finding
from pipeline.reading.addresses import Places
from schemas.spec import table as table_named
from schemas.vocabulary import compared

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9./-]{0,60}")
# The letter before a row's id in its anchor, by table.
KINDS = {"Risks": "r", "Activities": "a", "Indicators": "i", "Budget": "b", "Partners": "w", "ActionPlan": "p"}

# An id, and the anchor of its row on the page, "" where there is none.
Linked = tuple[str, str]


def anchor(kind: str, id: str) -> str:
    """An anchor's name; ids that people chose freely are replaced by a digest where they hold odd characters."""
    name = id if _PLAIN.fullmatch(id) else f"_{sha256(id.encode('utf-8', 'replace')).hexdigest()[:12]}"
    return f"{kind}-{name}"


class Where:
    """Cells of the workbook and anchors of the page, for one arrangement."""

    def __init__(self, places: Places, arrangement: Arrangement, actions: Iterable[str] = ()) -> None:
        self._places = places
        self._given = arrangement
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
        return self.cell(Cell(table, row, table_named(table).key))

    def sheet(self, table: str) -> str:
        """The name of the sheet of a table."""
        return self._places.sheet(table)

    def letter(self, table: str, key: str) -> str:
        """The letter of a column, "" where it is not in the workbook."""
        cell = Cell(table, 1, key)
        return self._places.address(cell)[:-1] if self._places.header(cell) else ""

    def link(self, id: str, table: str) -> str:
        """The anchor of the row called `id` of a table; "" where the page has none."""
        return self._anchors.get(table, {}).get(compared(id), "")

    def links(self, ids: Iterable[str], table: str) -> list[Linked]:
        """Each id with the anchor of its row of a table."""
        return [(id, self.link(id, table)) for id in ids]

    def rows(self, found: Finding) -> list[Linked]:
        """The rows of a finding, each with its anchor."""
        return [(id, self.link(id, table)) for table, id in found.refs]

    def supported(self, line: Line) -> list[Linked]:
        """What a budget line names in `supports`, each with the anchor of the row that it means."""
        readings = [(entry, self._given.references.readings(entry)) for entry in line.supports]
        return [(entry, self.link(found[0].id, found[0].table) if len(found) == 1 else "") for entry, found in readings]
