"""What the portfolio holds of each partnership is small, for it holds all of them at once."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.portfolio.from_history import Past
from pipeline.portfolio.page import SMALLEST_ROW, page
from pipeline.run.batch.workbook_result import WorkbookResult
from schemas.wording.languages import languages, speaking
from tests.portfolio.made import FOLDER, report, unread, whole

FOUND = {"RSK-02/R1": "high"}


def test_no_id_of_a_finding_or_an_action_and_no_view_is_held() -> None:
    (one,) = whole(report("a.xlsx", FOUND, late=["M-1"], views={"R1": ["open", {"REDC": 12}]})).read
    held = repr(one.told)
    assert "RSK-02" in held
    assert not any(said in held for said in ("RSK-02/R1", "M-1", "views"))


def test_only_what_may_have_changed_is_asked_for_its_findings_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def numbers(result: WorkbookResult, audience: str) -> dict[str, Any]:
        asked.append(result.path.name)
        return {"findings": FOUND, "actions": {}}

    monkeypatch.setattr(WorkbookResult, "numbers", numbers)
    both = [report(name, FOUND) for name in ("a.xlsx", "b.xlsx")]
    paths = {str(one.path): str(one.path) for one in both}
    before: dict[str, dict[str, dict[str, str]]] = {str(FOLDER / "b.xlsx"): {"findings": {}, "actions": {}}}
    page(whole(*both, past=Past(last="earlier", day="2026-11-21", before=before, then=frozenset(paths), same=paths)))
    assert asked == ["b.xlsx"]


def test_findings_of_a_rule_are_told_by_its_gravest_and_counted_without_mere_information() -> None:
    found = {"ARR-02/A": "medium", "ARR-02/B": "high", "ARR-03/A": "low", "ARR-02/C": "info", "ARR-05/A": "info"}
    given = whole(report("a.xlsx", found), report("b.xlsx", {"ARR-03/B": "medium"}))
    (one, _) = sorted(given.read, key=lambda one: one.name)
    assert [one.found(rule) for rule in ("ARR-02", "ARR-03", "ARR-05", "RSK-01")] == ["high", "low", "info", ""]
    assert [(gap.rule, gap.severity, gap.partnerships, gap.findings) for gap in given.gaps] == [
        ("ARR-03", "medium", 2, 2), ("ARR-02", "high", 1, 2)
    ]  # fmt: skip


@pytest.mark.parametrize("code", languages())
@pytest.mark.parametrize("audience", ["parties", "outside"])
def test_no_partnership_takes_less_room_than_the_page_counts_on(code: str, audience: str) -> None:
    bare: dict[str, Any] = {"valid_until": "", "partners": 0, "parties": 0, "risks": 0}
    with speaking(code):
        for kind in ("read", "waiting"):
            few, many = (
                [report(str(at), **bare) if kind == "read" else unread(str(at), kind, "") for at in range(count)]
                for count in (10, 40)
            )
            sizes = [len(page(whole(*each, audience=audience)).encode()) for each in (few, many)]
            assert sizes[1] - sizes[0] >= 30 * SMALLEST_ROW
