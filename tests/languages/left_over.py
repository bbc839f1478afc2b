"""All that people see, said in a language that nobody speaks (`tests.languages.pseudo`), written down for the tests.

`python -m tests.languages.left_over FOLDER`: works there, and leaves `said.json`, what was said by what says it.
"""
# ruff: noqa: E402 - the language is there before anything is said

from __future__ import annotations

import dataclasses
import json
import os
import re
import sys
import zipfile
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

from tests.languages import pseudo

pseudo.install()

from pipeline.domain.arrangement import Arrangement
from pipeline.reading.workbook import read
from schemas.arrangement_fields import arrangement_fields
from schemas.row import Row
from schemas.wording.languages import speaking
from tests.languages.pseudo import CODE, marked
from tests.languages.seen import of_page, of_workbook

SAMPLES = Path(__file__).parents[2] / "workbooks" / "samples"
TODAY = ("--today", "2026-11-22")
_KINDS: dict[str, Callable[[bytes], Iterable[str]]] = {
    "xlsx": of_workbook, "html": lambda data: of_page(data.decode()), "csv": lambda data: [data.decode("utf-8-sig")],
}  # fmt: skip
said: dict[str, list[str]] = {}


def in_its_letters(given: Arrangement) -> Arrangement:
    """An arrangement in which all that people wrote is marked, too."""
    kinds = arrangement_fields()
    fields = {name: _marked(value) if kinds[name].kind == "text" else value for name, value in given.fields.items()}
    tables: dict[str, Any] = {
        field.name: tuple(map(_row, rows))
        for field in dataclasses.fields(given)
        if isinstance(rows := getattr(given, field.name), tuple) and rows and isinstance(rows[0], Row)
    }
    others = {name: tuple(map(_row, rows)) for name, rows in given.others.items()}
    return dataclasses.replace(given, fields=fields, others=others, **tables)


def _row(row: Any) -> Any:
    columns = {field.name: field.metadata["column"] for field in dataclasses.fields(row) if "column" in field.metadata}
    free = {name: _marked(getattr(row, name)) for name, one in columns.items() if one.kind in ("text", "id", "ids")}
    return dataclasses.replace(row, **free)


def _marked(value: Any) -> Any:
    """A text, several, or those of each partner; a code of capitals and digits stays one."""
    if isinstance(value, str):
        return marked(value) if re.search("[a-z]", value) else value
    if isinstance(value, tuple):
        return tuple(map(_marked, value))
    return {code: _marked(one) for code, one in value.items()} if isinstance(value, dict) else value


def main(folder: Path) -> None:
    """Say all of it, and write it down."""
    os.environ["CONCORD_STATE"] = str(folder / "state")
    from pipeline.run.batch import workers

    workers.can_start = lambda: False
    with speaking(CODE):
        for tell in (workbooks, commands, mistakes, adopted, messages, excel):
            tell(folder)
    (folder / "said.json").write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")


def command(*asked: object, name: str = "") -> str:
    """What a command says, kept under its name."""
    from click.testing import CliRunner

    from pipeline.cli.main import concord

    told = CliRunner().invoke(concord, [str(one) for one in asked])
    if told.exception and not isinstance(told.exception, SystemExit):
        raise told.exception
    said.setdefault(name or f"concord {asked[0]}", []).append(told.output)
    return told.output


def workbooks(folder: Path) -> None:
    """Workbooks of busy partnerships, their copies, pages and packs."""
    from tests.languages.made import built

    books, copies = folder / "1", folder / "2"
    books.mkdir()
    copies.mkdir()
    for number, sample in enumerate(("island-energy", "aid-before-its-end"), 1):
        path = books / f"{number}.xlsx"
        written = read((SAMPLES / f"{sample}.xlsx").read_bytes()).arrangement
        path.write_bytes(built(CODE, in_its_letters(written), f"X-{number}"))
    command("check", path, *TODAY)
    command("run", path, *TODAY)
    command("run", books, "--out", folder / "3", "--today", "2026-12-22")
    command("report", books, "--out", folder / "4", "--audience", "outside", *TODAY)
    command("review", path, "--out", folder / "5", *TODAY)
    command("split", path, "--to", copies, *TODAY)
    command("join", path, next(copies.iterdir()), *TODAY)
    command("share", path, "--for", "outside", "--to", copies / "6.xlsx", *TODAY)
    command("run", _with_faults(folder / "7.xlsx"), *TODAY, "--out", folder / "8")
    _look_at(folder)


def _look_at(folder: Path) -> None:
    """Write down what is seen of each file there."""
    for ending, shown in _KINDS.items():
        for found in sorted(folder.rglob(f"*.{ending}")):
            if "state" not in found.parts:
                said[f"{ending} {found.relative_to(folder)}"] = list(shown(found.read_bytes()))


def _with_faults(path: Path) -> Path:
    """A workbook with cells that cannot be understood, of each kind."""
    from tests.languages.made import workbook
    from tests.run.made import ACTIVITIES, RISKS

    risks = [
        {**RISKS[0], "likelihood · INTL": marked("seven"), "impact · INTL": 9, "next_review_on": "01/02/2026"},
        {**RISKS[1], "treatment": marked("reduse"), "impact · LOCA": "2026-11-22", "owner": "NOBODY"},
        {"risk": "R1", "event": "1", "description": "2", "next_review_on": 3}, {"description": "3"},
        {"risk": "R-4", "likelihood · INTL": "1,000", "measures": "1"},
    ]  # fmt: skip
    astray = [{"activity": "1.01", "title": "4"}, {"activity": "7.7", "title": "5", "role · INTL": "Q"}]
    lines = [
        {"line": "B1", "category": marked("traning"), "unit_cost": "-3", "quantity": "x", "protects": "ZZZ"},
        {"line": "B2", "supports": "R99"},
    ]
    rows: dict[str, Any] = {"Risks": risks, "Activities": [*ACTIVITIES, *astray], "Budget": lines}
    free = {name: [{key: _faulty(key, cell) for key, cell in row.items()} for row in of] for name, of in rows.items()}
    return workbook(path.parent, CODE, path.name, values=free)


def _faulty(key: str, cell: Any) -> Any:
    return _marked(cell) if key in ("event", "description", "title", "measures") else cell


def commands(folder: Path) -> None:
    """What commands say that make no workbook, and their help."""
    from pipeline.cli.main import COMMANDS

    path = folder / "1" / "1.xlsx"
    partners = ("--partner", "AA=1", "--partner", "BB=2")
    command("new", folder / "new.xlsx", "--title", "1", *partners, "--catalogue", "duty_of_care")
    command("rules")
    command("rules", "RSK-01")
    command("history")
    command("history", path)
    command("restore")
    command("restore", path)
    command("restore", path, "1")
    command("status")
    command("notify")
    command("schedule", path, "--at", "06:30", "--print", "--for", "cron", "--name", "1")
    for name in COMMANDS:
        command(name, "--help", name="help")
    for sub in ("install", "panel", "remove", "status"):
        command("excel", sub, "--help", name="help")
    command("--help", name="help")


def mistakes(folder: Path) -> None:
    """What is said of what cannot be done."""
    path = folder / "1" / "1.xlsx"
    for asked in (
        ["run"], ["runn"], ["run", folder / "nowhere"], ["run", path, "--outt", "x"], ["run", path, "--workers", "x"],
        ["run", path, "--workers", "0"], ["run", path, "--language", "xx"], ["run", path, "--today", "x"],
        ["rules", "RSK"], ["new", path], ["new", folder / "x.xlsx"], ["rules", "--x"],
        ["share", path, "--for", "XX", "--to", folder / "y.xlsx"],
        ["restore", path, "99"], ["run", path, "extra", "--out", path], ["history", "nothing"], ["unschedule", "x"],
        ["schedule", path, "--at", "99"], ["schedule", path, "--at", "06:30", "--days", "x"], ["notify", "--try"],
        ["completion", "x"], ["review", path], ["run", path, "--db", "x://y"], ["restore", "1", "2", "3"],
    ):  # fmt: skip
        command(*asked, name="mistakes")


def adopted(folder: Path) -> None:
    """A register of others, what is asked about it, and the workbook that comes of it."""
    from tests.adopt.registers import saved

    headers = ("ID", "Risk description", "Likelihood", "Impact", "Risk score", "Mitigation plan", "Owner", "Status")
    written = (("Convoys are attacked", "Radios", "Manager", "Open"), ("Office burgled", "Cameras", "Guard", "Strange"))
    lines = [
        (f"R{number}", marked(what), 4, 5, 20, marked(plan), marked(owner), marked(status))
        for number, (what, plan, owner, status) in enumerate(written)
    ]
    old = saved(folder / "9.xlsx", [headers, *lines], sheet="1")
    to = ("--to", folder / "10.xlsx", "--as", "REDC=1")
    for more in ((), to, (*to, "--accept")):
        command("adopt", old, *more)
    for name in ("10.xlsx", "9.mapping.xlsx"):
        said[f"xlsx {name}"] = list(of_workbook((folder / name).read_bytes()))
    command("run", folder / "10.xlsx", *TODAY)


def messages(folder: Path) -> None:
    """Mail and cards after runs of every end."""
    from pipeline.notify.compared import Changes
    from pipeline.notify.mail import html
    from pipeline.notify.message import Places, message, trial
    from tests.notify.test_message import over, report

    changes = Changes(came_out_otherwise=True)
    for status in ("written", "open", "refused", "waiting", "unchanged", "beside"):
        for code in (0, 1, 3, 130):
            told = message(over(report("1", status), report("2", status), code=code), changes, Places(out=folder))
            said.setdefault("messages", []).extend([told.text, *of_page(html(told))])
    said["messages"] += [trial().text, trial().subject]


def excel(folder: Path) -> None:
    """What the boxes of the buttons say, and the tab and its macros."""
    from datetime import date

    from pipeline.excel.addin import build
    from pipeline.excel.buttons import messages as boxes
    from pipeline.run.batch.options import Options
    from pipeline.run.workbook.process import process
    from tests.excel.vba import modules

    outcome = process(folder / "1" / "1.xlsx", Options(today=date(2027, 1, 22)))
    said["boxes"] = [boxes.summary(outcome), boxes.checked(outcome)]
    said["boxes"] += [stop.says for stop in boxes.finding_cells(outcome)]
    data = build.build()
    texts = [text for code in modules(data).values() for text in re.findall(r'"([^"]*)"', code)]
    said["macros"] = [re.sub("_([0-9A-F]{4})", lambda spelt: chr(int(spelt[1], 16)), text) for text in texts]
    ribbon = zipfile.ZipFile(BytesIO(data)).read("customUI/customUI.xml").decode()
    said["ribbon"] = re.findall(r'\b(?:label|screentip|supertip|description)="([^"]*)"', ribbon)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
