"""What people are told of a file in which nothing was recognised: what comes nearest to a table, and what it lacks."""

from __future__ import annotations

from pipeline.adopt.mapping.answers import target_label
from pipeline.adopt.recognise.nearest import Nearest, Understood, nearest
from pipeline.adopt.source.sheet import SourceBook
from schemas.wording.text import joined, text

_MOST = 8  # headers that are named


def nothing_found(book: SourceBook) -> str:
    """Why a file is refused in which no table of ours was recognised."""
    filled = [sheet for sheet in book.sheets if any(sheet.filled)]
    if not filled:
        return text("adopt.refused.empty", name=book.name)
    near = nearest(book)
    if near:
        said = {"kind": text(f"adopt.kind.{near.kind}"), "understood": _understood(near), "lacks": _lacks(near)}
        return text("adopt.refused.near_table", name=book.name, sheet=near.sheet, area=near.area, **said)
    largest = max(filled, key=lambda sheet: sum(map(len, sheet.filled)))
    return text("adopt.refused.no_table", name=book.name, sheet=largest.name)


def _understood(near: Nearest) -> str:
    some = near.understood[:_MOST]
    columns = ({"header": one.header, "cell": one.cell, "becomes": _becomes(one)} for one in some)
    return joined((text("adopt.nearest.column", **column) for column in columns), "apart")


def _becomes(one: Understood) -> str:
    return target_label(one.target) if one.target else text(f"adopt.nearest.without_place.{one.concept}")


def _need(name: str) -> str:
    return text(f"adopt.nearest.needs.{name}")


def _lacks(near: Nearest) -> str:
    if near.lacks:
        return text("adopt.nearest.lacks", what=joined(map(_need, near.lacks), "apart"))
    if near.strange:
        return text("adopt.nearest.strange", headers=joined(near.strange[:_MOST]))
    return text("adopt.nearest.misnamed" if near.is_misnamed else "adopt.nearest.few", sheet=near.sheet)
