"""The portfolio as a page: self-contained, complete without its one small script, which only finds by words."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from hashlib import sha256
from typing import Any

from pipeline.disclosure.audience import OUTSIDE, PARTIES, Audience
from pipeline.domain.finding import SEVERITIES
from pipeline.portfolio.attention import LEVELS, Placed
from pipeline.portfolio.changes import Change, change_totals, changed
from pipeline.portfolio.chart import Chart, chart, sparkline
from pipeline.portfolio.from_history import SHOWN
from pipeline.portfolio.partnership import Partnership, why_unread
from pipeline.portfolio.portfolio import Portfolio
from pipeline.report.fitted import fitted
from pipeline.report.glance import Part, Tile
from pipeline.report.pieces import tone
from pipeline.report.shortened import Shortened
from pipeline.report.words import label
from pipeline.run.batch.workbook_result import rule_of
from schemas import wording
from schemas.vocabulary import compared
from schemas.wording.numbers_and_days import number_text
from schemas.wording.text import joined, text, texts

LEVEL_TONES = {"now": "severe", "soon": "raised", "watch": "middle", "calm": "calm"}
NUMBERS = ("critical", "high", "medium", "actions", "late")
# So many rules are named where something changed.
NAMED = 4
# No partnership takes less room than this in the list (bytes), whatever its texts and the language.
SMALLEST_ROW = 330
_ELEMENT = {
    "STYLE": re.compile("<style>(.*?)</style>", re.DOTALL),
    "SCRIPT": re.compile("<script>(.*?)</script>", re.DOTALL),
}


def page(whole: Portfolio) -> str:
    """The page as a text of HTML. Pure: the same portfolio gives the same bytes."""
    text = fitted("portfolio.html.j2", portfolio_context(whole), partial(_shortened, whole), SMALLEST_ROW)
    for name, element in _ELEMENT.items():
        found = element.search(text)
        digest = b64encode(sha256(found.group(1).encode("utf-8")).digest()).decode() if found else ""
        text = text.replace(f"sha256-{name}", f"sha256-{digest}", 1)
    return text


def portfolio_context(whole: Portfolio) -> dict[str, Any]:
    """Everything that the template needs; of the list only what is asked of all rows, for few are shown of many."""
    said, read, own = texts("portfolio"), whole.read, whole.edition
    heading = text("portfolio.heading", folder=whole.folder) if whole.folder else text("portfolio.heading_none")
    rows = [
        {"number": number, "item": item, "level": item.level, "folder": item.one.name.rpartition("/")[0]}
        for number, item in enumerate(whole.placed, start=1)
    ]
    levels = Counter(item.level for item in whole.placed)
    return {
        "t": said, "own": own, "home": "", "audience": _audience(whole.audience), "me": "", "title": heading,
        "day": whole.day.isoformat(),
        "summary": text("portfolio.count", count=len(whole.placed)), "contents": list(said["contents"].items()),
        "tiles": list(_tiles(whole)), "rows": rows, "total": len(whole.placed), "read": len(read),
        "level_counts": [(code, levels[code]) for code in LEVELS if levels[code]], "folders": _folders(rows),
        "twice": _twice(whole),
        "level_tones": LEVEL_TONES, "numbers": NUMBERS, "has_past": bool(whole.past.runs),
        "columns": _columns(whole), "gaps": whole.gaps, "rules": wording.rules(),
        "charts": charts(whole), "runs": whole.past.runs,
        "run_columns": ("day", "workbooks", "critical", "high", "medium", "low", "actions", "late"),
        "unread": [(one.name, said["unread"]["statuses"].get(one.status, ""), why_unread(one)) for one in whole.unread],
        **_changes(whole),
    }  # fmt: skip


def _shortened(whole: Portfolio, context: Mapping[str, Any], most: int) -> tuple[dict[str, Any], int]:
    """The page with at most so many partnerships in each list, those first that need attention most."""
    lists = ("rows", "changed", "unread")
    short = Shortened(most, lists, lambda _, count: text("portfolio.more", count=count))
    levels = [(code, texts("portfolio.levels")[code]["name"]) for code in LEVELS]
    shown = {
        "rows": [
            _row(row, whole)
            for row in short.of("rows", context["rows"], kind=lambda row: row["level"], words=lambda: levels)
        ],
        **{name: short.of(name, context[name]) for name in lists[1:]},
    }
    return {**context, **shown, "left": short.left}, len(context["rows"])


def _audience(name: str) -> Audience:
    if name == PARTIES:
        return Audience(PARTIES)
    return Audience(OUTSIDE) if name == OUTSIDE else Audience("partner", name)


def _columns(whole: Portfolio) -> tuple[str, ...]:
    """The columns of the list; what a first run cannot say yet takes no room from the reasons."""
    said = {
        "trend": any(len(whole.trend(one)) > 1 for one in whole.partnerships),
        "since": any(whole.change(one) is not None for one in whole.partnerships),
    }
    past = [name for name, is_said in said.items() if is_said]
    return ("number", "level", "partnership", "why", *NUMBERS, *past)


def numbers(one: Partnership) -> dict[str, int]:
    """The numbers that stand in a partnership's row."""
    return {name: one.number(name) for name in (*SEVERITIES[:4], "actions", "late")}


def _folders(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """The folders that workbooks lie in, and those above them, as seen from the folder of the run.

    Sorted without regard to case and accents, each below the one it lies in. The script of the page, without which none
    can be chosen, puts them in the order of the language: a browser collates (CLDR), and no library of Python does
    without ICU (pyuca knows no rules of single languages).
    """
    found = {row["folder"] for row in rows if row["folder"]}
    for folder in tuple(found):
        parts = folder.split("/")
        found |= {"/".join(parts[:deep]) for deep in range(1, len(parts))}
    return sorted(found, key=lambda folder: ([compared(part) for part in folder.split("/")], folder))


def _twice(whole: Portfolio) -> frozenset[str]:
    """The titles that several partnerships have: beside them stands the file."""
    count = Counter(one.title for one in whole.partnerships)
    return frozenset(title for title, number in count.items() if number > 1)


def _row(row: Mapping[str, Any], whole: Portfolio) -> dict[str, Any]:
    """A row of the list with all that stands in it."""
    item: Placed = row["item"]
    one = item.one
    about = [one.name]
    if one.was_read:
        about.append(text("portfolio.attention.partners", count=one.number("partners")))
        if until := one.told.get("valid_until"):
            about.append(text("portfolio.attention.until", day=until))
    trend = whole.trend(one)[-SHOWN:]
    return {
        **row, "one": one, "place": LEVELS.index(item.level), "reasons": item.reasons, "about": about,
        "trend": trend, "points": sparkline(trend) if len(trend) > 1 else "",
        "since": since(whole.change(one)), **numbers(one),
    }  # fmt: skip


def since(change: Change | None) -> str:
    """What changed, in one cell: `+2 new, 1 closed`."""
    if change is None:
        return ""
    if change.is_first:
        return text("portfolio.attention.first_time")
    parts = [
        text(f"portfolio.attention.moved.{name}", count=len(getattr(change, name)))
        for name in ("new", "closed", "back", "late")
        if getattr(change, name)
    ]
    return joined(parts) or text("portfolio.attention.nothing")


def _tiles(whole: Portfolio) -> Iterator[Tile]:
    said = texts("portfolio.glance")
    levels = Counter(item.level for item in whole.placed)
    # An edition for others never says that all is well, not even of none.
    shown = LEVELS[:-1] if whole.audience == OUTSIDE else LEVELS
    parts: list[Part] = [
        (levels[code], texts("portfolio.levels")[code]["name"], "attention", LEVEL_TONES[code]) for code in shown
    ]
    yield Tile(
        "partnerships", number_text(levels['now'] + levels['soon']), "attention", tuple(parts),
        text("report.page.of", count=len(whole.placed)),
    )  # fmt: skip
    found = {code: sum(one.number(code) for one in whole.read) for code in SEVERITIES}
    yield Tile("findings", number_text(sum(found.values())), "gaps", tuple(
        (found[code], label(code, "severity"), "gaps", tone("severity", code)) for code in SEVERITIES
    ))  # fmt: skip
    todo, late = sum(one.number("actions") for one in whole.read), sum(one.number("late") for one in whole.read)
    yield Tile("actions", number_text(todo), "trend", (
        (late, said["late"], "attention", "severe"), (todo - late, said["on_time"], "trend", "lively"),
    ))  # fmt: skip
    if whole.changes:
        moved = sum(1 for _ in changed(whole.changes))
        yield Tile("changes", number_text(moved), "changes", (
            (moved, said["changed"], "changes", "lively"),
            (len(whole.read) - moved, said["same"], "changes", "neutral"),
        ))  # fmt: skip
    missing = sum(one.number("missing") > 0 for one in whole.read)
    ratings = sum(one.number("missing") for one in whole.read)
    yield Tile("missing", number_text(missing), "attention", (
        (missing, said["with_missing"], "attention", "middle"),
        (len(whole.read) - missing, said["without_missing"], "attention", "neutral"),
    ), text("report.page.of", count=len(whole.read)), ((ratings, said["ratings"], "attention"),))  # fmt: skip


def charts(whole: Portfolio) -> list[Chart]:
    """Findings and actions over time, per workbook: no line rises because workbooks were added.

    None before the second run in which something was read.
    """
    said = texts("portfolio.trend")
    runs = [run for run in whole.past.runs if run["workbooks"]]
    if len(runs) < 2:
        return []
    severities = {code: label(code, "severity") for code in SEVERITIES[:3]}
    return [
        chart("lines-findings", said["findings"], runs, severities),
        chart("lines-actions", said["actions"], runs, {"actions": said["open"], "late": said["late"]}),
    ]


def _changes(whole: Portfolio) -> dict[str, Any]:
    found = whole.changes
    if found is None:
        return {"change_totals": None, "changed": [], "last_day": "", "lost": []}
    moved = set(changed(found))
    rows = [_changed(one, found.of[one.place]) for one in whole.read if one.place in moved]
    lost = [
        text(f"portfolio.changes.lost.{name}", names=_names(paths))
        for name, paths in (("gone", found.gone), ("unread", found.unread))
        if paths
    ]
    return {"change_totals": change_totals(found), "changed": rows, "last_day": whole.past.day, "lost": lost}


def _changed(one: Partnership, change: Change) -> dict[str, Any]:
    said = texts("portfolio.changes")
    which = [(said[name], _titles(ids)) for name, ids in
             (("new", change.new), ("back", change.back), ("closed", change.closed)) if ids]  # fmt: skip
    numbers = {name: len(getattr(change, name)) for name in ("new", "closed", "back", "late")}
    return {"one": one, "first": change.is_first, "which": which, **numbers}


def _titles(ids: tuple[str, ...]) -> str:
    """The rules of some findings in words, the commonest first."""
    count = Counter(rule_of(id) for id in ids)
    order = sorted(count, key=lambda rule: (-count[rule], rule))
    rules = wording.rules()
    said = [
        text("portfolio.changes.times", title=rules[rule].title, count=count[rule]) for rule in order if rule in rules
    ]
    more = text("portfolio.changes.more", count=len(said) - NAMED)
    return joined(said if len(said) <= NAMED else [*said[:NAMED], more], "apart")


def _names(paths: tuple[str, ...]) -> str:
    names = [path.replace("\\", "/").rpartition("/")[2] for path in paths]
    shown = (
        names
        if len(names) <= 2 * NAMED
        else [*names[: 2 * NAMED], text("portfolio.changes.more", count=len(names) - 2 * NAMED)]
    )
    return joined(shown)
