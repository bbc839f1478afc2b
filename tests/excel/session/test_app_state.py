"""Whatever happens, Excel looks afterwards as it did before."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.excel.buttons.guard import PartlyWrittenError
from tests.excel.opened import made, run

STATE = ("screen_updating", "enable_events", "display_alerts", "calculation", "status_bar")


def gaps(book: Any) -> Any:
    return next(sheet for sheet in book.sheets if "Gaps" in [table.name for table in sheet.tables])


@pytest.fixture
def book(app: Any, tmp_path: Path) -> Any:
    book = made(app, tmp_path)
    app.impl.calculation, app.impl.enable_events = "semiautomatic", False
    book.sheets[3].activate()
    book.sheets[3]["B2:C3"].select()
    return book


def state(book: Any) -> tuple[Any, ...]:
    app = book.app
    return (
        *(getattr(app, name) for name in STATE), app.api.AutoCorrect.AutoFillFormulasInLists,
        book.sheets.active.name, book.selection.address,
    )  # fmt: skip


def test_settings_and_selection_are_as_before_after_a_run(book: Any, tmp_path: Path) -> None:
    before = state(book)
    assert run(book, tmp_path).status == "written"
    assert state(book) == before


@pytest.mark.parametrize("fails_at", ["write Gaps!", "write Overlaps!", "write Action plan!"])
def test_settings_are_as_before_when_excel_fails_midway(book: Any, tmp_path: Path, fails_at: str) -> None:
    before, book.impl.fails_at = state(book), fails_at
    with pytest.raises(PartlyWrittenError) as failure:
        run(book, tmp_path)
    assert state(book) == before
    assert failure.value.copy.is_file()


def test_a_protected_sheet_is_protected_again_just_as_it_was(book: Any, tmp_path: Path) -> None:
    protection = gaps(book).impl.ws.protection
    protection.sheet, protection.sort, protection.formatCells = True, False, True
    assert run(book, tmp_path).status == "written"
    assert (protection.sheet, protection.sort, protection.formatCells) == (True, False, True)


def test_a_protected_sheet_is_protected_again_after_a_failure(book: Any, tmp_path: Path) -> None:
    gaps(book).impl.ws.protection.sheet = True
    book.impl.fails_at = "write Action plan!"
    with pytest.raises(PartlyWrittenError):
        run(book, tmp_path)
    assert gaps(book).impl.ws.protection.sheet


def test_a_sheet_with_a_password_is_named_and_nothing_is_written(book: Any, tmp_path: Path) -> None:
    protection = gaps(book).impl.ws.protection
    protection.sheet, protection.password = True, "secret"
    outcome = run(book, tmp_path)
    assert outcome.status == "refused"
    assert "Gaps is protected with a password" in outcome.reason
    assert book.impl.calls == []
    assert not (tmp_path / "copy.xlsx").exists()
