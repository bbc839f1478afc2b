"""Writes the reference in docs/ from the same data the product runs on: the rules, and every column.

`python scripts/build_reference.py` writes them, `--check` says whether the committed ones are current.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

from schemas import wording
from schemas.spec import Column, Table, tables
from schemas.thresholds import defaults
from schemas.yaml_file import package_data

ROOT = Path(__file__).resolve().parent.parent
MADE = "<!-- Made by scripts/build_reference.py; please change the data it is made from. -->\n\n"


def _lines(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _examples(texts: dict[str, str]) -> str:
    return "<br>".join(_lines(text) for text in texts.values())


def rules_page() -> str:
    """The terms of the method; then every rule: what it finds, why, its source, what it says, an example each way."""
    parts = [
        MADE,
        "# The rules\n\nWhat Concord looks for, in the order of the method.\n",
        "`concord rules ID` shows one on a terminal. Words in braces are filled in from the workbook.\n",
    ]
    parts += map(_section, package_data("wording/en/terms.yaml")["sections"])
    parts.append("\n# The rules, one by one\n")
    parts += map(_rule, wording.rules().values())
    parts.append("\n## Thresholds\n\nA file given with `--config` may set any of these.\n\n")
    parts.append("| name | value |\n|---|---|\n")
    parts += [f"| `{name}` | {value:g} |\n" for name, value in defaults().items()]
    return "".join(parts)


def _section(section: dict[str, Any]) -> str:
    terms = "".join(f"| {name} | {_filled(means)} |\n" for name, means in section.get("terms", {}).items())
    body = f"| term | means |\n|---|---|\n{terms}" if terms else f"{_filled(section['about'])}\n"
    return f"\n## {section['title']}\n\n{body}"


def _filled(text: str) -> str:
    """The text with the shipped thresholds that it names in braces."""
    return re.sub(r"\{([\w.]+)\}", lambda name: f"{defaults()[name[1]]:g}", _lines(text))


def _rule(words: wording.RuleWording) -> str:
    each = f"| For each | {_examples(dict(words.each))} |\n" if words.each else ""
    return (
        f"\n## {words.id} {words.title}\n\n{_lines(words.why)}\n\n"
        f"| | |\n|---|---|\n| Severity | {_lines(words.severity)} |\n| Source | {_lines(words.source)} |\n"
        f"| It says | {_examples(dict(words.says))} |\n{each}| It suggests | {_examples(dict(words.do))} |\n"
        f"| Found | {_lines(words.bad)} |\n| Not found | {_lines(words.good)} |\n"
    )


def _allowed(column: Column) -> str:
    if column.vocabulary:
        return ", ".join(column.vocabulary.labels)
    return {
        "scale": "1, 2, 3, 4 or 5", "number": "0 or more", "date": "a date", "partner": "one partner's code",
        "partners": "partners' codes", "ids": "ids", "code": "a dotted code", "id": "an id",
    }.get(column.kind, "")  # fmt: skip


def _table(table: Table) -> str:
    who = "People fill it in; Concord only reads it." if table.is_input else "Concord fills it in."
    head = f"\n## {table.sheet} (table `{table.name}`)\n\n{table.description} {who}\n\n"
    rows = ["| column | allowed | what it is |\n|---|---|---|\n"]
    for column in table.columns:
        header = column.header("CODE") if column.per_partner else column.header()
        must = " Must be filled." if column.required and table.is_input else ""
        yours = " Yours." if column.owner == "people" and not table.is_input else ""
        rows.append(f"| {header} | {_lines(_allowed(column))} | {_lines(column.description)}{must}{yours} |\n")
    return head + "".join(rows)


def columns_page() -> str:
    """Every sheet and column: what is asked, what is allowed."""
    head = "# The sheets and their columns\n\nColumns headed `... · CODE` stand once for each partner.\n"
    return MADE + head + "".join(_table(table) for table in tables().values())


def checks_page() -> str:
    """Every check of a cell: what is the matter, and what to do."""
    rows = [MADE, "# The checks\n\nWhat Concord says about a cell. High: it counts as unknown until it is mended.\n\n"]
    rows.append("| id | severity | problem | what to do |\n|---|---|---|---|\n")
    rows += [
        f"| {check.id} | {check.severity} | {_lines(check.problem)} | {_lines(check.do)} |\n"
        for check in wording.checks().values()
    ]
    return "".join(rows)


PAGES = {"rules.md": rules_page, "columns.md": columns_page, "checks.md": checks_page}


def main(arguments: list[str]) -> int:
    """Write the pages, or with --check compare; 1 when one is not current."""
    stale = []
    for name, page in PAGES.items():
        path, text = ROOT / "docs" / name, page()
        if "--check" in arguments:
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                stale.append(name)
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
    if stale:
        print(f"docs: {', '.join(stale)} not current; run python scripts/build_reference.py", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
