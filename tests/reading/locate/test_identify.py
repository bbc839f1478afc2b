"""Most workbooks in a folder are other people's: they are told from ours, whatever they hold."""

from __future__ import annotations

import contextlib
import io
import random
import zipfile
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.reading.locate.identify import arrangement_id
from pipeline.reading.workbook import ForeignWorkbookError, UnreadableWorkbookError, read
from schemas.spec import tables
from tests.chance import examples
from tests.reading.books import Shape, book
from tests.reading.reads import risk

OURS = book({"Risks": [risk()], "Arrangement": {"arrangement_id": "ARR-7"}})


def foreign(write: Any) -> bytes:
    """A workbook that holds what `write(workbook, sheet)` puts there."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as workbook:
        write(workbook, workbook.add_worksheet())
    return file.getvalue()


REGISTER = ["Risk", "Threat", "Description", "Location", "Owner", "Status", "Value", "Field"]
COLUMNS = [{"header": header} for header in REGISTER]


@pytest.mark.parametrize(
    "write",
    [
        lambda workbook, sheet: None,
        lambda workbook, sheet: sheet.write("A1", "hello"),
        lambda workbook, sheet: sheet.write_row(3, 3, ["Field", "Value", "Note"]),
        lambda workbook, sheet: sheet.add_table("A1:C3", {"name": "Arrangement"}),
        lambda workbook, sheet: sheet.add_table("A1:H3", {"name": "Risks", "columns": COLUMNS}),
        lambda workbook, sheet: sheet.write_row(0, 0, REGISTER),
        lambda workbook, sheet: workbook.add_chartsheet(),
    ],
)
def test_a_foreign_workbook_is_not_ours(write: Any) -> None:
    with pytest.raises(ForeignWorkbookError):
        read(foreign(write))


@settings(max_examples=examples(25))
@given(
    st.lists(
        st.lists(st.sampled_from(["Field", "Value", "Note", "", "Risk", "x", 1, True, "Measure"]), max_size=6),
        max_size=12,
    )
)
def test_a_sheet_of_odd_cells_is_not_ours(rows: list[list[Any]]) -> None:
    def write(_: Any, sheet: Any) -> None:
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)

    with pytest.raises(ForeignWorkbookError):
        read(foreign(write))


def test_the_header_rows_of_arrangement_and_one_more_table_make_it_ours() -> None:
    names = [name for name in tables() if name not in ("Arrangement", "Partners")]
    cells = {name: Shape(as_object=False) for name in ("Arrangement", "Partners")}
    assert read(book({}, leave_out=names, shapes=cells)).arrangement.text("arrangement_id") == "ARR-TEST"


def test_a_workbook_that_lost_only_its_arrangement_sheet_is_still_ours() -> None:
    reading = read(book({"Risks": [risk()]}, leave_out=["Arrangement"]))
    assert reading.arrangement.missing == {"Arrangement"}
    assert [problem.check for problem in reading.problems] == ["CHK-40"]


def test_the_id_of_an_arrangement_is_read_without_the_rest(tmp_path: Path) -> None:
    ours, other, broken = tmp_path / "ours.xlsx", tmp_path / "other.xlsx", tmp_path / "broken.xlsx"
    ours.write_bytes(OURS)
    other.write_bytes(foreign(lambda workbook, sheet: None))
    broken.write_bytes(OURS[:-100])
    assert [arrangement_id(path)[0] for path in (ours, other, broken, tmp_path / "none.xlsx")] == ["ARR-7", "", "", ""]


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_workbook_is_refused_with_a_sentence_or_read(seed: int) -> None:
    """Bytes of one part are changed, lost or doubled: never anything but an answer."""
    chance = random.Random(seed)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(OURS)) as old, zipfile.ZipFile(out, "w") as new:
        names = old.namelist()
        victim = chance.choice([name for name in names if name.startswith(("xl/", "_rels")) and "theme" not in name])
        for name in names:
            part = old.read(name)
            if name == victim:
                place = chance.randrange(len(part))
                part = chance.choice([
                    part[:place], part[:place] + b"\x00<" + part[place:], part.replace(b'ref="', b'ref="?'),
                    part.replace(b'"1"', b'"x"'), b"", part[:place] + part[place + 9 :],
                ])  # fmt: skip
            if not (name == victim and chance.random() < 0.2):
                new.writestr(name, part)
    with contextlib.suppress(ForeignWorkbookError, UnreadableWorkbookError):
        read(out.getvalue())
