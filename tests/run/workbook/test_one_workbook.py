"""A run on one workbook, from file to file."""

from __future__ import annotations

import io
import zipfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import python_calamine

from pipeline.domain.table_update import OutColumn, OutRow, TableUpdate
from pipeline.results.in_language import results_in
from pipeline.run.batch.options import Options
from pipeline.run.batch.task import identify
from pipeline.run.workbook import process
from pipeline.xlsx.lint.workbook_lint import lint
from pipeline.xlsx.ooxml.package import Package
from pipeline.xlsx.ooxml.workbook import Book
from pipeline.xlsx.writer.rewrite import rewrite
from schemas.spec import table
from schemas.wording.text import text
from tests.cli.test_commands import call as new
from tests.loading import loaded
from tests.run.made import DAY, RISKS, data, run, workbook

OURS = {"Summary", "Gaps", "Overlaps", "ActionPlan", "RiskProfile", "PartnerBalance", "Checks", "Figures"}


def rows(path: Path, table: str) -> list[dict[str, object]]:
    """A table's rows by header, as another program reads them."""
    book = python_calamine.CalamineWorkbook.from_path(str(path), load_tables=True)
    found = book.get_table_by_name(table)
    return [dict(zip(found.columns, row, strict=True)) for row in found.to_python()]


def members(data: bytes | Path) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data) if isinstance(data, bytes) else data) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_run_puts_gaps_overlaps_and_actions_into_the_workbook(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    outcome = run(path)
    assert outcome.status == "written"
    assert {row["Finding"] for row in rows(path, "Gaps")} >= {"RSK-02/R1", "RSK-01/R2"}
    assert [row["Activity"] for row in rows(path, "Overlaps")] == ["1.1"]
    assert {row["State"] for row in rows(path, "ActionPlan")} == {"New"}
    assert [row["Risk"] for row in rows(path, "RiskProfile")] == ["R1", "R2"]


def test_only_the_result_sheets_their_tables_and_the_recalculation_flag_change(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    before = members(path)
    run(path)
    after = members(path)
    changed = {name for name in before if before[name] != after.get(name)}
    assert before.keys() == after.keys()
    kept = {"xl/sharedStrings.xml", "xl/styles.xml", "[Content_Types].xml", "docProps/app.xml", "docProps/core.xml"}
    assert not changed & kept
    sheets = [sheet.name for sheet in Book(Package(path.read_bytes())).sheets]
    inputs = {f"xl/worksheets/sheet{sheets.index(name) + 1}.xml" for name in sheets[:8] if name != "Agenda"}
    assert not changed & inputs


def test_a_second_run_changes_no_byte(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    run(path)
    first = path.read_bytes()
    assert run(path).status == "unchanged"
    assert path.read_bytes() == first


def test_a_run_on_a_later_day_writes_only_when_something_fell_due(tmp_path: Path) -> None:
    fields = [{"field": "valid_until", "value": date(2027, 12, 31)}, {"field": "purpose", "value": "p"}]
    path = workbook(tmp_path, values={"Arrangement": fields})
    run(path)
    first = path.read_bytes()
    assert run(path, DAY + timedelta(days=1)).status == "unchanged"
    assert path.read_bytes() == first
    assert run(path, date(2028, 1, 1)).status == "written"
    found = {row["Finding"]: row["Severity"] for row in rows(path, "Gaps")}
    assert found["ARR-02/arrangement"] == "High"


def test_the_written_workbook_passes_the_whole_lint(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    before = lint(path.read_bytes())
    run(path)
    assert lint(path.read_bytes()) == before == []


def test_a_mended_gap_resolves_its_action_and_what_people_wrote_stays(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    run(path)
    book: Any = loaded(path.read_bytes())
    plan, risks = book["Action plan"], book["Risks"]
    headers = {cell.value: cell.column for cell in plan[1]}
    row = next(r for r in range(2, plan.max_row + 1) if plan.cell(r, 1).value == "RSK/R1")
    plan.cell(row, headers["Notes"]).value = "=agreed on the phone"
    plan.cell(row, headers["Notes"]).data_type = "s"
    measures = next(cell.column for cell in risks[1] if cell.value == "Measures")
    risks.cell(2, measures).value = "Two boats and a drill"
    for cell in risks[1]:  # so low that nothing of weight is left to say of it
        if str(cell.value).startswith(("Likelihood", "Impact")):
            risks.cell(2, cell.column).value = 1
    book.save(path)
    assert run(path, DAY + timedelta(days=9)).status == "written"
    action = next(row for row in rows(path, "ActionPlan") if row["Action"] == "RSK/R1")
    assert (action["State"], action["Notes"]) == ("Resolved", "=agreed on the phone")
    assert action["Last found"] == DAY


LOW = {"likelihood · INTL": 1, "impact · INTL": 1}


def states(path: Path) -> dict[object, object]:
    return {row["Action"]: row["State"] for row in rows(path, "ActionPlan")}


def test_a_view_taken_back_resolves_nothing_that_rests_on_it(tmp_path: Path) -> None:
    path, without = workbook(tmp_path), {**RISKS[0], "measures": "Two boats and a drill", "accepted · INTL": "Yes"}
    refill(path, [without, RISKS[1]])
    run(path)
    assert states(path)["RSK/R1"] == "New"
    del without["likelihood · LOCA"], without["impact · LOCA"]
    refill(path, [without, RISKS[1]])
    assert run(path).status == "written"
    assert states(path)["RSK/R1"] == "New"
    refill(path, [{**without, "likelihood · LOCA": 5, "impact · LOCA": 4}, RISKS[1]])
    run(path)
    assert states(path)["RSK/R1"] == "Resolved"


def test_what_was_mended_waits_while_a_view_is_missing(tmp_path: Path) -> None:
    path, without = workbook(tmp_path), {**RISKS[0], "measures": "Two boats and a drill", **LOW}
    run(path)
    del without["likelihood · LOCA"], without["impact · LOCA"]
    refill(path, [without, RISKS[1]])
    run(path)
    assert states(path)["RSK/R1"] == "Waiting"


def refill(path: Path, risks: list[dict[str, Any]]) -> None:
    """Write the risk register anew, as people would."""
    layout = table("Risks").layout(("INTL", "LOCA"))
    columns = tuple(OutColumn(column.header(partner)) for column, partner in layout)
    cells = [tuple(risk.get(column.key(partner)) for column, partner in layout) for risk in risks]
    made = tuple(OutRow(2 + at, row) for at, row in enumerate(cells))
    path.write_bytes(rewrite(path.read_bytes(), [TableUpdate("Risks", columns, made, clear_filter=False)]))


def test_a_dry_run_and_a_check_write_nothing(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    before = path.read_bytes()
    outcome = run(path, write=False)
    assert outcome.status == "checked"
    assert outcome.findings is not None
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_strict_writes_nothing_into_a_workbook_with_cell_errors(tmp_path: Path) -> None:
    bad = [{**RISKS[0], "impact · INTL": 9}]
    path = workbook(tmp_path, values={"Risks": bad})
    before = path.read_bytes()
    assert run(path, strict=True).status == "strict"
    assert path.read_bytes() == before
    assert run(path).status == "written"


def test_a_workbook_open_in_excel_is_left_alone_and_says_who_has_it(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    name = "Field Office"
    ansi = bytes([len(name)]) + name.encode().ljust(54)
    (tmp_path / f"~${path.name}").write_bytes(ansi + len(name).to_bytes(2, "little") + name.encode("utf-16-le"))
    before = path.read_bytes()
    outcome = run(path)
    assert outcome.status == "open"
    assert name in outcome.reason
    assert outcome.findings is not None
    assert path.read_bytes() == before


def test_a_save_during_the_run_wins_and_is_worked_through_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(tmp_path)
    theirs = data({"Risks": RISKS[:1]})
    real, saves = results_in, iter([theirs])

    def compute_while_somebody_saves(*given: Any) -> object:
        made = real(*given)
        for save in saves:
            path.write_bytes(save)
            break
        return made

    monkeypatch.setattr(process, "results_in", compute_while_somebody_saves)
    assert run(path).status == "written"
    assert [row["Risk"] for row in rows(path, "RiskProfile")] == ["R1"]


def test_a_workbook_saved_again_and_again_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(tmp_path)
    real = results_in

    def compute(*given: Any) -> object:
        path.write_bytes(path.read_bytes() + b"")
        path.write_bytes(data({"Risks": RISKS[: path.stat().st_mtime_ns % 2 + 1]}, id=f"CA-{path.stat().st_mtime_ns}"))
        return real(*given)

    monkeypatch.setattr(process, "results_in", compute)
    outcome = run(path)
    assert outcome.status == "open"
    assert "saved by someone" in outcome.reason


def test_bytes_that_were_looked_at_to_identify_the_workbook_are_not_looked_at_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(tmp_path)
    _, looked = identify(path)
    monkeypatch.setattr("pipeline.xlsx.preflight.decrypt.inspect", lambda *_: 1 / 0)
    assert process.process(path, Options(today=DAY), looked).status == "written"


def test_a_workbook_saved_since_it_was_identified_is_looked_at_anew(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    _, looked = identify(path)
    made = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.infolist():
            given = old.read(part)
            new.writestr(part, b"<!DOCTYPE styleSheet>" + given if part.filename == "xl/styles.xml" else given)
    path.write_bytes(made.getvalue())
    outcome = process.process(path, Options(today=DAY), looked)
    assert (outcome.status, outcome.reason) == ("refused", text("preflight.document_type", part="xl/styles.xml"))


def test_a_deleted_result_sheet_is_said_and_the_others_are_written(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    book = loaded(path.read_bytes())
    del book["Overlaps"]
    book.save(path)
    outcome = run(path)
    assert outcome.status == "written"
    assert any("Overlaps" in note and "--from" in note for note in outcome.notes)


def test_text_below_a_result_table_is_named_with_its_cell_and_nothing_changes(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    book = loaded(path.read_bytes())
    book["Gaps"]["B4"] = "our own list"
    book.save(path)
    before = path.read_bytes()
    outcome = run(path)
    assert outcome.status == "refused"
    assert "Gaps!B4" in outcome.reason
    assert outcome.findings is not None
    assert path.read_bytes() == before


def test_a_workbook_of_an_earlier_template_is_checked_and_not_written(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    book = loaded(path.read_bytes())
    (cell,) = (row[1] for row in book["Arrangement"].iter_rows() if row[0].value == "Template version")
    cell.value = "1.0"
    book.save(path)
    before = path.read_bytes()
    assert run(path, write=False).status == "checked"
    outcome = run(path)
    assert outcome.status == "refused"
    assert "concord new NEW.xlsx --from OLD.xlsx" in outcome.reason
    assert outcome.results
    assert path.read_bytes() == before
    assert new("new", tmp_path / "new.xlsx", "--from", path).exit_code == 0
    assert run(tmp_path / "new.xlsx").status == "written"
