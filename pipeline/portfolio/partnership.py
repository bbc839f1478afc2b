"""One partnership of the portfolio: what may be told of it, out of the report of a run, for one audience."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from sys import intern
from typing import Any

from pipeline.domain.finding import SEVERITIES
from pipeline.run.batch.workbook_result import WorkbookResult
from schemas.wording.text import texts

Told = Mapping[str, Any]
_STATES = {(late, back): {"late": late, "back": back} for late in (False, True) for back in (False, True)}


def why_unread(one: Partnership) -> str:
    """One sentence or two; who has a workbook open, and where the drive lies, stays here."""
    said = texts("portfolio.unread")
    if one.status in ("open", "failed"):
        return str(said[one.status])
    folder = str(one.path.parent)
    return one.reason.replace(f"{folder}/", "").replace(f"{folder}\\", "").replace(folder, "…")


@dataclass(frozen=True)
class Partnership:
    """One workbook, read or not.

    `id` is that of its arrangement. `told` is the edition of `pipeline.disclosure.numbers` for the audience, {}
    where it was not read. `name` is its file, seen from the folder of the run; `href` leads to its page, ""
    where there is none.
    """

    path: Path
    id: str
    status: str
    reason: str
    name: str
    title: str
    told: Told = field(default_factory=dict)
    href: str = ""

    @property
    def was_read(self) -> bool:
        """Whether anything is known of it."""
        return bool(self.told)

    @cached_property
    def place(self) -> str:
        """Its path as the history has it."""
        return key(self.path.absolute())

    @cached_property
    def severities(self) -> Counter[str]:
        """How many findings, by severity."""
        return Counter(self.findings.values())

    @property
    def is_partial(self) -> bool:
        """Whether only what may be shown to others is known of it here: nothing says then that all is well."""
        return "kept" in self.told

    @property
    def findings(self) -> Mapping[str, str]:
        """Severity by finding, RULE/subject."""
        found: Mapping[str, str] = self.told.get("findings", {})
        return found

    @property
    def actions(self) -> Mapping[str, Mapping[str, bool]]:
        """The actions to be done, by id: whether each is `late`, whether it came `back`."""
        actions: Mapping[str, Mapping[str, bool]] = self.told.get("actions", {})
        return actions

    @cached_property
    def late(self) -> int:
        """How many actions are past their agreed date."""
        return sum(action["late"] for action in self.actions.values())

    def number(self, name: str) -> int:
        """One of the plain numbers: partners, parties, missing, mend; 0 where it is not known."""
        return int(self.told.get(name, 0))

    def rules(self, severity: str) -> list[str]:
        """The rules that found something of this severity, the commonest first."""
        count = Counter(rule_of(id) for id, found in self.findings.items() if found == severity)
        return sorted(count, key=lambda rule: (-count[rule], rule))

    def found(self, rule: str) -> str:
        """The highest severity that a rule found here, "" where it found nothing."""
        return self.worst.get(rule, "")

    @cached_property
    def worst(self) -> Mapping[str, str]:
        """The highest severity by rule."""
        ids: dict[str, list[str]] = {severity: [] for severity in SEVERITIES}
        for id, severity in self.findings.items():
            ids[severity].append(id)
        worst: dict[str, str] = {}
        for severity in reversed(SEVERITIES):  # what is graver comes later and stays
            worst.update(dict.fromkeys(map(rule_of, ids[severity]), severity))
        return worst


def key(said: object) -> str:
    """A path or an id as the history has it: a file's name may hold bytes that are no text."""
    return str(said).encode("utf-8", "replace").decode()


@lru_cache(100_000)  # thousands of workbooks have much the same ids
def rule_of(id: str) -> str:
    """The rule of a finding or an action."""
    return id.partition("/")[0]


def partnership(result: WorkbookResult, name: str, audience: str, href: str = "") -> Partnership:
    """The partnership of a report, as an audience is told of it; `name` is how its file is called on the page."""
    return Partnership(
        result.path, key(result.arrangement_id)[:64], result.status, result.reason, name,
        result.title or result.path.stem, _held(result.numbers(audience)), href,
    )  # fmt: skip


def _held(told: Told) -> Told:
    """What is told without how each risk stood, which is for reviews: thousands are held at once.

    Ids and severities are much the same in all of them, and each is held once.
    """
    if not told:
        return told
    kept = {name: said for name, said in told.items() if name != "views"}
    kept["findings"] = {intern(id): intern(severity) for id, severity in told["findings"].items()}
    kept["actions"] = {intern(id): _STATES[action["late"], action["back"]] for id, action in told["actions"].items()}
    return kept
