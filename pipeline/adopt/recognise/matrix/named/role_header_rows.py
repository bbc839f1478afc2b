"""Where a header with roles stands on a sheet: Activity | Responsible | Support, over one row or two."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from pipeline.adopt.compared_words import is_year, plain, tokens
from pipeline.adopt.lexicon import is_header
from pipeline.adopt.recognise.heads.head import Head
from pipeline.adopt.recognise.heads.head_column import HeadColumn, letters_of_time, with_month_letters
from pipeline.adopt.recognise.heads.head_groups import with_groups
from pipeline.adopt.recognise.heads.head_rows import MOST_COLUMNS, all_short_texts, is_numbering, reach
from pipeline.adopt.recognise.matrix.heads.head_kinds import is_task_head
from pipeline.adopt.recognise.matrix.heads.plan_columns import are_periods, is_time, says_plan
from pipeline.adopt.recognise.matrix.heads.role_heads import role_heads
from pipeline.adopt.recognise.matrix.heads.role_spellings import is_of_organisations
from pipeline.adopt.recognise.matrix.heads.task_heads import says_means, says_what
from pipeline.adopt.recognise.matrix.named.columns import is_before_tasks, names_who, works_of_parties
from pipeline.adopt.recognise.matrix.named.in_cells import name_organisations, tell_roles, tells_role
from pipeline.adopt.recognise.matrix.phases import named_phase
from pipeline.adopt.recognise.organisations import is_organisation
from pipeline.adopt.source.sheet import SourceSheet, is_empty, shown

_KIND = "activity_matrix"
_ROWS_SEARCHED = 60  # further down only below a gap
_WIDEST_GAP = 3  # columns
_FEWEST_NAMED = 2
_LOOKED_AT = 4  # rows below a header
_FEWEST_BELOW = 2  # headers a row lower
_FEWEST_AGAIN, _MOST = 4, 0.8  # headers in another language, of the texts of a row


def is_next(head: Head, other: Head) -> bool:
    """Whether another header ends the table of this one: in the same columns, and not this one once more."""
    is_same = [each.words for each in head.columns] == [each.words for each in other.columns]
    return other.left <= head.right and head.left <= other.right and not is_same


def role_header_rows(sheet: SourceSheet) -> Iterator[Head]:
    """The rows that hold a header that is a role, each other header once."""
    seen: list[Head] = []
    rows = dict(_rows_with_roles(sheet))
    for row, roles in rows.items():
        if row + 1 in rows and _goes_on(sheet, row, rows[row + 1]):
            continue  # the group of the roles: each of them stands a row lower
        is_lower = row - 1 in rows and _goes_on(sheet, row - 1, roles)
        if _is_record(sheet, row - is_lower, has_head=bool(seen)):
            continue  # a header of two rows is none where the upper one is a record
        head = _head(sheet, row, min(roles))
        if not any(_is_again(other, head) for other in seen):
            seen.append(head)
            yield head


def _rows_with_roles(sheet: SourceSheet) -> Iterator[tuple[int, Collection[int]]]:
    """The rows of short texts in which a role stands, with its columns; far down only those below a gap."""
    is_found = False
    for row, filled in enumerate(sheet.filled, 1):
        is_far = row > _ROWS_SEARCHED and bool(sheet.filled[row - 2])
        if (
            is_far
            or not 2 <= len(filled) <= MOST_COLUMNS
            or not all_short_texts(sheet, row, _without_years(sheet, row))
        ):
            continue
        roles = role_heads({column: shown(sheet.at(row, column)) for column in filled})
        is_below = is_found and bool(sheet.filled[row - 2])  # a record of the table above
        found = {one for one in roles if not _stands_again(sheet, row, one)}
        found = found or (set() if is_below or roles else _told_below(sheet, row))
        if found and not is_numbering(sheet, row):
            is_found = True
            yield row, found


def _stands_again(sheet: SourceSheet, row: int, column: int) -> bool:
    """Whether a word for a role stands further down in the same column, and more than once: it is no header, a cell."""
    rows = range(row + 1, min(len(sheet.rows), row + _ROWS_SEARCHED) + 1)
    below = [plain(shown(sheet.at(one, column))) for one in rows]
    return below.count(plain(shown(sheet.at(row, column)))) >= _FEWEST_NAMED


def _without_years(sheet: SourceSheet, row: int) -> list[int]:
    """The filled columns of a row without those that hold a year, which stands above its months or quarters."""
    return [one for one in sheet.filled[row - 1] if not is_year(shown(sheet.at(row, one)))]


def _told_below(sheet: SourceSheet, row: int) -> set[int]:
    """The columns in the cells of which roles stand beside names, or two with organisations beside tasks."""

    def cells(column: int) -> list[str]:
        below = (sheet.at(one, column) for one in range(row + 1, row + _LOOKED_AT + 1))
        return [shown(cell) for cell in below if isinstance(cell, str) and not is_empty(cell)]

    columns = [column for column in sheet.filled[row - 1] if not tells_role(shown(sheet.at(row, column)))]
    if len(columns) < len(sheet.filled[row - 1]):
        return set()
    told = {column for column in columns if tell_roles(cells(column))}
    tasks = [column for column in columns if is_task_head(shown(sheet.at(row, column)))]
    heads = [column for column in columns if tasks and column > tasks[0]]
    texts = {column: shown(sheet.at(row, column)) for column in sheet.filled[row - 1]}
    heads = [one for one in heads if is_of_organisations(texts[one]) or not is_organisation(texts[one])]
    named = {column for column in heads if name_organisations(cells(column))}
    alone = {column for column in heads if names_who(texts, column, cells(column))}
    alone |= {column for column in columns if is_before_tasks(texts, column) and cells(column)}
    alone |= {*works_of_parties(texts, {column: cells(column) for column in columns})}
    return told | (named if len(named) >= _FEWEST_NAMED else set()) | alone


def _is_record(sheet: SourceSheet, row: int, *, has_head: bool) -> bool:
    """Whether such a word stands in a record: below a row of several cells, of as many where no header was found."""
    above = sheet.filled[row - 2] if row > 1 else ()
    if not has_head:
        are_words = any(any(map(str.isalpha, shown(sheet.at(row - 1, column)))) for column in above)  # no [1], [2]
        return len(above) > 2 and are_words and {*sheet.filled[row - 1]} <= {*above}
    first = [shown(sheet.at(row, column)) for column in sheet.filled[row - 1][:2]]
    says_tasks = any(is_task_head(one) and not named_phase(one) for one in first)  # Before: a record has it, too
    if len(above) == 1 and row > 2 and not says_tasks:
        above = sheet.filled[row - 3]  # a heading among the records
    return len(above) > 1


def _goes_on(sheet: SourceSheet, row: int, roles: Collection[int]) -> bool:
    """Whether roles of the row below stand where a header is empty, right of its group perhaps."""
    return any(column not in sheet.filled[row - 1] for column in roles)


def _is_again(other: Head, head: Head) -> bool:
    return [each.header for each in other.columns] == [each.header for each in head.columns]


def _head(sheet: SourceSheet, row: int, role: int) -> Head:
    """The header with texts of the row above over columns in which nothing else stands, those below, and groups."""
    texts = {column: shown(sheet.at(row, column)) for column in sheet.filled[row - 1]}
    upper, lower = _upper(sheet, row, texts), _lower(sheet, row)
    texts = {**upper, **texts, **lower}
    ends = reach(sheet, row, row)
    runs: list[list[int]] = [[]]
    for column in sorted(texts):
        if runs[-1] and column - max(runs[-1][-1], ends.get(runs[-1][-1], 0)) > _WIDEST_GAP:
            runs.append([])
        runs[-1].append(column)
    run = next(run for run in runs if role in run)
    columns = with_month_letters([HeadColumn(column, texts[column]) for column in run])
    above, below = upper.keys() & {*run}, lower.keys() & {*run}
    rows = (*((row - 1,) if above else ()), row, *((row + 1,) if below else ()))
    rows = (*rows, *((rows[-1] + 1,) if _is_told_again(sheet, rows[-1] + 1, [each.column for each in columns]) else ()))
    return with_groups(sheet, Head(rows, columns, {_KIND: 1.0}))


def _is_told_again(sheet: SourceSheet, row: int, columns: Collection[int]) -> bool:
    """Whether the row right below a header says it once more in another language: What | Who | When."""
    filled = sheet.filled[row - 1] if row <= len(sheet.filled) else ()
    texts = [shown(sheet.at(row, column)) for column in filled]
    said = sum(is_header(tokens(text)) or says_what(text) or says_plan(tokens(text)) for text in texts)
    is_header_again = said + len({*role_heads(dict(zip(filled, texts, strict=True)))}) >= _MOST * len(texts)
    return len(texts) >= _FEWEST_AGAIN and {*filled} <= {*columns} and is_header_again


def _lower(sheet: SourceSheet, row: int) -> dict[int, str]:
    """Headers that stand a row lower than those of the roles: months, or what is below a merged head of several."""
    filled = sheet.filled[row] if row < len(sheet.filled) else ()
    if len(filled) < _FEWEST_BELOW or not all_short_texts(sheet, row + 1, filled):
        return {}
    texts = {column: shown(sheet.at(row + 1, column)) for column in filled}

    def is_below_group(column: int) -> bool:
        area = sheet.owners.get((row, column))
        return area is not None and area.right > area.left and area.bottom == row

    letters = letters_of_time(texts)
    times = {column for column, text in texts.items() if column in letters or is_time(text)}
    own = {column: text for column, text in texts.items() if column in times or is_below_group(column)}
    # Beside months or quarters the other headers may say more: Planned activities, (list what is to be done).
    are_times = 2 * len(own) > len(texts) and (bool(letters) or are_periods(own.values()))
    is_header = own == texts or are_times
    are_levels = all(is_below_group(column) for column in texts) and _are_parts(sheet, row, texts)
    return own if is_header and (bool(times) or are_levels) else {}


def _are_parts(sheet: SourceSheet, row: int, columns: Iterable[int]) -> bool:
    """Whether a role, tasks or what they need is merged over several of these columns: those of the nation, the town.

    Tasks have their phases below them (before, during, after), means their kinds (people, machines).
    """
    areas = [sheet.owners[row, column] for column in columns]
    heads = {area.left: shown(sheet.at(area.top, area.left)) for area in areas if areas.count(area) > 1}
    return bool(role_heads(heads)) or any(says_what(head) or says_means(head) for head in heads.values())


def _upper(sheet: SourceSheet, row: int, texts: Mapping[int, str]) -> dict[int, str]:
    """The headers that stand a row higher than those of the roles: merged downwards, or beside the group of these."""
    above = sheet.filled[row - 2] if row > 1 else ()
    if len(above) < 2 or not all_short_texts(sheet, row - 1, above):
        return {}
    below = sheet.filled[row] if row < len(sheet.filled) else ()
    return {column: shown(sheet.at(row - 1, column)) for column in above if column not in texts and column in below}
