"""A workbook that another program has saved gives the same findings, and what that program lost is said."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from itertools import product
from pathlib import Path

import openpyxl
import pytest

from pipeline.run.batch.options import Options
from pipeline.run.create import Wanted, create
from pipeline.run.workbook.outcome import Outcome
from pipeline.run.workbook.process import process
from pipeline.template.new_workbook import Macro
from tests.chance import every
from tests.office import LibreOffice, saved_by_exceljs, saved_by_gnumeric
from tests.run.made import DAY, run
from tests.valid.made import new

SAMPLE = Path(__file__).parents[2] / "workbooks" / "samples" / "two-organisations.xlsx"
Saving = Callable[[Path, Path, LibreOffice], Path]


def by_openpyxl(file: Path, to: Path, _: LibreOffice) -> Path:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it tells of what it drops
        openpyxl.load_workbook(io.BytesIO(file.read_bytes())).save(to)
    return to


def by_libreoffice(file: Path, to: Path, libreoffice: LibreOffice) -> Path:
    return libreoffice.saved(file, to.parent / "saved")


def by_exceljs(file: Path, to: Path, _: LibreOffice) -> Path:
    return saved_by_exceljs(file, to)


def by_gnumeric(file: Path, to: Path, _: LibreOffice) -> Path:
    return saved_by_gnumeric(file, to)


KEEP_TABLES = {
    by_openpyxl: [],
    by_libreoffice: [pytest.mark.system("soffice"), pytest.mark.xdist_group("libreoffice")],
    by_exceljs: [pytest.mark.system("node")],
}
FILES = {"filled": lambda folder: SAMPLE, "unfilled": new("empty.xlsx", 2)}


# Each program once, and all they may be given with --deep.
PAIRS = [
    pytest.param(name, saved, id=f"{name}-{saved.__name__}", marks=KEEP_TABLES[saved])
    for name, saved in every(2, product(FILES, KEEP_TABLES))
]


def checked(path: Path) -> Outcome:
    return process(path, Options(today=DAY, write=False))


def said(outcome: Outcome) -> tuple[object, ...]:
    """The findings, what was read, and what is said of cells."""
    assert outcome.findings is not None, outcome.reason
    assert outcome.reading is not None
    cells = [(problem.check, problem.sheet, problem.address) for problem in outcome.problems if problem.address]
    return outcome.findings.shown, outcome.reading.arrangement, cells


@pytest.mark.parametrize(("name", "saved"), PAIRS)
def test_saved_by_a_program_that_keeps_tables_it_says_and_becomes_the_same(
    name: str, saved: Saving, tmp_path: Path, libreoffice: LibreOffice
) -> None:
    file = FILES[name](tmp_path)
    again = saved(file, tmp_path / "again.xlsx", libreoffice)
    assert said(checked(again)) == said(checked(file))
    assert run(again).status == "written"
    assert run(again).status == "unchanged"


@pytest.mark.system("ssconvert")
def test_saved_by_a_program_without_tables_it_says_the_same_and_how_to_have_them_back(
    tmp_path: Path, libreoffice: LibreOffice
) -> None:
    again = by_gnumeric(SAMPLE, tmp_path / "again.xlsx", libreoffice)
    before = checked(SAMPLE)
    assert said(checked(again)) == said(before)
    refused = run(again)
    assert refused.status == "refused"
    assert "is not in this workbook any more" in refused.reason
    assert "concord new NEW.xlsx --from OLD" in refused.reason
    create(tmp_path / "new.xlsx", Wanted(title=None, partners=(), old=again, button=_no_button))
    assert run(tmp_path / "new.xlsx").status == "written"
    found, anew = (outcome.findings for outcome in (before, checked(tmp_path / "new.xlsx")))
    assert found is not None
    assert anew is not None
    assert {(one.rule, one.subject, one.severity) for one in anew.shown} == {
        (one.rule, one.subject, one.severity) for one in found.shown
    }


def _no_button() -> Macro:
    raise AssertionError("a workbook without macros has no button")
