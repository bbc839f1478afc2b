"""The words of every rule and check, as data; joined to the logic by the id alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

# Not by its own name, which is that of its file, too.
from schemas.wording.languages import language
from schemas.wording.text import text as said
from schemas.wording.text import texts

RULE_FILES = ("arr", "par", "rsk", "act", "ind", "bud", "plan", "exit", "view")
LAST_FILES = ("obs",)
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
        return {str(name): str(sentence).strip() for name, sentence in entry.items()}
    return {"": str(entry).strip()} if entry else {}


def _must_have(id: str, entry: Mapping[str, Any], keys: set[str], optional: frozenset[str] = frozenset()) -> None:
    unknown, missing = set(entry) - keys, keys - set(entry) - optional
    if unknown or missing:
        raise ValueError(said("schemas.wording.keys", id=id, unknown=sorted(unknown), missing=sorted(missing)))


def _rule(rule: str, entry: Mapping[str, Any]) -> RuleWording:
    _must_have(rule, entry, _RULE_KEYS, frozenset({"each"}))
    plain = {key: str(entry[key]).strip() for key in ("title", "why", "source", "severity", "bad", "good")}
    return RuleWording(
        rule, says=_variants(entry["says"]), do=_variants(entry["do"]), each=_variants(entry.get("each")), **plain
    )


def _check(check: str, entry: Mapping[str, Any]) -> CheckWording:
    _must_have(check, entry, _CHECK_KEYS)
    return CheckWording(check, **{key: str(sentence).strip() for key, sentence in entry.items()})


def rules() -> dict[str, RuleWording]:
    """The wording of every rule in the language in force, by id, in the order of docs/rules.md."""
    return _rules(language())


def checks() -> dict[str, CheckWording]:
    """The wording of every check of a cell in the language in force, by id."""
    return _checks(language())


@cache
def _rules(language: str) -> dict[str, RuleWording]:
    from schemas.spec import all_tables  # its tables are described in these words

    of_optional = (table.area.lower() for table in all_tables().values() if table.area)
    files = (*RULE_FILES, *of_optional, *LAST_FILES)
    entries = {rule: entry for name in files for rule, entry in texts(f"rules/{name}").items()}
    return {rule: _rule(rule, entry) for rule, entry in entries.items()}


@cache
def _checks(language: str) -> dict[str, CheckWording]:
    return {check: _check(check, entry) for check, entry in texts("checks").items()}
