"""`concord status`: what is scheduled, whether it still would work, and how its last run went."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.help import Command, option
from pipeline.cli.machines import suggest
from pipeline.cli.terminal.typed import echo
from schemas.alike import did_you_mean
from schemas.json_shape import document, json_text
from schemas.wording.text import joined, text

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.schedule.health import Facts

ATTENTION = 3


@click.command("status", cls=Command, help="commands.status")
@click.argument("name", required=False, shell_complete=suggest.schedules)
@option("--json", "as_json", is_flag=True, help="commands.status.options.json")
def command(name: str | None, as_json: bool) -> int:
    """List what is scheduled, with its last run, and whatever keeps it from running; with NAME that one only.

    Exit code 0: all well; 3: something needs attention; 1: NAME is not scheduled.
    """
    from pipeline.schedule import records
    from pipeline.schedule.words import ScheduleError

    try:
        state = records.home()
    except ScheduleError as problem:
        raise click.ClickException(str(problem)) from None
    names = records.names(state)
    if name and name.lower() not in names:
        raise click.ClickException(
            text(
                "schedule.unknown" if names else "schedule.unknown_alone",
                name=name.lower(),
                meant=did_you_mean(name, names),
                names=joined(names),
                state=state,
            )
        )
    found = [_one(state, each) for each in ([name.lower()] if name else names)]
    code = ATTENTION if any(entry["concerns"] for entry in found) else 0
    if as_json:
        click.echo(json_text(document("status", schedules=found, exit_code=code)))
    elif found:
        for entry in found:
            _show(entry)
    else:
        echo(text("schedule.nothing_scheduled", state=state))
    return code


def _one(state: Path, name: str) -> dict[str, Any]:
    """One schedule as `--json` gives it; a record that is broken is a concern like any other."""
    from pipeline.schedule import records
    from pipeline.schedule.status import gather_facts
    from pipeline.schedule.words import ScheduleError

    try:
        scheduled = records.read(state, name)
        if scheduled is None:
            return {"name": name, "concerns": []}
        return _entry(gather_facts(state, scheduled))
    except ScheduleError as problem:
        return {"name": name, "concerns": [str(problem)]}


def _entry(facts: Facts) -> dict[str, Any]:
    from pipeline.schedule.health import concerns, last_in_words, local
    from pipeline.schedule.when import DAYS

    now = datetime.now(UTC)
    job, last = facts.scheduled.job, facts.last
    return {
        "name": job.name, "system": facts.scheduled.system, "installed": facts.installed, "paths": list(job.paths),
        "options": list(job.options), "times": [f"{at:%H:%M}" for at in job.when.times],
        "days": [DAYS[day] for day in job.when.days], "when": str(job.when), "command": [job.python, *job.arguments],
        "scheduled_at": facts.scheduled.since.isoformat(timespec="seconds"),
        "due_next": f"{job.when.next_after(local(now)):%Y-%m-%dT%H:%M}", "next_by_system": facts.next_time,
        "last_run": last and {
            "started_at": last.started.isoformat(timespec="seconds"),
            "finished_at": last.finished.isoformat(timespec="seconds") if last.finished else None,
            "exit_code": last.code, "at_work": facts.alive, "counts": (facts.run or {}).get("counts"),
        },
        "last_run_in_words": last_in_words(facts), "log": facts.log, "remarks": list(facts.remarks),
        "concerns": concerns(facts, now),
    }  # fmt: skip


def _show(entry: dict[str, Any]) -> None:
    from pipeline.printable import printable, printable_lines
    from pipeline.schedule.systems import system

    echo(text("cli.status.schedule", name=entry["name"], when=entry["when"]) if "when" in entry else entry["name"])
    if "when" in entry:
        next_time = entry["next_by_system"] or entry["due_next"].replace("T", " ")
        lines = {
            "cli.status.runs": printable(" ".join(["concord run", *entry["options"]])),
            "cli.status.paths": ("\n" + " " * 14).join(map(printable, entry["paths"])),
            "cli.status.system": system(entry["system"]).title,
            "cli.status.next": next_time if entry["installed"] else "-",
            "cli.status.last": entry["last_run_in_words"],
        }  # fmt: skip
        for label, said in lines.items():
            echo(f"  {text(label):<12}{said}")
    for remark in entry.get("remarks", ()):
        echo(f"  {printable(remark)}")
    for concern in entry["concerns"]:
        echo(f"  ! {printable_lines(concern)}")
