"""Our macros compiled and run by LibreOffice, which stands in for Excel as far as it can."""

from __future__ import annotations

import json
import os
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.excel.coded import coded
from tests.excel.noted import SCRIPT as TASK
from tests.excel.noted import noted_by

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
    """What each macro gave, and what was handed over; all modules are compiled."""
    noted = folder / "noted.txt"
    path = noted_by(noted, folder, "ConcordRibbon", "ConcordNew")
    command = [python_with_uno(), "-I", str(SCRIPT), str(path), str(folder / "profile"), json.dumps(calls)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | {"HOME": str(folder)})
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout), noted.read_text(encoding="utf-8").strip() if noted.exists() else ""


@pytest.mark.system("soffice")
def test_all_our_macros_compile_and_do_what_python_expects_of_them(tmp_path: Path) -> None:
    gave, handed = called(
        tmp_path, ["ConcordButton", "RunConcord"], ["ConcordStart", "Coded", TYPED], ["ConcordNew", "Plain", 'a:b/"c"']
    )
    assert handed == f"{TASK} clinic_002Exlsm||run"
    assert gave[1:] == [coded(TYPED), "a b  c"]
