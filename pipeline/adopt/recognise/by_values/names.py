"""Columns with strange headers in registers: owners by the posts that stand there, categories by their words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from itertools import dropwhile, islice

from pipeline.adopt.compared_words import plain, words_in_brackets, words_of
from pipeline.adopt.lexicon import lexicon, word_codes, word_set
from pipeline.adopt.recognise.candidate import YES_OR_NO
from pipeline.adopt.recognise.organisations import is_organisation, is_post
from pipeline.adopt.recognise.profile import Profile
from pipeline.adopt.recognise.weighed import WeighedColumn

_MOST, _HALF = 0.6, 0.5  # of the different cells
_LONGEST_NAME, _LONGEST_KIND = 45, 25  # letters, on average
_LONGEST_SOURCE, _TOLD, _ASKED = 25, 0.85, 0.7  # letters, on average; how sure
_FEWEST, _SHORT_CODE = 2, 4  # cells; letters
_TRIAD = ("c", "i", "a")
# Preventive, detective, corrective, responding; manual and automatic; by their letters.
_KINDS_BY_LETTERS = tuple(map(frozenset, ("pd", "pc", "pdc", "pdcr", "pdr", "ma", "mas")))
_OF_MEASURES = ("owner", "effectiveness", "status")  # what stands between measures and of which kind they are


def owners_by_values(columns: Sequence[WeighedColumn], after: int) -> None:
    """Let a column right of `after` that names posts, teams or organisations be who owns the risks."""
    if any(column.concept == "owner" or _says_owner(column) for column in columns if column.is_likely):
        return
    free = [column for column in columns if column.number > after and _is_free(column)]
    found = [column for column in free if names_posts(column.profile) and not _are_codes(column.profile)]
    if found:
        found[0].become("owner", 0.65)


def _are_codes(profile: Profile) -> bool:
    """Whether cells are priorities and the like, or ids of something else: P1, REQ-12."""
    is_code = _share(profile, lambda cell: " " not in cell.strip() and any(map(str.isdigit, cell))) >= _HALF
    return is_code or (holds_codes(profile) and profile.mean_length <= _SHORT_CODE)


def holds_codes(profile: Profile) -> bool:
    """Whether half of the cells have a number in them: D1-D9, Phase 4F."""
    return _share(profile, lambda cell: any(map(str.isdigit, cell))) >= _HALF


def sources_of_reports(columns: Sequence[WeighedColumn]) -> None:
    """Let a source, and nothing else, be who told of the risk where owners are called alike; short ones are asked."""
    owners = {
        plain(cell) for each in columns if each.is_likely and each.concept == "owner" for cell in each.profile.counts
    }
    for column in columns:
        is_source = column.concept == "cause" and {*column.head.words} <= word_set("origin_words")
        if not is_source or not column.profile.count or column.profile.mean_length > _LONGEST_SOURCE:
            continue
        if owners & {*map(plain, column.profile.counts)} or names_posts(column.profile):
            column.become("raised_by", _TOLD)
        else:
            column.sure = min(column.sure, _ASKED)


def _says_owner(column: WeighedColumn) -> bool:
    """Whether a header speaks of owners, though its cells hold none."""
    return any(match.concept.name == "owner" for match in lexicon("risk_register").matches(column.head.words))


def are_answers(profile: Profile) -> bool:
    """Whether cells say Yes or No: nobody is called so."""
    return _share(profile, lambda cell: word_codes("rating").get(plain(cell)) in YES_OR_NO) == 1


def names_posts(profile: Profile) -> bool:
    """Whether most cells name a post, a team or an organisation, and say nothing else."""
    if are_answers(profile) or profile.word_share("risk_status") == 1:
        return False
    if profile.mean_length > _LONGEST_NAME or profile.number_share or profile.date_share or profile.step_share > _HALF:
        return False
    return _share(profile, lambda cell: is_post(cell) or is_organisation(cell)) >= _MOST


def categories_by_values(columns: Sequence[WeighedColumn], before: int) -> None:
    """Let a column left of `before` that holds words for kinds of risks be the category."""
    if any(column.is_likely and column.concept == "category" for column in columns):
        return
    for column in columns:
        if column.number < before and _is_free(column) and names_kinds(column.profile):
            column.become("category", 0.65)
            return


def kinds_described(columns: Sequence[WeighedColumn], main: Collection[str]) -> None:
    """Let what its header calls a description, and only names kinds of risks, be the category beside a `main` text."""
    if any(column.is_likely and column.concept == "category" for column in columns):
        return
    texts = [column for column in columns if column.is_likely and column.concept in main]
    kinds = [each for each in texts if _may_be_kind(each) and names_kinds(each.profile)]
    if len(kinds) == 1 < len(texts):
        kinds[0].become("category", 0.7)


def leave_kinds_of_controls(columns: Sequence[WeighedColumn]) -> None:
    """Leave by name what says of which kind a control is, and not a risk: preventive, detective."""
    kinds, kind_words = word_set("control_kinds"), word_set("kind_words") | word_set("nature_words")
    for column in columns:
        may_be = column.concept == "category" or not column.is_likely
        if may_be and column.profile.counts and _share(column.profile, lambda cell: _is_of(cell, kinds)) == 1:
            column.become("effectiveness", 0.9)
    for at, column in enumerate(columns):
        is_bare = bool(column.head.words) and kind_words >= {*column.head.words}
        if column.concept != "category" or not is_bare:
            continue
        letters = words_in_brackets(column.head.header)
        if letters in _KINDS_BY_LETTERS or (letters and letters <= kinds):
            column.become("effectiveness", 0.9)
        elif _is_of_measures(columns[:at]):
            _kind_behind_measures(column)


def _is_of(cell: str, words: Collection[str]) -> bool:
    """Whether each word of a cell, one at least, is one of these: preventive, manual."""
    said = words_of(cell)
    return bool(said) and all(word in words for word in said)


def _is_of_measures(before: Sequence[WeighedColumn]) -> bool:
    """Whether the last columns before are measures, and perhaps who does them and how well they work."""
    others = dropwhile(lambda each: each.concept in _OF_MEASURES or not each.is_likely, reversed(before))
    return any(each.concept in ("measures", "existing_measures") for each in islice(others, 1))


def _kind_behind_measures(column: WeighedColumn) -> None:
    """Leave a kind, and nothing else, behind measures where a cell says it is theirs; ask about any other."""
    said = {word for cell in column.profile.counts for word in words_of(cell)}
    are_letters = bool(said) and any(said <= letters for letters in _KINDS_BY_LETTERS)
    if are_letters or said & (word_set("measure_words") | word_set("called_measures") | word_set("control_kinds")):
        column.become("effectiveness", 0.9)
    else:
        column.sure = min(column.sure, _ASKED)


def _may_be_kind(column: WeighedColumn) -> bool:
    """Whether a header may mean a kind of risks as well: a description, a type of threat."""
    return column.concept == "description" or bool(word_set("kind_words") & {*column.head.words})


def names_kinds(profile: Profile) -> bool:
    """Whether at least half of the cells are words for kinds of risks: security, logistics, health."""
    kinds = word_set("category_words")
    is_short = 0 < profile.mean_length <= _LONGEST_KIND
    return is_short and _share(profile, lambda cell: bool(set(plain(cell).split()) & kinds)) >= _HALF


def leave_triads(columns: Sequence[WeighedColumn]) -> None:
    """C, I and A beside each other are confidentiality, integrity and availability: no rating of ours."""
    heads = [column.head.words for column in columns]
    for at in range(len(heads) - 2):
        if heads[at : at + 3] == [(letter,) for letter in _TRIAD]:
            for column in columns[at : at + 3]:
                column.become("loss", 0.9)


def _is_free(column: WeighedColumn) -> bool:
    return not column.is_likely and column.profile.count >= _FEWEST


def _share(profile: Profile, holds: Callable[[str], bool]) -> float:
    """Which share of the different cells is so."""
    return sum(map(holds, profile.counts)) / len(profile.counts) if profile.counts else 0.0
