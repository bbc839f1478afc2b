"""docs/sources.md: every element of the sources of the method, and what carries it, from `schemas/sources.yaml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.cli.main import COMMANDS
from pipeline.template.catalogues import catalogue_names
from schemas import wording
from schemas.spec import all_tables
from schemas.vocabulary import label_of
from schemas.wording.text import joined, text
from schemas.yaml_file import package_data

Entry = Mapping[str, Any]


def sources() -> list[Entry]:
    """The sources, each with its parts and their elements."""
    found: list[Entry] = package_data("sources.yaml")["sources"]
    return found


def elements() -> Iterator[Entry]:
    """All elements of all sources."""
    for source in sources():
        for part in source["parts"]:
            yield from part["elements"]


def sources_sections() -> str:
    """What stands below the head of the page: a heading a source, a table a part."""
    parts = []
    for source in sources():
        parts.append(f"\n## {source['title']}\n\n{source['about']}\n")
        for part in source["parts"]:
            about = f"{part['about']}\n\n" if "about" in part else ""
            parts.append(f"\n### {part['title']}\n\n{about}{_head()}")
            parts += map(_row, part["elements"])
    return "".join(parts)


def carrier(name: str) -> str:
    """A carrier as people read it. Raises KeyError for one that there is not."""
    if name in wording.rules():
        return f"[{name}](rules.md)"
    if name.startswith("concord ") and name.removeprefix("concord ") in COMMANDS:
        return f"`{name}`"
    if name in catalogue_names():
        return text("reference.sources.catalogue", name=f"`{name}`")
    of, _, column = name.partition(".")
    table = all_tables()[of]
    if not column:
        return table.sheet
    if of == "Arrangement":
        package_data("arrangement_fields.yaml")["fields"][column]  # a KeyError for a field that there is not
    label = label_of(column) if of == "Arrangement" else table.by_name[column].title
    return text("reference.sources.column", sheet=table.sheet, column=label)


def _head() -> str:
    names = (text(f"reference.sources.columns.{name}") for name in ("at", "element", "carried"))
    return f"| {' | '.join(names)} |\n|---|---|---|\n"


def _row(element: Entry) -> str:
    said = [joined([carrier(name) for name in element.get("carried", ())], "apart")] if "carried" in element else []
    if "not_ours" in element:
        said.append(text("reference.sources.not_ours", why=element["not_ours"]))
    return f"| {element['at']} | {element['element']} | {'. '.join(said)} |\n"
