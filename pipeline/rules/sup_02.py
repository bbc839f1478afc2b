"""SUP-02: Support that always comes from the same partner (guide, mutual benefit)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import of_rows, tables_are_whole
from pipeline.findings.registry import rule
from schemas.tables.support import Support


@rule("SUP-02", reads=("Partners", "Support"))
def one_way(assessment: Assessment) -> Iterable[Observation]:
    """Three rows or more, all by the same party; all as one."""
    given = assessment.arrangement
    every = given.rows_of(Support)
    givers = {support.by for support in every}
    if len(every) < assessment.thresholds["support.rows_from"] or len(givers) != 1:
        return
    (by,) = givers
    if len(by) == 1 and by[0] in given.party_codes and tables_are_whole(given, "Support"):
        for support in every:
            yield of_rows("SUP-02", "low", support, "by", partners=by, values={"giver": by[0]})
