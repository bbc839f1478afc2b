"""docs/rules.md, Agenda: what one joint meeting can settle, and that no word of people is lost."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.domain.finding import Finding
from pipeline.findings.engine import Findings
from tests.chance import examples
from tests.plan.world import finding, found
from tests.results.world import DAY, Workbook

CASE: dict[str, Any] = {
    "partners": "| partner | party | level |\n| A | yes | international |\n| B | yes | local |",
    "risks": "| risk | event | description | likelihood A | impact A | exposure A | likelihood B | impact B "
    "| exposure B |\n"
    "| R1 | Flood | Water | 3 | 3 | direct | | | direct |\n| R2 | Fire | Smoke | 2 | 2 | direct | 5 | 5 | direct |\n"
    "| R3 | Theft | Loss | 2 | 2 | direct | 2 | 2 | direct |",
    "activities": "| activity | event | title |\n| 1 | Flood | Warn |\n| 1.1 | Flood | Ring |\n| 2 | Strike | Wait |",
    "indicators": "| indicator | element | key | rating A | rating B |\n| I1 | Trust | yes | absent | absent |\n"
    "| I2 | Care | no | absent | |",
    "budget": "| line | supports |\n| B1 | R2 |",
}


def ids(book: Workbook) -> list[Any]:
    return [row.get("Topic id", "") for row in book.rows("Agenda")]


def agenda(*shown: Finding, book: Workbook | None = None, today: date = DAY) -> Workbook:
    book = book or Workbook()
    book.run(CASE, today, findings=found(*shown))
    return book


def one(id: str, severity: str = "high", kind: str = "row", **more: Any) -> Finding:
    return finding(id, severity, kind=kind, **more)


def test_what_is_found_on_a_risk_is_one_topic_with_what_its_event_and_its_lines_lack() -> None:
    book = agenda(
        one("RSK-02/R2", "critical"), one("RSK-13/R2"), one("BUD-04/B1"), one("RSK-11/fire", kind="event"),
        one("ACT-03/1.1"),
    )  # fmt: skip
    assert ids(book) == ["RSK/R2", "ACT/1", "CLOSE"]
    assert book.rows("Agenda")[0]["Findings"] == "RSK-02/R2, RSK-13/R2, BUD-04/B1, RSK-11/fire"


def test_each_finding_stands_in_the_first_topic_that_fits() -> None:
    several = {
        "ACT-05/arrangement": "MATRIX", "EXIT-01/arrangement": "EXIT", "RSK-12/arrangement": "MONEY",
        "IND-02/arrangement": "IND", "RSK-03/arrangement": "VIEWS", "ARR-01/arrangement": "ARR",
    }  # fmt: skip
    for id, topic in several.items():
        assert ids(agenda(one(id, "medium", "arrangement", rows=()))) == [topic, "CLOSE"]
    partners = {"PAR-05/A": "VIEWS", "BUD-05/A": "MONEY", "PLAN-02/A": "MONEY", "PAR-03/A": "ARR", "PAR-07/B": "MONEY"}
    for id, topic in partners.items():
        assert ids(agenda(one(id, "medium", "partner", rows=()))) == [topic, "CLOSE"]
    assert ids(agenda(one("IND-01/I1"))) == ["IND/Trust", "CLOSE"]
    assert ids(agenda(one("IND-04/I2", "medium"))) == ["IND", "CLOSE"]


def test_a_key_indicator_that_names_no_element_belongs_to_the_other_indicators() -> None:
    case = {
        **CASE,
        "indicators": "| indicator | element | key | rating A | rating B |\n| I1 | | yes | absent | absent |",
    }
    book = Workbook()
    book.run(case, findings=found(one("IND-01/I1")))
    assert ids(book) == ["IND", "CLOSE"]


def test_what_waits_on_a_line_or_an_activity_stays_with_the_worst_risk_that_it_is_about() -> None:
    book = agenda(one("RSK-02/R2"), one("BUD-04/B1"), one("ACT-03/1.1"), one("RSK-02/R1"))
    assert ids(book) == ["RSK/R2", "RSK/R1", "CLOSE"]
    unread = {
        "budget": CASE["budget"].replace("supports |", "supports | sufficient A |").replace("R2 |", "R2 | ? |"),
        "activities": "| activity | event | title | role A |\n| 1 | Flood | Warn | |\n| 1.1 | Flood | Ring | ? |",
    }
    book.run({**CASE, **unread}, findings=found(one("RSK-02/R1"), one("RSK-02/R2")))
    states = {row["Action"]: row["State"] for row in book.rows("ActionPlan")}
    assert (states["BUD/B1"], states["ACT/1.1"]) == ("Waiting", "Waiting")
    assert ids(book) == ["RSK/R2", "RSK/R1", "CLOSE"]


def test_the_order_is_severity_then_what_is_open_then_the_joint_score() -> None:
    book = agenda(one("RSK-09/R2", "medium"), one("RSK-02/R1"), one("RSK-02/R2"), one("RSK-05/R3"))
    assert ids(book) == ["RSK/R3", "RSK/R2", "RSK/R1", "CLOSE"]
    book = agenda(one("RSK-09/R2", "medium"), one("RSK-05/R3"))
    assert ids(book) == ["RSK/R3", "RSK/R2", "CLOSE"]


def test_those_most_exposed_are_heard_first_those_without_a_rating_before_all() -> None:
    rows = {
        row["Topic id"]: row["Hear first"] for row in agenda(*(one(f"RSK-02/R{n}") for n in (1, 2, 3))).rows("Agenda")
    }
    assert (rows["RSK/R1"], rows["RSK/R2"], rows["RSK/R3"]) == ("B, A", "B, A", "B, A")


def test_a_meeting_takes_two_hours_and_what_does_not_fit_says_next_time() -> None:
    book = agenda(
        *(one(f"RSK-11/e{n}", "high", "event", rows=()) for n in range(2)), *(one(f"RSK-02/X{n}") for n in range(14))
    )
    rows = book.rows("Agenda")
    assert [row["No"] for row in rows[:12]] == [*range(1, 12), ""]
    assert rows[11]["Topic id"] == "CLOSE"
    assert {row["No"] for row in rows[12:]} == {"next time"}
    assert sum(row["Minutes"] or 0 for row in rows) == 120


def test_critical_topics_always_have_a_number() -> None:
    rows = agenda(*(one(f"RSK-02/X{n}", "critical") for n in range(10)), one("RSK-02/Y")).rows("Agenda")
    assert [row["No"] for row in rows] == [*range(1, 11), "", "next time"]


def test_whose_view_is_missing_is_asked_before_the_meeting() -> None:
    book = agenda(one("RSK-01/R1", partners=("B",)))
    assert book.rows("Agenda")[0]["To decide"].startswith("Before the meeting, ask B when, how and with whom")


def test_what_is_settled_leaves_the_agenda_until_a_fact_changes() -> None:
    book = agenda(one("RSK-02/R1"), one("RSK-02/R2"))
    book.rows("ActionPlan")[0] |= {"Status": "Kept", "What we agreed": "We live with it."}
    agenda(one("RSK-02/R1"), one("RSK-02/R2"), book=book)
    assert (book.rows("ActionPlan")[0]["State"], ids(book)) == ("Settled", ["RSK/R2", "CLOSE"])
    agenda(one("RSK-02/R1"), one("RSK-08/R1", "medium"), book=book)
    row = book.rows("ActionPlan")[0]
    assert (row["State"], ids(book)) == ("Reopened", ["RSK/R1", "CLOSE"])
    assert "RSK-08 is new" in row["Why"]
    row["What we agreed"] = "We live with both."
    agenda(one("RSK-02/R1"), one("RSK-08/R1", "medium"), book=book)
    assert book.rows("ActionPlan")[0]["State"] == "Settled"


def test_what_may_not_be_settled_any_more_says_why_it_is_back() -> None:
    book = agenda(one("RSK-02/R2"))
    book.rows("ActionPlan")[0] |= {"Status": "Kept", "What we agreed": "We live with it."}
    agenda(one("RSK-02/R2"), book=book)
    agenda(one("RSK-02/R2", "critical"), book=book)
    row = book.rows("ActionPlan")[0]
    assert (row["State"], row["Why"].splitlines()[0]) == (
        "Reopened",
        "Back on the agenda: RSK-02 is more severe now.",
    )


def test_the_day_to_look_again_counts_from_the_run_that_first_saw_it_though_the_topic_was_away() -> None:
    book = agenda(one("RSK-02/R2"), one("RSK-02/R3"))
    book.rows("Agenda")[0]["Look again on"] = DAY + timedelta(days=100)
    for days, shown in ((0, True), (20, False), (40, True)):
        found_now = [*([one("RSK-02/R2")] if shown else []), one("RSK-02/R3")]
        agenda(*found_now, book=book, today=DAY + timedelta(days=days))
    assert ids(book)[0] == "RSK/R2"  # 100 days after that run: too far, whatever the day it came back


def test_a_day_to_look_again_that_is_set_while_the_topic_is_away_counts_from_the_run_that_saw_it_there() -> None:
    book = agenda(one("RSK-02/R2"), one("RSK-02/R3"))
    book.rows("Agenda")[0]["What we agreed"] = "Ask again."
    agenda(one("RSK-02/R3"), book=book)
    next(row for row in book.rows("Agenda") if row["Topic id"] == "RSK/R2")["Look again on"] = DAY + timedelta(days=120)
    agenda(one("RSK-02/R3"), book=book, today=DAY + timedelta(days=20))
    agenda(one("RSK-02/R2"), one("RSK-02/R3"), book=book, today=DAY + timedelta(days=40))
    assert ids(book)[0] == "RSK/R2"  # 100 days after that run


def test_a_closed_risk_that_a_line_supports_does_not_take_the_line_to_its_own_topic() -> None:
    risks = (
        CASE["risks"].replace("exposure B |\n", "exposure B | status |\n").replace("direct |\n", "direct | open |\n")
    )
    risks = risks.replace("| 5 | 5 | direct | open |", "| 2 | 2 | direct | closed |") + " open |"
    book = Workbook()
    book.run({**CASE, "risks": risks}, findings=found(one("RSK-02/R2"), one("BUD-04/B1")))
    assert ids(book) == ["RSK/R2", "MONEY", "CLOSE"]


def test_a_long_list_is_cut_between_its_items_and_says_how_many_more_there_are() -> None:
    items = "; ".join(f"R{number} (a risk that takes some words to tell)" for number in range(1, 12))
    book = agenda(one("RSK-03/arrangement", kind="arrangement", says=f"You see these differently: {items}."))
    said = book.rows("Agenda")[0]["What was found"]
    assert said.endswith(
        "R2 (a risk that takes some words to tell); R3 (a risk that takes some words to tell); and 8 more: see Gaps."
    )


def test_what_waits_for_next_time_takes_one_line_of_each_cell() -> None:
    many = [one(f"RSK-02/R{number}", do="Talk it through with all of them, " * 9) for number in range(1, 4)]
    many += [one(f"SRV-01/S{number}", do="Talk it through with all of them, " * 9) for number in range(1, 20)]
    rows = agenda(*many, *(one(f"IND-01/I{number}") for number in (1, 2)), *_of_events()).rows("Agenda")
    later = [row for row in rows if row["No"] == "next time"]
    assert later
    assert all(len(row["What was found"]) <= 60 and len(row["To decide"]) <= 68 for row in later)


def _of_events() -> list[Finding]:
    return [one(f"ACT-08/{number}", "medium") for number in range(1, 40)]


def test_what_is_under_way_or_to_be_looked_at_later_stands_behind_and_is_only_asked_after() -> None:
    book = agenda(one("RSK-02/R1"), one("RSK-02/R2"))
    assert ids(book) == ["RSK/R2", "RSK/R1", "CLOSE"]
    book.rows("ActionPlan")[1] |= {
        "Status": "Agreed",
        "Agreed responsible": "A",
        "Agreed due": DAY + timedelta(days=60),
    }
    agenda(one("RSK-02/R1"), one("RSK-02/R2"), book=book)
    assert ids(book) == ["RSK/R1", "RSK/R2", "CLOSE"]
    assert (book.rows("Agenda")[1]["Minutes"], book.rows("Agenda")[1]["To decide"]) == (5, "Is it on track?")
    book.rows("Agenda")[0]["Look again on"] = DAY + timedelta(days=30)
    agenda(one("RSK-02/R1"), one("RSK-02/R2"), book=book)
    assert ids(book) == ["RSK/R2", "RSK/R1", "CLOSE"]
    agenda(one("RSK-02/R1"), one("RSK-02/R2"), book=book, today=DAY + timedelta(days=30))
    assert ids(book) == ["RSK/R1", "RSK/R2", "CLOSE"]


def test_what_people_wrote_goes_with_the_topic_and_stays_when_the_topic_goes() -> None:
    book = agenda(one("RSK-02/R1"), one("RSK-02/R2"))
    book.rows("Agenda")[0]["What we agreed"] = "Ask again."
    book.sheets["Agenda"].add(topic="Ours", what_we_agreed="Coffee")
    agenda(one("RSK-02/R1"), book=book)
    written = [row for row in book.rows("Agenda") if row.get("What we agreed")]
    assert [(row.get("Topic id", ""), row["What we agreed"]) for row in written] == [
        ("RSK/R2", "Ask again."), ("", "Coffee"),
    ]  # fmt: skip
    agenda(one("RSK-02/R2", "critical"), one("RSK-02/R1"), book=book)
    assert (ids(book)[0], book.rows("Agenda")[0]["What we agreed"]) == ("RSK/R2", "Ask again.")


# In the order in which the engine gives them.
EVERY = [one("ACT-03/1.1"), one("BUD-05/A", kind="partner"), one("IND-01/I1"), one("RSK-02/R1"), one("RSK-02/R2")]


@settings(max_examples=examples(12))
@given(
    st.lists(st.tuples(st.sets(st.sampled_from(range(5))), st.integers(0, 8), st.booleans(), st.randoms()), max_size=4)
)
def test_no_word_of_people_is_ever_lost(steps: list[tuple[set[int], int, bool, Any]]) -> None:
    book, said = Workbook(), []
    book.sheets["Agenda"].headers.append("Colour")
    for number, (shown, at, own, chance) in enumerate(steps):
        book.run(CASE, DAY + timedelta(days=number), findings=Findings(tuple(EVERY[i] for i in sorted(shown)), {}))
        rows = book.rows("Agenda")
        for header in ("What we agreed", "Colour"):
            word = f"~{number} {header}"
            if own or not rows:
                rows.append({header: word})
                said.append(("", header, word))
            elif not rows[at % len(rows)].get(header):
                rows[at % len(rows)][header] = word
                said.append((rows[at % len(rows)].get("Topic id", ""), header, word))
        chance.shuffle(rows)
    book.run(CASE, DAY + timedelta(days=9), findings=found())
    stands = [
        (row.get("Topic id", ""), header, row[header])
        for row in book.rows("Agenda") for header in ("What we agreed", "Colour") if row.get(header)
    ]  # fmt: skip
    assert sorted(stands) == sorted(said)
