"""`concord split`, `join` and `share` as people call them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.cli.test_commands import TODAY, code
from tests.copies.world import copy_of, members, rows, values, workbook, written
from tests.xlsx.writer.books import changed

OWN = ("Risks", "R1", "Likelihood · LOCA")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "valley.xlsx"
    path.write_bytes(workbook())
    return path


@cache
def after_split() -> dict[str, bytes]:
    """The folder after a split: the workbook and the copies, by name."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "valley.xlsx")
        file.write_bytes(workbook())
        assert code("split", file, *TODAY) == 0
        return {path.name: path.read_bytes() for path in file.parent.iterdir()}


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """The workbook after a split, with its copies beside it."""
    for name, data in after_split().items():
        (tmp_path / name).write_bytes(data)
    return tmp_path / "valley.xlsx"


def test_split_makes_a_copy_for_each_party_and_writes_only_copies(file: Path) -> None:
    before = file.read_bytes()
    assert code("split", file, *TODAY) == 0
    copies = sorted(path.name for path in file.parent.glob("valley-*.xlsx"))
    assert copies == ["valley-INTL.xlsx", "valley-LOCA.xlsx", "valley-TOWN.xlsx"]
    after = file.read_bytes()
    assert values(after) == values(before)
    new = {name for name in changed(before, after) if name not in members(before)}
    assert {name.rpartition("/")[0] for name in new} == {"xl/worksheets", "xl/worksheets/_rels", "xl/tables"}
    assert changed(before, after) - new == {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"}
    told = rows(after, "Copies")
    assert [row["partner"] for row in told] == ["INTL", "LOCA", "TOWN"]
    assert {str(row["back_by"]) for row in told} == {"2026-12-06"}


def test_split_again_over_copies_that_may_be_filled_in_is_refused(
    sent: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = sent.with_name("valley-LOCA.xlsx")
    copy.write_bytes(written(copy.read_bytes(), {OWN: 4}))
    before = {path: path.read_bytes() for path in sent.parent.iterdir()}
    assert code("split", sent, *TODAY) == 1
    assert "valley-LOCA.xlsx is there already" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in sent.parent.iterdir()} == before


def test_the_same_split_a_second_time_changes_nothing(sent: Path) -> None:
    before = {path: path.read_bytes() for path in sent.parent.iterdir()}
    assert code("split", sent, *TODAY) == 0
    assert {path: path.read_bytes() for path in sent.parent.iterdir()} == before


def test_a_second_round_elsewhere_asks_for_the_copies_anew(sent: Path) -> None:
    copy = sent.with_name("valley-LOCA.xlsx")
    copy.write_bytes(written(copy.read_bytes(), {OWN: 4}))
    assert code("join", sent, copy, *TODAY) == 0
    (sent.parent / "again").mkdir()
    assert code("split", sent, "--to", sent.parent / "again", "--back", "2027-02-01", "--today", "2027-01-10") == 0
    told = {row["partner"]: row for row in rows(sent.read_bytes(), "Copies")}
    assert (str(told["LOCA"]["back_by"]), told["LOCA"]["back_on"]) == ("2027-02-01", None)
    assert code("join", sent, sent.with_name("valley-LOCA.xlsx"), "--today", "2027-01-11") == 0
    told = {row["partner"]: row for row in rows(sent.read_bytes(), "Copies")}
    assert told["LOCA"]["back_on"] is None, "the copy of the first round is not the one that was asked for"


@pytest.mark.parametrize("more", [("--back", "2026-01-01"), ("--to", "nowhere"), ("--back", "soon")])
def test_what_split_cannot_do_is_said_and_nothing_is_made(file: Path, more: tuple[str, str]) -> None:
    before = file.read_bytes()
    assert code("split", file, *more, *TODAY) in (1, 2)
    assert [path.name for path in file.parent.iterdir()] == ["valley.xlsx"]
    assert file.read_bytes() == before


def test_what_is_no_day_is_told_with_the_option_that_it_stands_behind(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert code("split", file, "--back", "soon", *TODAY) == 2
    assert "--back 'soon' is not a day" in capsys.readouterr().err


def test_among_all_files_of_a_folder_those_that_only_tell_who_has_a_workbook_open_are_no_copies(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = file.with_name("valley-LOCA.xlsx")
    copy.write_bytes(written(copy_of(file.read_bytes(), "LOCA"), {OWN: 4}))
    tells = copy.with_name(f"~${copy.name}")
    tells.write_bytes(b"\5Lo Ca" + b" " * 158)
    assert code("join", file, tells, copy, *TODAY) == 0
    assert capsys.readouterr().err == ""
    assert values(file.read_bytes())["Risks", "R1", "likelihood · LOCA"] == 4


def test_a_copy_is_renamed_joined_and_back(sent: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = sent.with_name("what LOCA sent.xlsx")
    sent.with_name("valley-LOCA.xlsx").rename(copy)
    copy.write_bytes(written(copy.read_bytes(), {OWN: 4}))
    capsys.readouterr()
    assert code("join", sent, copy, "--json", *TODAY) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["filled"] == [
        {"partner": "LOCA", "table": "Risks", "row": "R1", "column": "Likelihood · LOCA", "sheet_row": 2, "value": 4}
    ]
    assert values(sent.read_bytes())["Risks", "R1", "likelihood · LOCA"] == 4
    assert code("join", sent, copy, *TODAY) == 0
    assert "nothing was written" in capsys.readouterr().out


def test_before_a_join_writes_what_stood_there_is_kept(file: Path) -> None:
    before = file.read_bytes()
    copy = file.with_name("copy.xlsx")
    copy.write_bytes(written(copy_of(before, "LOCA"), {OWN: 4}))
    assert code("join", file, copy, *TODAY) == 0
    assert code("restore", file, "1") == 0
    assert file.read_bytes() == before


def test_other_files_are_left_out_with_a_reason_and_the_others_joined(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy, other, own = (file.with_name(name) for name in ("copy.xlsx", "other.xlsx", "own.xlsx"))
    copy.write_bytes(written(copy_of(file.read_bytes(), "LOCA"), {OWN: 4}))
    other.write_bytes(copy_of(workbook(id="CA-OTHER"), "LOCA"))
    own.write_bytes(workbook(id="CA-OWN"))
    assert code("join", file, file, other, own, copy, *TODAY) == 3
    said = capsys.readouterr().err
    assert [word in said for word in ("itself", "another arrangement", "concord split")] == [True] * 3
    assert values(file.read_bytes())["Risks", "R1", "likelihood · LOCA"] == 4


def test_a_copy_cannot_be_split_joined_or_shared(file: Path) -> None:
    copy = file.with_name("copy.xlsx")
    copy.write_bytes(copy_of(file.read_bytes(), "LOCA"))
    before = copy.read_bytes()
    assert code("split", copy, *TODAY) == 1
    assert code("join", copy, file, *TODAY) == 1
    assert code("share", copy, "--for", "outside", "--to", file.with_name("s.xlsx"), *TODAY) == 1
    assert copy.read_bytes() == before


def test_a_workbook_that_somebody_has_open_is_left_alone(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = file.with_name("copy.xlsx")
    copy.write_bytes(written(copy_of(file.read_bytes(), "LOCA"), {OWN: 4}))
    (file.parent / "~$valley.xlsx").write_bytes(b"\x05Maria" + b" " * 159)
    before = file.read_bytes()
    assert code("join", file, copy, *TODAY) == 1
    assert code("split", file, *TODAY) == 1
    assert file.read_bytes() == before
    assert sorted(path.name for path in file.parent.iterdir()) == ["copy.xlsx", "valley.xlsx", "~$valley.xlsx"]
    assert "Maria" in capsys.readouterr().err


def test_a_run_over_the_folder_counts_copies_apart_and_says_which_are_late(
    sent: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert code("share", sent, "--for", "outside", "--to", sent.with_name("s.xlsx"), *TODAY) == 0
    capsys.readouterr()
    assert code("run", sent.parent, "--settle", "0", "--json", "--today", "2026-12-07") == 0
    said = json.loads(capsys.readouterr().out)
    assert [Path(one["workbook"]).name for one in said["workbooks"]] == ["valley.xlsx"]
    assert len(said["copies"]) == 4
    late = [one["subject"] for one in said["workbooks"][0]["findings"] if one["rule"] == "VIEW-01"]
    assert late == ["INTL", "LOCA", "TOWN"]
    assert code("run", sent.with_name("valley-LOCA.xlsx"), *TODAY) == 1
    assert "concord join" in " ".join(capsys.readouterr().out.split())


def test_a_split_and_a_join_leave_the_results_of_a_run_as_they_are(file: Path) -> None:
    assert code("run", file, *TODAY) == 0
    assert code("split", file, *TODAY) == 0
    assert code("join", file, file.with_name("valley-LOCA.xlsx"), *TODAY) == 0
    stood = file.read_bytes()
    assert code("run", file, *TODAY) == 0
    assert file.read_bytes() == stood


def test_another_copy_of_an_older_round_never_takes_the_place_of_a_newer_one(file: Path) -> None:
    old = written(copy_of(file.read_bytes(), "LOCA"), {OWN: 2})
    new = written(copy_of(file.read_bytes(), "LOCA"), {OWN: 5})
    for at, copy in enumerate((new, old)):
        path = file.with_name(f"copy{at}.xlsx")
        path.write_bytes(copy)
        assert code("join", file, path, *TODAY) == 0
    assert values(file.read_bytes())["Risks", "R1", "likelihood · LOCA"] == 5
    assert [(row["here"], row["in_the_copy"]) for row in rows(file.read_bytes(), "Proposals")] == [("5", "2")]


def test_rows_with_another_id_are_named_on_the_terminal_and_all_of_them_for_programs(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "LOCA.xlsx"
    risks = [{"risk": f"R{n}", "event": "Flood", "description": f"Word{n}"} for n in range(1, 8)]
    own = {("Risks", f"R{n}", OWN[2]): 3 for n in range(1, 8)}
    copy.write_bytes(written(copy_of(workbook({"Risks": risks}), "LOCA"), own))
    file.write_bytes(workbook({"Risks": [{**row, "risk": f"R{n + 1}"} for n, row in enumerate(risks, 1)]}))
    before = file.read_bytes()
    assert code("join", file, copy, *TODAY) == 0
    said = " ".join(capsys.readouterr().out.split())
    named = "; ".join(f"R{n} is now R{n + 1} (Risks)" for n in range(1, 6))
    assert (
        f"7 rows have another id in the workbook by now; they were followed by their words: {named} and 2 more." in said
    )
    file.write_bytes(before)
    assert code("join", file, copy, "--json", *TODAY) == 0
    (told,) = json.loads(capsys.readouterr().out)["copies"]
    assert told["moved"][6] == {"table": "Risks", "sheet": "Risks", "row": "R7", "now": "R8"}
