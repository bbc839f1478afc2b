"""What stands in a copy, and what has no way into it."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook.defined_name import DefinedName

from pipeline.reading.workbook import read
from pipeline.xlsx.lint.workbook_lint import lint
from schemas.tables.advocacy import Cause
from schemas.tables.agreements import Agreement
from tests.copies.world import (
    NAMES,
    PARTIES,
    copy_made,
    copy_of,
    joined,
    members,
    put,
    reading_of,
    rows,
    saved,
    values,
    workbook,
    written,
)
from tests.loading import loaded
from tests.run.made import run

OUTPUT = ("Summary", "Gaps", "ActionPlan", "RiskProfile", "Checks", "Agenda")


def planted(tmp_path: Any) -> bytes:
    """The workbook after a run, with a word of each kind in every place where LOCA may not look."""
    path = tmp_path / "valley.xlsx"
    book: Any = loaded(workbook())
    put(book, {
        ("Partners", "INTL", title): f"Secret{title.replace(' ', '')}"
        for title in ("Sector", "Benefit", "Focal point", "Email", "Risk attitude", "Acceptable level", "Reason")
        if title not in ("Sector",)
    })  # fmt: skip
    put(book, {("Risks", "R2", f"{title} · INTL"): f"Secret{title}" for title in ("Impact", "Exposure", "Accepted")})
    put(
        book,
        {("Activities", "1.1", "Role · TOWN"): "SecretRole", ("Indicators", "I1", "Rating · TOWN"): "SecretRating"},
    )
    path.write_bytes(saved(book))
    run(path)
    book = openpyxl.load_workbook(path)
    book["Risks"]["A2"].comment = Comment("SecretComment", "SecretAuthor")
    book["Risks"]["ZZ9"] = "SecretCell"
    book["Summary"]["C40"] = "SecretResult"
    book.create_sheet("SecretSheet")["A1"] = "SecretOwnSheet"
    book.defined_names["SecretName"] = DefinedName("SecretName", attr_text="Risks!$A$5")
    book.custom_doc_props.append(StringProperty(name="SecretProperty", value="SecretValue"))
    book.properties.creator = "SecretCreator"
    book["Action plan"]["F2"] = "SecretAgreement"
    return saved(book)


def test_no_byte_of_a_copy_shows_what_the_others_think(tmp_path: Any) -> None:
    data = planted(tmp_path)
    assert any(b"Secret" in part for part in members(data).values())
    copy = copy_of(data, "LOCA")
    for name, part in members(copy).items():
        assert b"Secret" not in part, name
        assert "Secret".encode("utf-16-le") not in part, name
        assert not re.search(rb"[A-Za-z] \xc2\xb7 (?:INTL|TOWN|POLI)", part), name


def test_a_copy_holds_the_common_columns_and_the_partys_own() -> None:
    data = workbook()
    held = values(copy_of(data, "INTL"))
    ours = {cell for cell in held if " · " in cell[2]}
    assert ours == {cell for cell in values(data) if cell[2].endswith("INTL")}
    common = {cell: value for cell, value in values(data).items() if " · " not in cell[2]}
    known = ("copy_for", "copy_sent_on")
    assert {cell: value for cell, value in held.items() if " · " not in cell[2] and cell[0] != "Arrangement"} == {
        cell: value for cell, value in common.items() if cell[0] != "Arrangement"
    }
    assert {name: reading_of(copy_of(data, "INTL")).arrangement.text(name) for name in known} == {
        "copy_for": "INTL", "copy_sent_on": "2026-11-22",
    }  # fmt: skip


@pytest.mark.parametrize("partner", PARTIES)
def test_of_the_other_partners_only_who_they_are_is_told(partner: str) -> None:
    rows = reading_of(copy_of(workbook(), partner)).arrangement.partners
    assert {row.partner: row.name for row in rows} == NAMES
    assert [row.partner for row in rows if row.benefit] == (["INTL"] if partner == "INTL" else [])


def test_a_copy_has_no_results_and_a_sheet_for_proposals() -> None:
    sheets = loaded(copy_of(workbook(), "LOCA"))
    tables = {name: sheet for sheet in sheets for name in sheet.tables}
    assert not set(OUTPUT) & set(tables)
    assert [cell.value for cell in tables["Proposals"][1]] == ["Table", "Row", "What", "Why"]
    assert [sheet.title for sheet in sheets if sheet.sheet_state != "visible"] == ["Lists", "Sent"]


def test_a_copy_opens_without_repair_and_is_understood_without_a_word() -> None:
    copy = copy_of(workbook(), "LOCA")
    assert lint(copy) == []
    assert reading_of(copy).problems == ()


def test_the_same_workbook_gives_the_same_copy() -> None:
    first, second = (copy_made(read(workbook()), workbook(), "LOCA") for _ in range(2))
    assert first == second


def test_formulas_come_as_the_values_they_had(tmp_path: Any) -> None:
    book = loaded(workbook())
    put(book, {("Budget", "B1", "Funded amount"): "=1+1"})
    copy = copy_of(saved(book), "LOCA")
    assert all(b"<f>" not in part for name, part in members(copy).items() if "Budget" in name or "worksheets" in name)


def test_a_sheet_that_was_asked_for_goes_out_with_the_copies_and_what_a_party_adds_there_is_asked_about() -> None:
    data = workbook({"Incidents": [{"incident": "N1", "event": "Flood", "touched": "LOCA"}]})
    copy = copy_of(data, "LOCA")
    assert [row.id for row in reading_of(copy).arrangement.table_rows("Incidents")] == ["N1"]
    back = written(copy, {("Incidents", "N2", "Event"): "Fire", ("Incidents", "N1", "Harm"): "Slight"})
    asked = joined(data, [back]).data
    assert values(asked) == values(data)
    assert {(row["table"], row["row_id"]) for row in rows(asked, "Proposals")} == {
        ("Incidents", "N1"), ("Incidents", "N2"),
    }  # fmt: skip


def test_what_each_party_enters_itself_in_further_sheets_goes_out_to_it_alone_and_comes_back() -> None:
    day = date(2026, 3, 1)
    agreement = {"agreement": "G1", "between": "INTL, LOCA", "signed_on · INTL": day}
    cause = {"advocacy": "V1", "change": "Safe hours", "may_be_named · TOWN": "Yes"}
    data = workbook({"Agreements": [agreement], "Advocacy": [cause]})
    copy = copy_of(data, "LOCA")
    columns = [
        key for name in ("Agreements", "Advocacy") for key in reading_of(copy).contents[name].raw if " · " in key
    ]
    assert columns == ["signed_on · LOCA", "may_be_named · LOCA"]
    own = {("Agreements", "G1", "Signed on · LOCA"): day, ("Advocacy", "V1", "May be named · LOCA"): "No"}
    there = reading_of(joined(data, [written(copy, own)]).data).arrangement
    (signed,), (asked,) = there.rows_of(Agreement), there.rows_of(Cause)
    assert signed.signed_on == {"INTL": day, "LOCA": day}
    assert asked.may_be_named == {"TOWN": "yes", "LOCA": "no"}
