"""Text files of values, in the letters and with the separators in which programs save them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.adopt.source.open_source import open_source
from pipeline.xlsx.ooxml.refs import LAST_COLUMN
from tests.adopt.registers import adopt, built, rows_of

ENGLISH = "ID,Risk description,Likelihood,Impact\nR1,Convoy attacked,4,5\n"
FRENCH = "N°;Risque;Probabilité;Impact\n1;Vol à la tire, près du marché;4;5\n2;Enlèvement;2;3\n"
ARABIC = "الرقم;وصف الخطر;الاحتمالية;الأثر\n1;هجوم على القافلة;4;5\n2;سرقة المكتب;2;3\n"
MIXED = "ID;Risk description;Likelihood;Impact\n1;Convoy attacked on the road from عدن to تعز;4;5\n"


@pytest.mark.parametrize(("written", "encoding"), [
    (ENGLISH, "utf-8"), (ENGLISH, "utf-16"), (ENGLISH, "utf-16-le"), (ENGLISH, "utf-16-be"),
    (FRENCH, "utf-8-sig"), (FRENCH, "cp1252"), (FRENCH, "utf-16-le"),
    (ARABIC, "utf-8"), (ARABIC, "cp1256"), (ARABIC, "utf-16"), (ARABIC, "utf-16-le"), (ARABIC, "utf-16-be"),
    (MIXED, "cp1256"), (MIXED, "utf-16-be"),
])  # fmt: skip
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_letters_and_separators_are_told_by_the_text(
    tmp_path: Path, written: str, encoding: str, separator: str
) -> None:
    usual = "," if written is ENGLISH else ";"
    lines = [line.replace(",", " ") if usual == ";" else line for line in written.splitlines()]
    path = tmp_path / "list.csv"
    path.write_bytes("".join(f"{line.replace(usual, separator)}\r\n" for line in lines).encode(encoding))
    rows = open_source(path).sheets[0].rows
    assert [[str(cell).removesuffix(".0") for cell in row] for row in rows] == [line.split(usual) for line in lines]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_line_break_within_quotes_ends_no_row(tmp_path: Path, end: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(ENGLISH.replace("Convoy attacked", '"Convoy; ""A""\nattacked"').replace("\n", end).encode())
    assert len(open_source(path).sheets[0].rows) == 2


def test_more_columns_than_a_sheet_has_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_text(",".join(["Risk"] * (LAST_COLUMN + 1)), encoding="utf-8")
    result = adopt(path)
    assert (result.exit_code, "16,384 columns" in result.output) == (1, True)


def test_a_text_longer_than_a_cell_is_left_by_name(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    more = f"R2,{'y' * 32_767},1,2\nR3,{'x' * 32_768},1,2\nR4,Office burgled,1,2\n"
    path.write_text(ENGLISH + more, encoding="utf-8")
    new = built(path)
    texts = {row["Risk"]: row["Description"] for row in rows_of(new, "Risks")}
    assert (len(texts["R2"]), texts["R3"], texts["R4"]) == (32_767, None, "Office burgled")
    assert [(row["cell"], row["reason"]) for row in rows_of(new, "Left")] == [
        ("B4", "a text of 32,768 characters; a cell of Excel holds 32,767")
    ]
