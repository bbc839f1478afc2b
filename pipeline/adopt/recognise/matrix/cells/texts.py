"""Matrices with texts in the cells: what each service does in each task, phase or situation; an empty cell, nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.adopt.compared_words import plain, tokens
from pipeline.adopt.kind_words import speaks_against
from pipeline.adopt.lexicon import is_header, lexicon
from pipeline.adopt.proposal import ROLE, ColumnProposal, TableProposal, WordList
from pipeline.adopt.recognise.heads.head_column import bare_header
from pipeline.adopt.recognise.heads.head_rows import all_short_texts
from pipeline.adopt.recognise.matrix.cells.house_words import are_house_words
from pipeline.adopt.recognise.matrix.cells.role_verbs import are_role_verbs, first_role
from pipeline.adopt.recognise.matrix.heads.bodies_and_places import is_contact, is_written_down, without_duties
from pipeline.adopt.recognise.matrix.heads.head_kinds import are_clocks, is_somebody, is_task_head
from pipeline.adopt.recognise.matrix.heads.plan_columns import says_plan
from pipeline.adopt.recognise.matrix.heads.role_spellings import is_role_head, is_whose_alone
from pipeline.adopt.recognise.matrix.named.in_cells import is_nobody, is_own_post
from pipeline.adopt.recognise.matrix.phases import named_phase
from pipeline.adopt.recognise.matrix.role_words import role_of
from pipeline.adopt.recognise.organisations import is_organisation
from pipeline.adopt.source.sheet import Cell, SourceSheet, is_empty, number_of, shown
from schemas.wording.text import text

KIND = "activity_matrix"
_MARK = "x"
_FEWEST_HEADERS = 3  # in a row, from which on the one below it holds no headers
_SEARCHED = 60  # rows of a sheet in which the header of such a matrix is
_FEWEST, _FEWEST_ROWS = 2, 2  # columns with texts, rows
LEAST_SURE = 0.3  # what else is found in the same cells is surer
_THEIRS = 0.4  # of the headers
_TOLD, _DIFFERING, _WORDS = 0.5, 0.7, 2.0  # of the cells that are texts, that differ; words on average
_LONGEST_WORD_OF_NAMES = 4  # letters: what begins with a small one and is longer is no part of a name
_FIRST = re.compile(r"([^:–\n]{1,24})\s*[:–]\s")  # Lead: sets the cordon


@dataclass(frozen=True)
class _Told:
    """Where such texts stand: the row of the header, the rows below it, the columns."""

    header: int
    rows: Sequence[int]
    columns: Collection[int]


def with_texts_as_marks(sheet: SourceSheet) -> SourceSheet | None:
    """The sheet with a mark instead of each text that says what a service does; None where no such texts stand."""
    if speaks_against(KIND, sheet.name):
        return None
    places = {(row, column) for told in _all_told(sheet) for row in told.rows for column in told.columns}
    return with_marks(sheet, places, _is_said) if places else None


def with_marks(sheet: SourceSheet, places: Collection[tuple[int, int]], is_told: Callable[[Cell], bool]) -> SourceSheet:
    """The sheet with a mark instead of what is told in `places`, each a row and a column."""
    rows = [
        [_MARK if (at, one) in places and is_told(cell) else cell for one, cell in enumerate(line, 1)]
        for at, line in enumerate(sheet.rows, 1)
    ]
    return replace(sheet, rows=rows, is_told=True)


def ask_texts(sheet: SourceSheet, table: TableProposal, is_told: Callable[[Cell], bool] | None = None) -> None:
    """Ask whether it is such a table, and in which role they take part of whom a text of `sheet` says what they do."""
    table.ask, table.why = True, text("adopt.why.table_unsure")
    for column in table.columns:
        if column.target == ROLE:
            cells = [shown(sheet.at(row, column.column)) for row in table.carried]
            column.words = _words(column, [*filter(is_told or _is_said, cells)])
            column.samples = tuple(dict.fromkeys(column.words.counts))[:3]


def _words(column: ColumnProposal, cells: Sequence[str]) -> WordList:
    """Everybody of whom a text says what is done takes part, or has the role with which it begins."""
    roles = {cell: _role_first(cell) for cell in cells}
    rests = {cell: f"{bare_header(column.header)}: {cell}" for cell in cells}
    counts = {cell: cells.count(cell) for cell in roles}
    why = text("adopt.why.told_texts")
    return WordList(roles, ask=bool(roles), why=why, counts=counts, rests=rests, asks_all=True)


def _role_first(cell: str) -> str:
    found = _FIRST.match(cell)
    return role_of(found[1].strip() if found else cell) or first_role(cell) or "P"


def _all_told(sheet: SourceSheet) -> Iterator[_Told]:
    searched = range(1, min(len(sheet.rows), _SEARCHED) + 1)
    rows = [row for row in searched if not _is_first_record(sheet, row)]
    heads = [(row, found) for row in rows if (found := _heads(sheet, row) or _phases(sheet, row))]
    last = 0
    for row, columns in heads:
        if row <= last:
            continue  # a record of the matrix above
        again = (one for one, _ in heads if one > row and _is_next(sheet, row, one, columns))
        last = next(again, len(sheet.rows) + 1) - 1
        told = _Told(row, [one for one in range(row + 1, last + 1) if len(sheet.filled[one - 1]) > 1], columns)
        where = (sheet, told.rows, told.columns)
        if _are_told(sheet, told) or are_house_words(*where) or are_role_verbs(*where):
            yield told
        else:
            last = row


def _is_first_record(sheet: SourceSheet, row: int) -> bool:
    """Whether headers stand right above a row, over each of its cells: it is a record, whatever it names."""
    above = sheet.filled[row - 2] if row > 1 else ()
    if not {*sheet.filled[row - 1]} <= {*above} or not all_short_texts(sheet, row - 1, above):
        return False
    return sum(is_header(tokens(bare_header(shown(sheet.at(row - 1, column))))) for column in above) >= _FEWEST_HEADERS


def _is_next(sheet: SourceSheet, row: int, other: int, columns: Sequence[int]) -> bool:
    """Whether another row is a header too: the same once more, or one below a gap."""
    again = sum(shown(sheet.at(row, column)) == shown(sheet.at(other, column)) for column in columns)
    return 2 * again > len(columns) or not sheet.filled[other - 2]


def _heads(sheet: SourceSheet, row: int) -> list[int]:
    """The columns of a header behind that of the tasks of which many are services, and the others may be."""
    filled = sheet.filled[row - 1]
    if len(filled) < _FEWEST or not all_short_texts(sheet, row, filled):
        return []
    headers = {column: shown(sheet.at(row, column)) for column in filled}
    texts = {column: without_duties(header) for column, header in headers.items()}
    duties = [one for one in filled if texts[one] != headers[one] and not named_phase(texts[one])]
    are_duties = len(duties) >= _FEWEST  # Obligations of A, obligations of B: whoever these are
    theirs = duties if are_duties else _theirs(texts)
    if not theirs or theirs[0] == 1:
        return []
    before = {column: said for column, said in texts.items() if column < theirs[0]}
    if not are_duties and not _are_tasks(sheet, row, theirs[0], before):
        return []
    first = max((column for column, said in before.items() if is_task_head(said)), default=theirs[0] - 1)
    others = [column for column in filled if first < column and column not in theirs and _may_be_whose(texts[column])]
    others = [column for column in others if column < theirs[-1] or {*range(theirs[-1], column)} <= {*filled}]
    whose = sorted([*theirs, *(column for column in others if _texts_in(sheet, row, column))])
    # Control, Kind of control: of two, a word for posts may mean something else.
    known = [column for column in theirs if are_duties or not is_own_post(texts[column]) or len(whose) > _FEWEST]
    return whose if len(whose) >= _FEWEST and len(known) >= max(_FEWEST, _THEIRS * len(whose)) else []


def _theirs(texts: Mapping[int, str]) -> list[int]:
    """The columns whose headers name somebody; where several stand behind that of the tasks, only those."""
    tasks = [column for column, said in texts.items() if is_task_head(said) and not is_somebody(said)]
    found = [column for column, said in texts.items() if is_somebody(said) and _is_no_task(said, column, tasks)]
    behind = [column for column in found if tasks and column > tasks[0]]
    return behind if len(behind) >= _FEWEST else found  # Area | Task | City | Utility


def _is_no_task(head: str, column: int, tasks: Sequence[int]) -> bool:
    """Whether who is named is not what is to be done: Fire watch; but Hill Relief International behind a Task."""
    words = bare_header(head).split()
    is_named = is_organisation(head) and len(words) > _FEWEST and all(word[:1].isupper() for word in words)
    return not is_task_head(head) or (is_named and bool(tasks) and tasks[0] < column)


def _may_be_whose(head: str) -> bool:
    """Whether a header that is no service known here may be one all the same: no deadline, remark, place or role."""
    words = tokens(bare_header(head))
    known = any(match.score == 1 for match in lexicon(KIND).matches(words))
    is_other = says_plan(words) or is_contact(words) or is_written_down(words) or is_role_head(head)
    return bool(words) and not (known or is_other)


def _phases(sheet: SourceSheet, row: int) -> list[int]:
    """The columns of a header that are phases, where the one before names services, or says that they stand there."""
    filled = sheet.filled[row - 1]
    found = [column for column in filled if named_phase(shown(sheet.at(row, column)))]
    if len(found) < _FEWEST or found != [column for column in filled if found[0] <= column <= found[-1]]:
        return []
    names = _texts_in(sheet, row, found[0] - 1)
    is_said = is_whose_alone(shown(sheet.at(row, found[0] - 1)))
    are_theirs = is_said or sum(map(is_somebody, names)) >= _THEIRS * len(names)
    return found if len(names) >= _FEWEST_ROWS and are_theirs else []


def _are_tasks(sheet: SourceSheet, row: int, first: int, before: Mapping[int, str]) -> bool:
    """Whether a header before the services says that tasks, phases or situations stand below it, or says nothing."""
    if not before:
        return bool(_texts_in(sheet, row, first - 1))
    return any(is_task_head(said) and not are_clocks(_texts_in(sheet, row, column)) for column, said in before.items())


def _texts_in(sheet: SourceSheet, row: int, column: int) -> list[str]:
    cells = (sheet.at(one, column) for one in range(row + 1, len(sheet.rows) + 1)) if column else ()
    return [shown(cell) for cell in cells if isinstance(cell, str) and not is_empty(cell)]


def _are_told(sheet: SourceSheet, told: _Told) -> bool:
    """Whether texts stand there, nearly each another one, and no names, numbers or roles."""
    every = [sheet.at(row, column) for row in told.rows for column in told.columns]
    said = [shown(cell) for cell in every if not is_empty(cell) and (not isinstance(cell, str) or _is_said(cell))]
    if len(told.rows) < _FEWEST_ROWS or len(said) < 2 * _FEWEST_ROWS:
        return False
    if any(number_of(one) is not None or one[:1].isdigit() for one in said):
        return False
    words = sum(len(one.split()) for one in said) / len(said)
    texts = [one for one in said if _is_sentence(one)]
    is_clear = len(texts) >= _TOLD * len(said) and len({*said}) >= _DIFFERING * len(said)
    return is_clear and words >= _WORDS and not any(role_of(one) for one in said if one not in texts)


def _is_sentence(cell: str) -> bool:
    """Whether a text has a longer word with a small letter behind the first, as no list of names has."""
    words = re.findall(r"[^\W\d_]+", cell)
    caseless = [word for word in words if word.lower() == word.upper()]
    small = [word for word in words[1:] if word[:1].islower() and len(word) >= _LONGEST_WORD_OF_NAMES]
    return bool(small) or (words[:1] != [] and words[0][:1].islower()) or len(caseless) > 2


def _is_said(cell: Cell) -> bool:
    """Whether a cell says anything: no dash, and nothing that stands for nobody."""
    return isinstance(cell, str) and bool(plain(cell)) and not is_nobody(cell)
