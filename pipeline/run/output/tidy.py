"""What does not belong in the folder for reports any more: removed where it is as we left it, else said."""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import replace

from pipeline.files.temp_files import LEFT_OVER_AFTER, sweep
from pipeline.run.batch.workbook_result import WorkbookResult
from pipeline.run.output.files import Target, take_away
from pipeline.run.output.output_folder import marked
from pipeline.run.output.outputs import Outputs, beside_name, is_in_scope, page_name
from pipeline.run.output.record import Entry, OutRecord
from pipeline.run.workbook.outcome import NOT_COUNTED
from schemas.wording.text import text


def tidy(outputs: Outputs, results: Sequence[WorkbookResult], of_run: Collection[str] = ()) -> list[str]:
    """Remove what this run knows to be out of date; a sentence for each file that is left alone although it is.

    `of_run` are the names of the files that were made of the whole run.
    """
    said: list[str] = []
    for folder, before in outputs.records.items():
        record = before.now()
        known = _known(outputs, results, record)
        workbooks = frozenset(known)
        kept = []
        for entry in record.entries.values():
            in_scope = is_in_scope(entry, workbooks, outputs.roots[folder], outputs.unread[folder])
            if in_scope and not _belongs(entry, known, of_run, outputs):
                if take_away(record, entry.file):
                    continue
                if record.is_there(entry):
                    said.append(text("run.output.changed", file=entry.file, folder=folder))
            kept.append(entry)
        with suppress(OSError):  # then the lines stay as they are, and are read again the next time
            if record.lines:
                record.rewrite(kept)
        sweep(folder, LEFT_OVER_AFTER, time.time())
        if outputs.options.out and not before.lines:
            unknown = (file for file, _ in marked(folder) if file not in record.entries)
            said += [text("run.output.unknown", file=file, folder=folder) for file in unknown]
    return said


def _known(
    outputs: Outputs, results: Sequence[WorkbookResult], record: OutRecord
) -> dict[str, tuple[WorkbookResult, Target]]:
    """The workbooks of the run whose reports go to one folder, by their mark."""
    targets = outputs.targets
    pairs = [(result, targets[result.path]) for result in results if result.path in targets]
    return {target.workbook: (result, target) for result, target in pairs if target.record == record.path}


def _belongs(
    entry: Entry, known: dict[str, tuple[WorkbookResult, Target]], of_run: Collection[str], outputs: Outputs
) -> bool:  # fmt: skip
    """Whether a file is still what it was made to be."""
    if not entry.workbook:
        return entry.file in of_run
    if entry.workbook not in known or known[entry.workbook][0].status in NOT_COUNTED:
        return False
    result, target = known[entry.workbook]
    if not result.was_read:
        return True  # as far as anybody knows
    if not result.admits(entry.audience) or entry.file not in _names(result, entry, outputs):
        return False
    if entry.file.endswith(".json") or result.mark is None or not result.mark.content:
        return True
    is_asked_for = (entry.audience, entry.language) == (target.audience, target.language)
    of = target if is_asked_for else replace(target, audience=entry.audience, language=entry.language)
    made = of.made_of(result.mark.content)
    return entry.is_of(made, outputs.options.today.isoformat())


def _names(result: WorkbookResult, entry: Entry, outputs: Outputs) -> tuple[str, ...]:
    """How the reports of a workbook are called, those beside it for the audience of the entry."""
    if outputs.options.out:
        page = page_name(outputs.names[result.path], entry.language)
    else:
        page = beside_name(result.path, entry.audience, entry.language)
    stem = page.removesuffix(".html")
    return page, f"{stem}.pdf", f"{stem}.json"
