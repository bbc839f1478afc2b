"""A workbook carried over into another language: what is ours is said anew, what people wrote stays as it stands.

Ours are the words of drop-downs, and the texts that a workbook ships with where nobody has changed them: what the
fields of Arrangement ask, Scales, Steps, and the indicators of catalogues.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.plan.stamp import digest, is_stamp, join
from pipeline.reading.coerce.lists import parts_of
from pipeline.template.carried.shipped_texts import shipped_texts
from pipeline.template.new_workbook import RowValues
from schemas.arrangement_fields import arrangement_fields, field_named
from schemas.fields import PARTNER_MARK, Column
from schemas.spec import table
from schemas.vocabulary import compared, means_all_parties, vocabulary
from schemas.wording.languages import speaking
from schemas.wording.text import joined, text

# The texts of one column: as they ship in the old language, and what they are in the new one.
Texts = Mapping[str, str]
TITLES = frozenset({"title", "titled"})  # of a stamp, as `plan.edits.follow` keeps them


def said_anew(values: Mapping[str, Sequence[RowValues]], before: str) -> dict[str, list[dict[str, object]]]:
    """The rows by table in the language in force, which were in the language `before`."""
    anew = {
        name: [_row(name, row, shipped) for row in rows]
        for name, rows in values.items()
        for shipped in [_shipped(name, before)]
    }
    if plan := anew.get("ActionPlan"):
        titles = _titles(before)
        for row in plan:
            row["stamp"] = _stamped(str(row.get("stamp") or ""), titles)
    return anew


def _titles(before: str) -> Mapping[str, str]:
    """What a stamp keeps of the title of an indicator of a catalogue: as in the old language, and as in the new one."""
    texts = _shipped("Indicators", before)["text"]
    return {digest(compared(was)): digest(compared(becomes)) for was, becomes in texts.items()}


def _stamped(stamp: str, titles: Mapping[str, str]) -> str:
    """The stamp of a row of the plan: a title that we say anew ourselves is none that somebody changed."""
    if not is_stamp(stamp):
        return stamp
    entries = dict(part.split("=", 1) for part in stamp.split(" "))
    return join(entries | {name: titles.get(entries[name], entries[name]) for name in TITLES & entries.keys()})


def _row(name: str, row: RowValues, shipped: Mapping[str, Texts]) -> dict[str, object]:
    columns = table(name).by_name
    made: dict[str, object] = {}
    for key, value in row.items():
        column = columns.get(key.partition(PARTNER_MARK)[0])
        if isinstance(value, str):
            value = _word(column, value) if column else value
            value = shipped.get(key, {}).get(value.strip(), value)
        made[key] = value
    if name == "Arrangement":
        made["value"] = _answer(row)
    return made


def _word(column: Column, value: str) -> str:
    """The labels of the words in a cell; a cell that holds anything else stays as it is."""
    if column.vocabulary is None:
        is_for_all = column.kind == "partners" and means_all_parties(value)
        return text("phrases.all_parties") if is_for_all else value
    parts = parts_of(value) if column.is_list else [value]
    codes = [column.vocabulary.code(part) for part in parts]
    return joined(column.vocabulary.label(code) for code in codes if code) if all(codes) else value


def _answer(row: RowValues) -> object:
    """The answer of a field that takes a word, as that word."""
    value, field = row.get("value"), arrangement_fields().get(field_named(str(row.get("field") or "")) or "")
    if not field or not field.vocabulary or not isinstance(value, str):
        return value
    words = vocabulary(field.vocabulary)
    return words.label(words.code(value) or value)


def _shipped(name: str, before: str) -> Mapping[str, Texts]:
    """The texts that a table ships with, by column."""
    with speaking(before):
        old = list(shipped_texts(name))
    found: dict[str, dict[str, str]] = {}
    for was, becomes in zip(old, shipped_texts(name), strict=True):
        for column, said in was.items():
            found.setdefault(column, {})[said] = becomes[column]
    return found
