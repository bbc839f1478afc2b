"""Columns of a register and the places they want: several that want one, and what the words of coded ones mean."""

from __future__ import annotations

import math
from collections.abc import Sequence

from pipeline.adopt.lexicon import lexicon, word_set
from pipeline.adopt.recognise.by_values.text_columns import are_turned_round, is_list, is_text
from pipeline.adopt.recognise.candidate import SURE
from pipeline.adopt.recognise.register_concepts import KIND, MAIN_TEXTS, RATED, VOCABULARIES
from pipeline.adopt.recognise.scales.word_lists import listed_words, owner_words
from pipeline.adopt.recognise.weighed import WeighedColumn, likely
from schemas.wording.text import text

_SENTENCE = 14  # letters, on average
_CLEAR = 0.9  # how sure a header is that says nothing else


def has_place(column: WeighedColumn) -> bool:
    """Whether a column is likely one that has a place with us."""
    return column.is_likely and lexicon(KIND).concepts[column.concept].target is not None


def aim_at(target: str, columns: list[WeighedColumn]) -> None:
    """Give the first of these columns a place; the others want it too, and are asked about."""
    for number, column in enumerate(columns):
        if number:
            aim_second(column, target, columns[0])
        else:
            column.target = target


def aim_second(column: WeighedColumn, target: str, first: WeighedColumn) -> None:
    """Two columns want one place; the first has it for certain only where its header says nothing else."""
    if first.sure < _CLEAR and not first.ask:
        first.ask, first.why = True, text("adopt.why.in_part")
    is_part = column.is_told and column.head.group == first.head.group
    column.target, column.ask = target, not is_part
    column.why = text("adopt.why.twice", other=first.head.header)


def find_words(column: WeighedColumn, codes: dict[str, str]) -> None:
    """What the words of a column that goes to coded cells, or to owners, mean."""
    if column.concept in VOCABULARIES:
        column.words = listed_words(column.profile, VOCABULARIES[column.concept])
        are_known = column.words.map or column.words.proposed
        if column.profile.count and not are_known and column.profile.mean_length > 25:
            column.target, column.words, column.why = None, None, text("adopt.why.no_place")
    elif column.concept == "owner":
        column.words = owner_words(column.profile, codes)


def aim_texts(columns: Sequence[WeighedColumn]) -> None:
    """Which text is the event (short), and which the description (long)."""
    descriptions, titles, threats = (likely(columns, name) for name in MAIN_TEXTS)
    if not descriptions and titles:
        if len(titles) == len(threats) == 1 and _says_as_much(threats[0], titles[0]):
            descriptions, threats = threats, []  # the title names it, and the threat says it
            descriptions[0].ask, descriptions[0].why = True, text("adopt.why.main_text")
        elif not threats and len(named := _dangers_and_risks(titles)) == len(titles):
            descriptions = named[1:]
        elif threats or len(titles) == 1:
            descriptions = [max(titles, key=lambda column: column.sure)]
        else:
            descriptions = [max(titles, key=lambda column: (column.profile.mean_length, column.sure))]
        titles = [column for column in titles if column not in descriptions]
    elif not descriptions and len(threats) > 1:
        descriptions = [max(threats, key=lambda column: column.profile.mean_length)]
        threats = [column for column in threats if column not in descriptions]
    aim_at("Risks.description", descriptions)
    aim_at("Risks.event", [*sorted(threats, key=lambda column: -column.sure), *titles])
    _ask_both_texts(columns)


def _dangers_and_risks(titles: list[WeighedColumn]) -> list[WeighedColumn]:
    """A danger and the risk that it brings, in this order; nothing where the titles are not called so."""
    dangers = [column for column in titles if word_set("threat_words") & {*column.head.words}]
    risks = [column for column in titles if column not in dangers and word_set("risk_words") & {*column.head.words}]
    return [*dangers, *risks] if len(dangers) == len(risks) == 1 else []


def _says_as_much(threat: WeighedColumn, title: WeighedColumn) -> bool:
    """Whether a threat stands beside a title in sentences, not in a word for its kind."""
    is_said = is_text(threat.profile, _CLEAR, _SENTENCE)
    return is_said and threat.profile.mean_length >= _CLEAR * title.profile.mean_length


def _ask_both_texts(columns: Sequence[WeighedColumn]) -> None:
    """Event and description are told from each other: where one is not certain, the other is not either."""
    main = [column for column in columns if column.target in ("Risks.event", "Risks.description")]
    rated = max((column.number for column in likely(columns, *RATED, "score", "level")), default=math.inf)
    others = [c for c in columns if c.number < rated and is_text(c.profile, 0.25, 6) and _may_say_risk(c)]
    if (
        any(column.sure < SURE or column.ask or is_list(column.profile) for column in main)
        or (len(main) == 1 and others) or are_turned_round(main)
        or {column.number < rated for column in main} == {True, False}
    ):  # fmt: skip
        for column in main:
            if not column.ask:
                column.ask = True
                column.why = text("adopt.why.in_part") if column.sure < SURE else text("adopt.why.main_text")


def _may_say_risk(column: WeighedColumn) -> bool:
    """Whether a text has no other place, is not what is to be reached, and was not left by name."""
    is_aim = column.concept == "objective" and column.sure >= _CLEAR
    return not has_place(column) and not is_aim and not column.why


def comes_first(column: WeighedColumn) -> tuple[bool, float, bool, int]:
    """The order in which columns take a place: the surest, of equally sure ones what is called so."""
    called = word_set("responsible_words") if column.concept == "owner" else word_set("risk_words")
    return does_measures(column), -round(column.sure, 2), not called & {*column.head.words}, column.number


def may_be_meant(column: WeighedColumn, first: WeighedColumn) -> bool:
    """Whether a column may be meant as well as the one that has the place: it is as sure, and says as much."""
    is_fuller = column.profile.count >= first.profile.count > 0
    return is_fuller and column.sure >= SURE and column.concept not in ("owner", "status") and bool(column.head.header)


def does_measures(column: WeighedColumn) -> bool:
    """Whether it is who does the measures: who owns the risk comes before."""
    return column.concept == "owner" and bool(word_set("measure_words") & set(column.head.words))


def leave_empty(columns: Sequence[WeighedColumn]) -> None:
    """Leave what nobody has filled in, and is only likely, where other columns hold something: there is no question."""
    is_filled_in = any(column.profile.count for column in columns)
    for column in columns:
        if (
            is_filled_in
            and column.target
            and not column.profile.count
            and column.sure < SURE
            and column.concept not in RATED
        ):
            column.target, column.ask, column.why = None, False, text("adopt.why.empty")
