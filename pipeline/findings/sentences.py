"""What a group of observations says, and what it suggests: the words of the rule, filled in.

Values that are tuples are partner codes, values that are mappings are answers by partner, values that are lists are
texts to list, values that are rows are called as people know them. A sentence names six partners at most
(docs/rules.md, Terms); those of a finding stand in its `partners`.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, groupby
from operator import itemgetter
from string import Formatter

from pipeline.analysis import naming
from pipeline.analysis.words import grouped, listed, listed_first, names_of_lists
from pipeline.domain.arrangement import Arrangement, Row
from pipeline.domain.finding import Observation
from schemas.wording import RuleWording
from schemas.wording.direction import set_apart
from schemas.wording.languages import is_from_the_right
from schemas.wording.text import joined, text

Values = Mapping[str, object]
Names = Mapping[tuple[str, ...], str]  # lists of codes in words
Given = Sequence[object]  # what fills a template, in the order in which it asks for it
Fragment = tuple[str, str, Given]  # what observations add to a sentence: under which heading, template, values
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_PLAIN = (str, int, float)  # most values: whether something is a Mapping takes ten times as long to find out
_WITHOUT_CODES = (*_PLAIN, Row, list)


def sentences(
    arrangement: Arrangement, words: RuleWording, group: Sequence[Observation], first: Observation,
    values: dict[str, object],
) -> tuple[str, str]:  # fmt: skip
    """The sentence of a finding and its suggestion, in the words of the most severe of the group, `first`.

    `values` fill both; what the single observations add is `each` among them, where the rule does not give it itself.
    """
    says, do = _chosen(words.says, first.variant), _chosen(words.do, first.variant)
    said = _given(says, values)
    if words.each:
        fragments = _fragments(words.each, group)
        named = _names(arrangement, said, *(given for _, _, given in fragments))
        if not values["each"]:
            values["each"] = _listed(_different(fragments, named), named)
            said = _given(says, values)
    else:
        named = _names(arrangement, said)
    wanted = _given(do, values)
    return _filled(says, said, named), _filled(do, wanted, _names(arrangement, wanted))


def _chosen(texts: Mapping[str, str], variant: str) -> str:
    """The words of a variant; those without a name stand for all variants that have none of their own."""
    return texts[variant] if variant in texts else texts.get("", "")


@cache
def _used(template: str) -> tuple[str, ...]:
    return tuple(name for _, name, _, _ in Formatter().parse(template) if name)


def _given(template: str, values: Values) -> Given:
    return [values[name] for name in _used(template)]


def _names(arrangement: Arrangement, said: Given, *more: Given) -> Names:
    """The lists of partner codes among values that stand together, in words.

    Of what is `said` of the whole a code alone is a partner named, too: the one that the finding is about.
    """
    found = set()
    alone = {value for value in said if isinstance(value, str) and value in arrangement.by_code}
    for value in chain(said, *more):
        if isinstance(value, tuple):
            found.add(value)
        elif not isinstance(value, _WITHOUT_CODES) and isinstance(value, Mapping):
            found.update(grouped(value).values())
    return names_of_lists(arrangement, found, alone) if found else {}


def _filled(template: str, given: Given, named: Names) -> str:
    """A template with its values; `named` are the lists of codes in words."""
    words = [value if isinstance(value, _PLAIN) else _in_words(value, named) for value in given]
    if is_from_the_right():  # the parts of a day behind a letter would change places
        words = [set_apart(word) if isinstance(word, str) and _DAY.fullmatch(word) else word for word in words]
    return template.format_map(dict(zip(_used(template), words, strict=True)))


def _in_words(value: object, named: Names) -> object:
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, tuple):
        return named[value]
    if isinstance(value, Row):
        return naming.of(value)
    if isinstance(value, list):
        return listed(value)
    if isinstance(value, Mapping):
        answers = grouped(value).items()
        return joined(text("phrases.shared_by", answer=answer, partners=named[codes]) for answer, codes in answers)
    return value


def _fragments(each: Mapping[str, str], group: Sequence[Observation]) -> list[Fragment]:
    """What the observations add to the sentence.

    What is the same for several partners is said once, in the words of `several` or its variant's `_several`.
    """
    is_said_once = len(group) > 1 and any(name.endswith("several") for name in each)
    return [_fragment(each, those) for those in (_alike(each, group) if is_said_once else zip(group, strict=True))]


def _alike(each: Mapping[str, str], group: Sequence[Observation]) -> Iterable[Sequence[Observation]]:
    """The observations that are said together."""
    alike: dict[Hashable, list[Observation]] = {}
    for number, seen in enumerate(group):
        is_said_once = bool(each.get(_plural(seen.variant)))
        alike.setdefault((seen.variant, _others(seen)) if is_said_once else number, []).append(seen)
    return alike.values()


def _others(seen: Observation) -> Hashable:
    """What an observation says, its partner apart."""
    values = {**seen.values, "partner": ""}
    return tuple(sorted((name, value.id if isinstance(value, Row) else str(value)) for name, value in values.items()))


def _plural(variant: str) -> str:
    return f"{variant}_several" if variant else "several"


def _fragment(each: Mapping[str, str], those: Sequence[Observation]) -> Fragment:
    first = those[0]
    template = each[_plural(first.variant)] if len(those) > 1 else _chosen(each, first.variant)
    values = {"subject": first.subject, "partner": (), **first.values}
    if values["partner"] != ():
        given = [seen.values.get("partner", ()) for seen in those]
        codes = dict.fromkeys([code for one in given for code in (one if isinstance(one, tuple) else (str(one),))])
        values["partner"] = tuple(codes)
    return first.heading, template, _given(template, values)


def _different(fragments: Iterable[Fragment], named: Names) -> list[Fragment]:
    """The fragments that say something, each once; a row is known by where it stands, as its words take longest."""
    found: dict[Hashable, Fragment] = {}
    for fragment in fragments:
        heading, template, given = fragment
        said = [(type(one), one.row) if isinstance(one, Row) else _in_words(one, named) for one in given]
        found.setdefault((heading, template, *said), fragment)
    return [fragment for fragment in found.values() if fragment[1]]


def _listed(fragments: Sequence[Fragment], named: Names) -> str:
    """The fragments, those under one heading together; of many only the first are put into words."""
    if not any(heading for heading, _, _ in fragments):
        return listed_first(_items("", fragments, named), len(fragments), "apart")
    runs = [(heading, [*run]) for heading, run in groupby(fragments, key=itemgetter(0))]
    items = (item for heading, run in runs for item in _items(heading, run, named))
    return listed_first(items, sum(1 if heading else len(run) for heading, run in runs), "apart")


def _items(heading: str, run: Sequence[Fragment], named: Names) -> Iterator[str]:
    said = (_filled(template, given, named) for _, template, given in run)
    if heading:
        yield text("phrases.headed", heading=heading, items=listed_first(said, len(run), "apart"))
    else:
        yield from said
