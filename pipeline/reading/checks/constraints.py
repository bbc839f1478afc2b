"""The tables' own definition applied: pandera, lazily, on cells that were coerced one by one before.

What coercion has settled is not asked again, for that would triple the time and could say nothing
new: the type of a column, and that a code is one of its vocabulary. Ids are compared more loosely
than pandera's `unique` does, see `pipeline.reading.checks.ids`. A test holds what is read against the
whole definition (`schemas.constraints.schema_of`).

Columns of which the same is asked are checked as one, of whatever tables, each different value once: what pandera takes
for a column of some hundred values does not depend on them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Any, NamedTuple

import pandas as pd
import pandera.pandas as pa

from pipeline.domain.alphabets import look_alike
from pipeline.reading.content import Content
from pipeline.reading.problems import Problems, Trouble
from schemas.constraints import checks_of
from schemas.fields import ACTIVITY_PATTERN, CODE_PATTERN, LARGEST
from schemas.spec import Column
from schemas.wording.numbers_and_days import number_text

_MALFORMED = {CODE_PATTERN: "CHK-04", ACTIVITY_PATTERN: "CHK-05"}


class _Asked(NamedTuple):
    """A column of which something is asked."""

    read: Content
    key: str


def validate(tables: Iterable[Content], problems: Problems) -> None:
    """Check the values of tables; each failing cell gets one message and counts as empty and unknown."""
    for columns in _asked_alike(read for read in tables if read.numbers):
        column = columns[0].read.heads.by_key[columns[0].key].column
        different = list(dict.fromkeys(chain.from_iterable(read.values[key] for read, key in columns)))
        try:
            _schema(column).validate(_series(column, different), lazy=True, inplace=True)
        except pa.errors.SchemaErrors as failed:
            checks: dict[object, list[str]] = {}
            for at, check in _failures(failed):
                checks.setdefault(different[at], []).append(check)
            for read, key in columns:
                _reject(read, key, checks, problems)


def _asked_alike(tables: Iterable[Content]) -> Iterable[Sequence[_Asked]]:
    """The columns of which anything is asked, those of which the same is asked together."""
    alike: dict[tuple[str, str | None, bool], list[_Asked]] = {}
    for read in tables:
        for head in read.heads.ours:
            column = head.column
            if column.required or _checks(column):
                kind = column.kind if column.is_number else ""
                alike.setdefault((kind, column.pattern, column.required), []).append(_Asked(read, head.key))
    return alike.values()


@cache
def _checks(column: Column) -> list[Any]:
    return [] if column.kind == "word" else checks_of(column)


@cache
def _schema(column: Column) -> Any:
    return pa.SeriesSchema(None, checks=_checks(column), nullable=not column.required)


def _series(column: Column, values: list[Any]) -> Any:
    if column.is_number:
        return pd.Series(values, dtype=float)
    return pd.Series([value or None for value in values], dtype=object)


def _failures(failed: Any) -> Iterator[tuple[int, str]]:
    """Where each failing value stands, and the check's name."""
    cases = failed.failure_cases
    for at, check in zip(cases["index"], cases["check"], strict=True):
        yield int(at), str(check).partition("(")[0]


def _reject(read: Content, key: str, checks: Mapping[object, Sequence[str]], problems: Problems) -> None:
    """Say what is the matter with the cells of a column whose values did not pass `checks`, unless it is unknown.

    A row without a key that holds is left out.
    """
    column, values = read.heads.by_key[key].column, read.values[key]
    for position, value in enumerate(values):
        for check in checks.get(value, ()):
            if not read.is_unknown(position, key):
                problems.add(read.problem(position, key, _trouble(read, column, check, str(value))))
            if key in read.keys:
                read.out[position] = str(value or "") if read.key else ""
            else:
                read.reject(position, key)


def _trouble(read: Content, column: Column, check: str, value: str) -> Trouble:
    """The message for a check of pandera that a cell did not pass."""
    if check == "not_nullable":
        return Trouble("CHK-02" if column.name == read.key else "CHK-01")
    if check == "str_matches":
        letter, alphabet = look_alike(value)
        if letter:
            return Trouble("CHK-91", {"letter": letter, "alphabet": alphabet})
        usual = "CHK-06" if read.found.table.name == "Budget" else "CHK-03"
        return Trouble(_MALFORMED.get(column.pattern or "", usual))
    if check == "less_than_or_equal_to":
        return Trouble("CHK-94", {"most": number_text(LARGEST)})
    return Trouble("CHK-19" if column.kind == "scale" else "CHK-20")
