"""Headers of services, parties and places, of those who pay, and of how somebody is reached: no tasks."""

from __future__ import annotations

import re

from pipeline.adopt.compared_words import Tokens, tokens, words_of
from pipeline.adopt.lexicon import lexicon, word_set
from pipeline.adopt.recognise.matrix.heads.listed_heads import holds, phrases, single_words

_GENITIVE = re.compile(r"['’]s?$")
_NAME = "name"  # beside which a stop word is none of the words that are compared


def is_place(words: Tokens) -> bool:
    """Whether a header says that places stand below it, in a language of which the lists of columns know no place."""
    return words in phrases("places")


def is_service_head(words: Tokens) -> bool:
    """Whether a header says that services stand below it."""
    return words in phrases("service_heads")


def is_field(words: Tokens) -> bool:
    """Whether a header is a word for a field of work in which people are helped: Water, Legal aid."""
    return not single_words("fields").isdisjoint(words)


def is_service(head: str) -> bool:
    """Whether a header has a word for a service that acts in an emergency, or in a community, or ends as one does."""
    words = tokens(head)
    known = single_words("services") | word_set("body_words")
    return not known.isdisjoint(words) or any(word.endswith(tuple(single_words("service_ends"))) for word in words)


def is_party(head: str) -> bool:
    """Whether a header is one of those who share something between them: provider, customer, tenant."""
    return not single_words("parties").isdisjoint(tokens(head))


def is_work(words: Tokens) -> bool:
    """Whether a header is nothing but kinds of work: Repair, Entretien et surveillance, Routine maintenance."""
    works = single_words("works")
    return not works.isdisjoint(words) and {*words} <= works | single_words("kinds_of_work")


def speaks_of_body(head: str) -> bool:
    """Whether a header is something of a body, and not the body: Police report, Needs of schools."""
    words = tokens(head)
    return not single_words("of_bodies").isdisjoint((*words[:1], *words[-1:]))


def without_duties(head: str) -> str:
    """A name without the word that says that the header is of what it has to do: Obligations of the operator."""
    words = head.split()
    before, behind = (any(map(_is_duty, ends)) for ends in (words[:1], words[-1:]))
    if before == behind:
        return head  # neither, or nothing but such words
    name = words[1:] if before else words[:-1]
    while len(name) > 1 and len(tokens(f"{name[0]} {_NAME}")) == 1:
        name = name[1:]  # of the
    return _GENITIVE.sub("", " ".join(name)) or head


def _is_duty(word: str) -> bool:
    return not single_words("duties_of").isdisjoint(words_of(word))


def is_written_down(words: Tokens) -> bool:
    """Whether a header says where it is written down what is to be done: Ref. to agreement."""
    return holds(words, "written_down")


def is_list(words: Tokens) -> bool:
    """Whether a header is that of the organisations, or the sectors, in a list of who does what where."""
    found = (match.concept.name for match in lexicon("who_does_what").matches(words) if match.score == 1)
    return any(name in ("organisation", "acronym", "organisation_type", "sector", "place") for name in found)


def is_of_money(words: Tokens) -> bool:
    """Whether a header names those who pay, or from whom something comes, and not those who do it."""
    return not single_words("of_money").isdisjoint(words)


def is_contact(words: Tokens) -> bool:
    """Whether a header says how somebody is reached: by phone, by mail."""
    return bool(words) and not word_set("contact_words").isdisjoint(words)
