"""No byte of a copy tells what is not for its reader: every table, every column, every place that can hold text."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from pipeline.copies.share_workbook import share
from pipeline.disclosure.columns import FIELDS
from pipeline.reading.workbook import read
from pipeline.run.batch.workers import Limits
from pipeline.template.build import NewWorkbook, build
from schemas.arrangement_fields import arrangement_fields, field_title
from schemas.fields import DAYS_AND_NUMBERS, NUMBERS, PARTNER_MARK, Column
from schemas.spec import Table, input_tables, optional_tables
from schemas.vocabulary import vocabulary
from tests.copies.planting import Words, planted_around, ways_of_writing
from tests.copies.world import DAY, NAMES, PARTIES, copy_of, members, saved
from tests.loading import loaded
from tests.run.made import run

# What is told to all of each partner, and to others of rows that are for all. All else that is ever added is not.
OF_PARTNERS = ("partner", "name", "sector", "level", "party")
OUTSIDE = {
    "Risks": ("risk", "description", "event", "status"),
    "Activities": ("activity", "phase", "event", "title", "role"),
    "Indicators": ("element",),
    "Incidents": ("incident", "event", "on", "kind", "harm", "lesson"),
    "Arrangement": tuple(f"value of {name}" for name in FIELDS),
}  # fmt: skip
# The parts that a copy is made of; there is no other that could hold something of somebody.
PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(app|core|custom)\.xml|xl/(workbook|styles|sharedStrings)\.xml"
    r"|xl/_rels/workbook\.xml\.rels|xl/theme/theme1\.xml|xl/worksheets/(_rels/)?sheet\d+\.xml(\.rels)?"
    r"|xl/tables/table\d+\.xml"
)
SHARING = ("all", "parties", "", "unreadable")
WORDS = Words()
EVENTS = {sharing: WORDS.plain("every table", "event", "", sharing) for sharing in SHARING}
# A row of these is one of known fields, words or partners.
NOT_FREE = ("Arrangement", "Partners", "Scales")


def _cell(of: Table, column: Column, partner: str, sharing: str, at: int, words: Words) -> object:
    """A value for a cell; a row for all has what makes it one that is used, the others have words alone."""
    if column.name == "sharing" and sharing != "unreadable":
        return vocabulary("sharing").label(sharing) if sharing else None
    if column.name == "event":  # the same in all tables: an activity is known to be kept back by it
        return EVENTS[sharing]
    if of.name == "Activities" and column.is_key:
        return str(at + 1)
    if column.kind in DAYS_AND_NUMBERS and sharing not in ("all", "unreadable"):
        return (words.day if column.kind == "date" else words.number)(of.name, column.name, partner, sharing)
    if column.kind in ("text", "id") and not column.refers:
        word = words.plain if column.is_key or column.name == "risk" else words.new
        return word(of.name, column.name, partner, sharing)
    if sharing != "all":
        return words.new(of.name, column.name, partner, sharing)
    if column.vocabulary:
        return column.vocabulary.labels[0]
    return {"date": DAY, "partner": "INTL", "partners": "INTL, LOCA"}.get(
        column.kind, 3 if column.kind in NUMBERS else None
    )


def _row(of: Table, sharing: str, at: int, words: Words) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for column in of.columns:
        for partner in PARTIES if column.per_partner else ("",):
            key = f"{column.name}{PARTNER_MARK}{partner}" if partner else column.name
            row[key] = _cell(of, column, partner, sharing, at, words)
    return row


@lru_cache
def world() -> tuple[Words, bytes]:
    """The words, and the workbook that they were planted in: after a run, then with all around its tables."""
    words = WORDS
    values: dict[str, Any] = {
        of.name: [_row(of, sharing, at, words) for at, sharing in enumerate(SHARING)]
        for of in (*input_tables(), *optional_tables())
        if of.name not in NOT_FREE
    }
    told = next(of for of in input_tables() if of.name == "Partners")
    values["Partners"] = [
        {
            column.name: words.new("Partners", column.name, code, "")
            for column in told.columns
            if column.name not in OF_PARTNERS
        }
        | {"partner": code, "name": name, "party": "Yes" if code in PARTIES else "No"}
        for code, name in NAMES.items()
    ]
    values["Arrangement"] = _answers(words)
    new = NewWorkbook(
        title="Valley", partners=tuple(NAMES.items()), arrangement_id="CA-BYTES", values=values,
        optional=[of.name for of in optional_tables()],
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "valley.xlsx")
        path.write_bytes(build(new))
        run(path)
        return words, planted_around(_with_own_scales(path.read_bytes(), words), words)


def _answers(words: Words) -> list[dict[str, Any]]:
    """Each field of Arrangement that takes words, with a note; `title` goes into the name of a copy."""
    fields = {name: field for name, field in arrangement_fields().items() if not field.fixed and name != "title"}
    return [
        {
            "field": field_title(name),
            "value": words.new("Arrangement", f"value of {name}", "", "all") if field.kind == "text" else None,
            "note": words.new("Arrangement", f"note of {name}", "", "all"),
        }
        for name, field in fields.items()
    ]


def _with_own_scales(data: bytes, words: Words) -> bytes:
    """The meaning of each step of a scale in the parties' own words."""
    book: Any = loaded(data)
    found = read(data).contents["Scales"]
    column = found.place.numbers["meaning"]
    for number in found.numbers:
        book[found.found.sheet].cell(number, column).value = words.new("Scales", f"meaning {number}", "", "all")
    return saved(book)


def _is_of_a_cell(place: tuple[str, ...]) -> bool:
    return len(place) == 4


def _is_for_a_copy(place: tuple[str, ...], partner: str) -> bool:
    """What a party fills in: the common columns and its own, and its own row of the partners."""
    table, column, of, _ = place
    return of in ("", partner) or (column in OF_PARTNERS and table == "Partners")


def _is_for_others(place: tuple[str, ...]) -> bool:
    table, column, _, sharing = place
    return sharing == "all" and (column in OUTSIDE.get(table, ()) or column == "event")


@pytest.mark.parametrize("way", ways_of_writing("Qzx0x"))
def test_a_word_is_found_in_whatever_way_it_is_written(way: str) -> None:
    words, out = Words(), io.BytesIO()
    word = words.plain("place")
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", b"<a>" + ways_of_writing(word)[way] + b"</a>")
    assert words.found(out.getvalue()) == {("place",)}


def test_every_word_that_was_planted_is_found_in_the_workbook_itself() -> None:
    words, data = world()
    assert set(words.places) - words.found(data) == set()


@pytest.mark.parametrize("partner", PARTIES)
def test_a_copy_tells_a_party_nothing_of_the_others(partner: str) -> None:
    words, data = world()
    found = words.found(copy_of(data, partner))
    assert {place for place in found if not (_is_of_a_cell(place) and _is_for_a_copy(place, partner))} == set()


@pytest.mark.parametrize("partner", PARTIES)
def test_a_copy_holds_every_word_that_is_for_its_party(partner: str) -> None:
    words, data = world()
    own = {place for place in words.places if _is_of_a_cell(place) and _is_for_a_copy(place, partner)}
    assert own - words.found(copy_of(data, partner)) == set()


@pytest.mark.parametrize("partner", PARTIES)
def test_a_copy_has_no_part_but_those_of_its_sheets(partner: str) -> None:
    assert [name for name in members(copy_of(world()[1], partner)) if not PARTS.fullmatch(name)] == []


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("shared")
    file = folder / "valley.xlsx"
    file.write_bytes(world()[1])
    made = {}
    for reader in (*PARTIES, "outside"):
        to = folder / f"{reader}.xlsx"
        share(file, reader, to, today=DAY, limits=Limits())
        made[reader] = to.read_bytes()
    return made


@pytest.mark.parametrize("reader", PARTIES)
def test_what_is_shared_with_a_party_tells_nothing_that_stands_beside_the_tables(
    reader: str, shared: dict[str, bytes]
) -> None:
    assert {place for place in world()[0].found(shared[reader]) if not _is_of_a_cell(place)} == set()


@pytest.mark.parametrize("reader", [*PARTIES, "outside"])
def test_what_is_shared_has_no_part_but_those_of_its_sheets(reader: str, shared: dict[str, bytes]) -> None:
    assert [name for name in members(shared[reader]) if not PARTS.fullmatch(name)] == []


def test_what_is_shared_with_others_tells_nothing_but_what_is_for_them(shared: dict[str, bytes]) -> None:
    found = world()[0].found(shared["outside"])
    assert found
    assert {place for place in found if not (_is_of_a_cell(place) and _is_for_others(place))} == set()


def test_the_workbook_is_read_with_every_table_in_it() -> None:
    there = read(world()[1]).contents
    assert {of.name for of in (*input_tables(), *optional_tables())} <= set(there)
