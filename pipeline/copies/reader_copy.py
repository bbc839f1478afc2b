"""The copy for one reader: what a party may see, or what others may, by the same disclosure as the pages.

It is built new from the templates out of what the disclosure left: what a reader may not see has no way into it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from pipeline.analysis.assessment import Assessment
from pipeline.copies.party_copy import copied, filled_in, left_empty, new_with, value_of
from pipeline.disclosure.audience import Audience
from pipeline.disclosure.columns import FIELDS, with_disclosed_columns
from pipeline.disclosure.formula_reads import FormulaReads, Withheld
from pipeline.disclosure.reduced import reduced
from pipeline.disclosure.untold import Untold, untold
from pipeline.domain.arrangement import Arrangement
from pipeline.reading.content import Content
from pipeline.reading.source.file_source import Book
from pipeline.reading.workbook import Reading
from pipeline.report.outside import outside_context
from pipeline.results.compute import Results
from pipeline.template.build import build
from pipeline.template.new_workbook import Extract, NewWorkbook, RowValues
from schemas.spec import Table, table
from schemas.tables.incidents import Incident
from schemas.wording.text import text, texts

# Of each sheet, the columns that others may see, where it is there.
FOR_OTHERS = {
    "Arrangement": ("field", "value", "note"),
    "Partners": ("partner", "name", "sector", "level", "party"),
    "Risks": ("risk", "description", "event", "status"),
    "Activities": ("activity", "phase", "event", "title", "role"),
    "Incidents": ("incident", "event", "on", "kind", "harm", "lesson"),
    "Summary": ("measure", "value"),
    "RiskProfile": ("risk", "description", "joint_level"),
}
_OF_PLAN = "ActionPlan"


@dataclass(frozen=True)
class ReaderCopy:
    """The bytes of a copy, and the sheets in it on which nothing stands because nothing of it is shared.

    `left_empty` are cells of the workbook with a formula that may read what is not for the reader.
    """

    data: bytes
    empty: tuple[str, ...] = ()
    left_empty: tuple[str, ...] = ()


def reader_copy(
    reading: Reading, book: Book, results: Results, assessment: Assessment, audience: Audience
) -> ReaderCopy:  # fmt: skip
    """The copy. Raises ValueError for a value that no cell can hold, and WriteError for a damaged sheet."""
    if not audience.is_outside:
        return _for_a_party(reading, book, audience)
    kept, given = untold(reading, book), assessment.arrangement
    seen = with_disclosed_columns(reduced(assessment), kept)
    new = _for_others(seen, outside_context(assessment, results, audience, kept), _other_id(given), audience)
    empty = tuple(of.sheet for of in new.tables if not new.values.get(of.name))
    return ReaderCopy(build(new), empty, tuple(_left_empty(kept, seen.arrangement)))


def _left_empty(kept: Untold, told: Arrangement) -> Iterator[str]:
    """The addresses of what is kept of rows that others see."""
    for (name, row, _), address in kept.cells.items():
        if name == "Arrangement" or any(of.row == row for of in told.table_rows(name)):
            yield address


def _for_a_party(reading: Reading, book: Book, audience: Audience) -> ReaderCopy:
    """All that the parties write down: the sheets that they fill in, and the plan."""
    codes = tuple(partner.partner for partner in reading.arrangement.partners)
    plan = reading.contents.get(_OF_PLAN)
    shown = _visible(table(_OF_PLAN))
    tables = (*filled_in(reading), *((shown,) if plan else ()))
    told = {of.name: [*reading.contents[of.name].raw] for of in tables if of.name in reading.contents}
    if plan:
        told[_OF_PLAN] = [key for key in plan.raw if key in shown.by_name]
    withheld = FormulaReads(reading, book, told).withheld(told)
    new = copied(reading, codes, withheld)
    if plan:
        new = _with_rows(new, _OF_PLAN, list(_plan_rows(plan, told[_OF_PLAN], withheld)))
    data = build(new_with(new, _extract(tables, codes, audience.reader)))
    return ReaderCopy(data, left_empty=tuple(left_empty(reading, told, withheld)))


def _visible(of: Table) -> Table:
    return of.narrowed([column.name for column in of.columns if not column.hidden])


def _plan_rows(plan: Content, keys: Collection[str], withheld: Withheld) -> Iterator[RowValues]:
    for position in range(len(plan.numbers)):
        yield {key: value_of(plan.raw[key][position]) for key in keys if not withheld.holds(plan, position, key)}


def _with_rows(new: NewWorkbook, name: str, rows: list[RowValues]) -> NewWorkbook:
    return NewWorkbook(
        title=new.title, partners=new.partners, arrangement_id=new.arrangement_id,
        values={**new.values, name: rows}, extract=new.extract,
    )  # fmt: skip


def _for_others(seen: Assessment, page: dict[str, Any], id: str, audience: Audience) -> NewWorkbook:
    """What the page for others says, as tables; made from what is left of the arrangement and nothing else."""
    given = seen.arrangement
    incidents = [_named(row, FOR_OTHERS["Incidents"]) for row in given.rows_of(Incident)]
    tables = tuple(_narrow(table(name)) for name in FOR_OTHERS if name != "Incidents" or incidents)
    codes = tuple(partner.partner for partner in given.partners)
    return NewWorkbook(
        title=given.text("title") or text("copies.share.untitled"),
        partners=tuple((partner.partner, partner.name or partner.partner) for partner in given.partners),
        arrangement_id=id,
        values={
            "Arrangement": [{"field": name, "value": given.fields[name]} for name in FIELDS if name in given.fields],
            "Partners": [_named(partner, FOR_OTHERS["Partners"]) for partner in given.partners],
            "Risks": [
                {"risk": id, "event": event, "description": words, "status": status}
                for id, event, words, _, status in page["risks"]
            ],
            "Activities": [_activity(item) for item in given.activities],
            "RiskProfile": [
                {"risk": id, "description": words, "joint_level": level} for id, _, words, level, _ in page["risks"]
            ],
            "Summary": list(_measures(page)),
            **({"Incidents": incidents} if incidents else {}),
        },
        extract=_extract(tables, codes, audience.reader, FIELDS, more="outside"),
    )  # fmt: skip


def _narrow(of: Table) -> Table:
    says = f"copies.shared.sheets.{of.name}" if of.name in texts("copies.shared.sheets") else ""
    return of.narrowed(FOR_OTHERS[of.name], says)


def _other_id(given: Arrangement) -> str:
    """An id of its own: that of the arrangement is for those who keep its workbook."""
    return f"CA-{sha256(given.text('arrangement_id').encode()).hexdigest()[:12].upper()}"


def _named(row: Any, names: tuple[str, ...]) -> RowValues:
    return {name: getattr(row, name) for name in names}


def _activity(item: Any) -> RowValues:
    roles = {f"role · {code}": role for code, role in item.role.items()}
    return {**_named(item, ("activity", "phase", "event", "title")), **roles}


def _measures(page: dict[str, Any]) -> Iterator[RowValues]:
    """The numbers of the page: readiness, money by category, and what was agreed on."""
    for element, percent, _, _ in page["elements"]:
        yield {
            "measure": text("copies.share.readiness", element=element),
            "value": text("phrases.percent", number=round(percent)),
        }
    for category, *amounts in page["categories"]:
        for name, amount in zip(("need", "funded", "shortfall"), amounts, strict=True):
            yield {"measure": text(f"copies.share.money.{name}", category=category), "value": amount}
    for status, count in page["agreed"]:
        yield {"measure": text("copies.share.agreed", status=status), "value": count}


def _extract(
    tables: tuple[Table, ...], codes: tuple[str, ...], audience: str, fields: tuple[str, ...] | None = None,
    more: str = "",
) -> Extract:  # fmt: skip
    ordered = tuple(sorted(tables, key=lambda of: of.place))
    return Extract(
        tables=ordered, codes=codes, marks={"shared_with": audience}, words="shared",
        says={"audience": audience}, fields=fields, more=more,
    )  # fmt: skip
