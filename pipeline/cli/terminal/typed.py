"""Commands within sentences as the reader can type them: the way this one was called.

`concord` where it is installed, the path of its file where it is not on PATH, `python -m pipeline`, or the script that
started it and says so.
"""

from __future__ import annotations

import os
import re
import sys
import textwrap
from functools import cache
from pathlib import Path
from shutil import get_terminal_size

import click

from pipeline.cli.terminal.progress import clear
from pipeline.safe_start import program
from schemas.wording.direction import bare

# What started Concord, as people type it; set by scripts/run.py.
VARIABLE = "CONCORD_CALLED"
NAME = "concord"
_QUOTED = re.compile(r"`[^`]*`|\"[^\"]*\"|'[^']*'(?!\w)")
_KEPT = "\0"  # stands for a space that is no place for a break


@cache
def called() -> str:
    """How this command was called."""
    if told := os.environ.get(VARIABLE, ""):
        return told
    spec = getattr(sys.modules.get("__main__"), "__spec__", None)
    if spec is not None and spec.name.startswith("pipeline"):
        module = spec.name.removesuffix(".__main__")
        return f"{_found_or_whole('python', Path(sys.executable))} -m {module}"
    file = Path(sys.argv[0])
    return _found_or_whole(NAME, file) if file.stem == NAME else NAME


def as_typed(said: str) -> str:
    """The sentence with every command of ours in it as the reader can type it."""
    return said if called() == NAME or NAME not in said else _commands().sub(f"{called()} ".replace("\\", r"\\"), said)


def echo(said: str, *, err: bool = False) -> None:
    """Print a sentence with its commands as they can be typed, on a terminal with no word broken at its edge."""
    clear()
    typed = as_typed(bare(said))  # a terminal would show them, or copy them
    click.echo(wrapped(typed, get_terminal_size().columns) if _is_terminal(err=err) else typed, err=err)


def wrapped(said: str, width: int) -> str:
    """The text in lines of at most `width` letters, broken between words.

    What is quoted, a path or a command, stays in one piece, and so does a line that begins with spaces: people copy it.
    """
    return "\n".join(line if line.startswith(" ") else _in_lines(line, width) for line in said.split("\n"))


def _in_lines(line: str, width: int) -> str:
    whole = _QUOTED.sub(lambda quoted: quoted[0].replace(" ", _KEPT), line)
    lines = textwrap.wrap(whole, width, break_long_words=False, break_on_hyphens=False)
    return "\n".join(lines).replace(_KEPT, " ")


def _is_terminal(*, err: bool) -> bool:
    return (sys.stderr if err else sys.stdout).isatty()


@cache
def _commands() -> re.Pattern[str]:
    """`concord ` in front of one of our commands, and not as a part of a path."""
    from pipeline.cli.main import COMMANDS

    return re.compile(rf"(?<![\w./\\-]){NAME} (?=(?:{'|'.join(COMMANDS)})\b)")


def _found_or_whole(name: str, file: Path) -> str:
    """The bare name where the system finds this file by it, else the file's path as it was typed."""
    found = program(name)
    try:
        if found and Path(found).samefile(file):
            return name
    except OSError:
        pass
    typed = str(file)
    if file.is_relative_to(Path.cwd()):
        typed = str(Path(os.curdir, file.relative_to(Path.cwd())))
        typed = typed if os.sep in typed else f"{os.curdir}{os.sep}{typed}"
    return f'"{typed}"' if " " in typed else typed
