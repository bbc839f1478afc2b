"""What will stop a run is said by `check` and `--dry-run` too, with the same exit code; nothing is written."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from pipeline.run.batch.options import Options
from pipeline.run.workbook.process import process
from tests.cli.test_commands import TODAY, code
from tests.loading import loaded
from tests.run.made import DAY, data, run, workbook

# What is changed by openpyxl is changed once.


def totals_row(book: Any) -> None:
    table = book["Action plan"].tables["ActionPlan"]
    table.totalsRowCount = 1


def no_header_row(book: Any) -> None:
    book["Gaps"].tables["Gaps"].headerRowCount = 0
    book["Gaps"]["A1"] = "Something else"


def text_below(book: Any) -> None:
    table = book["Gaps"].tables["Gaps"]
    bottom = int("".join(filter(str.isdigit, table.ref.partition(":")[2])))
    for row in range(bottom + 1, bottom + 4):
        book["Gaps"].cell(row, 1, "our own remark")


def no_table(book: Any) -> None:
    del book["Gaps"].tables["Gaps"]


STOPS: dict[str, tuple[Callable[[Any], None], str]] = {
    "a totals row": (totals_row, "totals row"),
    "a header row that is off": (no_header_row, "no header row"),
    "text below a result table": (text_below, "is not empty"),
    "a result table that is gone": (no_table, "concord new NEW.xlsx --from OLD"),
}


def left(folder: Path, change: Callable[[Any], None]) -> Path:
    path = folder / "clinic.xlsx"
    path.write_bytes(_changed(change))
    return path


@cache
def _changed(change: Callable[[Any], None]) -> bytes:
    out, book = io.BytesIO(), loaded(data())
    change(book)
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("name", STOPS)
def test_what_would_stop_a_run_is_said_without_writing(tmp_path: Path, name: str) -> None:
    change, words = STOPS[name]
    path = left(tmp_path, change)
    before = path.read_bytes()
    outcome = process(path, Options(today=DAY, write=False, rehearse=True))
    assert (outcome.status, path.read_bytes()) == ("refused", before)
    assert words in outcome.reason
    assert outcome.findings
    real = run(path)
    assert (real.status, real.reason) == (outcome.status, outcome.reason)


def test_sheets_and_tables_of_peoples_own_may_reach_to_the_last_row(tmp_path: Path) -> None:
    def reach(book: Any) -> None:
        sheet = book.create_sheet("Theirs")
        sheet["A1"], sheet["B1"] = "one", "two"
        sheet.add_table(Table(displayName="Theirs", ref="A1:B2"))
        sheet["XFD1048576"] = "far"

    path = left(tmp_path, reach)
    with zipfile.ZipFile(path) as package:
        (part,) = (name for name in package.namelist() if b'name="Theirs"' in package.read(name) and "tables" in name)
    with_part(path, part, lambda xml: xml.replace(b"A1:B2", b"A1:B1048576"))  # openpyxl would fill in every cell of it
    assert run(path).status == "written"
    assert run(path).status == "unchanged"


def test_a_far_sheet_is_not_read_where_a_table_of_ours_is_looked_for(tmp_path: Path) -> None:
    def reach(book: Any) -> None:
        book.create_sheet("Theirs", 0)["XFD1048576"] = "far"
        no_table(book)

    outcome = run(left(tmp_path, reach))
    assert "concord new NEW.xlsx --from OLD" in outcome.reason


def test_what_cannot_follow_its_row_is_said_before_anything_is_written(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    run(path)
    book: Any = loaded(path.read_bytes())
    choice = DataValidation(type="list", formula1="$B6:$D6")
    choice.add("C6")
    book["Gaps"].add_data_validation(choice)
    book["Partners"]["G2"] = "We reach more people"
    book["Risks"]["H2"], book["Risks"]["F2"] = None, 1  # other findings come before
    book.save(path)
    before = path.read_bytes()
    said = process(path, Options(today=DAY, write=False, rehearse=True)).notes
    assert path.read_bytes() == before
    assert [note for note in said if note.startswith("Gaps!C6: what may be typed here")]
    assert run(path).notes == said


def with_part(path: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    """The workbook with one part changed, or added where it is not there."""
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as old, zipfile.ZipFile(path, "w") as new:
        for item in old.namelist():
            new.writestr(item, change(old.read(item)) if item == name else old.read(item))
        if name not in old.namelist():
            new.writestr(name, change(b""))
    return path


def final(_: bytes) -> bytes:
    return (
        b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        b'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property '
        b'fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="_MarkAsFinal"><vt:bool>true</vt:bool></property>'
        b"</Properties>"
    )


def password(xml: bytes) -> bytes:
    return xml.replace(b"<workbookPr", b'<fileSharing userName="A" reservationPassword="CC1A"/><workbookPr', 1)


@pytest.mark.parametrize(
    ("part", "change", "words"),
    [("docProps/custom.xml", final, "marked as final"), ("xl/workbook.xml", password, "password to modify")],
)
def test_what_its_people_have_closed_is_left_alone(
    tmp_path: Path, part: str, change: Callable[[bytes], bytes], words: str
) -> None:
    path = with_part(workbook(tmp_path), part, change)
    before = path.read_bytes()
    checked, ran = process(path, Options(today=DAY, write=False, rehearse=True)), run(path)
    assert (checked.status, ran.status, path.read_bytes()) == ("refused", "refused", before)
    assert words in checked.reason
    assert "--beside" in ran.reason
    assert run(path, beside=True).status == "beside"


@pytest.mark.parametrize("command", [["check"], ["run", "--dry-run"], ["run"]])
def test_the_exit_code_is_that_of_the_run(
    tmp_path: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    path = left(tmp_path, totals_row)
    assert code(*command, path, *TODAY) == 1
    assert "totals row" in " ".join("".join(capsys.readouterr()).split())


def test_a_read_only_mark_is_said_before_a_run(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    path.chmod(0o444)
    outcome = process(path, Options(today=DAY, write=False, rehearse=True))
    assert outcome.status == "refused"
    assert "read-only" in outcome.reason


def test_a_sound_workbook_is_only_checked(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    before = path.read_bytes()
    assert process(path, Options(today=DAY, write=False, rehearse=True)).status == "checked"
    assert path.read_bytes() == before


def test_a_report_is_made_also_where_a_run_would_be_stopped(tmp_path: Path) -> None:
    assert process(left(tmp_path, totals_row), Options(today=DAY, write=False)).status == "checked"
