"""The same register as .xls, .ods, .xlsb and text with semicolons: the same adoption, traced to the same cells."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from schemas.wording.text import text
from tests.adopt.registers import VIEW, adopt, built, rows_of, saved
from tests.adopt.source.binary_workbook import binary_workbook
from tests.office import LibreOffice

LINES = [
    ("Register of risks",),
    (),
    ("ID", "Risk description", "Likelihood", "Impact", "Status"),
    ("R1", "Convoys are attacked on the main road", 4, 5, "Open"),
    ("R2", "The office is burgled at night", 2, 3, "Closed"),
]


def adopted(path: Path) -> tuple[list[object], list[object]]:
    """The risks without the name of their file, and the cells that they were carried from."""
    new = built(path)
    risks = [tuple(value for name, value in row.items() if name != "Source") for row in rows_of(new, "Risks")]
    trace = rows_of(new, "Adopted")
    new.unlink()
    return list(risks), [(row["row"], row["column"], row["value"], row["cell"]) for row in trace]


def test_old_and_open_formats_are_adopted_as_the_workbook_is(tmp_path: Path) -> None:
    if not shutil.which("soffice"):
        pytest.skip("needs LibreOffice (soffice), which is not installed here: .xls and .ods are not looked at")
    path = saved(tmp_path / "register.xlsx", LINES)
    office = LibreOffice(tmp_path / "profile")
    others = [office.saved(path, tmp_path, kind) for kind in ("xls", "ods")]
    wanted = adopted(path)
    assert len(wanted[1]) >= 10
    assert [adopted(other) for other in others] == [wanted, wanted]


def test_a_binary_workbook_is_adopted_as_the_workbook_is(tmp_path: Path) -> None:
    wanted = adopted(saved(tmp_path / "register.xlsx", LINES))
    assert adopted(binary_workbook(tmp_path / "register.xlsb", LINES)) == wanted


def test_where_only_the_values_are_read_people_are_told(tmp_path: Path) -> None:
    path = binary_workbook(tmp_path / "register.xlsb", LINES)
    told = " ".join(text("adopt.said.no_looks", file="register.xlsb").split())
    said = adopt(path).output, adopt(path, "--to", tmp_path / "new.xlsx", "--as", VIEW).output
    assert [told in " ".join(one.split()) for one in said] == [True, True]
    assert told not in " ".join(adopt(saved(tmp_path / "register.xlsx", LINES)).output.split())


def test_a_binary_workbook_that_is_cut_short_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = binary_workbook(tmp_path / "register.xlsb", LINES)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part[:40] if name.endswith("sheet1.bin") else part)
    said = adopt(path, "--to", tmp_path / "new.xlsx", "--as", VIEW)
    assert (said.exit_code, "register.xlsb" in said.output) == (1, True)


def test_text_with_semicolons_is_adopted_as_the_workbook_is(tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_text("\n".join(";".join(map(str, [*line, "", "", "", "", ""][:5])) for line in LINES), encoding="utf-8")
    assert adopted(path) == adopted(saved(tmp_path / "register.xlsx", LINES))
