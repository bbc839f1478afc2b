"""A workbook's page as a text of HTML. Pure: the same reading and results give the same bytes."""

from __future__ import annotations

from pipeline.analysis.assessment import Assessment
from pipeline.disclosure.audience import PARTIES, audience
from pipeline.disclosure.untold import NOTHING, Untold
from pipeline.reading.workbook import Reading
from pipeline.report import outside, parties
from pipeline.report.fitted import fitted
from pipeline.report.shortened import outside_shortened, parties_shortened
from pipeline.report.where import Where
from pipeline.results.compute import Results
from schemas.thresholds import Thresholds


def page(
    reading: Reading, results: Results, name: str, for_whom: str = PARTIES, thresholds: Thresholds | None = None,
    home: str = "", kept: Untold = NOTHING,
) -> str:  # fmt: skip
    """The page of one workbook, called `name`, for `parties`, `outside` or one party's code.

    `home` is the address of the portfolio that it belongs to, "" for none. `kept` is what others are
    not told of its texts (`untold`), and must be given where it is for them.

    Dates are late, or not, as of the day of the results: the page knows no other clock. Raises
    NotForThemError where there can be no page for that audience.
    """
    chosen = audience(for_whom, reading.arrangement)
    assessment = Assessment.of(reading.arrangement, results.as_of, thresholds)
    if chosen.is_outside:
        shown = {**outside.outside_context(assessment, results, chosen, kept), "home": home}
        return fitted("outside.html.j2", shown, outside_shortened)
    ids = [row.action for row in results.plan.rows if row.kind in ("action", "people")]
    where = Where(reading.places, assessment.arrangement, ids)
    context = parties.parties_context(assessment, results, where, chosen, reading.present.get("Agenda"))
    return fitted("parties.html.j2", {**context, "name": name, "home": home}, parties_shortened)
