"""The table Arrangement: one field a row, each with its own kind of answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from pipeline.domain.alphabets import as_latin
from pipeline.domain.nearest import other_alphabet
from pipeline.reading.coerce import dates, numbers
from pipeline.reading.coerce import texts as coerce_text
from pipeline.reading.coerce.clean import id_text
from pipeline.reading.coerce.placeholders import is_placeholder
from pipeline.reading.coerce.texts import Coerced, partner, unreadable_trouble
from pipeline.reading.coerce.vocabulary import word
from pipeline.reading.content import Content
from pipeline.reading.problems import Problem, Problems, Trouble
from schemas.alike import most_alike
from schemas.arrangement_fields import Field, arrangement_fields, field_named, field_title, fields_by_spelling
from schemas.fields import LARGEST
from schemas.vocabulary import normal, vocabulary
from schemas.wording.numbers_and_days import number_text
from schemas.wording.text import joined, text


@dataclass
class Fields:
    """The answers by field name, the rows they stand in, and the fields that could not be understood."""

    values: dict[str, object] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)


def fields(read: Content, problems: Problems, code_of: Callable[[str], str] = str) -> Fields:
    """The answers of the table Arrangement; the upper row counts where a field stands twice.

    `code_of` gives the code of a partner that is named by its name.
    """
    answers, known = Fields(), arrangement_fields()
    for position, given in enumerate(read.values.get("field", [])):
        if not read.is_unknown(position, "field"):
            _row(read, position, str(given), answers, problems)
    absent = [name for name, of in known.items() if name not in answers.rows and not of.of_copy]
    if absent and "value" in read.values:
        names = joined(map(field_title, absent))
        problems.add(Problem("CHK-61", None, "Arrangement", values={"fields": names}, sheet=read.found.sheet))
    if "value" not in read.values:
        answers.unknown.update(known)
    for name in answers.values.keys() & {name for name, of in known.items() if of.kind == "partner"}:
        answers.values[name] = code_of(str(answers.values[name]))
    return answers


def _row(read: Content, position: int, given: str, answers: Fields, problems: Problems) -> None:
    name = field_named(given)
    if not given:
        problems.add(read.problem(position, "field", Trouble("CHK-63")))
    elif name is None:
        known = fields_by_spelling()
        near = most_alike(normal(as_latin(given)), known.keys(), 0.75)
        nearest = text("reading.did_you_mean", word=field_title(known[near])) + other_alphabet(given) if near else ""
        problems.add(read.problem(position, "field", Trouble("CHK-60", {"nearest": nearest})))
    elif name in answers.rows:
        problems.add(read.problem(position, "field", Trouble("CHK-62", {"row": answers.rows[name]})))
    else:
        answers.rows[name] = read.numbers[position]
        if "value" in read.values:
            _answer(read, position, name, answers, problems)


def _answer(read: Content, position: int, name: str, answers: Fields, problems: Problems) -> None:
    if read.is_unknown(position, "value"):
        answers.unknown.add(name)
        return
    cell = read.values["value"][position]
    if cell is None:
        return
    value, trouble = _coerced(arrangement_fields()[name], cell, read.found.from_1904)
    if trouble:
        about = trouble._replace(values={"header": field_title(name), **trouble.values})
        problems.add(read.problem(position, "value", about))
        if trouble.is_error:
            answers.unknown.add(name)
            return
    if value not in (None, ""):
        answers.values[name] = value


def _coerced(of: Field, cell: object, from_1904: bool) -> Coerced:
    marked = unreadable_trouble(cell)
    if marked:
        return None, marked
    if of.kind == "date":
        return dates.day(cell, from_1904)
    if of.kind == "whole":
        return _whole(cell)
    if of.kind == "partner":
        return partner(cell)
    if of.vocabulary:
        return word(cell, vocabulary(of.vocabulary))
    value, trouble = coerce_text.text(cell)
    if of.kind == "text" and isinstance(value, str) and is_placeholder(value):
        return None, Trouble("CHK-34", {"placeholder": value})
    return (id_text(str(value)) if of.kind == "id" else value), trouble


def _whole(cell: object) -> Coerced:
    value, trouble = numbers.number(cell)
    if not isinstance(value, (int, float)):
        return value, trouble
    if value < 0 or value != int(value):
        return None, Trouble("CHK-21", {"read": value})
    if value > LARGEST:
        return None, Trouble("CHK-94", {"most": number_text(LARGEST)})
    return int(value), trouble
