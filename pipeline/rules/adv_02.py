"""ADV-02: Whom speaking up may expose, and who has not agreed to be named itself (guide, advocacy)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.domain.finding import Observation
from pipeline.findings.observe import cell_of
from pipeline.findings.observe_rows import of_row
from pipeline.findings.registry import rule
from schemas.tables.advocacy import Cause
from schemas.vocabulary import compared

_STAYS = ("local", "national")
_OF_A_RISK = "rsk"  # what the id of an action about a risk begins with, as compared


@rule("ADV-02", reads=("Advocacy", "Partners", "Risks"))
def not_asked(assessment: Assessment) -> Iterable[Observation]:
    """A local or national party that speaks, or is directly exposed to the risk, and has not itself answered yes."""
    given = assessment.arrangement
    for cause in given.rows_of(Cause):
        exposed = _exposed(assessment, cause)
        for party in given.parties:
            code = party.partner
            why = "speaks" if code == cause.speaker else "exposed" if code in exposed else ""
            if why and party.level in _STAYS and _not_yes(cause, code):
                cells = (cell_of("Advocacy", cause, "may_be_named", code),)
                yield of_row(
                    "ADV-02", "high", cause, at=cells, variant=why, partner=code, partners=(code,),
                    values={"partner": code},
                )  # fmt: skip


def _exposed(assessment: Assessment, cause: Cause) -> tuple[str, ...]:
    prefix, _, subject = cause.action.partition("/")
    view = assessment.risk_by_id.get(compared(subject)) if compared(prefix) == _OF_A_RISK else None
    return view.directly_exposed if view else ()


def _not_yes(cause: Cause, code: str) -> bool:
    return cause.may_be_named.get(code) in ("no", "not_asked") or cause.blank("may_be_named", code)
