"""A plan and an agenda in memory, with people who write in them and sheets that change from run to run."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any, cast

from pipeline.analysis.assessment import Assessment
from pipeline.domain.arrangement import Arrangement
from pipeline.findings.engine import find
from pipeline.reading.addresses import Places, TablePlace
from pipeline.results.compute import Results, results
from schemas.spec import table, tables
from schemas.vocabulary import vocabulary
from tests.independent.book import alike
from tests.plan.sheet import HEADER_ROW, Sheet

WORDS = "what_we_agreed"
TITLES = {column.name: column.title for column in table("ActionPlan").columns}


class Room:
    """The action plan and the agenda of one arrangement; `people` and `again` are what people wrote, by id."""

    def __init__(self, arrangement: Arrangement, today: date, seed: int) -> None:
        self.arrangement, self.today, self.chance = _without_strangers(arrangement), today, Random(seed)
        self.sheets = {name: Sheet(name) for name in ("ActionPlan", "Agenda")}
        self.people: dict[str, dict[str, Any]] = {}
        self.again: dict[str, tuple[date, date | None]] = {}

    def run(self) -> Results:
        """A run that writes; fails where a second run would write again."""
        made = self._compute()
        for update in made.updates:
            self.sheets[update.table].apply(update)
        again = self._compute()
        assert [update.table for update in again.updates] == [], "a second run changes something"
        return made

    def _compute(self) -> Results:
        given = replace(self.arrangement, actions=self.sheets["ActionPlan"].actions())
        assessment = Assessment.of(given, self.today)
        present = {name: sheet.present() for name, sheet in self.sheets.items()}
        return results(assessment, find(assessment), (), present, _places(self.arrangement))

    def rows(self, name: str) -> dict[str, dict[str, Any]]:
        """The rows of a table by id as compared."""
        key = {"ActionPlan": "Action", "Agenda": "Topic id"}[name]
        return {alike(str(row[key])): row for row in self.sheets[name].rows if row.get(key)}

    # ---- people
    def meet(self) -> None:
        """People write in some rows, change their minds in others, and put topics off."""
        for key, row in self.rows("ActionPlan").items():
            if self.chance.random() < 0.35:
                said = {**self.people.get(key, {}), **self._said()}
                self.people[key] = {name: value for name, value in said.items() if value not in ("", None)}
                for name in ("status", WORDS, "agreed_due", "agreed_responsible", "notes"):
                    value = self.people[key].get(name, "")
                    row[TITLES[name]] = (
                        vocabulary("action_status").label(value) if name == "status" and value else value
                    )
        for key, row in self.rows("Agenda").items():
            if key != "close" and self.chance.random() < 0.2:
                row["What we agreed"] = f"agreed {self.chance.random()}"
                day = self.chance.choice(
                    [None, self.today + timedelta(days=self.chance.choice([-1, 0, 1, 20, 60, 95]))]
                )
                row["Look again on"] = day or ""
                self.again.pop(key, None)
                if day:
                    self.again[key] = (day, None)

    def _said(self) -> dict[str, Any]:
        chance, days = self.chance, self.chance.choice([-5, 0, 1, 20, 31, 80, 91, 200])
        options: list[dict[str, Any]] = [
            {"status": chance.choice(["kept", "on_hold", "cancelled", "advocacy"]), WORDS: f"said {chance.random()}"},
            {"status": "kept"},
            {"status": chance.choice(["agreed", "in_progress"]), "agreed_responsible": chance.choice(self._codes()),
             "agreed_due": self.today + timedelta(days=days)},
            {"agreed_due": chance.choice([None, self.today + timedelta(days=days)])},
            {"status": chance.choice(["", "done", "proposed"])},
            {"notes": f"note {chance.random()}"}, {WORDS: ""},
        ]  # fmt: skip
        return chance.choice(options)

    def _codes(self) -> list[str]:
        return ["All parties", *self.arrangement.by_code]

    # ---- sheets
    def change(self) -> None:
        """Some days pass, and now and then a cell of a sheet is another."""
        self.today += timedelta(days=self.chance.choice([0, 1, 7, 30, 100, 190]))
        for _ in range(self.chance.choice([0, 0, 1, 2, 4])):
            table = self.chance.choice(["risks", "activities", "indicators", "lines"])
            rows = list(getattr(self.arrangement, table))
            if rows:
                at = self.chance.randrange(len(rows))
                rows[at] = replace(rows[at], **getattr(self, f"_{table}")(rows[at]))
                self.arrangement = replace(self.arrangement, **cast(Any, {table: tuple(rows)}))

    def _with(self, values: Any, options: list[Any]) -> dict[str, Any]:
        if not self.arrangement.by_code:  # what a stranger does makes actions wait, which is not compared here
            return dict(values)
        code = self.chance.choice(list(self.arrangement.by_code))
        new = {**values, code: self.chance.choice(options)}
        return {key: value for key, value in new.items() if value not in ("", None)}

    def _risks(self, risk: Any) -> dict[str, Any]:
        points = [None, 1, 2, 3, 4, 5]
        return self.chance.choice(
            [
                {"likelihood": self._with(risk.likelihood, points)}, {"impact": self._with(risk.impact, points)},
                {"exposure": self._with(risk.exposure, ["", "direct", "indirect", "none"])},
                {"accepted": self._with(risk.accepted, ["", "yes", "no", "with_conditions"])},
                {"measures": self.chance.choice(["", "m"])}, {"description": self.chance.choice(["one", "another"])},
                {"status": self.chance.choice(["open", "accepted", "closed"])},
            ]
        )  # fmt: skip

    def _activities(self, activity: Any) -> dict[str, Any]:
        return self.chance.choice([{"role": self._with(activity.role, ["", "L", "P"])}, {"scope_agreed": "s"}])

    def _indicators(self, indicator: Any) -> dict[str, Any]:
        ratings = ["", "present", "partial", "absent"]
        return {"rating": self._with(indicator.rating, ratings)}

    def _lines(self, line: Any) -> dict[str, Any]:
        return self.chance.choice([{"funded_amount": self.chance.choice([None, 0, 5, 100])}, {"supports": ()}])


def _without_strangers(given: Arrangement) -> Arrangement:
    """With roles of known partners only: else nobody can say who takes part, and actions wait for that."""
    roles = ({code: role for code, role in row.role.items() if code in given.by_code} for row in given.activities)
    rows = (replace(row, role=role) for row, role in zip(given.activities, roles, strict=True))
    return replace(given, activities=tuple(rows), actions=())


def _places(arrangement: Arrangement) -> Places:
    """Every table on its own sheet, from column A on."""
    found = {}
    for of in tables().values():
        placed = of.layout(tuple(arrangement.by_code))
        numbers = {column.key(code): 1 + i for i, (column, code) in enumerate(placed)}
        headers = {column.key(code): column.header(code) for column, code in placed}
        found[of.name] = TablePlace(of.sheet, HEADER_ROW, of.key, numbers, headers)
    return Places(found)
