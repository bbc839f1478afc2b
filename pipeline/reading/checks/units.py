"""Amounts whose cell shows another unit than the budget's: per cent, or another currency. They count as unknown.

105,000 of another currency would be added up as if it were the arrangement's own.
"""

from __future__ import annotations

from pipeline.reading.coerce.amount_parts import PER_CENT
from pipeline.reading.coerce.clean import is_blank
from pipeline.reading.coerce.units import codes_of, unit_of_format, unit_of_text
from pipeline.reading.content import Content
from pipeline.reading.locate.header_match import Head
from pipeline.reading.problems import Problems, Trouble


def units(read: Content, currency: str, problems: Problems) -> None:
    """Reject the cells of `read` that show another unit; `currency` is that of the arrangement, "" if not known."""
    shown = _shown(read)
    own = codes_of(currency)
    seen = {unit for _, head, unit in shown if unit != PER_CENT and head.column.kind == "number"}
    alike = not own and len({codes_of(unit) for unit in seen}) < 2
    for position, head, unit in shown:
        if unit == PER_CENT:
            check = "CHK-65"
        elif head.column.kind != "number" or alike or codes_of(unit) & own:
            continue
        else:
            check = "CHK-66" if own else "CHK-67"
        problems.add(read.problem(position, head.key, Trouble(check, {"unit": unit, "currency": currency})))
        read.reject(position, head.key)


def _shown(read: Content) -> list[tuple[int, Head, str]]:
    """The cells with numbers that show a unit: the row's position, the column, the unit as it stands."""
    found = []
    for head in read.heads.ours:
        if not head.column.is_number:
            continue
        formats = read.found.formats
        if not formats and str not in map(type, filter(None, read.raw[head.key])):
            continue
        for position, (number, cell) in enumerate(zip(read.numbers, read.raw[head.key], strict=True)):
            if is_blank(cell) or read.values[head.key][position] is None:
                continue
            unit = unit_of_text(cell) if isinstance(cell, str) else ""
            if not unit and formats:
                unit = unit_of_format(formats.get((number, read.found.left + head.position), ""))
            if unit:
                found.append((position, head, unit))
    return found
