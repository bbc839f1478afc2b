"""What a run found, for machines: codes, ids and addresses, one object a workbook; for others, numbers.

The shape is that of schemas/json/output.schema.json.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from pipeline.disclosure.audience import OUTSIDE, PARTIES, named
from pipeline.files.backends import exists
from pipeline.run.batch.options import Options
from pipeline.run.batch.workbook_result import Json, WorkbookResult
from pipeline.run.output.files import Target, digest_of, put_all, put_report
from pipeline.run.output.output_folder import PORTFOLIO
from pipeline.run.output.outputs import Outputs
from pipeline.run.output.rights import is_too_open
from pipeline.run.result import RunResult
from pipeline.run.workbook.beside import copy_of
from pipeline.run.workbook.outcome import NOT_COUNTED, Status
from schemas.json_shape import VERSION, document, json_text

# What `NAME.json` says of a workbook besides its status and what is packed.
_HEAD = (
    "path", "reason", "notes", "failures", "was_read", "arrangement_id", "title", "cell_errors", "mentions",
    "severities", "actions",
)  # fmt: skip


def workbook(result: WorkbookResult, audience: str = PARTIES) -> Json:
    """One workbook: status, findings, checks and counts; in the edition for others only what they may be told."""
    if named(audience) != PARTIES and result.edition(audience) == OUTSIDE:
        return _for_others(result, audience)
    content: Json = {
        "audience": named(audience),
        "workbook": str(result.path),
        "status": result.status,
        "reason": result.reason,
        "notes": [*result.notes, *result.failures],
        "was_read": result.was_read,
        "arrangement_id": result.arrangement_id,
        "title": result.title,
        **result.found,
    }
    content["counts"] = {
        "findings": sum(result.severities.values()),
        "findings_by_severity": dict(result.severities),
        "actions_by_state": dict(result.actions),
        "checks": result.cell_errors + result.mentions,
        "cell_errors": result.cell_errors,
    }
    return content


def _for_others(result: WorkbookResult, audience: str) -> Json:
    """The numbers of the edition for others; not where the workbook lies, nor a row, a text or a partner of it."""
    content: Json = {"audience": named(audience), "workbook": result.path.name, "was_read": result.was_read}
    said = result.numbers(OUTSIDE)
    if not said:
        return content
    severities = Counter(said["findings"].values())
    names = ("partners", "parties", "risks", "valid_until")
    content |= {"title": result.title, **{name: said[name] for name in names}, "risks_not_shared": said["kept"]}
    content["actions"] = {
        "to_do": len(said["actions"]), "overdue": sum(action["late"] for action in said["actions"].values()),
    }  # fmt: skip
    content["counts"] = {
        "findings": sum(severities.values()), "findings_by_severity": dict(sorted(severities.items())),
        "cell_errors": said["mend"], "missing_views": said["missing"],
    }  # fmt: skip
    return content


def run(ended: RunResult, command: str) -> Json:
    """A whole run, as `command` prints it: its workbooks, how many came out how, what was made, and the exit code."""
    ours = [result for result in ended.results if result.status not in NOT_COUNTED]
    is_own = named(ended.audience) != OUTSIDE
    return document(
        command,
        audience=named(ended.audience),
        workbooks=[workbook(result, ended.audience) for result in ours],
        foreign=_paths(ended, "foreign", is_own=is_own),
        copies=_paths(ended, "copy", is_own=is_own),
        counts=dict(Counter(result.status for result in ended.results)),
        not_opened=sum(not result.was_opened for result in ended.results),
        failures=list(ended.failures),
        made=_made(ended, is_own=is_own),
        exit_code=ended.code,
    )


def of_workbook(result: WorkbookResult, audience: str) -> Json:
    """What `NAME.json` holds, for one audience: a list of one workbook, as in a whole run."""
    found = workbook(result, audience)
    return {"audience": named(audience), "version": VERSION, "command": "report", "workbooks": [found]}


def _made(ended: RunResult, *, is_own: bool) -> list[Path]:
    """What lies beside the workbooks and in the folder for reports now; for others only what it is called."""
    files = [copy_of(result.path) for result in ended.results if result.status == "beside"]
    if ended.leaves:
        pages = [target.file for target in ended.leaves.targets.values()]
        files += [page.with_suffix(ending) for page in pages for ending in (".html", ".json", ".pdf")]
        out = ended.leaves.options.out
        files += [out / f"{PORTFOLIO}{ending}" for ending in (".html", ".xlsx", ".csv")] if out else []
    return [file if is_own else Path(file.name) for file in files if exists(file)]


def _paths(ended: RunResult, status: str, *, is_own: bool) -> list[str]:
    """Where the files of a status are; for others only what they are called."""
    return [str(result.path) if is_own else result.path.name for result in ended.results if result.status == status]


def put(result: WorkbookResult, page: Target, options: Options) -> None:
    """Write the `NAME.json` of a workbook that was just worked through beside its page, if the audience gets one.

    So the workers lay them out. One that cannot be written is tried again when the run is over, which says why not.
    """
    if result.admits(options.audience):
        target = replace(page, file=_file_beside(page))
        with suppress(OSError):
            put_report(
                target, _content(result, options.audience), next(_marks(result, target)), options.today.isoformat()
            )


def write(ended: RunResult) -> None:
    """Write one `NAME.json` a workbook into the folder for reports; one that says this already stays.

    An audience gets none of a workbook that has no page for it, nor, but for the parties, of one that could not be
    read. Raises OSError when the folder cannot be written.
    """
    leaves = ended.leaves
    if leaves is None or leaves.options.out is None:
        return
    put_all(_to_write(ended, leaves), leaves.options.today.isoformat())


def _to_write(ended: RunResult, leaves: Outputs) -> Iterator[tuple[Target, bytes, str]]:
    """The files that do not say yet what they should, each with its content and a mark of that."""
    records = {folder: record.now() for folder, record in leaves.records.items()}
    for result in ended.results:
        page = leaves.targets.get(result.path)
        is_wanted = result.admits(ended.audience) or (named(ended.audience) == PARTIES and not result.was_read)
        if page is None or not is_wanted or result.status in NOT_COUNTED:
            continue
        file = _file_beside(page)
        record = records[file.parent]
        entry = record.entries.get(file.name)
        says_it = entry and entry.workbook == page.workbook and entry.made in _marks(result, page)
        if not (entry and says_it and record.holds(entry)) or is_too_open(file, page.of):
            yield replace(page, file=file), _content(result, ended.audience), next(_marks(result, page))


def _file_beside(page: Target) -> Path:
    return page.file.with_name(f"{page.file.stem}.json")


def _content(result: WorkbookResult, audience: str) -> bytes:
    return json_text(of_workbook(result, audience)).encode("utf-8") + b"\n"


def _marks(result: WorkbookResult, page: Target) -> Iterator[str]:
    """The mark of what `NAME.json` says, and that of what the run that last opened the workbook said.

    That one stays until the workbook is opened again. Not all of it is unpacked; when it was looked at is not in it.
    """
    packed, head = sha256(bytes(result.packed)).hexdigest(), repr([getattr(result, name) for name in _HEAD])
    statuses: tuple[Status, ...] = (result.status,) if result.was_opened else (result.status, "written")
    for status in statuses:
        yield digest_of(page.method, page.audience, status, head, packed)
