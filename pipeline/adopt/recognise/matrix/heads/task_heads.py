"""Headers that say what is to be done in a table with roles as headers, and those that say it of nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.adopt.compared_words import Tokens, bracketed, parts_of, tokens, word_file
from pipeline.adopt.lexicon import lexicon, word_set
from pipeline.adopt.recognise.matrix.heads.listed_heads import holds, phrases, single_words
from pipeline.adopt.recognise.profile import Profile
from pipeline.adopt.recognise.weighed import WeighedColumn

_SEVERAL_IDS = re.compile(r"(?:[A-Z]{1,3}[-.]?\d+(?:\.\d+)*(?:\s*[,;/–-]\s*|$))+")
_MEASURED = re.compile(r"\d\s?(?:mm|cm|m|km|kg|min|h|%|°C)(?!\w)")
_DIFFERING, _LONGEST_ID = 0.8, 8
_LONGEST_FIELD = 7  # words behind that for duties


def is_id(column: WeighedColumn) -> bool:
    """Whether short codes with digits stand in a column, a different one in each row."""
    profile = column.profile
    if all(map(_SEVERAL_IDS.fullmatch, profile.counts)) and profile.count:
        return True  # D1.1, D1.2
    is_short = 0 < profile.mean_length <= _LONGEST_ID and profile.distinct_share >= _DIFFERING
    if any(map(_MEASURED.search, profile.counts)):
        return False  # the level of a river
    return is_short and profile.fit(("id",)) >= _DIFFERING


def names_tasks(words: Tokens) -> bool:
    """Whether words of a header are those of tasks, perhaps with others that change nothing."""
    return holds(words, "tasks") or holds(_bare(words), "tasks")


def names_tasks_in_brackets(header: str) -> bool:
    """Whether a header says behind it in brackets that tasks stand below it: Means (actions)."""
    inside = bracketed(header)
    return bool(inside) and says_to_do(" ".join(inside))


def names_field(words: Tokens) -> bool:
    """Whether words of a header are those of a field of work, or end with one for a task: Executive step."""
    return holds(words, "areas") or _is_kind_of_task(words)


def is_result(words: Tokens) -> bool:
    """Whether a header says what comes of a task."""
    return not single_words("results").isdisjoint(words)


def is_little(words: Tokens) -> bool:
    """Whether words of a header stand above lists of anything: name, item, or a responsibility."""
    return words in phrases("little")


def says_nothing(words: Tokens) -> bool:
    """Whether words of a header say of nothing what it is: item, description, subject."""
    return bool(words) and {*words} <= single_words("says_nothing")


def _is_kind_of_task(words: Tokens) -> bool:
    """Whether the last word of a header is one for a task, the others say which: Executive step, Filter check."""
    return len(words) > 1 and words[-1] in single_words("task_nouns")


def _bare(words: Tokens) -> Tokens:
    """The words of a header without those about tasks that change nothing: required, main."""
    return tuple(word for word in words if word not in single_words("about_tasks")) or words


def says_to_do(header: str) -> bool:
    """Whether a header says that what is to be done stands below it: activities, tasks, no fields of work."""
    if names_criteria(tokens(header)):
        return False
    whole = (tokens(header), *parts_of(header))
    parts = (*whole, *map(_bare, whole))
    matches = (match for words in parts for match in lexicon("activity_matrix").matches(words))
    found = any(match.concept.name == "title" and match.score == 1 for match in matches)
    is_kind = _is_kind_of_task(tokens(header)) or _begins_with_several(header)
    return found or is_kind or any(holds(words, "tasks") for words in parts)


def says_means(header: str) -> bool:
    """Whether a header says that what a task needs stands below it: resources, equipment."""
    matches = lexicon("activity_matrix").matches(tokens(header))
    return any(match.concept.name == "resources" and match.score == 1 for match in matches)


def names_criteria(words: Tokens) -> bool:
    """Whether a header says that what is asked or checked stands below it: criterion, point de contrôle."""
    return words in phrases("criteria")


def numbers_tasks(header: str) -> bool:
    """Whether a header is that of the numbers of tasks: Action ID, Task no."""
    words = tokens(header)
    rest = tuple(word for word in words if word not in word_set("numbering_words"))
    return rest != words and bool(rest) and says_to_do(" ".join(rest))


def _begins_with_several(header: str) -> bool:
    """Whether a header begins with a word for several tasks, and says behind it of what: Tasks for goal 1."""
    first, *_ = (*header.casefold().split(), "")
    return first in word_file("role_heads")["several_tasks"]


def is_advised(header: str) -> bool:
    """Whether a header says that recommendations stand below it, of which nobody knows whether they were agreed."""
    return not single_words("advised").isdisjoint(tokens(header))


def says_duty(words: Tokens) -> bool:
    """Whether words of a header say that below it stands what is to be done by whom each row names before."""
    return holds(words, "duties")


def says_what(header: str) -> bool:
    """Whether a header says in either way that what is to be done stands below it."""
    return says_to_do(header) or says_duty(tokens(header)) or says_duties_of(header)


def says_duties_of(header: str) -> bool:
    """Whether a header begins with a word for several duties, and says behind it in what: Responsabilidades en SST."""
    first, *rest = (*header.casefold().split(), "")
    return first in word_file("role_heads")["several_duties"] and 0 < len(tuple(filter(None, rest))) <= _LONGEST_FIELD


def says_power(words: Tokens) -> bool:
    """Whether a header says what those may decide who have duties, or to whom they answer, and names nobody."""
    return words in phrases("powers")


def says_having(words: Tokens) -> bool:
    """Whether a header says whose a thing is: Owns, Eigentum."""
    return bool(words) and {*words} <= single_words("having")


def says_task(words: Tokens) -> bool:
    """Whether words of a header say that tasks, fields of work or situations stand below it."""
    return any(holds(words, name) for name in ("tasks", "areas", "situations"))


def says_little(words: Tokens) -> bool:
    """Whether words of a header stand above lists of anything: name, item."""
    return is_little(words) and not holds(words, "situations")


def is_risk(words: Tokens) -> bool:
    """Whether a header is nothing but a word for a risk, of which each service may say how high it is."""
    return bool(words) and {*words} <= single_words("bare_risks")


def is_nothing_to_do(column: WeighedColumn, *, is_single: bool) -> bool:
    """Whether a header names what is no activity: a risk, an indicator; beside one role also what has an owner."""
    words = set(column.head.words)
    return (
        names_criteria(column.head.words)
        or (bool(words & single_words("no_task")) and not says_duty(column.head.words))
        or (is_single and bool(words & single_words("owned")))
    )


def is_wrong_already(header: str) -> bool:
    """Whether a header says that what is wrong stands below it, a hazard or a fault, and no question about it."""
    words = {*tokens(header)}
    return bool(words) and words <= single_words("no_task") and not words & single_words("asked")


def is_hazard(column: WeighedColumn) -> bool:
    """Whether a header names what may happen: a hazard, a threat, a kind of incident."""
    words = column.head.words
    return bool({*words} & word_set("threat_words")) or are_kinds_of_events(words, column.profile)


def are_kinds_of_events(words: Tokens, profile: Profile) -> bool:
    """Whether a header says that kinds of events stand below it (Incident type), each once: no log of what happened."""
    return holds(words, "event_kinds") and profile.distinct_share == 1


def names_other_things(columns: Iterable[WeighedColumn]) -> bool:
    """Whether a header beside the task is a risk, a hazard, an indicator, a criterion: the list may be about those."""
    heads = [tuple(word for word in column.head.words if word not in single_words("noticed")) for column in columns]
    return any(words and ({*words} <= single_words("no_task") or names_criteria(words)) for words in heads)


def is_log(column: WeighedColumn) -> bool:
    """Whether what is to be done may be the entry of a log, each with its owner: an action, an item to follow up."""
    return holds(column.head.words, "logged")


def is_owner(column: WeighedColumn) -> bool:
    """Whether a header is that of the owner of an action in a log."""
    return holds(column.head.words, "log_owners")


def is_other_table(headers: Iterable[Tokens]) -> bool:
    """Whether a header says that the table is something else: a register, a log of issues, contacts, a price list."""
    return any(holds(words, "others") for words in headers)
