"""Excel finds nothing to repair in what we make, and nothing new in what others made and we write into."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.chance import every
from tests.office import LibreOffice
from tests.run.made import run, workbook
from tests.valid.judges import VALIDATOR, Faults, linted, validated
from tests.valid.made import OTHERS_MADE, SAMPLES, WORKBOOKS_MADE, by_libreoffice, by_openpyxl
from tests.xlsx.writer.books import edited

Judge = Callable[[Path], Faults]
BARS = "xl/charts/chart2.xml"  # the risks by level: the one chart with hatches
SAVED_BY = {"openpyxl": by_openpyxl, "LibreOffice": by_libreoffice}
by_validator = pytest.param(validated, marks=pytest.mark.system(VALIDATOR))
both_judges = pytest.mark.parametrize("judge", [by_validator, linted], ids=["validator", "lint"])


@pytest.mark.parametrize("what", WORKBOOKS_MADE)
def test_our_lint_finds_no_fault_in_a_workbook_of_ours_before_and_after_a_run(what: str, tmp_path: Path) -> None:
    is_valid_before_and_after_a_run(what, linted, tmp_path)


# The validator starts anew for each file, which takes as long as six runs.
@pytest.mark.system(VALIDATOR)
@pytest.mark.parametrize("what", every(4, WORKBOOKS_MADE))
def test_the_validator_finds_no_fault_in_a_workbook_of_ours_before_and_after_a_run(what: str, tmp_path: Path) -> None:
    is_valid_before_and_after_a_run(what, validated, tmp_path)


def is_valid_before_and_after_a_run(what: str, judge: Judge, folder: Path) -> None:
    path = WORKBOOKS_MADE[what](folder)
    assert judge(path) == Faults()
    assert run(path).status == "written"
    assert judge(path) == Faults()


@both_judges
@pytest.mark.parametrize("what", OTHERS_MADE)
def test_whatever_else_we_make_is_valid(what: str, judge: Judge, tmp_path: Path) -> None:
    assert judge(OTHERS_MADE[what](tmp_path)) == Faults()


@pytest.mark.system("soffice")
@both_judges
@pytest.mark.parametrize("program", SAVED_BY)
def test_in_a_workbook_that_another_program_saved_a_run_makes_no_new_fault(
    program: str, judge: Judge, tmp_path: Path, libreoffice: LibreOffice
) -> None:
    (sample,) = [path for path in SAMPLES if path.stem == "two-organisations"]
    path = SAVED_BY[program](sample, tmp_path, libreoffice)
    before = judge(path)
    assert run(path).status == "written"
    assert judge(path) - before == Faults()


@both_judges
def test_a_shape_with_two_fills_is_a_fault(judge: Judge, tmp_path: Path) -> None:
    path = workbook(tmp_path)
    path.write_bytes(
        edited(path.read_bytes(), BARS, "(<a:pattFill)", r'<a:solidFill><a:srgbClr val="F4B6AE"/></a:solidFill>\1')
    )
    assert sum(judge(path).values()) == 1
