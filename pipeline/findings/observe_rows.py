"""The commonest kinds of observation about activities, indicators and budget lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.indicator_ratings import Ratings
from pipeline.analysis.order import natural
from pipeline.domain.arrangement import Activity, Arrangement, Indicator, Line, Row
from pipeline.domain.cell import Cell
from pipeline.domain.finding import NOTHING, Observation
from pipeline.findings.observe import cell_of
from schemas.spec import table_of
from schemas.vocabulary import compared


def of_activity(rule: str, severity: str, activity: Activity, *empty: str, **more: Any) -> Observation:
    """What a rule sees about one activity, told for those who take part; `empty` are the fields that decide it."""
    cells = tuple(cell_of("Activities", activity, name) for name in empty)
    id = activity.id
    more = {"partners": activity.participants, "rows": (id,), "cells": cells, **more, "values": _named(activity, more)}
    return Observation(rule=rule, subject=id, kind="row", severity=severity, unit=id, **more)


def of_events(rule: str, severity: str, assessment: Assessment, event: str, **more: Any) -> Observation:
    """What a rule sees about an event of those that it tells of together, shown in its commonest spelling."""
    name = assessment.events[compared(event)]
    return Observation(
        rule=rule, subject="arrangement", kind="arrangement", severity=severity, unit=name, heading=name, **more
    )


def of_activities(
    rule: str, severity: str, assessment: Assessment, activity: Activity, *empty: str, **more: Any
) -> Observation:
    """What a rule sees about one activity of those that it tells of together, event by event."""
    cells = tuple(cell_of("Activities", activity, name) for name in empty)
    more = {"partners": activity.participants, "cells": cells, **more, "values": _named(activity, more)}
    heading = assessment.events.get(compared(activity.event), "")
    return Observation(
        rule=rule, subject="arrangement", kind="arrangement", severity=severity, unit=activity.id, heading=heading,
        rows=(activity.id,), **more,
    )  # fmt: skip


def of_indicator(rule: str, severity: str, indicator: Indicator, *cells: str, **more: Any) -> Observation:
    """What a rule sees about one indicator; `cells` are the fields that decide it."""
    more = {"cells": tuple(cell_of("Indicators", indicator, name) for name in cells), **more}
    more["values"] = _named(indicator, more)
    return Observation(
        rule=rule, subject=indicator.id, kind="row", severity=severity, unit=indicator.id, rows=(indicator.id,), **more
    )


def cells_of_joint(ratings: Ratings) -> tuple[Cell, ...]:
    """The cells that make the joint rating: the agreed one, else each rating that comes to it.

    Where a rating counts for less than it says, it is the evidence that decides.
    """
    indicator = ratings.indicator
    if ratings.is_agreed:
        return (cell_of("Indicators", indicator, "agreed_rating"),)
    names = {code: "rating" if indicator.rating[code] == ratings.joint else "evidence" for code in ratings.effective}
    return tuple(cell_of("Indicators", indicator, names[code], code) for code in ratings.rated(ratings.joint))


def of_indicators(rule: str, severity: str, assessment: Assessment, indicator: Indicator, **more: Any) -> Observation:
    """What a rule sees about one indicator of those that it tells of together: key ones first, element by element."""
    more["values"] = _named(indicator, more)
    heading = assessment.elements.get(compared(indicator.element), "")
    return Observation(
        rule=rule, subject="arrangement", kind="arrangement", severity=severity, unit=indicator.id, heading=heading,
        rank=0 if indicator.key == "yes" else 1, rows=(indicator.id,), **more,
    )  # fmt: skip


def of_element(rule: str, severity: str, assessment: Assessment, indicator: Indicator, **more: Any) -> Observation:
    """What a rule sees about one indicator of those that it tells of together, element by element."""
    name = assessment.elements[compared(indicator.element)]
    more["values"] = _named(indicator, more)
    return Observation(
        rule=rule, subject=name, kind="element", severity=severity, unit=name, rows=(indicator.id,), **more
    )


def of_line(rule: str, severity: str, line: Line, **more: Any) -> Observation:
    """What a rule sees about one budget line."""
    more["values"] = _named(line, more)
    return Observation(rule=rule, subject=line.id, kind="row", severity=severity, unit=line.id, **more)


def of_row(rule: str, severity: str, row: Row, *cells: str, at: tuple[Cell, ...] = (), **more: Any) -> Observation:
    """What a rule sees about one row of a sheet that people asked for.

    `cells` are the fields that decide it, `at` such cells of single partners.
    """
    more["values"] = _named(row, more)
    return Observation(
        rule=rule, subject=row.id, kind="row", severity=severity, unit=row.id, rows=(row.id,),
        cells=_cells(row, cells) + at, **more,
    )  # fmt: skip


def of_rows(rule: str, severity: str, row: Row, *cells: str, at: tuple[Cell, ...] = (), **more: Any) -> Observation:
    """What a rule sees about one row of such a sheet, of those that it tells of together; as `of_row`."""
    more["values"] = _named(row, more)
    return Observation(
        rule=rule, subject="arrangement", kind="arrangement", severity=severity, unit=row.id, rows=(row.id,),
        table=table_of(type(row)).name, cells=_cells(row, cells) + at, **more,
    )  # fmt: skip


def _cells(row: Row, names: Iterable[str]) -> tuple[Cell, ...]:
    return tuple(cell_of(table_of(type(row)).name, row, name) for name in names)


def of_obstacle(rule: str, variant: str = "", /, **rows: Iterable[str]) -> Iterable[Observation]:
    """An indication of an obstacle, where rows show one; never told of a partner (ISO 22397, Annex B).

    `rows` are the ids by the table that they stand in.
    """
    for table, ids in rows.items():
        shown = tuple(sorted(dict.fromkeys(ids), key=natural))
        if shown:
            yield Observation(
                rule=rule, subject="arrangement", kind="arrangement", severity="info", rows=shown, table=table,
                variant=variant,
            )  # fmt: skip


def tables_are_whole(arrangement: Arrangement, *tables: str) -> bool:
    """Whether these tables are there and no row of them had to be left out: else nobody can say what they lack."""
    return all(map(arrangement.is_whole, tables))


def _named(row: Row, more: Mapping[str, Any]) -> dict[str, object]:
    return {"row": row.id, "named": row, **more.get("values", NOTHING)}
