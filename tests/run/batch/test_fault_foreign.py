"""Files that are no workbooks, and what is said of them: other people's are counted, what may be ours is named."""

from __future__ import annotations

import io
import json
import os
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
import xlsxwriter

from tests.cli.test_commands import TODAY, code
from tests.files.test_fault_left_over import name_of, over
from tests.run.made import data, run, workbook
from tests.xlsx.preflight import books


def far(table: str = "", sheet: str = "Sheet1") -> bytes:
    """A workbook with a cell in its furthest corner, and perhaps a table."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    page = book.add_worksheet(sheet)
    page.write(1_048_575, 16_383, "x")
    if table:
        page.add_table(0, 0, 3, 3, {"name": table})
    book.close()
    return made.getvalue()


def bomb(title: str) -> bytes:
    parts = books.parts(f'<row r="1"><c r="A1" t="str"><v>{"a" * (30 << 20)}</v></c></row>')
    return packed({**parts, "xl/workbook.xml": books.workbook(title)})


def packed(parts: dict[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return made.getvalue()


# Made when they are needed: some take long.
FOREIGN: dict[str, Callable[[], bytes]] = {
    "text": lambda: b"risk;owner\nR1;REDC\n",
    "page": lambda: b"<html><table></table></html>",
    "pdf": lambda: b"%PDF-1.7",
    "noise": lambda: b"\x01\x00\x02 noise",
    "archive": lambda: packed({"a.txt": "hello"}),
    "letter": lambda: packed({"[Content_Types].xml": books.types(main="application/vnd.openxmlformats-officedocument."
                      "wordprocessingml.document.main+xml"), "word/document.xml": "<a/>"}),
    "far cell": far,
    "far cell and a table": lambda: far("Table1"),
    "bomb": lambda: bomb("Export"),
    "document type": lambda: books.packed({
        **books.parts(), "xl/workbook.xml": "<!DOCTYPE a>" + books.workbook("Export"),
    }),
}  # fmt: skip
MAYBE_OURS: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "one byte": lambda: data()[:1],
    "beginning": lambda: data()[:100],
    "half": lambda: data()[: len(data()) // 2],
    "all but the end": lambda: data()[:-22],
    "all but a byte": lambda: data()[:-1],
    "beginning lost": lambda: data()[4:],
    "beginning overwritten": lambda: b"\x00\x01\x02\x03" + data()[4:],
    "zeros": lambda: bytes(len(data())),
    "far cell in our table": lambda: far("Risks"),
    "far cell in a sheet of our name": lambda: far(sheet="Budget"),
    "bomb in a sheet of our name": lambda: bomb("Activities"),
}


@cache
def content(kind: str) -> bytes:
    return {**FOREIGN, **MAYBE_OURS}[kind]()


def test_what_cannot_be_ours_is_counted_and_not_touched(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = {tmp_path / f"{kind}.xlsx": content(kind) for kind in FOREIGN}
    for path, given in paths.items():
        path.write_bytes(given)
        os.utime(path, (1.7e9, 1.7e9))
    assert code("run", tmp_path, "--json", *TODAY) == 0
    assert {*json.loads(capsys.readouterr().out)["foreign"]} == {*map(str, paths)}
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == paths
    assert {path.stat().st_mtime for path in paths} == {1.7e9}


@pytest.mark.parametrize("kind", FOREIGN)
def test_the_only_file_named_is_told_what_it_is(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "theirs.xlsx"
    path.write_bytes(content(kind))
    assert code("run", path, *TODAY) == 1
    reason = run(path).reason
    assert reason.endswith(".")
    assert "This is not a Concord workbook" not in reason


def test_what_may_be_ours_is_named_and_the_others_are_worked_through(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = workbook(tmp_path, "good.xlsx")
    for kind in MAYBE_OURS:
        (tmp_path / f"{kind}.xlsx").write_bytes(content(kind))
    assert code("run", tmp_path, "--json", *TODAY) == 3
    found = json.loads(capsys.readouterr().out)["workbooks"]
    statuses = {Path(report["workbook"]).stem: report["status"] for report in found}
    assert statuses == {"good": "written", **dict.fromkeys(MAYBE_OURS, "refused")}
    assert {kind for kind in MAYBE_OURS if (tmp_path / f"{kind}.xlsx").read_bytes() != content(kind)} == set()
    assert good.read_bytes() != data()


def test_a_foreign_file_where_a_workbook_of_ours_lay_is_named_again_and_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = workbook(tmp_path, id="CA-LOST")
    os.utime(path, (1.7e9, 1.7e9))
    assert code("run", tmp_path, *TODAY) == 0
    path.write_bytes(content("page"))
    os.utime(path, (1.7e9, 1.7e9))
    for _ in range(2):
        capsys.readouterr()
        assert code("run", tmp_path, "--json", *TODAY) == 3
        (found,) = json.loads(capsys.readouterr().out)["workbooks"]
        assert found["status"] == "refused"
        assert "web page" in found["reason"]
        assert "CA-LOST was here" in found["reason"]
    assert path.read_bytes() == content("page")


def test_a_run_sweeps_what_a_killed_run_left_anywhere_below_and_nothing_of_a_run_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    workbook(tmp_path / "below")
    killed = tmp_path / "below" / name_of(over())
    elsewhere = tmp_path / name_of(over(), machine="0badcafe")
    killed.write_bytes(b"half")
    elsewhere.write_bytes(b"half")
    assert code("run", tmp_path, "--dry-run", *TODAY) == 0
    assert killed.exists()
    assert code("run", tmp_path, *TODAY) == 0
    assert not killed.exists()
    assert elsewhere.exists()
