"""Sheets that people ask for: read like the others where they are there, and silent where they are not."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.analysis.assessment import Assessment
from pipeline.findings.engine import find
from pipeline.findings.registry import rules
from schemas.spec import Table, optional_tables
from schemas.tables.exercises import Exercise
from schemas.tables.incidents import Incident
from tests.reading.books import Shape, address
from tests.reading.reads import activity, reading, risk, told
from tests.rules.test_rule_cases import TODAY

NAMES = [of.name for of in optional_tables()]
N1 = {"incident": "N1", "event": "Flood", "kind": "near_miss", "touched": ("A", "b")}


def found(given: dict[str, Any], **how: Any) -> list[str]:
    return [one.id for one in find(Assessment.of(reading(given, **how).arrangement, TODAY)).shown]


def test_one_that_is_not_there_is_not_missed() -> None:
    read = reading({"Risks": [risk()]})
    assert told(read) == []
    assert read.arrangement.missing == frozenset()
    assert not set(NAMES) & set(read.contents)


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_one_changes_no_finding(name: str) -> None:
    given = {"Risks": [risk(likelihood__A=4, impact__A=5)]}
    assert found({**given, name: []}) == found(given)


@pytest.mark.parametrize("of", optional_tables(), ids=lambda of: of.name)
def test_its_rules_say_that_they_read_it(of: Table) -> None:
    own = [rule for rule in rules().values() if of.area and rule.id.startswith(f"{of.area}-")]
    assert all(of.name in rule.reads for rule in own)


def test_its_cells_are_read_and_what_cannot_be_understood_is_told() -> None:
    read = reading({"Incidents": [N1, {**N1, "incident": "N2", "harm": "awful", "event": ""}, {"event": "Fire"}]})
    first, second = read.arrangement.rows_of(Incident)
    assert (first.id, first.kind, first.touched) == ("N1", "near_miss", ("A", "B"))
    assert second.unknown == {"harm", "event"}
    at = {key: address("Incidents", row, key) for row, key in ((1, "harm"), (1, "event"), (2, "incident"))}
    assert sorted(told(read)) == sorted(
        [f"CHK-13 Incidents!{at['harm']}", f"CHK-01 Incidents!{at['event']}", f"CHK-02 Incidents!{at['incident']}"]
    )


def test_an_organisation_that_is_not_in_partners_is_told_at_its_cell() -> None:
    assert "PAR-06/WHO" in found({"Incidents": [{**N1, "touched": ("A", "WHO")}]})


def test_one_that_is_only_cells_is_found_by_its_header() -> None:
    read = reading({"Incidents": [N1]}, shapes={"Incidents": Shape(as_object=False, down=6)})
    assert told(read) == ["CHK-41 Incidents"]
    assert [row.id for row in read.arrangement.table_rows("Incidents")] == ["N1"]


@pytest.mark.parametrize(
    "headers", [["Incidents", "When", "Who"], ["Incident", "Event", "Costs"], ["No", "Event", "Kind", "Area", "Harm"]]
)
@pytest.mark.parametrize("name", ["Incidents", ""])
def test_a_table_of_peoples_own_that_is_called_alike_stays_their_own(headers: list[str], name: str) -> None:
    def own(builder: Any) -> None:
        sheet = builder.book.add_worksheet("Incidents")
        sheet.write_row(4, 0, headers)
        sheet.write_row(5, 0, ["N1", "Flood", "x", "y", "death"][: len(headers)])
        if name:
            columns = [{"header": header} for header in headers]
            sheet.add_table(4, 0, 5, len(headers) - 1, {"name": name, "columns": columns})

    read = reading({}, extra=own)
    assert told(read) == []
    assert "Incidents" not in read.contents


def test_an_activity_that_is_not_there_is_mentioned_with_the_nearest_and_a_word_in_front_is_understood() -> None:
    rows = [{"exercise": "X1", "event": "Flood", "activities": "Activity 1.2, 1.3"}]
    read = reading({"Activities": [activity("1"), activity("1.2")], "Exercises": rows})
    assert told(read) == [f"CHK-85 Exercises!{address('Exercises', 0, 'activities')}"]
    assert "Activities has no 1.3." in read.problems[0].says
    assert [row.activities for row in read.arrangement.rows_of(Exercise)] == [("1.2", "1.3")]


def test_without_the_sheet_that_ids_are_of_nothing_is_said_of_them() -> None:
    rows = [{"exercise": "X1", "event": "Flood", "activities": "1.3"}]
    assert told(reading({"Exercises": rows}, leave_out=["Activities"])) == ["CHK-40 Activities"]
