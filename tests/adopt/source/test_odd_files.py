"""Files of every kind are read, or refused in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.adopt.registers import VIEW, adopt, built, recognised, rows_of, saved

CSV = "ID,Risk description,Likelihood,Impact,Status\nR1,Convoys are attacked,4,5,Open\n7,Office burgled,2,3,Closed\n"


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    path = tmp_path / "plain.csv"
    path.write_text(CSV, encoding="utf-8")
    return path


@pytest.mark.parametrize(("name", "data"), [
    ("empty.csv", b""), ("empty.xlsx", b""), ("bytes.csv", bytes(range(256))), ("cut.xlsx", b"PK\x03\x04cut"),
    ("text.xlsx", b"no workbook"), ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
    ("other.csv", b"Name,Phone\nOne,1\nTwo,2\n"),
])  # fmt: skip
def test_a_file_without_a_register_is_refused_in_a_sentence(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    result = adopt(path, "--to", tmp_path / "new.xlsx", "--as", VIEW)
    assert result.exit_code == 1
    assert f"{name} was not adopted." in result.output
    assert not (tmp_path / "new.xlsx").exists()


def test_a_form_without_rows_is_not_adopted(tmp_path: Path) -> None:
    path = saved(tmp_path / "form.xlsx", [("ID", "Risk description", "Likelihood", "Impact", "Status")])
    result = adopt(path, "--to", tmp_path / "new.xlsx", "--as", VIEW, "--accept")
    assert (result.exit_code, (tmp_path / "new.xlsx").exists()) == (1, False)


def test_a_csv_becomes_a_workbook(csv: Path) -> None:
    rows = rows_of(built(csv), "Risks")
    assert [(row["Risk"], row["Likelihood · REDC"], row["Source"]) for row in rows] == [
        ("R1", 4, "plain.csv · plain · row 2"), ("R7", 2, "plain.csv · plain · row 3")
    ]  # fmt: skip


def test_a_csv_with_semicolons_and_western_letters_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("N°;Risque;Probabilité;Impact\n1;Vol à la tire;4;5\n".encode("cp1252"))
    assert recognised(path)["columns"][2]["header"] == "Probabilité"


@pytest.mark.parametrize(("only", "said"), [
    ("Elsewhere", "It has: plain."), ("plain!A", "no area of cells"), ("Place=North", "has a column place"),
    ("Status=New", "No row of plain.csv"),
])  # fmt: skip
def test_what_only_asks_for_and_is_not_there_is_said(csv: Path, only: str, said: str) -> None:
    result = adopt(csv, "--only", only)
    assert (result.exit_code, said in result.output) == (1, True)


def test_only_the_rows_asked_for_are_carried(csv: Path) -> None:
    assert [row["Risk"] for row in rows_of(built(csv, "--only", "Status=Closed"), "Risks")] == ["R7"]


def test_a_code_given_twice_is_refused(csv: Path) -> None:
    result = adopt(csv, "--to", csv.with_name("new.xlsx"), "--as", VIEW, "--partner", "REDC=Other")
    assert (result.exit_code, "REDC was given twice" in result.output) == (1, True)


def test_the_same_file_gives_the_same_json(csv: Path) -> None:
    assert adopt(csv, "--json").output == adopt(csv, "--json").output


def test_errors_and_formulas_without_a_result_are_left_by_name(tmp_path: Path) -> None:
    lines = [
        ("ID", "Risk description", "Cause", "Likelihood", "Impact"),
        ("R1", "Convoys are attacked", "#REF!", "#N/A", 5),
        ("R2", "The office is burgled", "=A1&A2", 2, 3),
        ("R3", "=A1&A2", "Visas", 1, 1),
    ]
    new = built(saved(tmp_path / "register.xlsx", lines))
    assert [row["Risk"] for row in rows_of(new, "Risks")] == ["R1", "R2"]
    assert {"C2", "D2", "C3", "B4", "C4"} <= {row["cell"] for row in rows_of(new, "Left")}
