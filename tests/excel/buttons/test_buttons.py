"""What people see when they press a button."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from openpyxl.comments import Comment

from pipeline.excel import button
from pipeline.excel.addin.folders import copies_folder, log_file
from pipeline.excel.buttons import actions, process
from pipeline.excel.writer import rewrite as writing
from pipeline.xlsx.ooxml.errors import NotSafeError
from tests.chance import every
from tests.excel.com import SheetApi
from tests.excel.opened import made, opened, run, shown, texts
from tests.excel.pressed import press
from tests.run.made import workbook


def test_run_says_how_much_was_found_and_where_the_copy_lies(book: Any) -> None:
    text = shown(book, button.run)
    (copy,) = copies_folder().iterdir()
    assert text.startswith("Clinic access\nIndicators is still empty.")
    assert "\nThe results are in the workbook.\n" in text
    assert "findings (1 critical" in text
    assert "Overlaps: 1 open, 0 resolved" in text
    assert str(copy) in text
    assert texts(book, "Gaps")[0]["Finding"]


def test_the_copy_is_the_workbook_from_before_the_run(app: Any, book: Any) -> None:
    app.impl.saves_copies = True
    book.sheets["Risks"]["C2"].value = "typed and not saved"
    shown(book, button.run)
    copy = opened(app, next(copies_folder().iterdir()))
    assert copy.sheets["Risks"]["C2"].value == "typed and not saved"
    assert texts(copy, "Gaps")[0]["Finding"] is None


def test_what_was_typed_and_not_saved_counts(book: Any) -> None:
    shown(book, button.run)
    sheet = book.sheets["Risks"]
    sheet["F2:G3"].value = [[1, 1], [1, 1]]
    assert "critical" not in shown(book, button.run)


def test_an_unchanged_workbook_is_left_alone_and_not_copied(book: Any) -> None:
    shown(book, button.run)
    assert "Nothing was written" in shown(book, button.run)
    assert len(list(copies_folder().iterdir())) == 1


def on_sheet_of(book: Any, table: str) -> bool:
    return table in [one.name for one in book.sheets.active.tables]


def test_after_a_run_people_stand_before_the_agenda(book: Any) -> None:
    for _ in ("written", "unchanged"):
        book.sheets["Risks"].activate()
        shown(book, button.run)
        assert on_sheet_of(book, "Agenda")


def test_a_sheet_of_the_agenda_that_was_hidden_is_shown_for_it(book: Any) -> None:
    sheet = next(sheet for sheet in book.sheets if "Agenda" in [table.name for table in sheet.tables])
    sheet.visible = False
    shown(book, button.run)
    assert sheet.visible
    assert on_sheet_of(book, "Agenda")


def test_after_a_check_or_a_run_that_was_refused_people_are_where_they_were(book: Any) -> None:
    book.sheets["Risks"].activate()
    shown(book, button.check)
    assert on_sheet_of(book, "Risks")
    book.impl.fails_at = "resize Gaps"
    shown(book, button.run)
    assert on_sheet_of(book, "Risks")


def test_without_a_sheet_of_the_agenda_people_are_where_they_were(book: Any) -> None:
    sheet = next(sheet for sheet in book.sheets if "Agenda" in [table.name for table in sheet.tables])
    book.impl.wb.remove(sheet.impl.ws)
    book.sheets["Risks"].activate()
    shown(book, button.run)
    assert on_sheet_of(book, "Risks")


def test_check_names_the_cell_what_is_the_matter_and_what_to_do(book: Any) -> None:
    book.sheets["Risks"]["F2"].value = "often"
    text = shown(book, button.check)
    assert "Risks, cell F2 (Likelihood · INTL):" in text
    assert book.impl.calls == ["write Risks!F2"]


def test_next_finding_goes_from_cell_to_cell_and_begins_anew(book: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    checked = process.check(book, actions.options())  # nobody types in between: each click finds the same
    monkeypatch.setattr(process, "check", lambda *_: checked)
    first = shown(book, button.next_finding)
    count = int(first.split(" of ")[1].split(":")[0])
    seen = [(book.sheets.active.name, book.selection.address)]
    for _ in range(count - 1):
        shown(book, button.next_finding)
        seen.append((book.sheets.active.name, book.selection.address))
    assert len(set(seen)) == count
    assert shown(book, button.next_finding) == first


def test_another_workbook_is_told_from_ours(app: Any, tmp_path: Path) -> None:
    import openpyxl

    openpyxl.Workbook().save(tmp_path / "other.xlsx")
    other = opened(app, tmp_path / "other.xlsx")
    assert "not a Concord workbook" in shown(other, button.run)
    assert other.impl.calls == []


def test_the_workbook_the_button_was_pressed_in_is_the_one_that_is_run(app: Any, tmp_path: Path) -> None:
    first, second = made(app, tmp_path, "first.xlsx"), made(app, tmp_path, "second.xlsx")
    shown(first, button.run)
    assert (bool(first.impl.calls), second.impl.calls) == (True, [])


@pytest.mark.parametrize(("table", "says"), [("Risks", "CHK-40"), ("Gaps", "The table Gaps is not in this workbook")])
def test_a_table_that_was_deleted_is_said(book: Any, tmp_path: Path, table: str, says: str) -> None:
    sheet = next(sheet for sheet in book.sheets if table in [item.name for item in sheet.tables])
    book.impl.wb.remove(sheet.impl.ws)
    done = run(book, tmp_path)
    assert done.status == "written"
    assert says in [
        *(problem.check for problem in done.problems),
        *(note[: len(says)] for note in done.notes),
    ]


def test_a_mistake_of_ours_is_a_sentence_and_the_details_are_in_the_log(
    book: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.excel.buttons.process.results_in", lambda *_: 1 / 0)
    text = shown(book, button.run)
    assert "The workbook was not changed." in text
    assert "Traceback" not in text
    assert "ZeroDivisionError" in log_file().read_text(encoding="utf-8")
    assert str(log_file()) in text


def test_a_run_that_breaks_off_midway_says_so_and_names_the_copy(book: Any) -> None:
    book.impl.fails_at = "write Action plan!"
    text = shown(book, button.run)
    assert "The results may be written in part" in text
    assert str(next(copies_folder().iterdir())) in text


@pytest.mark.parametrize("table", ["Summary", "Gaps", "ActionPlan"])
def test_a_table_that_excel_does_not_let_grow_is_named_and_all_are_as_before(
    book: Any, tmp_path: Path, table: str
) -> None:
    before = tables_of(book)
    book.impl.fails_at = f"resize {table}"
    text = shown(book, button.run)
    assert f"let the table {table} on the sheet" in text
    assert "The workbook was not changed." in text
    assert tables_of(book) == before


def tables_of(book: Any) -> dict[str, tuple[str, object]]:
    """Where every table stands, and what it says."""
    return {
        item.name: (item.range.address, item.range.options(ndim=2, err_to_str=True).value)
        for sheet in book.sheets
        for item in sheet.tables
    }


def test_notes_go_with_their_rows_and_conversations_that_stay_are_mentioned(
    app: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = made(app, tmp_path)
    shown(book, button.run)
    gaps = next(sheet for sheet in book.sheets if "Gaps" in [item.name for item in sheet.tables])
    gaps.impl.ws["B3"].comment = Comment("talked about on Monday", "LOCA")
    talk = SimpleNamespace(Parent=SimpleNamespace(Row=3, Column=3))
    monkeypatch.setattr(SheetApi, "CommentsThreaded", [talk], raising=False)
    finding = gaps["A3:Z3"].value
    book.sheets["Risks"]["F2:G3"].value = [[1, 1], [1, 1]]
    assert "Gaps!C3: in the workbook that is open, a conversation cannot follow" in shown(book, button.run)
    (noted,) = [cell for row in gaps.impl.ws.iter_rows() for cell in row if cell.comment]
    assert noted.row != 3
    assert gaps[f"A{noted.row}:Z{noted.row}"].value == finding


def test_a_cell_that_excel_will_not_have_as_meant_is_named(book: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise NotSafeError("Excel shows 1 in B5.", "Gaps", "B5")

    monkeypatch.setattr(writing, "enter", refuse)
    assert "Gaps!B5: Excel shows 1 in B5. The results may be written in part." in shown(book, button.run)


def test_without_a_copy_nothing_is_written(book: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr("pipeline.excel.session.native.save_copy", full)
    assert "the disk is full" in shown(book, button.run)
    assert book.impl.calls == []


def test_what_cannot_be_shown_in_a_box_is_left_for_the_macro_to_show(
    book: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object, **__: object) -> None:
        raise RuntimeError("Excel has been closed")

    monkeypatch.setattr(book.app.impl, "alert", gone)
    book.set_mock_caller()
    with pytest.raises(SystemExit, match=r"\AConcord: Clinic access"):
        button.check()


@pytest.mark.parametrize("name", every(2, ["Klinik & Zugang=(Süd) ملف.xlsx", "a=b ملف.xlsx"]))
def test_the_command_line_of_the_macro_runs_any_workbook_whatever_its_name_and_imports_no_file_beside_it(
    tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    (folder / "pandas.py").write_text("raise SystemExit('imported')", encoding="utf-8")
    pressed = press("run", folder, workbook(folder, "another.xlsx"), workbook(folder, name))
    assert (pressed.code, pressed.note) == (0, "")
    assert "The results are in the workbook." in pressed.text
    assert pressed.rest["written"] == [name]


def test_nothing_of_xlwings_pro_is_imported_by_us() -> None:
    lines = [line for path in Path(button.__file__).parent.glob("*.py") for line in path.read_text("utf-8").split("\n")]
    assert not [line for line in lines if "import" in line and "xlwings.pro" in line]
