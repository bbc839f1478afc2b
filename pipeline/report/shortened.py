"""The lists of a page with at most so many rows each, the gravest first, and what is said of the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from pipeline.analysis.indicator_ratings import Ratings
from pipeline.analysis.risk_view import LEVELS
from pipeline.domain.finding import SEVERITIES, severity_place
from pipeline.report.agenda import Meeting
from pipeline.report.matrix import STATES, TO_SETTLE, Row
from pipeline.report.readiness import Element
from pipeline.report.risks import Square
from pipeline.report.safe_text import number
from pipeline.report.words import label
from schemas.wording.text import joined, text

T = TypeVar("T")
Context = dict[str, Any]
# The table in whose sheet all rows of a list stand.
TABLES = {
    "risks": "Risks", "differences": "RiskProfile", "queue": "Activities", "matrix": "Activities",
    "readiness": "Indicators", "lines": "Budget", "plan": "ActionPlan", "late": "ActionPlan", "finished": "ActionPlan",
    "findings": "Gaps", "checks": "Checks", "agenda": "Agenda", "later": "Agenda", "partners": "Partners",
    "missing": "Partners", "elements": "Indicators",
}  # fmt: skip
_RATINGS = ("absent", "differing", "partial", "waiting", "", "not_applicable", "present")
_GRAVEST_FIRST = (*reversed(LEVELS), "")


# The words that tell how grave something is, the gravest first: code and name.
Words = Callable[[], list[tuple[str, str]]]


def severities() -> list[tuple[str, str]]:
    """The severities as words."""
    return [(code, label(code, "severity")) for code in SEVERITIES]


def _levels() -> list[tuple[str, str]]:
    return [(code, label(code, "risk_level")) for code in reversed(LEVELS)]


class Shortened:
    """Cuts lists and keeps what is to be said of each (`left`, by the name of the list) and how many rows there were.

    `tell` says of a list that so many rows of it are not shown, and where they stand.
    """

    def __init__(self, most: int, names: Iterable[str], tell: Callable[[str, int], str]) -> None:
        self.most, self.rows = most, 0
        self.left: dict[str, str] = dict.fromkeys(names, "")
        self._tell = tell

    def of(
        self, name: str, items: Sequence[T], grave: Callable[[T], Any] = lambda _: 0,
        kind: Callable[[T], str] | None = None, words: Words = severities,
    ) -> tuple[T, ...]:  # fmt: skip
        """The gravest of the items (small `grave`) in their order; `kind` is the word by which the others are told."""
        self.rows += len(items)
        if len(items) <= self.most:
            return tuple(items)
        places = sorted(range(len(items)), key=lambda place: grave(items[place]))[: self.most]
        shown = set(places)
        others = Counter(kind(item) if kind else "" for place, item in enumerate(items) if place not in shown)
        named = [
            text("report.page.counted", name=name, count=number(others[code])) for code, name in words() if others[code]
        ]
        self.left[name] = self._tell(name, sum(others.values()))
        if named:
            self.left[name] += f" {text('report.more.of_these', counted=joined(named))}"
        return tuple(items[place] for place in sorted(shown))

    def groups(
        self, name: str, groups: Iterable[Sequence[T]], grave: Callable[[T], Any],
        kind: Callable[[T], str] | None = None, words: Words = severities,
    ) -> list[tuple[T, ...]]:  # fmt: skip
        """As `of`, over several lists together."""
        known = [list(group) for group in groups]
        flat = [(place, item) for place, group in enumerate(known) for item in group]
        shown = self.of(name, flat, lambda pair: grave(pair[1]), (lambda pair: kind(pair[1])) if kind else None, words)
        found: list[list[T]] = [[] for _ in known]
        for place, item in shown:
            found[place].append(item)
        return [tuple(items) for items in found]


def parties_shortened(context: Mapping[str, Any], most: int) -> tuple[Context, int]:
    """What the page for the parties shows with at most so many rows in each list, and how many there are in all."""
    sheet = context["where"].sheet
    tables = {**TABLES, **{f"further {one.name}": one.name for one in context["further"]}}
    short = Shortened(
        most, tables, lambda name, count: text("report.more.sheet", count=count, sheet=sheet(tables[name]))
    )
    changed = {
        **_matrix(short, context), **_elements(short, context), **_grouped(short, context), **_partners(short, context),
        "differences": short.of("differences", context["differences"]),
        "grid_rows": [[_square(square, most) for square in row] for row in context["grid_rows"]],
        "lines": short.of("lines", context["lines"], lambda line: -(line[3] or 0)),
        "late": short.of("late", context["late"], _act_place, _priority),
        "finished": short.of("finished", context["finished"]),
        "finished_count": len(context["finished"]),
        "checks": short.of(
            "checks", context["checks"], lambda row: severity_place(row["severity"]), lambda row: row["severity"]
        ),
        "meeting": _meeting(short, context["meeting"]),
        "further": [
            (replace(one, rows=short.of(f"further {one.name}", one.rows)), len(one.rows)) for one in context["further"]
        ],
        "missing": short.of("missing", context["missing"], lambda row: -len(row[1]) - len(row[2])),
        "own_links": [(name, len(links), links[:most]) for name, links in context["own_links"]],
    }  # fmt: skip
    return {**context, **changed, "left": short.left}, short.rows


def _grouped(short: Shortened, context: Mapping[str, Any]) -> Context:
    """The lists that stand in groups, each group with how many rows it has in all."""
    levels, areas, owned, states = (context[name] for name in ("levels", "finding_areas", "owned", "queue"))
    risks = short.groups("risks", [views for _, views in levels], _level_place, _level, _levels)
    found = short.groups("findings", [group for *_, group in areas], _severity, lambda one: one.severity)
    acts = short.groups("plan", [group.acts for group in owned], _act_place, _priority)
    queue = short.groups("queue", [rows for _, rows in states], _state_place)
    return {
        "level_groups": [(level, len(views), shown) for (level, views), shown in zip(levels, risks, strict=True)],
        "finding_areas": [(*area[:2], shown) for area, shown in zip(areas, found, strict=True)],
        "owned_groups": [(group.owners, len(group.acts), shown) for group, shown in zip(owned, acts, strict=True)],
        "queue": [(state, len(rows), shown) for (state, rows), shown in zip(states, queue, strict=True)],
    }


def _partners(short: Shortened, context: Mapping[str, Any]) -> Context:
    """The partners, and what is told of the money of each of them alone."""
    partners = short.of("partners", context["a"].arrangement.partners)
    codes = [partner.partner for partner in partners]
    pairs = [pair for pair in context["money_pairs"] if pair[0] in codes]
    return {"partners": partners, "money_codes": codes, "money_pairs": pairs}


def _meeting(short: Shortened, meeting: Meeting) -> Meeting:
    """The agenda with the gravest of the topics taken, and of those that wait."""
    taken = short.of("agenda", meeting.items, _severity, lambda item: item.severity)
    later = short.of("later", meeting.later, _severity, lambda item: item.severity)
    return replace(meeting, items=taken, later=later)


def outside_shortened(context: Mapping[str, Any], most: int) -> tuple[Context, int]:
    """The same for the page for others, who have no workbook to look into."""
    short = Shortened(most, TABLES, lambda _, count: text("report.more.outside", count=count))
    changed = {
        **_matrix(short, context),
        "risks": short.of(
            "risks", context["risks"], lambda row: _GRAVEST_FIRST.index(row[3]), lambda row: row[3], _levels
        ),
        "partners": short.of("partners", context["partners"]),
        "elements": short.of("elements", context["elements"], lambda row: row[1]),
    }  # fmt: skip
    return {**context, **changed, "left": short.left}, short.rows


def _matrix(short: Shortened, context: Mapping[str, Any]) -> Context:
    return {"matrix_rows": short.of("matrix", context["matrix_rows"], _matrix_place)}


def _elements(short: Shortened, context: Mapping[str, Any]) -> Context:
    """The elements and the indicators of each, by its number."""
    elements: tuple[Element, ...] = context["elements"]
    named = short.of("elements", elements, lambda one: one.score.percent if one.score else 101)
    ratings = short.groups("readiness", [one.ratings for one in elements], _rating_place)
    numbers = {one.number for one in named}
    return {
        "elements": [one for one, shown in zip(elements, ratings, strict=True) if shown],
        "shown_ratings": {one.number: shown for one, shown in zip(elements, ratings, strict=True)},
        "element_groups": [
            (name, [one for one in group if one.number in numbers]) for name, group in context["element_groups"]
        ],
    }


def _square(square: Square, most: int) -> tuple[Square, int]:
    """A square of the map with a tenth of the rows that a list has, and how many more it holds."""
    held = square.held[: max(3, most // 10)]
    return replace(square, held=held), len(square.held) - len(held)


def _severity(one: Any) -> int:
    return severity_place(one.severity)


def _priority(act: Any) -> str:
    return str(act.row.value("priority"))


def _act_place(act: Any) -> tuple[int, str]:
    return severity_place(_priority(act)), act.due or "9999"


def _level(view: Any) -> str:
    return str(view.joint_level) if view.is_open else ""


def _level_place(view: Any) -> tuple[bool, bool, int]:
    return not view.is_live, not view.is_open, -(view.joint_score or 0)


def _state_place(row: Row) -> int:
    return STATES.index(row.state) if row.state in STATES else len(STATES)


def _matrix_place(row: Row) -> tuple[bool, int]:
    """What is to settle first, then what stands above something to settle."""
    return row.state not in TO_SETTLE, 0 if row.state == "below" else 1 + _state_place(row)


def _rating_place(rating: Ratings) -> tuple[bool, int]:
    return not (rating.is_key and rating.joint == "absent"), _RATINGS.index(rating.joint)
