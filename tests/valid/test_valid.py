"""Excel finds nothing to repair in what we make, and nothing new in what others made and we write into."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.chance import every
from tests.office import LibreOffice
from tests.run.made import run, workbook
from tests.valid.judges import VALIDATOR, Faults, linted, validated
from tests.valid.made import OTHERS_MADE, SAMPLES, WORKBOOKS_MADE, Making, by_libreoffice, by_openpyxl
from tests.xlsx.writer.books import edited

Judge = Callable[[Path], Faults]
Shelf = Callable[..., tuple[Path, Path]]
BARS = "xl/charts/chart2.xml"  # the risks by level: the one chart with hatches
SAVED_BY = {"LibreOffice": by_libreoffice, "openpyxl": by_openpyxl}
by_validator = pytest.param(validated, marks=pytest.mark.system(VALIDATOR))
both_judges = pytest.mark.parametrize("judge", [by_validator, linted], ids=["validator", "lint"])


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """A workbook before and after a run, made once for both judges."""

    @cache
    def before_and_after(make: Making) -> tuple[Path, Path]:
        path = make(tmp_path_factory.mktemp("made"))
        before = path.with_stem("before")
        shutil.copy(path, before)
        assert run(path).status == "written"
        return before, path

    return before_and_after


@pytest.mark.parametrize("what", every(2, WORKBOOKS_MADE))
def test_our_lint_finds_no_fault_in_a_workbook_of_ours_before_and_after_a_run(what: str, shelf: Shelf) -> None:
    assert [linted(path) for path in shelf(WORKBOOKS_MADE[what])] == [Faults(), Faults()]


# The validator starts anew for each file, which takes as long as six runs.
@pytest.mark.system(VALIDATOR)
@pytest.mark.parametrize("what", every(7, WORKBOOKS_MADE))
def test_the_validator_finds_no_fault_in_a_workbook_of_ours_before_and_after_a_run(what: str, shelf: Shelf) -> None:
    before, after = shelf(WORKBOOKS_MADE[what])
    # A run keeps what the same builder has made in all of them: one is looked at before it, too.
    looked_at = (before, after) if what == next(iter(WORKBOOKS_MADE)) else (after,)
    assert [validated(path) for path in looked_at] == [Faults()] * len(looked_at)


@pytest.fixture(scope="module")
def other(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What else we make."""
    return OTHERS_MADE[request.param](tmp_path_factory.mktemp("other"))


@pytest.mark.parametrize("other", OTHERS_MADE, indirect=True)
def test_our_lint_finds_no_fault_in_whatever_else_we_make(other: Path) -> None:
    assert linted(other) == Faults()


# The copy beside a workbook comes of the run and the writer that the test above looks at.
@pytest.mark.system(VALIDATOR)
@pytest.mark.parametrize("other", [*OTHERS_MADE][1:], indirect=True)
def test_the_validator_finds_no_fault_in_what_else_is_built(other: Path) -> None:
    assert validated(other) == Faults()


@pytest.mark.system("soffice")
@both_judges
@pytest.mark.parametrize("program", every(2, SAVED_BY))
def test_in_a_workbook_that_another_program_saved_a_run_makes_no_new_fault(
    program: str, judge: Judge, shelf: Shelf, libreoffice: LibreOffice
) -> None:
    before, after = shelf(saved_by(program, libreoffice))
    assert judge(after) - judge(before) == Faults()


@cache
def saved_by(program: str, libreoffice: LibreOffice) -> Making:
    (sample,) = [path for path in SAMPLES if path.stem == "two-organisations"]
    return lambda folder: SAVED_BY[program](sample, folder, libreoffice)


@both_judges
def test_a_shape_with_two_fills_is_a_fault(judge: Judge, tmp_path: Path) -> None:
    path = workbook(tmp_path)
    path.write_bytes(
        edited(path.read_bytes(), BARS, "(<a:pattFill)", r'<a:solidFill><a:srgbClr val="F4B6AE"/></a:solidFill>\1')
    )
    assert sum(judge(path).values()) == 1
