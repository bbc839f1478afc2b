"""The results as people read them on a terminal; severities in words, colour only beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import Console, Group
from rich.containers import Lines
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pipeline.cli.terminal.columns import GAP, Columns
from pipeline.cli.terminal.typed import as_typed
from pipeline.printable import printable, printable_lines
from pipeline.run.batch.workbook_result import Json, WorkbookResult
from pipeline.run.status_words import counted, sentence
from pipeline.run.workbook.outcome import NOT_COUNTED, Status
from pipeline.run.workbook.summary_text import Remark, reasons, remarks, totals_text
from schemas.vocabulary import vocabulary
from schemas.wording.direction import bare
from schemas.wording.text import joined, text

COLOURS = {"critical": "bold red", "high": "red", "medium": "yellow", "low": "cyan", "info": "dim"}
# What became of a workbook; the words are in run.yaml.
STATUS_COLOURS = {
    "written": "green", "unchanged": "green", "checked": "green", "beside": "green", "open": "yellow",
    "waiting": "yellow", "refused": "red", "strict": "red", "unreached": "red", "failed": "bold red", "foreign": "dim",
    "copy": "dim",
}  # fmt: skip
FINDINGS_SHOWN = 25
TOPICS_SHOWN = 5
# So many workbooks of which there is nothing new to say are still listed.
UNOPENED_SHOWN = 40
PIPE_WIDTH = 120
_NO_BREAK, _HELD = "\u00a0", "\ue000"


class Sentence(Text):
    """A text whose lines do not break at a no-break space, which the library takes for any other space."""

    def wrap(self, console: Console, width: int, **how: Any) -> Lines:
        """The lines, each at most `width` wide."""
        held = self.copy()
        held.plain = self.plain.replace(_NO_BREAK, _HELD)
        lines = Text.wrap(held, console, width, **how)
        for line in lines:
            line.plain = line.plain.replace(_HELD, _NO_BREAK)
        return lines


def show(results: Sequence[WorkbookResult], *, single: bool, checks_only: bool) -> None:
    """Print what came of a run."""
    console = Console(highlight=False, soft_wrap=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=PIPE_WIDTH)
    if single:
        console.print(_detail(results[0], checks_only))
        return
    if not results:
        console.print(as_typed(text("cli.no_workbooks")))
        return
    console.print(_overview(results, console.width))


def _detail(result: WorkbookResult, checks_only: bool) -> Group:
    title, path = printable(result.title or result.path.name), printable(result.path)
    # What is not in the results is said before that they are there.
    lines = (result.reason, *result.notes, "" if result.reason else sentence(result.status), *result.failures)
    parts: list[object] = [Text.assemble((title, "bold"), "  ", (path, "dim"))]
    parts += [Sentence(as_typed(printable(line))) for line in lines if line]
    if not result.was_read:
        return Group(*parts)  # type: ignore[arg-type]
    content = result.found
    if content["checks"]:
        parts += [Text(f"\n{text('cli.cells')}", style="bold"), _checks(content["checks"])]
    if content["topics"] and not checks_only:
        parts += [Text(f"\n{text('cli.topics')}", style="bold"), _topics(content["topics"])]
    sheets = ("Checks",) if checks_only else ("Gaps", "Checks")
    shown = [found for found in content["findings"] if found["shown_in"] in sheets]
    if shown:
        parts += [Text(f"\n{text('cli.findings')}", style="bold"), _findings(shown)]
    return Group(*parts, Text(f"\n{bare(totals_text(result, checks_only))}"))  # type: ignore[arg-type]


def _columns(*names: str) -> Table:
    table = Table(box=None, header_style="dim", pad_edge=False, padding=(0, 2, 0, 0))
    for name in names:
        table.add_column(text(f"cli.columns.{name}"), overflow="fold", no_wrap=name in ("severity", "rule", "where"))
    return table


def _severity(code: str) -> Text:
    return Text(vocabulary("severity").label(code), style=COLOURS.get(code, ""))


def _place(found: Json) -> str:
    return printable(f"{found['sheet']}!{found['cell']}" if found["cell"] else found["sheet"])


def _said(words: str) -> Text:
    """What is said of cells, whose words may have several lines."""
    return Sentence(as_typed(printable_lines(words)))


def _checks(checks: list[Json]) -> Table:
    table = _columns("severity", "where", "matter", "do")
    for check in checks:
        where = Text(f"{_place(check)}\n{printable(check['column'])}")
        table.add_row(_severity(check["severity"]), where, _said(check["message"]), _said(check["what_to_do"]))
    return table


def _topics(topics: list[Json]) -> Table:
    table = _columns("topic", "hear", "decide")
    for topic in topics[:TOPICS_SHOWN]:
        table.add_row(_said(topic["title"]), printable(joined(topic["hear_first"])), _said(topic["to_decide"]))
    return table


def _findings(shown: list[Json]) -> Table:
    table = _columns("severity", "rule", "found", "where")
    for found in shown[:FINDINGS_SHOWN]:
        where = Text(_place(found) if found["cell"] else "")
        # What it took in stands in Gaps.
        says, *_ = found["message"].splitlines()
        table.add_row(_severity(found["severity"]), found["rule"], _said(says), where)
    if len(shown) > FINDINGS_SHOWN:
        more = text("cli.more_findings", count=len(shown) - FINDINGS_SHOWN)
        table.add_row("", "", Text(bare(more), style="dim"), "")
    return table


def _overview(results: Sequence[WorkbookResult], width: int) -> Group:
    ours = [result for result in results if result.status not in NOT_COUNTED]
    folder = _folder(results)
    rows = []
    held = sum(not result.was_opened for result in ours)
    for result in ours:
        if held > UNOPENED_SHOWN and not result.was_opened and not result.needs_attention:
            continue
        by = [result.severities.get(code, 0) for code in ("critical", "high", "medium")]
        numbers = [result.cell_errors, *by, sum(result.actions.values())]
        cells = [str(number) if result.was_read else "" for number in numbers]
        rows.append((result.status, [_short(result, folder), text(f"run.status.{result.status}"), *cells]))
    said = [_remark(remark, folder) for remark in (*reasons(ours), *remarks(ours))]
    last = _total(ours, held, Counter(result.status for result in results))
    return Group(Text(printable(folder), style="dim"), *_table(rows, width), Text(""), *said, Text(bare(last)))


def _table(rows: Sequence[tuple[Status, list[str]]], width: int) -> Iterator[Text]:
    """One line a workbook; where a name has no room beside the numbers, the names stand on lines of their own."""
    names = ("workbook", "result", "mend", "critical", "high", "medium", "actions")
    headings = [text(f"cli.columns.{name}") for name in names]
    columns = Columns(headings, [row for _, row in rows], room=width, free=0, right=range(2, len(names)))
    for line in columns.lines(headings):
        yield Text(GAP.join(cell for _, cell in line), style="dim", no_wrap=True, overflow="ignore")
    for status, row in rows:
        for line in columns.lines(row):
            cells = [(f"{cell}{GAP}", STATUS_COLOURS[status] if at == 1 else "") for at, cell in line]
            yield Text.assemble(*cells, no_wrap=True, overflow="ignore")


def _total(ours: Sequence[WorkbookResult], held: int, by_status: Mapping[str, int]) -> str:
    """How many came out how, how many were not opened, how many are copies for one reader or not ours."""
    counts = counted(Counter(result.status for result in ours)) or text("cli.overview.none")
    sentences = [text("cli.overview.total", workbooks=text("cli.overview.workbooks", count=len(ours)), counts=counts)]
    if held:
        sentences.append(text("cli.overview.held", count=held))
    if by_status.get("copy"):
        sentences.append(text("cli.overview.copies", count=by_status["copy"]))
    if by_status.get("foreign"):
        sentences.append(text("cli.overview.foreign", count=by_status["foreign"]))
    return " ".join(sentences)


def _remark(remark: Remark, folder: str) -> Padding:
    whose = printable(remark.whose([_short(result, folder) for result in remark.of]))
    headed = text("phrases.headed", heading=whose, items="")
    return Padding(Sentence.assemble((headed, "bold"), as_typed(printable(remark.text))), (0, 0, 1, 2))


def _folder(results: Sequence[WorkbookResult]) -> str:
    """The folder that all workbooks of the run lie in: said once, so that their names stay short."""
    folders = {result.path.absolute().parent for result in results}
    first = min(folders, key=lambda folder: len(folder.parts))
    for shared in (first, *first.parents):
        if all(folder.is_relative_to(shared) for folder in folders):
            return str(shared)
    return ""  # on different drives


def _short(result: WorkbookResult, folder: str) -> str:
    path = result.path.absolute()
    return printable(str(path).removeprefix(folder).lstrip("\\/") if folder else path)
