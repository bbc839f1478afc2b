"""The words of every rule and check, as data; joined to the logic by the id alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from schemas.yaml_file import DataError, package_data

RULE_FILES = ("arr", "par", "rsk", "act", "ind", "bud", "plan", "exit", "obs")
_RULE_KEYS = {"title", "why", "source", "severity", "says", "do", "each", "bad", "good"}
_CHECK_KEYS = {"title", "severity", "problem", "do"}


@dataclass(frozen=True, slots=True)
class RuleWording:
    """What a rule says: its title, reason and source, the sentence of a finding, the suggested action.

    `says` and `do` hold one sentence per variant (`""` where there is only one); `each` is the
    fragment for one row of a finding that covers several.
    """

    id: str
    title: str
    why: str
    source: str
    severity: str
    says: Mapping[str, str]
    do: Mapping[str, str]
    each: Mapping[str, str]
    bad: str
    good: str


@dataclass(frozen=True, slots=True)
class CheckWording:
    """What a check of one cell says: the problem with what is allowed, and what to do."""

    id: str
    title: str
    severity: str  # high: the cell counts as unknown; low: a mention
    problem: str
    do: str


def _variants(entry: Any) -> Mapping[str, str]:
    if isinstance(entry, dict):
        return {str(name): str(text).strip() for name, text in entry.items()}
    return {"": str(entry).strip()} if entry else {}


def _rule(rule: str, entry: dict[str, Any]) -> RuleWording:
    unknown = set(entry) - _RULE_KEYS
    missing = _RULE_KEYS - set(entry) - {"each"}
    if unknown or missing:
        raise DataError(f"wording of {rule}: unknown keys {sorted(unknown)}, missing keys {sorted(missing)}")
    plain = {key: str(entry[key]).strip() for key in ("title", "why", "source", "severity", "bad", "good")}
    return RuleWording(
        rule, says=_variants(entry["says"]), do=_variants(entry["do"]), each=_variants(entry.get("each")), **plain
    )


@cache
def rules() -> dict[str, RuleWording]:
    """The wording of every rule, by id, in the order of docs/rules.md."""
    found: dict[str, RuleWording] = {}
    for name in RULE_FILES:
        for rule, entry in (package_data(f"wording/en/rules/{name}.yaml") or {}).items():
            found[rule] = _rule(rule, entry)
    return found


@cache
def checks() -> dict[str, CheckWording]:
    """The wording of every check of a cell, by id."""
    found = {}
    for check, entry in package_data("wording/en/checks.yaml").items():
        if set(entry) != _CHECK_KEYS:
            raise DataError(f"wording of {check}: has {sorted(entry)}, must have {sorted(_CHECK_KEYS)}")
        found[check] = CheckWording(check, **{key: str(text).strip() for key, text in entry.items()})
    return found
