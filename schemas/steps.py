"""The steps of a partnership as they ship, and to which part of its life each gate belongs (ISO 22397, 4 to 7)."""

from __future__ import annotations

from collections.abc import Mapping

from schemas.wording.text import text, texts
from schemas.yaml_file import package_data

# The process of ISO 22397, clauses 4 to 7, by the gates of the chapter summary; the end is the guide's.
STAGES: Mapping[str, str] = {
    "plan": "before", "develop": "start", "implement": "during", "review": "review", "end": "end",
}  # fmt: skip


def shipped_steps() -> list[dict[str, str]]:
    """The rows that the sheet Steps begins with, in the language in force."""
    gates: Mapping[str, list[str]] = package_data("steps.yaml")["gates"]
    what, source = texts("steps.what"), texts("steps.source")
    return [
        {"step": step, "gate": gate, "what": what[step], "note": text("steps.note", source=source[step])}
        for gate, steps in gates.items()
        for step in steps
    ]
