"""Messages count what the audience of the run may be told, and nothing of rows that are not shared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.notify.servers import Web
from tests.notify.watched import messages, run, settings
from tests.run.leaving import signing
from tests.run.made import RISKS, workbook

SHARED = {**RISKS[1], "sharing": "All", "likelihood · LOCA": 3, "impact · LOCA": 2}
HIDDEN = {**RISKS[0], "event": "Kidnapping", "sharing": "Parties"}
ACTIVITY = {
    "activity": "1", "phase": "Response", "event": "Kidnapping", "title": "Call the family", "role · INTL": "P",
    "role · LOCA": "P",
}  # fmt: skip


def saved(folder: Path, *risks: dict[str, Any], **more: Any) -> None:
    for path in folder.glob("*.xlsx"):
        path.unlink()
    values = {**signing("INTL", "LOCA"), "Risks": list(risks), "Activities": [], **more}
    workbook(folder, "clinic.xlsx", id="CA-clinic", values=values)


def counted(text: str) -> list[str]:
    """The lines with numbers over all workbooks, and what is new in each."""
    return [line for line in text.splitlines() if line.startswith(("- Findings", "- Actions", "- Cells", "- Clinic"))]


@pytest.fixture
def told(folder: Path, state: Path, web: Web) -> Any:
    """A run for an audience, and what its message counts."""
    settings(state, "when: always\nwebhooks: [{url_from: HOOK}]")

    def told_of(audience: str, *more: str) -> list[str]:
        run(folder, "--audience", audience, *more)
        (text,) = messages(web)
        return counted(text)

    return told_of


def test_others_are_told_the_same_whatever_the_parties_keep_to_themselves(folder: Path, state: Path, told: Any) -> None:
    saved(folder, SHARED)
    alone = told("outside")
    (state / "history.sqlite3").unlink()
    hidden = {**HIDDEN, "status": "Nonsense"}
    lines = [{"line": "B1", "category": "Training", "supports": "R1", "quantity": 1, "unit_cost": 99}]
    saved(folder, SHARED, hidden, Activities=[ACTIVITY], Budget=lines)
    assert told("outside") == alone
    assert told("parties", "--force") != alone


def test_a_change_in_a_row_that_is_not_shared_is_no_news_for_others(folder: Path, told: Any) -> None:
    saved(folder, SHARED, HIDDEN)
    first = told("outside")
    saved(folder, SHARED, {**HIDDEN, "owner": "", "measures": ""}, Activities=[ACTIVITY])
    second = told("outside")
    assert [line for line in first if "first time" in line]
    assert second == [line for line in first if "first time" not in line]


def test_a_change_in_a_row_that_is_shared_is_news_for_others(folder: Path, told: Any) -> None:
    saved(folder, SHARED)
    told("outside")
    saved(folder, SHARED, {**HIDDEN, "sharing": "All"})
    assert [line for line in told("outside") if "new action" in line]


def test_a_party_is_told_all_of_what_it_signs(folder: Path, state: Path, told: Any) -> None:
    saved(folder, SHARED, HIDDEN)
    everybody = told("parties")
    (state / "history.sqlite3").unlink()
    assert told("loca", "--force")[-2:] == everybody[-2:]
