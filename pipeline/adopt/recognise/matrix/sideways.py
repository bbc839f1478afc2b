"""Matrices that lie on their side: who stands down the rows, what is to be done across the columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.adopt.compared_words import tokens
from pipeline.adopt.lexicon import group_of, word_set
from pipeline.adopt.proposal import ROLE, ColumnProposal, Fill, TableProposal
from pipeline.adopt.recognise.matrix.heads.role_spellings import is_role_head, is_whose_alone
from pipeline.adopt.recognise.matrix.phases import named_phase
from pipeline.adopt.recognise.matrix.role_block import Block, is_role, role_at, rows_with_roles
from pipeline.adopt.recognise.matrix.role_words import LEADS
from pipeline.adopt.recognise.organisations import is_organisation, is_post, known_code
from pipeline.adopt.recognise.rows.body import reason
from pipeline.adopt.source.sheet import SourceSheet, shown
from schemas.wording.text import text

TITLE = "Activities.title"
# How much must speak for it; what a header, who leads and numbered steps across speak for it.
_CLEAR, _HEADED, _LED, _NUMBERED = 0.5, 0.3, 0.5, 1.0
_NUMBERED_STEP = re.compile(r"([^\W\d_]+)[\s.-]*\d{1,2}")
_LONGEST_LETTER, _LETTERS = 3, 2  # of a name at least: hours and numbers beside it are none
_WORDS_OF_ROLE = 2  # at the end of a header
_LONGEST_POST = 4  # words: "train the security staff in the field" is no post


def names_down(sheet: SourceSheet, block: Block, codes: Mapping[str, str]) -> int:
    """The column in which those stand who have the roles, where a matrix lies on its side; 0 where it does not."""
    if len(block.columns) < 2:
        return 0
    left = min(block.columns)
    rows = rows_with_roles(sheet, block)
    for column in range(left - 1, 0, -1):
        names = [shown(sheet.at(row, column)) for row in rows if not _explains(sheet, row, column)]
        if sum(sum(map(str.isalpha, name)) >= _LETTERS for name in names) < max(2, 0.8 * len(names)):
            continue
        head = shown(sheet.at(block.header, column))
        heads = [shown(sheet.at(block.header, one)) for one in block.columns]
        is_said = is_role_head(" ".join(head.split()[-_WORDS_OF_ROLE:]))  # Hub run by
        is_whose = is_whose_alone(head) or group_of(head) == "who" or bool(word_set("who_words") & set(tokens(head)))
        is_headed = is_said or is_whose
        are_steps = are_numbered_steps(heads) or all(map(named_phase, heads))
        across = -_NUMBERED if are_steps else _somebody(heads, codes)
        found = _somebody(names, codes) - across + _HEADED * is_headed
        found += _LED * _leads_each_column(sheet, rows, block.columns)
        if len(set(names)) < len(names):
            continue  # of which kind each of them is
        return column if found >= _CLEAR else 0
    return 0


def _leads_each_column(sheet: SourceSheet, rows: Sequence[int], columns: Sequence[int]) -> float:
    """How much more often one alone leads in a column than in a row, from -1 to 1: one leads an activity."""
    leading = [(row, column) for row in rows for column in columns if role_at(sheet, row, column) == LEADS]
    down, across = Counter(column for _, column in leading), Counter(row for row, _ in leading)
    alone = sum(down[column] == 1 for column in columns) / len(columns)
    return alone - sum(across[row] == 1 for row in rows) / len(rows)


def are_numbered_steps(heads: Sequence[str]) -> bool:
    """Whether headers are parts of a work by their numbers: M1, M2; nobody is called so."""
    found = [_NUMBERED_STEP.fullmatch(head.strip()) for head in heads]
    words = {word for each in found if each for word in tokens(each[1])}
    return len(heads) > 1 and all(found) and len(words) == 1 and words <= word_set("step_words")


def last_row(sheet: SourceSheet, block: Block, column: int) -> int:
    """The last row with the roles of somebody: below it stands what explains them."""
    rows = range(block.header + 1, block.last + 1)
    return max(row for row in rows if not _explains(sheet, row, column))


def _explains(sheet: SourceSheet, row: int, column: int) -> bool:
    """Whether a row says what a letter means: R, responsible."""
    return is_role(sheet, row, column) and len(shown(sheet.at(row, column))) <= _LONGEST_LETTER


def _somebody(names: Sequence[str], codes: Mapping[str, str]) -> float:
    """Which share of these names is that of an organisation, a post or a team."""
    found = sum(
        is_organisation(name) or (is_post(name) and len(name.split()) <= _LONGEST_POST) or bool(known_code(name, codes))
        for name in names
    )
    return found / len(names) if names else 0.0


def turned(sheet: SourceSheet, first: int, last: int) -> SourceSheet:
    """The rows `first` to `last` of a sheet, turned: its columns as rows. All other cells are empty there."""
    width = max((len(row) for row in sheet.rows[first - 1 : last]), default=0)
    rows = [
        [sheet.at(row, column) if row >= first else "" for row in range(1, last + 1)] for column in range(1, width + 1)
    ]
    return replace(
        sheet, rows=rows, merged=(), struck={}, units={}, hidden_rows=frozenset(), sum_rows=frozenset(), is_turned=True
    )


def upright(sheet: SourceSheet, last: int, table: TableProposal) -> TableProposal:
    """What people see of a turned table: the columns and rows of the sheet as they stand."""
    _take_every_column(table)
    table.columns = [each for each in table.columns if not _is_merged_across(sheet, each.column, table.header_rows[-1])]
    named = {column.column for column in table.columns if column.target == ROLE}
    across = next(column.column for column in table.columns if column.target == TITLE)
    at = table.header_rows[-1]
    columns = []
    for number in sorted({at, *table.carried, *table.left}):
        header = shown(sheet.at(across, number))
        target = TITLE if number in table.carried else None
        why = "" if target else text("adopt.why.who_down") if number == at else table.left[number]
        made = ColumnProposal(number, header, "", target, confidence=table.confidence, why=why)
        made.samples = tuple(shown(sheet.at(row, number)) for row in sorted(named)[:3]) if target else ()
        columns.append(made)
    rows = [row for row in range(across + 1, last + 1) if sheet.filled[row - 1]]
    left = {row: reason("heading") for row in rows if row not in named}
    return replace(
        table, columns=columns, header_rows=(across,), first_row=across + 1, orientation="columns", turned=table,
        carried=[row for row in rows if row in named], left=left,
        continued=set(),
    )  # fmt: skip


def _is_merged_across(sheet: SourceSheet, row: int, column: int) -> bool:
    """Whether a text in the column of names is merged over others: of which kind those below it are."""
    area = sheet.owners.get((row, column))
    return area is not None and area.right > area.left


def _take_every_column(table: TableProposal) -> None:
    """Carry the activities of nobody as well: what stands across is no heading of anything."""
    headings = {reason(name) for name in ("heading", "note", "legend")}
    more = [row for row, why in table.left.items() if why in headings]
    table.carried = sorted([*table.carried, *more])
    table.left = {row: why for row, why in table.left.items() if row not in more}
    table.sections, table.headings, table.doubtful = {}, {}, {}
    whole = [fill for fill in table.fills if not fill.section]
    lacking = {fill.target: fill for fill in table.fills if fill.section}
    known = {fill.target for fill in whole}
    table.fills = [*whole, *(Fill(target, value=one.value) for target, one in lacking.items() if target not in known)]


def sheet_of(sheet: SourceSheet, table: TableProposal) -> SourceSheet:
    """The sheet as a table sees it: turned, where the table is."""
    if table.orientation == "rows":
        return sheet
    rows = [column.column for column in table.columns]
    return turned(sheet, min(rows), max(rows))
