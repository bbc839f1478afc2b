"""The example of a mapping in docs/adopt.md is one, names every key that is read, and answers what a register asks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.adopt.mapping.mapping_rows import HEADERS
from pipeline.adopt.mapping.mapping_workbook import read_mapping
from schemas.yaml_file import parse
from tests.adopt.mapping.test_answers import LINES
from tests.adopt.registers import VIEW, adopt, rows_of, saved

PAGE = Path(__file__).parents[3] / "docs" / "adopt.md"
SECTION = PAGE.read_text(encoding="utf-8").partition("## A mapping in YAML")[2].partition("\n## ")[0]
(EXAMPLE,) = re.findall(r"```yaml\n(.*?)```", SECTION, re.DOTALL)
RISK = "risk_register"


@pytest.fixture
def mapping(tmp_path: Path) -> Path:
    path = tmp_path / "example.yaml"
    path.write_text(EXAMPLE, encoding="utf-8")
    return path


def test_each_list_of_the_example_is_understood(mapping: Path) -> None:
    answers, _ = read_mapping(mapping)
    assert answers.tables == {("Risks", RISK): "yes"}
    assert answers.becomes[RISK, "impact", "", 1] == "Risks: Impact"
    assert answers.columns[RISK, "review date", "", 1] == "no"
    assert answers.whose == {(RISK, "likelihood", "", 1): "--AS", (RISK, "impact", "", 1): "LOCA"}
    assert answers.fills == {("Risks.event", ""): "yes", ("Risks.category", ""): "Security"}
    assert answers.words == {
        ("Risks.likelihood", "low"): "2", ("Risks.likelihood", "high"): "4", ("Risks.status", "tbd"): "accepted",
    }  # fmt: skip
    assert answers.partners == {"logistics": "LOCA", "guards": "-"}
    assert answers.rows == {("Risks", "the river floods the road in spring"): "no"}
    assert answers.pairs == {("Risks", "the office is burgled", "R2"): "yes"}


def test_the_example_answers_all_that_such_a_register_asks(mapping: Path, tmp_path: Path) -> None:
    old, new = saved(tmp_path / "register.xlsx", LINES), tmp_path / "new.xlsx"
    result = adopt(old, "--to", new, "--as", VIEW, "--partner", "LOCA=Green Valley", "--mapping", mapping)
    assert result.exit_code == 0, result.output
    rows = [(row["Likelihood · REDC"], row["Impact · LOCA"], row["Owner"]) for row in rows_of(new, "Risks")]
    assert rows == [(2, 5, "LOCA"), (4, 3, None)]


def test_every_list_and_key_of_a_mapping_is_explained() -> None:
    lists = {name.removeprefix("Map").lower() for name in HEADERS}
    assert set(parse(EXAMPLE, "example")) == lists
    keys = {key for headers in HEADERS.values() for key in headers}
    assert {key for key in keys | lists if f"`{key}`" not in SECTION and f"`{key}:" not in SECTION} == set()


@pytest.mark.parametrize("word", ["Yes", "NO", "off", "007", "1.0", "2026-04-03"])
def test_a_word_that_yaml_would_take_for_a_truth_a_number_or_a_day_is_that_word(tmp_path: Path, word: str) -> None:
    path = tmp_path / "m.yaml"
    path.write_text(
        f"words:\n- {{column: Risks.status, word: {word}, answer: Open}}\n"
        f"partners:\n- {{found: {word}, answer: NOR, partner: }}\n", encoding="utf-8",
    )  # fmt: skip
    quoted = tmp_path / "q.yaml"
    quoted.write_text(path.read_text(encoding="utf-8").replace(f": {word},", f': "{word}",'), encoding="utf-8")
    assert read_mapping(path) == read_mapping(quoted)
