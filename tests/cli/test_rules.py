"""`concord rules`: the severities that a rule may have are the same in every language."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pipeline.domain.finding import SEVERITIES
from pipeline.findings.registry import rules
from schemas import wording
from schemas.vocabulary import vocabulary
from schemas.wording.languages import DEFAULT, languages, speaking
from schemas.yaml_file import package_data
from tests.cli.test_commands import call

LISTED: dict[str, list[str]] = package_data("severities.yaml")["severities"]


def shown(code: str) -> dict[str, list[str]]:
    with speaking(code):
        found: list[dict[str, Any]] = json.loads(call("rules", "--json").output)["rules"]
    return {one["id"]: one["severities"] for one in found}


@pytest.mark.parametrize("code", languages())
def test_a_rule_has_the_same_severities_in_every_language(code: str) -> None:
    found = shown(code)
    assert found == shown(DEFAULT)
    assert all(set(severities) <= set(SEVERITIES) for severities in found.values())


@pytest.mark.parametrize("code", languages())
def test_a_rule_with_several_severities_is_listed_and_any_other_names_its_only_one(code: str) -> None:
    with speaking(code):
        named = {id: vocabulary("severity").code(rule.severity) for id, rule in wording.rules().items()}
    assert {id for id, severity in named.items() if severity is None} == set(LISTED)


def test_severities_of_a_rule_are_listed_from_the_worst_and_only_for_rules_that_there_are() -> None:
    for severities in LISTED.values():
        assert severities == sorted(set(severities), key=SEVERITIES.index)
    assert set(LISTED) <= set(rules())
