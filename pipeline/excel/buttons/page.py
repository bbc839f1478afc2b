"""The page of the open workbook: made on this computer, shown in the browser."""

from __future__ import annotations

import webbrowser
from pathlib import Path

from pipeline.excel.addin.folders import fitting, reports_folder, safe_file_name
from pipeline.excel.buttons.messages import title
from pipeline.report.page import page
from pipeline.run.output.output_folder import write_whole
from pipeline.run.workbook.outcome import Outcome
from pipeline.run.workbook.summary_text import totals_text
from schemas.thresholds import Thresholds
from schemas.wording.text import text


def open_page(outcome: Outcome, thresholds: Thresholds | None) -> str:
    """Make the page for the parties, open it, and say where it lies. Raises OSError where it cannot be written."""
    if outcome.reading is None or outcome.results is None:
        return f"{title(outcome)}\n{outcome.reason}"
    path = _path(outcome.path, outcome.reading.arrangement.text("arrangement_id"))
    write_whole(path, page(outcome.reading, outcome.results, outcome.path.name, thresholds=thresholds))
    opened = webbrowser.open(path.as_uri())
    lines = [title(outcome), text("excel.page_open" if opened else "excel.page_there", path=path)]
    if outcome.cell_errors:
        lines += [text("excel.page_unknown", totals=totals_text(outcome, checks_only=True))]
    return "\n\n".join([*lines, text("excel.page_for")])


def _path(workbook: Path, arrangement: str) -> Path:
    """Where the page goes; workbooks of two arrangements may have the same name."""
    stem = workbook.stem if workbook.suffix.lower() in (".xlsx", ".xlsm") else workbook.name
    return fitting(reports_folder(), safe_file_name(stem), safe_file_name(f" {arrangement}.html"))
