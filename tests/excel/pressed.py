"""Pressing a button: the very process that the macro starts, with what `concord excel install` has put in place.

A `sitecustomize` puts the test engine in Excel's place, opens the workbooks, and afterwards notes the boxes that
were shown and which workbooks were written to.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.excel.addin.items import WINDOWS, items
from pipeline.excel.addin.start import NOTE
from tests.excel.coded import coded

ROOT = Path(__file__).parents[2]
_SITE = """
import atexit, json, os, sys
if any(argument.endswith("start.py") for argument in sys.orig_argv):
    sys.path.insert(0, os.environ["CONCORD_TEST_ROOT"])
    import xlwings
    from tests.excel.engine import install
    app = xlwings.App(impl=install().apps.add())
    books = [app.books.open(path) for path in json.loads(os.environ["CONCORD_TEST_BOOKS"])]

    def leave():
        shown = {"alerts": app.impl.alerts, "status": app.impl.status_bar,
                 "open": [book.name for book in app.books], "active": app.books.active.sheets.active.name,
                 "selected": app.selection.address if app.selection else None,
                 "written": [book.name for book in books if book.impl.calls]}
        with open(os.environ["CONCORD_TEST_SHOWN"], "w", encoding="utf-8") as file:
            json.dump(shown, file)

    atexit.register(leave)
"""


@dataclass(frozen=True)
class Pressed:
    """What people saw: boxes as (text, kind), and the note that is left to the macro to show."""

    code: int
    note: str
    alerts: list[list[str]]
    rest: dict[str, Any]

    @property
    def text(self) -> str:
        """The text of the only box."""
        assert len(self.alerts) == 1, self.alerts
        return self.alerts[0][0]


def press(what: str, folder: Path, *books: Path, given: str = "") -> Pressed:
    """Press the button `what` in the last of `books`; `given` are the answers that the macro adds."""
    site = folder / "site"
    site.mkdir(exist_ok=True)
    (site / "sitecustomize.py").write_text(_SITE, encoding="utf-8")
    shown = folder / "shown.json"
    shown.unlink(missing_ok=True)
    environment = os.environ | {
        "PYTHONPATH": str(site), "CONCORD_TEST_ROOT": str(ROOT), "CONCORD_TEST_SHOWN": str(shown),
        "CONCORD_TEST_BOOKS": json.dumps([str(book) for book in books]),
    }  # fmt: skip
    start = put_in_place(folder)
    done = subprocess.run(
        [sys.executable, "-P", str(start), handed_over(what, books[-1].name, given)],
        env=environment, cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.stdout, done.stderr) == ("", "")  # nobody would see it
    rest = json.loads(shown.read_text(encoding="utf-8")) if shown.exists() else {"alerts": []}
    return Pressed(done.returncode, note_of(start), rest.pop("alerts"), rest)


def put_in_place(folder: Path) -> Path:
    """Put the starter of this Python where a macro would find it, and say where."""
    (starter,) = [item for item in items(WINDOWS, sys.executable) if item.what == "starter"]
    path = folder / ".concord" / starter.path.name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(starter.data)
    return path


def note_of(start: Path) -> str:
    """What the starter has left for the macro to show."""
    return start.with_name(NOTE).read_text(encoding="utf-16")


def handed_over(what: str, workbook: str, given: str = "", window: str = "1") -> str:
    """What the macro hands to the starter; `addin/test_starter_runs.py` holds the macro to it."""
    return "|".join([coded(workbook), window, what, *([given] if given else [])])
