"""One copy against the workbook: which empty cells of the party it fills, and what it says otherwise.

Nothing is decided here: what differs becomes a proposal, whoever may be right.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from pipeline.copies.came import Came
from pipeline.copies.disputed import Disputed
from pipeline.copies.proposal import Kind, Said, Stamp
from pipeline.copies.remark import Remark, remark
from pipeline.copies.table_view import (
    TableView,
    about,
    compared_rows,
    digest,
    holds_nothing,
    is_unreadable,
    shown,
    shown_id,
    storable,
)
from pipeline.domain.cell import Cell
from pipeline.domain.table_update import Value
from pipeline.xlsx.ooxml.refs import letters
from schemas.fields import PARTNER_MARK
from schemas.wording.text import text

# A cell by table, id as compared and column key, and the marks of a value and of the one that holds in its place.
Settled = tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Filled:
    """An empty cell of a party that its copy fills: the cell of the workbook, its row's id, and what goes in.

    `mark` is that of what it means.
    """

    partner: str
    cell: Cell
    row: str
    header: str
    value: Value
    mark: str

    @property
    def identities(self) -> frozenset[tuple[str, ...]]:
        """Those of the proposal that would be made of it: what people have said no to is not filled in later."""
        stamp = Stamp("cell", {self.cell.column: self.value}, there=self.mark)
        return Said(
            self.partner, self.cell.table, self.row, self.header, "", shown(self.value), "", stamp
        ).identities  # fmt: skip


@dataclass
class Found:
    """What a copy holds: cells to fill, what it says otherwise, and what people have to be told of it.

    `changed_here`: so many cells were changed in the workbook since, and the party left them as they were; `disputed`:
    so many empty cells are filled otherwise in another copy of the party.
    """

    filled: list[Filled] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    changed_here: int = 0
    disputed: int = 0


def compare(
    here: Mapping[str, TableView], copy: Came, disputed: Disputed = frozenset(), settled: Collection[Settled] = ()
) -> Found:  # fmt: skip
    """Compare the input tables of a party's copy with those of the workbook.

    `disputed` cells are filled in by none; `settled` is what the partners have replaced already.
    """
    found = Found()
    for name, theirs in copy.tables.items():
        if name in here:
            _Tables(copy, here[name], theirs, found, disputed, settled).compare()
        else:
            found.remarks.append(remark("no_table", table=theirs.table.sheet))
    for name, rows in copy.strangers.items():
        _Tables(copy, here[name], rows, found, disputed, settled).ask_about_strangers()
    found.remarks += copy.left
    return found


class _Tables:
    """The same table in the workbook and in a copy."""

    def __init__(
        self, copy: Came, ours: TableView, theirs: TableView, found: Found, disputed: Disputed,
        settled: Collection[Settled],
    ) -> None:  # fmt: skip
        self._partner, self._state, self._proposals = copy.partner, copy.state, copy.proposals_sheet
        self._ours, self._theirs, self._found = ours, theirs, found
        self._disputed, self._settled = disputed, settled
        self._reused = copy.reused.get(ours.name, {})

    def compare(self) -> None:
        """Look at every row of the copy, and at those that it does not have any more."""
        theirs, ours = self._theirs, self._ours
        self._say_of_ids()
        self._say_of_own_columns()
        for id in compared_rows(theirs, ours.doubled):
            if id not in ours.rows:
                self._row_not_here(id)
            elif self._is_other(id) and self._state.is_known:
                self._row(id, "row", about(ours, id))
            else:
                self._cells(id)
        gone = (id for id in self._state.tables.get(ours.name, {}) if id in ours.rows and id not in theirs.rows)
        for id in gone if self._state.is_known and ours.name != "Arrangement" else ():
            self._say(id, "", about(ours, id), text("copies.row_gone"), Stamp("gone"))

    def ask_about_strangers(self) -> None:
        """Ask about each row as about one that is not in the workbook any more."""
        for id in compared_rows(self._theirs):
            self._row(id, "row", text("copies.row_not_here"))

    def _say_of_ids(self) -> None:
        theirs, ours = self._theirs, self._ours
        sheet = theirs.content.found.sheet
        for id in sorted(theirs.doubled | ours.doubled):
            if id in theirs.rows:
                self._found.remarks.append(remark("doubled", sheet=sheet, id=theirs.ids[id]))
        for number in theirs.without_id:
            self._found.remarks.append(remark("without_id", sheet=sheet, row=number))

    def _say_of_own_columns(self) -> None:
        """Name the columns that the party has added to its copy: nobody else would see what stands there."""
        found, ours = self._theirs.content.found, {head.position for head in self._theirs.content.heads.ours}
        for at, header in enumerate(found.headers):
            if header and at not in ours and any(not holds_nothing(cells[at]) for cells in found.cells):
                self._found.remarks.append(
                    remark("own_column", sheet=found.sheet, header=header, proposals=self._proposals)
                )

    def _row_not_here(self, id: str) -> None:
        """A row that the party added, or one that was in the workbook when the copy was made."""
        if not self._state.has(self._ours.name, id):
            self._row(id, "row", "")
        elif any(self._is_touched(id, key) for key in self._theirs.keys):
            self._row(id, "row", text("copies.row_not_here"))

    def _is_other(self, id: str) -> bool:
        """Whether the party and somebody else have each added a row of this id: another thing with the same name.

        Where nobody knows what was sent, only of rows that have none of their words in common.
        """
        theirs, ours = self._theirs, self._ours
        if self._state.has(ours.name, id) or ours.name == "Arrangement":
            return False
        wanted = [column.name for column in ours.table.columns if column.required and not column.is_key]
        pairs = ((theirs.meaning(id, key), ours.meaning(id, key)) for key in wanted)
        other_words = [one.casefold() != other.casefold() for one, other in pairs if one and other]
        return any(other_words) if self._state.is_known else bool(other_words) and all(other_words)

    def _cells(self, id: str) -> None:
        may_fill = id not in self._reused and not self._is_other(id)
        for key in self._theirs.keys:
            if key not in self._ours.content.raw:
                self._no_column(id, key)
            elif self._theirs.meaning(id, key) != self._ours.meaning(id, key):
                self._cell(id, key, may_fill)

    def _cell(self, id: str, key: str, may_fill: bool) -> None:
        raw = self._theirs.raw(id, key)
        touched = self._is_touched(id, key)
        if self._is_settled(id, key):
            return
        if is_unreadable(raw):
            self._found.remarks.append(self._unreadable(id, key))
        elif self._is_own(id, key):
            is_free = self._ours.is_free(id, key)
            is_disputed = is_free and (self._ours.name, id, key) in self._disputed
            self._found.disputed += is_disputed
            if is_free and touched and may_fill and not is_disputed:
                self._fill(id, key)
            elif touched or self._theirs.meaning(id, key):
                self._differs(id, key)
        elif touched:
            self._differs(id, key)
        elif not holds_nothing(raw):
            self._found.changed_here += 1

    def _is_settled(self, id: str, key: str) -> bool:
        """Whether the party itself had this replaced: a copy of before does not ask about it again."""
        here, there = digest(self._ours.meaning(id, key)), digest(self._theirs.meaning(id, key))
        if self._state.mark(self._ours.name, id, key) in ("", here):
            return False  # the party knew what stands here, or nobody can tell, and says otherwise
        return (self._ours.name, id, key, there, here) in self._settled

    def _is_touched(self, id: str, key: str) -> bool:
        return self._state.is_touched(self._ours.name, id, key, self._theirs.meaning(id, key))

    def _is_own(self, id: str, key: str) -> bool:
        """Whether a cell is the party's own word: its columns, and its row in Partners."""
        if self._ours.name == "Partners":
            return self._ours.ids[id] == self._partner
        return key.partition(PARTNER_MARK)[2] == self._partner

    def _fill(self, id: str, key: str) -> None:
        ours = self._ours
        value = storable(self._theirs.raw(id, key))
        cell = Cell(ours.name, ours.number(id), key)
        mark = digest(self._theirs.meaning(id, key))
        self._found.filled.append(Filled(self._partner, cell, shown_id(ours, id), ours.header(key), value, mark))

    def _differs(self, id: str, key: str) -> None:
        raw, here = self._theirs.raw(id, key), self._ours.raw(id, key)
        stamp = Stamp(
            "cell", {key: storable(raw)}, digest(self._ours.meaning(id, key)), digest(self._theirs.meaning(id, key))
        )
        self._say(id, self._ours.header(key), shown(here), shown(raw) or text("copies.empty"), stamp)

    def _row(self, id: str, kind: Kind, here: str) -> None:
        theirs = self._theirs
        values = {key: value for key in theirs.keys if (value := storable(theirs.raw(id, key))) is not None}
        told = "\n".join(self._part(id, key) for key in values)
        of_id = {key: storable(theirs.raw(id, key)) for key in theirs.table.keys}
        self._say(id, "", here, told or theirs.ids[id], Stamp(kind, {**of_id, **values}))

    def _part(self, id: str, key: str) -> str:
        raw = self._theirs.raw(id, key)
        return text("copies.part", header=self._theirs.header(key), value=shown(raw))

    def _say(self, id: str, column: str, here: str, in_the_copy: str, stamp: Stamp) -> None:
        view = self._theirs if id in self._theirs.rows else self._ours
        why = text("copies.said_before", words=self._reused[id]) if id in self._reused else ""
        self._found.said.append(
            Said(self._partner, self._ours.name, shown_id(view, id), column, here, in_the_copy, why, stamp)
        )

    def _no_column(self, id: str, key: str) -> None:
        if self._theirs.meaning(id, key) and self._is_touched(id, key):
            said = remark("no_column", header=self._theirs.header(key), sheet=self._ours.content.found.sheet)
            if said not in self._found.remarks:
                self._found.remarks.append(said)

    def _unreadable(self, id: str, key: str) -> Remark:
        place = self._theirs.content.place
        row = self._theirs.number(id)
        return remark("unreadable", sheet=place.sheet, cell=f"{letters(place.numbers[key])}{row}")
