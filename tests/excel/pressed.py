"""Pressing a button: the very command line that xlwings' `RunPython` starts, in a process of its own.

A `sitecustomize` puts the test engine in Excel's place, opens the workbooks, and afterwards saves them and
notes the boxes that were shown.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.excel.addin.vba_project import own, starter

ROOT = Path(__file__).parents[2]
_SITE = """
import atexit, json, os, sys
if "--from_xl=1" in sys.orig_argv:
    sys.path.insert(0, os.environ["CONCORD_TEST_ROOT"])
    import xlwings
    from tests.excel.engine import install
    app = xlwings.App(impl=install().apps.add())
    books = [app.books.open(path) for path in json.loads(os.environ["CONCORD_TEST_BOOKS"])]
    exec(os.environ["CONCORD_TEST_BEFORE"])

    def leave():
        for book in books:
            book.save()
        shown = {"alerts": app.impl.alerts, "status": app.impl.status_bar,
                 "open": [book.name for book in app.books], "active": app.books.active.sheets.active.name,
                 "selected": app.selection.address if app.selection else None}
        with open(os.environ["CONCORD_TEST_SHOWN"], "w", encoding="utf-8") as file:
            json.dump(shown, file)

    atexit.register(leave)
"""


@dataclass(frozen=True)
class Pressed:
    """What people saw: boxes as (text, kind), and what macro errors would show."""

    code: int
    stderr: str
    alerts: list[list[str]]
    rest: dict[str, Any]

    @property
    def text(self) -> str:
        """The text of the only box."""
        assert len(self.alerts) == 1, self.alerts
        return self.alerts[0][0]


def press(what: str, folder: Path, *books: Path, before: str = "", name: str = "", given: str = "") -> Pressed:
    """Press the button `what` in the last of `books`; `before` is run once they are open.

    `given` are the arguments that the macro adds, `name` is the workbook's if it is not the file's.
    """
    site = folder / "site"
    site.mkdir(exist_ok=True)
    (site / "sitecustomize.py").write_text(_SITE, encoding="utf-8")
    shown = folder / "shown.json"
    shown.unlink(missing_ok=True)
    environment = os.environ | {
        "PYTHONPATH": str(site), "CONCORD_TEST_ROOT": str(ROOT), "CONCORD_TEST_SHOWN": str(shown),
        "CONCORD_TEST_BOOKS": json.dumps([str(book) for book in books]), "CONCORD_TEST_BEFORE": before,
    }  # fmt: skip
    done = subprocess.run(
        command_line(what, books[-1], name, given),
        env=environment,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    rest = json.loads(shown.read_text(encoding="utf-8")) if shown.exists() else {"alerts": []}
    return Pressed(done.returncode, done.stderr, rest.pop("alerts"), rest)


def command_line(what: str, book: Path, name: str = "", given: str = "") -> list[str]:
    """What `ExecuteWindows` in xlwings' module puts together, without the shell around it."""
    assert '& ";;;" &' in starter()  # no name of a workbook stands there
    paths = ["False", "", "", "", "", "", str(ROOT)]
    code = f'import xlwings.utils;xlwings.utils.prepare_sys_path("{";".join(paths)}"); {handed_over(what, given)}'
    return [sys.executable, "-B", "-c", code, f"--wb={name or book.name}", "--from_xl=1", "--app=Excel", "--hwnd=1"]


def handed_over(what: str, given: str = "") -> str:
    """The Python that our own macro hands to `RunPython`, read from its source."""
    found = re.search(r'RunPython "(.*)" & what$', own("ConcordStart.bas"), re.MULTILINE)
    assert found
    return f"{found[1]}{what}({given})"
