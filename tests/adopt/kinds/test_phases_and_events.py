"""What is proposed for the phase and the event of tasks that have no column for them."""

from __future__ import annotations

from tests.adopt.kinds.grids import table_of
from tests.adopt.registers import Line

HEADER: Line = ("No", "Task", "Responsible", "Support")
FIRST, SECOND = (1, "Tie up the boats", "Harbour office", "Ferry line"), (2, "Close the gates", "Ferry line", "Police")
THIRD = (3, "Look at the piers", "Harbour office", "Divers club")
TASKS: tuple[Line, ...] = (FIRST, SECOND, THIRD)


def fills(*lines: Line, of: str) -> list[tuple[str, str, bool]]:
    return [(fill.section, fill.value, fill.ask) for fill in table_of(lines).fills if fill.target == of]


def test_headings_that_say_when_it_is_name_the_phase() -> None:
    lines = (HEADER, ("Before the storm",), FIRST, ("During the storm",), SECOND, ("After the storm",), THIRD)
    assert fills(*lines, of="Activities.phase") == [
        ("Before the storm", "preparedness", False),
        ("During the storm", "response", False),
        ("After the storm", "recovery", False),
    ]


def test_after_some_hours_is_no_phase() -> None:
    lines = (HEADER, ("After 24 hours",), FIRST, SECOND, ("After 72 hours",), THIRD)
    assert [ask for _, _, ask in fills(*lines, of="Activities.phase")] == [True, True]


def test_the_first_heading_stands_above_the_header_where_each_heading_has_the_header_below_it() -> None:
    lines = (("Pier plan",), ("Before the storm",), HEADER, FIRST, SECOND, ("After the storm",), HEADER, THIRD)
    table = table_of(lines)
    assert table.sections == {4: "Before the storm", 5: "Before the storm", 8: "After the storm"}


def test_cells_that_say_when_it_is_are_phases() -> None:
    said = ("قبل العاصفة", "أثناء العاصفة", "بعد العاصفة")
    lines: list[Line] = [("No", "Phase", "Task", "Responsible", "Support")]
    lines += [(task[0], phase, *task[1:]) for phase, task in zip(said, TASKS, strict=True)]
    words = next(column.words for column in table_of(lines).columns if column.target == "Activities.phase")
    assert words is not None
    assert ([*words.map.values()], words.ask) == (["preparedness", "response", "recovery"], False)


def test_the_event_is_asked_once_however_many_headings_there_are() -> None:
    lines = (("Plan of the harbour",), HEADER, ("Boats",), FIRST, ("Gates",), SECOND, ("Piers",), THIRD)
    assert fills(*lines, of="Activities.event") == [("", "Plan of the harbour", True)]


def test_a_heading_that_names_what_may_happen_is_the_event_of_its_tasks() -> None:
    lines = (("Plan of the harbour",), HEADER, ("Flood",), FIRST, SECOND, ("Fire on board",), THIRD)
    found = [("Flood", "Flood", True), ("Fire on board", "Fire on board", True)]
    assert fills(*lines, of="Activities.event") == found


def test_the_title_that_names_an_event_is_proposed_before_dates_and_notes() -> None:
    lines = (("Flood plan of the harbour",), ("Approved by the council",), ("2026-02-01",), HEADER, *TASKS)
    assert fills(*lines, of="Activities.event") == [("", "Flood plan of the harbour", True)]
