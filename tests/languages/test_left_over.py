"""Nothing that people see is left in English: all is said in a language of other letters, and none of ours is left.

Where this fails, a word for people stands in the code: it belongs into the wording, in each language.
"""

from __future__ import annotations

import ast
import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from pipeline.cli.main import COMMANDS
from pipeline.template.lists import SHEET
from schemas.optional_sheets import bundles
from schemas.spec import all_tables
from schemas.vocabulary import vocabularies
from schemas.wording.languages import languages
from tests.run.made import PARTNERS

ROOT = Path(__file__).parents[2]
# A word of two letters or more that is no part of a path, a file, an address, an option or a code.
WORD = re.compile(r"(?<![\w./\\{<:@$'-])[A-Za-z][a-z]+(?![\w/\\(]|\.\w)")
# What is memory of ours in hidden columns and sheets, and whole commands.
LEFT_ALONE = re.compile(r"\baction=#.*|^words_\w+$|'[^']*/[^']*' .*|\(Can't load plugin.*")
SUBCOMMANDS = {"install", "panel", "remove", "status"}
# What is typed as it stands, in every language: words that commands take, names of programs and of our own macros.
TYPED = {
    *COMMANDS, *SUBCOMMANDS, "concord", "parties", "outside", "daily", "all", "windows", "systemd", "cron", "launchd",
    "bash", "zsh", "fish", "powershell", "help", "run", "Name", "Concord", "runn", "nothing", "arrangement",
    SHEET, "Sent", "Adopted", "Left", "Sources", *languages(),
    socket.gethostname(),
}  # fmt: skip
# What people wrote: the register that is adopted, and names of the little workbook of the tests of a run.
REGISTER = ("Risk description", "Likelihood", "Impact", "Risk score", "Mitigation plan", "Owner", "Status")
WRITTEN = {part for name in (*REGISTER, "Clinic access", *dict(PARTNERS).values()) for part in name.split()}
MONTHS = {"janv", "févr", "mars", "avr", "mai", "juin", "juil", "août", "sept", "oct", "nov", "déc"}  # of CLDR


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Sequence[str]]:
    folder = tmp_path_factory.mktemp("said")
    done = subprocess.run(
        [sys.executable, "-m", "tests.languages.left_over", str(folder)],
        cwd=ROOT, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: Mapping[str, Sequence[str]] = json.loads((folder / "said.json").read_text(encoding="utf-8"))
    return found


def codes() -> set[str]:
    """What the hidden list of words holds besides the words of the language: each code is understood, too."""
    spelled = {part for words in vocabularies().values() for code in words.codes for part in code.lower().split("_")}
    return {*spelled, *(part for name in bundles() for part in name.split("_"))}


def left_over(texts: Sequence[str], allowed: set[str]) -> Iterator[str]:
    for text in texts:
        for line in LEFT_ALONE.sub("", text).splitlines():
            words = [word for word in WORD.findall(line) if word not in allowed]
            if words:
                yield f"{words}: {line.strip()[:200]}"


def test_no_word_that_people_see_is_left_in_english(said: Mapping[str, Sequence[str]]) -> None:
    bare = {*TYPED, *MONTHS, *WRITTEN}
    sheets = {*bare, *codes(), *(name.lower() for name in all_tables())}
    found = {name: [*left_over(texts, sheets if name.startswith("xlsx") else bare)] for name, texts in said.items()}
    assert {name: lines[:20] for name, lines in found.items() if lines} == {}


def test_all_of_it_was_said(said: Mapping[str, Sequence[str]]) -> None:
    """Else the test above would look at nothing."""
    assert {*said} >= {
        "xlsx 1/2.xlsx", "xlsx 2/6.xlsx", "xlsx 5/2-review.xlsx", "xlsx 9.mapping.xlsx", "xlsx 10.xlsx",
        "html 3/1.html", "html 4/portfolio.html", "html 5/2.review.html", "csv 3/portfolio.csv", "help", "mistakes",
        "concord history", "concord join", "messages", "boxes", "macros", "ribbon",
    }  # fmt: skip
    silent = [name for name, texts in said.items() if not any(re.search("[а-я]", text) for text in texts)]
    assert silent == []


def test_the_panel_takes_each_of_its_words_from_the_wording() -> None:
    literal = [
        f"{path.name}:{given.value.lineno}"
        for path in (ROOT / "pipeline" / "excel" / "panel").glob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        for given in call.keywords
        if given.arg in ("text", "label", "title", "message") and isinstance(given.value, ast.Constant)
        if re.search("[A-Za-z]", str(given.value.value))
    ]
    assert literal == []
