"""The results as people read them on a terminal; severities in words, colour only beside them."""

from __future__ import annotations

import os
from collections import Counter

from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pipeline.run.outcome import Outcome
from pipeline.run.said import SENTENCES, count, totals
from schemas.vocabulary import label_of

COLOURS = {"critical": "bold red", "high": "red", "medium": "yellow", "low": "cyan", "info": "dim"}
WORDS = {
    "written": ("written", "green"), "unchanged": ("nothing new", "green"), "checked": ("checked", "green"),
    "open": ("open, left alone", "yellow"), "refused": ("refused", "red"), "strict": ("not written", "red"),
    "failed": ("our mistake", "bold red"), "foreign": ("not ours", "dim"),
}  # fmt: skip
FINDINGS_SHOWN = 25
PIPE_WIDTH = 120


def show(outcomes: list[Outcome], *, single: bool, checks_only: bool) -> None:
    """Print what came of a run."""
    console = Console(highlight=False, soft_wrap=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=PIPE_WIDTH)
    if single:
        console.print(_detail(outcomes[0], checks_only))
        return
    if not outcomes:
        console.print("No workbooks were found there. A workbook ends in .xlsx or .xlsm; `concord new` makes one.")
        return
    console.print(_overview(outcomes))


def _detail(outcome: Outcome, checks_only: bool) -> Group:
    parts: list[object] = [Text.assemble((_title(outcome), "bold"), "  ", (str(outcome.path), "dim"))]
    parts += [Text(line) for line in (outcome.reason or SENTENCES.get(outcome.status, ""), *outcome.notes) if line]
    if outcome.reading is None:
        return Group(*parts)  # type: ignore[arg-type]
    if outcome.problems:
        parts += [Text("\nCells to look at", style="bold"), _checks(outcome)]
    if outcome.findings is not None:
        shown = [found for found in outcome.findings.shown if not checks_only or found.shown_in == "Checks"]
        if shown:
            parts += [Text("\nWhat was found", style="bold"), _findings(outcome, shown)]
    return Group(*parts, Text(f"\n{totals(outcome, checks_only)}"))  # type: ignore[arg-type]


def _title(outcome: Outcome) -> str:
    title = outcome.reading.arrangement.text("title") if outcome.reading else ""
    return title or outcome.path.name


def _columns(*headers: str) -> Table:
    table = Table(box=None, header_style="dim", pad_edge=False, padding=(0, 2, 0, 0))
    for header in headers:
        table.add_column(header, overflow="fold", no_wrap=header in ("", "Severity", "Rule", "Where"))
    return table


def _severity(code: str) -> Text:
    return Text(label_of(code), style=COLOURS.get(code, ""))


def _checks(outcome: Outcome) -> Table:
    table = _columns("Severity", "Where", "What is the matter", "What to do")
    for problem in outcome.problems:
        where = f"{problem.sheet}!{problem.address}" if problem.address else problem.sheet
        table.add_row(
            _severity(problem.severity), Text(f"{where}\n{problem.header}"), Text(problem.says), Text(problem.do)
        )
    return table


def _findings(outcome: Outcome, shown: list) -> Table:  # type: ignore[type-arg]
    table = _columns("Severity", "Rule", "What was found", "Where")
    for found in shown[:FINDINGS_SHOWN]:
        sheet, address = outcome.where(found.cell)
        where = f"{sheet}!{address}" if address else ""
        table.add_row(_severity(found.severity), found.rule, Text(found.says), Text(where))
    if len(shown) > FINDINGS_SHOWN:
        table.add_row("", "", Text(f"and {len(shown) - FINDINGS_SHOWN} more: see the sheet Gaps", style="dim"), "")
    return table


def _overview(outcomes: list[Outcome]) -> Group:
    ours = [outcome for outcome in outcomes if outcome.status != "foreign"]
    folder = _folder(outcomes)
    table = _columns("Workbook", "Result", "To mend", "Critical", "High", "Medium", "Actions")
    for outcome in ours:
        word, colour = WORDS[outcome.status]
        by = Counter(found.severity for found in outcome.findings.shown) if outcome.findings else Counter()
        numbers = [outcome.cell_errors, by["critical"], by["high"], by["medium"], sum(outcome.actions.values())]
        cells = [str(number) if outcome.reading else "" for number in numbers]
        table.add_row(Text(_short(outcome, folder)), Text(word, style=colour), *cells)
    reasons = [
        Padding(Text.assemble((f"{_short(outcome, folder)}: ", "bold"), outcome.reason), (0, 0, 1, 2))
        for outcome in ours
        if outcome.reason
    ]
    foreign = len(outcomes) - len(ours)
    counted = Counter(WORDS[outcome.status][0] for outcome in ours)
    total = ", ".join(f"{count} {word}" for word, count in counted.items()) or "none of ours"
    others = f" {count(foreign, 'other spreadsheet')}." if foreign else ""
    last = f"{count(len(ours), 'workbook')}: {total}.{others}"
    return Group(Text(folder, style="dim"), table, Text(""), *reasons, Text(last))


def _folder(outcomes: list[Outcome]) -> str:
    """The folder that all workbooks of the run lie in: said once, so that their names stay short."""
    try:
        return os.path.commonpath([outcome.path.absolute().parent for outcome in outcomes])
    except ValueError:  # on different drives
        return ""


def _short(outcome: Outcome, folder: str) -> str:
    return os.path.relpath(outcome.path, folder) if folder else str(outcome.path)
