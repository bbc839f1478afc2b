"""A copy for one reader holds what that reader may see, and no byte of the rest."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from pipeline.copies.open_workbook import CopyError
from pipeline.copies.reader_copy import FOR_OTHERS
from pipeline.copies.share_workbook import share
from pipeline.disclosure.columns import FIELDS
from pipeline.reading.workbook import read
from pipeline.run.batch.workers import Limits
from pipeline.template.build import NewWorkbook
from pipeline.xlsx.lint.workbook_lint import lint
from schemas.fields import PARTNER_MARK
from schemas.spec import input_tables, optional_tables, table
from schemas.vocabulary import label_of
from schemas.yaml_file import package_data
from tests.copies.world import DAY, NAMES, members, saved, workbook
from tests.loading import loaded
from tests.run.made import built_once, run

TEXTS = ("text", "value")
# What a row may be known by everywhere, so that others can read what is shared with them.
ROWS: dict[str, dict[str, Any]] = {
    "Risks": {"risk": "R", "event": "Flood", "description": "A flood", "sharing": "All"},
    "Activities": {"activity": "1", "phase": "Response", "event": "Flood", "title": "Warn"},
    "Indicators": {"indicator": "I", "element": "Care", "applies_to": "Each partner", "sharing": "All"},
    "Budget": {"line": "B", "category": "Training", "description": "Course", "sharing": "All"},
    "Incidents": {"incident": "N", "event": "Flood", "sharing": "All", "on": date(2026, 3, 1)},
}


def planted(folder: Path) -> Path:
    """A workbook with a word in every text that others may not see: rows, columns, fields, results and around them."""
    path = folder / "valley.xlsx"
    path.write_bytes(_planted())
    return path


@cache
def _planted() -> bytes:
    values: dict[str, list[dict[str, Any]]] = {}
    for of in (*input_tables(), *optional_tables()):
        if of.name in ("Arrangement", "Partners", "Scales"):
            continue
        shown = FOR_OTHERS.get(of.name, ())
        row = {
            column.name: f"Secret{of.name}{column.name}"
            for column in of.columns
            if column.kind in TEXTS and column.name not in shown and not column.per_partner
        }
        known = ROWS.get(of.name, {})
        kept = {"sharing": "Parties", "event": "SecretEvent", "description": "SecretRow", "title": "SecretTitle"}
        whole = {column.name: column for column in of.columns}
        values[of.name] = [
            {**row, **known},
            {**row, **known, of.key: "9" if of.name == "Activities" else "SecretId9"}
            | {name: text for name, text in kept.items() if name in whole},
        ]
    for code in NAMES:
        values["Risks"][0] |= {f"likelihood{PARTNER_MARK}{code}": 3, f"impact{PARTNER_MARK}{code}": 4}
        values["Risks"][1][f"likelihood{PARTNER_MARK}{code}"] = "SecretScore"
    told = {"partner", "name", "sector", "level", "party"}
    partners = [
        {"partner": code, "name": name, "party": "Yes"}
        | {name: f"Secret{name}" for name in ("benefit", "focal_point", "email") if name not in told}
        for code, name in NAMES.items()
    ]
    fields = package_data("arrangement_fields.yaml")["fields"]
    answers = [
        {"field": label_of(name), "value": f"Secret{name}", "note": f"SecretNote{name}"}
        for name, entry in fields.items()
        if entry["kind"] == "text" and name not in FIELDS and not entry.get("fixed")
    ]
    answers.append({"field": "Purpose", "value": "To help", "note": "SecretNotePurpose"})
    new = NewWorkbook(
        title="Valley", partners=tuple(NAMES.items()), arrangement_id="CA-SECRET",
        values={**values, "Partners": partners, "Arrangement": answers},
    )  # fmt: skip
    with TemporaryDirectory() as folder:
        path = Path(folder, "valley.xlsx")
        path.write_bytes(built_once(new))
        run(path)
        book: Any = loaded(path.read_bytes())
    book["Risks"]["B2"].comment = Comment("SecretComment", "SecretAuthor")
    book.create_sheet("SecretSheet")["A1"] = "SecretOwn"
    book.defined_names["SecretName"] = DefinedName("SecretName", attr_text="Risks!$A$5")
    book["Action plan"]["F2"] = "SecretAgreement"
    book["Summary"]["J40"] = "SecretCell"
    return saved(book)


@cache
def made(reader: str) -> bytes:
    """The copy of it for a reader."""
    with TemporaryDirectory() as folder:
        file = planted(Path(folder))
        to = file.with_name("copy.xlsx")
        assert share(file, reader, to, today=DAY, limits=Limits()).reader == reader
        return to.read_bytes()


def test_others_find_no_byte_of_what_is_not_for_them() -> None:
    assert sum(part.count(b"Secret") for part in members(_planted()).values()) > 50
    for name, part in members(made("outside")).items():
        assert b"secret" not in part.lower(), name
        assert "secret".encode("utf-16-le") not in part.lower(), name


def test_a_copy_of_which_nothing_is_shared_says_so_and_which_word_would_share_a_row(tmp_path: Path) -> None:
    file, to = tmp_path / "valley.xlsx", tmp_path / "copy.xlsx"
    file.write_bytes(workbook())
    shared = share(file, "outside", to, today=DAY, limits=Limits())
    assert (shared.empty, shared.sharing, shared.all) == (
        ("Risks", "Activities", "Summary", "Risk profile"), "Sharing", "All",
    )  # fmt: skip
    front = openpyxl.load_workbook(to)["Start here"]
    said = " ".join(str(cell.value) for row in front.iter_rows() for cell in row if cell.value)
    assert "Few rows are no sign that all is well." in said
    assert "The open and accepted risks that the partners share with others." in said
    assert table("Risks").description not in said


def test_others_see_what_the_page_for_them_shows() -> None:
    sheets = loaded(made("outside"))
    shown = {sheet.title: [row for row in sheet.iter_rows(values_only=True) if any(row)] for sheet in sheets}
    assert shown["Risks"] == [("Risk", "Description", "Threat / event", "Status"), ("R", "A flood", "Flood", "Open")]
    assert shown["Risk profile"][1:] == [("R", "A flood", "High")]
    assert [row[0] for row in shown["Activities"][1:]] == ["1"]
    assert [row[0] for row in shown["Partners"][1:]] == list(NAMES)
    assert "Purpose" in {row[0] for row in shown["Arrangement"]}


def test_of_further_sheets_others_see_the_incidents_that_are_for_all_without_place_and_people() -> None:
    sheets = loaded(made("outside"))
    headers, *rows = ([cell.value for cell in row] for row in sheets["Incidents"].iter_rows())
    assert headers == ["Incident", "Event", "On", "Kind", "Harm", "Lesson"]
    assert [row[0] for row in rows if row[0]] == ["N"]
    assert not {of.sheet for of in optional_tables() if of.name != "Incidents"} & set(sheets.sheetnames)


def test_a_party_sees_all_that_the_parties_write_down_and_nothing_beside_it() -> None:
    copy = made("LOCA")
    here, there = read(_planted()).arrangement, read(copy).arrangement
    for one, other in zip(here.risks, there.risks, strict=True):
        assert one.description == other.description
        assert one.measures == other.measures
        assert one.likelihood == other.likelihood
    for word in (b"SecretComment", b"SecretOwn", b"SecretName", b"SecretCell", b"SecretAuthor"):
        assert not any(word in part for part in members(copy).values()), word


@pytest.mark.parametrize("reader", ["outside", "LOCA"])
def test_a_copy_for_a_reader_opens_without_repair(reader: str) -> None:
    assert lint(made(reader)) == []


@pytest.mark.parametrize(
    ("reader", "to", "says"),
    [
        ("NOBODY", "b.xlsx", "The parties are"),
        ("parties", "b.xlsx", "for one reader"),
        ("outside", "b.xls", "b.xlsx"),
        ("outside", "valley.xlsx", "not overwritten"),
    ],
)
def test_what_cannot_be_made_is_said_and_nothing_is_there(reader: str, to: str, says: str, tmp_path: Path) -> None:
    file = planted(tmp_path)
    before = file.read_bytes()
    with pytest.raises(CopyError, match=says):
        share(file, reader, tmp_path / to, today=DAY, limits=Limits())
    assert [path.name for path in tmp_path.iterdir()] == ["valley.xlsx"]
    assert file.read_bytes() == before


def test_who_asks_for_one_that_does_not_sign_is_told_the_word_that_this_command_takes(tmp_path: Path) -> None:
    file = tmp_path / "valley.xlsx"
    file.write_bytes(workbook())
    with pytest.raises(CopyError, match="For it, name outside in its place"):
        share(file, "POLI", tmp_path / "b.xlsx", today=DAY, limits=Limits())
