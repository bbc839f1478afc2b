"""What is said of a workbook in one line counts whatever a run may find."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.domain.finding import ACTION_STATES, SEVERITIES
from pipeline.run.batch.workbook_result import WorkbookResult
from pipeline.run.workbook.summary_text import totals_text
from schemas.vocabulary import vocabulary


def test_the_states_of_an_action_are_those_of_the_vocabulary() -> None:
    assert set(ACTION_STATES) == {word.code for word in vocabulary("action_state")}


@pytest.mark.parametrize("severity", SEVERITIES)
@pytest.mark.parametrize("state", ACTION_STATES)
def test_every_severity_and_every_state_is_counted_by_its_name(severity: str, state: str) -> None:
    result = WorkbookResult(path=Path("a.xlsx"), status="written", severities={severity: 2}, actions={state: 3})
    assert f"2 {severity}" in totals_text(result, checks_only=False)
    assert f"3 {state}" in totals_text(result, checks_only=False)
