"""Sheets that people ask for: in a workbook only then, and added to a partnership that is under way."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pipeline.reading.workbook import read
from pipeline.run.create import Wanted, create
from pipeline.run.new_arrangement import CreateError
from pipeline.template.build import build
from schemas.optional_sheets import asked_for, bundles, with_name
from schemas.spec import Table, optional_tables
from schemas.steps import shipped_steps
from schemas.tables.incidents import Incident
from schemas.tables.steps import GateStep
from schemas.vocabulary import vocabulary
from tests.copies.world import copy_of, joined, written
from tests.copies.world import workbook as shared
from tests.loading import loaded
from tests.template.made import blank, new, opened_blank

NAMES = [of.name for of in optional_tables()]
MADE: dict[str, Any] = {"title": "T", "partners": ["A=One", "B=Two"], "catalogues": (), "button": None}


@cache
def with_every() -> bytes:
    return build(new(optional=NAMES))


def texts(data: bytes, sheet: str) -> list[str]:
    return [str(cell.value) for row in loaded(data)[sheet].iter_rows() for cell in row if cell.value is not None]


def test_a_workbook_has_none_of_them_unless_asked_for() -> None:
    assert not {name for sheet in opened_blank() for name in sheet.tables} & set(NAMES)


def test_each_has_a_sheet_with_its_headers_and_room_to_write() -> None:
    sheets = {name: sheet for sheet in loaded(with_every()) for name in sheet.tables}
    for of in optional_tables():
        first, *rows = sheets[of.name][sheets[of.name].tables[of.name].ref]
        laid_out = of.layout(("REDC", "LOCA"))
        assert [cell.value for cell in first] == [column.header(code) for column, code in laid_out]
        assert len(rows) >= 50


@pytest.mark.parametrize("of", optional_tables(), ids=lambda of: of.name)
def test_none_has_more_than_twelve_columns(of: Table) -> None:
    assert len(of.columns) <= 12


def test_the_reader_has_nothing_to_say_of_empty_ones() -> None:
    assert read(with_every()).problems == ()


def test_the_words_of_a_sheet_that_is_not_there_are_not_there_either() -> None:
    assert "words_harm" in texts(with_every(), "Lists")
    assert "words_harm" not in texts(blank(), "Lists")
    assert set(vocabulary("harm").labels) <= set(texts(with_every(), "Lists"))


def test_the_first_sheet_says_what_those_that_are_not_there_are_for_and_links_to_those_that_are() -> None:
    without, with_all = texts(blank(), "Start here"), texts(with_every(), "Start here")
    for of in optional_tables():
        assert of.description in without
        assert of.description in with_all
    assert "Further sheets, when you need them" in without
    assert "Further sheets, when you need them" not in with_all


def test_a_sheet_goes_by_its_word_its_name_and_its_bundle() -> None:
    assert asked_for(["incidents"]) == asked_for([" INCIDENTS ,incident"]) == ("Incidents",)
    assert "Incidents" in asked_for(["aid"]) == bundles()["aid"]
    assert asked_for(map(with_name, optional_tables())) == tuple(NAMES)
    assert asked_for([]) == asked_for([","]) == ()


def test_a_word_that_is_no_sheet_is_answered_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(CreateError, match=r"'cakes'.*incidents.*aid"):
        create(tmp_path / "new.xlsx", Wanted(sheets=["cakes"], **MADE))
    assert not (tmp_path / "new.xlsx").exists()


def test_one_is_added_to_a_workbook_of_which_copies_were_sent_and_carried_on_from_then(tmp_path: Path) -> None:
    old, with_one, later = (tmp_path / name for name in ("old.xlsx", "with.xlsx", "later.xlsx"))
    data = shared()
    old.write_bytes(joined(data, [copy_of(data, "LOCA")]).data)
    assert "Copies" in read(old.read_bytes()).contents
    again: dict[str, Any] = {**MADE, "title": None, "partners": []}
    assert create(with_one, Wanted(old=old, sheets=["incidents"], **again)) == ()
    given = read(with_one.read_bytes()).arrangement
    assert ([risk.id for risk in given.risks], given.table_rows("Incidents")) == (["R1", "R2", "R3", "R4"], ())
    with_one.write_bytes(written(with_one.read_bytes(), {("Incidents", "N1", "Kind"): "Near miss"}))
    create(later, Wanted(old=with_one, **again))
    (row,) = read(later.read_bytes()).arrangement.rows_of(Incident)
    assert (row.id, row.kind) == ("N1", "near_miss")


def test_steps_comes_filled_with_those_of_the_sources_each_with_its_own_and_with_room_to_add() -> None:
    rows = read(with_every()).arrangement.rows_of(GateStep)
    assert [(row.id, row.gate, row.what, row.note) for row in rows] == [
        (row["step"], row["gate"], row["what"], row["note"]) for row in shipped_steps()
    ]
    assert {row.gate for row in rows} == set(vocabulary("gate").codes)
    assert all(row.note.startswith("Source: ") for row in rows)


def test_steps_that_people_deleted_do_not_come_back() -> None:
    assert read(build(new(optional=["Steps"], values={"Steps": []}))).arrangement.rows_of(GateStep) == ()
