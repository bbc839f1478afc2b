"""One partnership of the portfolio: what may be told of it, out of the report of a run, for one audience."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from pipeline.files.names import as_unicode
from pipeline.run.batch.workbook_result import WorkbookResult
from schemas.wording.text import texts

Told = Mapping[str, Any]


def why_unread(one: Partnership) -> str:
    """One sentence or two; who has a workbook open, and where the drive lies, stays here."""
    said = texts("portfolio.unread")
    if one.status in ("open", "failed"):
        return str(said[one.status])
    folder = str(one.path.parent)
    return one.reason.replace(f"{folder}/", "").replace(f"{folder}\\", "").replace(folder, "…")


@dataclass(frozen=True)
class Partnership:
    """One workbook, read or not, by its report.

    `told` are the sums of the report for the audience, {} where it was not read: thousands are held at once, and few
    are asked for more. `name` is its file, seen from the folder of the run; `href` leads to its page, "" where there
    is none.
    """

    result: WorkbookResult
    audience: str
    name: str
    told: Told = field(default_factory=dict)
    href: str = ""

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.result.path

    @property
    def status(self) -> str:
        """How it came out."""
        return self.result.status

    @property
    def reason(self) -> str:
        """Why it came out so, where there is a reason."""
        return self.result.reason

    @property
    def title(self) -> str:
        """What people call it; its file where nobody does."""
        return self.result.title or self.path.stem

    @property
    def was_read(self) -> bool:
        """Whether anything is known of it."""
        return bool(self.told)

    @cached_property
    def place(self) -> str:
        """Its path as the history has it."""
        return as_unicode(self.path.absolute())

    @property
    def is_partial(self) -> bool:
        """Whether only what may be shown to others is known of it here: nothing says then that all is well."""
        return "kept" in self.told

    @property
    def items(self) -> Told:
        """The severity of each of its `findings` by id, and of each of its `actions` whether it is `late` or `back`."""
        return self.result.numbers(self.audience)

    def number(self, name: str) -> int:
        """One of the plain numbers: partners, parties, missing, mend, actions, late; 0 where it is not known."""
        return int(self.told.get(name, 0))

    @property
    def by_rule(self) -> Mapping[str, Mapping[str, int]]:
        """How many findings of which severity each rule has, the gravest first."""
        rules: Mapping[str, Mapping[str, int]] = self.told.get("rules", {})
        return rules

    def rules(self, severity: str) -> list[str]:
        """The rules that found something of this severity, the commonest first."""
        count = {rule: found[severity] for rule, found in self.by_rule.items() if severity in found}
        return sorted(count, key=lambda rule: (-count[rule], rule))

    def found(self, rule: str) -> str:
        """The highest severity that a rule found here, "" where it found nothing."""
        return next(iter(self.by_rule.get(rule, ())), "")


def partnership(result: WorkbookResult, name: str, audience: str, href: str = "") -> Partnership:
    """The partnership of a report, as an audience is told of it; `name` is how its file is called on the page."""
    return Partnership(result, audience, name, result.sums(audience), href)
