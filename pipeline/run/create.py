"""Making a new workbook file, empty or with everything carried over from an older one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from pipeline.files.atomic_replace import ReplaceError, write_new
from pipeline.files.backends import exists
from pipeline.files.errors import RefusedFileError
from pipeline.files.read import ReadError, read_bytes
from pipeline.reading.workbook import ForeignWorkbookError, Reading, UnreadableWorkbookError, read
from pipeline.run.batch.task import within
from pipeline.run.batch.workers import Limits
from pipeline.run.new_arrangement import CreateError, NotMadeError, new_id, partner_given
from pipeline.template.build import Macro, NewWorkbook, build
from pipeline.template.carried.formulas import with_formulas
from pipeline.template.carried.in_language import said_anew
from pipeline.template.carried.left_behind import left_behind
from pipeline.template.carried.old_cells import OldCells
from pipeline.template.carry_over import carried
from pipeline.template.catalogues import catalogue_rows
from pipeline.template.new_workbook import OwnSheet, RowValues
from pipeline.xlsx.preflight.decrypt import open_sound
from schemas.optional_sheets import asked_for
from schemas.wording.languages import language as in_force
from schemas.wording.languages import speaking
from schemas.wording.text import text
from schemas.yaml_file import DataError

ENDING, WITH_BUTTON = ".xlsx", ".xlsm"
LIMITS = Limits()


PeopleSheets = Callable[[bytes], Mapping[str, OwnSheet]]


def no_sheets(data: bytes) -> Mapping[str, OwnSheet]:
    """None of the sheets that people added."""
    return {}


@dataclass(frozen=True)
class Wanted:
    """What a new workbook is to be. `partners` are texts like `REDC=Red Crossing`.

    It is in `language`, "" for that of the workbook `old`, else for that in force. `sheets` are the words for further
    ones (`schemas.optional_sheets`). `button` makes what a workbook with a Run button holds. `people_sheets` says
    which sheets of people's own go along, by their names in the old workbook.
    """

    title: str | None
    partners: Sequence[str]
    button: Callable[[], Macro] | None
    catalogues: Sequence[str] = ()
    sheets: Sequence[str] = ()
    old: Path | None = None
    language: str = ""
    people_sheets: PeopleSheets = no_sheets


def create(file: Path, wanted: Wanted, limits: Limits = LIMITS) -> tuple[str, ...]:
    """Make the workbook `file`; what of the old one is not in it, in sentences. Raises CreateError.

    The old one is opened within the `limits`.
    """
    _refuse_place(file)
    partners = _by_code(wanted.partners)
    if file.suffix.lower() != WITH_BUTTON:
        wanted = replace(wanted, button=None)
    try:
        asked = _Asked(wanted, partners, asked_for(wanted.sheets))
        made = within(limits, _made, asked, NotMadeError) if wanted.old else _made(asked)
        write_new(file, made.data)
    except ReplaceError as problem:
        raise NotMadeError(str(problem)) from problem
    except (DataError, ValueError) as problem:
        raise CreateError(str(problem)) from problem
    return made.left


def _refuse_place(file: Path) -> None:
    if file.suffix.lower() not in (ENDING, WITH_BUTTON):
        raise CreateError(
            text("run.create.ending", file=file.name, ending=ENDING, with_button=WITH_BUTTON, name=file.stem + ENDING)
        )
    if exists(file):
        raise CreateError(text("run.create.there", file=file))
    if not exists(file.parent):
        raise NotMadeError(text("run.create.no_folder", folder=file.parent))


def _by_code(partners: Sequence[str]) -> Mapping[str, str]:
    """The names of partners by code."""
    named = dict(partner_given(given) for given in partners)
    if len(named) < len(partners):
        raise CreateError(text("run.create.same_code"))
    return named


class _Made(NamedTuple):
    """A new workbook, and what of the old one is not in it."""

    data: bytes
    left: tuple[str, ...] = ()


class _Asked(NamedTuple):
    """What is wanted, with what is made of its texts: the names of partners by code, and the further tables."""

    wanted: Wanted
    partners: Mapping[str, str]
    optional: tuple[str, ...]


def _made(asked: _Asked) -> _Made:
    """The new workbook. Raises CreateError."""
    try:
        if asked.wanted.old:
            return _from_old(asked.wanted.old, asked)
        with speaking(asked.wanted.language or in_force()):
            return _Made(_built(_fresh(asked.wanted.title, asked.partners), asked))
    except (RefusedFileError, UnreadableWorkbookError, ReadError) as problem:
        raise NotMadeError(str(problem)) from problem
    except (DataError, ValueError) as problem:
        raise CreateError(str(problem)) from problem


def _built(new: NewWorkbook, asked: _Asked) -> bytes:
    """The bytes of the workbook with what was asked for, in the language in force."""
    wanted = asked.wanted
    new = replace(new, catalogue=catalogue_rows(wanted.catalogues), optional=asked.optional)
    return build(new, wanted.button() if wanted.button else None)


def _fresh(title: str | None, partners: Mapping[str, str]) -> NewWorkbook:
    if not title:
        raise CreateError(text("run.create.no_title"))
    return NewWorkbook(title=title, partners=tuple(partners.items()), arrangement_id=new_id())


def _from_old(old: Path, asked: _Asked) -> _Made:
    """A workbook with the old one's content under its own id, and what is not carried, in sentences.

    Partners given are added, or renamed where known.
    """
    try:
        data, _ = open_sound(read_bytes(old), old.name)
        reading = read(data)
    except ForeignWorkbookError:
        raise NotMadeError(text("run.create.foreign", file=old)) from None
    old_cells = OldCells(data)
    values, own = carried(reading, old_cells)
    language = asked.wanted.language or reading.language
    with speaking(language):
        if language != reading.language:
            values = said_anew(values, reading.language)
        new, formulas = with_formulas(_carrying(reading, values, own, asked), reading.contents)
        theirs = asked.wanted.people_sheets(data)
        data_of_new = _built(replace(new, sheets=tuple(theirs.values())), asked)
    left = left_behind(reading, data, old_cells, formulas, theirs)
    return _Made(data_of_new, tuple(one.words for one in left))


def _carrying(
    reading: Reading, values: Mapping[str, Sequence[RowValues]], own: Mapping[str, tuple[str, ...]], asked: _Asked
) -> NewWorkbook:  # fmt: skip
    arrangement, old = reading.arrangement, asked.wanted.old
    known = {partner.partner: partner.name for partner in arrangement.partners}
    return NewWorkbook(
        title=asked.wanted.title or arrangement.text("title") or (old.stem if old else ""),
        partners=tuple({**known, **asked.partners}.items()),
        arrangement_id=arrangement.text("arrangement_id") or new_id(),
        values=values,
        own=own,
        may_be_alone=len(known) == 1,
    )
