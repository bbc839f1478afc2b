"""Every filled row below a header is a record, or left with its reason."""

from __future__ import annotations

from pathlib import Path

from tests.adopt.kinds.grids import table_of
from tests.adopt.registers import Line, built, recognised, rows_of, saved

HEADERS = ("ID", "Risk description", "Cause", "Likelihood", "Impact", "Status", "Loss")
ROW = ("R1", "Convoys are attacked on the road", "Bandits", 4, 5, "Open", 100)
OTHER = ("R2", "The office is burgled at night", "Poor locks", 2, 3, "Closed", 200)


def rows(tmp_path: Path, *lines: Line) -> dict[str, list[list[object]]]:
    found: dict[str, list[list[object]]] = recognised(saved(tmp_path / "a.xlsx", [HEADERS, *lines]))["rows"]
    return found


def test_a_total_is_no_record(tmp_path: Path) -> None:
    found = rows(tmp_path, ROW, OTHER, ("Total", "", "", "", "", "", 300))
    assert found == {"carried": [[2, 3]], "left": [[4, 4, "a total"]]}


def test_a_heading_between_records_is_none(tmp_path: Path) -> None:
    found = rows(tmp_path, ROW, ("Section B: the office",), OTHER)
    assert found == {"carried": [[2, 2], [4, 4]], "left": [[3, 3, "section heading"]]}


def test_a_second_row_of_a_record_belongs_to_it(tmp_path: Path) -> None:
    found = rows(tmp_path, ROW, ("", "", "Weak escorts"), OTHER)
    assert found == {"carried": [[2, 4]], "left": []}


def test_the_header_once_more_begins_another_table(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", [HEADERS, ROW, HEADERS, OTHER])
    assert [row["Risk"] for row in rows_of(built(path), "Risks")] == ["R1", "R2"]


def test_an_id_alone_is_no_record(tmp_path: Path) -> None:
    assert rows(tmp_path, ROW, OTHER, ("R3",))["carried"] == [[2, 3]]


def test_a_note_below_is_no_record(tmp_path: Path) -> None:
    found = rows(tmp_path, ROW, OTHER, (), ("Note", "Scores by the committee"))
    assert (found["carried"], found["left"][0][0]) == ([[2, 3]], 5)


def test_a_heading_is_called_by_its_words_not_by_its_number() -> None:
    lines = [
        ("Annex A ref", "Control title", "Control description", "Implementation status", "Evidence"),
        ("A.5", "Organizational controls"),
        ("A.5.1", "Policies", "Policies shall be defined and approved", "Implemented", "ISP-01"),
        ("A.5.2", "Roles", "Roles shall be allocated to persons", "Not implemented", ""),
    ]
    table = table_of(lines, name="SoA")
    assert table.sections == dict.fromkeys((3, 4), "Organizational controls")
