"""The lists of CONTRIBUTING.md as data: what each step does to which file, or which command it calls."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

ROOT = Path(__file__).resolve().parents[2]
CONTRIBUTING = ROOT / "CONTRIBUTING.md"
_ITEM = re.compile(r"^\d+\. ", re.MULTILINE)
_BLOCK = re.compile(r"^   ```(\w+)\n(.*?)^   ```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`([^`]+)`")


@dataclass(frozen=True)
class Step:
    """One step: commands to call, or a file to change (`diff`) or to make (any other language)."""

    commands: tuple[str, ...] = ()
    file: str = ""
    language: str = ""
    text: str = ""


def titles() -> list[str]:
    """The titles of all lists, in order."""
    return [title for title in re.findall(r"^### (.+)$", _adding(), re.MULTILINE) if steps(title)]


def steps(title: str) -> list[Step]:
    """The steps of one list, in order."""
    section = re.split(r"^### ", _adding(), flags=re.MULTILINE)
    body = next(text.partition("\n")[2] for text in section if text.partition("\n")[0] == title)
    return [_step(text) for text in _ITEM.split(body)[1:]]


def _adding() -> str:
    return CONTRIBUTING.read_text(encoding="utf-8").partition("\n## Adding things\n")[2].partition("\n## ")[0]


def _step(text: str) -> Step:
    codes = _CODE.findall(_BLOCK.sub("", text))
    if codes[0].startswith("python "):
        return Step(commands=tuple(code for code in codes if code.startswith("python ")))
    block = _BLOCK.search(text)
    assert block, f"the step about {codes[0]} shows nothing to write"
    return Step(file=codes[0], language=block[1], text=dedent(block[2]))


def changed(text: str, diff: str) -> str:
    """`text` with the lines that `diff` adds and takes away; without any line around them they go to the end."""
    lines, at = text.splitlines(), 0
    waiting: list[str] = []
    for line in diff.splitlines():
        mark, content = line[:1], line[1:]
        if mark == "+":
            waiting.append(content)
            continue
        if waiting and at:
            lines[at:at] = waiting
            at, waiting = at + len(waiting), []
        found = next((i for i in range(at, len(lines)) if _is(lines[i], content)), None)
        assert found is not None, f"there is no line {content!r}"
        lines[found:found] = waiting
        at, waiting = found + len(waiting) + 1, []
        if mark == "-":
            at -= 1
            del lines[at]
    lines[at or len(lines) : at or len(lines)] = waiting
    return "\n".join(lines) + "\n"


def _is(line: str, wanted: str) -> bool:
    return line.startswith(wanted.removesuffix("…")) if wanted.endswith("…") else line == wanted
