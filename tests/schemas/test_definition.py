"""What a row of a table is stands once, in schemas/tables; a definition that contradicts itself is told at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.domain.arrangement import Activity, Arrangement, Partner, Risk, by_table, row_tables
from pipeline.template.catalogues import catalogue_names
from schemas.arrangement_fields import arrangement_fields
from schemas.fields import KINDS, column, columns_of, each_partner, empty
from schemas.row import Row
from schemas.spec import Table, all_tables, table_of, tables
from schemas.tables.proposals import IN_A_COPY
from schemas.vocabulary import Vocabulary, vocabularies
from schemas.wording.text import texts
from schemas.yaml_file import file_data

SCHEMAS = Path(__file__).parents[2] / "schemas"


@dataclass(frozen=True, kw_only=True, slots=True)
class Convoy(Row):
    """A row of a table that a test adds."""

    convoy: str = column("id", key=True, required=True)
    left_on: date | None = column("date")  # noqa: RUF009 (a field of a dataclass)
    riders: tuple[str, ...] = column("partners")
    vehicles: Mapping[str, float] = each_partner("number")


@pytest.mark.parametrize("of", all_tables().values(), ids=lambda of: of.name)
def test_the_fields_of_a_row_are_the_columns_of_its_table(of: Table) -> None:
    own = [field.name for field in fields(of.row)]
    assert own == ["row", "unknown", *of.by_name]


@pytest.mark.parametrize("of", all_tables().values(), ids=lambda of: of.name)
def test_a_row_takes_no_more_memory_than_its_fields(of: Table) -> None:
    row = of.row(row=5, **dict.fromkeys(of.keys, "x"))  # type: ignore[arg-type]
    assert not hasattr(row, "__dict__")


@pytest.mark.parametrize("of", all_tables().values(), ids=lambda of: of.name)
def test_a_row_without_a_cell_has_the_empty_value_of_its_kind(of: Table) -> None:
    keys: Any = dict.fromkeys(of.keys, "x")
    row = of.row(row=5, **keys)
    for item in of.columns:
        if not item.is_key:
            assert getattr(row, item.name) == ({} if item.per_partner else empty(item.kind))
            assert row.blank(item.name, "A" if item.per_partner else "")


def test_the_id_of_a_row_is_what_is_in_its_key_column() -> None:
    assert [Risk(row=5, risk="R1").id, Partner(row=5, partner="A").id, Activity(row=5, activity="1.2").id] == [
        "R1", "A", "1.2",
    ]  # fmt: skip
    assert Convoy(row=5, convoy="C1").id == "C1"


def test_rows_are_filled_column_by_column() -> None:
    columns = {
        "row": (5, 7), "unknown": (frozenset[str](), frozenset({"riders"})), "convoy": ("C1", "C2"),
        "left_on": (None, date(2026, 3, 1)), "riders": (("A",), ()), "vehicles": ({"A": 2.0}, {}),
    }  # fmt: skip
    assert Convoy.filled(2, columns) == (
        Convoy(row=5, convoy="C1", riders=("A",), vehicles={"A": 2.0}),
        Convoy(row=7, unknown=frozenset({"riders"}), convoy="C2", left_on=date(2026, 3, 1)),
    )


def test_a_row_cannot_be_made_without_its_key() -> None:
    made: Any = Convoy
    with pytest.raises(TypeError, match="convoy"):
        made(row=5)


def test_a_cell_that_could_not_be_understood_is_not_blank() -> None:
    row = Convoy(row=5, convoy="C1", unknown=frozenset({"left_on", "vehicles · A"}))
    assert [row.blank("left_on"), row.blank("riders"), row.blank("vehicles", "A"), row.blank("vehicles", "B")] == [
        False, True, False, True,
    ]  # fmt: skip


def test_every_kind_has_a_type_in_a_row() -> None:
    used = {item.kind for of in tables().values() for item in of.columns}
    assert used <= set(KINDS)


def made_with(annotation: str, field: Any) -> type[Row]:
    body = {"__annotations__": {"thing": annotation}, "thing": field, "__module__": __name__}
    return dataclass(frozen=True, kw_only=True)(type("Thing", (Row,), body))


@pytest.mark.parametrize(
    ("annotation", "field", "told"),
    [
        ("str", column("date"), "thing is of kind 'date'; write `thing: date | None`"),
        ("str", each_partner("scale"), r"write `thing: Mapping\[str, int\]`"),
        ("str", column("word"), "its vocabulary None"),
        ("str", column("word", vocabulary="no_such_list"), "its vocabulary 'no_such_list'"),
        ("str", column("text", pattern="^x$"), "only ids"),
    ],
)
def test_a_column_that_contradicts_itself_is_told_with_its_file_and_name(
    annotation: str, field: Any, told: str
) -> None:
    with pytest.raises(TypeError, match=told) as raised:
        columns_of(made_with(annotation, field), "Things")
    assert __name__ in str(raised.value)


def test_rows_of_a_table_that_the_method_does_not_name_are_asked_for_by_their_class() -> None:
    rows = (Convoy(row=5, convoy="C1"),)
    given = Arrangement(**by_table({"Convoys": rows, "Risks": (Risk(row=5, risk="R1"),)}))
    assert given.table_rows("Convoys") == rows
    assert [risk.id for risk in given.rows_of(Risk)] == ["R1"]
    assert table_of(Risk).name == "Risks"


@pytest.mark.parametrize("of", all_tables().values(), ids=lambda of: of.name)
def test_every_column_has_its_words_and_no_words_stand_without_a_column(of: Table) -> None:
    headers = texts(f"headers.{of.name}")
    assert of.sheet == headers["sheet"]
    assert set(headers.get("columns", {})) <= set(of.by_name)
    assert set(texts("tables")[of.name]) - {"fields"} == {"about", "columns"}
    in_copies = set(IN_A_COPY.by_name) if of.name == IN_A_COPY.name else set()
    assert set(texts(f"tables.{of.name}.columns")) == set(of.by_name) | in_copies
    assert all(0 < len(column.description) <= 255 for column in of.columns)


def test_every_field_of_arrangement_has_its_question() -> None:
    assert list(texts("tables.Arrangement.fields")) == list(arrangement_fields())


@pytest.mark.parametrize("words", vocabularies().values(), ids=vocabularies())
def test_every_word_about_a_list_is_about_one_of_its_codes(words: Vocabulary) -> None:
    assert set(texts(f"vocabularies.{words.name}")) <= set(words.codes)


def test_every_list_of_words_is_one_that_there_is() -> None:
    entries = file_data(SCHEMAS / "wording" / "en" / "vocabularies.yaml")
    assert entries.keys() - {"everywhere"} <= vocabularies().keys()


@pytest.mark.parametrize("name", catalogue_names())
def test_every_indicator_of_a_catalogue_has_its_words_and_no_words_stand_without_one(name: str) -> None:
    data, said = file_data(SCHEMAS / "catalogues" / f"{name}.yaml"), texts(f"catalogues/{name}")
    assert data["indicators"].keys() == said["indicators"].keys()
    assert {entry["element"] for entry in data["indicators"].values()} == said["elements"].keys()


def test_every_table_has_its_words() -> None:
    assert set(texts("tables")) == set(texts("headers")) == set(all_tables())


@pytest.mark.parametrize("file", sorted(SCHEMAS.rglob("*.yaml")), ids=lambda file: str(file.relative_to(SCHEMAS)))
def test_no_key_of_our_data_and_words_stands_twice(file: Path) -> None:
    assert file_data(file)


def test_every_input_table_is_among_those_whose_rows_are_read() -> None:
    wanted = {of.name for of in all_tables().values() if of.is_input and of.name != "Arrangement"}
    wanted |= {"ActionPlan", "Copies"}
    assert set(row_tables()) == wanted


def test_yes_and_no_are_spelled_alike_wherever_a_list_has_them() -> None:
    for words in vocabularies().values():
        for word, others in (("yes", ("y", "TRUE", "Y")), ("no", ("n", "false", "N"))):
            if words.code(word):
                assert {words.code(other) for other in others} == {words.code(word)}, words.name
