"""`concord adopt`, whole: files of others are recognised, asked about, and become a workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.adopt.mapping.accept import accept, accept_pairs
from pipeline.adopt.mapping.answers import Answers, answer_pairs, apply, pair_key
from pipeline.adopt.mapping.corrections import shown_partners, take_corrections
from pipeline.adopt.mapping.mapping_workbook import mapping_workbook, read_mapping
from pipeline.adopt.mapping.new_partners import all_codes, new_partners
from pipeline.adopt.mapping.nothing_found import nothing_found
from pipeline.adopt.mapping.partner_codes import impossible_code, is_code
from pipeline.adopt.mapping.whose import raters
from pipeline.adopt.proposal import Proposal
from pipeline.adopt.questions import questions
from pipeline.adopt.recognise.organisations import known_codes
from pipeline.adopt.recognise.recognise import recognise
from pipeline.adopt.source.only import Only, OnlyError
from pipeline.adopt.source.open_source import open_apart
from pipeline.adopt.source.sheet import SourceBook
from pipeline.adopt.workbook.ids import Ids
from pipeline.adopt.workbook.left_lines import ROOM
from pipeline.adopt.workbook.new_file import Adoption, gather, harvest, new_workbook
from pipeline.files.atomic_replace import ReplaceError, write_new
from pipeline.files.errors import RefusedFileError
from pipeline.files.read import ReadError
from pipeline.run.batch.workers import Limits
from pipeline.run.new_arrangement import CreateError, new_id, partner_given
from pipeline.run.workbook.gc_pause import uncollected
from schemas.wording.numbers_and_days import number_text
from schemas.wording.text import joined, text

if TYPE_CHECKING:
    from pipeline.adopt.update.update_workbook import Updated

MAPPING_ENDING = ".mapping.xlsx"
MOST_ORGANISATIONS = 30


class AdoptError(Exception):
    """Nothing was built; the text says why and what to do."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """What is to be adopted: the files `old`.

    `viewer` and `partners` are texts like `REDC=Red Crossing`. `mapping` is one that a person corrected.
    """

    old: Sequence[Path]
    viewer: str = ""
    partners: Sequence[str] = ()
    mapping: Path | None = None
    accept: bool = False
    only: Sequence[str] = ()
    title: str = ""
    today: date
    dry_run: bool = False
    backups: Path | None = None
    limits: Limits = field(default_factory=Limits)


@dataclass
class Source:
    """One file on its way: what was recognised in it, and the mapping that stands beside the new workbook."""

    path: Path
    book: SourceBook
    proposal: Proposal
    mapping: Path = Path()
    is_mapping_there: bool = False
    places: Mapping[tuple[str, ...], int] = field(default_factory=dict)
    answers: Answers = field(default_factory=Answers)
    assumed: int = 0


@dataclass
class Result:
    """What came of it: the sources, and the workbook that was `made`; `written` are mappings that wait for answers."""

    sources: list[Source]
    made: Path | None = None
    written: list[Path] = field(default_factory=list)
    carried: int = 0
    left: int = 0
    updated: Updated | None = None

    @property
    def proposals(self) -> list[Proposal]:
        """What was recognised in each source."""
        return [source.proposal for source in self.sources]

    @property
    def questions(self) -> int:
        """How many questions are open."""
        return sum(len(list(questions(proposal))) for proposal in self.proposals)


def look(request: Request) -> list[Source]:
    """What is recognised in each file; one that is refused says why."""
    partners = _partners(request)
    viewer = next(iter(partners), "") if request.viewer else ""
    return [_looked_at(path, request, known_codes(partners), viewer) for path in request.old]


def _looked_at(path: Path, request: Request, codes: dict[str, str], viewer: str) -> Source:
    try:
        only = Only.of(request.only)
        book = only.cropped(open_apart(path, request.limits))
        proposal = recognise(book, codes, viewer)
        if proposal.tables:
            only.choose_rows(book, proposal)
        else:
            proposal.refuse(nothing_found(book))
    except (RefusedFileError, ReadError, OnlyError) as problem:
        return Source(path, SourceBook(path.name, "", ()), Proposal(path.name, refused=str(problem)))
    return Source(path, book, proposal)


def _partners(request: Request) -> dict[str, str]:
    """The partners by code, whose view it is first. Raises AdoptError."""
    try:
        viewer = [partner_given(request.viewer, "--as")] if request.viewer else []
        given = [*viewer, *map(partner_given, request.partners)]
    except CreateError as problem:
        raise AdoptError(str(problem)) from None
    codes = [code for code, _ in given]
    if twice := next((code for code in codes if codes.count(code) > 1), ""):
        raise AdoptError(text("adopt.refused.partner_twice", code=twice))
    if bad := next((code for code in codes if not is_code(code)), ""):
        option = "--as" if any(code == bad for code, _ in viewer) else "--partner"
        raise AdoptError(f"{option}: {text('template.new.no_code', found=bad)}")
    return dict(given)


@uncollected()
def adopt(request: Request, to: Path) -> Result:
    """Build the workbook `to`, or write the mappings in which something is asked. Raises AdoptError."""
    if not request.viewer:
        raise AdoptError(text("adopt.refused.whose", name=request.old[0].name))
    if to.suffix.lower() != ".xlsx":
        raise AdoptError(text("adopt.refused.ending", name=to.name))
    partners = _partners(request)
    viewer = next(iter(partners))
    result = Result(look(request))
    for source in result.sources:
        _answer(source, request, to.parent, viewer, known_codes(partners))
        if to.exists():
            _pair(source, request, to, viewer)
    _refuse_crowd(result, partners)
    if result.questions:
        _ask(result, request, viewer)
        return result
    if to.exists():
        _update(result, request, to, {**partners, **new_partners(result.proposals, partners)})
        return result
    _build(result, request, to, partners, viewer)
    return result


def _refuse_crowd(result: Result, partners: Mapping[str, str]) -> None:
    """Raise AdoptError for more organisations than a workbook takes: before anybody is asked who each of them is."""
    codes = all_codes(result.proposals, partners)
    if len(codes) > MOST_ORGANISATIONS:
        raise AdoptError(text("adopt.refused.crowd", count=len(codes), most=MOST_ORGANISATIONS))


def _answer(source: Source, request: Request, folder: Path, viewer: str, codes: dict[str, str]) -> None:
    """Lay what a person answered over what was recognised."""
    if source.proposal.refused:
        raise AdoptError(text("adopt.refused.file", name=source.path.name, why=source.proposal.refused))
    beside = folder / f"{source.path.stem}{MAPPING_ENDING}"
    source.mapping = request.mapping or beside
    source.is_mapping_there = source.mapping.exists()
    if source.is_mapping_there:
        try:
            source.answers, source.places = read_mapping(source.mapping)
        except (RefusedFileError, ReadError) as problem:
            raise AdoptError(str(problem)) from problem
        if not source.answers.fit(source.proposal):
            raise AdoptError(text("adopt.refused.other_headers", mapping=source.mapping.name, name=source.path.name))
        if bad := impossible_code(source.answers.codes, codes):
            said = {"mapping": source.mapping.name, "where": bad.where, "found": bad.said}
            raise AdoptError(text("adopt.refused.partner_code", **said, leave_out=text("adopt.mapping.leave_out")))
    take_corrections(source.proposal, source.answers, viewer, _shown_before(source, codes, viewer))
    apply(source.proposal, source.answers, source.book, codes)
    if request.accept:
        source.assumed = accept(source.proposal, viewer)
    if not source.proposal.used:
        raise AdoptError(text("adopt.refused.all_no", name=source.path.name))
    if not any(table.carried for table in source.proposal.used):
        raise AdoptError(text("adopt.refused.no_rows", name=source.path.name))


def _shown_before(source: Source, codes: Mapping[str, str], viewer: str) -> frozenset[tuple[str, str]]:
    """What a mapping shows, that was made before the command named the partners of `codes` by --partner."""
    if not source.is_mapping_there or set(codes.values()) == {viewer}:
        return frozenset()
    of_viewer = {name: code for name, code in codes.items() if code == viewer}
    return shown_partners(recognise(source.book, of_viewer, viewer), viewer, set(codes) - set(of_viewer))


def _pair(source: Source, request: Request, to: Path, viewer: str) -> None:
    """Look for rows that may be the same as some that stand in the workbook already."""
    from pipeline.adopt.update.update_workbook import Again, UpdateError, possible_pairs  # it loads the validation

    found = harvest(source.book, source.proposal, viewer, Ids())
    try:
        source.proposal.pairs = possible_pairs(to, Again(source.book, found, viewer, "", {}))
    except UpdateError as problem:
        raise AdoptError(str(problem)) from problem
    answer_pairs(source.proposal.pairs, source.answers)
    new = [pair for pair in source.proposal.pairs if pair_key(pair) not in source.answers.pairs]
    if request.accept:
        source.assumed += accept_pairs(source.proposal)
    elif new and source.is_mapping_there:
        raise AdoptError(text("adopt.refused.no_pairs", mapping=source.mapping.name, name=to.name))


def _ask(result: Result, request: Request, viewer: str) -> None:
    for source in result.sources:
        asked = any(questions(source.proposal))
        if not asked or source.is_mapping_there or request.dry_run:
            continue
        try:
            write_new(source.mapping, mapping_workbook(source.proposal, viewer))
        except (ReplaceError, ValueError) as problem:
            raise AdoptError(str(problem)) from problem
        result.written.append(source.mapping)


def _build(result: Result, request: Request, to: Path, partners: dict[str, str], viewer: str) -> None:
    """Make the new workbook."""
    adoptions = [
        Adoption(source.book, source.proposal, viewer, source.mapping.name if source.is_mapping_there else "")
        for source in result.sources
    ]
    named = {**partners, **new_partners(result.proposals, partners)}
    gathered = gather(adoptions)
    if gathered.too_long:
        table, count = gathered.too_long
        said = {"table": table, "count": number_text(count), "most": number_text(ROOM)}
        raise AdoptError(text("adopt.refused.too_many_lines", **said))
    if not gathered.records:
        raise AdoptError(text("adopt.refused.nothing_carried", name=result.sources[0].path.name))
    currencies = sorted({str(one.values["value"]) for one in gathered.settings})
    if len(currencies) > 1:
        raise AdoptError(text("adopt.refused.currencies", currencies=joined(currencies)))
    result.carried, result.left = gathered.records, len(gathered.left)
    if request.dry_run:
        return
    try:
        data = new_workbook(
            adoptions,
            gathered,
            named,
            sorted({viewer}.union(*map(raters, result.proposals))),
            title=request.title or to.stem,
            arrangement_id=new_id(),
            today=request.today,
        )
        write_new(to, data)
    except (ValueError, ReplaceError) as problem:
        raise AdoptError(str(problem)) from problem
    result.made = to


def _update(result: Result, request: Request, to: Path, named: dict[str, str]) -> None:
    """Bring the workbook that stands there up to date; `named` are the partners, whose view it is first."""
    from pipeline.adopt.update.update_workbook import Again, UpdateError, update_workbook

    viewer, sources = next(iter(named)), []
    for source in result.sources:
        mapping = source.mapping.name if source.is_mapping_there else ""
        found = harvest(source.book, source.proposal, viewer, Ids())
        assumed = {(pair.table, pair.id) for pair in source.proposal.pairs if pair.is_assumed}
        for one in (one for record in found.records if (record.table, record.id) in assumed for one in record.trace):
            one.is_assumed = True
        same = {(pair.table, pair.id): pair.row for pair in source.proposal.pairs if pair.is_same}
        sources.append(Again(source.book, found, viewer, mapping, named, frozenset(raters(source.proposal)), same))
    try:
        result.updated = update_workbook(
            to, sources, today=request.today, backups=request.backups, dry_run=request.dry_run
        )  # fmt: skip
    except UpdateError as problem:
        raise AdoptError(str(problem)) from problem
