"""The facts an action stands on, as digests: what must stay the same for it to stay settled (docs/rules.md, Settled).

A fact is a number, a date, a level, a rating or a code that a finding names. Titles are none: to put a row in other
words changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import chain

from pipeline.domain.finding import SEVERITIES, Finding, Observation
from pipeline.plan.action_id import FoundAction
from pipeline.plan.neutral import SeenAgain
from schemas.vocabulary import normal, vocabulary
from schemas.wording.languages import DEFAULT, speaking

_TOKEN = re.compile(r"[^\W_][\w.-]*")
_WORD = re.compile(r"[^\W_]+")
_WORDS = ("risk_level", "rating", "exposure", "accepted")
# What a sentence calls a row: its title is in it.
_TITLES = frozenset({"named", "title"})
_LETTERS = "chmli"
_ENTRY = re.compile(r"[0-9a-f]{8}[chmli]([0-9a-f]{8})+")
# Facts are kept one by one up to this length, which a cell holds beside the rest of the stamp; more share one digest,
# and any change among them counts.
LONGEST = 27_000


@dataclass(frozen=True, slots=True)
class Fact:
    """What one finding says of one row: how it is called, how severe it is, and a digest of each thing said."""

    name: str
    severity: str
    digests: tuple[str, ...]


Facts = Mapping[str, Fact]


def facts(action: FoundAction | None, codes: Collection[str], again: SeenAgain | None = None) -> Facts:
    """The facts of an action by a digest of whose they are; `codes` are those of the partners.

    They are the same in every language where `again` says what was seen in the default one.
    """
    found: dict[str, list[tuple[str, str, str]]] = {}
    for finding in action.listed if action else ():
        for name, severity, said in _said(finding, codes, again):
            found.setdefault(_digest(name), []).append((name, severity, said))
    return {
        key: Fact(those[0][0], min((one for _, one, _ in those), key=SEVERITIES.index),
                  tuple(sorted({_digest(said) for _, _, said in those})))
        for key, those in found.items()
    }  # fmt: skip


def _said(finding: Finding, codes: Collection[str], again: SeenAgain | None) -> Iterator[tuple[str, str, str]]:
    """(what it is of, severity, the facts as one text) for each row of a finding, or for the finding."""
    if not finding.seen:
        yield _name(finding.rule), finding.severity, _tokens([finding.says], codes)
    for seen in chain.from_iterable(map(again.of, finding.seen)) if again else finding.seen:
        values = [value for name, value in sorted(seen.values.items()) if name not in _TITLES]
        named = {code for value in values if isinstance(value, tuple) for code in value} | {seen.partner}
        others = [str(value) for value in values if not isinstance(value, tuple)]
        for row in _rows(seen):
            yield _name(seen.rule, row), seen.severity, _tokens([*sorted(named), *others], codes)


def _rows(seen: Observation) -> Iterable[str]:
    """The rows of a group that are told of one by one; a finding on one row or partner is told of as one."""
    return seen.rows or ("",) if seen.kind in ("arrangement", "event", "element") else ("",)


def _name(rule: str, row: str = "") -> str:
    return f"{rule} {row}".rstrip()


def _tokens(texts: Iterable[str], codes: Collection[str]) -> str:
    """Everything in the texts that is a fact: tokens with a digit, partner codes, words of levels and ratings."""
    whole = " ".join(texts)
    found = [token for token in _TOKEN.findall(whole) if token in codes or any(map(str.isdigit, token))]
    spaced = " ".join(["", *_WORD.findall(whole.casefold()), ""])
    return " ".join([*found, *(word for word, label in _labels() if f" {label} " in spaced)])


@cache
def _labels() -> tuple[tuple[str, str], ...]:
    """Codes in words, and their labels as they stand in a text of the default language."""
    words = (word for name in _WORDS for word in vocabulary(name))
    with speaking(DEFAULT):
        return tuple(sorted({(normal(word.code), " ".join(_WORD.findall(word.label.casefold()))) for word in words}))


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def written(found: Facts) -> str:
    """Facts as they stand in a stamp."""
    whole = ",".join(f"{key}{fact.severity[0]}{''.join(fact.digests)}" for key, fact in sorted(found.items()))
    return whole if len(whole) <= LONGEST else f"*{_digest(whole)}"


def changes(before: str, now: Facts) -> tuple[tuple[str, str], ...]:
    """What has joined, risen or changed since: (how, of what) pairs. That something goes or falls is no change."""
    after = written(now)
    if "*" in (before[:1], after[:1]):
        return () if before == after else (("other", ""),)
    old = {entry[:8]: (entry[8], _apart(entry[9:])) for entry in before.split(",") if _ENTRY.fullmatch(entry)}
    found = []
    for key, fact in now.items():
        if key not in old:
            found.append(("joined", fact.name))
        elif _LETTERS.index(fact.severity[0]) < _LETTERS.find(old[key][0]):
            found.append(("rose", fact.name))
        elif not old[key][1].issuperset(fact.digests):
            found.append(("changed", fact.name))
    return tuple(found)


def _apart(digests: str) -> frozenset[str]:
    return frozenset(digests[at : at + 8] for at in range(0, len(digests), 8))
