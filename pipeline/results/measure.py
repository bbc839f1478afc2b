"""One measure of the Summary; its words are in schemas/wording/en/summary.yaml."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.wording.text import text


@dataclass(frozen=True, slots=True)
class Measure:
    """What is measured, its value (a number or a text), and how to read it."""

    name: str
    value: object
    note: str


def measure(id: str, value: object, **filling: object) -> Measure:
    """A measure under the words of `id`, filled in. Raises KeyError for an unknown id or a missing value."""
    name = text(f"summary.{id}.measure", **filling)
    return Measure(name, value, text(f"summary.{id}.note", **filling).strip())
