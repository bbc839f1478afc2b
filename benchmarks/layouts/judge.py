"""What was recognised, held against the truth: the figures of the benchmark."""

from __future__ import annotations

from dataclasses import dataclass, field

from benchmarks.layouts.cases import Case, Truth
from pipeline.adopt.proposal import ColumnProposal, Proposal, TableProposal
from pipeline.adopt.questions import questions


@dataclass
class Figures:
    """Counts over cases; shares are computed when they are asked for."""

    cases: int = 0
    found: int = 0
    silent: int = 0  # found without being asked whether it is one
    proposed: int = 0
    right: int = 0
    wanted: int = 0
    reached: int = 0
    wrong_unasked: list[str] = field(default_factory=list)
    records: int = 0
    lost: list[str] = field(default_factory=list)  # records neither carried nor named
    not_carried: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)  # rows carried that are no records
    questions: list[int] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)  # tables found that are none
    missed: list[str] = field(default_factory=list)
    missing_columns: list[str] = field(default_factory=list)

    @property
    def found_share(self) -> float:
        """Which share of the tables was found."""
        return self.found / self.cases if self.cases else 1.0

    @property
    def precision(self) -> float:
        """Which share of the proposed columns goes where it belongs."""
        return self.right / self.proposed if self.proposed else 1.0

    @property
    def recall(self) -> float:
        """Which share of the columns with a place, of all tables, found or not, gets it."""
        return self.reached / self.wanted if self.wanted else 1.0

    @property
    def mean_questions(self) -> float:
        """How many questions a table costs."""
        return sum(self.questions) / len(self.questions) if self.questions else 0.0


def judge(figures: Figures, case: Case, proposal: Proposal) -> None:
    """Add a case to the figures."""
    truth = case.truth
    if truth is None:
        figures.strangers += [f"{case.name}: {table.kind}" for table in proposal.tables if not table.ask]
        return
    figures.cases += 1
    figures.wanted += sum(any(each.targets) and "" not in each.targets for each in truth.columns.values())
    table = _found(proposal, truth)
    parts = [each for each in proposal.tables if each.sheet == truth.sheet and each.kind == truth.kind]
    figures.strangers += [
        f"{case.name}: {each.kind} {each.sheet}" for each in proposal.tables if each not in parts and not each.ask
    ]
    if table is None:
        figures.missed.append(case.name)
        return
    figures.found += 1
    figures.silent += not table.ask
    figures.questions.append(len(list(questions(proposal))))
    _columns(figures, case.name, truth, table)
    _rows(figures, case.name, truth, parts)


def _found(proposal: Proposal, truth: Truth) -> TableProposal | None:
    for table in proposal.tables:
        if (
            table.sheet == truth.sheet
            and table.kind == truth.kind
            and abs(table.header_rows[-1] - truth.header_row) <= 1
        ):
            return table
    return None


def _columns(figures: Figures, name: str, truth: Truth, table: TableProposal) -> None:
    seen = set()
    for column in table.columns:
        expected = truth.columns.get(column.column)
        allowed = expected.targets if expected else frozenset({""})
        target = column.target or ""
        about = f"{name}: {column.header!r} -> {target} ({'asked' if column.ask else 'not asked'}), not {set(allowed)}"
        if target:
            figures.proposed += 1
            figures.right += target in allowed
            if target not in allowed and not (column.ask or table.ask):
                figures.wrong_unasked.append(about)
        if expected and any(expected.targets) and "" not in expected.targets:
            seen.add(column.column)
            figures.reached += target in allowed
            if target not in allowed:
                figures.missing_columns.append(f"{about} {column.why}")
        if expected and target in allowed and expected.codes:
            figures.wrong_unasked += _words(name, column, expected.codes)
    for number, each in truth.columns.items():
        if number not in seen and any(each.targets) and "" not in each.targets:
            figures.missing_columns.append(f"{name}: {each.header!r} is no column of the table")


def _words(name: str, column: ColumnProposal, codes: dict[str, str]) -> list[str]:
    words = column.words
    if words is None or words.ask or column.ask:
        return []
    return [
        f"{name}: {column.header!r} {word!r} means {code}, not {codes[word]}"
        for word, code in words.map.items()
        if word in codes and codes[word] != code
    ]


def _rows(figures: Figures, name: str, truth: Truth, parts: list[TableProposal]) -> None:
    """Records over all parts of a table: one whose header stands there once more is several tables."""
    carried = {row for table in parts for row in table.carried}
    left = {row: why for table in parts for row, why in table.left.items()}
    named = carried | set(left) | {row for table in parts for row in table.header_rows}
    figures.records += len(truth.records)
    figures.lost += [f"{name}: row {row}" for row in sorted(truth.records - named)]
    figures.not_carried += [f"{name}: row {row} {left[row]}" for row in sorted(truth.records - carried) if row in left]
    if not any(table.ask for table in parts):
        figures.extra += [f"{name}: row {row}" for row in sorted(carried - truth.records)]
