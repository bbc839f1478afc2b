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


def create(
    file: Path, *, title: str | None, partners: Sequence[str], catalogues: Sequence[str], old: Path | None,
    button: Callable[[], Macro], sheets: Sequence[str] = (), language: str = "", limits: Limits = LIMITS,
    people_sheets: PeopleSheets = no_sheets,
) -> tuple[str, ...]:  # fmt: skip
    """Make the workbook `file`; `partners` are texts like `REDC=Red Crossing`. Raises CreateError.

    Returns what of `old` is not in it, in sentences.

    It is in `language`, "" for that of the old workbook, else for that in force. `sheets` are the words for further
    ones (`schemas.optional_sheets`). `old` is opened within the `limits`; `button` makes what a workbook with a Run
    button holds. `people_sheets` says which sheets of people's own go along, by their names in the old workbook.
    """
    if file.suffix.lower() not in (ENDING, WITH_BUTTON):
        raise CreateError(
            text("run.create.ending", file=file.name, ending=ENDING, with_button=WITH_BUTTON, name=file.stem + ENDING)
        )
    if exists(file):
        raise CreateError(text("run.create.there", file=file))
    if not exists(file.parent):
        raise NotMadeError(text("run.create.no_folder", folder=file.parent))
    given = dict(partner_given(given) for given in partners)
    if len(given) < len(partners):
        raise CreateError(text("run.create.same_code"))
    try:
        asked = _Asked(
            title, given, tuple(catalogues), asked_for(sheets), old, language or (in_force() if old is None else ""),
            button if file.suffix.lower() == WITH_BUTTON else None, people_sheets,
        )  # fmt: skip
        made = within(limits, _made, asked, NotMadeError) if old else _made(asked)
        write_new(file, made.data)
    except ReplaceError as problem:
        raise NotMadeError(str(problem)) from problem
    except (DataError, ValueError) as problem:
        raise CreateError(str(problem)) from problem
    return made.left


class _Made(NamedTuple):
    """A new workbook, and what of the old one is not in it."""

    data: bytes
    left: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Asked:
    """What the new workbook is to be; `partners` are names by code, `optional` tables beside the usual ones."""

    title: str | None
    partners: Mapping[str, str]
    catalogues: tuple[str, ...]
    optional: tuple[str, ...]
    old: Path | None
    language: str
    button: Callable[[], Macro] | None
    people_sheets: PeopleSheets


def _made(asked: _Asked) -> _Made:
    """The new workbook. Raises CreateError."""
    try:
        if asked.old:
            return _from_old(asked.old, asked)
        with speaking(asked.language):
            return _Made(_built(_fresh(asked.title, asked.partners), asked))
    except (RefusedFileError, UnreadableWorkbookError, ReadError) as problem:
        raise NotMadeError(str(problem)) from problem
    except (DataError, ValueError) as problem:
        raise CreateError(str(problem)) from problem


def _built(new: NewWorkbook, asked: _Asked) -> bytes:
    """The bytes of the workbook with what was asked for, in the language in force."""
    new = replace(new, catalogue=catalogue_rows(asked.catalogues), optional=asked.optional)
    return build(new, asked.button() if asked.button else None)


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
    language = asked.language or reading.language
    with speaking(language):
        if language != reading.language:
            values = said_anew(values, reading.language)
        new, formulas = with_formulas(_carrying(reading, values, own, asked), reading.contents)
        theirs = asked.people_sheets(data)
        data_of_new = _built(replace(new, sheets=tuple(theirs.values())), asked)
    left = left_behind(reading, data, old_cells, formulas, theirs)
    return _Made(data_of_new, tuple(one.words for one in left))


def _carrying(
    reading: Reading, values: Mapping[str, Sequence[RowValues]], own: Mapping[str, tuple[str, ...]], asked: _Asked
) -> NewWorkbook:  # fmt: skip
    arrangement = reading.arrangement
    known = {partner.partner: partner.name for partner in arrangement.partners}
    return NewWorkbook(
        title=asked.title or arrangement.text("title") or (asked.old.stem if asked.old else ""),
        partners=tuple({**known, **asked.partners}.items()),
        arrangement_id=arrangement.text("arrangement_id") or new_id(),
        values=values,
        own=own,
        may_be_alone=len(known) == 1,
    )
