"""The page for the parties, or for one of them: everything that the workbook and the run have to say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.money import countable, funded, need, shortfall
from pipeline.analysis.scales import scales_of
from pipeline.disclosure.audience import Audience
from pipeline.domain.cell import Cell
from pipeline.domain.finding import SEVERITIES, Finding, severity_place
from pipeline.reading.output_tables import Present
from pipeline.report import actions, agenda, findings, further, glance, matrix, own, readiness, risks
from pipeline.report.frame import frame
from pipeline.report.where import Where
from pipeline.results.compute import Results
from pipeline.results.measures import life
from pipeline.results.rows import Place, ResultRow
from schemas.fields import PARTNER_MARK
from schemas.wording.numbers_and_days import number_text
from schemas.wording.text import text, texts

FACTS = (
    "purpose", "scope", "location", "form", "started_on", "valid_until", "review_every_months", "last_reviewed_on",
    "currency",
)  # fmt: skip
SECTIONS = (
    "agenda", "heat", "glance", "register", "differences", "matrix", "readiness", "money", "further", "plan",
    "findings", "obstacles", "checks", "reading",
)  # fmt: skip
# So many actions find room on the second page of the printed brief.
BRIEF = 17

# Sections whose anchor is called otherwise than their words.
_ANCHORS = {"register": "risks"}

Context = dict[str, Any]


def parties_context(
    assessment: Assessment, results: Results, where: Where, audience: Audience, present: Present | None
) -> Context:
    """Everything that the template needs; `present` is the agenda as it stands, with what people wrote in it."""
    missing = tuple(risks.missing_views(assessment))
    sheets = further.further_sheets(assessment.arrangement)
    rows = matrix.matrix_rows(assessment.tree, assessment.arrangement)
    elements = readiness.readiness_elements(assessment)
    acts = actions.acts(assessment, results.plan)
    gaps = [found for found in results.findings.shown if found.shown_in == "Gaps"]
    checks = next(table for table in results.tables if table.name == "Checks").rows
    met = agenda.meeting(results, present, where)
    owned = actions.by_owner(assessment, acts)
    return {
        **frame(assessment, results, audience, _contents(audience.partner, has_further=bool(sheets))),
        **_risks(assessment),
        **_work(assessment, rows, elements, where),
        **_money(assessment),
        **_meeting(met, gaps, acts),
        "a": assessment,
        "where": where,
        "further": sheets,
        "missing_first": results.missing,
        "facts": list(_facts(assessment, where)),
        "missing": missing,
        "tiles": (
            glance.risks(assessment), glance.views(assessment, sum(len(ids) + len(more) for _, ids, more in missing)),
            glance.responsibilities(rows), glance.readiness(elements), glance.money(assessment), glance.plan(acts),
            glance.findings(gaps), glance.checks(checks),
        ),
        "finding_areas": list(findings.by_area(gaps)),
        "obstacles": list(findings.obstacles(results.findings.shown)),
        "action_ids": {found.id: act.id for act in acts if act.row.found for found in act.row.found.findings},
        "owned": owned,
        "late": [act for act in acts if act.stands and act.late],
        "finished": [act for act in acts if not act.stands],
        "checks": [_check(row, where) for row in checks],
        "own_links": own.links(assessment, audience.partner, owned, (*met.items, *met.later), missing),
    }  # fmt: skip


def _contents(partner: str, *, has_further: bool) -> Iterator[tuple[str, str]]:
    """The sections; that of further sheets only where there are some."""
    for name in SECTIONS:
        if name == "further" and not has_further:
            continue
        yield _ANCHORS.get(name, name), texts("report")[name]["short"]
        if name == "agenda" and partner:
            yield "yours", text("report.yours.short", partner=partner)


def _meeting(met: agenda.Meeting, gaps: list[Finding], acts: tuple[actions.Act, ...]) -> Context:
    """The agenda, how grave what stands is, and the plan as the printed brief has it: the gravest first."""
    standing = [act for act in acts if act.stands]
    standing.sort(key=lambda act: (severity_place(act.row.value("priority")), act.due or "9999"))
    return {
        "meeting": met,
        "any_agreed": any(item.agreed or item.again for item in (*met.items, *met.later)),
        "standing": _standing(gaps),
        "agenda_lead": text("report.agenda.lead", count=len(met.items), minutes=met.minutes),
        "later_title": text("report.agenda.later_title", count=len(met.later)),
        "brief": standing[:BRIEF],
        "brief_more": text("report.brief.more", count=len(standing) - BRIEF) if len(standing) > BRIEF else "",
    }


def _standing(gaps: list[Finding]) -> str:
    """How many critical and high findings are open: the first thing that the page says, whatever else it says."""
    critical, high = (sum(one.severity == code for one in gaps) for code in SEVERITIES[:2])
    if not critical and not high:
        return text("report.agenda.none_grave")
    return text("report.agenda.standing", critical=number_text(critical), high=number_text(high))


def _facts(assessment: Assessment, where: Where) -> Iterator[tuple[str, str, str]]:
    given = assessment.arrangement
    for name in FACTS:
        row = given.field_rows.get(name)
        yield name, given.text(name), where.cell(Cell("Arrangement", row, "value")) if row else ""
    for told in life(assessment):
        yield "stage", f"{told.value}. {told.note}", ""


def _risks(assessment: Assessment) -> Context:
    return {
        "scales": scales_of(assessment.arrangement),
        "grid_rows": risks.heat_map(assessment.live_risks, assessment.thresholds),
        "levels": list(risks.by_level(assessment)),
        "differences": risks.differences(assessment),
    }


def _work(
    assessment: Assessment, rows: tuple[matrix.Row, ...], elements: tuple[readiness.Element, ...], where: Where
) -> Context:
    codes = [partner.partner for partner in assessment.arrangement.partners]
    return {
        "matrix_rows": rows,
        "queue": list(matrix.queue(rows)),
        "role_letters": {code: where.letter("Activities", f"role{PARTNER_MARK}{code}") for code in codes},
        "elements": elements,
        "element_groups": [
            (name, [element for element in elements if element.readiness == name]) for name in (*glance.CLASSES, "")
        ],
        "marks": {**readiness.MARKS, "": text("phrases.not_given")},
        "classes": readiness.CLASSES,
    }


def _money(assessment: Assessment) -> Context:
    money, given = assessment.money, assessment.arrangement
    codes = [party.partner for party in given.parties]
    return {
        "currency": given.text("currency"),
        "money_pairs": [(code, money.risk_share.get(code), money.budget_share.get(code)) for code in codes],
        "lines": [
            (line, need(line), funded(line), shortfall(line)) if countable(line) else (line, None, None, None)
            for line in given.lines
        ],
        "totals": glance.money_totals(given.lines),
    }


def _check(row: ResultRow, where: Where) -> Context:
    place = row["cell"]
    cell = where.cell(place.cell) if isinstance(place, Place) else ""
    texts = {name: str(row[name] or "") for name in ("severity", "column", "found", "problem", "rule", "what_to_do")}
    return {**texts, "where": cell or str(row["sheet"] or "")}
