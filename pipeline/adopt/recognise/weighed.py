"""A column of a possible table with what it most likely is, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.adopt.lexicon import lexicon, word_set
from pipeline.adopt.proposal import ColumnProposal, WordList
from pipeline.adopt.recognise.answers.listed_answers import is_supposed
from pipeline.adopt.recognise.candidate import LIKELY, SURE
from pipeline.adopt.recognise.heads.head_column import HeadColumn
from pipeline.adopt.recognise.profile import Profile
from pipeline.adopt.source.amounts import is_either, is_undecided
from pipeline.adopt.two_in_one import Part
from pipeline.adopt.workbook.cell_value import is_ambiguous, order_of_days
from schemas.spec import table
from schemas.wording.text import text


@dataclass
class WeighedColumn:
    """A column while it is weighed: what it is (`concept`), how sure that is, and where it goes (`target`)."""

    head: HeadColumn
    profile: Profile
    concept: str = ""
    sure: float = 0.0
    phase: str = ""
    why: str = ""
    ask: bool = False
    target: str | None = None
    words: WordList | None = None
    partner: str | None = None
    proposed_partner: str = ""
    is_told: bool = False  # a column beside says what it is: no question
    or_else: str = ""  # what its header says as clearly
    part: Part | None = None  # of two ratings in one cell the one that this is
    whole: Profile | None = None  # the cells as they stand, where this is a part of them

    @property
    def number(self) -> int:
        """The column's number, from 1."""
        return self.head.column

    @property
    def is_likely(self) -> bool:
        """Whether it is what it most likely is, likely enough to be spoken of."""
        return self.sure >= LIKELY

    def become(self, concept: str, sure: float) -> None:
        """Let it be something else."""
        self.concept, self.sure = concept, sure


def likely(columns: Iterable[WeighedColumn], *concepts: str) -> list[WeighedColumn]:
    """Those of the columns that are likely one of these."""
    return [column for column in columns if column.is_likely and column.concept in concepts]


def is_called(column: WeighedColumn, kind: str, concept: str) -> bool:
    """Whether the whole header is a name of a concept of a kind of table."""
    found = lexicon(kind).matches(column.head.words)
    return any(match.concept.name == concept and match.score == 1 for match in found)


def proposed(column: WeighedColumn, kind: str) -> ColumnProposal:
    """What becomes of a column of a kind of table, and what is asked of it."""
    target, ask, why = column.target, column.ask, column.why
    if _is_day(target) and column.profile.count and column.profile.date_share < 0.5:
        target, ask, why = None, False, text("adopt.why.days_text")
    elif _is_day(target) and not ask and _is_order_unknown(column):
        ask, why = True, text("adopt.why.days")
    elif _is_number(target) and not ask and not column.words and is_undecided(column.profile.cells):
        ask, why = True, text("adopt.why.decimals", example=next(filter(is_either, column.profile.counts)))
    elif target and not ask and column.profile.unstored > column.profile.count:
        ask, why = True, text("reading.no_stored_result")
    elif target and not ask and column.sure < SURE:
        ask, why = True, text("adopt.why.in_part" if column.head.header else "adopt.why.by_values")
    elif target is None and not why:
        why = _why_out(column, kind)
    if column.words and column.profile.legend and not is_supposed(column.profile.legend) and not (ask or why):
        why = text("adopt.why.legend")
    holds_names = _may_name_persons(column, target, kind)
    return ColumnProposal(
        column.number, column.head.header, column.head.group, target, confidence=round(min(0.99, column.sure), 2),
        partner=column.partner, proposed_partner=column.proposed_partner,
        ask=ask, why=why, words=column.words if target else None,
        samples=() if holds_names else (column.whole or column.profile).samples(), holds_names=holds_names,
    )  # fmt: skip


def _may_name_persons(column: WeighedColumn, target: str | None, kind: str) -> bool:
    """Whether cells may hold names of persons: owners, contacts, columns without a place that may."""
    concept = lexicon(kind).concepts.get(column.concept)
    if concept and "names" in concept.values:
        return True
    if target is None and word_set("contact_words") & set(column.head.words):
        return True
    may_be = any("names" in match.concept.values for match in lexicon(kind).matches(column.head.words))
    return target is None and may_be and column.profile.number_share + column.profile.date_share < 0.5


def _is_order_unknown(column: WeighedColumn) -> bool:
    """Whether day and month could be exchanged, and no cell tells which comes first."""
    cells = column.profile.cells
    return order_of_days(cells) is None and any(isinstance(cell, str) and is_ambiguous(cell) for cell in cells)


def _why_out(column: WeighedColumn, kind: str) -> str:
    if column.concept in ("score", "level", "total") and column.sure >= LIKELY:
        return text("adopt.why.computed")
    if column.profile.unstored > column.profile.count:
        return text("reading.no_stored_result")
    if not column.profile.count:
        return text("adopt.why.empty")
    if column.concept and column.is_likely:
        return text("adopt.why.no_place")
    if any(_is_day(match.concept.target) and match.score == 1 for match in lexicon(kind).matches(column.head.words)):
        return text("adopt.why.days_text")  # Next review: each month
    return text("adopt.why.unknown" if column.head.header else "adopt.why.no_header")


def _is_day(target: str | None) -> bool:
    name, _, column = (target or "").partition(".")
    return bool(column) and table(name).by_name[column].kind == "date"


def _is_number(target: str | None) -> bool:
    name, _, column = (target or "").partition(".")
    return bool(column) and table(name).by_name[column].is_number
