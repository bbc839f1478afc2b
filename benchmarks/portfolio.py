"""The portfolio of 1,000 partnerships over 52 runs: seconds to read the history, and to make page, workbook and list.

python -m benchmarks.portfolio [NUMBER] [RUNS]
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import insert, update

from pipeline.disclosure.audience import OUTSIDE
from pipeline.disclosure.reduced import told_rules
from pipeline.portfolio.book import book
from pipeline.portfolio.from_history import past
from pipeline.portfolio.listing import listing
from pipeline.portfolio.page import page
from pipeline.portfolio.portfolio import portfolio
from pipeline.run.batch.workbook_result import WorkbookResult, pack
from pipeline.run.result import RunResult
from pipeline.store.history import History
from pipeline.store.tables import run, told_result

DAY = date(2026, 11, 22)
MOMENT = datetime(2026, 11, 22, tzinfo=UTC)
FOLDER = Path("/drive/Partnerships")
# As long as the findings of a typical workbook with their texts: what a report carries besides what may be told.
TEXTS = [{"message": "What was found, in one sentence or two, as people read it in the workbook. " * 3}] * 60


def _report(number: int, chance: random.Random) -> WorkbookResult:
    """A workbook with some 40 findings and 25 actions."""
    rules = sorted(told_rules())
    ids = [f"{chance.choice(rules)}/{chance.randint(1, 60)}" for _ in range(40)]
    told = {
        "findings": {id: chance.choice(("high", "medium", "medium", "low")) for id in ids},
        "actions": {id: {"late": chance.random() < 0.1, "back": False} for id in ids[:25]},
        "partners": 4, "parties": 4, "missing": chance.randint(0, 9), "mend": 0,
        "risks": 20, "kept": 4, "valid_until": "2027-12-31",
    }  # fmt: skip
    packed = pack({"findings": TEXTS, "checks": [], "plan": []}, {"codes": [], "parties": told, "outside": told})
    return WorkbookResult(
        path=FOLDER / f"region {number % 20}" / f"partnership {number}.xlsx", status="unchanged", was_read=True,
        arrangement_id=f"CA-{number}", title=f"Partnership of region {number % 20}, number {number}", packed=packed,
    )  # fmt: skip


def _run(run_id: str) -> dict[str, Any]:
    return {
        "run_id": run_id, "started_at": run_id, "host": "", "pid": 1, "version": "", "day": DAY.isoformat(),
        "status": "running", "paths": [str(FOLDER)],
    }  # fmt: skip


def _row(run_id: str, report: WorkbookResult, was_opened: bool) -> dict[str, Any]:
    told = report.numbers(OUTSIDE)
    count = Counter(told["findings"].values())
    return {
        "run_id": run_id, "path": str(report.path), "workbook_id": report.arrangement_id,
        **{severity: count[severity] for severity in ("critical", "high", "medium", "low")},
        "actions": len(told["actions"]), "late": 1,
        "items": {"findings": told["findings"], "actions": told["actions"]} if was_opened else None,
    }  # fmt: skip


def _timed(name: str, begun: float) -> float:
    print(f"{name:32}{time.process_time() - begun:8.2f} s")
    return time.process_time()


def main(number: int, runs: int) -> None:
    """Make a history in a temporary folder, then a portfolio from it; prints processor seconds and sizes."""
    chance = random.Random(22397)
    with tempfile.TemporaryDirectory() as folder:
        history = History.at(None, Path(folder))
        results = [_report(at, chance) for at in range(number)]
        for place in range(runs):
            # A tenth of the workbooks changes between two runs.
            run_id = f"2026-01-01T{place:08}-bench"
            history.begin(_run(run_id))
            rows = [_row(run_id, report, place == 0 or chance.random() < 0.1) for report in results]
            with history._engine.begin() as connection:
                connection.execute(insert(told_result), rows)
                connection.execute(
                    update(run)
                    .where(run.c.run_id == run_id)
                    .values(status="finished", finished_at=run_id[:10] + "T00:00:00+00:00")
                )
        ended = RunResult(
            run_id=run_id,
            paths=(FOLDER,),
            started=MOMENT,
            finished=MOMENT,
            results=tuple(results),
            code=0,
            audience=OUTSIDE,
        )
        begun = time.process_time()
        before = past(history, ended)
        begun = _timed("reading the history", begun)
        whole = portfolio(ended, DAY, before)
        begun = _timed("gathering", begun)
        text = page(whole)
        begun = _timed("page", begun)
        data = book(whole, MOMENT)
        begun = _timed("workbook", begun)
        cells = listing(whole)
        _timed("list", begun)
        print(
            f"page {len(text.encode()) / 1e6:.2f} MB, workbook {len(data) / 1e6:.2f} MB, list {len(cells) / 1e6:.2f} MB"
        )
        history.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000, int(sys.argv[2]) if len(sys.argv) > 2 else 52)
