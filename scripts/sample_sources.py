"""Read a sample's content from workbooks/sources/*.yaml; its shorthand is explained in workbooks/sources/README.md."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from pipeline.analysis.activity_tree import DETAILS
from pipeline.template.build import NewWorkbook
from pipeline.template.catalogues import catalogue_rows
from schemas.optional_sheets import with_name
from schemas.spec import Column, Table, optional_tables, table
from schemas.steps import shipped_steps
from schemas.vocabulary import vocabulary
from schemas.wording.languages import DEFAULT, language, speaking

SOURCES = Path(__file__).resolve().parent.parent / "workbooks" / "sources"
TABLES = {"partners": "Partners", "risks": "Risks", "activities": "Activities", "indicators": "Indicators",
          "budget": "Budget"}  # fmt: skip
RATING = re.compile(r"^([1-5])x([1-5])$")

Row = dict[str, object]


@dataclass(frozen=True)
class Source:
    """A sample: what its workbook is built from, its language, and what people wrote into its action plan later."""

    name: str
    new: NewWorkbook
    language: str = DEFAULT
    plan: Mapping[str, Any] = field(default_factory=dict)


def load(name: str, today: date) -> Source:
    """The sample `name`. Raises ValueError, KeyError or yaml.YAMLError for a source that says something unknown."""
    data = _yaml(SOURCES / f"{name}.yaml")
    with speaking(data.get("language", DEFAULT)):
        return _loaded(name, data, today)


def _loaded(name: str, data: Mapping[str, Any], today: date) -> Source:
    codes = tuple((row["partner"], row["name"]) for row in data["partners"])
    groups = _groups(data.get("groups", {}), [code for code, _ in codes])
    values = {of: [_row(table(of), row, groups) for row in _given(key, data)] for key, of in TABLES.items()}
    values["Arrangement"] = _fields(data["arrangement"])
    for of in optional_tables():
        if with_name(of) in data:
            values[of.name] = [_row(of, row, groups) for row in _given(with_name(of), data)]
    new = NewWorkbook(
        title=data["arrangement"]["title"], partners=codes, arrangement_id=data["arrangement"]["arrangement_id"],
        today=today, values=values,
    )  # fmt: skip
    return Source(name, new, language(), data.get("plan", {}))


_Base: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _Texts(_Base):  # type: ignore[misc]
    """Everything is a text at first, so that 1.10 stays 1.10 and Yes stays Yes; the column's kind decides."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value]
        if len(set(keys)) < len(keys):
            raise ValueError(f"{node.start_mark}: a key is written twice: {keys}")
        mapping: dict[Any, Any] = super().construct_mapping(node, deep)
        return mapping


def _yaml(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_Texts)


def _groups(given: Mapping[str, str], codes: list[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {code: (code,) for code in codes}
    for name, members in given.items():
        found[name] = tuple(code for member in members.split() for code in found[member])
    return found


def _given(key: str, data: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    rows = data.get(key, [])
    if key == "activities":
        yield from _with_phase_and_event(rows)
    elif key == "indicators":
        yield from _with_catalogue(rows, data.get("catalogue", ""))
    elif key == "steps":
        yield from _with_shipped(rows)
    else:
        yield from rows


def _with_phase_and_event(rows: list[dict[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """An activity that does not name phase and event has those of the topmost activity of its code."""
    tops: dict[str, dict[str, Any]] = {}
    for row in rows:
        top = tops.setdefault(row["activity"].partition(".")[0], row)
        yield {"phase": top["phase"], "event": top["event"], **row}


def _with_catalogue(rows: list[dict[str, Any]], catalogue: str) -> Iterator[Mapping[str, Any]]:
    """Ratings (`use`) joined to what the catalogue or the partners' own list says of the indicator."""
    known: dict[str, dict[str, Any]] = {}
    own = _yaml(SOURCES / "own-indicators.yaml")
    for row in catalogue_rows(["joint_review"]):
        known[str(row["indicator"])] = dict(row)
    for indicator, entry in own["indicators"].items():
        known[indicator] = {"indicator": indicator, "framework": own["framework"], **entry}
    ratings = {row["use"]: row for row in rows if "use" in row}
    unknown = sorted(set(ratings) - set(known))
    if unknown:
        raise ValueError(f"no such indicator: {', '.join(unknown)}")
    for indicator, entry in known.items():
        if indicator in ratings or (catalogue and entry["framework"] != own["framework"]):
            yield {**entry, **{key: text for key, text in ratings.get(indicator, {}).items() if key != "use"}}
    yield from (row for row in rows if "use" not in row)


def _with_shipped(rows: list[dict[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """The steps that ship, with what was done of each; then the partners' own."""
    done = {row["step"]: row for row in rows}
    for row in shipped_steps():
        yield {**row, **done.pop(row["step"], {})}
    yield from done.values()


def _row(of: Table, given: Mapping[str, Any], groups: Mapping[str, tuple[str, ...]]) -> Row:
    row: Row = {}
    for name, said in given.items():
        if name in SHORTHAND:
            for field_name, code, text in SHORTHAND[name](said, groups):
                row[of.by_name[field_name].key(code)] = _value(of.by_name[field_name], text, groups)
        else:
            row[of.by_name[name].key()] = _value(of.by_name[name], said, groups)
    return row


def _value(column: Column, text: Any, groups: Mapping[str, tuple[str, ...]]) -> object:
    if not isinstance(text, str) or text == "":
        return text or None
    if column.kind == "date":
        return date.fromisoformat(text)
    if column.is_number:
        return float(text)
    if column.kind == "partners":
        return ", ".join(code for name in text.replace(",", " ").split() for code in groups[name])
    return text


Said = Iterator[tuple[str, str, str]]


def _seen(said: Mapping[str, str], groups: Mapping[str, tuple[str, ...]]) -> Said:
    """`CODE: 3x4 direct`: likelihood, impact and exposure of one partner; each part may be missing."""
    for name, text in said.items():
        for code in groups[name]:
            yield from _view(code, text)


def _views(said: Mapping[str, str], groups: Mapping[str, tuple[str, ...]]) -> Said:
    """`3x4 direct: CODE CODE`: the same for several partners; a later entry overrides an earlier one."""
    final = {code: text for text, names in said.items() for name in names.split() for code in groups[name]}
    for code, text in final.items():
        yield from _view(code, text)


def _view(code: str, text: str) -> Said:
    for part in text.split():
        rating = RATING.match(part)
        if rating:
            yield "likelihood", code, rating[1]
            yield "impact", code, rating[2]
        else:
            yield "exposure", code, vocabulary("exposure").label(part)


def _roles(said: Mapping[str, str], groups: Mapping[str, tuple[str, ...]]) -> Said:
    """`L: CODE` and so on; of several roles of one partner the first counts."""
    final: dict[str, str] = {}
    for role, names in said.items():
        for name in names.split():
            for code in groups[name]:
                final.setdefault(code, role)
    for code, role in final.items():
        yield "role", code, role


def _rated(said: Mapping[str, str], groups: Mapping[str, tuple[str, ...]]) -> Said:
    """`CODE: Partial / Documented`: rating and evidence of one partner."""
    for name, text in said.items():
        for code in groups[name]:
            rating, _, evidence = text.partition(" / ")
            yield "rating", code, rating
            if evidence:
                yield "evidence", code, evidence


def _ratings(said: Mapping[str, str], groups: Mapping[str, tuple[str, ...]]) -> Said:
    """`Partial / Documented: CODE CODE`: the same for several partners."""
    for text, names in said.items():
        yield from _rated(dict.fromkeys(names.split(), text), groups)


def _each(name: str) -> Any:
    def say(said: Mapping[str, str], groups: Mapping[str, tuple[str, ...]]) -> Said:
        yield from ((name, code, text) for group, text in said.items() for code in groups[group])

    return say


def _how(said: str, groups: Mapping[str, tuple[str, ...]]) -> Said:
    """`scope | rule | capability | resources`: what an overlap needs to be settled; later parts may be missing."""
    yield from ((name, "", text) for name, text in zip(DETAILS, said.split(" | "), strict=False) if text != '""')


SHORTHAND: Mapping[str, Any] = {
    "seen": _seen, "views": _views, "roles": _roles, "rated": _rated, "ratings": _ratings,
    "accepted": _each("accepted"), "sufficient": _each("sufficient"), "how": _how,
    "signed_on": _each("signed_on"), "may_be_named": _each("may_be_named"),
}  # fmt: skip


def _fields(given: Mapping[str, str]) -> list[Row]:
    whole = {"review_every_months", "incident_share_hours"}
    dates = {"started_on", "valid_until", "last_reviewed_on"}
    rows: list[Row] = []
    for name, text in given.items():
        value: object = date.fromisoformat(text) if name in dates else float(text) if name in whole else text
        rows.append({"field": name, "value": value})
    return rows
