"""A copy of the project in which the steps of a list are done, and which is then used as people use it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import openpyxl

from tests.adding.lists import ROOT, changed, steps
from tests.files.warm import Warm

PARTS = ("pipeline", "schemas", "scripts", "tests", "docs", "workbooks", "CONTRIBUTING.md", "README.md", "setup.cfg",
         "CHANGELOG.md", "pyproject.toml")  # fmt: skip
TODAY = "2026-11-22"
# Looks at thousands of arrangements; the same comparison is made by a shorter test of the same file.
LONG = ("--deselect", "tests/independent/test_same_findings.py::test_both_computations_find_the_same")
_CONCORD = "from pipeline.cli.main import main; main()"


class Project:
    """The copy in folder `root`; `state` is what it remembers."""

    def __init__(self, folder: Path) -> None:
        self.root, self.state = folder / "project", folder / "state"
        for part in PARTS:
            if (ROOT / part).is_dir():
                shutil.copytree(ROOT / part, self.root / part)  # what is compiled, too
            else:
                shutil.copy(ROOT / part, self.root / part)
        self._warm = Warm(self.root)

    def add(self, title: str) -> tuple[str, ...]:
        """Write what the list `title` says, step after step; gives the commands it names."""
        for step in steps(title):
            if step.file:
                file = self.root / step.file
                assert file.exists() == (step.language == "diff"), f"{step.file} is there already, or is not there"
                old = file.read_text(encoding="utf-8") if file.exists() else ""
                file.write_text(changed(old, step.text) if step.language == "diff" else step.text, encoding="utf-8")
        return tuple(command for step in steps(title) for command in step.commands)

    def call(self, commands: Iterable[str]) -> None:
        """Call `python scripts/...` as the lists say, each once, the tests together and at the end."""
        self._load_anew()
        tests: dict[str, None] = {}
        for command in dict.fromkeys(commands):
            _, script, *arguments = command.split()
            if script == "scripts/test.py":
                tests.update(dict.fromkeys(arguments))
            else:
                self.succeed(script, *arguments)
        self.succeed("-m", "pytest", "-q", "-x", "-n0", "-p", "no:cacheprovider", *LONG, *tests)

    def succeed(self, *arguments: str) -> None:
        """Call Python in the copy; it must end well."""
        done = self.python(*arguments)
        assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]

    def python(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Call Python in the copy, so that its packages are the ones that are found; they are loaded once."""
        environment = {"PYTHONPATH": str(self.root), "CONCORD_STATE": str(self.state), "COLUMNS": "400"}
        return self._warm.done(arguments, self.root, {**os.environ, **environment})

    def _load_anew(self) -> None:
        """What was loaded stood there before the packages were changed."""
        self._warm.stop()
        self._warm = Warm(self.root)

    def concord(self, *arguments: str, codes: tuple[int, ...] = (0,)) -> str:
        """What a command of Concord prints."""
        done = self.python("-c", _CONCORD, *arguments)
        assert done.returncode in codes, done.stdout + done.stderr
        return done.stdout

    def new(self, name: str, *more: str) -> None:
        """Make a workbook of that name for partners A and B."""
        self.concord("new", name, "--title", "Test", "--partner", "A=One", "--partner", "B=Two", *more)

    def fill(self, name: str, table: str, *rows: Mapping[str, Any]) -> None:
        """Type rows into a table of a workbook, below the headers named."""
        book = openpyxl.load_workbook(self.root / name)
        header, *body = _cells(book, table)
        headers = [cell.value for cell in header]
        for cells, row in zip((cells for cells in body if not cells[0].value), rows, strict=False):
            for title, value in row.items():
                cells[headers.index(title)].value = value
        book.save(self.root / name)

    def answer(self, name: str, field: str, value: str) -> None:
        """Type the value of a field of Arrangement."""
        book = openpyxl.load_workbook(self.root / name)
        row = next(cells for cells in _cells(book, "Arrangement") if cells[0].value == field)
        row[1].value = value
        book.save(self.root / name)

    def run(self, name: str, *more: str) -> Any:
        """Run a workbook; gives what the run says of it, as data."""
        said = json.loads(self.concord("run", name, "--today", TODAY, "--json", *more, codes=(0, 3)))["workbooks"][0]
        assert said["status"] == "written", said
        return said

    def mentions(self, name: str) -> str:
        """All that `check` says of a workbook."""
        return self.concord("check", name, codes=(0, 3))

    def shown(self, name: str, table: str) -> list[dict[str, object]]:
        """The filled rows of a table by header, as they stand in the file."""
        header, *rows = [
            [cell.value for cell in row] for row in _cells(openpyxl.load_workbook(self.root / name), table)
        ]
        return [dict(zip(map(str, header), row, strict=True)) for row in rows if any(row)]

    def read(self, name: str, expression: str) -> str:
        """What an expression over `given`, the arrangement as read, prints."""
        code = (
            "import sys; from pathlib import Path; from pipeline.reading.workbook import read; "
            f"given = read(Path(sys.argv[1]).read_bytes()).arrangement; print({expression})"
        )
        done = self.python("-c", code, name)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


def _cells(book: Any, table: str) -> Any:
    """The cells of a table row by row, its header first."""
    sheet = next(sheet for sheet in book if table in sheet.tables)
    return sheet[sheet.tables[table].ref]
