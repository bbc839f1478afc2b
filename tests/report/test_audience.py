"""Who may see what: a page for others holds nothing that the parties keep between themselves (ISO 22397, 5.2, 5.7)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from typing import Any

import pytest

from pipeline.disclosure.audience import NotForThemError, audience
from schemas.spec import table
from tests.report.world import PARTNERS, TYPICAL, Page, Rows, activity, indicator, line, looked, risk, shown

# The texts of these columns may be shown, in rows that may be shown; of every other text column, none.
OPEN_TO_ALL = {
    "Partners": {"partner", "name"},
    "Risks": {"risk", "event", "description"},
    "Activities": {"activity", "event", "title"},
    "Indicators": {"indicator", "element"},
    "Budget": {"line"},
}
_KINDS = ("text",)


def marked(name: str, row: Mapping[str, Any], mark: str) -> dict[str, Any]:
    """The row with a text of its own in every text column that is not open to all."""
    closed = [column.name for column in table(name).columns if column.kind in _KINDS and not column.per_partner]
    return {**row, **{column: f"{mark}-{name}-{column}" for column in closed if column not in OPEN_TO_ALL[name]}}


def secret_everywhere() -> dict[str, Rows]:
    """A workbook in which every text that is not for others begins with SECRET."""
    partners = [
        marked("Partners", {"partner": code, "name": name, "party": "Yes"}, "SECRET") for code, name in PARTNERS
    ]
    hidden = {column: f"SECRET-row-{column}" for column in ("event", "description", "location", "asset", "measures")}
    return {
        "Arrangement": [
            {"field": name, "value": f"SECRET-{name}"}
            for name in ("scope", "location", "confidentiality_rule", "dispute_procedure", "exit_security_effect")
        ],
        "Partners": [partner | {"email": "SECRET@example.org"} for partner in partners],
        "Risks": [
            marked("Risks", risk("R1", owner="REDC"), "SECRET"),
            risk("SECRET-R2", sharing="Parties") | hidden,
            risk("SECRET-R3", sharing="") | {**hidden, "event": "Known event"},
            risk("SECRET-R4", sharing="Board only") | hidden,
            risk("R5", event="Known event"),
        ],
        "Activities": [
            marked("Activities", activity("1"), "SECRET"),
            activity("2", event="Secret-row-Event", title="SECRET-title"),
            activity("3", event="Known event"),
        ],
        "Indicators": [marked("Indicators", indicator("I1"), "SECRET")],
        "Budget": [marked("Budget", line("B1", supports="SECRET-R2"), "SECRET")],
        "ActionPlan": [
            {"action": "RSK-02/SECRET-R2", "status": "Agreed", "notes": "SECRET-notes", "progress": "SECRET-progress"},
            {"action": "M-1", "what_to_do": "SECRET-own", "status": "Agreed", "notes": "SECRET"},
        ],
    }  # fmt: skip


def test_no_text_of_the_parties_is_on_a_page_for_others() -> None:
    content = shown(secret_everywhere(), "outside")
    assert "Description of R5" in content
    assert "secret" not in unescape(content).lower()


def test_the_parties_see_all_of_it() -> None:
    content = shown(secret_everywhere(), "parties")
    for text in ("SECRET-R2", "SECRET-R3", "SECRET-R4", "SECRET-scope", "SECRET-own"):
        assert text in content


def test_rows_kept_between_the_parties_leave_no_trace() -> None:
    alone: dict[str, Rows] = {**TYPICAL, "Risks": [risk("R1")]}
    more: dict[str, Rows] = {**TYPICAL, "Risks": [risk("R1"), risk("R9", sharing="Parties"), risk("R8", sharing="")]}
    assert shown(alone, "outside") == shown(more, "outside")


def test_columns_kept_between_the_parties_leave_no_trace() -> None:
    plain = [risk("R1")]
    full = [
        marked("Risks", risk("R1"), "X")
        | {
            "accepted · LOCA": "No", "owner": "REDC", "residual_likelihood": 1,
            "residual_impact": 1, "treatment": "Retain", "transfer_from": "REDC", "transfer_to": "LOCA",
        }
    ]  # fmt: skip
    partners = [
        {"partner": code, "name": name, "party": "Yes", "acceptable_level": "Low", "risk_attitude": "Averse"}
        for code, name in PARTNERS
    ]
    assert shown({"Risks": plain}, "outside") == shown({"Risks": full, "Partners": partners}, "outside")


def swapped(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row with what REDC and LOCA say about it exchanged."""
    other = {"REDC": "LOCA", "LOCA": "REDC"}

    def key(name: str) -> str:
        field, mark, code = name.partition(" · ")
        return f"{field}{mark}{other.get(code, code)}"

    return {key(name): value for name, value in row.items()}


def test_a_page_for_others_does_not_tell_who_said_what() -> None:
    values: dict[str, Rows] = {
        "Risks": [risk("R1"), risk("R2", **{"likelihood · LOCA": 3})],
        "Indicators": [indicator("I1"), indicator("I2", element="Travel")],
        "Budget": [line("B1", **{"sufficient · REDC": "No"})],
    }
    turned = {name: [swapped(row) for row in rows] for name, rows in values.items()}
    assert shown(values, "outside") == shown(turned, "outside")


def test_one_partys_view_alone_is_not_shown_as_the_joint_one() -> None:
    lonely = {"likelihood · LOCA": None, "impact · LOCA": None, "likelihood · REDC": 5, "impact · REDC": 5}
    found = Page.of(shown({"Risks": [risk("R1", **lonely)]}, "outside"))
    assert "Very high" not in found.text.replace("Very high 0", "")
    assert "not shown" in found.text


def test_one_partys_rating_alone_does_not_make_a_readiness() -> None:
    text = Page.of(shown({"Indicators": [indicator("I1", **{"rating · LOCA": ""})]}, "outside")).text
    assert "Duty of care" not in text


def test_an_event_known_only_from_hidden_risks_takes_its_activities_along() -> None:
    values: dict[str, Rows] = {
        "Risks": [risk("R1", event="Kidnapping", sharing="Parties")],
        "Activities": [activity("1", event="kidnapping", title="Speak with the family"), activity("2", event="Flood")],
    }
    text = Page.of(shown(values, "outside")).text
    assert "Flood" in text
    assert "Speak with the family" not in text


def test_no_obstacle_is_on_a_page_for_others() -> None:
    assert "OBS-" not in shown(TYPICAL, "outside")


def test_a_partys_page_says_whose_it_is_and_marks_its_own() -> None:
    found = Page.of(shown(TYPICAL, "loca"))
    assert "For LOCA, a party to this arrangement" in found.text
    assert "yours" in found.ids
    assert any("mine" in attributes.get("class", "") for attributes in found.named("tr"))


def test_a_partys_page_holds_what_all_parties_see() -> None:
    everyone, one = (Page.of(shown(TYPICAL, whom)) for whom in ("parties", "REDC"))
    assert set(everyone.ids) <= set(one.ids)


@pytest.mark.parametrize("whom", ["NOBODY", "", "all"])
def test_nobody_else_gets_a_page(whom: str) -> None:
    with pytest.raises(NotForThemError, match="REDC, LOCA, WATR"):
        shown(TYPICAL, whom)


def test_who_does_not_sign_gets_the_page_for_others_only() -> None:
    partners = [{"partner": code, "name": name, "party": "No" if code == "WATR" else "Yes"} for code, name in PARTNERS]
    reading, _ = looked({**TYPICAL, "Partners": partners})
    with pytest.raises(NotForThemError, match="name outside in its place"):
        audience("WATR", reading.arrangement)


@pytest.mark.parametrize(("whom", "name"), [("Parties", "parties"), (" OUTSIDE", "outside"), ("redc", "REDC")])
def test_a_page_says_of_itself_for_whom_it_is(whom: str, name: str) -> None:
    found = Page.of(shown(TYPICAL, whom))
    assert {"name": "audience", "content": name} in found.named("meta")


AGREED = re.compile(r"<tr><th scope=row>(Agreed|Done)<td>(\d+)")


def agreed(values: dict[str, Rows], status: str) -> dict[str, int]:
    """The agreed actions that a page for others counts when this status is set on every action of a run."""
    _, results = looked(values)
    plan = [{"action": row.action, "status": status} for row in results.plan.actions]
    content = shown(
        {**values, "ActionPlan": [*plan, {"action": "M-1", "status": status, "what_to_do": "Call"}]}, "outside"
    )
    return {name: int(count) for name, count in AGREED.findall(content)}


@pytest.mark.parametrize("status", ["Agreed", "Done"])
def test_no_agreed_action_counts_that_is_about_an_event_kept_between_the_parties(status: str) -> None:
    hidden: dict[str, Rows] = {
        "Risks": [risk("R1", event="Kidnapping", sharing="Parties")],
        "Activities": [activity("1", event="Kidnapping")],
        "Budget": [line("B1", supports="R1")],
    }
    assert agreed(hidden, status).keys() <= {status}
    nothing = agreed({}, status)
    assert agreed(hidden, status) == nothing


def test_what_is_agreed_about_shared_rows_counts_as_it_would_without_the_others() -> None:
    shared: dict[str, Rows] = {"Risks": [risk("R2", event="Flood")], "Activities": [activity("2", event="Flood")]}
    both: dict[str, Rows] = {
        "Risks": [*shared["Risks"], risk("R1", event="Kidnapping", sharing="Parties")],
        "Activities": [*shared["Activities"], activity("1", event="Kidnapping")],
        "Budget": [line("B1", supports="R1")],
    }
    alone = agreed({**shared, "Budget": []}, "Agreed")
    assert alone["Agreed"] > 0
    assert agreed(both, "Agreed") == alone


def test_money_for_a_row_kept_between_the_parties_is_in_no_sum() -> None:
    lines = [line("B1", supports="R1"), line("B2", supports="R2", unit_cost=7777)]
    values: dict[str, Rows] = {**TYPICAL, "Activities": [], "Budget": lines}
    assert shown(values, "outside") == shown({**values, "Budget": lines[:1]}, "outside")


def test_partners_stand_in_the_order_of_their_sheet_whatever_their_numbers() -> None:
    for most in ("REDC", "WATR"):
        high = {f"likelihood · {most}": 5, f"impact · {most}": 5, f"exposure · {most}": "Direct"}
        values: dict[str, Rows] = {**TYPICAL, "Risks": [risk("R1", **high)]}
        for whom in ("parties", "outside"):
            text = Page.of(shown(values, whom)).text
            places = [text.index(name) for _, name in PARTNERS]
            assert places == sorted(places)
