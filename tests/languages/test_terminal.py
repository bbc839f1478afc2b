"""In which language the terminal speaks, and that words are loaded for the languages that are needed alone."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.cli.terminal.spoken import terminal_language
from tests.languages.made import workbook

ROOT = Path(__file__).resolve().parents[2]
ASKED = ("CONCORD_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


@pytest.mark.parametrize(
    ("arguments", "environment", "spoken"),
    [
        (["run", "--language", "ar"], {"CONCORD_LANGUAGE": "fr", "LANG": "es_ES.UTF-8"}, "ar"),
        (["run", "--language=ar"], {"LANG": "es_ES.UTF-8"}, "ar"),
        ([], {"CONCORD_LANGUAGE": "fr", "LANG": "es_ES.UTF-8"}, "fr"),
        ([], {"LANG": "es_CO.UTF-8"}, "es"),
        ([], {"LC_ALL": "fr_CD.UTF-8", "LANG": "es_CO.UTF-8"}, "fr"),
        ([], {"LANG": "C.UTF-8"}, "en"),
        ([], {"LANG": "sw_KE.UTF-8"}, "en"),
        (["run", "--language", "xx"], {"LANG": "fr_FR.UTF-8"}, "fr"),
    ],
)
def test_the_terminal_speaks_as_asked_else_as_the_system_else_english(
    arguments: Sequence[str], environment: dict[str, str], spoken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ASKED:
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert terminal_language(arguments) == spoken


COUNTED = """
import sys
import schemas.wording.text as wording
from functools import cache
loaded, read = [], wording._file.__wrapped__
wording._file = cache(lambda code, name: loaded.append(f"{code}/{name}") or read(code, name))
from pathlib import Path
from datetime import date
from pipeline.run.batch.options import Options
from pipeline.run.workbook.process import process
process(Path(sys.argv[1]), Options(today=date(2026, 11, 22)))
print(*loaded)
"""


@pytest.mark.parametrize("code", ["en", "fr"])
def test_of_languages_that_are_not_spoken_only_what_people_may_type_is_loaded(code: str, tmp_path: Path) -> None:
    path = workbook(tmp_path, code)
    done = subprocess.run(
        [sys.executable, "-c", COUNTED, str(path)], cwd=ROOT, capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    others = {one for one in done.stdout.split() if one[:2] not in ("en", code)}
    assert {one[3:] for one in others} <= {"headers", "vocabularies", "phrases"}


def test_a_worker_speaks_the_language_that_was_asked_for(tmp_path: Path) -> None:
    path = workbook(tmp_path, "fr")
    done = subprocess.run(
        [sys.executable, "-c", "from pipeline.cli.main import main; main()", "run", str(path), "--language", "ar"],
        cwd=ROOT, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert any("\u0600" <= mark <= "\u06ff" for mark in done.stdout)
    assert "constat" not in done.stdout
