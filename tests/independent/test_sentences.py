"""Every sentence of a finding names six partners at most, and those it speaks of stand beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from hypothesis import given, settings

from pipeline.analysis.assessment import Assessment
from pipeline.domain.arrangement import Arrangement
from pipeline.domain.finding import Finding
from pipeline.findings.engine import find
from tests.chance import examples
from tests.independent.strategies import cases

# English words, and what ids and roles begin with.
NO_CODES = frozenset("AILPSRBX")


def named(said: str, arrangement: Arrangement) -> set[str]:
    """The codes of partners that a text names."""
    return set(re.findall(r"(?<![\w-])[A-Z]\w*(?![\w-])", said)) & set(arrangement.by_code) - NO_CODES


def parts(case: tuple[Arrangement, date]) -> Iterator[Finding]:
    for found in find(Assessment.of(*case)).shown:
        yield from found.each


@settings(max_examples=examples(60))
@given(cases())
def test_no_sentence_names_more_than_six_partners(case: tuple[Arrangement, date]) -> None:
    told = [said for one in parts(case) for said in (one.says, one.do)]
    assert [said for said in told if len(named(said, case[0])) > 6] == []


@settings(max_examples=examples(60))
@given(cases())
def test_whom_a_sentence_names_stands_in_its_partners(case: tuple[Arrangement, date]) -> None:
    assert [(one.id, one.says) for one in parts(case) if not named(one.says, case[0]) <= set(one.partners)] == []
