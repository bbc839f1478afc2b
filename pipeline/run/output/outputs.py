"""What a run leaves besides the workbooks: where each report goes, and whether one that is there is fresh."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from os import fsencode
from pathlib import Path

from pipeline.disclosure.audience import named, suffix
from pipeline.files.backends import drive_of, exists
from pipeline.run.batch.discover import Found, Search
from pipeline.run.batch.options import Options
from pipeline.run.batch.workbook_result import WorkbookResult
from pipeline.run.output.files import Target, place_mark
from pipeline.run.output.output_folder import PORTFOLIO, claim, report_names
from pipeline.run.output.record import Entry, OutRecord
from pipeline.run.output.rights import is_too_open
from pipeline.run.state.fingerprint import method
from pipeline.run.workbook.beside import FOLDER, copy_of
from pipeline.store.state_dir import state_folder

_RECORDED = (".html", ".json", ".pdf")


@dataclass(frozen=True)
class Outputs:
    """The reports of one run. `names` says how those of a workbook are called; `targets` where its page goes.

    `records` are those of the folders that pages go to. `roots` are the marks of the folders that were
    searched, `unread` of those below them that could not be. Empty where a run leaves no reports.
    """

    options: Options
    names: Mapping[Path, str] = field(default_factory=dict)
    targets: Mapping[Path, Target] = field(default_factory=dict)
    records: Mapping[Path, OutRecord] = field(default_factory=dict)
    roots: Mapping[Path, frozenset[str]] = field(default_factory=dict)
    unread: Mapping[Path, frozenset[str]] = field(default_factory=dict)

    def is_fresh(self, result: WorkbookResult) -> bool:
        """Whether the page of a workbook that need not be opened is there, as it would be made now."""
        target = self.targets.get(result.path)
        if target is None or not result.admits(target.audience):
            return True
        record = self.records[target.file.parent]
        entry = record.entries.get(target.file.name)
        if entry is None or result.mark is None or not result.mark.content:
            return False
        is_this = entry.is_of(target.made_of(result.mark.content), self.options.today.isoformat())
        return is_this and record.holds(entry) and not is_too_open(target.file, target.of)


def outputs(paths: Sequence[Path], found: Search, options: Options, claimed: OutRecord | None = None) -> Outputs:
    """Where the reports of a run over `paths`, in which `found` was found, go.

    `claimed` is the record of the folder for reports, if it was claimed before. Raises OtherAudienceError where that
    folder holds what is for others than the options say.
    """
    if options.out:
        is_claimed = claimed is not None and claimed.now() is claimed
        record = claimed if claimed is not None and is_claimed else claim(options.out, options.audience)
        return _in_folder(record, paths, found, options)
    return _beside(paths, found, options) if options.beside and options.write else Outputs(options)


def _in_folder(record: OutRecord, paths: Sequence[Path], found: Search, options: Options) -> Outputs:
    out, folder = record.folder, _real(record.folder)
    places = _Places(paths, folder)
    roots, unread = places.marks(paths), places.marks(found.unreadable)
    files = [*found.files, *(Found(path, _real(path)) for path in found.unreadable)]
    names = _names(files, record, places, roots)
    made_by = method(options)
    home = _portfolio(out, paths, found)
    targets = {
        item.path: Target(
            out / page_name(names[item.path], options.language), record.path, named(options.audience), item.path.name,
            places.mark(item.real), places.within(item), made_by, (item.path,), home,
            options.language,
        )
        for item in files
    }  # fmt: skip
    return Outputs(options, names, targets, {out: record}, {out: roots}, {out: unread})


def _portfolio(out: Path, paths: Sequence[Path], found: Search) -> str:
    """The name of the portfolio that will stand beside the pages, or stands there already; "" for none."""
    name = f"{PORTFOLIO}.html"
    is_made = len(paths) > 1 or not all(item.is_named for item in found.files)
    return name if is_made or exists(out / name) else ""


def _beside(paths: Sequence[Path], found: Search, options: Options) -> Outputs:
    """Pages beside their workbooks; what was made there this machine remembers by itself."""
    targets, records = {}, {}
    roots, unread = {}, {}
    try:
        notes = state_folder() / FOLDER
    except OSError:  # then no copy is put beside a workbook either
        return Outputs(options)
    made_by = method(options)
    for item in found.files:
        folder = item.path.parent
        places = _Places(paths, _real(folder))
        if folder not in records:
            name = sha256(fsencode(str(_real(folder)))).hexdigest()[:32]
            records[folder] = OutRecord(notes / f"{name}.pages", folder)
            roots[folder], unread[folder] = places.marks(paths), places.marks(found.unreadable)
        targets[item.path] = Target(
            item.path.with_name(beside_name(item.path, options.audience, options.language)), records[folder].path,
            named(options.audience), item.path.name, places.mark(item.real), places.within(item), made_by, (item.path,),
            language=options.language,
        )  # fmt: skip
    return Outputs(options, {}, targets, records, roots, unread)


def page_name(stem: str, language: str) -> str:
    """How a page is called: `NAME.html`, and in a language that was asked for `NAME.fr.html`."""
    return f"{stem}.{language}.html" if language else f"{stem}.html"


def beside_name(workbook: Path, audience: str, language: str = "") -> str:
    """How the page beside a workbook is called: that of no other workbook and no other audience is called so."""
    copy = copy_of(workbook)
    stem = copy.stem if workbook.suffix == ".xlsx" else copy.name
    return page_name(f"{stem}{suffix(audience)}", language)


class _Places:
    """The marks of workbooks and folders, as seen from the folder where reports go."""

    def __init__(self, paths: Sequence[Path], folder: Path) -> None:
        self._paths, self._folder = paths, folder
        self._marks: dict[Path, str] = {}
        self._within: dict[tuple[Path, Path], tuple[str, ...]] = {}

    def mark(self, real: Path) -> str:
        if real not in self._marks:
            self._marks[real] = place_mark(real, self._folder)
        return self._marks[real]

    def marks(self, folders: Sequence[Path] | Mapping[Path, str]) -> frozenset[str]:
        return frozenset(self.mark(_real(folder)) for folder in folders)

    def within(self, item: Found) -> tuple[str, ...]:
        """All folders that a workbook lies in, and those of the run in which it was found through a link."""
        folders = item.path.parent, item.real.parent
        if folders not in self._within:
            path, real = folders
            linked = [_real(given) for given in self._paths if path.is_relative_to(given)]
            marks = (self.mark(folder) for folder in (real, *real.parents, *linked))
            self._within[folders] = tuple(dict.fromkeys(marks))
        return self._within[folders]


def _names(files: Sequence[Found], record: OutRecord, places: _Places, roots: frozenset[str]) -> dict[Path, str]:
    """How the reports of each workbook are called; by all files found, so that names last from run to run.

    A workbook that was named keeps the name that it has in the folder. What is there of others keeps its
    own, unless their folder was searched and they were not found.
    """
    ours = {places.mark(item.real) for item in files}
    stems = {entry.workbook: entry.stem for entry in record.entries.values() if entry.file.endswith(_RECORDED)}
    kept = {item.path: stems[mark] for item in files if item.is_named and (mark := places.mark(item.real)) in stems}
    others = {
        entry.stem
        for entry in record.entries.values()
        if entry.workbook and entry.workbook not in ours and not roots.intersection(entry.within)
    }
    free = [item.path for item in files if item.path not in kept]
    taken = {*others, *kept.values()}
    return {**kept, **dict(zip(free, report_names(free, taken), strict=True))}


def is_in_scope(entry: Entry, workbooks: frozenset[str], roots: frozenset[str], unread: frozenset[str]) -> bool:
    """Whether a run that saw these workbooks and folders knows what becomes of the workbook of an entry."""
    if entry.workbook in workbooks:
        return True
    return bool(roots.intersection(entry.within)) and not unread.intersection(entry.within)


def _real(path: Path) -> Path:
    return drive_of(path).real(path)
