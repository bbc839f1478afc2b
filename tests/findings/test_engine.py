"""Absorbing, grouping, ordering, and the cell that a finding points at (docs/rules.md, Subject and Absorbing)."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pipeline.analysis.assessment import Assessment
from pipeline.domain.arrangement import Arrangement, Risk
from pipeline.domain.cell import Cell
from pipeline.domain.finding import Observation
from pipeline.findings.engine import Findings, find, gather
from tests.rules.tables import arrangement

TODAY = date(2026, 11, 22)
RISKS = """
| risk | event | likelihood A | impact A | likelihood B | impact B | owner | next_review_on |
| R1   | Flood | 5            | 5        |              |          | A     | 2027-01-01     |
| R2   | Fire  | 1            | 1        | 5            | 5        |       |                |
| R3   | flood | 3            | 3        | 1            | 4        |       | 2026-01-01     |
| R10  | Theft | 4            | 4        | 3            | 4        |       |                |
"""
GIVEN = arrangement({"risks": RISKS})
BASE = Assessment.of(GIVEN, TODAY)


def risk(id: str, rule: str = "RSK-09", severity: str = "medium", **more: Any) -> Observation:
    values = {
        "named": id, "partner": "A", "level": "high", "acceptable": "low", "score": 10, "due": "d",
        "status": "accepted",
    }  # fmt: skip
    more = {"rows": (id,), "variant": "treatment" if rule == "RSK-02" else "", **more}
    return Observation(rule=rule, subject=id, kind="row", severity=severity, unit=id, values=values, **more)


def group(id: str, **more: Any) -> Observation:
    more = {"cells": (Cell("Risks", 5, "next_review_on"),), "variant": "no_date", "values": {"named": id}, **more}
    return Observation(
        rule="RSK-10", subject="arrangement", kind="arrangement", severity="low", unit=id, rows=(id,), **more
    )  # fmt: skip


def ids(found: Findings) -> list[str]:
    return [finding.id for finding in found.shown]


def test_a_finding_takes_in_others_of_its_own_risk_only() -> None:
    found = gather(BASE, [risk("R1", "RSK-02", "high"), risk("R1"), risk("R2")])
    assert ids(found) == ["RSK-02/R1", "RSK-09/R2"]
    assert found.shown[0].absorbed == ("RSK-09",)
    assert found.shown[0].says.endswith("\nAlso: R1 has no owner yet.")
    (part,) = found.shown[0].parts
    assert (part.rule, part.subject, part.severity) == ("RSK-09", "R1", "medium")
    assert part.do.startswith("R1: Agree together who looks after this risk")
    assert found.absorbed == {"RSK-09/R1": ("RSK-02/R1",)}


def test_ids_that_differ_in_case_and_spaces_alone_are_one_risk() -> None:
    found = gather(BASE, [risk("R1", "RSK-02", "high"), risk("r 1")])
    assert ids(found) == ["RSK-02/R1"]


def test_the_order_of_the_observations_does_not_matter_for_absorbing() -> None:
    assert ids(gather(BASE, [risk("R1"), risk("R1", "RSK-02", "high")])) == ["RSK-02/R1"]


def test_a_group_loses_the_rows_that_were_taken_in_and_stands_for_the_rest() -> None:
    found = gather(BASE, [risk("R1", "RSK-02", "high"), _unfunded("R1"), _unfunded("R2")])
    assert found.shown[1].rows == ("R2",)
    assert found.absorbed == {}


def test_a_group_of_which_every_row_was_taken_in_is_no_finding() -> None:
    found = gather(BASE, [risk("R1", "RSK-02", "high"), risk("R2", "RSK-02", "high"), _unfunded("R1"), _unfunded("R2")])
    assert ids(found) == ["RSK-02/R1", "RSK-02/R2"]
    assert found.absorbed == {"RSK-12/arrangement": ("RSK-02/R1", "RSK-02/R2")}


def _unfunded(id: str) -> Observation:
    return Observation(
        rule="RSK-12", subject="arrangement", kind="arrangement", severity="medium", unit=id, rows=(id,),
        values={"named": id, "level": "high"},
    )  # fmt: skip


def test_a_party_whose_view_is_largely_missing_takes_in_its_own_ratings_only() -> None:
    missing = Observation(
        rule="PAR-05", subject="B", kind="partner", severity="high", partner="B", variant="risks",
        values={"missing": 1, "all": 1},
    )  # fmt: skip
    ratings = [risk("R1", "RSK-01", "low", partner=code, partners=(code,)) for code in "AB"]
    found = gather(BASE, [*ratings, missing])
    assert [(finding.id, finding.partners) for finding in found.shown] == [("PAR-05/B", ("B",)), ("RSK-01/R1", ("A",))]


def test_a_group_takes_its_highest_severity_and_the_words_of_that_one() -> None:
    near = risk("R1", "RSK-02", "high", variant="measures")
    worse = risk("R1", "RSK-02", "critical", variant="treatment")
    (finding,) = gather(BASE, [near, worse]).shown
    assert finding.severity == "critical"
    assert "how to treat it" in finding.says


def test_on_a_risk_the_most_severe_leads_and_where_equal_the_first_of_the_order() -> None:
    on_risk = [risk("R1", "RSK-02", "high"), risk("R1", "RSK-05", "critical"), risk("R1", "RSK-04", "high")]
    (lead,) = gather(BASE, on_risk).shown
    assert (lead.id, lead.absorbed) == ("RSK-05/R1", ("RSK-02", "RSK-04"))
    (lead,) = gather(BASE, [on_risk[2], risk("R1", "RSK-13", "high"), on_risk[0]]).shown
    assert lead.id == "RSK-02/R1"


def test_what_was_taken_in_takes_in_nothing() -> None:
    found = gather(BASE, [risk("R1", "RSK-02", "high"), risk("R1", "RSK-05", "critical"), _unfunded("R1")])
    assert ids(found) == ["RSK-05/R1", "RSK-12/arrangement"]


def test_a_difference_on_the_agenda_never_leads_and_is_taken_in_by_what_is_high() -> None:
    seen = Observation(
        rule="RSK-03", subject="arrangement", kind="arrangement", severity="medium", unit="R1", rows=("R1",),
        variant="discuss", values={"named": "R1", "scores": "10 (A)"},
    )  # fmt: skip
    assert ids(gather(BASE, [seen, risk("R1")])) == ["RSK-03/arrangement", "RSK-09/R1"]
    assert ids(gather(BASE, [seen, risk("R1", "RSK-04", "high")])) == ["RSK-04/R1"]


def test_what_reads_the_same_is_said_once_and_each_row_by_itself() -> None:
    def pair(codes: str) -> Observation:
        values = {"partners": tuple(codes), "ids": "1.1"}
        return Observation(
            rule="AGR-02",
            subject="arrangement",
            kind="arrangement",
            severity="medium",
            variant="overlap",
            values=values,
        )

    (finding,) = gather(BASE, [pair(codes) for codes in ("AB", "AC", "AD", "GH", "IJ")]).shown
    assert finding.says.count(" work together in 1.1") == 5
    (finding,) = gather(BASE, [pair(codes) for codes in ("AB", "CD", "EF", "GH", "IJ")]).shown
    assert finding.says.count("2 of 4 partners work together in 1.1") == 1
    rows = [group(row.risk, values={"named": row}) for row in GIVEN.risks]
    (finding,) = gather(BASE, [*rows, rows[0]]).shown
    assert [finding.says.count(f"{row.risk} (") for row in GIVEN.risks] == [1, 1, 1, 1]


def test_a_suggestion_begins_with_its_subject_also_where_its_first_word_begins_so() -> None:
    (finding,) = gather(BASE, [risk("R1", "RSK-09", "medium")]).shown
    assert finding.do.startswith("R1: Agree")
    seen = Observation(rule="RSK-09", subject="A", kind="row", severity="medium", rows=("A",), values={"named": "A"})
    (finding,) = gather(BASE, [seen]).shown
    assert finding.do.startswith("A: Agree")


def test_on_the_money_of_a_party_one_leads_and_takes_the_highest_severity() -> None:
    def money(rule: str, severity: str, code: str) -> Observation:
        values = {"shortfall": "1", "need": "2", "kinds": "k", "risks": "r"}
        return Observation(
            rule=rule, subject=code, kind="partner", severity=severity, partner=code, partners=(code,), values=values,
            variant="lacking" if rule == "BUD-03" else "",
        )  # fmt: skip

    found = gather(BASE, [money("BUD-01", "low", "A"), money("BUD-03", "high", "A"), money("BUD-03", "low", "B")])
    assert [(finding.id, finding.severity) for finding in found.shown] == [("BUD-01/A", "high"), ("BUD-03/B", "low")]


def test_findings_stand_by_severity_then_rule_then_subject_in_natural_order() -> None:
    found = gather(BASE, [risk("R10"), risk("R2"), risk("R3", "RSK-04", "high"), risk("R1", "RSK-02", "critical")])
    assert ids(found) == ["RSK-02/R1", "RSK-04/R3", "RSK-09/R2", "RSK-09/R10"]


def test_one_deciding_cell_is_the_cell() -> None:
    (finding,) = gather(BASE, [group("R2"), group("R3")]).shown
    assert finding.cell == Cell("Risks", 5, "next_review_on")


def test_several_deciding_cells_give_way_to_the_first_row() -> None:
    other = group("R2", cells=(Cell("Risks", 6, "next_review_on"),))
    (finding,) = gather(BASE, [group("R10"), other]).shown
    assert finding.rows == ("R2", "R10")
    assert finding.cell == Cell("Risks", 6, "risk")


def test_a_row_that_no_cell_decides_makes_the_cell_of_another_not_the_only_one() -> None:
    (finding,) = gather(BASE, [group("R10"), group("R2", cells=())]).shown
    assert finding.cell == Cell("Risks", 6, "risk")


def test_a_field_whose_row_is_gone_points_at_the_title() -> None:
    given_fields = Arrangement(field_rows={"title": 7})
    found = find(Assessment.of(given_fields, TODAY))
    cells = {finding.cell for finding in found.shown if finding.rule.startswith("ARR")}
    assert cells == {Cell("Arrangement", 7, "value")}


def test_without_an_arrangement_table_a_finding_has_no_cell() -> None:
    (finding,) = [f for f in find(Assessment.of(Arrangement(), TODAY)).shown if f.rule == "PAR-01"]
    assert finding.cell is None


def test_a_long_list_is_cut_in_the_sentence_and_whole_in_the_rows() -> None:
    (finding,) = gather(BASE, [group(f"R{i}") for i in range(1, 101)]).shown
    assert len(finding.rows) == 100
    assert finding.says.endswith("R20, no date yet and 80 more.")


def test_braces_that_people_write_stay_as_they_are() -> None:
    row = Risk(row=5, risk="R{1}", event="{0} {boom}", likelihood={"A": 5}, impact={"A": 5})
    found = find(Assessment.of(Arrangement(partners=GIVEN.partners, risks=(row,)), TODAY))
    (finding,) = [finding for finding in found.shown if finding.rule == "RSK-02"]
    assert "R{1} ({0} {boom})" in finding.says


@given(st.permutations(GIVEN.risks))
def test_sorting_the_sheet_changes_no_finding(rows: list[Risk]) -> None:
    again = Arrangement(**{**vars_of(GIVEN), "risks": tuple(rows)})
    assert find(Assessment.of(again, TODAY)).shown == find(Assessment.of(GIVEN, TODAY)).shown


def vars_of(given: Arrangement) -> dict[str, Any]:
    return {name: getattr(given, name) for name in Arrangement.__dataclass_fields__}


def test_a_later_day_that_changes_nothing_gives_the_same_words() -> None:
    later = Assessment.of(GIVEN, date(2026, 11, 25))
    assert find(later).shown == find(BASE).shown


def test_what_was_taken_in_stays_as_a_part_with_its_own_words_and_severity() -> None:
    found = gather(BASE, [risk("R1", "RSK-02", "critical"), risk("R1", "RSK-09", "medium")])
    (part,) = found.shown[0].parts
    assert (part.id, part.severity, part.rows) == ("RSK-09/R1", "medium", ("R1",))
    assert part.says
    assert part.do
