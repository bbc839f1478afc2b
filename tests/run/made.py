"""Workbooks for the tests of a run, built as `concord new` builds them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pipeline.run.batch.discover import Found
from pipeline.run.batch.options import Options
from pipeline.run.workbook.outcome import Outcome
from pipeline.run.workbook.process import process
from pipeline.template.build import NewWorkbook, build
from pipeline.xlsx.ooxml.zip_archive import Archive, Packed
from schemas.wording.languages import language

DAY = date(2026, 11, 22)
PARTNERS = (("INTL", "Harbour Relief"), ("LOCA", "Green Valley Association"))
RISKS = [
    {
        "risk": "R1", "event": "Flood", "description": "Staff cut off", "likelihood · INTL": 5, "impact · INTL": 4,
        "likelihood · LOCA": 2, "impact · LOCA": 2, "exposure · INTL": "Direct", "exposure · LOCA": "Direct",
        "owner": "INTL", "treatment": "Reduce",
    },
    {
        "risk": "R2", "event": "Road ambush", "description": "Convoy attacked", "likelihood · INTL": 3,
        "impact · INTL": 3, "exposure · INTL": "Indirect", "exposure · LOCA": "Direct", "owner": "LOCA",
        "treatment": "Reduce", "measures": "Convoy rules",
    },
]  # fmt: skip
ACTIVITIES = [
    {
        "activity": "1", "phase": "Response", "event": "Flood", "title": "Move staff",
        "role · INTL": "P", "role · LOCA": "P",
    },
    {
        "activity": "1.1", "phase": "Response", "event": "Flood", "title": "Call drivers",
        "role · INTL": "P", "role · LOCA": "L",
    },
]  # fmt: skip
ID = "CA-TEST"
HOLD_ID = ("xl/sharedStrings.xml", "docProps/custom.xml")  # the parts of a workbook that do
IS_PLAIN = re.compile(r"CA-[\w.-]+", re.ASCII)  # an id that stands in XML as it is, and nowhere by chance
MOST = 200  # workbooks that are kept
_built: dict[str, bytes] = {}


def data(values: Mapping[str, Sequence[Mapping[str, Any]]] | None = None, id: str = "CA-TEST") -> bytes:
    """A workbook of two partners with two risks and two activities; `values` replaces or adds tables."""
    rows: dict[str, Any] = {"Risks": RISKS, "Activities": ACTIVITIES, **(values or {})}
    once = ID if IS_PLAIN.fullmatch(id) else id
    made = built_once(NewWorkbook(title="Clinic access", partners=PARTNERS, arrangement_id=once, values=rows))
    return made if id == once else _with_id(made, id)


def _with_id(made: bytes, id: str) -> bytes:
    """The workbook as it is built with this id, in a fortieth of the time of a build."""
    archive = Archive(made)
    parts = {name: archive.read(name).replace(ID.encode(), id.encode()) for name in HOLD_ID}
    return archive.rebuilt({name: Packed.of(part) for name, part in parts.items()}, frozenset())


def built_once(new: NewWorkbook) -> bytes:
    """As `build`, which takes as long as a run does; what was built before in this process is not built again."""
    told = f"{language()}: {new!r}"
    if told not in _built:
        if len(_built) == MOST:
            _built.clear()
        _built[told] = build(new)
    return _built[told]


def workbook(folder: Path, name: str = "clinic.xlsx", **more: Any) -> Path:
    """The same as a file in `folder`."""
    path = folder / name
    path.write_bytes(data(**more))
    return path


@cache
def after_a_run() -> bytes:
    """The little workbook after a run, which is done once in this process."""
    with TemporaryDirectory() as folder:
        path = workbook(Path(folder))
        assert run(path).status == "written"
        return path.read_bytes()


def run(path: Path, day: date = DAY, **more: Any) -> Outcome:
    """One run on it."""
    return process(path, Options(today=day, **more))


def found(path: Path) -> Found:
    """As discovery finds it, by name."""
    return Found(path, path)
