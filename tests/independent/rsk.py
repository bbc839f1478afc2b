"""RSK, the risks."""

from __future__ import annotations

from collections.abc import Iterator

from tests.independent.book import Book, Row, alike, events, level
from tests.independent.bud import pays, shared_only
from tests.independent.sight import Sight, at


def sights(book: Book) -> Iterator[Sight]:
    """What the risk register shows."""
    for risk in book.live_risks():
        for look in (_not_rated, _view, _accepted, _review, _transfer, _conditions):
            yield from look(book, risk)
    for risk in book.open_risks():
        for look in (_untreated, _above, _unequal, _residual, _unfunded, _residual_above, _silent_transfer, _origin):
            yield from look(book, risk)
        if not risk["owner"]:
            yield Sight("RSK-09", risk["risk"], "medium", "Risks", (at("Risks", risk, "owner"),), about=risk["risk"])
    yield from _no_activity(book)


def _missing_points(risk: Row, code: str) -> tuple[object, ...]:
    return tuple(at("Risks", risk, name, code) for name in ("likelihood", "impact") if code not in risk[name])


def _not_rated(book: Book, risk: Row) -> Iterator[Sight]:
    views = [view for view in book.seen_by(risk) if view["carries"]]
    grave = book.grave(risk) or not_heard(book, risk) or any((view["impact"] or 0) >= 4 for view in views)
    for view in views:
        if not view["rated"]:
            severity = "high" if grave and view["code"] in book.direct(risk) else "low"
            cells = _missing_points(risk, view["code"])
            yield Sight("RSK-01", risk["risk"], severity, "Risks", cells, party=view["code"])  # type: ignore[arg-type]


def not_heard(book: Book, risk: Row) -> bool:
    """Whether somebody has rated, there are directly exposed parties, and none of these has."""
    heard, direct = {view["code"] for view in book.heard(risk)}, set(book.direct(risk))
    return bool(heard) and bool(direct) and not heard & direct


def difference_of(book: Book, risk: Row) -> str:
    """How far apart the views are that count; empty for fewer than two."""
    rated = book.heard(risk)
    if len(rated) < 2:
        return ""

    def apart(name: str) -> int:
        return max(abs(int(one[name]) - int(other[name])) for one in rated for other in rated)

    points = max(apart("likelihood"), apart("impact"))
    if points >= 3 or (points >= 2 and apart("level") >= 2):
        return "far_apart"
    differ = points >= 2 or (apart("level") >= 1 and apart("score") >= 4)
    return "discuss" if book.grave(risk) and differ else "aligned"


def view_of(book: Book, risk: Row) -> str:
    """The view, missing ones told first."""
    if not book.heard(risk):
        return "no_view"
    return "not_heard" if not_heard(book, risk) else difference_of(book, risk) or "one_view"


def _view(book: Book, risk: Row) -> Iterator[Sight]:
    difference = difference_of(book, risk)
    highest = {view["exposure"] for view in book.heard(risk) if view["score"] == book.joint(risk)}
    if difference == "far_apart" and highest & {"direct", ""}:
        yield Sight("RSK-03", risk["risk"], "high", "Risks")
    elif difference in ("far_apart", "discuss"):
        rows = (risk["risk"],)
        yield Sight("RSK-03", "arrangement", "medium", "arrangement", rows=rows, table="Risks", about=risk["risk"])


def _no_measures(risk: Row) -> bool:
    return not risk["measures"]


def _untreated(book: Book, risk: Row) -> Iterator[Sight]:
    joint = book.joint(risk)
    if joint is None or level(joint) < 2:
        return
    cells = []
    if risk["treatment"] in ("", "none"):
        cells.append(at("Risks", risk, "treatment"))
    if _no_measures(risk):
        cells.append(at("Risks", risk, "measures"))
    if cells:
        yield Sight("RSK-02", risk["risk"], "critical" if level(joint) == 3 else "high", "Risks", tuple(cells))


def _above(book: Book, risk: Row) -> Iterator[Sight]:
    above = [view for view in book.seen_by(risk) if view["carries"] and view["rated"] and view["level"] > view["limit"]]
    if above and _no_measures(risk):
        yield Sight("RSK-04", risk["risk"], "high", "Risks", (at("Risks", risk, "measures"),), about=risk["risk"])


def _accepted(book: Book, risk: Row) -> Iterator[Sight]:
    missing = book.unanswered(risk)
    if missing:
        joint = book.joint(risk)
        grave = (joint is not None and level(joint) == 3) or not_heard(book, risk)
        close = any(view["exposure"] in ("direct", "") for view in missing)
        cells = tuple(at("Risks", risk, "accepted", view["code"]) for view in missing)
        yield Sight("RSK-05", risk["risk"], "critical" if grave and close else "high", "Risks", cells)
    elif risk["status"] == "accepted":
        empty = tuple(at("Risks", risk, name) for name in ("acceptance_reason", "next_review_on") if not risk[name])
        if empty and any(view["level"] > view["limit"] for view in book.heard(risk)):
            yield Sight("RSK-05", risk["risk"], "high", "Risks", empty)


def _conditions(book: Book, risk: Row) -> Iterator[Sight]:
    with_conditions = [v for v in book.seen_by(risk) if v["carries"] and v["accepted"] == "with_conditions"]
    if with_conditions and not risk["acceptance_reason"]:
        yield Sight("RSK-16", risk["risk"], "medium", "Risks", (at("Risks", risk, "acceptance_reason"),))


def _transfer(book: Book, risk: Row) -> Iterator[Sight]:
    """Each point once, for whichever receiver it holds; None among the cells where no single one decides."""
    if not risk["transfer_to"]:
        return
    own = [view for view in book.seen_by(risk) if view["code"] in risk["transfer_to"]]
    points: list[list[object]] = [
        [at("Risks", risk, "transfer_assessed")] if risk["transfer_assessed"] != "lower" else [],
        [cell for view in own for cell in _no_rating(risk, view)],
        [None for view in own if view in book.heard(risk) and view["level"] > view["limit"]],
        [at("Risks", risk, "measures")] if _no_measures(risk) else [],
        [None for view in own if not shared_only(book) and not _paid_for(book, risk, view["code"])],
    ]
    cells = tuple(cell for point in points for cell in point)
    if cells:
        severity = "high" if sum(map(bool, points)) > 1 else "medium"
        yield Sight("RSK-06", risk["risk"], severity, "Risks", cells)  # type: ignore[arg-type]


def _no_rating(risk: Row, view: Row) -> tuple[object, ...]:
    """The empty cells of a receiver's rating; the exposure where that is none."""
    none = () if view["carries"] else (at("Risks", risk, "exposure", view["code"]),)
    return _missing_points(risk, view["code"]) or none


def _paid_for(book: Book, risk: Row, code: str) -> bool:
    lines = [line for line in book.supporting(risk["risk"]) if code in line["protects"]]
    return any(pays(book, line) for line in lines)


def _unequal(book: Book, risk: Row) -> Iterator[Sight]:
    exposures = {view["exposure"] for view in book.seen_by(risk) if view["exposure"]}
    cells = tuple(at("Risks", risk, name) for name in ("transfer_from", "transfer_to") if not risk[name])
    if risk["origin"] in ("created", "transformed") and len(exposures) > 1 and cells:
        yield Sight("RSK-07", risk["risk"], "low", "Risks", cells)


def _silent_transfer(book: Book, risk: Row) -> Iterator[Sight]:
    if risk["treatment"] not in ("avoid", "share") or risk["transfer_to"] or risk["origin"] == "existing":
        return
    others = [other for other in book.open_risks() if alike(other["event"]) == alike(risk["event"])]
    carriers = {view["code"] for other in others for view in book.seen_by(other) if view["carries"]}
    if len(carriers) >= 2:
        low = book.joint(risk) is not None and not book.grave(risk)
        cells = tuple(at("Risks", risk, name) for name in ("transfer_to", "origin") if not risk[name])
        yield Sight("RSK-14", risk["risk"], "medium" if low else "high", "Risks", cells)


def _origin(book: Book, risk: Row) -> Iterator[Sight]:
    if book.grave(risk) and not risk["origin"]:
        cell = at("Risks", risk, "origin")
        yield Sight("RSK-15", "arrangement", "low", "arrangement", (cell,), (risk["risk"],), "Risks")


def _residual_score(risk: Row) -> int | None:
    both = (risk["residual_likelihood"], risk["residual_impact"])
    return None if None in both else both[0] * both[1]


def _residual(book: Book, risk: Row) -> Iterator[Sight]:
    residual, joint = _residual_score(risk), book.joint(risk)
    if residual is None or joint is None:
        return
    if residual > joint:
        yield Sight("RSK-08", risk["risk"], "medium", "Risks")
    if residual < joint and _no_measures(risk):
        yield Sight("RSK-08", risk["risk"], "medium", "Risks", (at("Risks", risk, "measures"),))


def _review(book: Book, risk: Row) -> Iterator[Sight]:
    due = risk["next_review_on"]
    if due is None or due < book.today:
        cell = at("Risks", risk, "next_review_on")
        yield Sight("RSK-10", "arrangement", "low", "arrangement", (cell,), (risk["risk"],), "Risks")


def _unfunded(book: Book, risk: Row) -> Iterator[Sight]:
    paying = [line for line in book.supporting(risk["risk"]) if pays(book, line)]
    if book.grave(risk) and not paying and risk["measures_cost"] != "none":
        yield Sight("RSK-12", "arrangement", "medium", "arrangement", rows=(risk["risk"],), table="Risks",
                    about=risk["risk"])  # fmt: skip


def _residual_above(book: Book, risk: Row) -> Iterator[Sight]:
    residual = _residual_score(risk)
    remains = book.joint(risk) if residual is None else residual
    for view in book.seen_by(risk) if remains is not None else ():
        within = view["rated"] and view["level"] <= view["limit"]
        asked = view["accepted"] not in ("yes", "with_conditions") and not within
        if remains and view["code"] in book.direct(risk) and level(remains) > view["limit"] and asked:
            yield Sight("RSK-13", risk["risk"], "high", "Risks", about=risk["risk"])


def _no_activity(book: Book) -> Iterator[Sight]:
    grave = [risk for risk in book.open_risks() if book.grave(risk)]
    for event in events(grave):
        risks = [risk for risk in grave if alike(risk["event"]) == event]
        rows = tuple(risk["risk"] for risk in risks)
        pressing = any(level(book.joint(risk) or 0) == 3 or _no_measures(risk) for risk in risks)
        if event in events(book.activities):
            continue
        if pressing:
            yield Sight("RSK-11", event, "high", "event", rows=rows, table="Risks", about=event)
        else:
            yield Sight("RSK-11", "arrangement", "medium", "arrangement", rows=rows, table="Risks", about=event)
