"""Header rows: where they stand on a sheet, and over how many rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.adopt.compared_words import tokens
from pipeline.adopt.recognise.answers.answer_heads import names_ticked
from pipeline.adopt.recognise.heads.head import Head, hits_of
from pipeline.adopt.recognise.heads.head_column import (
    HeadColumn,
    parts_apart,
    says_range,
    with_month_letters,
    with_range,
    without_legend,
)
from pipeline.adopt.recognise.heads.head_groups import with_groups
from pipeline.adopt.recognise.heads.head_rows import (
    has_amounts,
    is_merged,
    is_section_below,
    reach,
    rows_to_look_at,
    without_numbers_beside,
)
from pipeline.adopt.recognise.heads.head_words import in_two_languages
from pipeline.adopt.source.sheet import SourceSheet, shown

_LONGEST = 60  # letters of a header below another one
_HIGHEST = 3  # rows of a merged cell above the last row of a header


def heads(sheet: SourceSheet) -> list[Head]:
    """Every row, or rows together, that may be the header of a table of ours, from the top down."""
    found: list[Head] = []
    for row in rows_to_look_at(sheet):
        if found and (told := _told_again(sheet, found[-1], row)):
            found[-1] = told
            continue
        head = _best_at(sheet, row)
        if head is None:
            continue
        if found and found[-1].last_row >= head.rows[0]:
            if head.best <= found[-1].best and not _goes_on_below(found[-1], head):
                continue
            found.pop()
        found.append(head)
    return [part for head in found for part in _side_by_side(_without_legend(sheet, head))]


def _told_again(sheet: SourceSheet, head: Head, row: int) -> Head | None:
    """The header with the row right below it, which says the same in another language; None where it does not."""
    if row != head.last_row + 1 or is_merged(sheet, row):
        return None
    own = {each.column: each for each in head.columns}
    lower = {column: shown(sheet.at(row, column)) for column in sheet.filled[row - 1]}
    texts = in_two_languages({column: each.header for column, each in own.items()}, lower)
    columns = [HeadColumn(at, said, own[at].group if at in own else "") for at, said in texts.items()]
    return Head((*head.rows, row), tuple(columns), hits_of(columns)) if columns else None


def _goes_on_below(upper: Head, head: Head) -> bool:
    """Whether a header says as much as the one above, goes on with its rows, and has headers where that has none."""
    goes_on = head.rows[0] == upper.rows[0] and head.last_row > upper.last_row
    return goes_on and head.best >= upper.best and len(head.columns) > len(upper.columns)


def _without_legend(sheet: SourceSheet, head: Head) -> Head:
    """The header without that of a legend beside it, and with months by their letters told as such."""
    columns = with_month_letters(without_legend(head.columns, head.last_row, sheet.legends))
    return Head(head.rows, columns, hits_of(columns)) if columns != head.columns else head


def _side_by_side(head: Head) -> Iterator[Head]:
    """The header, or each of several that say the same beside each other, with an empty column between."""
    parts = parts_apart(head.columns)
    texts = [[tokens(each.header) for each in part] for part in parts]
    if len(parts) < 2 or len(texts[0]) < 2 or any(other != texts[0] for other in texts[1:]):
        yield head
        return
    for part in parts:
        yield Head(head.rows, tuple(part), hits_of(part))


def _best_at(sheet: SourceSheet, row: int) -> Head | None:
    """The header that ends in `row`, over one, two or three rows, whichever speaks most clearly."""
    best: Head | None = None
    for above in (0, 1, 2):
        first = row - above
        if first < 1 or (above and (has_amounts(sheet, row) or not _may_be_part(sheet, first, row))):
            break
        texts = _combined(sheet, first, row)
        columns = _run(texts, reach(sheet, first, row))
        if len(columns) < 2:
            continue
        hits = hits_of(columns)
        hits["indicators"] += names_ticked(sheet, row, {each.column: each.header for each in columns})
        head = Head(tuple(range(first, row + 1)), tuple(columns), hits)
        if best is None or head.best > best.best + 0.5:
            best = head
    if best is None or best.best < 1.7:
        return None
    return with_groups(sheet, _with_lower(sheet, _with_leaves(sheet, _with_upper(sheet, best))))


def _with_upper(sheet: SourceSheet, head: Head) -> Head:
    """The header with those of its cells that are merged from a row above down to its last one."""
    own, last = {each.column for each in head.columns}, head.last_row
    areas = (sheet.owners.get((last, column)) for column in range(max(1, head.left - 2), head.right + 3))
    ending = [area for area in areas if area and area.top < head.rows[0] and area.left not in own]
    upper = [
        HeadColumn(area.left, shown(sheet.at(area.top, area.left)))
        for area in ending
        if area.bottom == last and area.left == area.right and last - area.top <= _HIGHEST
    ]
    columns = sorted([*head.columns, *upper], key=lambda each: each.column)
    return Head(head.rows, tuple(columns), head.hits) if upper else head


def _with_leaves(sheet: SourceSheet, head: Head) -> Head:
    """The header with the row below it where that names the columns below its merged cells, and nothing else."""
    row, last = head.last_row + 1, _end_of_run(sheet, head)
    filled = [column for column in sheet.filled[row - 1] if column <= last] if row <= len(sheet.filled) else []
    areas = [sheet.owners.get((head.last_row, each.column)) for each in head.columns]
    wide = [range(a.left, a.right + 1) for a in areas if a and a.right > a.left and a.bottom == head.last_row]
    under = {column for columns in wide for column in columns}
    texts = {column: sheet.at(row, column) for column in filled}
    said = {column: shown(text) for column, text in texts.items()}
    leaves, ranges = ({at: text for at, text in said.items() if (at in under) is is_leaf} for is_leaf in (True, False))
    is_part = len(leaves) > 1 and 2 * len(leaves) > len(under) and all(map(says_range, ranges.values()))
    if not is_part or not all(isinstance(text, str) and len(text) <= _LONGEST for text in texts.values()):
        return head
    others = [with_range(one, ranges) for one in head.columns if one.column not in under]
    columns = sorted([*others, *(HeadColumn(*leaf) for leaf in leaves.items())], key=lambda one: one.column)
    return Head((*head.rows, row), tuple(columns), head.hits)


def _end_of_run(sheet: SourceSheet, head: Head) -> int:
    """The last column before an empty one: behind it stands something else, a heat map say."""
    ends = reach(sheet, head.last_row, head.last_row)
    last = head.left
    for each in head.columns:
        if each.column > last + 1:
            break
        last = max(last, ends.get(each.column, each.column))
    return last


def _with_lower(sheet: SourceSheet, head: Head) -> Head:
    """The header with those of its cells that stand a row lower than the others: above them nothing stands."""
    row = head.last_row + 1
    filled = sheet.filled[row - 1] if row <= len(sheet.filled) else ()
    own = {each.column for each in head.columns}
    texts = [sheet.at(row, column) for column in filled]
    is_wide = any(sheet.owners[row, column].right > column for column in filled if (row, column) in sheet.owners)
    if (
        not filled or len(filled) > max(1, len(own) // 3) or own & set(filled) or is_wide
        or not all(head.left - 2 < column < head.right + 2 for column in filled)
        or not all(isinstance(text, str) and len(text) <= _LONGEST for text in texts)
    ):  # fmt: skip
        return head
    below = sheet.filled[row] if row < len(sheet.filled) else ()
    if len(below) < 2 or not set(filled) <= set(below):
        return head  # nothing stands below it: a heading, or a note
    lower = [HeadColumn(column, shown(text)) for column, text in zip(filled, texts, strict=True)]
    columns = sorted([*head.columns, *lower], key=lambda each: each.column)
    return Head((*head.rows, row), tuple(columns), head.hits)


def _may_be_part(sheet: SourceSheet, first: int, last: int) -> bool:
    filled = without_numbers_beside(sheet, first)
    below = set(sheet.filled[last - 1])
    texts = [sheet.at(first, column) for column in filled]
    if (
        not filled
        or is_section_below(sheet, first, last)
        or not all(isinstance(t, str) and len(t) <= 80 for t in texts)
    ):
        return False
    if any(str(text).rstrip().endswith(":") for text in texts):
        return False  # label: value
    return len(filled) >= 2 or filled[0] not in below


def _combined(sheet: SourceSheet, first: int, last: int) -> dict[int, str]:
    """The header of each column: the lowest text of the rows, the merged cell that reaches down into them included."""
    texts: dict[int, str] = {}
    for row in range(first, last + 1):
        for column in without_numbers_beside(sheet, row):
            texts[column] = shown(sheet.at(row, column))
    return texts


def _run(texts: dict[int, str], ends: Mapping[int, int]) -> list[HeadColumn]:
    """The longest run of headers with gaps of two columns at most; what is merged is no gap."""
    runs: list[list[HeadColumn]] = [[]]
    for column in sorted(texts):
        if runs[-1] and column - ends[runs[-1][-1].column] > 3:
            runs.append([])
        runs[-1].append(HeadColumn(column, texts[column]))
    return runs[0] if len(runs) == 1 else max(runs, key=lambda run: (max(hits_of(run).values()), len(run)))
