"""Our macros compiled and run by LibreOffice, which stands in for Excel as far as it can."""

from __future__ import annotations

import json
import os
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from schemas.wording.text import text
from tests.excel.buttons.test_new_workbook import coded
from tests.excel.pressed import handed_over
from tests.excel.stubbed import stubbed

TYPED = "aé مدرسة 𝄞 ' ; $(x)"
SCRIPT = Path(__file__).with_name("in_libreoffice.py")


@cache
def python_with_uno() -> str:
    """The system's Python that can speak with LibreOffice; skips where there is none."""
    for program in ("/usr/bin/python3", "python3"):
        if subprocess.run([program, "-c", "import uno"], capture_output=True, check=False).returncode == 0:
            return program
    pytest.skip("no Python of this machine can speak with LibreOffice (python3-uno)")


def called(folder: Path, *calls: list[str]) -> tuple[list[Any], str]:
    """What each macro gave, and what was handed to Python; all modules of ours are compiled."""
    noted = folder / "noted.txt"
    path = stubbed(folder, noted, "ConcordRibbon", "ConcordNew")
    command = [python_with_uno(), "-I", str(SCRIPT), str(path), str(folder / "profile"), json.dumps(calls)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | {"HOME": str(folder)})
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout), noted.read_text(encoding="utf-8").strip() if noted.exists() else ""


@pytest.mark.system("soffice")
def test_all_our_macros_compile_and_do_what_python_expects_of_them(tmp_path: Path) -> None:
    left_behind = "Traceback (most recent call last):\nImportError: pipeline"
    gave, handed = called(
        tmp_path, ["ConcordButton", "RunConcord"], ["ConcordNew", "Coded", TYPED], ["ConcordNew", "Plain", 'a:b/"c"'],
        ["ConcordStart", "Worded", "a warning\nConcord: the workbook\nis closed"],
        ["ConcordStart", "Worded", left_behind],
    )  # fmt: skip
    assert handed == handed_over("run")
    assert gave[1:4] == [coded(TYPED), "a b  c", "Concord: the workbook\nis closed"]
    log = tmp_path / "concord-start.log"
    assert gave[4] == f"{text('excel.macro.not_started')}\n{log}"
    assert log.read_text(encoding="utf-8").strip() == left_behind
