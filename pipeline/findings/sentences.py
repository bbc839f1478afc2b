"""What a group of observations says, and what it suggests: the words of the rule, filled in.

Values that are tuples are partner codes, values that are mappings are answers by partner. A sentence names six
partners at most (docs/rules.md, Terms); those of a finding stand in its `partners`.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from string import Formatter

from pipeline.analysis.words import grouped, listed, lists_of_names
from pipeline.domain.arrangement import Arrangement
from pipeline.domain.finding import SEVERITIES, Observation
from schemas.wording import RuleWording
from schemas.wording.text import joined, text

Values = Mapping[str, object]
_PLAIN = (str, int, float)  # most values: whether something is a Mapping takes ten times as long to find out


def sentences(
    arrangement: Arrangement, words: RuleWording, group: Sequence[Observation], values: Values
) -> tuple[str, str]:
    """The sentence of a finding and its suggestion, in the words of the most severe of the group."""
    variant = min(group, key=lambda seen: SEVERITIES.index(seen.severity)).variant
    template, fragments = _chosen(words.says, variant), _fragments(words.each, group)
    whole = [*((one, filling) for _, one, filling in fragments), (template, values)]
    named = iter(lists_of_names(arrangement, (codes for one, filling in whole for codes in _lists(one, filling))))
    told = dict.fromkeys((heading, _filled(one, filling, named)) for heading, one, filling in fragments)
    values = {"each": listed(_headed(pair for pair in told if pair[1]), "apart"), **values}
    says = _filled(template, values, named)
    do = _chosen(words.do, variant)
    return says, _filled(do, values, iter(lists_of_names(arrangement, _lists(do, values))))


def _chosen(texts: Mapping[str, str], variant: str) -> str:
    """The words of a variant; those without a name stand for all variants that have none of their own."""
    return texts[variant] if variant in texts else texts.get("", "")


@cache
def _used(template: str) -> tuple[str, ...]:
    return tuple(name for _, name, _, _ in Formatter().parse(template) if name)


def _lists(template: str, values: Values) -> Iterator[tuple[str, ...]]:
    """The lists of partner codes that a template asks for, in its order."""
    for name in _used(template):
        value = values.get(name)
        if isinstance(value, tuple):
            yield value
        elif not isinstance(value, _PLAIN) and isinstance(value, Mapping):
            yield from grouped(value).values()


def _filled(template: str, values: Values, named: Iterator[str]) -> str:
    """A template with its values; `named` are the lists of codes in words, in the order of `_lists`."""
    said: dict[str, object] = dict(values)
    for name in _used(template):
        value = values.get(name)
        if isinstance(value, tuple):
            said[name] = next(named)
        elif not isinstance(value, _PLAIN) and isinstance(value, Mapping):
            answers = (text("phrases.shared_by", answer=one, partners=next(named)) for one in grouped(value))
            said[name] = joined(answers)
    return template.format_map(said)


def _fragments(each: Mapping[str, str], group: Sequence[Observation]) -> list[tuple[str, str, Values]]:
    """What each observation adds to the sentence: (heading, template, values).

    What is the same for several partners is said once, in the words of `several` or its variant's `_several`.
    """
    if not each:
        return []
    alike: dict[Hashable, list[Observation]] = {}
    for number, seen in enumerate(group):
        is_said_once = bool(each.get(_plural(seen.variant)))
        alike.setdefault((seen.variant, _others(seen)) if is_said_once else number, []).append(seen)
    return [(those[0].heading, *_fragment(each, those)) for those in alike.values()]


def _others(seen: Observation) -> Hashable:
    """What an observation says, its partner apart."""
    return tuple(sorted((name, str(value)) for name, value in seen.values.items() if name != "partner"))


def _plural(variant: str) -> str:
    return f"{variant}_several" if variant else "several"


def _fragment(each: Mapping[str, str], those: Sequence[Observation]) -> tuple[str, Values]:
    first, *others = those
    given = (seen.values.get("partner", ()) for seen in those)
    codes = dict.fromkeys(code for one in given for code in (one if isinstance(one, tuple) else (str(one),)))
    template = each[_plural(first.variant)] if others else _chosen(each, first.variant)
    return template, {"subject": first.subject, **first.values, "partner": tuple(codes)}


def _headed(told: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The fragments, those under one heading together."""
    for heading, run in groupby(told, key=lambda pair: pair[0]):
        said = [said for _, said in run]
        if heading:
            yield text("phrases.headed", heading=heading, items=listed(said, "apart"))
        else:
            yield from said
