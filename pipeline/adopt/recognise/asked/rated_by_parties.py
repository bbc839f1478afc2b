"""Ratings of several organisations side by side: likelihood and impact below, or beside, the name of each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipeline.adopt.compared_words import Tokens, tokens
from pipeline.adopt.lexicon import group_concepts, lexicon, phase_words, word_set
from pipeline.adopt.recognise.candidate import SURE, phase_of
from pipeline.adopt.recognise.organisations import Proposer, is_organisation
from pipeline.adopt.recognise.register_concepts import KIND, RATED
from pipeline.adopt.recognise.weighed import WeighedColumn
from schemas.wording.text import text

_DONE = ("Risks.measures", "Risks.existing_measures", "Risks.treatment")
# A name beside what is rated: Likelihood (Green Valley), Impact - Harbour Relief
_BESIDE = re.compile(r"^(?P<what>.+?)\s*(?:\((?P<inside>[^()]+)\)|\s[-–—·/:]\s*(?P<after>[^()]+))$")


def parties_of(rated: Sequence[WeighedColumn], done: Sequence[WeighedColumn]) -> dict[str, list[WeighedColumn]]:
    """The rating columns of each organisation, by its name; empty where they are not rated by several.

    Several are there only where each has one column of likelihood and one of impact, and nothing but the names tells
    these apart: no phase (before, residual), no number, no year, nothing else that a register rates (people, assets).
    What is `done` about the risk, between two of them and of neither, tells before from after.
    """
    found: dict[str, list[WeighedColumn]] = {}
    for column in rated:
        found.setdefault(_name(column), []).append(column)
    are_parties = len({*map(_own_words, found)}) == len(found) > 1 and all(map(_may_be_name, found))
    rate_both = all(sorted(each.concept for each in columns) == sorted(RATED) for columns in found.values())
    is_between = _is_between(found, done) and not all(map(is_organisation, found))
    return found if are_parties and rate_both and not is_between and not any(map(_phase, rated)) else {}


def _is_between(found: Mapping[str, Sequence[WeighedColumn]], done: Sequence[WeighedColumn]) -> bool:
    """Whether what is done stands behind the first name that rates and before the last one, below none of them."""
    end = min((max(each.number for each in columns) for columns in found.values()), default=0)
    start = max((min(each.number for each in columns) for columns in found.values()), default=0)
    return any(end < each.number < start and each.head.group not in found for each in done)


def ask_whose(parties: Mapping[str, Sequence[WeighedColumn]], codes: Mapping[str, str]) -> None:
    """Give the columns to the partners that are known by these names, and ask whose the others are."""
    proposer = Proposer(codes)
    proposals = proposer.propose(parties, "", are_organisations=True)
    for name, columns in parties.items():
        for column in columns:
            if known := proposer.known(name):
                column.partner = known
            elif column.target:
                column.proposed_partner, column.ask = proposals[name], True
                column.why = text("adopt.why.whose_ratings")


def _name(column: WeighedColumn) -> str:
    """What stands above or beside what is rated."""
    beside = _named_beside(column)
    return column.head.group or (beside["inside"] or beside["after"] if beside else "").strip()


def _phase(column: WeighedColumn) -> str:
    """The phase that a header names; a name that stands beside it says none."""
    beside = None if column.head.group else _named_beside(column)
    return phase_of(tokens(beside["what"]) if beside else column.head.words)


def _named_beside(column: WeighedColumn) -> re.Match[str] | None:
    beside = _BESIDE.match(column.head.bare)
    meanings = lexicon(KIND).matches(tokens(beside["what"])) if beside else []
    is_rating = bool(meanings) and meanings[0].score >= SURE and meanings[0].concept.name == column.concept
    return beside if is_rating else None


def _may_be_name(name: str) -> bool:
    """Whether a text may name an organisation: it holds words that no header of a register is made of, and no year.

    "Bright Future" may, although "future" is said of residual risks, too; "After mitigation" may not.
    """
    words, own = tokens(name), _own_words(name)
    if words in group_concepts() or not any(word.isalpha() and len(word) > 1 for word in own):
        return False
    if is_organisation(name):
        return True
    if phase_of(words) and any(_is_of_measures(word) for word in own):
        return False  # the rating after controls
    is_numbered = any(word.isdigit() for word in words)
    return not is_numbered and not any(lexicon(KIND).matches(some) for some in (words, own))


def _is_of_measures(word: str) -> bool:
    """Whether a word alone is a header of what is done about a risk."""
    return any(concept.target in _DONE for concept in lexicon(KIND).spelled.get((word,), ()))


def _own_words(name: str) -> Tokens:
    """The words of a name that say neither before or after which measures nor that it is about risks."""
    known = {*phase_words(), *word_set("generic"), *word_set("risk_words")}
    return tuple(word for word in tokens(name) if word not in known)
