"""What was recognised in a file: its tables, what each column becomes, and what its words mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from pipeline.adopt.two_in_one import Part

Kind = Literal["risk_register", "activity_matrix", "indicators", "budget", "other"]
TABLES: Mapping[Kind, str] = {
    "risk_register": "Risks", "activity_matrix": "Activities", "indicators": "Indicators", "budget": "Budget",
}  # fmt: skip
ROLE = "Activities.role"
ACTION = "ActionPlan.what_we_agreed"
ORGANISATION = "Partners.name"
CURRENCY = "Arrangement.currency"  # a field of the arrangement, not a column
NOTHING = "-"  # the code of a word that means nothing on purpose


@dataclass
class WordList:
    """What the words of a coded column mean: codes by word, those without one, and how often each stands there."""

    map: dict[str, str] = field(default_factory=dict)
    unmapped: list[str] = field(default_factory=list)
    ask: bool = False
    why: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    # For words of which only the beginning is one ("Low, as ..."): the text that goes with the word.
    rests: dict[str, str] = field(default_factory=dict)
    proposed: dict[str, str] = field(default_factory=dict)  # codes for words that are not certain
    asks_all: bool = False  # every word is asked about, not only those without a code
    doubtful: list[str] = field(default_factory=list)  # words that have a code, and are asked about all the same
    is_ticked: bool = False  # a mark means what the header of its own column says: no word answered for all
    where_several: dict[str, str] = field(default_factory=dict)  # what they mean where several of them stand in a row
    part: Part | None = None  # of two ratings in a cell the one that is meant

    def said(self, cell: str) -> str:
        """The word of a cell: all of it, or the rating in it that is meant."""
        return self.part.of(cell) if self.part else cell

    @property
    def open_words(self) -> list[str]:
        """The words that wait for an answer."""
        return [] if not self.ask else list(self.counts) if self.asks_all else [*self.unmapped, *self.doubtful]


@dataclass
class ColumnProposal:
    """One column of a table: `column` from 1, where it goes (`Risks.owner`), and how sure that is."""

    column: int
    header: str
    group: str = ""
    target: str | None = None
    partner: str | None = None
    proposed_partner: str = ""  # of a column that is one organisation's, while nobody has said whose
    confidence: float = 0.5
    ask: bool = False
    why: str = ""
    words: WordList | None = None
    samples: tuple[str, ...] = ()
    is_assumed: bool = False
    check: str = ""  # `why`, with what comes of it beside what we compute
    holds_names: bool = False  # of persons, perhaps: then no cell of it is copied anywhere
    role: str = ""  # its header is a role: that of the partners whose names stand in its cells

    @property
    def is_whose_asked(self) -> bool:
        """Whether it is one organisation's, and nobody has said whose."""
        return self.ask and self.target == ROLE and self.partner is None

    @property
    def names_partners(self) -> bool:
        """Whether its cells name organisations, posts or persons, one or several in a cell, below a role."""
        return bool(self.role) and self.target == ORGANISATION

    @property
    def role_word(self) -> WordList | None:
        """The header of a column that names partners, as a word for what they do; None for every other column."""
        if not self.names_partners or not self.words:
            return None
        return WordList({self.header: self.role}, counts={self.header: sum(self.words.counts.values())})


@dataclass
class Fill:
    """A required column that no column feeds: `value` goes into it, or a copy of another (`copy_of`).

    `section` is the heading of the records that it is for, "" for those below none. `why`: where it is more than that.
    `sheet`, `cell` and `source`: what in the file says so, where something does.
    """

    target: str
    value: str = ""
    copy_of: str = ""
    section: str = ""
    ask: bool = True
    is_assumed: bool = False
    why: str = ""
    sheet: str = ""
    cell: str = ""
    source: object = ""

    @property
    def is_setting(self) -> bool:
        """Whether it is a field of the arrangement, said once for all records: the currency."""
        return self.target == CURRENCY

    @property
    def is_offer(self) -> bool:
        """Whether it makes rows of another table, which only a person can wish for: measures as actions."""
        return self.target == ACTION

    @property
    def is_taken_up(self) -> bool:
        """Whether somebody said yes to an offer."""
        return self.is_offer and not self.ask and bool(self.copy_of)


@dataclass
class TableProposal:
    """A table that was found; `carried` are the numbers of its records, `left` the reasons by number.

    `continued` are rows that belong to the record above them. `is_used` no: a person said so.
    """

    id: str
    sheet: str
    kind: Kind
    confidence: float
    header_rows: tuple[int, ...]
    first_row: int
    columns: list[ColumnProposal]
    fills: list[Fill] = field(default_factory=list)
    carried: list[int] = field(default_factory=list)
    continued: set[int] = field(default_factory=set)
    left: dict[int, str] = field(default_factory=dict)
    sections: dict[int, str] = field(default_factory=dict)  # the heading above a record
    headings: dict[int, str] = field(default_factory=dict)  # the text of each heading
    doubtful: dict[int, str] = field(default_factory=dict)  # rows that are left and may be records, by their text
    ask: bool = False
    why: str = ""
    is_summary: bool = False  # a budget of nothing but the sums of another one
    sum_column: int = 0  # of a budget: where the sum of each line stands
    due_column: int = 0  # of a register: until when its measures are to be done
    doer_column: int = 0  # of a register: who is to do them
    who_column: int = 0  # of a matrix with marks below roles: whose they are
    # Of a register: the row above whose group an empty cell has as well, by its row and column.
    above: dict[tuple[int, int], int] = field(default_factory=dict)
    orientation: Literal["rows", "columns"] = "rows"
    # Of a matrix on its side: the same with the sheet's columns as its rows. It is what is asked about and carried.
    turned: TableProposal | None = None
    is_used: bool = True
    is_assumed: bool = False
    # Of a budget: the currencies that each amount can be in, by row and column, and the one that the arrangement has.
    currencies: dict[tuple[int, int], frozenset[str]] = field(default_factory=dict, repr=False)
    currency: Fill | None = None

    def is_other_currency(self, row: int, column: int) -> bool:
        """Whether an amount is said to be in another currency than that of the arrangement."""
        codes = self.currencies.get((row, column)) if self.currencies else None
        own = self.currency.value if self.currency else NOTHING
        return own != NOTHING and bool(codes) and own not in (codes or ())

    @property
    def table(self) -> str:
        """The table of ours that it becomes part of; "" for none."""
        return TABLES.get(self.kind, "")

    def column_for(self, target: str) -> ColumnProposal | None:
        """The first column with a target."""
        return next((column for column in self.columns if column.target == target), None)


@dataclass
class Pair:
    """A row of the source, by its text, that may be the same as the `row` of a workbook that is there (`here`).

    `table` is that of both; `id` the one that the row of the source would have in a workbook of its own. One that
    `has_same_id` in the source is proposed to be the same, in spite of its other text.
    """

    table: str
    id: str
    text: str
    row: str
    here: str
    ask: bool = True
    is_same: bool = False
    has_same_id: bool = False
    is_assumed: bool = False


@dataclass
class Proposal:
    """What one file holds for us; `refused` says why it is not read, then nothing else is known."""

    file: str
    sha256: str = ""
    refused: str = ""
    tables: list[TableProposal] = field(default_factory=list)
    others: list[TableProposal] = field(default_factory=list)  # seen, named and not carried: they have no place with us
    left_sheets: list[tuple[str, str]] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    hides_looks: bool = False  # colours, crossed-out texts, hidden columns and number formats are not seen

    @property
    def named(self) -> list[TableProposal]:
        """Every table that was seen, in the order of the sheets, those without a place with us too."""
        return sorted([*self.tables, *self.others], key=lambda table: int(table.id.removeprefix("T")))

    def refuse(self, why: str) -> None:
        """Say why the file is not read: no table of it is reported then, and its sheets are left."""
        self.refused = why
        self.left_sheets += [(table.sheet, table.why) for table in self.others]
        self.others = []

    @property
    def working(self) -> list[TableProposal]:
        """The tables as they are asked about and carried: one that lies on its side is turned."""
        return [table.turned or table for table in self.tables]

    @property
    def used(self) -> list[TableProposal]:
        """The tables that are carried."""
        return [table for table in self.working if table.is_used]


Asked = TableProposal | ColumnProposal | Fill


def ranges(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Row numbers as unbroken ranges, both ends included."""
    found: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found
