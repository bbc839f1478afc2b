"""Groups of columns that say the same of several years, partners or donors: one of them, or a column beside, is all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from pipeline.adopt.compared_words import Tokens, tokens, words_of
from pipeline.adopt.lexicon import word_set
from pipeline.adopt.recognise.candidate import Candidate
from pipeline.adopt.recognise.list_columns import ListColumns
from pipeline.adopt.recognise.products import adds_up
from pipeline.adopt.recognise.weighed import WeighedColumn
from schemas.wording.text import text

_NUMBERS, _SURE = 0.6, 0.8
_AMOUNTS = ("total", "unit_cost", "description")  # what a header of amounts may be taken for
Groups = Mapping[str, list[WeighedColumn]]


def settle_groups(candidate: Candidate, columns: ListColumns) -> bool:
    """Keep the group, or the column beside them, that is the sum of all groups; whether it is unknown which.

    Then the first group is kept, and somebody has to be asked: the other years or partners cost as well.
    """
    groups = _repeated(columns)
    sums = _sums(groups)
    if len(sums) < 2:
        return False
    whole = _whole(candidate, columns, groups, sums)
    kept = next((name for name, members in groups.items() if whole in members), "") if whole else next(iter(groups))
    for name, members in groups.items():
        for each in members if name != kept else ():
            each.become("part", 0.0)
            if whole:
                each.why = text("adopt.why.part_of_sum", header=f"{kept} {whole.head.header}".strip())
            else:
                each.why = text("adopt.why.twice", other=f"{kept} {each.head.header}")
    if whole:
        whole.become("total", max(whole.sure, _SURE))
    return whole is None


def are_offers(candidate: Candidate, columns: ListColumns) -> bool:
    """Whether several ask a price for the same quantities, as a name says: offers that are compared, and no budget."""
    groups = _repeated(columns)
    inside = {each.number for members in groups.values() for each in members}
    counted = [each for each in columns.likely("quantity") if each.number not in inside]
    names = {word for name in (*candidate.names, candidate.file, *groups) for word in words_of(name)}
    return len(groups) > 1 and bool(counted) and bool(names & word_set("offer_words"))


def _repeated(columns: ListColumns) -> dict[str, list[WeighedColumn]]:
    """The columns of numbers of each group, of groups that have headers in common."""
    found: dict[str, list[WeighedColumn]] = {}
    for each in columns:
        if each.head.group and (each.profile.number_share >= _NUMBERS or not each.profile.count):
            found.setdefault(each.head.group, []).append(each)
    again: Counter[Tokens] = Counter()
    for members in found.values():
        again.update({_name(each) for each in members})
    groups = {name: _without_rest(members, again) for name, members in found.items()}
    return {name: members for name, members in groups.items() if members}


def _without_rest(members: list[WeighedColumn], again: Counter[Tokens]) -> list[WeighedColumn]:
    """The columns of a group up to the last that another group has as well: a total of all may stand behind them."""
    last = max((at for at, each in enumerate(members, 1) if again[_name(each)] > 1), default=0)
    return members[:last]


def _name(column: WeighedColumn) -> Tokens:
    """The words of a header without numbers, and those of notes: Total cost (in EUR)3."""
    words = (word.rstrip("0123456789") for word in tokens(column.head.header))
    return tuple(filter(None, words))


def _sums(groups: Groups) -> list[WeighedColumn]:
    """In each group the last column of amounts, where all groups have it under one header."""
    found: list[WeighedColumn] = []
    for members in groups.values():
        found += [each for each in members if each.concept in _AMOUNTS or not each.concept][-1:]
    return found if len(found) == len(groups) and len({_name(each) for each in found}) == 1 else []


def _whole(
    candidate: Candidate, columns: ListColumns, groups: Groups, sums: Sequence[WeighedColumn]
) -> WeighedColumn | None:
    """The column that the others make together, or that is called the sum; None where there is none."""
    inside = {each.number for members in groups.values() for each in members}
    beside = [each for each in columns if each.number not in inside and each.profile.number_share >= _NUMBERS]
    for one in [*reversed(sums), *beside]:
        parts = [each.number for each in sums if each is not one]
        if len(parts) > 1 and adds_up(candidate.compared, parts, one.number):
            return one
    named = [each for each in sums if word_set("whole_words") & set(words_of(each.head.group))]
    return named[0] if len(named) == 1 else None


def ask_price(columns: ListColumns) -> None:
    """Ask about the price where other years or partners, each with a price of its own, stand beside it."""
    others = [column for column in columns if column.concept == "part" and column.why]
    for column in columns:
        if column.target == "Budget.unit_cost" and others:
            column.ask = True
            column.why = text("adopt.why.twice", other=others[0].head.with_group)
