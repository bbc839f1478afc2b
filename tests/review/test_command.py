"""`concord review` from the command line: two files beside the workbook's own folder, and the workbook as it was."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.cli.json_said import said
from tests.cli.test_commands import TODAY, call, code
from tests.run.made import RISKS, data, workbook

PAGE, BOOK = "clinic.review.html", "clinic-review.xlsx"


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A history of its own."""
    monkeypatch.setenv("CONCORD_STATE", str(tmp_path / "state"))
    return tmp_path / "state"


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    folder = tmp_path / "books"
    folder.mkdir()
    return workbook(folder)


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith(".")}


def test_it_leaves_a_page_and_a_workbook_and_the_workbook_as_it_was(clinic: Path, tmp_path: Path) -> None:
    before = clinic.read_bytes()
    result = call("review", clinic, "--out", tmp_path / "pack", *TODAY)
    assert result.exit_code == 0, result.output
    assert files(tmp_path / "pack").keys() == {PAGE, BOOK}
    assert clinic.read_bytes() == before
    assert files(clinic.parent).keys() == {clinic.name}


def test_a_second_call_gives_the_same_bytes(clinic: Path, tmp_path: Path) -> None:
    for _ in range(2):
        assert code("review", clinic, "--out", tmp_path / "pack", *TODAY) == 0
        made = files(tmp_path / "pack")
    assert files(tmp_path / "pack") == made
    assert code("review", clinic, "--out", tmp_path / "other", *TODAY) == 0
    assert files(tmp_path / "other") == made


def test_what_people_wrote_into_a_pack_is_never_replaced(clinic: Path, tmp_path: Path) -> None:
    assert code("review", clinic, "--out", tmp_path / "pack", *TODAY) == 0
    written = tmp_path / "pack" / BOOK
    opened = openpyxl.load_workbook(written)
    opened.worksheets[0]["C6"] = "We meet in May"
    opened.save(written)
    before = files(tmp_path / "pack")
    result = call("review", clinic, "--out", tmp_path / "pack", *TODAY)
    assert result.exit_code == 1
    assert "was changed since it was made" in result.output
    assert files(tmp_path / "pack") == before


def test_the_pack_of_another_workbook_of_that_name_is_left_alone(clinic: Path, tmp_path: Path) -> None:
    assert code("review", clinic, "--out", tmp_path / "pack", *TODAY) == 0
    before = files(tmp_path / "pack")
    (tmp_path / "elsewhere").mkdir()
    other = workbook(tmp_path / "elsewhere", id="CA-OTHER")
    assert code("review", other, "--out", tmp_path / "pack", *TODAY) == 1
    assert files(tmp_path / "pack") == before


def test_what_earlier_runs_found_says_what_changed(tmp_path: Path, clinic: Path) -> None:
    assert code("run", clinic, "--today", "2026-05-01") == 0
    risks = [{**RISKS[0], "likelihood · LOCA": 5, "impact · LOCA": 5}, {**RISKS[1], "risk": "R3"}]
    clinic.write_bytes(data({"Risks": risks}))
    shown = said(call("review", clinic, "--out", tmp_path / "pack", "--since", "2026-05-02", "--json", *TODAY).stdout)
    assert (shown["compared_with"], shown["counted_from"]) == ("2026-05-01", "asked")
    told = {one["input"]: [item["message"] for item in one["items"]] for one in shown["inputs"]}
    assert any(message.startswith("New risk: R3") for message in told["threats"])
    assert "No longer in the register: R2." in told["threats"]
    assert "LOCA rates R1 (Staff cut off) 25 now; its score was 4." in told["feedback"]


def test_the_run_before_the_review_is_compared_not_one_after_it(tmp_path: Path, clinic: Path) -> None:
    for day in ("2026-03-01", "2026-04-01", "2026-06-01"):
        assert code("run", clinic, "--force", "--today", day) == 0
    shown = said(call("review", clinic, "--out", tmp_path / "pack", "--since", "2026-05-01", "--json", *TODAY).stdout)
    assert shown["compared_with"] == "2026-04-01"


def test_what_it_prints_for_machines_is_what_the_schema_says(clinic: Path, tmp_path: Path) -> None:
    shown = said(call("review", clinic, "--out", tmp_path / "pack", "--json", *TODAY).stdout)
    assert [Path(file).name for file in shown["files"]] == [PAGE, BOOK]
    assert (shown["command"], shown["exit_code"], len(shown["answers"])) == ("review", 0, 18)


def test_cells_that_cannot_be_read_are_exit_code_3(clinic: Path, tmp_path: Path) -> None:
    clinic.write_bytes(data({"Risks": [{**RISKS[0], "impact · INTL": "many"}]}))
    result = call("review", clinic, "--out", tmp_path / "pack", *TODAY)
    assert "One cell could not be read" in result.output
    assert code("review", clinic, "--out", tmp_path / "pack", *TODAY) == 3


@pytest.mark.parametrize(
    ("more", "exit_code", "says"),
    [
        (("--since", "2026-12-24"), 2, "lies after the day of the pack"),
        (("--since", "May"), 2, "2026-11-22"),
        (("--audience", "outside"), 1, "concord report"),
        (("--audience", "NOBODY"), 1, "NOBODY"),
    ],
)
def test_what_cannot_be_asked_for_leaves_nothing(
    clinic: Path, tmp_path: Path, more: tuple[str, ...], exit_code: int, says: str
) -> None:
    result = call("review", clinic, "--out", tmp_path / "pack", *more, *TODAY)
    assert result.exit_code == exit_code
    assert says in result.output
    assert not (tmp_path / "pack").exists() or files(tmp_path / "pack") == {}


def test_what_is_no_workbook_of_ours_is_exit_code_1(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "other.xlsx")
    (tmp_path / "broken.xlsx").write_bytes(data()[:-900])
    for name in ("other.xlsx", "broken.xlsx"):
        assert code("review", tmp_path / name, "--out", tmp_path / "pack", *TODAY) == 1


def test_a_copy_for_one_party_is_no_workbook_to_review(clinic: Path, tmp_path: Path) -> None:
    assert code("split", clinic, *TODAY) == 0
    copy = next(path for path in clinic.parent.glob("*.xlsx") if path != clinic)
    assert code("review", copy, "--out", tmp_path / "pack", *TODAY) == 1


def test_packs_for_another_audience_go_elsewhere(clinic: Path, tmp_path: Path) -> None:
    assert code("review", clinic, "--out", tmp_path / "pack", *TODAY) == 0
    assert code("review", clinic, "--out", tmp_path / "pack", "--audience", "LOCA", *TODAY) == 1
    assert code("review", clinic, "--out", tmp_path / "own", "--audience", "LOCA", *TODAY) == 0


@pytest.mark.parametrize("is_written_in", [False, True])
def test_a_folder_run_takes_a_pack_for_no_workbook(clinic: Path, *, is_written_in: bool) -> None:
    assert code("review", clinic, "--out", clinic.parent, *TODAY) == 0
    if is_written_in:
        opened = openpyxl.load_workbook(clinic.with_name(BOOK))
        opened.save(clinic.with_name(BOOK))
    before = clinic.with_name(BOOK).read_bytes()
    shown = said(call("run", clinic.parent, "--settle", "0", "--json", *TODAY).stdout)
    assert [Path(one["workbook"]).name for one in shown["workbooks"]] == [clinic.name]
    assert shown["exit_code"] == 0
    assert clinic.with_name(BOOK).read_bytes() == before


def test_reports_into_the_same_folder_leave_the_pack_there(clinic: Path, tmp_path: Path) -> None:
    assert code("review", clinic, "--out", tmp_path / "pack", *TODAY) == 0
    before = files(tmp_path / "pack")
    assert code("report", clinic.parent, "--out", tmp_path / "pack", *TODAY) == 0
    assert before.items() <= files(tmp_path / "pack").items()
    assert code("review", clinic, "--out", tmp_path / "pack", *TODAY) == 0
