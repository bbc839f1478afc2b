"""The workbooks of these tests are what `concord new` builds, whatever is spared in making them."""

from __future__ import annotations

from typing import Any

from pipeline.template.build import NewWorkbook, build
from pipeline.xlsx.ooxml.zip_archive import Archive
from tests.run.made import ACTIVITIES, PARTNERS, RISKS, data


def test_a_workbook_that_gets_another_id_is_the_one_that_is_built_with_it() -> None:
    rows: dict[str, Any] = {"Risks": RISKS, "Activities": ACTIVITIES}
    built = build(NewWorkbook(title="Clinic access", partners=PARTNERS, arrangement_id="CA-other.xlsx", values=rows))
    one, other = Archive(built), Archive(data(id="CA-other.xlsx"))
    assert {member.name: one.read(member.name) for member in one.members} == {
        member.name: other.read(member.name) for member in other.members
    }
