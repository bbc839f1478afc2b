"""Writes the reference in docs/ from the same data the product runs on: rules, columns, checks, and what is printed.

`python scripts/build_reference.py` writes them, `--check` says whether the committed ones are current.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

from reference_commands import commands_sections
from reference_json import json_sections
from reference_sources import sources_sections

from schemas import wording
from schemas.optional_sheets import with_name
from schemas.spec import Column, Table, optional_tables, tables
from schemas.thresholds import defaults
from schemas.wording.text import joined, text, texts

ROOT = Path(__file__).resolve().parent.parent


def _lines(says: str) -> str:
    return " ".join(says.split()).replace("|", "\\|")


def _examples(variants: dict[str, str]) -> str:
    return "<br>".join(_lines(says) for says in variants.values())


def rules_page() -> str:
    """The terms of the method; then every rule: what it finds, why, its source, what it says, an example each way."""
    parts = [_head("rules"), f"{text('reference.rules.reading')}\n"]
    parts += map(_section, texts("terms")["sections"])
    parts.append(f"\n# {text('reference.rules.each')}\n")
    parts += map(_rule, wording.rules().values())
    parts.append(f"\n## {text('reference.thresholds.title')}\n\n{text('reference.thresholds.about')}\n\n")
    parts.append(_header("name", "value"))
    parts += [f"| `{name}` | {value:g} |\n" for name, value in defaults().items()]
    return "".join(parts)


def _head(page: str) -> str:
    """How a page begins: what made it, its title, what it is."""
    made = f"<!-- {text('reference.made')} -->"
    return f"{made}\n\n# {text(f'reference.{page}.title')}\n\n{text(f'reference.{page}.about')}\n"


def _header(*columns: str) -> str:
    names = (text(f"reference.columns.{name}") for name in columns)
    return f"| {' | '.join(names)} |\n{'|---' * len(columns)}|\n"


def _section(section: dict[str, Any]) -> str:
    terms = "".join(f"| {name} | {_filled(means)} |\n" for name, means in section.get("terms", {}).items())
    body = f"{_header('term', 'means')}{terms}" if terms else f"{_filled(section['about'])}\n"
    return f"\n## {section['title']}\n\n{body}"


def _filled(says: str) -> str:
    """The text with the shipped thresholds that it names in braces."""
    return re.sub(r"\{([\w.]+)\}", lambda name: f"{defaults()[name[1]]:g}", _lines(says))


def _rule(words: wording.RuleWording) -> str:
    said = {
        "severity": _lines(words.severity), "source": _lines(words.source), "says": _examples(dict(words.says)),
        "each": _examples(dict(words.each)), "do": _examples(dict(words.do)), "bad": _lines(words.bad),
        "good": _lines(words.good),
    }  # fmt: skip
    rows = (f"| {text(f'reference.rule.{name}')} | {says} |\n" for name, says in said.items() if says or name != "each")
    return f"\n## {words.id} {words.title}\n\n{_lines(words.why)}\n\n| | |\n|---|---|\n{''.join(rows)}"


def _allowed(column: Column) -> str:
    if column.vocabulary:
        return joined(column.vocabulary.labels)
    allowed: str = texts("reference.allowed").get(column.kind, "")
    return allowed


def _table(table: Table) -> str:
    who = text("reference.table.people" if table.is_input else "reference.table.concord")
    title = text("reference.table.heading", sheet=table.sheet, table=table.name)
    rows = [_header("column", "allowed", "what")]
    for column in table.columns:
        header = column.header("CODE") if column.per_partner else column.header()
        said = [_lines(column.description)]
        if column.required and table.is_input:
            said.append(text("reference.table.must"))
        if column.owner == "people" and not table.is_input:
            said.append(text("reference.table.yours"))
        rows.append(f"| {header} | {_lines(_allowed(column))} | {' '.join(said)} |\n")
    asked_for = text("reference.table.asked_for", word=with_name(table)) if table.optional else ""
    about = " ".join(filter(None, (table.description, who, asked_for)))
    return f"\n## {title}\n\n{about}\n\n{''.join(rows)}"


def columns_page() -> str:
    """Every sheet and column: what is asked, what is allowed."""
    return _head("sheets") + "".join(map(_table, (*tables().values(), *optional_tables())))


def checks_page() -> str:
    """Every check of a cell: what is the matter, and what to do."""
    rows = [f"{_head('checks')}\n", _header("id", "severity", "problem", "do")]
    rows += [
        f"| {check.id} | {check.severity} | {_lines(check.problem)} | {_lines(check.do)} |\n"
        for check in wording.checks().values()
    ]
    return "".join(rows)


def json_page() -> str:
    """Every field of what commands print for machines."""
    return _head("json") + json_sections()


def commands_page() -> str:
    """Every command and option."""
    return _head("commands") + commands_sections()


def sources_page() -> str:
    """Every element of the sources, and what carries it."""
    return _head("sources") + sources_sections()


PAGES = {
    "rules.md": rules_page, "columns.md": columns_page, "checks.md": checks_page, "json.md": json_page,
    "commands.md": commands_page, "sources.md": sources_page,
}  # fmt: skip


def main(arguments: list[str]) -> int:
    """Write the pages, or with --check compare; 1 when one is not current."""
    stale = []
    for name, page in PAGES.items():
        path, content = ROOT / "docs" / name, page()
        if "--check" in arguments:
            if not path.exists() or path.read_text(encoding="utf-8") != content:
                stale.append(name)
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_text(content, encoding="utf-8")
    if stale:
        print(f"docs: {', '.join(stale)} not current; run python scripts/build_reference.py", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
