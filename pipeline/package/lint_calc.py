"""Faults of the calculation chain: cells that hold no formula any more."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.package.find import Book
from pipeline.package.markup import spans
from pipeline.package.refs import cell


def chain_faults(book: Book, formulas: Mapping[str, set[tuple[int, int]]]) -> list[str]:
    """Entries for cells without a formula, on the sheets (by sheet id) whose formulas are given; the first for each."""
    faults: dict[str, str] = {}
    for part in book.package.related(book.part, "calcChain"):
        sheet = ""
        for span in spans(book.package.read(part), part)[1:]:
            sheet = span.attributes.get("i", sheet)
            ref = span.attributes.get("r", "")
            if sheet in formulas and cell(ref) not in formulas[sheet]:
                faults.setdefault(sheet, f"calculation chain: {ref} of sheet {sheet} has no formula")
    return list(faults.values())
