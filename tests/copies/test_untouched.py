"""What a join leaves alone: everything but the cells it fills, Copies, Proposals and what leads to them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from pipeline.xlsx.ooxml.package import Package
from pipeline.xlsx.ooxml.workbook import Book
from tests.chance import every
from tests.copies.world import copy_of, joined, members, reading_of, rows, saved, values, written
from tests.loading import loaded
from tests.office import LibreOffice
from tests.valid.judges import VALIDATOR, Faults, linted, validated
from tests.xlsx.writer.books import changed

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.xdist_group("untouched")  # what is joined once is looked at several times
SAMPLES = sorted((ROOT / "workbooks" / "samples").glob("*.xlsx"))
SOME = every(4, SAMPLES[1:])
LISTED = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"}


def filled_copy(data: bytes, partner: str) -> bytes:
    """The party's copy with all of its empty ratings filled in, a text changed and a row added."""
    copy, own = copy_of(data, partner), f"Likelihood · {partner}"
    found = reading_of(copy).contents["Risks"].found
    at = found.headers.index(own)
    empty = [str(row[0]) for row in found.cells if row[0] and row[at] in (None, "")]
    cells = {("Risks", id, own): 3 for id in empty}
    cells_of_all = {"Description": "New", "Threat / event": "Flood"}
    return written(
        copy,
        {
            **cells,
            ("Risks", str(found.cells[0][0]), "Description"): "Told otherwise",
            **{("Risks", "R77", header): text for header, text in cells_of_all.items()},
        },
    )


@lru_cache
def a_join(data: bytes) -> bytes:
    return joined(data, [filled_copy(data, code) for code in returning(data)]).data


def returning(data: bytes) -> tuple[str, ...]:
    """Whose copies come back: of three parties, for those of more change the same cells of further columns."""
    return tuple(reading_of(data).arrangement.party_codes[:3])


@pytest.mark.parametrize("sample", SOME, ids=lambda path: path.stem)
def test_only_the_sheets_filled_and_our_own_change(sample: Path) -> None:
    data = sample.read_bytes()
    after = a_join(data)
    old = members(data)
    new = {name for name in members(after) if name not in old}
    risks = Book(Package(data)).table("Risks")
    below = bool(reading_of(data).contents["Risks"].found.below)  # the table takes in rows that were typed below it
    assert changed(data, after) - new <= {*LISTED, risks.sheet.part, *([risks.part] if below else [])}
    assert [row["partner"] for row in rows(after, "Copies") if row["back_on"]] == [*returning(data)]
    assert rows(after, "Proposals")


def test_every_look_of_the_cells_stays_and_other_cells_hold_what_they_held() -> None:
    data = next(path for path in SAMPLES if path.stem == "two-organisations").read_bytes()
    book = loaded(data)
    sheet = book["Risks"]
    sheet["C6"].fill = PatternFill("solid", fgColor="FFAA00")
    sheet["C7"].comment = Comment("Ask first", "Somebody")
    sheet["AZ5"] = "=SUM(1,2)"
    sheet.row_dimensions[6].height = 77
    data = saved(book)
    after = a_join(data)
    old, new = (loaded(each)["Risks"] for each in (data, after))
    before = values(data)
    filled = {cell for cell, value in values(after).items() if before.get(cell) != value}
    assert filled
    for row in old.iter_rows():
        for cell in row:
            now = new[cell.coordinate]
            assert now.style_id == cell.style_id, cell.coordinate
            assert cell.value is None or now.value == cell.value, cell.coordinate
    assert new["C7"].comment.text == "Ask first"
    assert new.row_dimensions[6].height == 77


JUDGED = [(linted, sample) for sample in SOME] + [
    pytest.param(validated, sample, marks=pytest.mark.system(VALIDATOR)) for sample in every(2, SOME)
]


@pytest.mark.parametrize(("judge", "sample"), JUDGED)
def test_no_fault_is_made(judge: Callable[[Path], Faults], sample: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(sample, tmp_path))
    path.write_bytes(a_join(sample.read_bytes()))
    assert judge(path) == Faults()
    code = reading_of(sample.read_bytes()).arrangement.party_codes[0]
    path.write_bytes(copy_of(sample.read_bytes(), code))
    assert judge(path) == Faults()


@pytest.mark.system("soffice")
def test_a_workbook_that_libreoffice_saved_is_joined_and_one_joined_is_saved_by_it(
    tmp_path: Path, libreoffice: LibreOffice
) -> None:
    (sample,) = [path for path in SAMPLES if path.stem == "two-organisations"]
    after, path = a_join(sample.read_bytes()), tmp_path / "after.xlsx"
    path.write_bytes(after)
    libreoffice.save([sample, path], tmp_path / "saved")
    by_office, again = ((tmp_path / "saved" / file.name).read_bytes() for file in (sample, path))
    assert rows(a_join(by_office), "Proposals") == rows(after, "Proposals")
    assert rows(again, "Copies") == rows(after, "Copies")
    assert values(again) == values(after)
