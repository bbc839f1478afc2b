"""RSK, the risks."""

from __future__ import annotations

from collections.abc import Iterator

from tests.independent.book import Book, Row, alike, events, level
from tests.independent.sight import Sight, at


def sights(book: Book) -> Iterator[Sight]:
    """What the risk register shows."""
    for risk in book.live_risks():
        yield from _not_rated(book, risk)
        yield from _view(book, risk)
        yield from _accepted(book, risk)
        yield from _review(book, risk)
        yield from _transfer(book, risk)
    for risk in book.open_risks():
        for look in (_untreated, _above, _unequal, _residual, _unfunded, _residual_above):
            yield from look(book, risk)
        if not risk["owner"]:
            yield Sight("RSK-09", risk["risk"], "medium", "Risks", (at("Risks", risk, "owner"),), about=risk["risk"])
    yield from _no_activity(book)


def _missing_points(risk: Row, code: str) -> tuple[object, ...]:
    return tuple(at("Risks", risk, name, code) for name in ("likelihood", "impact") if code not in risk[name])


def _not_rated(book: Book, risk: Row) -> Iterator[Sight]:
    for view in book.seen_by(risk):
        if view["carries"] and not view["rated"]:
            cells = _missing_points(risk, view["code"])
            yield Sight("RSK-01", risk["risk"], "low", "Risks", cells, about=view["code"])  # type: ignore[arg-type]


def view_of(book: Book, risk: Row) -> str:
    """The view, among the parties that rated."""
    rated = [view for view in book.seen_by(risk) if view["rated"]]
    if len(rated) < 2:
        return "one_view" if rated else "no_view"

    def apart(name: str) -> int:
        return max(abs(int(one[name]) - int(other[name])) for one in rated for other in rated)

    if apart("likelihood") >= 3 or apart("impact") >= 3 or apart("level") >= 2:
        return "far_apart"
    differ = apart("likelihood") >= 2 or apart("impact") >= 2 or (apart("level") >= 1 and apart("score") >= 4)
    return "discuss" if book.grave(risk) and differ else "aligned"


def _view(book: Book, risk: Row) -> Iterator[Sight]:
    view = view_of(book, risk)
    if view == "far_apart":
        yield Sight("RSK-03", risk["risk"], "high", "Risks")
    if view == "discuss":
        yield Sight("RSK-03", "arrangement", "medium", "arrangement", rows=(risk["risk"],), table="Risks")


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
    if risk["status"] != "accepted":
        return
    cells = []
    for view in book.seen_by(risk):
        if view["carries"] and view["accepted"] not in ("yes", "with_conditions"):
            cells.append(at("Risks", risk, "accepted", view["code"]))
        if view["carries"] and view["rated"] and view["level"] > view["limit"]:
            cells += [at("Risks", risk, name) for name in ("acceptance_reason", "next_review_on") if not risk[name]]
    if cells:
        yield Sight("RSK-05", risk["risk"], "high", "Risks", tuple(cells))


def _transfer(book: Book, risk: Row) -> Iterator[Sight]:
    """Each point once, for whichever receiver it holds; None among the cells where no single one decides."""
    if not risk["transfer_to"]:
        return
    own = [view for view in book.seen_by(risk) if view["code"] in risk["transfer_to"]]
    points: list[list[object]] = [
        [at("Risks", risk, "transfer_assessed")] if risk["transfer_assessed"] != "lower" else [],
        [cell for view in own for cell in _missing_points(risk, view["code"])],
        [None for view in own if view["rated"] and view["carries"] and view["level"] > view["limit"]],
        [at("Risks", risk, "measures")] if _no_measures(risk) else [],
        [None for view in own if not _paid_for(book, risk, view["code"])],
    ]
    cells = tuple(cell for point in points for cell in point)
    if cells:
        severity = "high" if sum(map(bool, points)) > 1 else "medium"
        yield Sight("RSK-06", risk["risk"], severity, "Risks", cells)  # type: ignore[arg-type]


def _paid_for(book: Book, risk: Row, code: str) -> bool:
    lines = [line for line in book.supporting(risk["risk"]) if code in line["protects"]]
    return any((line["funded_amount"] or 0) > 0 for line in lines)


def _unequal(book: Book, risk: Row) -> Iterator[Sight]:
    exposures = {view["exposure"] for view in book.seen_by(risk) if view["exposure"]}
    cells = tuple(at("Risks", risk, name) for name in ("transfer_from", "transfer_to") if not risk[name])
    if risk["origin"] in ("created", "transformed") and len(exposures) > 1 and cells:
        yield Sight("RSK-07", risk["risk"], "low", "Risks", cells)


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
    if book.grave(risk) and not book.supporting(risk["risk"]) and risk["measures_cost"] != "none":
        yield Sight("RSK-12", "arrangement", "medium", "arrangement", rows=(risk["risk"],), table="Risks",
                    about=risk["risk"])  # fmt: skip


def _residual_above(book: Book, risk: Row) -> Iterator[Sight]:
    residual = _residual_score(risk)
    if residual is None:
        return
    for view in book.seen_by(risk):
        if view["carries"] and level(residual) > view["limit"] and view["accepted"] not in ("yes", "with_conditions"):
            yield Sight("RSK-13", risk["risk"], "high", "Risks", about=risk["risk"])


def _no_activity(book: Book) -> Iterator[Sight]:
    grave = [risk for risk in book.open_risks() if book.grave(risk)]
    for event in events(grave):
        if event not in events(book.activities):
            rows = tuple(risk["risk"] for risk in grave if alike(risk["event"]) == event)
            yield Sight("RSK-11", event, "high", "event", rows=rows, table="Risks")
