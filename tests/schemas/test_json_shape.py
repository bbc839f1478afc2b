"""The JSON Schema that is shipped says what the vocabularies say, and refuses what is wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any, get_args

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from pipeline.cli.main import concord
from pipeline.domain.finding import ACTION_STATES, SEVERITIES
from pipeline.run.workbook.outcome import Status
from schemas.json_shape import VERSION, document, json_text, schema_text
from tests.cli.json_said import VALIDATOR, said
from tests.docs.pages import ROOT, blocks

SCHEMA: dict[str, Any] = json.loads(schema_text())
SHARED: dict[str, Any] = document(
    "share", workbook="Clinic access.xlsx", copy="For others.xlsx", left_empty=["Risks!D5"], made=[]
) | {"for": "outside"}  # fmt: skip


def objects(node: Any, way: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every description of an object, with the way to it."""
    if isinstance(node, dict):
        if "properties" in node and node.get("type") == "object":
            yield way, node
        for name, below in node.items():
            yield from objects(below, f"{way}/{name}")
    elif isinstance(node, list):
        for at, below in enumerate(node):
            yield from objects(below, f"{way}/{at}")


def test_it_is_a_schema_of_its_draft() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_the_command_prints_it_as_it_is_shipped() -> None:
    assert CliRunner().invoke(concord, ["schema"]).output == schema_text()


def test_no_object_takes_a_field_that_is_not_described() -> None:
    assert [way for way, each in objects(SCHEMA) if each["additionalProperties"] is not False] == []


def test_every_field_says_what_it_is() -> None:
    silent = [
        f"{way}/{name}"
        for way, each in objects(SCHEMA)
        for name, field in each["properties"].items()
        if not (field.get("description") or SCHEMA["$defs"].get(field.get("$ref", "").rpartition("/")[2]))
    ]
    assert silent == []


def test_its_codes_are_those_of_the_program() -> None:
    defined = SCHEMA["$defs"]
    assert tuple(defined["severity"]["enum"]) == SEVERITIES
    counts = defined["workbook"]["properties"]["counts"]["properties"]
    assert tuple(counts["actions_by_state"]["propertyNames"]["enum"]) == ACTION_STATES
    assert set(defined["results"]["properties"]["counts"]["propertyNames"]["enum"]) == set(get_args(Status))
    assert defined["version"]["const"] == VERSION


def test_what_is_right_is_valid() -> None:
    VALIDATOR.validate(SHARED)


@pytest.mark.parametrize(
    "wrong",
    [
        {"version": 2}, {"version": "1"}, {"command": "send"}, {"extra": 1}, {"for": ""}, {"workbook": None},
        {"files": "For others.xlsx"}, {"exit_code": 7},
    ],
    ids=str,
)  # fmt: skip
def test_what_is_wrong_is_refused(wrong: dict[str, Any]) -> None:
    assert not VALIDATOR.is_valid(SHARED | wrong)


@pytest.mark.parametrize("name", SHARED)
def test_what_is_incomplete_is_refused(name: str) -> None:
    less = deepcopy(SHARED)
    del less[name]
    assert not VALIDATOR.is_valid(less)


def test_the_example_in_the_docs_is_valid() -> None:
    said(blocks(ROOT / "docs" / "json.md", "json")[0])


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"a": [], "b": {}, "c": (), "d": None, "e": True, "f": 1.5, "g": -3, "h": float("inf")},
        {"list": [1, [2, [3, {}]], {"x": {"y": ["z"]}}], '\u00e9 " \\ \n': "\u0645 \t \u2028 </script> \x07"},
    ],
)
def test_the_text_is_that_of_the_standard_library_with_an_indent_of_two(content: dict[str, Any]) -> None:
    assert json_text(content) == json.dumps(content, ensure_ascii=False, indent=2)
