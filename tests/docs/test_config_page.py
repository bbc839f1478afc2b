"""The page on thresholds and indicators of one's own says what the program accepts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from pipeline.template.catalogues import catalogue_rows
from schemas.thresholds import configured, defaults, keep_days
from tests.docs.pages import CONFIG, blocks, section, text

THRESHOLDS, KEEPING, INDICATORS = blocks(CONFIG, "yaml")


def test_the_thresholds_of_the_example_are_in_force(tmp_path: Path) -> None:
    file = tmp_path / "our-limits.yaml"
    file.write_text(THRESHOLDS, encoding="utf-8")
    changed = {name: value for name, value in configured(file).items() if value != defaults()[name]}
    assert changed == {"level.high_from": 9, "plan.due_days.high": 21, "arrangement.expiry_days": 120}


def test_the_days_of_the_example_are_in_force_and_those_that_are_shipped_are_named(tmp_path: Path) -> None:
    file = tmp_path / "our-limits.yaml"
    file.write_text(KEEPING, encoding="utf-8")
    assert keep_days(file) == 365
    assert f"It is {keep_days()} days" in text(CONFIG)


def test_every_threshold_stands_in_the_table_with_the_number_that_is_shipped() -> None:
    listed: dict[str, Any] = {}
    for names, numbers in re.findall(r"^\| (`[^|]*`) \| ([\d., ]+) \|", text(CONFIG), re.MULTILINE):
        values = map(float, numbers.split(","))
        listed.update(zip(re.findall(r"`([^`]+)`", names), values, strict=True))
    assert listed == dict(defaults())


def test_the_indicators_of_the_example_load_with_what_is_left_out(tmp_path: Path) -> None:
    file = tmp_path / "our-indicators.yaml"
    file.write_text(INDICATORS, encoding="utf-8")
    first, second = catalogue_rows([file])
    assert (first["indicator"], first["framework"], first["key"]) == ("NW-1", "Our network", "yes")
    assert (second["question"], second["key"]) == ("", "no")
    assert second["evidence_needed"] == ("documented", "confirmed")


def test_every_key_of_a_catalogue_is_explained() -> None:
    from pipeline.template import catalogues

    explained = set(re.findall(r"`(\w+)`", section(CONFIG, "Your own indicators")))
    assert catalogues._FILE_KEYS - {"indicators"} | catalogues._ENTRY_KEYS <= explained
