"""A newer version of a source updates what an earlier one wrote, and nothing that people have changed since."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.formula import ArrayFormula

from pipeline.reading.workbook import read
from schemas.wording.text import text
from tests.adopt.registers import VIEW, Line, Said, adopt, answer_open, once_adopted, rows_of, saved
from tests.loading import loaded

HEADERS = ("ID", "Risk description", "Likelihood", "Impact", "Mitigation plan", "Status")
FIRST: tuple[Line, ...] = (
    ("R1", "Convoys are attacked", 4, 5, "More radios", "Open"),
    ("R2", "The office is burgled", 3, 2, "Cameras", "Open"),
    ("R3", "Staff are detained", 2, 4, "Training", "Closed"),
)
NEWER: tuple[Line, ...] = (
    ("R1", "Convoys are attacked", 3, 5, "More radios", "Open"),
    ("R2", "The office is burgled", 3, 2, "Guards", "Open"),
    ("R9", "The river floods", 5, 3, "Boats", "Open"),
)


def again(old: Path, *words: object) -> Said:
    return adopt(old, "--to", old.with_name("new.xlsx"), "--as", VIEW, "--accept", *words)


def typed(new: Path, header: str, id: str, value: object) -> None:
    """Somebody types a value into a cell of Risks."""
    book = loaded(new.read_bytes())
    sheet = next(each for each in book.worksheets if "Risks" in each.tables)
    headers, *rows = sheet[sheet.tables["Risks"].ref]
    column = next(at for at, cell in enumerate(headers) if cell.value == header)
    next(row for row in rows if row[0].value == id)[column].value = value
    book.save(new)


@pytest.fixture(scope="module")
def updated(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A workbook in which people changed the measures of R2, and into which a newer register was adopted."""
    folder = tmp_path_factory.mktemp("update")
    old = once_adopted(folder, "register.xlsx", (HEADERS, *FIRST))
    typed(folder / "new.xlsx", "Measures", "R2", "Our own guards")
    saved(old, [HEADERS, *NEWER])
    result = again(old)
    assert result.exit_code == 0
    return folder / "new.xlsx", result.output


def risks(new: Path) -> dict[str, dict[str, Any]]:
    return {row["Risk"]: row for row in rows_of(new, "Risks")}


def test_what_only_the_source_changed_is_updated(updated: tuple[Path, str]) -> None:
    assert risks(updated[0])["R1"]["Likelihood · REDC"] == 3


def test_what_both_changed_stays_and_is_told(updated: tuple[Path, str]) -> None:
    assert risks(updated[0])["R2"]["Measures"] == "Our own guards"
    assert "here Our own guards, in the source Guards" in " ".join(updated[1].split())


def test_a_new_row_is_added_with_its_note_and_none_is_doubled(updated: tuple[Path, str]) -> None:
    rows = risks(updated[0])
    assert list(rows) == ["R1", "R2", "R3", "R9"]
    assert rows["R9"]["Source"] == "register.xlsx · Risks · row 4"


def test_a_row_that_is_gone_in_the_source_stays_and_is_told(updated: tuple[Path, str]) -> None:
    assert "R3: no longer in register.xlsx" in " ".join(updated[1].split())


def test_the_trace_says_what_stands_there_now(updated: tuple[Path, str]) -> None:
    lines = {(row["row"], row["column"]): row for row in rows_of(updated[0], "Adopted")}
    assert (lines["R1", "Likelihood · REDC"]["value"], lines["R9", "Description"]["cell"]) == (3, "B4")
    assert len(rows_of(updated[0], "Sources")) == 1


def test_the_workbook_has_nothing_to_correct(updated: tuple[Path, str]) -> None:
    assert read(updated[0].read_bytes()).problems == ()


def test_the_same_version_once_more_changes_no_row(tmp_path: Path) -> None:
    old = once_adopted(tmp_path, "register.xlsx", (HEADERS, *FIRST))
    before = rows_of(tmp_path / "new.xlsx", "Risks")
    assert "rows new: 0, cells changed: 0" in again(old).output
    assert rows_of(tmp_path / "new.xlsx", "Risks") == before


def test_what_was_assumed_is_counted_after_an_update_too_and_marked_in_rows_that_are_new(
    updated: tuple[Path, str],
) -> None:
    """One proposal: that the event is the description. No row fewer is marked than were built with it."""
    assert text("adopt.said.assumed", count=1) in " ".join(updated[1].split())
    marked = {(row["row"], row["column"]) for row in rows_of(updated[0], "Adopted") if row["assumed"] == "yes"}
    assert marked == {(id, "Threat / event") for id in ("R1", "R2", "R3", "R9")}


def test_proposals_are_counted_once_though_rows_are_looked_at_for_pairs(tmp_path: Path) -> None:
    """Two are asked about: the event, and what tbd means. The pair stays two rows, which is no assumption."""
    once_adopted(tmp_path, "register.xlsx", (HEADERS, *FIRST))
    lines = [("R4", "Convoys of ours are attacked", 4, 5, "More radios", "tbd")]
    other = saved(tmp_path / "other.xlsx", [HEADERS, *lines, *FIRST[1:]])
    asked = adopt(other, "--to", tmp_path / "new.xlsx", "--as", VIEW, "--dry-run")
    assert "Convoys of ours are attacked: is it the same" in " ".join(asked.output.split())
    result = again(other)
    assert result.exit_code == 0
    assert text("adopt.said.assumed", count=2) in " ".join(result.output.split())


def test_nothing_is_said_of_assumptions_where_a_person_answered_all(tmp_path: Path) -> None:
    old, new = saved(tmp_path / "register.xlsx", [HEADERS, *FIRST]), tmp_path / "new.xlsx"
    adopt(old, "--to", new, "--as", VIEW)
    answer_open(tmp_path / "register.mapping.xlsx", lambda _, __: "yes")
    assert adopt(old, "--to", new, "--as", VIEW).exit_code == 0
    saved(old, [HEADERS, *NEWER])
    result = adopt(old, "--to", new, "--as", VIEW)
    assert (result.exit_code, "assumed" in result.output) == (0, False)
    assert {row["assumed"] for row in rows_of(new, "Adopted")} == {"no"}


def test_a_dry_run_only_says_what_would_change(tmp_path: Path) -> None:
    old = once_adopted(tmp_path, "register.xlsx", (HEADERS, *FIRST))
    before = (tmp_path / "new.xlsx").read_bytes()
    saved(old, [HEADERS, *NEWER])
    assert "rows new: 1" in again(old, "--dry-run").output
    assert (tmp_path / "new.xlsx").read_bytes() == before


def test_a_newer_version_under_another_name_is_known_again(tmp_path: Path) -> None:
    old = once_adopted(tmp_path, "register.xlsx", (HEADERS, *FIRST))
    newer = saved(tmp_path / "register 2026.xlsx", [HEADERS, *NEWER])
    result = again(newer)
    told = text("adopt.update.renamed", file="register 2026.xlsx", name="register.xlsx")
    assert " ".join(told.split()) in " ".join(result.output.split())
    assert [row["Risk"] for row in rows_of(old.with_name("new.xlsx"), "Risks")] == ["R1", "R2", "R3", "R9"]
    lines = rows_of(old.with_name("new.xlsx"), "Adopted")
    assert {row["file"] for row in lines} == {"register 2026.xlsx"}
    assert [row["file"] for row in rows_of(old.with_name("new.xlsx"), "Sources")] == ["register 2026.xlsx"]


def test_a_file_with_other_texts_is_another_register(tmp_path: Path) -> None:
    old = once_adopted(tmp_path, "register.xlsx", (HEADERS, *FIRST))
    other = saved(tmp_path / "other.xlsx", [HEADERS, ("R1", "A fire in the store", 1, 2, "Alarm", "Open")])
    assert again(other).exit_code == 0
    assert len(rows_of(old.with_name("new.xlsx"), "Risks")) == 4


@pytest.mark.parametrize(
    ("header", "first", "newer", "formula"),
    [("Measures", None, "Guards", '=""'), ("Likelihood · REDC", 3, 4, "=2+1")],
    ids=["that shows nothing", "that shows what the source said"],
)
def test_a_formula_that_people_typed_stays_and_is_told(
    header: str, first: object, newer: object, formula: str, tmp_path: Path
) -> None:
    """A formula is theirs, whatever it shows: it is nothing that adoption wrote."""
    cells = ["R1", "Convoys are attacked", 3, 5, "More radios", "Open"]
    at = 4 if header == "Measures" else 2
    old = saved(tmp_path / "register.xlsx", [HEADERS, (*cells[:at], first, *cells[at + 1 :])])
    assert again(old).exit_code == 0
    new = tmp_path / "new.xlsx"
    typed(new, header, "R1", formula)
    with_results(new, {formula: "" if header == "Measures" else "3"})
    saved(old, [HEADERS, (*cells[:at], newer, *cells[at + 1 :])])
    result = again(old)
    assert result.exit_code == 0
    here = "(empty)" if header == "Measures" else "3"
    assert f"here {here}, in the source {newer}" in " ".join(result.output.split())
    assert formula in [cell.value for row in loaded(new.read_bytes())["Risks"] for cell in row]


def test_a_cell_that_an_array_formula_fills_is_never_written(tmp_path: Path) -> None:
    """Writing one cell of it would tear the formula apart: Excel opens such a file with a repair."""
    old = once_adopted(tmp_path, "register.xlsx", (HEADERS, *FIRST))
    new = tmp_path / "new.xlsx"
    book = loaded(new.read_bytes())
    sheet = next(each for each in book.worksheets if "Risks" in each.tables)
    headers, first, second = sheet[sheet.tables["Risks"].ref][:3]
    at = next(column for column, cell in enumerate(headers) if cell.value == "Measures")
    area = f"{first[at].coordinate}:{second[at].coordinate}"
    sheet[first[at].coordinate] = ArrayFormula(area, '=IF({1;1}=1,"Cameras","")')
    book.save(new)  # the second cell of the area shows what stood there: Cameras
    saved(old, [HEADERS, *NEWER])
    result = again(old)
    assert (result.exit_code, "Measures: here Cameras, in the source Guards" in " ".join(result.output.split())) == (
        0,
        True,
    )
    sheet = openpyxl.load_workbook(new)["Risks"]
    assert (sheet[first[at].coordinate].value.ref, sheet[second[at].coordinate].value) == (area, "Cameras")


def with_results(new: Path, results: dict[str, str]) -> None:
    """The workbook as a spreadsheet program saves it: each formula with its result."""
    with zipfile.ZipFile(new) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as out:
        for name, part in parts.items():
            for formula, result in results.items():
                kind = b"" if result else b' t="str"'
                part = re.sub(
                    rb'<c r="(\w+)"([^>]*)><f>' + re.escape(formula[1:].encode()) + rb"</f><v ?/>",
                    rb'<c r="\1"\2' + kind + rb"><f>" + formula[1:].encode() + rb"</f><v>" + result.encode() + rb"</v>",
                    part,
                )
            out.writestr(name, part)
