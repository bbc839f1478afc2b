"""Columns whose cells name partners: what is answered about who each is, and about the role that the header says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from pipeline.adopt.compared_words import plain
from pipeline.adopt.proposal import NOTHING, ORGANISATION, ColumnProposal, WordList
from pipeline.adopt.recognise.matrix.named.in_cells import all_names, is_nobody, names_in
from pipeline.adopt.recognise.profile import Profile
from pipeline.adopt.recognise.scales.word_lists import owner_words
from schemas.spec import table as table_named
from schemas.wording.text import text

_COULD = "X"  # what those are whom a header calls informed, where somebody gives them a role: they could take part


def names_partners(target: str) -> bool:
    """Whether the cells of a column with this target name organisations, posts or persons."""
    table, _, name = target.partition(".")
    return target == ORGANISATION or table_named(table).by_name[name].kind in ("partner", "partners")


def words_of_partners(
    target: str, column: ColumnProposal, profile: Profile, known: Mapping[str, str]
) -> WordList | None:  # fmt: skip
    """Which partner each name in a column is that a person gave another place; None where none stands there."""
    if target == ORGANISATION and column.role:
        column.role = _COULD if column.role == NOTHING else column.role
        return _named_words(profile, known)
    return owner_words(profile, dict(known)) if names_partners(target) else None


def _named_words(profile: Profile, known: Mapping[str, str]) -> WordList:
    every = all_names(profile.counts)
    counts = Counter(dict.fromkeys(every, 0))
    for cell, many in profile.counts.items():
        counts.update(dict.fromkeys(names_in(cell, every), many))
    codes = {name: NOTHING if is_nobody(name) else known.get(plain(name)) for name in every}
    words = WordList({name: code for name, code in codes.items() if code}, counts=dict(counts))
    words.unmapped = [name for name, code in codes.items() if not code]
    words.ask, words.why = bool(words.unmapped), text("adopt.why.who")
    return words


def answer_partners(
    column: ColumnProposal, words: WordList, answered: Mapping[str, str], known: Mapping[str, str], role: str
) -> None:
    """Say who is named in a column, as `answered` or `known` by the names as compared, and what is their `role`."""
    if role == NOTHING:
        column.target, column.words, column.why = None, None, text("adopt.left.nothing")
        return
    if role and role != column.role:
        column.role, column.why = role, text(f"adopt.why.named_role.{role}")
    for name in words.counts:
        code = answered.get(plain(name)) or (known.get(plain(name)) if name in words.unmapped else None)
        if code:
            words.map[name] = code
    words.unmapped = [name for name in words.unmapped if name not in words.map]
    words.ask = bool(words.unmapped)
