"""Copies that come back in another shape than they were sent: each is joined, or named with what to do."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import msoffcrypto.format.ooxml
import openpyxl
import pytest

from tests.chance import every
from tests.cli.test_commands import TODAY, code
from tests.copies.world import DAY, answer, copy_of, joined, rows, saved, values, with_answers, workbook, written
from tests.loading import loaded
from tests.office import LibreOffice, saved_by_exceljs
from tests.xlsx.preflight import books

OWN, OTHERS_OWN = ("Risks", "R1", "Likelihood · LOCA"), ("Risks", "R1", "Likelihood · TOWN")
LOCA, TOWN = ("Risks", "R1", "likelihood · LOCA"), ("Risks", "R1", "likelihood · TOWN")
FILLED = {OWN: 4, ("Risks", "R2", "Description"): "Told better", ("Partners", "LOCA", "Reason"): "Hit by floods"}


def filled(cells: dict[Any, Any] | None = None, sent_on: date = DAY) -> bytes:
    return written(copy_of(workbook(), "LOCA", sent_on), cells or FILLED)


def encrypted(password: str) -> bytes:
    file = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(filled())).encrypt(password, file)
    return file.getvalue()


def binary() -> bytes:
    """The beginning of an .xlsb: what it says of itself; nothing here writes a whole one."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    parts = {name.replace("workbook.xml", "workbook.bin"): part for name, part in books.parts().items()}
    for name, part in parts.items():
        if isinstance(part, str):
            of_main = part.replace(kind, "application/vnd.ms-excel.sheet.binary.macroEnabled.main")
            parts[name] = of_main.replace("workbook.xml", "workbook.bin")
    return books.packed(parts)


def letter() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("word/document.xml", "<document/>")
        package.writestr("[Content_Types].xml", "<Types/>")
    return out.getvalue()


SHAPES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "xlsb": ("loca.xlsb", binary, "Open it in Excel and save it as .xlsx"),
    "a password": ("loca.xlsx", lambda: encrypted("ours"), "has a password"),
    "text": ("loca.csv", lambda: b"Risk,Likelihood\nR1,4\n", "text file"),
    "a letter": ("letter.docx", letter, "Give the .xlsx file itself"),
    "cut short": ("loca.xlsx", lambda: filled()[:9000], "cut short"),
    "empty": ("loca.xlsx", lambda: b"", "empty"),
    "of other tables": ("loca.xlsx", lambda: saved(openpyxl.Workbook()), "was not made by concord split"),
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "valley.xlsx"
    path.write_bytes(workbook())
    return path


def assert_named(file: Path, copy: Path, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The file is named once, with what to do, and the copy beside it is joined."""
    town = file.with_name("town.xlsx")
    town.write_bytes(written(copy_of(workbook(), "TOWN"), {OTHERS_OWN: 3}))
    before = copy.read_bytes()
    capsys.readouterr()
    assert code("join", file, copy, town, *TODAY) == 3
    said = capsys.readouterr().err
    assert says in " ".join(said.split())
    assert said.count(copy.name) == 1
    assert values(file.read_bytes()) == {**values(workbook()), TOWN: 3}
    assert [row["partner"] for row in rows(file.read_bytes(), "Copies")] == ["TOWN"]
    assert copy.read_bytes() == before


@pytest.mark.parametrize("shape", SHAPES)
def test_a_file_that_cannot_be_joined_is_named_and_all_else_is_joined(
    shape: str, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name, made, says = SHAPES[shape]
    copy = file.with_name(name)
    copy.write_bytes(made())
    assert_named(file, copy, says, capsys)


@pytest.mark.system("soffice")
@pytest.mark.parametrize("kind", every(2, ["ods", "xls"]))
def test_a_copy_saved_as_another_kind_is_named_and_joined_once_it_is_saved_as_xlsx(
    kind: str, file: Path, libreoffice: LibreOffice, capsys: pytest.CaptureFixture[str]
) -> None:
    sent = file.with_name("loca.xlsx")
    sent.write_bytes(filled())
    copy = libreoffice.saved(sent, file.parent / kind, kind)
    assert_named(file, copy, "save it as .xlsx. Then join it again", capsys)
    again = libreoffice.saved(copy, file.parent / "again")
    assert code("join", file, again, *TODAY) == 0
    assert values(file.read_bytes()) == {
        **values(workbook()), LOCA: 4, TOWN: 3, ("Partners", "LOCA", "reason"): "Hit by floods",
    }  # fmt: skip
    assert [row["in_the_copy"] for row in rows(file.read_bytes(), "Proposals")] == ["Told better"]


def test_a_copy_that_excel_locked_with_the_password_it_has_built_in_is_joined(file: Path) -> None:
    copy = file.with_name("loca.xlsx")
    copy.write_bytes(encrypted("VelvetSweatshop"))
    assert code("join", file, copy, *TODAY) == 0
    assert values(file.read_bytes())[LOCA] == 4


def test_where_no_copy_could_be_joined_nothing_is_said_of_what_the_workbook_holds(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = file.with_name("loca.csv")
    copy.write_bytes(b"a,b")
    assert code("join", file, copy, *TODAY) == 3
    assert capsys.readouterr().out == "None of these could be joined; nothing was written.\n"
    assert file.read_bytes() == workbook()


def test_a_copy_that_a_javascript_library_filled_is_joined(tmp_path: Path) -> None:
    copy = copy_of(workbook(), "LOCA")
    (tmp_path / "loca.xlsx").write_bytes(copy)
    before, after_typing = (loaded(data) for data in (copy, filled()))
    typed = [
        (sheet.title, cell.coordinate, cell.value)
        for sheet in after_typing
        for row in sheet.iter_rows()
        for cell in row
        if cell.value not in (None, before[sheet.title][cell.coordinate].value)
    ]
    assert len(typed) == len(FILLED)
    by_exceljs = saved_by_exceljs(tmp_path / "loca.xlsx", tmp_path / "saved.xlsx", typed)
    after = joined(workbook(), [by_exceljs.read_bytes()])
    assert after.data == joined(workbook(), [filled()]).data
    assert len(after.filled) == 2


# Several copies of one party


def of_two(here: bytes, one: bytes, other: bytes) -> bytes:
    """The two joined at once, whichever is named first."""
    after = joined(here, [one, other]).data
    assert values(joined(here, [other, one]).data) == values(after)
    return after


def test_two_copies_that_fill_one_cell_in_different_ways_are_both_asked_about() -> None:
    one, other = filled({OWN: 2, ("Risks", "R2", OWN[2]): 3}), filled({OWN: 5})
    after = of_two(workbook(), one, other)
    assert values(after) == {**values(workbook()), ("Risks", "R2", LOCA[2]): 3}
    assert [(row["here"], row["in_the_copy"]) for row in rows(after, "Proposals")] == [("", "2"), ("", "5")]
    assert joined(after, [one, other]).data == after
    counts = joined(workbook(), [one, other]).of_copies
    assert {of.disputed for of in counts.values()} == {1}


def answered(data: bytes, **by_value: str) -> bytes:
    """The workbook whose proposals are answered by what the copy says."""
    return with_answers(data, lambda row: by_value.get(f"of_{row['in_the_copy']}"))


def test_of_two_answers_the_one_with_a_yes_goes_in_and_the_other_never_again() -> None:
    one, other = filled({OWN: 2}), filled({OWN: 5})
    asked = of_two(workbook(), one, other)
    agreed = joined(answered(asked, of_2="No", of_5="Yes"), [one, other])
    assert values(agreed.data) == {**values(workbook()), LOCA: 5}
    assert agreed.open_ones == []
    declined = joined(answered(asked, of_2="No", of_5="No"), [one])
    assert values(declined.data) == values(workbook())
    assert declined.filled == []


@pytest.mark.parametrize("chosen", [2, 5])
def test_two_answers_of_a_party_come_to_the_same_whether_they_are_joined_at_once_or_one_after_the_other(
    chosen: int,
) -> None:
    """One after the other, the first stands in the cell: people choose between the same two answers all the same."""
    one, other = filled({OWN: 2}), filled({OWN: 5})
    at_once = of_two(workbook(), one, other)
    in_turn = joined(joined(workbook(), [one]).data, [other]).data
    assert [(row["here"], row["in_the_copy"]) for row in rows(in_turn, "Proposals")] == [("2", "5")]
    said = {f"of_{value}": "Yes" if value == chosen else "No" for value in (2, 5)}
    after = [joined(answered(data, **said), []) for data in (at_once, in_turn)]
    assert values(after[0].data) == values(after[1].data) == {**values(workbook()), LOCA: chosen}
    assert [end.open_ones for end in after] == [[], []]


def test_one_of_two_answers_joined_again_is_not_filled_in_while_people_are_asked() -> None:
    one, other = filled({OWN: 2}), filled({OWN: 5})
    asked = of_two(workbook(), one, other)
    for copy in (one, other):
        assert joined(asked, [copy]).data == asked


def test_an_older_copy_beside_a_newer_one_fills_what_the_newer_leaves_empty_and_never_counts_as_back() -> None:
    new_day = date(2027, 1, 10)
    sent = joined(workbook(), [filled({OWN: 2}, new_day)]).data
    old = filled({OWN: 5, ("Risks", "R2", OWN[2]): 3})
    after = joined(sent, [old])
    assert values(after.data) == {**values(workbook()), LOCA: 2, ("Risks", "R2", LOCA[2]): 3}
    assert [(row["here"], row["in_the_copy"]) for row in rows(after.data, "Proposals")] == [("2", "5")]
    assert [of.newer_on for of in after.of_copies.values()] == [new_day]
    assert values(of_two(workbook(), filled({OWN: 2}, new_day), old)) == values(after.data)


def test_what_is_said_of_each_copy_is_said_of_that_copy(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert code("split", file, *TODAY) == 0
    sent = file.with_name("valley-LOCA.xlsx").read_bytes()
    names = {"first.xlsx": {OWN: 4}, "corrected.xlsx": {OWN: 4, ("Risks", "R2", OWN[2]): 3}, "twice.xlsx": {OWN: 4}}
    copies = [file.with_name(name) for name in names]
    for copy, cells in zip(copies, names.values(), strict=True):
        copy.write_bytes(written(sent, cells))
    copies[2].write_bytes(copies[0].read_bytes())
    untouched = file.with_name("valley-TOWN.xlsx")
    capsys.readouterr()
    assert code("join", file, *copies, untouched, "--json", *TODAY) == 0
    said = json.loads(capsys.readouterr().out)
    assert [one["value"] for one in sorted(said["filled"], key=lambda one: one["row"])] == [4, 3]
    assert said["asked"] == []
    assert said["back"] == ["LOCA"]
    assert code("join", file, copies[0], copies[2], untouched, *TODAY) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "No empty cell of LOCA was filled" in lines[0]
    assert "byte for byte" in lines[1]
    assert "does not count as back. Has TOWN seen it" in lines[2]
    assert "write Yes behind Nothing to add, in the sheet Arrangement of the copy" in lines[2]
    told = {row["partner"]: row["back_on"] for row in rows(file.read_bytes(), "Copies")}
    assert told == {"INTL": None, "LOCA": DAY, "TOWN": None}


def test_what_was_declined_is_not_filled_in_once_the_cell_is_empty() -> None:
    here = written(workbook(), {OWN: 2})
    asked = joined(here, [filled({OWN: 4})]).data
    emptied = written(answer(asked, "R1", "No"), {OWN: None})
    after = joined(emptied, [filled({OWN: 4})])
    assert after.filled == []
    assert LOCA not in values(after.data)


def test_after_a_yes_to_the_second_answer_the_first_copy_is_asked_about_no_more() -> None:
    """The yes said which of the two holds, whether they came at once or one after the other."""
    one, other = filled({OWN: 2}), filled({OWN: 5})
    at_once = joined(answered(of_two(workbook(), one, other), of_5="Yes"), [])
    assert at_once.open_ones == []
    in_turn = joined(answered(joined(joined(workbook(), [one]).data, [other]).data, of_5="Yes"), [])
    for data in (at_once.data, in_turn.data):
        again = joined(data, [one])
        assert values(again.data)[LOCA] == 5
        assert (again.asked, again.open_ones) == ([], [])


def test_a_party_that_knew_what_was_agreed_and_says_otherwise_is_asked_about_all_the_same() -> None:
    one, other = filled({OWN: 2}), filled({OWN: 5})
    agreed = joined(answered(joined(joined(workbook(), [one]).data, [other]).data, of_5="Yes"), []).data
    newer = written(copy_of(agreed, "LOCA"), {OWN: 2})
    assert [(said.here, said.in_the_copy) for said in joined(agreed, [newer]).asked] == [("5", "2")]
