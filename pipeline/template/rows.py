"""The rows a new workbook starts with, by table and column key."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.results import figures
from pipeline.results.counted import Counted
from pipeline.template.new_workbook import NewWorkbook, RowValues
from schemas.arrangement_fields import arrangement_fields, asks, field_named, field_title
from schemas.scales import STEPS, Scales, StepWords, shipped_scales
from schemas.spec import INPUT_ROWS, TEMPLATE_VERSION, Table
from schemas.steps import shipped_steps
from schemas.vocabulary import normal, vocabulary
from schemas.wording.languages import language


def rows_for(table: Table, new: NewWorkbook) -> Sequence[RowValues]:
    """The filled rows of one table, as the new workbook shows them."""
    if table.name == "Arrangement":
        return _arrangement(new)
    given = new.values.get(table.name, ())
    if table.name == "Partners":
        return _partners(new, given)
    if table.name == "Figures":
        return list(figures.figure_rows(_nothing_yet(new)))
    if table.name == "Scales":
        return given or [
            {"scale": scale, "step": step, **words._asdict()}
            for scale, steps in shipped_scales().items()
            for step, words in steps.items()
        ]
    if table.name == "Steps":
        return given if table.name in new.values else [*shipped_steps()]
    if table.name == "Indicators":
        known = {normal(str(row.get("indicator", ""))) for row in given}
        return [*given, *(row for row in new.catalogue if normal(str(row["indicator"])) not in known)]
    return given


def scales_in(new: NewWorkbook) -> Scales:
    """What the numbers of each scale mean in the new workbook; a step that it does not name, as it ships."""
    found = {scale: dict(steps) for scale, steps in shipped_scales().items()}
    for row in new.values.get("Scales", ()):
        scale, step = vocabulary("scale").code(str(row.get("scale") or "")), row.get("step")
        words = StepWords(*(str(row.get(key) or "").strip() for key in ("name", "meaning")))
        if scale and isinstance(step, (int, float)) and step in STEPS and any(words):
            found[scale][int(step)] = words
    return found


def _nothing_yet(new: NewWorkbook) -> Counted:
    """The numbers behind the charts before the first run: every party is there, and nothing is counted."""
    return Counted({code: {} for code in new.codes if code not in new.others})


def body_rows(table: Table, filled: int) -> int:
    """How many rows the table's body has: room to write in an input table, one row in an output table."""
    if table.name == "Arrangement" or (table.ships_filled and not table.optional):
        return filled
    return filled + INPUT_ROWS if table.is_input else max(filled, 1)


def _arrangement(new: NewWorkbook) -> list[RowValues]:
    given = {_field_key(row): row for row in new.values.get("Arrangement", ())}
    set_here: dict[str, object] = {
        "arrangement_id": new.arrangement_id, "template_version": TEMPLATE_VERSION,
        "language": vocabulary("language").label(language()), "title": new.title,
    }  # fmt: skip
    rows: list[RowValues] = []
    marks = new.extract.marks if new.extract else {}
    shown = new.extract.fields if new.extract else None
    set_here.update(marks)
    for name, entry in arrangement_fields().items():
        if name not in set_here and (entry.of_copy or (shown is not None and name not in shown)):
            continue
        row = given.pop(name, {})
        value = set_here[name] if name in set_here else row.get("value")
        rows.append({"field": field_title(name), "value": value, "note": row.get("note") or asks(name)})
    return rows + list(given.values())


def _field_key(row: RowValues) -> str:
    """A field's name, in whatever language its row calls it; what people's own row says, as compared."""
    said = str(row.get("field", ""))
    return field_named(said) or normal(said)


def _partners(new: NewWorkbook, given: Sequence[RowValues]) -> list[RowValues]:
    by_code = {row.get("partner"): row for row in given}
    rows: list[RowValues] = [
        {"party": "yes", **by_code.pop(code, {}), "partner": code, "name": name} for code, name in new.partners
    ]
    return rows + list(by_code.values())
