"""In which currency the amounts of budgets are: by their cells, a column of its own, headers, and what stands above."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.adopt.compared_words import plain, words_of
from pipeline.adopt.lexicon import word_set
from pipeline.adopt.proposal import CURRENCY, ColumnProposal, Fill, TableProposal
from pipeline.adopt.source.sheet import SourceSheet, is_empty, shown
from pipeline.reading.coerce.amount_parts import PER_CENT, is_currency_sign
from pipeline.reading.coerce.units import codes_of, known_codes, unit_of_text
from schemas.wording.text import text

PRICE, FUNDED = "Budget.unit_cost", "Budget.funded_amount"
_ABOVE = 12  # rows above a header in which a currency may be said
_LONGEST = 80  # letters of a text that says one
_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_CODE = re.compile(r"(?<![A-Za-z])(?:[A-Z]{3}|FCFA)(?![A-Za-z])")
_SIGN = re.compile(r"[^\W\d_]{0,3}[^\w\s.,;:()-]")
_NAMED = re.compile(r"\b(?:in|en|em|ksh|kshs|cfa|fcfa)\b\s*([^\W\d_]+(?:\s[^\W\d_]+)?)?", re.IGNORECASE)
# Codes that are English words as well: in a header of capitals they count only in brackets.
_WORDS = frozenset({"ALL", "TOP", "TRY", "CUP", "MOP", "PEN", "GEL"})


@dataclass(frozen=True)
class Said:
    """What says a currency: the codes that it can mean, and the cell with its text."""

    codes: frozenset[str]
    cell: str
    source: object


def settle_currency(found: Sequence[tuple[TableProposal, SourceSheet]]) -> None:
    """Propose the currency of all budgets of a file; amounts that are in another one are asked about, and stay out.

    An arrangement has one currency. A sign that several use, such as $, is asked about.
    """
    said: list[Said] = []
    counts: Counter[frozenset[str]] = Counter()
    for table, sheet in found:
        told = _Told(table, sheet)
        for place, one in told.amounts():
            table.currencies[place] = one.codes
            counts[one.codes] += 1
            said.append(one)
    if not counts:
        return
    main = counts.most_common(1)[0][0]
    for codes, _ in counts.most_common():
        main = main & codes or main
    first = next(one for one in said if one.codes & main)
    likely = min(main, key=lambda code: (known_codes().index(code) if code in known_codes() else len(main), code))
    fill = Fill(CURRENCY, value=likely, ask=len(main) > 1, cell=first.cell, source=first.source)
    fill.why = text("adopt.why.currency", cell=first.cell, found=shown(first.source)[:_LONGEST])
    of = next(table for table, sheet in found if table.currencies)
    fill.sheet = of.sheet
    of.fills.append(fill)
    for table, sheet in found:
        table.currency = fill
        for column in table.columns:
            if column.target is None and names_currencies(sheet, table, column):
                column.why = text("adopt.why.says_currency")
        _ask_others(table, sheet)


def _ask_others(table: TableProposal, sheet: SourceSheet) -> None:
    """Ask about amounts in another currency than most: they stay out."""
    carried = {column.column for column in table.columns if column.target}
    others = [at for at in sorted(table.currencies) if at[1] in carried and table.is_other_currency(*at)]
    price = table.column_for(PRICE)
    if others and price and table.currency:
        cell = sheet.address(*others[0])
        price.ask = True
        price.why = text("adopt.why.currencies", currency=table.currency.value, count=len(others), cell=cell)


class _Told:
    """What the sheet says of the currency of a table's amounts."""

    def __init__(self, table: TableProposal, sheet: SourceSheet) -> None:
        self.table, self.sheet = table, sheet
        self.columns = [each for each in table.columns if each.target in (PRICE, FUNDED)]
        sums = [each for each in table.columns if each.column == table.sum_column]
        self.columns += [each for each in sums if each not in self.columns]
        self.named = next((each.column for each in table.columns if names_currencies(sheet, table, each)), 0)
        self.by_column = {each.column: self._of_column(each) for each in self.columns}
        self.above = next(self._above(), None)

    def amounts(self) -> Iterator[tuple[tuple[int, int], Said]]:
        """Each amount of which a currency is said, by row and column."""
        for row in self.table.carried:
            for each in self.columns:
                said = self._of_row(row, each.column) if not is_empty(self.sheet.at(row, each.column)) else None
                if said:
                    yield (row, each.column), said

    def _of_cell(self, row: int, column: int) -> Said | None:
        cell = self.sheet.at(row, column)
        unit = unit_of_text(cell) if isinstance(cell, str) else self.sheet.units.get((row, column), "")
        if unit and unit != PER_CENT:
            source = cell if isinstance(cell, str) else unit
            return Said(codes_of(unit), self.sheet.address(row, column), source)
        return _said(self.sheet, row, self.named, codes_of_text) if self.named else None

    def _of_row(self, row: int, column: int) -> Said | None:
        """What the cell, its column, or the sum of its line says; else what stands above the table."""
        said = self._of_cell(row, column) or self.by_column[column]
        if said is None and column != self.table.sum_column and self.table.sum_column in self.by_column:
            said = self._of_cell(row, self.table.sum_column) or self.by_column[self.table.sum_column]
        return said or self.above

    def _of_column(self, each: ColumnProposal) -> Said | None:
        """What the header, its group or a row of units below it says."""
        first = min(self.table.carried, default=self.table.first_row)
        for row in (*range(self.table.header_rows[-1] + 1, first), *reversed(self.table.header_rows)):
            for column in range(each.column, 0, -1):
                area = self.sheet.owners.get((row, column))
                is_above = column == each.column or (area and area.left == column and area.right >= each.column)
                if is_above and (said := _said(self.sheet, row, column, codes_in_words)):
                    return said
        return None

    def _above(self) -> Iterator[Said]:
        """What stands above the header: Currency: USD, all amounts in euros."""
        top = self.table.header_rows[0]
        for row in range(top - 1, max(0, top - 1 - _ABOVE), -1):
            for column in self.sheet.filled[row - 1]:
                label = shown(self.sheet.at(row, column - 1)) if column > 1 else ""
                is_named = bool(set(plain(label).split()) & word_set("currency_words"))
                said = _said(self.sheet, row, column, codes_of_text if is_named else codes_in_words)
                if said and not _compares(str(said.source)):
                    yield said


def names_currencies(sheet: SourceSheet, table: TableProposal, column: ColumnProposal) -> bool:
    """Whether a column says the currency of each line, and nothing else."""
    cells = [sheet.at(row, column.column) for row in table.carried]
    filled = [cell for cell in cells if not is_empty(cell)]
    is_named = bool(set(plain(column.header).split()) & word_set("currency_words"))
    said = sum(isinstance(cell, str) and bool(codes_of_text(cell)) for cell in filled)
    return bool(filled) and said == len(filled) and (is_named or all(_CODE.fullmatch(shown(one)) for one in filled))


def _said(sheet: SourceSheet, row: int, column: int, read: object) -> Said | None:
    cell = sheet.at(row, column)
    if not isinstance(cell, str) or len(cell) > _LONGEST:
        return None
    codes = read(cell)  # type: ignore[operator]
    return Said(codes, sheet.address(row, column), cell) if codes else None


def _compares(text: str) -> bool:
    """Whether a text names several currencies, or a rate of exchange: neither says which one counts."""
    if "@" in text or not word_set("exchange_words").isdisjoint(words_of(text)):
        return True
    return len({code for code in _CODE.findall(text) if code in known_codes()}) > 1


def codes_of_text(cell: str) -> frozenset[str]:
    """The currencies that a text can mean that says nothing else: EUR, US$, euros."""
    return frozenset(code for code in codes_of(cell) if code in known_codes())


def codes_in_words(said: str) -> frozenset[str]:
    """The currencies of which a header or a title speaks: Unit cost (USD), Montant en euros, Total $."""
    for inside in _IN_BRACKETS.findall(said):
        if codes := codes_of_text(inside) or _codes(inside, frozenset()):
            return codes
    return _codes(said, _WORDS)


def _codes(said: str, without: frozenset[str]) -> frozenset[str]:
    """Codes and signs count wherever they stand, words only where they are named as what is counted in."""
    acronyms = (code for code in _CODE.findall(said) if code not in without)
    signs = (sign for sign in _SIGN.findall(said) if is_currency_sign(sign[-1]))
    named = (
        word for match in _NAMED.finditer(said) for word in (match[0], match[1] or "", (match[1] or "").split(" ")[0])
    )
    return next(filter(None, map(codes_of_text, (*acronyms, *signs, *named))), frozenset())
