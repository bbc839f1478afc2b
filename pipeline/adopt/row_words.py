"""Texts that say what a row is that is no record: a legend, something to be filled in, a total."""

from __future__ import annotations

from functools import cache

from pipeline.adopt.lexicon import WORDS, Tokens, phrases, plain, tokens
from schemas.vocabulary import normal
from schemas.yaml_file import package_data


def starts_legend(text: str) -> bool:
    """Whether a row that begins with this text explains a table rather than being part of it."""
    words = tokens(text)
    return any(words[: len(phrase)] == phrase for phrase in phrases("legend", "")) and len(words) <= 6


def is_placeholder(text: str) -> bool:
    """Whether a text stands where something is to be filled in."""
    bare = text.strip()
    if len(bare) > 3 and bare[0] in "[<{" and bare[-1] in "]>}":
        return True
    return plain(bare).startswith(_placeholders())


@cache
def _placeholders() -> tuple[str, ...]:
    return tuple(map(plain, package_data("adopt/tables.yaml")["placeholder"]))


@cache
def is_total(text: str) -> bool:
    """Whether a row that begins with this text adds up others, or stands below their sum."""
    words = tuple(WORDS.findall(normal(text)))
    return any(words[: len(total)] == total or words[-len(total) :] == total for total in _totals())


def says_total(text: str) -> bool:
    """Whether a row that begins with this text is the sum of others, and no rate, tax or balance below them."""
    words = tuple(WORDS.findall(normal(text)))
    return any(words[: len(total)] == total or words[-len(total) :] == total for total in _sums())


@cache
def _totals() -> tuple[Tokens, ...]:
    extra = (tuple(WORDS.findall(normal(total))) for total in package_data("adopt/tables.yaml")["extra_totals"])
    return (*_sums(), *filter(None, extra))


@cache
def _sums() -> tuple[Tokens, ...]:
    totals = (spelling for spellings in package_data("totals.yaml")["totals"].values() for spelling in spellings)
    return tuple(filter(None, (tuple(WORDS.findall(normal(total))) for total in totals)))
