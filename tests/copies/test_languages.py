"""Proposals in a workbook of each language: known by its own words, and carried out once they are accepted."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from openpyxl.workbook.defined_name import DefinedName

from pipeline.copies.proposal import Said, table_meant
from pipeline.copies.row_names import row_meant, row_shown
from pipeline.domain.table_update import OutColumn, OutRow, TableUpdate
from pipeline.reading.workbook import read
from pipeline.template.build import NewWorkbook, build
from pipeline.xlsx.writer.rewrite import rewrite
from schemas.arrangement_fields import field_title
from schemas.spec import all_tables, table
from schemas.vocabulary import normal, vocabulary
from schemas.wording.languages import languages, speaking
from tests.cli.test_commands import TODAY, code
from tests.copies.world import NAMES, ROWS, copy_of, joined, rows, saved, values
from tests.loading import loaded


def header(name: str, column: str) -> str:
    return table(name).by_name[column].header()


@pytest.mark.parametrize("language", languages())
def test_a_yes_to_a_field_and_to_a_row_is_carried_out_in_each_language(language: str) -> None:
    with speaking(language):
        given: dict[str, Any] = {"Risks": ROWS["Risks"]}
        new = NewWorkbook(title="Valley", partners=tuple(NAMES.items()), arrangement_id="CA-TEST", values=given)
        data = build(new)
        book = loaded(copy_of(data, "LOCA"))
        fields, risks = book[table("Arrangement").sheet], book[table("Risks").sheet]
        at = next(row for row in fields.iter_rows() if row[0].value == field_title("purpose"))
        at[1].value = "To help"
        columns: dict[Any, Any] = {cell.value: cell.column for cell in risks[1]}
        risks.cell(2, columns[header("Risks", "description")]).value = "Told better"
        asked = joined(data, [saved(book)]).data
        told = [(row["table"], row["row_id"], row["column_name"]) for row in rows(asked, "Proposals")]
        assert told == [
            (table("Arrangement").sheet, field_title("purpose"), header("Arrangement", "value")),
            (table("Risks").sheet, "R1", header("Risks", "description")),
        ]
        accept, yes = header("Proposals", "accept"), vocabulary("yes_no").label("yes")
    answers = tuple(OutRow(number, (yes,)) for number in (2, 3))
    after = joined(rewrite(asked, [TableUpdate("Proposals", (OutColumn(accept),), answers)]), [])
    assert after.remarks == []
    assert [said.table for said in after.done] == ["Arrangement", "Risks"]
    assert values(after.data)["Risks", "R1", "description"] == "Told better"
    assert read(after.data).arrangement.text("purpose") == "To help"


def test_a_party_names_a_sheet_in_any_language_and_each_name_means_one_table() -> None:
    assert [table_meant(name) for name in ("Risques", "risks", "Riesgos", "Our list")] == [*["Risks"] * 3, "Our list"]
    names = Counter(said for of in all_tables().values() for said in {*map(normal, of.called_as_table)})
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("said", ["Vraisemblance 2", "likelihood 2", "likelihood 2.0", "الاحتمال 2", "LIKELIHOOD  2"])
def test_a_step_of_a_scale_is_meant_by_its_word_in_any_language(said: str) -> None:
    assert row_meant("Scales", said) == "likelihood 2"


@pytest.mark.parametrize("language", languages())
def test_a_step_of_a_scale_is_called_by_the_words_that_stand_in_the_sheet(language: str) -> None:
    with speaking(language):
        for code in vocabulary("scale").codes:
            shown = row_shown(table("Scales"), [code, 2.0])
            assert shown == f"{vocabulary('scale').label(code)} 2"
            assert row_meant("Scales", shown) == f"{code} 2"


def test_what_is_known_by_an_id_alone_is_meant_as_it_is_written() -> None:
    assert [row_meant("Risks", "likelihood 2"), row_meant("Our list", "R 2")] == ["likelihood 2", "R 2"]
    assert [row_meant("Arrangement", said) for said in ("Objet", "purpose", "Our own")] == [
        row_meant("Arrangement", "Purpose"), "purpose", "Our own",
    ]  # fmt: skip


def test_a_proposal_is_known_again_whatever_language_calls_its_row() -> None:
    def said(row: str) -> frozenset[tuple[str, ...]]:
        return Said("LOCA", "Scales", row, "Nom", "", "Autrement", "", None).identities

    assert said("Vraisemblance 2") == said("likelihood 2.0") != said("Vraisemblance 3")


def test_people_are_told_in_their_language_what_is_written_in_that_of_the_workbook() -> None:
    with speaking("fr"):
        given: dict[str, Any] = {"Risks": ROWS["Risks"]}
        data = build(NewWorkbook(title="Valley", partners=tuple(NAMES.items()), arrangement_id="CA-T", values=given))
        copy = copy_of(data, "LOCA")
    book = loaded(copy)
    sheet = book["Risques"]
    sheet.cell(3, 1).value = "R1"
    after = joined(data, [saved(book)])
    assert [str(remark) for _, remark in after.remarks] == [
        "The id R1 stands more than once in Risques (of the copy or of the workbook). "
        "Give each row an id of its own, then join again."
    ]
    assert [row["in_the_copy"] for row in rows(after.data, "Proposals")] == ["(la ligne a été retirée dans la copie)"]


def test_why_a_french_workbook_could_not_be_split_is_told_in_the_language_of_who_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with speaking("fr"):
        data = build(NewWorkbook(title="Valley", partners=tuple(NAMES.items()), arrangement_id="CA-T"))
    book = loaded(data)
    book.defined_names["Copies"] = DefinedName("Copies", attr_text="Risques!$A$5")
    file = tmp_path / "valley.xlsx"
    file.write_bytes(saved(book))
    assert code("split", file, *TODAY) == 1
    said = " ".join(capsys.readouterr().err.split())
    assert "A sheet with the table Copies is to be added, but the workbook has something called Copies already." in said
    assert [path.name for path in tmp_path.glob("*.xlsx")] == ["valley.xlsx"]
