"""What is kept of a workbook is unpacked only where the answer rests on it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.run.batch.workbook_result import WorkbookResult
from tests.portfolio.made import report

UNREADABLE = b"unpacking this ends in an error"


@pytest.fixture
def packed() -> WorkbookResult:
    """A report that whoever unpacks it fails at."""
    return replace(report("a.xlsx"), packed=UNREADABLE)


@pytest.mark.parametrize("audience", ["parties", "Outside"])
def test_whether_there_is_a_page_for_all_or_for_others_is_known_without_unpacking(
    packed: WorkbookResult, audience: str
) -> None:
    assert packed.admits(audience)


@pytest.mark.parametrize("audience", ["parties", "outside"])
def test_which_edition_all_and_others_get_is_known_without_unpacking(packed: WorkbookResult, audience: str) -> None:
    assert packed.edition(audience) == audience


@pytest.mark.parametrize(("audience", "edition"), [("redc", "parties"), ("WATR", "outside")])
def test_which_edition_a_partner_gets_rests_on_whether_it_signs(audience: str, edition: str) -> None:
    assert report("a.xlsx").edition(audience) == edition
