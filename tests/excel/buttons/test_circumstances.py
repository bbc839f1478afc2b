"""Workbooks as they lie and stand: online, on a share, sorted, protected, without the table they had."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from pipeline.excel import button
from pipeline.excel.addin.folders import copies_folder
from tests.chance import every
from tests.excel.opened import both, made, run, texts
from tests.loading import loaded
from tests.run.made import after_a_run


def gaps(book: Any) -> Any:
    return next(sheet for sheet in book.sheets if "Gaps" in [table.name for table in sheet.tables])


@pytest.mark.parametrize(
    "address", ["https://example.sharepoint.com/sites/x/clinic.xlsx", "https://d.docs.live.net/1a/clinic.xlsx",
                r"\\server\share\Süd & Nord\clinic.xlsx"],
)  # fmt: skip
def test_a_workbook_online_or_on_a_share_runs_and_its_copy_lies_on_this_computer(
    app: Any, tmp_path: Path, address: str
) -> None:
    book = made(app, tmp_path)
    book.impl.address = address
    book.set_mock_caller()
    button.run()
    assert "The results are in the workbook." in app.impl.alerts[-1][0]
    assert [copy.name.split()[0] for copy in copies_folder().iterdir()] == ["clinic"]


def test_on_macos_a_workbook_that_is_only_online_is_refused_before_anything_is_written(
    app: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.excel.buttons import backup
    from pipeline.excel.session import native

    book = made(app, tmp_path)
    book.impl.address = "https://example.sharepoint.com/sites/x/clinic.xlsx"
    monkeypatch.setattr(native, "on_mac", lambda: True)
    with pytest.raises(backup.NoBackupError, match="Nothing was written"):
        backup.save_copy(book, datetime(2026, 11, 22))  # noqa: DTZ001


def test_the_status_bar_says_how_far_it_is_and_is_excels_own_afterwards(app: Any, tmp_path: Path) -> None:
    book = made(app, tmp_path)
    book.set_mock_caller()
    button.run()
    said = app.impl.statuses
    assert said[1:3] == ["Concord is reading the workbook …", "Concord is working out the results …"]
    assert any(re.match(r"Concord is writing Gaps, \d+ of ", str(one)) for one in said)
    assert said[-1] is False


def test_what_people_wrote_stays_beside_its_finding_in_a_table_that_they_sorted(app: Any, tmp_path: Path) -> None:
    book = made(app, tmp_path)
    run(book, tmp_path)
    sheet = gaps(book)
    header, *rows = sheet.tables["Gaps"].range.value
    key = header.index("Finding")
    sheet["L1"].value = "Ours"
    sheet.tables["Gaps"].resize(sheet.range((1, 1), (1 + len(rows), 12)))
    sheet.range((2, 1), (1 + len(rows), 12)).value = [[*row, f"of {row[key]}"] for row in reversed(rows)]
    run(book, tmp_path)
    after = texts(book, "Gaps")
    assert [row["Finding"] for row in after] == [row[key] for row in rows]
    assert all(row["Ours"] == f"of {row['Finding']}" for row in after)


def test_protected_sheets_that_people_fill_in_are_read_as_any_other(app: Any, tmp_path: Path) -> None:
    book = made(app, tmp_path)
    protection = book.sheets["Risks"].impl.ws.protection
    protection.sheet, protection.password = True, "secret"
    assert run(book, tmp_path).status == "written"
    assert protection.sheet


@pytest.mark.parametrize("table", every(2, ["Risks", "ActionPlan", "Gaps"]))
def test_a_table_made_into_plain_cells_is_met_as_in_the_file(app: Any, tmp_path: Path, table: str) -> None:
    path = tmp_path / "plain.xlsx"
    plain = loaded(after_a_run())
    sheet = next(sheet for sheet in plain.worksheets if table in sheet.tables)
    del sheet.tables[table]
    plain["Risks"]["F2"] = 1
    plain.save(path)
    through = both(app, path, tmp_path)
    assert through.excel.status == through.file.status
    assert through.excel.reason.split(" The workbook was not")[0] == through.file.reason
    assert through.excel.findings == through.file.findings


def test_of_two_open_workbooks_each_gets_its_own_results(app: Any, tmp_path: Path) -> None:
    first = made(app, tmp_path, "first.xlsx")
    second = made(app, tmp_path, "second.xlsx", values={"Risks": []})
    for book in (first, second):
        book.set_mock_caller()
        button.run()
    assert texts(first, "Gaps") != texts(second, "Gaps")
    copies = {name: next(copies_folder().glob(f"{name}*")).read_bytes() for name in ("first", "second")}
    assert copies == {"first": first.impl.as_opened, "second": second.impl.as_opened}
