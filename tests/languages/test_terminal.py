"""In which language the terminal speaks, and that words are loaded for the languages that are needed alone."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from rich.console import Console, Group

from pipeline.cli.screen import Sentence
from pipeline.cli.terminal.spoken import terminal_language
from pipeline.domain.references import SUPPORTED, is_short
from schemas.spec import all_tables
from schemas.vocabulary import normal
from schemas.wording.languages import speaking
from tests.chance import every
from tests.cli.test_commands import TODAY, call
from tests.languages.made import workbook
from tests.samples.kept import FOLDER

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
from schemas.wording.languages import speaking
with speaking(sys.argv[2]):
    process(Path(sys.argv[1]), Options(today=date(2026, 11, 22)))
print(*loaded)
"""


def test_a_sample_that_was_settled_loads_the_words_of_its_own_language_alone(tmp_path: Path) -> None:
    path = tmp_path / "sample.xlsx"
    shutil.copy(FOLDER / "aid-before-its-end.xlsx", path)
    assert {one[:2] for one in opened(path, "en")} == {"en"}


@pytest.mark.parametrize("name", SUPPORTED)
def test_no_table_is_called_by_so_few_letters_as_begin_an_id(name: str) -> None:
    """Else TR1 could be a word and a 1."""
    assert not any(is_short(normal(word)) for word in all_tables()[name].called)


@pytest.mark.parametrize(("code", "spoken"), every(4, [("fr", "en"), ("en", "en"), ("fr", "fr"), ("en", "ar")]))
def test_of_other_languages_than_those_of_workbook_and_terminal_no_word_is_loaded(
    code: str, spoken: str, tmp_path: Path
) -> None:
    loaded = opened(workbook(tmp_path, code), spoken)
    assert {one[:2] for one in loaded} == {code, spoken}
    # The words of the terminal are those it says; what the workbook says is read and written with its own.
    assert f"{code}/headers" in loaded
    assert code == spoken or f"{spoken}/headers" not in loaded


def opened(path: Path, spoken: str) -> list[str]:
    """The files of words that a run opens in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", COUNTED, str(path), spoken], cwd=ROOT, capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    return done.stdout.split()


def test_a_worker_speaks_the_language_that_was_asked_for(tmp_path: Path) -> None:
    path = workbook(tmp_path, "fr")
    done = subprocess.run(
        [sys.executable, "-c", "from pipeline.cli.main import main; main()", "run", str(path), "--language", "ar"],
        cwd=ROOT, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert any("\u0600" <= mark <= "\u06ff" for mark in done.stdout)
    assert "constat" not in done.stdout


@pytest.mark.parametrize("width", [14, 20, 29])
def test_no_line_breaks_at_a_no_break_space(width: int) -> None:
    console = Console(file=io.StringIO(), width=width)
    console.print(Group(Sentence("Sont permis\u00a0: Oui, Non et «\u00a0Sans objet\u00a0». Quand\u00a0?")))
    lines = console.file.getvalue().splitlines()  # type: ignore[attr-defined]
    assert [line for line in lines if line.strip()[:1] in ":;?!»" or line.rstrip().endswith("«")] == []


def test_a_workbook_s_name_is_followed_by_the_colon_of_the_language(tmp_path: Path) -> None:
    folder = tmp_path / "several"
    folder.mkdir()
    with speaking("fr"):
        for name in ("first.xlsx", "second.xlsx"):
            workbook(folder, "fr", name, values={"Risks": (), "Activities": ()})
        told = call("run", folder, *TODAY).output
    assert "xlsx\u00a0: " in told
    assert "xlsx: " not in told


@pytest.mark.parametrize("command", ["", "new", "run", "adopt", "join", "schedule", "excel"])
def test_no_colon_of_the_french_help_stands_without_its_space(command: str) -> None:
    with speaking("fr"):
        told = call(*command.split(), "--help").output
    assert "Options\u00a0:" in told
    assert re.findall(r"\S*[^\s\u00a0]:(?:\s|$)", told) == []
