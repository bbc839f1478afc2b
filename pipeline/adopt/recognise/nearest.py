"""Where nothing was recognised: what comes nearest to a table of ours, what is understood of it, and what it lacks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import nlargest
from pathlib import PurePath

from pipeline.adopt.kind_words import is_strange, speaks_against
from pipeline.adopt.lexicon import lexicon
from pipeline.adopt.proposal import Kind
from pipeline.adopt.recognise.answers.tick_heads import with_answers
from pipeline.adopt.recognise.budgets import budget_columns
from pipeline.adopt.recognise.by_values.heads import heads_by_shape
from pipeline.adopt.recognise.candidate import Candidate
from pipeline.adopt.recognise.heads.find_heads import heads
from pipeline.adopt.recognise.indicators import indicator_columns
from pipeline.adopt.recognise.legends.find_legends import with_legends
from pipeline.adopt.recognise.matrix.role_matrices import nearly
from pipeline.adopt.recognise.presence import LEXICON as PRESENCE
from pipeline.adopt.recognise.presence import presence_columns
from pipeline.adopt.recognise.recognise import end_of
from pipeline.adopt.recognise.register_columns import RegisterColumns
from pipeline.adopt.recognise.registers import lacking
from pipeline.adopt.recognise.weighed import WeighedColumn
from pipeline.adopt.source.sheet import SourceBook, SourceSheet

_MOST_HEADS = 5  # of a sheet
# What a table of each kind cannot do without, by the concepts that say it; of a register `lacking` says it.
_NEEDS: Mapping[str, Mapping[str, frozenset[str]]] = {
    "indicators": {"question": frozenset({"text"}), "answer": frozenset({"rating"})},
    "budget": {"item": frozenset({"description"}), "amount": frozenset({"unit_cost", "total"})},
    PRESENCE: {
        "organisation": frozenset({"organisation"}),
        "place": frozenset({"place"}),
        "what": frozenset({"sector", "activity"}),
    },
}
_OF_REGISTER = 3  # needs: what the risk is, and two ratings, or one and a level
_OF_MATRIX = 3  # roles, those who have them, and what is to be done
_TELLING = frozenset({"score", "level", "total", "sector"})  # what has no place with us, and tells a table all the same


@dataclass(frozen=True)
class Understood:
    """A column whose meaning is likely: where its header stands, and its place with us, or the concept without one."""

    cell: str
    header: str
    target: str | None
    concept: str


@dataclass(frozen=True)
class Nearest:
    """What comes nearest to a table of a kind; `strange` are headers that no such table has.

    `met` is the share of its needs that are there; `is_misnamed`: the sheet is called like another kind of list.
    """

    sheet: str
    area: str
    kind: Kind
    understood: tuple[Understood, ...]
    lacks: tuple[str, ...]
    strange: tuple[str, ...]
    is_misnamed: bool
    met: float


def nearest(book: SourceBook) -> Nearest | None:
    """What comes nearest in a file in which nothing was recognised; None where nothing has any of what is needed."""
    file = PurePath(book.name).stem
    found = [one for sheet in with_legends(book.sheets) for one in _of_sheet(sheet, file) if one.met > 0]
    return max(found, key=lambda one: (one.met, len(one.understood)), default=None)


def _of_sheet(sheet: SourceSheet, file: str) -> Iterator[Nearest]:
    if matrix := nearly(sheet, file):
        yield _matrix(*matrix)
    found = [with_answers(sheet, head) for head in heads(sheet)] or heads_by_shape(sheet)
    for head in nlargest(_MOST_HEADS, found, key=lambda head: head.best):
        candidate = Candidate(sheet, file, head, end_of(sheet, found, found.index(head)))
        register = RegisterColumns(candidate)
        lacks, unheaded = lacking(register), lacking(_headed(candidate, "risk_register", register))
        share = (len(unheaded) + ("rating" in unheaded)) / _OF_REGISTER  # no rating at all: two are lacking
        yield _of_kind(candidate, "risk_register", register, lacks, 1 - share)
        for kind, columns_of in _LISTS.items():
            columns = list(columns_of(candidate))
            lacks, unheaded = _lacks(kind, columns), _lacks(kind, _headed(candidate, kind, columns))
            yield _of_kind(candidate, kind, columns, lacks, 1 - len(unheaded) / len(_NEEDS[kind]))


def _lacks(kind: str, columns: Iterable[WeighedColumn]) -> list[str]:
    sure = {column.concept for column in columns if column.is_likely}
    return [need for need, concepts in _NEEDS[kind].items() if not sure & concepts]


def _headed(candidate: Candidate, kind: str, columns: Iterable[WeighedColumn]) -> list[WeighedColumn]:
    """The columns whose header says itself what they are: cells alone make nothing look like a table of ours."""
    return [
        column
        for column in columns
        if column.is_likely and column.concept in {name for name, _, _ in candidate.meanings(kind, column.head)}
    ]


_LISTS: Mapping[str, Callable[[Candidate], Iterable[WeighedColumn]]] = {
    "indicators": lambda candidate: indicator_columns(candidate)[0],
    "budget": lambda candidate: budget_columns(candidate)[0],
    PRESENCE: presence_columns,
}
_KINDS: Mapping[str, Kind] = {
    "risk_register": "risk_register", "indicators": "indicators", "budget": "budget", PRESENCE: "activity_matrix",
}  # fmt: skip


def _of_kind(
    candidate: Candidate, name: str, columns: Iterable[WeighedColumn], lacks: list[str], met: float
) -> Nearest:  # fmt: skip
    """A candidate as a table of a kind, whose words the lexicon `name` has."""
    concepts = lexicon(name).concepts
    understood = tuple(
        Understood(_cell(candidate, each), each.head.header, concepts[each.concept].target, each.concept)
        for each in _headed(candidate, name, columns)
        if concepts[each.concept].target or each.concept in _TELLING
    )
    strange = tuple(each.head.header for each in columns if is_strange(name, each.head.words))
    sheet = candidate.sheet.name
    misnamed = speaks_against(name, sheet)
    return Nearest(sheet, _area(candidate), _KINDS[name], understood, tuple(lacks), strange, misnamed, met)


def _matrix(candidate: Candidate, roles: list[WeighedColumn], has_title: bool) -> Nearest:
    understood = tuple(
        Understood(_cell(candidate, each), each.head.header, "Activities.role", "")
        for each in roles
        if each.head.header
    )
    lacks = () if has_title else ("task",)
    area = _area(candidate)
    return Nearest(
        candidate.sheet.name, area, "activity_matrix", understood, lacks, (), False, 1 - len(lacks) / _OF_MATRIX
    )


def _cell(candidate: Candidate, column: WeighedColumn) -> str:
    return candidate.sheet.address(candidate.head.last_row, column.number)


def _area(candidate: Candidate) -> str:
    """From the first header down to the last row with a value."""
    sheet, head = candidate.sheet, candidate.head
    last = max(row for row in range(1, candidate.last + 1) if sheet.filled[row - 1])
    return f"{sheet.address(head.rows[0], head.left)}:{sheet.address(max(last, head.last_row), head.right)}"
