"""The same register as .xls, .ods and text with semicolons: the same adoption, traced to the same cells."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.adopt.registers import built, rows_of, saved
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


def test_text_with_semicolons_is_adopted_as_the_workbook_is(tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_text("\n".join(";".join(map(str, [*line, "", "", "", "", ""][:5])) for line in LINES), encoding="utf-8")
    assert adopted(path) == adopted(saved(tmp_path / "register.xlsx", LINES))
