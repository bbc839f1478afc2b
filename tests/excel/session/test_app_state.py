"""Whatever happens, Excel looks afterwards as it did before."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from pipeline.excel import button
from pipeline.excel.addin.folders import state_folder
from pipeline.excel.buttons.guard import PartlyWrittenError
from pipeline.excel.session import native
from pipeline.excel.session.switched_off import FILL_DOWN, put_back
from pipeline.excel.writer import rewrite
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


def test_what_a_run_that_was_killed_has_switched_off_comes_back_with_the_next_press(
    book: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state(book)
    left_by_a_killed_run(book, tmp_path, monkeypatch)
    assert (book.app.screen_updating, book.app.calculation) == (False, "manual")
    book.set_mock_caller()
    button.help()
    assert state(book)[:5] == before[:5]
    assert notes() == []


def test_excels_habit_of_filling_down_comes_back_in_any_excel(
    book: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left_by_a_killed_run(book, tmp_path, monkeypatch)
    (note,) = notes()
    noted = json.loads(note.read_text(encoding="utf-8"))
    note.write_text(json.dumps({"excel": -1, "was": {**noted["was"], FILL_DOWN: True}}), encoding="utf-8")
    book.app.api.AutoCorrect.AutoFillFormulasInLists = False
    put_back(book.app)
    assert book.app.api.AutoCorrect.AutoFillFormulasInLists is True
    assert book.app.calculation == "manual"  # of another Excel, which is gone


def test_what_another_run_has_switched_off_stays_so_while_it_works(
    book: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left_by_a_killed_run(book, tmp_path, monkeypatch, process=os.getppid())
    put_back(book.app)
    assert book.app.screen_updating is False
    assert len(notes()) == 1


def test_filling_down_is_not_touched_where_no_formula_of_people_moves(
    book: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    touched: list[bool] = []
    monkeypatch.setattr(native, "set_fill_down", lambda _, on: touched.append(on))
    assert run(book, tmp_path).status == "written"
    assert touched == []


def notes() -> list[Path]:
    return list(state_folder().glob("switched-off-*"))


def left_by_a_killed_run(book: Any, folder: Path, monkeypatch: pytest.MonkeyPatch, process: int = 2**22 + 1) -> None:
    """What is left of a run that is ended between two cells: nothing of it comes to its end."""

    class KilledError(BaseException):
        pass

    def killed(*_: object) -> None:
        left.update({name: getattr(book.app, name) for name in STATE}, note=notes()[0].read_bytes())
        raise KilledError

    left: dict[str, Any] = {}
    with monkeypatch.context() as now:
        now.setattr(os, "getpid", lambda: process)
        now.setattr(rewrite, "enter", killed)
        with pytest.raises(KilledError):
            run(book, folder)
    (state_folder() / f"switched-off-{process}.json").write_bytes(left.pop("note"))
    for name, value in left.items():
        setattr(book.app, name, value)
