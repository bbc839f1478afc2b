"""The last lines of a run: where the pages lie, and what to do next."""

from __future__ import annotations

from pathlib import Path

from tests.cli.test_commands import TODAY, call
from tests.run.made import workbook

PARTNERS = ["--partner", "INTL=Harbour Relief", "--partner", "LOCA=Green Valley"]


def lines(*arguments: object) -> list[str]:
    """What a command says on standard output."""
    result = call(*arguments)
    assert result.exit_code == 0, result.output
    return result.stdout.rstrip().splitlines()


def test_the_last_line_of_a_folder_says_where_its_portfolio_lies(tmp_path: Path) -> None:
    workbook(tmp_path)
    out = tmp_path / "out"
    for _ in range(2):  # also when nothing is new
        shown = lines("run", tmp_path, "--out", out, "--settle", 0, *TODAY)
        assert shown[-2:] == [f"1 page in {out}", f"Portfolio: {out / 'portfolio.html'}"]
    assert lines("report", tmp_path, "--out", out, *TODAY)[-1] == f"Portfolio: {out / 'portfolio.html'}"


def test_the_last_line_of_a_folder_without_pages_says_how_to_have_some(tmp_path: Path) -> None:
    workbook(tmp_path)
    assert lines("run", tmp_path, "--settle", 0, *TODAY)[-1].endswith("add: --out FOLDER")


def test_the_last_line_of_one_workbook_says_where_its_page_lies(tmp_path: Path) -> None:
    path, out = workbook(tmp_path), tmp_path / "out"
    assert lines("run", path, "--out", out, *TODAY)[-1] == f"Page: {out / 'clinic.html'}"


def test_a_new_workbook_is_told_with_the_command_that_runs_it(tmp_path: Path) -> None:
    path = tmp_path / "Clinic access.xlsx"
    shown = lines("new", path, "--title", "Clinic access", *PARTNERS)
    assert shown[0] == f"Made {path}. Fill in its sheets, then:"
    assert shown[1].split(maxsplit=2)[:2] == ["concord", "run"]
    assert shown[1].strip("'\"").endswith(str(path))


def test_an_empty_workbook_is_told_first_where_to_begin(tmp_path: Path) -> None:
    path = tmp_path / "clinic.xlsx"
    lines("new", path, "--title", "Clinic access", *PARTNERS)
    shown = lines("check", path)
    assert "are still empty" in shown[1]
    assert "Begin with Risks" in "\n".join(shown)


def test_a_workbook_with_risks_is_told_which_sheet_comes_next(tmp_path: Path) -> None:
    shown = "\n".join(lines("check", workbook(tmp_path), *TODAY))
    assert "Begin with Risks" not in shown
    assert "Begin with" in shown


def test_a_sheet_in_which_something_stands_is_never_called_empty(tmp_path: Path) -> None:
    from tests.run.made import RISKS

    path = workbook(tmp_path, values={"Risks": [{**RISKS[0], "risk": "?!"}]})
    assert "Begin with Risks" not in call("check", path, *TODAY).stdout
