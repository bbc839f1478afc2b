"""The columns of a possible list of one kind (indicators, budget lines, who does what where), each weighed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.adopt.kind_words import is_strange, speaks_against, speaks_for
from pipeline.adopt.legend import Legend
from pipeline.adopt.lexicon import lexicon, word_set
from pipeline.adopt.recognise.by_values.words import guess_by_words
from pipeline.adopt.recognise.candidate import COMPARED_ROWS, Candidate, sure_of
from pipeline.adopt.recognise.heads.head_column import HeadColumn
from pipeline.adopt.recognise.weighed import WeighedColumn
from pipeline.adopt.source.sheet import Cell
from schemas.wording.text import text

_SHEET_NAMED, _FILE_NAMED = 1.5, 0.7
STRANGE, _AGAINST = 2.0, 3.0
_ASIDE = re.compile(
    r"\s*\((?=[^()]*[^\W\d_]{3})[^()]*\)\s*"
)  # what a header in brackets says is how to fill in what stands above it
_RARE = 0.34  # of the cells of the fullest column


class ListColumns:
    """The columns of a candidate as those of a list of `kind`."""

    def __init__(self, candidate: Candidate, kind: str) -> None:
        self.kind = kind
        self._of = candidate
        self._columns = [self._weighed(each) for each in candidate.columns]

    def __iter__(self) -> Iterator[WeighedColumn]:
        return iter(self._columns)

    def at(self, number: int) -> WeighedColumn:
        """The column of this number."""
        return next(column for column in self._columns if column.number == number)

    @property
    def is_named(self) -> bool:
        """Whether the sheet, or what stands above, is called by the name of this kind of list."""
        return any(speaks_for(self.kind, name) for name in self._of.names)

    @property
    def legends(self) -> Sequence[Legend]:
        """What the sheet, and those beside it, say of codes."""
        return self._of.sheet.legends

    def cells(self, number: int) -> list[Cell]:
        """The cells of a column below the header, empty ones too, without those of rows that sum up."""
        sheet, first = self._of.sheet, self._of.first
        cells = enumerate(self._of.compared(number), first)
        return [cell for row, cell in cells if row not in sheet.sum_rows]

    def is_merged_down(self, number: int) -> bool:
        """Whether cells of a column are merged over several rows."""
        areas = self._of.sheet.owners
        rows = range(self._of.first, min(self._of.last, self._of.first + COMPARED_ROWS) + 1)
        return any((area := areas.get((row, number))) and area.bottom > area.top for row in rows)

    def likely(self, *concepts: str) -> list[WeighedColumn]:
        """The columns that are likely one of these, the surest first."""
        found = [column for column in self._columns if column.is_likely and column.concept in concepts]
        return sorted(found, key=lambda column: -column.sure)

    def first(self, *concepts: str) -> WeighedColumn | None:
        """The surest column that is one of these."""
        return next(iter(self.likely(*concepts)), None)

    def aimed(self, target: str) -> tuple[int, ...]:
        """The columns that go to a place of ours, by number."""
        return tuple(column.number for column in self._columns if column.target == target)

    def unknown(self) -> list[WeighedColumn]:
        """The filled columns of which nothing is likely yet."""
        return [column for column in self._columns if not column.is_likely and column.profile.count]

    def _weighed(self, head: HeadColumn) -> WeighedColumn:
        column = WeighedColumn(head, self._of.profiles[head.column])
        says_how = bool(head.group) and _ASIDE.fullmatch(head.header) is not None
        read = HeadColumn(head.column, head.group) if says_how else head
        found = list(self._of.meanings(self.kind, read))
        if found:
            column.concept, column.sure, column.phase = found[0]
            column.sure = sure_of(self.kind, found)
        return column

    def aim(self, *joined: str) -> None:
        """Give every likely column its place: the surest where several want one, but texts of `joined` concepts all."""
        guess_by_words(self._columns, self.kind)
        taken: dict[str, WeighedColumn] = {}
        fullest = max((column.profile.count for column in self._columns), default=0)
        # What stands in a few rows only, above the lines that it is for, or in none, is not what they are.
        rare = {column.number for column in self._columns if column.profile.count < _RARE * fullest}
        order = sorted(self._columns, key=lambda each: (each.number in rare, -round(each.sure, 2), each.number))
        for column in order:
            concept = lexicon(self.kind).concepts.get(column.concept)
            if column.target or not concept or not concept.target or not column.is_likely:
                continue
            if concept.target in taken and column.concept not in joined:
                if column.profile.count:
                    column.why = text("adopt.why.twice", other=taken[concept.target].head.header)
                continue
            column.target = concept.target
            taken.setdefault(concept.target, column)


def points(candidate: Candidate, columns: ListColumns, worth: Mapping[str, float]) -> float:
    """How much headers, values and names speak for a kind; `worth` by concept."""
    # In order: what is added up in another one may end on the other side of a limit.
    found = sum(worth.get(concept, 0.0) for concept in sorted({each.concept for each in columns if each.is_likely}))
    kind, sheet = columns.kind, candidate.sheet.name
    if any(speaks_for(kind, name) for name in candidate.names):
        found += _SHEET_NAMED
    elif speaks_for(kind, candidate.file):
        found += _FILE_NAMED
    strange = [each.head.words for each in columns if each.head.words and is_strange(kind, each.head.words)]
    contacts = [words for words in strange if word_set("contact_words") & set(words)]
    # Whom to ask, by phone and by mail: one matter, however many columns it has.
    found -= STRANGE * (len(strange) - max(0, len(contacts) - 1))
    return found - _AGAINST if speaks_against(kind, sheet) and not speaks_for(kind, sheet) else found
