"""Headers are found wherever they stand, and over as many rows as they take."""

from __future__ import annotations

from pathlib import Path

from tests.adopt.kinds.grids import proposal_of, table_of
from tests.adopt.registers import recognised, saved

HEADERS = ("ID", "Risk description", "Likelihood", "Impact", "Owner", "Status")
ROW = ("R1", "Convoys are attacked on the road", 4, 5, "Logistics", "Open")
OTHER = ("R2", "The office is burgled at night", 2, 3, "Security", "Closed")
GROUPS = ("ID", "Risk description", "Inherent rating", "", "Existing controls", "Residual rating", "", "Status")
TWO_RATED = [("The ferry does not sail", 3, 4), ("The store is robbed", 2, 5), ("The bridge is closed", 1, 4)]
SAID = [
    ("A stolen key opens the store", "Food of a month is lost", "Guards at the gate", "No list of keys"),
    ("A false bill is paid", "Money is gone for good", "Two signatures", "Nobody calls back"),
    ("A stranger reads the list", "Families are in danger", "A locked room", "No log of visitors"),
]
LEAVES = ("", "", "Likelihood", "Impact", "", "Likelihood", "Impact", "")


def test_titles_and_empty_rows_above_the_header_are_passed_over(tmp_path: Path) -> None:
    lines = [("Risk register of the mission",), ("Date:", "May 2025"), (), HEADERS, ROW, OTHER]
    table = recognised(saved(tmp_path / "a.xlsx", lines))
    assert (table["header_rows"], table["first_row"], table["rows"]["carried"]) == ([4], 5, [[5, 6]])


def test_a_header_may_begin_in_any_column(tmp_path: Path) -> None:
    lines = [("", "", *HEADERS), ("", "", *ROW), ("", "", *OTHER)]
    columns = recognised(saved(tmp_path / "a.xlsx", lines))["columns"]
    assert {column["column"]: column["target"] for column in columns}["D"] == "Risks.description"


def test_a_header_of_two_rows_has_its_groups_above(tmp_path: Path) -> None:
    rows = [
        ("R1", "Convoys are attacked on the road", 5, 5, "Radios", 4, 3, "Open"),
        ("R2", "The office is burgled at night", 4, 2, "Guards", 2, 2, "Open"),
    ]
    table = recognised(saved(tmp_path / "a.xlsx", [GROUPS, LEAVES, *rows], ("C1:D1", "F1:G1")))
    assert table["header_rows"] == [1, 2]
    groups = {column["column"]: column["group"] for column in table["columns"]}
    assert (groups["C"], groups["D"], groups["F"]) == ("Inherent rating", "Inherent rating", "Residual rating")


def test_of_inherent_and_residual_ratings_it_is_asked_which_counts(tmp_path: Path) -> None:
    rows = [
        ("R1", "Convoys are attacked on the road", 5, 5, "Radios", 4, 3, "Open"),
        ("R2", "The office is burgled at night", 4, 2, "Guards", 2, 2, "Open"),
    ]
    table = recognised(saved(tmp_path / "a.xlsx", [GROUPS, LEAVES, *rows], ("C1:D1", "F1:G1")))
    assert all(column["ask"] for column in table["columns"] if column["header"] in ("Likelihood", "Impact"))


def test_headers_of_other_languages_are_known(tmp_path: Path) -> None:
    lines = [("N°", "Risque", "Probabilité", "Impact", "Statut"), (1, "Attaque des convois", 4, 5, "Ouvert")]
    targets = [column["target"] for column in recognised(saved(tmp_path / "a.xlsx", lines))["columns"]]
    assert targets == ["Risks.risk", "Risks.description", "Risks.likelihood", "Risks.impact", "Risks.status"]


def test_a_second_table_below_has_its_own_header(tmp_path: Path) -> None:
    lines = [HEADERS, ROW, OTHER, (), ("Risks of the second office",), HEADERS, ROW]
    table = recognised(saved(tmp_path / "a.xlsx", lines))
    assert table["rows"]["carried"][0] == [2, 3]


def test_numbers_of_headers_and_abbreviations_are_no_riddle() -> None:
    rows = [(at, text, at, 5 - at, at * (5 - at), "Logistics", "Radios") for at, text in enumerate("abcd", 1)]
    header = ("1. No", "2. Risk\n(event)", "3. L\n(1-5)", "4. C\n(1-5)", "RR", "P.I.C.", "Mitigation:")
    units = ("", "", "1-5", "1-5", "LxC", "", "")
    table = table_of([header, units, *rows], name="Risks")
    found = [column.target for column in table.columns]
    assert found == ["Risks.risk", "Risks.description", "Risks.likelihood", "Risks.impact", None, "Risks.owner",
                     "Risks.measures"]  # fmt: skip
    assert not any(column.words.ask for column in table.columns if column.words and column.target != "Risks.owner")


def test_registers_of_one_form_beside_each_other_are_two() -> None:
    header, rows = ("ID", "Risk description", "Likelihood", "Impact"), [("R1", "Theft", 5, 1), ("R2", "Floods", 3, 2)]
    lines = [(*header, "", *header), *[(*row, "", *row) for row in rows]]
    tables = proposal_of(lines, name="Risks").tables
    assert [[column.column for column in table.columns] for table in tables] == [[1, 2, 3, 4], [6, 7, 8, 9]]


def test_the_header_once_more_is_none_of_the_records_however_it_is_decorated() -> None:
    rows = [("Map the roads", "Lead", "Support"), ("Buy radios", "Support", "Lead"), ("Meet", "Lead", "Support")]
    more = [("Train drivers", "Lead", "Support"), ("Guard the store", "Support", "Lead"), ("Report", "Lead", "Support")]
    lines = [("1. Task*", "2. GVA", "3. HRBR"), *rows, ("Task", "GVA", "HRBR"), *more]
    table = table_of(lines, name="Tasks")
    assert (table.carried, list(table.left)) == ([2, 3, 4, 6, 7, 8], [5])


def test_a_header_that_is_merged_over_many_columns_ends_no_table(tmp_path: Path) -> None:
    wide: list[tuple[object, ...]] = [
        ("Risk", "Likelihood", "", "", "", "", "Impact", "Measures"),
        ("Theft in the market", 4, "", "", "", "", 3, "Escort"),
        ("Flood of the store", 3, "", "", "", "", 5, "Dam"),
    ]
    table = recognised(saved(tmp_path / "a.xlsx", wide, ("B1:F1",)))
    found = {column["header"]: column["target"] for column in table["columns"] if column["header"]}
    assert (found["Likelihood"], found["Impact"]) == ("Risks.likelihood", "Risks.impact")


def test_a_title_with_a_label_beside_it_is_no_group() -> None:
    columns = table_of([("Assessment after the flood", "", "", "", "Area: workshop", ""), HEADERS, ROW, OTHER]).columns
    assert {column.group for column in columns} == {""}


def test_the_phase_of_a_rating_may_stand_in_brackets() -> None:
    header = ("ID", "Risk", "Likelihood (initial)", "Impact (initial)", "Likelihood (current)", "Impact (current)")
    rows = [("R1", "Convoys are attacked", 5, 5, 4, 3), ("R2", "The office is burgled", 4, 3, 2, 3)]
    found = [column.target for column in table_of([header, *rows]).columns]
    assert found == ["Risks.risk", "Risks.description", None, None, "Risks.likelihood", "Risks.impact"]


def test_a_group_says_which_measures_stand_below_a_header_that_says_little(tmp_path: Path) -> None:
    groups = ("ID", "Risk", "Likelihood", "Impact", "Measures to be implemented", "")
    leaves = ("", "", "", "", "Description", "Until")
    rows = [("R1", "Theft on the road", 4, 5, "Escort each lorry", "May"), ("R2", "Fire", 2, 4, "New wiring", "June")]
    table = recognised(saved(tmp_path / "a.xlsx", [groups, leaves, *rows], ("E1:F1",)))
    assert {column["column"]: column["target"] for column in table["columns"]}["E"] == "Risks.measures"


def test_lines_of_a_header_that_say_the_same_in_two_languages_are_one_header() -> None:
    columns = table_of([("Risque\nRisk", "Probabilité\nLikelihood", "Gravité\nSeverity"), *TWO_RATED]).columns
    assert [(column.target, column.ask) for column in columns] == [
        ("Risks.description", False), ("Risks.likelihood", False), ("Risks.impact", False)
    ]  # fmt: skip


def test_a_likely_impact_in_words_is_what_may_come_of_it() -> None:
    lines = [("Attack scenario", "Likely impact", "Existing controls", "Missing controls"), *SAID]
    assert [column.target for column in table_of(lines).columns][1] == "Risks.consequence"


def test_guidance_right_below_the_header_is_no_second_language(tmp_path: Path) -> None:
    guidance = ("Give an id", "Describe the risk", "Rate from 1 to 5", "Rate from 1 to 5", "Name who owns it", "Select")
    table = recognised(saved(tmp_path / "a.xlsx", [HEADERS, guidance, ROW, OTHER]))
    assert table["header_rows"] == [1]


def test_a_header_of_two_meanings_has_the_one_that_no_other_column_has() -> None:
    lines = [("Hazard", "Cause / failure mode", "Likelihood", "Impact"), *(one[:1] + one[1:2] + (3, 4) for one in SAID)]
    assert [column.target for column in table_of(lines).columns][:2] == ["Risks.description", "Risks.cause"]


def test_priorities_are_nobody() -> None:
    lines = [
        ("Risk", "Likelihood", "Impact", "Net"),
        *((*row, said) for row, said in zip(TWO_RATED, ("P1", "P2", "P1"), strict=True)),
    ]
    assert table_of(lines).column_for("Risks.owner") is None
