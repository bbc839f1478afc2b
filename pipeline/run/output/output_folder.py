"""The folder for reports: how the files are called, for whom they are, and writing one whole or not at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from pipeline.disclosure.audience import PARTIES, named
from pipeline.files.backends import drive_of
from pipeline.files.names import folded
from pipeline.files.temp_files import temporary
from pipeline.run.output.record import FILE, OutRecord
from pipeline.run.output.rights import mode_for
from schemas.wording.languages import languages
from schemas.wording.text import text

# How the portfolio of a folder is called, without ending.
PORTFOLIO = "portfolio"
# What our pages and lists for machines say at their beginning; those of earlier versions were for the parties.
_PAGE = re.compile(rb'<meta name="generator" content="Concord">\s*<meta name="audience" content="([^"]*)">')
_JSON = re.compile(rb'\s*\{\s*"audience": "([^"]*)"')
_EARLIER = re.compile(rb'\s*\{\s*"workbook": ".*\n\s*"status": "')
_BEGINNING = 4096


class OtherAudienceError(Exception):
    """A folder holds what was made for another audience; the text says what to do."""


def claim(folder: Path, audience: str) -> OutRecord:
    """The record of a folder for reports that may get what is for this audience. Raises OtherAudienceError."""
    record = OutRecord(folder / FILE, folder)
    for file, there in _audiences(record):
        if there != named(audience):
            raise OtherAudienceError(
                text("run.output.other_audience", folder=folder, there=there, file=file, wanted=named(audience))
            )
    return record


def _audiences(record: OutRecord) -> Iterator[tuple[str, str]]:
    """The files of ours that are there, and for whom each is; where nothing is remembered, as they say themselves."""
    listed = names_in(record.folder)
    # Some drives spell a name otherwise than it was given: one that is not listed is asked for.
    there = [entry for entry in record.entries.values() if entry.file in listed or record.is_there(entry)]
    if there:
        yield from ((entry.file, entry.audience) for entry in there)
    else:
        yield from marked(record.folder)


def names_in(folder: Path) -> frozenset[str]:
    """The names in a folder; none where it cannot be looked into."""
    try:
        return frozenset(entry.name for entry in drive_of(folder).entries(folder))
    except OSError:
        return frozenset()


def marked(folder: Path) -> Iterator[tuple[str, str]]:
    """The pages and lists for machines in a folder that say of themselves that we made them, and for whom."""
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix in (".html", ".json") and path.is_file())
    except OSError:
        return
    for file in files:
        try:
            with file.open("rb") as opened:
                beginning = opened.read(_BEGINNING)
        except OSError:
            continue
        if found := _PAGE.search(beginning) or _JSON.match(beginning):
            yield file.name, found.group(1).decode("utf-8", "replace")
        elif _EARLIER.match(beginning):
            yield file.name, PARTIES


def report_names(paths: Sequence[Path], taken: Collection[str] = ()) -> list[str]:
    """A name for each workbook's reports: the workbook's; where two agree, more of the path or the ending is added.

    Names that only capitals or the spelling of accents tell apart agree: some drives take them for one. So do `a`,
    whose page in French is a.fr.html, and `a.fr`. `taken` are names of others.
    """
    names = [path.stem for path in paths]
    others = {folded(name) for name in taken}
    for longer in (lambda path: path.name, lambda path: f"{path.parent.name}-{path.name}"):
        counted = Counter(folded(name) for name in names)
        names = [
            longer(path) if counted[name] > 1 or _is_page_of(name, counted) or _agrees(name, others) else own
            for path, own, name in zip(paths, names, map(folded, names), strict=True)
        ]
    used = {PORTFOLIO, *others}
    unique = []
    for name in names:
        number, free = 1, name
        while _agrees(folded(free), used):
            number += 1
            free = f"{name}-{number}"
        used.add(folded(free))
        unique.append(free)
    return unique


def _agrees(name: str, used: Collection[str]) -> bool:
    """Whether a page of this name, in any language, would be called as one of those used."""
    return name in used or _is_page_of(name, used) or any(f"{name}.{code}" in used for code in languages())


def _is_page_of(name: str, names: Collection[str]) -> bool:
    """Whether a page in another language of one of the names is called so."""
    whose, _, code = name.rpartition(".")
    return code in languages() and whose in names


def write_whole(path: Path, content: str | bytes, workbooks: Sequence[Path] = ()) -> None:
    """Write a file so that it is there whole or not at all; a text in UTF-8 as it is. Raises OSError.

    No more people may read it than each of the `workbooks`.
    """
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    with temporary(path.parent, data, mode_for(path.parent, workbooks)) as fresh:
        drive_of(path).replace(fresh, path)
