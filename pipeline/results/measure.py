"""One measure of the Summary; its words are in schemas/wording/en/summary.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from schemas.yaml_file import package_data


@dataclass(frozen=True, slots=True)
class Measure:
    """What is measured, its value (a number or a text), and how to read it."""

    name: str
    value: object
    note: str


@cache
def _words() -> dict[str, Any]:
    data: dict[str, Any] = package_data("wording/en/summary.yaml")
    return data


def measure(id: str, value: object, **filling: object) -> Measure:
    """A measure under the words of `id`, filled in. Raises KeyError for an unknown id or a missing value."""
    words = _words()[id]
    note = str(words["note"]).format_map(filling).strip()
    return Measure(str(words["measure"]).format_map(filling), value, note)


def sentence(id: str) -> str:
    """One of the sentences that notes are made of."""
    return str(_words()[id])
