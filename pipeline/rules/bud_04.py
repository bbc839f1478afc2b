"""BUD-04: A partner judges a line insufficient (guide, example indicator)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.money import funded, never_short
from pipeline.domain.finding import Observation
from pipeline.findings.observe import cell_of
from pipeline.findings.observe_rows import of_line
from pipeline.findings.registry import rule


@rule("BUD-04", reads=("Budget", "Risks"))
def insufficient(assessment: Assessment) -> Iterable[Observation]:
    """A line that is not short and that a partner calls not sufficient; it weighs more for a serious live risk."""
    partners = assessment.arrangement.by_code
    for line in assessment.arrangement.lines:
        who = tuple(code for code in partners if line.sufficient.get(code) == "no")
        if who and never_short(line):
            severity = "high" if assessment.money.supports_pressing(line) else "medium"
            cells = tuple(cell_of("Budget", line, "sufficient", code) for code in who)
            variant = "" if funded(line) or "funded_amount" in line.unknown else "no_amount"
            yield of_line(
                "BUD-04", severity, line, rows=(line.id,), partners=who, cells=cells, variant=variant,
                values={"who": who},
            )  # fmt: skip
