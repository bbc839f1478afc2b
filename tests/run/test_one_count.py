"""What counts as a finding is one thing everywhere: obstacles are indications, with a table of their own."""

from __future__ import annotations

from pathlib import Path

from pipeline.analysis.assessment import Assessment
from pipeline.disclosure.audience import PARTIES
from pipeline.disclosure.numbers import editions
from pipeline.run.batch.workbook_result import reported
from pipeline.run.workbook.summary_text import totals_text
from tests.run.made import DAY, run, workbook
from tests.run.workbook.test_one_workbook import rows


def test_terminal_history_and_portfolio_count_what_gaps_shows_and_no_obstacle(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    outcome = run(path)
    assert outcome.findings is not None
    assert any(found.area == "OBS" for found in outcome.findings.shown)
    shown = {str(row["Finding"]) for row in rows(path, "Gaps")}
    assert outcome.reading is not None
    assert outcome.plan is not None
    assessment = Assessment.of(outcome.reading.arrangement, DAY)
    result = reported(outcome, editions(assessment, outcome.findings.counted, outcome.plan, outcome.problems))
    assert sum(result.severities.values()) == len(shown)
    assert f"{len(shown)} findings" in totals_text(result, checks_only=False)
    assert set(result.numbers(PARTIES)["findings"]) == shown
