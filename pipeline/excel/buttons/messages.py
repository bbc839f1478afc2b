"""What the boxes say that the buttons show: short, in the same words as everywhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.domain.finding import SEVERITIES
from pipeline.excel.session.native import on_mac
from pipeline.reading.problems import Problem
from pipeline.run.status_words import sentence
from pipeline.run.workbook.outcome import Outcome
from pipeline.run.workbook.summary_text import totals_text
from schemas.vocabulary import vocabulary
from schemas.wording.text import text

CHECKS_SHOWN = 8
LONGEST = 1_000  # Windows cuts a longer text in a box


def summary(outcome: Outcome) -> str:
    """After a run: what came of it, how much was found, where the copy lies."""
    lines = [title(outcome), *filter(None, [outcome.reason]), *outcome.notes]
    lines += [] if outcome.reason else [sentence(outcome.status)]
    if outcome.reading is not None:
        lines += ["", *totals_text(outcome, checks_only=False).split(" · "), overlaps(outcome)]
    if outcome.status == "written":
        lines += ["", text("excel.look")]
    if outcome.copy:
        lines += ["", text("excel.copy_mac" if on_mac() else "excel.copy", path=outcome.copy)]
        lines += [text("excel.not_undone")] if outcome.status == "written" else []
    return "\n".join(lines)


def checked(outcome: Outcome) -> str:
    """After a check: the cells to look at, worst first."""
    lines = [title(outcome), outcome.reason, *outcome.notes]
    if outcome.reading is None:
        return "\n".join(lines)
    problems = sorted(outcome.problems, key=lambda problem: SEVERITIES.index(problem.severity))
    lines += ["", totals_text(outcome, checks_only=True)]
    lines += ["", text("excel.to_mend" if problems else "excel.all_well")]
    used = len("\n".join(lines))
    for at, line in enumerate(map(_problem, problems)):
        if at and (at == CHECKS_SHOWN or used + len(line) > LONGEST):
            lines.append(text("excel.more", count=len(problems) - at))
            break
        lines.append(f"• {line}")
        used += len(line) + 3
    return "\n".join(line for line, before in zip(lines, ["x", *lines], strict=False) if line or before)


def title(outcome: Outcome) -> str:
    """The arrangement's title, or the workbook's name where it has none."""
    return (outcome.reading.arrangement.text("title") if outcome.reading else "") or outcome.path.name


def overlaps(outcome: Outcome) -> str:
    """How many overlaps there are, open and resolved."""
    rows = (
        next((table.rows for table in outcome.results.tables if table.name == "Overlaps"), ())
        if outcome.results
        else ()
    )
    states = Counter(row.get("state") for row in rows)
    return text("excel.overlaps", open=states["open"], resolved=states["resolved"])


class Stop(NamedTuple):
    """A cell that something was found about, and everything that is said about it."""

    sheet: str
    address: str
    says: str


def finding_cells(outcome: Outcome) -> Iterator[Stop]:
    """Every cell that something was found about, once.

    Cells that could not be understood first, then findings in the order of Gaps.
    """
    told: dict[tuple[str, str], list[str]] = {}
    for problem in sorted(outcome.problems, key=lambda problem: SEVERITIES.index(problem.severity)):
        if problem.address:
            told.setdefault((problem.sheet, problem.address), []).append(f"{problem.says}\n{problem.do}")
    for found in outcome.findings.counted if outcome.findings else ():
        sheet, address = outcome.where(found.cell)
        if address:
            severity = vocabulary("severity").label(found.severity)
            told.setdefault((sheet, address), []).append(
                text("excel.found", severity=severity, rule=found.rule, says=found.says, do=found.do)
            )
    for (sheet, address), said in told.items():
        yield Stop(sheet, address, "\n\n".join(said))


def help_text() -> str:
    """What each button does, and where things are kept."""
    from pipeline import __version__
    from pipeline.excel.addin.folders import copies_folder, log_file, reports_folder

    return text("excel.help", version=__version__, copies=copies_folder(), pages=reports_folder(), log=log_file())


def _problem(problem: Problem) -> str:
    place = problem.sheet
    if problem.address:
        place = text("excel.place", sheet=problem.sheet, address=problem.address, header=problem.header)
    return text("excel.entry", place=place, says=problem.says, do=problem.do)
