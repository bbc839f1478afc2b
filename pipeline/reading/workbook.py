"""Reading one workbook, whole: `read(data)` for a file, `read_from` for every other door."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from pipeline.domain.arrangement import Arrangement, by_table
from pipeline.reading.addresses import Places
from pipeline.reading.checks import columns, ids, mentions
from pipeline.reading.checks.constraints import validate
from pipeline.reading.checks.look_alikes import look_alikes
from pipeline.reading.checks.partner_names import PartnerNames, read_names
from pipeline.reading.checks.personal import personal
from pipeline.reading.checks.placeholders import drop_placeholders
from pipeline.reading.checks.set_aside import set_aside
from pipeline.reading.checks.units import units
from pipeline.reading.content import Content, as_it_stands, drop_rows_without_content, table_content
from pipeline.reading.fields import Fields, fields
from pipeline.reading.locate.cut import cut
from pipeline.reading.locate.found_table import FoundTable
from pipeline.reading.locate.header_match import Heads, match
from pipeline.reading.locate.identify import check_version, is_older, language_of, ours
from pipeline.reading.locate.locate import grown, missing
from pipeline.reading.output_tables import Present, actions, present, sent_copies
from pipeline.reading.problems import Problem, Problems
from pipeline.reading.rows import partner_columns_of, typed_rows
from pipeline.reading.source.source import ForeignWorkbookError, Source, UnreadableWorkbookError
from schemas.spec import Table, all_tables, input_tables
from schemas.wording.languages import DEFAULT, typed_in
from schemas.wording.text import text

MOST_PARTNERS = 300

__all__ = ["ForeignWorkbookError", "Reading", "UnreadableWorkbookError", "assemble", "read", "read_from"]


@dataclass(frozen=True)
class Reading:
    """What a workbook says: the arrangement, what could not be understood, where everything stands, old results.

    `contents` are all tables as found, for whoever carries them over into another workbook.
    """

    arrangement: Arrangement
    problems: tuple[Problem, ...]
    places: Places
    present: Mapping[str, Present] = field(repr=False)
    contents: Mapping[str, Content] = field(repr=False)

    @property
    def copy_for(self) -> str:
        """Whom it is a copy for: a party that fills it in apart, or who is to read it; "" for a workbook of its own."""
        return self.arrangement.text("copy_for") or self.arrangement.text("shared_with")

    @property
    def language(self) -> str:
        """The code of the language that its results are written in."""
        return self.arrangement.text("language") or DEFAULT

    @property
    def is_of_an_older_template(self) -> bool:
        """Whether it is to be built anew before results are written into it (docs/design.md, The way of a run)."""
        return is_older(self.arrangement.text("template_version"))


def read(data: bytes) -> Reading:
    """Read the workbook `data`, which must have passed `pipeline.xlsx.preflight.inspect`.

    Raises ForeignWorkbookError for other people's workbooks, and UnreadableWorkbookError, with a sentence, for one
    that is damaged or was made by a newer Concord.
    """
    from pipeline.reading.source.file_source import Book  # a workbook that is open in Excel is read without it

    return read_from(Book(data))


def read_from(book: Source) -> Reading:
    """Read a workbook from wherever it comes. Raises ForeignWorkbookError and UnreadableWorkbookError."""
    with typed_in(language_of(book)):
        located = ours(book)
        said = missing(located.spots)
        found = [cut(book, grown(book, spot, located), located) for spot in located.spots.values()]
        book.let_go()
        return assemble(found, [*said, *located.problems])


def assemble(found: Iterable[FoundTable], said: Iterable[Problem] = ()) -> Reading:
    """An arrangement from the tables of a workbook, wherever they were found; `said` is known already."""
    problems = Problems()
    for problem in said:
        problems.add(problem)
    by_name = {item.table.name: item for item in found}
    given = {name: by_name[name] for name in all_tables() if name in by_name}
    read_tables = _contents(given, problems)
    inputs = {
        name: read
        for name, read in read_tables.items()
        if read.found.table.is_input and read.values.keys() >= {*read.keys}
    }
    names = PartnerNames.of(inputs["Partners"]) if "Partners" in inputs else PartnerNames()
    answers = fields(inputs["Arrangement"], problems, names.one) if "Arrangement" in inputs else Fields()
    check_version(str(answers.values.get("template_version", "")))
    for read in inputs.values():
        units(read, str(answers.values.get("currency", "")), problems)
    with_rows = {name: read for name, read in inputs.items() if name != "Arrangement"}
    validate(with_rows.values(), problems)
    for read in with_rows.values():
        ids.reserved(read, problems)
        ids.doubles(read, problems)
    if "Activities" in inputs:
        ids.activities(inputs["Activities"], problems)
    ids.referring(inputs, problems)
    arrangement = _arrangement(inputs, answers, read_tables.get("ActionPlan"), read_tables.get("Copies"))
    _mention(read_tables, inputs, arrangement.party_codes, problems)
    alone = arrangement.text("copy_for")
    columns.partner_columns(inputs, [alone] if alone else list(arrangement.party_codes), problems)
    places = Places({name: read.place for name, read in read_tables.items()})
    outputs = {name: present(read) for name, read in read_tables.items() if not read.found.table.is_input}
    return Reading(arrangement, _in_order(problems, places), places, outputs, read_tables)


def _mention(
    tables: Mapping[str, Content], inputs: Mapping[str, Content], parties: Collection[str], problems: Problems
) -> None:
    """What is worth a word though it can be read."""
    risks, activities = inputs.get("Risks"), inputs.get("Activities")
    if risks:
        mentions.ratings_beside_none(risks, parties, problems)
    if risks and activities:
        mentions.lone_events(risks, activities, problems)
    for read in tables.values():
        if read.found.table.is_input or read.found.table.name in ("ActionPlan", "Agenda"):
            personal(read, problems)


def _contents(given: Mapping[str, FoundTable], problems: Problems) -> dict[str, Content]:
    """Every table's cells as values, Partners first: their codes help to understand headers."""
    codes: set[str] = set()
    names = PartnerNames()
    contents: dict[str, Content] = {}
    for name in sorted(given, key=lambda name: name != "Partners"):
        found = given[name]
        heads = match(found.table, found.headers, codes, names.codes)
        if found.table.is_input:
            found = set_aside(found, heads, problems)
        if _is_results(found.table):
            contents[name] = as_it_stands(found, heads)
            continue
        contents[name] = read = table_content(found, heads, problems, silent=_ours(found, heads))
        if name == "Partners":
            _refuse_crowd(read)
            codes = {str(code) for code in read.values.get("partner", ()) if code}
            names = PartnerNames.of(read)
        read_names(read, names)
        if found.table.is_input or found.table.name == "ActionPlan":
            drop_placeholders(read, codes | {head.partner for head in heads.ours if head.partner}, problems)
        if found.table.is_input:
            look_alikes(read, problems)
            drop_rows_without_content(read)
            columns.headers(read, problems)
            columns.merged(read, problems)
    return {name: contents[name] for name in given}


def _is_results(table: Table) -> bool:
    """Whether nobody but a run writes in a table."""
    return not (table.is_input or table.optional) and all(column.owner == "us" for column in table.columns)


def _refuse_crowd(partners: Content) -> None:
    """Every partner is compared with every other one: what nobody could settle at a table is not begun."""
    count = len(partners.numbers)
    if count > MOST_PARTNERS:
        values = {"sheet": partners.found.sheet, "count": count, "most": MOST_PARTNERS}
        raise UnreadableWorkbookError(text("limits.partners.too_many", **values))


def _ours(found: FoundTable, heads: Heads) -> set[str]:
    """The columns of an output table that a run writes: what stands there is replaced, so nothing is said of it."""
    if found.table.is_input:
        return set()
    return {
        head.key
        for head in heads.ours
        if head.column.owner == "us" or found.table.name not in ("ActionPlan", "Agenda", "Proposals")
    }


def _arrangement(
    inputs: Mapping[str, Content], answers: Fields, plan: Content | None, copies: Content | None
) -> Arrangement:  # fmt: skip
    given = {name: typed_rows(read) for name, read in inputs.items() if name != "Arrangement"}
    if plan:
        given["ActionPlan"] = actions(plan)
    if copies:
        given["Copies"] = sent_copies(copies)
    absent = [of.name for of in input_tables() if of.name not in inputs and not of.ships_filled]
    return Arrangement(
        fields=answers.values,
        field_rows=answers.rows,
        unknown_fields=frozenset(answers.unknown),
        columns=tuple(column for read in inputs.values() for column in partner_columns_of(read)),
        left_out=ids.left_out(inputs),
        left_out_rows=ids.left_out_rows(inputs),
        left_out_events=ids.left_out_events(inputs.get("Risks")),
        missing=frozenset(absent),
        **by_table(given),
    )


def _in_order(problems: Iterable[Problem], places: Places) -> tuple[Problem, ...]:
    """Table by table as in the workbook's order, messages about a table first, then row by row."""
    order = {name: number for number, name in enumerate(all_tables())}

    def place(problem: Problem) -> tuple[int, int, int, str]:
        where = places.order(problem.cell) if problem.cell else (0, 0)
        return order.get(problem.table, len(order)), *where, problem.check

    return tuple(sorted(problems, key=place))
