"""When an unchanged workbook must be looked at again: never a day too late."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.analysis.falls_due import AT_LATEST, next_day
from pipeline.domain.arrangement import Activity, Arrangement, Risk
from pipeline.reading.workbook import read
from schemas.tables.agreements import Agreement
from schemas.tables.copies import SentCopy
from schemas.tables.incidents import Incident
from schemas.thresholds import defaults
from tests.chance import every
from tests.run.made import DAY, run

ROOT = Path(__file__).resolve().parents[2]
# Files that ask what day it is. A new one: teach falls_due.py its days, then add it here.
ASK = {
    "analysis/assessment.py", "analysis/falls_due.py", "analysis/money.py",
    "plan/action_row.py", "plan/edits.py", "plan/look_again.py", "plan/proposal.py", "plan/settling.py",
    "results/actions.py",
    "results/agenda.py", "results/compute.py", "results/in_language.py",
    "rules/act_14.py", "rules/arr_02.py", "rules/arr_03.py", "rules/arr_08.py", "rules/bud_03.py",
    "rules/bud_06.py", "rules/exit_01.py", "rules/obs_04.py", "rules/obs_05.py", "rules/plan_02.py",
    "rules/plan_03.py", "rules/rsk_06.py", "rules/rsk_10.py", "rules/rsk_12.py",
    "rules/view_01.py",
    # of sheets that people ask for
    "analysis/agreements.py", "analysis/exercises.py", "analysis/incidents.py", "analysis/life.py",
    "rules/adv_03.py",
    "rules/agr_03.py", "rules/agr_04.py",
    "rules/com_02.py",
    "rules/exe_02.py",
    "rules/inc_04.py",
    "rules/step_01.py", "rules/step_03.py",
}  # fmt: skip


def days(first: date, arrangement: Arrangement, until: date) -> list[date]:
    """The days on which a workbook is looked at again."""
    found = [first]
    while found[-1] < until and (following := next_day(arrangement, None, found[-1], defaults())):
        found.append(following)
    return found


def test_every_file_that_asks_what_day_it_is_is_known_here() -> None:
    folders = ("rules", "analysis", "results", "plan", "domain")
    files = [file for folder in folders for file in (ROOT / "pipeline" / folder).glob("*.py")]
    asking = {file for file in files if "today" in file.read_text(encoding="utf-8")}
    assert {file.relative_to(ROOT / "pipeline").as_posix() for file in asking} == ASK


@pytest.mark.parametrize("name", every(2, ["four-partner-consortium", "well-run"]))
def test_between_two_looks_the_results_stay_the_same(name: str, tmp_path: Path) -> None:
    path = Path(shutil.copy(ROOT / "workbooks" / "samples" / f"{name}.xlsx", tmp_path))
    run(path)
    looks = days(DAY, read(path.read_bytes()).arrangement, DAY + timedelta(days=30))
    assert len(looks) > 4
    for look, following in pairwise(looks):
        run(path, look)
        if following - look > timedelta(days=1):
            assert run(path, following - timedelta(days=1)).status == "unchanged", (look, following)


@pytest.mark.parametrize(
    ("arrangement", "turns"),
    [
        (Arrangement(risks=(Risk(row=5, risk="R1", next_review_on=DAY),)), DAY + timedelta(days=1)),
        (Arrangement(fields={"valid_until": DAY + timedelta(days=95)}), DAY + timedelta(days=5)),
        (Arrangement(fields={"valid_until": DAY + timedelta(days=190)}), DAY + timedelta(days=10)),
        (Arrangement(fields={"review_every_months": 6, "last_reviewed_on": date(2026, 6, 1)}), date(2026, 12, 1)),
        (Arrangement(activities=(Activity(row=5, activity="1", exercised_on=date(2025, 12, 1)),)), date(2026, 12, 1)),
        (
            Arrangement(others={"Copies": (SentCopy(row=5, partner="A", back_by=DAY + timedelta(days=3)),)}),
            DAY + timedelta(days=3),
        ),
        (
            Arrangement(others={"Incidents": (Incident(row=5, incident="N1", on=DAY - timedelta(days=9)),)}),
            DAY + timedelta(days=21),
        ),
        (
            Arrangement(
                others={"Agreements": (Agreement(row=5, agreement="G1", signed_on={"A": DAY + timedelta(3)}),)}
            ),
            DAY + timedelta(days=3),
        ),
        (Arrangement(), DAY + timedelta(days=AT_LATEST)),
    ],
)
def test_a_workbook_is_looked_at_again_when_its_next_day_comes(arrangement: Arrangement, turns: date) -> None:
    assert next_day(arrangement, None, DAY, defaults()) == turns


def test_the_last_day_of_the_calendar_has_no_next_one() -> None:
    assert next_day(Arrangement(), None, date.max, defaults()) is None
