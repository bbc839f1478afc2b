"""What every page has around its content: title, audience, day, table of contents."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pipeline.analysis.assessment import Assessment
from pipeline.disclosure.audience import Audience
from pipeline.results.compute import Results
from schemas.wording.text import joined, joined_first, text

NAMED = 6
# With more partners than this their codes stand upright above the columns.
MANY = 8


# The anchors of a page's sections, and what the table of contents calls them.
Contents = Iterable[tuple[str, str]]


def frame(assessment: Assessment, results: Results, audience: Audience, contents: Contents) -> dict[str, Any]:
    """The frame of a page with these sections, for this audience."""
    given = assessment.arrangement
    return {
        "audience": audience,
        "me": audience.partner,
        "title": given.text("title") or text("report.page.kind"),
        "as_of": results.as_of.isoformat(),
        "between": between([party.name or party.partner for party in given.parties]),
        "codes": [partner.partner for partner in given.partners],
        "party_codes": [party.partner for party in given.parties],
        "many": len(given.partners) > MANY,
        "contents": list(contents),
    }


def between(names: list[str]) -> str:
    """The parties in one line; beyond a handful only how many more there are."""
    return joined_first(names, NAMED - 1) if len(names) > NAMED else joined(names, "and")
