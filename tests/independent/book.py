"""An arrangement as long tables: one dict a row, one for each row and partner; on top the terms of docs/rules.md."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import fields
from datetime import date, timedelta
from functools import cache
from typing import Any

from pipeline.domain.arrangement import Arrangement

Row = dict[str, Any]
LEVELS = ("low", "medium", "high", "very_high")


@cache
def alike(text: str) -> str:
    """A text as it is compared: without regard to case, spaces and accents."""
    marks = unicodedata.normalize("NFKD", text)
    return "".join(m for m in marks if not unicodedata.combining(m) and not m.isspace()).casefold()


def natural(text: str) -> list[Any]:
    """A sort key with R2 before R10, 1.2 before 1.10."""
    parts = [part for part in re.split(r"(\d+)", text) if part]
    return [(0, int(part), "") if part.isdigit() else (1, 0, part.casefold()) for part in parts]


def level(score: int) -> int:
    """0 low 1-4, 1 medium 5-9, 2 high 10-14, 3 very high 15-25."""
    return 0 if score <= 4 else 1 if score <= 9 else 2 if score <= 14 else 3


def months_later(day: date, months: int) -> date:
    """The same day of the month that many months later, or the month's last day where it has no such day."""
    place = day.year * 12 + day.month - 1 + months
    for number in range(day.day, 0, -1):
        try:
            return date(place // 12, place % 12 + 1, number)
        except ValueError:
            continue
    raise AssertionError


def values(row: Any) -> Row:
    """A row of the arrangement as a dict."""
    return {field.name: getattr(row, field.name) for field in fields(row)}


class Book:
    """The long tables of one arrangement on one day."""

    def __init__(self, given: Arrangement, today: date) -> None:
        self.given, self.today = given, today
        self.fields = dict(given.fields)
        self.partners: list[Row] = [values(row) for row in given.partners]
        self.codes: list[str] = [row["partner"] for row in self.partners]
        self.parties: list[str] = [row["partner"] for row in self.partners if row["party"] == "yes"]
        self.risks: list[Row] = [values(row) for row in given.risks]
        self.activities: list[Row] = [values(row) for row in given.activities]
        self.indicators: list[Row] = [values(row) for row in given.indicators]
        self.lines: list[Row] = [values(row) for row in given.lines]
        self.actions: list[Row] = [values(row) for row in given.actions]
        self.copies: list[Row] = [values(row) for row in given.others.get("Copies", ())]
        self.views: list[Row] = [self._view(risk, code) for risk in self.risks for code in self.codes]

    def optional(self, name: str) -> list[Row]:
        """The rows of a sheet that people asked for; none where they did not."""
        return [values(row) for row in self.given.others.get(name, ())]

    def _view(self, risk: Row, code: str) -> Row:
        likelihood, impact = risk["likelihood"].get(code), risk["impact"].get(code)
        rated = likelihood is not None and impact is not None
        exposure = self.exposure(risk, code)
        score = likelihood * impact if rated else None
        return {
            "risk": risk["risk"], "code": code, "party": code in self.parties, "likelihood": likelihood,
            "impact": impact, "rated": rated, "score": score, "level": level(score) if score is not None else None,
            "exposure": exposure, "carries": exposure != "none", "accepted": risk["accepted"].get(code, ""),
            "limit": self.limit(code),
        }  # fmt: skip

    def exposure(self, risk: Row, code: str) -> str:
        """The exposure as it counts: where every party says none, none of them has said it."""
        said = risk["exposure"]
        if self.parties and all(said.get(party) == "none" for party in self.parties):
            return ""
        return str(said.get(code, ""))

    def direct(self, risk: Row) -> list[str]:
        """The directly exposed parties; where no party's exposure is direct, those that gave none."""
        exposures = {code: self.exposure(risk, code) for code in self.parties}
        sort = "direct" if "direct" in exposures.values() else ""
        return [code for code, exposure in exposures.items() if exposure == sort]

    def limit(self, code: str) -> int:
        """The partner's acceptable level; above all levels where it has stated none."""
        said = [row["acceptable_level"] for row in self.partners if row["partner"] == code]
        return LEVELS.index(said[0]) if said and said[0] else 9

    def seen_by(self, risk: Row, parties: bool = True) -> list[Row]:
        """The views of one risk, of the parties unless said otherwise."""
        return [view for view in self.views if view["risk"] == risk["risk"] and (view["party"] or not parties)]

    def heard(self, risk: Row) -> list[Row]:
        """The views that count: of the parties that carry it and have rated it."""
        return [view for view in self.seen_by(risk) if view["carries"] and view["rated"]]

    def unanswered(self, risk: Row) -> list[Row]:
        """Those whose own yes is missing where the risk is marked as accepted or closed."""
        views = [v for v in self.seen_by(risk) if v["carries"] and v["accepted"] not in ("yes", "with_conditions")]
        if risk["status"] == "accepted":
            return views
        if risk["status"] == "closed":
            return [v for v in views if v["exposure"] == "direct" and (not v["rated"] or v["level"] >= 2)]
        return []

    def is_open(self, risk: Row) -> bool:
        """Open, treating or empty; or accepted or closed while a yes is missing."""
        return risk["status"] not in ("accepted", "closed") or bool(self.unanswered(risk))

    def open_risks(self) -> list[Row]:
        """Those that count as open."""
        return [risk for risk in self.risks if self.is_open(risk)]

    def live_risks(self) -> list[Row]:
        """Those that count as open, and those accepted by all."""
        return [risk for risk in self.risks if risk["status"] == "accepted" or self.is_open(risk)]

    def joint(self, risk: Row) -> int | None:
        """The highest score of the parties that rated it and carry it."""
        return max((view["score"] for view in self.heard(risk)), default=None)

    def grave(self, risk: Row) -> bool:
        """Whether the risk's joint level is high or very high."""
        joint = self.joint(risk)
        return joint is not None and level(joint) >= 2

    def supporting(self, subject: str) -> list[Row]:
        """The lines that support this id."""
        return [line for line in self.lines if any(alike(id) == alike(subject) for id in line["supports"])]

    def roles(self, activity: Row, kinds: str) -> list[str]:
        """The partners (those in Partners) with one of these roles."""
        return [code for code in self.codes if activity["role"].get(code, "") in tuple(kinds)]

    def knows_roles(self, activity: Row) -> bool:
        """Whether nobody but organisations in Partners has a role; else none can say who takes part (PAR-06)."""
        return set(activity["role"]) <= set(self.codes)

    def leaves(self) -> list[Row]:
        """Activities with none below them in the dotted code."""
        every = [row["activity"] for row in self.activities]
        return [row for row in self.activities if not any(code.startswith(row["activity"] + ".") for code in every)]

    def day(self, name: str) -> date | None:
        """A field of the arrangement that is a day."""
        value = self.fields.get(name)
        return value if isinstance(value, date) else None

    def within(self, day: date | None, days: int) -> bool:
        """Whether a day is not later than that many days ahead."""
        return day is not None and day <= self.today + timedelta(days=days)


def events(rows: Iterable[Row]) -> list[str]:
    """The events of these rows as compared, each once; an empty one is no event."""
    return list(dict.fromkeys(alike(row["event"]) for row in rows if row["event"].strip()))
