"""A text that is for all, by a formula that reads what is not: no page, list or copy for others tells of it."""

from __future__ import annotations

import io
import re
from contextlib import redirect_stdout
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from pipeline.copies.open_workbook import CopyError
from pipeline.copies.share_workbook import Shared, share
from pipeline.run.batch.workers import Limits
from tests.cli.test_commands import code
from tests.copies.formulas import place, with_formulas
from tests.copies.planting import Words
from tests.copies.world import DAY, saved, workbook
from tests.loading import loaded

RISKS = [
    {
        "risk": f"R{n}", "event": "-", "description": "-", "location": "Gate", "sharing": "All" if n % 2 else "Parties",
        "likelihood · INTL": 3, "impact · INTL": 4, "likelihood · LOCA": 3, "impact · LOCA": 4,
    }
    for n in range(1, 24)
]  # fmt: skip
# What each of these reads, in row 2 or below, is not for others.
HIDDEN = {
    "a rating": '"x"&F{row}', "a column that is not told": "Risks[[#This Row],[Location]]", "another row": "C3",
    "a whole column": "COUNTA(C:C)", "another sheet": "Activities!D2", "INDIRECT": "INDIRECT(A1)", "results": "Gaps!A2",
    "a name": "Nobody",
}  # fmt: skip
TOLD = {"its id": '"x"&A{row}', "its event": "C{row}&1", "nothing": '"x"&ROW()'}


@lru_cache(maxsize=1)
def planted() -> tuple[bytes, Words]:
    """A workbook with a formula of each kind in the rows that are for all."""
    words = Words()
    kinds = [*(("hidden", *of) for of in HIDDEN.items()), *(("told", *of) for of in TOLD.items())]
    formulas = {}
    for at, (which, kind, formula) in enumerate(kinds):
        cell = ("Risks", f"R{2 * at + 1}", "Description")
        formulas[cell] = (formula.replace("{row}", str(2 * at + 2)), words.new(which, kind))
    formulas["Activities", "1", "Event"] = ("Risks!D4", words.new("hidden", "event"))
    formulas["Activities", "1", "Title"] = ("Risks!D4", words.new("hidden", "title of an activity"))
    formulas["Indicators", "I1", "Element"] = ("Risks!D4", words.new("hidden", "element"))
    formulas["Partners", "LOCA", "Name"] = ("Risks!D4", words.new("hidden", "name"))
    formulas["Arrangement", "Purpose", "Value"] = ("Risks!D4", words.new("hidden", "purpose"))
    formulas["Arrangement", "Title", "Value"] = ("Risks!D4", words.new("hidden", "title"))
    book: Any = loaded(workbook({"Risks": RISKS}))
    return with_formulas(saved(book), formulas), words


@lru_cache(maxsize=1)
def copy() -> tuple[bytes, Shared]:
    with TemporaryDirectory() as folder:
        file, to = Path(folder, "valley.xlsx"), Path(folder, "copy.xlsx")
        file.write_bytes(planted()[0])
        shared = share(file, "outside", to, today=DAY, limits=Limits())
        return to.read_bytes(), shared


@lru_cache(maxsize=1)
def reports() -> dict[str, bytes]:
    """All that `concord report` makes for others, and what it prints."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "all", "valley.xlsx")
        file.parent.mkdir()
        file.write_bytes(planted()[0])
        out = Path(folder, "out")
        printed = io.StringIO()
        with redirect_stdout(printed):
            code(
                "report", str(file.parent), "--out", str(out), "--audience", "outside", "--today", DAY.isoformat(),
                "--json",
            )  # fmt: skip
        made = {path.name: path.read_bytes() for path in out.rglob("*.*") if path.is_file()}
        return {**made, "printed.json": printed.getvalue().encode()}


def test_no_byte_of_a_copy_for_others_tells_what_a_formula_reads_beside_what_is_told() -> None:
    _, words = planted()
    told = words.found(copy()[0])
    assert {kind for which, kind in told if which == "hidden"} == set()
    assert {kind for which, kind in told if which == "told"} == {*TOLD}


def test_no_byte_of_a_report_for_others_tells_of_it() -> None:
    _, words = planted()
    made = reports()
    assert {Path(name).suffix for name in made} >= {".html", ".json", ".xlsx", ".csv"}
    said = {words.places[int(number)] for data in made.values() for number in re.findall(rb"(?i)qzx(\d+)x", data)}
    assert said == {("told", kind) for kind in TOLD}
    assert not any(words.found(data) for name, data in made.items() if name.endswith(".xlsx"))


def test_who_makes_the_copy_is_told_which_cells_are_empty_in_it() -> None:
    left = copy()[1].left_empty
    cells = [("Arrangement", "Purpose", "Value"), ("Partners", "LOCA", "Name"), ("Risks", "R1", "Description")]
    assert {*left} >= {"!".join(place(planted()[0], *cell)) for cell in cells}
    assert "Risks!B18" not in left


def test_a_row_that_is_not_shared_is_no_reason_to_say_anything(tmp_path: Path) -> None:
    file, to = tmp_path / "valley.xlsx", tmp_path / "copy.xlsx"
    formulas = {("Risks", "R2", "Description"): ("F3", "x"), ("Risks", "R2", "Risk"): ("F3", "R2")}
    file.write_bytes(with_formulas(workbook({"Risks": RISKS}), formulas))
    assert share(file, "outside", to, today=DAY, limits=Limits()).left_empty == ()


def test_of_an_id_that_reads_what_is_not_for_others_there_is_neither_copy_nor_page(tmp_path: Path) -> None:
    file, out = tmp_path / "valley.xlsx", tmp_path / "out"
    file.write_bytes(with_formulas(workbook({"Risks": RISKS}), {("Risks", "R1", "Risk"): ("F2", "R1")}))
    with pytest.raises(CopyError, match="Risks!A2"):
        share(file, "outside", tmp_path / "copy.xlsx", today=DAY, limits=Limits())
    code("report", str(file), "--out", str(out), "--audience", "outside", "--today", DAY.isoformat())
    assert not [path for path in out.iterdir() if path.suffix == ".html" and path.name != "portfolio.html"]


def test_ids_may_count_on_from_those_above(tmp_path: Path) -> None:
    file, to = tmp_path / "valley.xlsx", tmp_path / "copy.xlsx"
    file.write_bytes(with_formulas(workbook({"Risks": RISKS}), {("Risks", "R3", "Risk"): ('"R"&ROWS(A$2:A4)', "R3")}))
    assert share(file, "outside", to, today=DAY, limits=Limits()).left_empty == ()


def test_the_page_for_the_parties_shows_all(tmp_path: Path) -> None:
    file, out = tmp_path / "valley.xlsx", tmp_path / "out"
    file.write_bytes(planted()[0])
    code("report", str(file), "--out", str(out), "--today", DAY.isoformat())
    said = {int(number) for number in re.findall(rb"(?i)qzx(\d+)x", next(out.glob("valley*.html")).read_bytes())}
    assert {planted()[1].places[number] for number in said} >= {("hidden", kind) for kind in HIDDEN}
