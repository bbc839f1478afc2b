"""People and runs against each other: whatever either does, nothing people wrote is lost and no row moves."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from pipeline.domain.arrangement import Arrangement
from pipeline.domain.finding import Finding
from schemas.spec import table
from schemas.vocabulary import compared
from tests.chance import examples
from tests.plan.world import DAY, finding, found, given, once, plan_sheet, run

IDS = ("R1", "R2", "R3")
CAUSES = ("critical", "high", "medium", "low", "absorbed", "gone")
ROWS = ("understood", "unclear", "left out", "deleted")
OURS = tuple(column.title for column in table("ActionPlan").columns if column.owner == "us")
TYPED = tuple(header for header in OURS if header not in ("Action", "Stamp"))
THEIRS = tuple(column.title for column in table("ActionPlan").columns if column.owner != "us")
SPOILT = ("", "oops", "area=RSK")
some_row = st.integers(0, 11)


class PeopleAgainstRuns(RuleBasedStateMachine):
    """A row carries `#`, which no header names: who it is, whatever is done to it."""

    def __init__(self) -> None:
        super().__init__()
        self.sheet = plan_sheet()
        self.today = DAY
        self.causes = dict.fromkeys(IDS, "gone")
        self.inputs = dict.fromkeys(IDS, "understood")
        self.states: dict[int, str] = {}
        self.back: set[int] = set()
        self.number = 0

    @initialize(first=st.sampled_from(CAUSES[:3]))
    def something_is_found(self, first: str) -> None:
        self.causes["R1"] = first
        self.a_run(0)

    def token(self) -> str:
        self.number += 1
        return f"~{self.number}~ said"

    def pick(self, index: int) -> dict[str, Any] | None:
        filled = [row for row in self.sheet.rows if row]
        return filled[index % len(filled)] if filled else None

    # ---- causes
    @rule(id=st.sampled_from(IDS), cause=st.sampled_from(CAUSES))
    def a_cause_changes(self, id: str, cause: str) -> None:
        self.causes[id] = cause
        self.a_run(1)

    @rule(id=st.sampled_from(IDS))
    def a_cause_goes_and_comes_back(self, id: str) -> None:
        for cause in ("gone", "high"):
            self.causes[id] = cause
            self.a_run(1)

    @rule(id=st.sampled_from(IDS), state=st.sampled_from(ROWS))
    def a_cause_goes_with_its_row(self, id: str, state: str) -> None:
        self.inputs[id], self.causes[id] = state, "gone"
        self.a_run(1)

    # ---- people
    @rule(index=some_row, header=st.sampled_from(THEIRS))
    def write_in_a_column_of_theirs(self, index: int, header: str) -> None:
        if row := self.pick(index):
            row[header] = self.token()

    @rule(index=some_row)
    def write_in_a_column_they_add(self, index: int) -> None:
        if "Colour" not in self.sheet.headers:
            self.sheet.headers.insert(2, "Colour")
        if row := self.pick(index):
            row["Colour"] = self.token()

    @rule(index=some_row, header=st.sampled_from(TYPED))
    def type_into_our_column(self, index: int, header: str) -> None:
        if row := self.pick(index):
            row[header] = self.token()
            if header == "State" and self.is_unsure(row):
                self.states.pop(row["#"], None)

    @rule(index=some_row, header=st.sampled_from((*TYPED, *THEIRS)))
    def clear_a_cell(self, index: int, header: str) -> None:
        if row := self.pick(index):
            row[header] = ""
            if header == "State" and self.is_unsure(row):
                self.states.pop(row["#"], None)

    @rule(index=some_row, text=st.sampled_from(SPOILT))
    def spoil_the_stamp(self, index: int, text: str) -> None:
        row = self.pick(index)
        if row and str(row.get("State", "")).startswith(("New", "Open", "Res", "Reo")):
            row["Stamp"] = text

    @precondition(lambda self: len(self.sheet.rows) < 12)
    @rule(index=some_row, where=some_row)
    def copy_a_row(self, index: int, where: int) -> None:
        if row := self.pick(index):
            copy = {**row, "#": self.identity()}
            for header, value in copy.items():
                if isinstance(value, str) and value.startswith("~") and header != "#":
                    copy[header] = self.token()
            self.states[copy["#"]] = self.states.get(row["#"], "")
            self.back |= {copy["#"]} if row["#"] in self.back else set()
            self.sheet.rows.insert(where % (len(self.sheet.rows) + 1), copy)

    @rule(index=some_row)
    def delete_a_row(self, index: int) -> None:
        if row := self.pick(index):
            self.sheet.rows.remove(row)

    @rule(index=some_row)
    def clear_an_id(self, index: int) -> None:
        if row := self.pick(index):
            row["Action"] = ""

    @precondition(lambda self: len(self.sheet.rows) < 12)
    @rule(where=some_row, header=st.sampled_from(("What to do", "Notes")))
    def add_a_row_by_hand(self, where: int, header: str) -> None:
        row = {"#": self.identity(), header: self.token()}
        self.sheet.rows.insert(where % (len(self.sheet.rows) + 1), row)

    @precondition(lambda self: len(self.sheet.rows) < 12)
    @rule(where=some_row)
    def leave_an_empty_row(self, where: int) -> None:
        self.sheet.rows.insert(where % (len(self.sheet.rows) + 1), {})

    @rule(seed=st.randoms(use_true_random=False))
    def sort(self, seed: Any) -> None:
        seed.shuffle(self.sheet.rows)

    # ---- runs
    @rule(days=st.integers(0, 40))
    def a_run(self, days: int) -> None:
        self.today += timedelta(days=days)
        before = [dict(row) for row in self.sheet.rows]
        expected = self.expected_states()
        run(self.sheet, self.findings(), self.arrangement(), self.today)
        for row in self.sheet.rows:
            if row and "#" not in row:
                row["#"] = self.identity()
        self.nothing_moved(before)
        self.nothing_lost(before)
        self.others_untouched(before)
        self.states_are(expected)

    def identity(self) -> int:
        self.number += 1
        return self.number

    def findings(self) -> Any:
        shown = [self.cause_of(id) for id in IDS if self.causes[id] not in ("absorbed", "gone")]
        parts = tuple(finding(f"RSK-02/{id}") for id in IDS if self.causes[id] == "absorbed")
        taking = [finding("PAR-05/A", kind="partner", parts=parts)] if parts else []
        return found(*shown, *taking)

    def cause_of(self, id: str) -> Finding:
        return finding(f"RSK-02/{id}", self.causes[id])

    def arrangement(self) -> Arrangement:
        there = [id for id in IDS if self.inputs[id] in ("understood", "unclear")]
        out = frozenset(id for id in IDS if self.inputs[id] == "left out")
        unclear = [id for id in there if self.inputs[id] == "unclear"]
        return given(*there, unknown=unclear, left_out={"Risks": out} if out else {})

    def uppers(self) -> dict[str, dict[str, Any]]:
        """The row that is the action, by id as compared."""
        found_rows: dict[str, dict[str, Any]] = {}
        for row in self.sheet.rows:
            if row.get("Action"):
                found_rows.setdefault(compared(row["Action"]), row)
        return found_rows

    def expected_states(self) -> dict[str, str | None]:
        """By risk, the state its action must be in after the run; None where we cannot tell."""
        expected: dict[str, str | None] = {}
        uppers = self.uppers()
        for id in IDS:
            row = uppers.get(compared(f"RSK/{id}"))
            if row is None:
                expected[id] = "New" if self.causes[id] in CAUSES[:3] else ""
            elif row["#"] not in self.states or (self.is_unsure(row) and self.causes[id] == "absorbed"):
                expected[id] = None  # without a stamp, our own reason may have been somebody's
            else:
                expected[id] = self.next_state(id, row)
        return expected

    def is_unsure(self, row: dict[str, Any]) -> bool:
        """Whether the stamp is spoilt, so that a run goes by what stands in the cells."""
        return row.get("Stamp", "") in SPOILT

    def next_state(self, id: str, row: dict[str, Any]) -> str:
        """The state an action must have; `back` are the rows that came back and were not resolved since."""
        before, unsure, cause = self.states[row["#"]], self.is_unsure(row), self.causes[id]
        if unsure and before != "Reopened":
            self.back.discard(row["#"])
        if cause in ("gone", "low"):
            # Nobody can say that a row is gone while another has no id.
            doubtful = self.inputs[id] == "deleted" and "left out" in self.inputs.values()
            kept = self.inputs[id] in ("unclear", "left out") or doubtful
            if not kept:
                self.back.discard(row["#"])
            return "Waiting" if kept else "Resolved"
        if before in ("Resolved", "Reopened"):
            self.back.add(row["#"])
        if row["#"] in self.back:
            return "Reopened"
        return "Open" if self.is_written(row) else "New"

    def is_written(self, row: dict[str, Any]) -> bool:
        """Somebody wrote in it: in a column of theirs, or over what a run is about to write anew."""
        full = self.causes[row["Action"].partition("/")[2]] in CAUSES[:4]
        replaced = TYPED if full else ("Why", "State", "First found", "Last found")
        typed = any(str(row.get(header, "")).startswith("~") for header in replaced)
        return typed or row.get("Stamp") == "oops" or any(row.get(header) for header in (*THEIRS, "Colour"))

    def states_are(self, expected: dict[str, str | None]) -> None:
        uppers = self.uppers()
        for id, state in expected.items():
            row = uppers.get(compared(f"RSK/{id}"))
            if state == "":
                assert row is None
                continue
            assert row is not None
            shown = str(row["State"])
            if state is not None and not shown.startswith("~") and shown:
                assert shown == state, f"{id}: {shown} instead of {state}"
            self.states[row["#"]] = state if state is not None else shown

    def nothing_moved(self, before: list[dict[str, Any]]) -> None:
        while before and not before[-1]:
            before.pop()
        after = [row.get("#") for row in self.sheet.rows[: len(before)]]
        assert after == [row.get("#") for row in before]

    def others_untouched(self, before: list[dict[str, Any]]) -> None:
        """A second row of an id, and a row of the people's own, are left exactly as they were."""
        seen = set()
        for old, new in zip(before, self.sheet.rows, strict=False):
            id = compared(str(old.get("Action", "")))
            if id in seen or id.startswith("m-") or not id:
                assert {**old, "Action": ""} == {key: new[key] for key in old} | {"Action": ""}
                assert bool(id) <= (new.get("Action") == old.get("Action"))
            seen.add(id)

    def nothing_lost(self, before: list[dict[str, Any]]) -> None:
        for old, new in zip(before, self.sheet.rows, strict=False):
            for header in (*THEIRS, "Colour"):
                was, now = str(old.get(header, "")), str(new.get(header, ""))
                assert now.startswith(was) if header == "Notes" else now == was
            for header in OURS:
                text = str(old.get(header, ""))
                if text.startswith("~"):
                    assert text in str(new.get(header, "")) or text in new["Notes"], f"{header}: {text} is lost"


TestPeopleAgainstRuns = PeopleAgainstRuns.TestCase
TestPeopleAgainstRuns.settings = settings(max_examples=examples(50), stateful_step_count=25)


def test_a_year_of_quiet_runs_changes_nothing() -> None:
    sheet = plan_sheet()
    run(sheet, found(finding()))
    before = [dict(row) for row in sheet.rows]
    for days in range(0, 360, 30):
        once(sheet, found(finding()), given("R1"), date.fromordinal(DAY.toordinal() + days))
    assert sheet.rows == before
