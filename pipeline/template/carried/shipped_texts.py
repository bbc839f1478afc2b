"""The texts that a workbook ships with: the indicators of catalogues, steps, what the fields of Arrangement ask.

They are ours until somebody changes them, and are said anew where a workbook is made in another language: what each of
them means is told here, in whatever language it is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from pipeline.reading.coerce.clean import free_text
from pipeline.template.catalogues import catalogue_names, shipped_catalogue
from schemas.arrangement_fields import arrangement_fields, asks
from schemas.scales import shipped_scales
from schemas.steps import shipped_steps
from schemas.wording.languages import DEFAULT, languages, speaking


def shipped_texts(name: str) -> Iterator[Mapping[str, Any]]:
    """The rows of texts of a table by column, in the language in force: in the same order in each.

    There are none for a table without such.
    """
    if name == "Arrangement":
        yield from ({"note": asks(field)} for field in arrangement_fields())
    elif name == "Scales":
        yield from (step._asdict() for steps in shipped_scales().values() for step in steps.values())
    elif name == "Steps":
        yield from ({key: row[key] for key in ("what", "note")} for row in shipped_steps())
    elif name == "Indicators":
        yield from (texts for catalogue in catalogue_names() for texts in _of_catalogue(catalogue))


def _of_catalogue(name: str) -> Iterator[Mapping[str, Any]]:
    said = shipped_catalogue(name)
    for entry in said["indicators"]:
        yield {
            "framework": said["title"], "element": entry["element"], "question": entry.get("question", ""),
            "text": entry["text"],
        }  # fmt: skip


@cache
def meanings(code: str, table: str) -> Mapping[str, Mapping[str, str]]:
    """By column, each text that a table ships with in any language, and the same in the default one.

    One word may be two steps of a scale in two languages: that of the workbook comes first.
    """
    found: dict[str, dict[str, str]] = {}
    with speaking(DEFAULT):
        plain = list(shipped_texts(table))
    for spoken in sorted(languages(), key=lambda other: other != code) if plain else ():
        with speaking(spoken):
            for row, means in zip(shipped_texts(table), plain, strict=True):
                for column, said in row.items():
                    found.setdefault(column, {}).setdefault(free_text(str(said)), free_text(str(means[column])))
    return found
