"""docs/json.md: the fields of what --json prints, from the shipped schema, and an example from a sample."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from pipeline.cli.main import concord
from schemas.json_shape import json_text, schema_text
from schemas.wording.text import text

SAMPLE = Path(__file__).resolve().parent.parent / "workbooks" / "samples" / "two-organisations.xlsx"
DAY = "2026-11-28"
Json = dict[str, Any]


def json_sections() -> str:
    """What stands below the head of the page."""
    schema: Json = json.loads(schema_text())
    defined: Json = schema["$defs"]
    documents = [each["$ref"].rpartition("/")[2] for each in schema["oneOf"]]
    parts = [f"\n## {text('reference.json.example')}\n\n{text('reference.json.example_about', day=DAY)}\n\n"]
    parts.append(f"```json\n{json_text(example())}\n```\n")
    # Told first what is printed, then what that is made of; enumerations stand with the fields that have them.
    for name in [*documents, *(name for name in defined if name not in documents)]:
        described = defined[name].get("oneOf", [defined[name]])
        if any("properties" in each for each in described):
            parts.append(f"\n## `{name}`\n")
            parts += (_table(each, defined) for each in described)
    return "".join(parts)


def example() -> Json:
    """What `check` prints of a sample, with one entry of each list."""
    result = CliRunner().invoke(concord, ["check", str(SAMPLE), "--json", "--today", DAY])
    said: Json = json.loads(result.stdout)
    (workbook,) = said["workbooks"]
    workbook["workbook"] = SAMPLE.name
    for name in ("findings", "actions", "topics", "checks"):
        workbook[name] = workbook[name][:1]
    for finding in workbook["findings"]:
        finding["parts"] = finding["parts"][:1]
    return said


def _table(described: Json, defined: Json) -> str:
    rows = "".join(f"| {name} | {kind} | {says} |\n" for name, kind, says in _fields(described, defined))
    header = " | ".join(text(f"reference.columns.{name}") for name in ("field", "kind", "what"))
    return f"\n{described['description']}\n\n| {header} |\n|---|---|---|\n{rows}"


def _fields(described: Json, defined: Json, before: str = "") -> Iterator[tuple[str, str, str]]:
    for name, field in described["properties"].items():
        whole = {**defined.get(field.get("$ref", "").rpartition("/")[2], {}), **field}
        optional = "" if name in described["required"] else f" ({text('reference.json.optional')})"
        yield f"`{before}{name}`", f"{_kind(field, defined)}{optional}", whole["description"].replace("|", "\\|")
        inner = next(
            (each for each in (field, field.get("items", {}), *field.get("anyOf", ())) if "properties" in each), None
        )
        if inner:
            yield from _fields(inner, defined, f"{before}{name}{'[]' if 'items' in field else ''}.")


def _kind(field: Json, defined: Json) -> str:
    """The kind of a field in words: what a list holds, the words that are allowed."""
    if "$ref" in field:
        name = field["$ref"].rpartition("/")[2]
        return (
            f"[{name}](#{name})"
            if "properties" in defined[name] or "oneOf" in defined[name]
            else _kind(defined[name], defined)
        )
    if "anyOf" in field:
        return " / ".join(_kind(each, defined) for each in field["anyOf"])
    if "enum" in field or "const" in field:
        return ", ".join(f"`{json.dumps(each)}`" for each in field.get("enum", [field.get("const")]))
    if field.get("type") == "array" and isinstance(field.get("items"), dict):
        return text("reference.json.list", of=_kind(field["items"], defined))
    kind = field.get("type", "")
    return " / ".join(kind) if isinstance(kind, list) else kind
