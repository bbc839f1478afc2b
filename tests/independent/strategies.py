"""Arrangements of every kind: no, one or thirty partners, deep trees, blank and full, dates around thresholds."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any, TypeVar

from hypothesis import strategies as st

from pipeline.domain.arrangement import (
    Action,
    Activity,
    Arrangement,
    Indicator,
    Line,
    Partner,
    PartnerColumn,
    Risk,
    Row,
)
from schemas.fields import PARTNER_MARK, empty
from schemas.spec import Column, table_of
from schemas.tables.copies import SentCopy
from schemas.vocabulary import vocabulary
from tests.independent.chance import Chance
from tests.independent.optional_rows import optional_rows

DAYS = (date(2026, 11, 22), date(2028, 2, 29), date(2026, 8, 31), date(2027, 3, 1), date(2026, 12, 31))
NAMES = (
    "title", "purpose", "scope", "started_on", "valid_until", "review_every_months", "last_reviewed_on", "currency",
    "common_language", "legal_requirements", "dispute_procedure", "default_procedure", "modification_procedure",
    "disengagement_terms", "confidentiality_rule", "exit_security_effect", "budget_covers",
)  # fmt: skip
EVENTS = ("Flood", "flood", "Séisme", "Seisme", "SEISME", "Armed attack", "armed  attack", "Epidemic", "épidémic")
# Seeds of arrangements that together show every rule in every severity, as test_same_findings.py holds.
TELLING = (263, 113, 293, 81, 181, 11, 143, 6, 44, 167, 9, 240)
Kind = TypeVar("Kind", bound=Row)
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUV"


def everyone(count: int) -> tuple[str, ...]:
    """That many partner codes."""
    return tuple(ALPHABET[i] if i < len(ALPHABET) else f"Z{i}" for i in range(count))


def _fields(chance: Chance) -> dict[str, object]:
    drawn: dict[str, object] = {}
    for name in NAMES:
        if name.endswith(("_on", "_until")):
            drawn[name] = chance.day()
        elif name == "budget_covers":
            drawn[name] = chance.other.choice(["", "", "all", "shared_only"])
        elif name == "review_every_months":
            drawn[name] = chance.pick([0, 1, 3, 6, 12, 13, 24], None)
        else:
            drawn[name] = chance.text()
    return {name: value for name, value in drawn.items() if value not in ("", None)}


def whole(of: type[Kind], chance: Chance, **given: Any) -> Kind:
    """A row with these cells; a column that is not among them, a new one for example, holds what its kind allows."""
    others = [column for column in table_of(of).columns if column.name not in given]
    return of(**given, **{column.name: _any_value(chance, column) for column in others})


def _any_value(chance: Chance, column: Column) -> Any:
    options: dict[str, list[Any]] = {
        "scale": [1, 2, 3, 4, 5], "date": [chance.today], "partner": [*chance.codes], "text": ["text"],
        "partners": [(code,) for code in chance.codes], "ids": [("Q7",)], "word": [*_words(column)],
        "words": [(word,) for word in _words(column)],
    }  # fmt: skip
    allowed = [empty(column.kind), *options.get(column.kind, [1.0] if column.is_number else [])]
    if not column.per_partner:
        return chance.other.choice(allowed)
    drawn = {code: chance.other.choice(allowed) for code in chance.codes}
    return {code: value for code, value in drawn.items() if value != empty(column.kind)}


def _words(column: Column) -> tuple[str, ...]:
    return column.vocabulary.codes if column.vocabulary else ()


def _partner(chance: Chance, row: int, code: str) -> Partner:
    return whole(
        Partner, chance, row=row, partner=code, name=code, party=chance.source.choice(["yes"] * 5 + ["no"]),
        benefit=chance.text(), focal_point=chance.text(), risk_attitude=chance.word("risk_attitude"),
        acceptable_level=chance.word("risk_level"),
    )  # fmt: skip


def _risk(chance: Chance, row: int, number: int) -> Risk:
    return whole(
        Risk, chance, row=row, risk=f"R{number}",
        event=chance.source.choice(EVENTS), description="what", likelihood=chance.points(),
        impact=chance.points(), exposure=chance.each(vocabulary("exposure").codes), existing_measures=chance.text(),
        treatment=chance.word("treatment"), measures=chance.text(), measures_cost=chance.word("measures_cost"),
        owner=chance.partner(), residual_likelihood=chance.pick([1, 2, 3, 4, 5], None),
        residual_impact=chance.pick([1, 2, 3, 4, 5], None),
        status=chance.pick([*vocabulary("risk_status").codes, "open", "open"]),
        accepted=chance.each(vocabulary("accepted").codes), acceptance_reason=chance.text(),
        next_review_on=chance.day(), origin=chance.word("origin"), transfer_from=chance.partner(),
        transfer_to=chance.partners(), transfer_assessed=chance.word("transfer_assessed"),
    )  # fmt: skip


def _codes(chance: Chance, count: int) -> list[str]:
    """A forest of dotted codes up to five levels deep, now and then with a parent left out."""
    codes: list[str] = []
    for _ in range(count):
        above = chance.source.choice([*codes, ""]) if codes else ""
        above = "" if above.count(".") >= 4 else above
        if above and chance.source.random() < 0.1:
            above += ".1"
        siblings = [code for code in codes if code.rpartition(".")[0] == above]
        code = f"{above}.{len(siblings) + 9}" if above else f"{len(siblings) + 1}"
        codes += [code] if code.count(".") <= 4 and code not in codes else []
    return codes


def _activity(chance: Chance, row: int, code: str, codes: list[str]) -> Activity:
    return whole(
        Activity, chance, row=row, activity=code,
        phase=chance.source.choice(["preparedness", "response", "response", "recovery"]),
        event=chance.source.choice(EVENTS), title=chance.source.choice(["Warn people", "warn  people", "Shelter"]),
        location=chance.pick(["North", "north", "South"]), role=chance.each(["L", "L", "P", "S", "X", "", ""]),
        scope_agreed=chance.text(), coordination_rule=chance.text(), capability=chance.text(),
        resources=chance.text(), supports=chance.some([*codes, "9.9"], 4), exercised_on=chance.day(),
    )  # fmt: skip


def _indicator(chance: Chance, row: int, number: int) -> Indicator:
    return whole(
        Indicator, chance, row=row, indicator=f"JR-{number:02}" if number % 3 == 0 else f"I{number}",
        framework="Joint review" if number % 3 == 0 else "",
        element=chance.source.choice(["Staff care", "staff  care", "Évacuation"]),
        applies_to=chance.source.choice(["partnership", "each_partner"]), key=chance.word("key"),
        evidence_needed=chance.some(vocabulary("evidence_kind").codes, 2), notes=chance.text(),
        rating=chance.each(vocabulary("rating").codes), evidence=chance.each(vocabulary("evidence").codes),
        agreed_rating=chance.word("rating"),
    )  # fmt: skip


def _line(chance: Chance, row: int, number: int, ids: list[str]) -> Line:
    amounts = [0, 1, 2, 3, 10, 12.5, 0.5]
    quantity, periods = chance.pick(amounts, None), chance.pick(amounts, None)
    cost = chance.pick([*amounts, 0.1], None)
    funded = chance.pick([*amounts, 0.1, 0.3, 100], None)
    need = (1 if quantity is None else quantity) * (1 if periods is None else periods) * (cost or 0)
    if need >= 10 and chance.other.random() < 0.5:  # a little is missing
        funded = need - 0.5
    return whole(
        Line, chance, row=row, line=f"B{number}", category=chance.source.choice(vocabulary("budget_category").codes),
        description=chance.source.choice(["Radios", "radios", "Training days", "Counsellor"]),
        protects=chance.some([*chance.codes, "W"] if chance.source.random() < 0.1 else chance.codes, 3),
        held_by=chance.partner(), supports=tuple(map(chance.spelled, chance.some([*ids, "Q7"], 3))),
        quantity=quantity, periods=periods, unit_cost=cost, funded_amount=funded, from_date=chance.day(),
        until_date=chance.day(), sufficient=chance.each(["yes", "yes", "yes", "no"]),
    )  # fmt: skip


def _action(chance: Chance, row: int, number: int, ids: list[str]) -> Action:
    subjects = {"R": "RSK", "B": "BUD", "I": "IND"}
    named = ids[number // 2] if number % 2 and number // 2 < len(ids) else ""
    own = "PLAN-02/A" if number == 8 else f"M-{number}"
    return whole(
        Action, chance, row=row, action=f"{subjects.get(named[0], 'ACT')}/{named}" if named else own,
        state=chance.word("action_state"), agreed_due=chance.day(), status=chance.word("action_status"),
        agreed_responsible=("all parties",) if number % 7 == 0 else chance.partners(),
        proposed_responsible=", ".join(chance.partners()) or "All parties, convened by A",
        verified_by=chance.partner(),
    )  # fmt: skip


def _copies(chance: Chance) -> tuple[SentCopy, ...]:
    """Of some parties a copy; one of an organisation that is not there any more among them."""
    codes = [code for code in (*chance.codes, "GONE") if chance.other.random() < 0.4]
    return tuple(
        whole(
            SentCopy, chance, row=5 + i, partner=code, back_by=chance.day(), back_on=chance.day(),
            differs=chance.some(["R1", "R2", "I1"], 2),
        )
        for i, code in enumerate(codes)
    )  # fmt: skip


def _columns(risks: tuple[Risk, ...], codes: tuple[str, ...]) -> tuple[PartnerColumn, ...]:
    known = [PartnerColumn("Risks", f"likelihood{PARTNER_MARK}{code}", code, 4) for code in codes]
    return tuple(known)


def made(seed: int, partners: int, sizes: tuple[int, int, int, int, int], today: date) -> Arrangement:
    """One arrangement; `sizes` are the numbers of risks, activities, indicators, lines and actions."""
    codes = everyone(partners)
    written = (*codes, "W") if seed % 5 == 0 else codes  # now and then columns of an unknown organisation
    chance = Chance(seed, written, today)
    chance.fresh()
    risks = tuple(_risk(chance, 5 + i, i + 1) for i in range(sizes[0]))
    chance.fresh()
    tree = _codes(chance, sizes[1])
    activities = tuple(_activity(chance, 5 + i, code, tree) for i, code in enumerate(tree))
    chance.fresh()
    indicators = tuple(_indicator(chance, 5 + i, i + 1) for i in range(sizes[2]))
    ids = [row.id for row in (*risks, *activities, *indicators)]
    chance.fresh()
    lines = tuple(_line(chance, 5 + i, i + 1, ids) for i in range(sizes[3]))
    subjects = list(dict.fromkeys([*ids[::2], *(line.line for line in lines)]))[: sizes[4] + 1]
    actions = tuple(_action(chance, 5 + i, i + 1, subjects) for i in range(sizes[4]))
    copies = _copies(chance) if seed % 3 == 0 else ()
    chance.fresh()
    fields = _fields(chance)
    asked_for = {}
    if seed % 2:
        known = {"Risks": [row.id for row in risks], "Activities": tree, "Indicators": [row.id for row in indicators]}
        asked_for = optional_rows(seed, written, today, known, EVENTS)
        fields |= {"incident_share_hours": hours} if (hours := seed % 7 * 24) else {}
    return Arrangement(
        fields=fields, field_rows={name: 5 + i for i, name in enumerate(NAMES)},
        partners=tuple(_partner(chance, 5 + i, code) for i, code in enumerate(codes)),
        risks=risks, activities=activities, indicators=indicators, lines=lines, actions=actions,
        columns=_columns(risks, written), others={"Copies": copies, **asked_for},
    )  # fmt: skip


def much_found(seed: int) -> tuple[Arrangement, date]:
    """An arrangement in which nearly every second rule finds something, and a day."""
    chance = Random(seed)
    partners, today = chance.choice([2, 3, 4]), chance.choice(DAYS)
    return made(seed, partners, (14, 14, 10, 14, 10), today), today


def cases(most: int = 12) -> st.SearchStrategy[tuple[Arrangement, date]]:
    """An arrangement and a day: of any size, so that a failing one gets small, or one in which much is found.

    Left to chance alone, the few examples of each day would never meet a sixth of all rules.
    """
    return _of_any_size(most) | st.sampled_from(TELLING).map(much_found)


@st.composite
def _of_any_size(draw: Any, most: int) -> tuple[Arrangement, date]:
    partners = draw(st.sampled_from([2, 3, 2, 3, 4, 1, 0, 30]))
    few = 3 if partners > 9 else most
    sizes = tuple(draw(st.integers(0, few)) for _ in range(5))
    today = draw(st.sampled_from(DAYS))
    return made(draw(st.integers(0, 2**31)), partners, sizes, today), today
