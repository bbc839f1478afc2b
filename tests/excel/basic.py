"""What a compiler of VBA would look at first, for the sources of a built file: lines, blocks, names.

Strings and remarks are taken out, conditional compilation is worked out for each kind of Excel.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

LONGEST, MOST_CONTINUED = 1023, 24  # letters in a line of the editor; lines that one statement goes on for
EXCELS: dict[str, dict[str, object]] = {
    "Windows, 64 bit": {"VBA7": True, "Win64": True},
    "Windows, 32 bit": {"VBA7": True, "Win64": False},
    "Windows, before 2010": {"VBA7": False, "Win64": False},
    "macOS": {"VBA7": True, "Win64": True, "Mac": True, "MAC_OFFICE_VERSION": 16},
}
_TEXT = re.compile(r'"(?:[^"]|"")*"')
_PROCEDURE = re.compile(r"(?:(Public|Private|Friend) )?(?:Static )?(Sub|Function|Property (?:Get|Let|Set)) (\w+)\b(.*)")
_DECLARED = re.compile(r"(?:(?:Public|Private) )?Declare (?:PtrSafe )?(?:Function|Sub) (\w+)")
_VARIABLE = re.compile(
    r"(?:\b(?:Dim|Static|Const|Public|Private|Optional|ByVal|ByRef|ParamArray)\b|[(,])"
    r"\s*(\w+)(?=\s*(?:\(\))?\s*(?:As\b|=|,|\)|$))"
)
_OPENS = {
    "If": r"If .* Then$", "For": r"For ", "Do": r"Do(?: |$)", "While": r"While ", "With": r"With ",
    "Select": r"Select ",
}  # fmt: skip
_CLOSES = {"End If": "If", "Next": "For", "Loop": "Do", "Wend": "While", "End With": "With", "End Select": "Select"}


@dataclass(frozen=True)
class Procedure:
    """A Sub or Function: `head` is what stands behind its name, `lines` what is in it."""

    name: str
    public: bool
    head: str
    lines: tuple[str, ...]


def too_long(source: str) -> list[str]:
    """The lines that the editor would not take."""
    found = [line for line in source.splitlines() if len(line) > LONGEST]
    run = 0
    for line in source.splitlines():
        run = run + 1 if line.rstrip().endswith(" _") else 0
        found += [line] if run > MOST_CONTINUED else []
    return found


def statements(source: str, excel: Mapping[str, object]) -> list[str]:
    """Every statement that this Excel compiles, in one line each."""
    bare = [_bare(line) for line in source.splitlines()]
    joined = re.sub(r"[ \t]_\n\s*", " ", "\n".join(bare))
    kept = _chosen(joined.split("\n"), {"Mac": False, **excel})
    return [part.strip() for line in kept for part in _parts(line) if part.strip()]


def _bare(line: str) -> str:
    out = line if line.lstrip().startswith("#") else _TEXT.sub('""', line)
    return re.sub(r"(?:'|^\s*Rem ).*", "", out).rstrip()


def _parts(line: str) -> list[str]:
    """The statements of a line: a colon parts them, but not behind the name of an argument or a mark."""
    return [line] if re.fullmatch(r"\s*\w+:", line) else re.split(r":(?!=)", line)


def _chosen(lines: Iterable[str], known: dict[str, object]) -> Iterator[str]:
    """The lines in the branches taken. Raises ValueError where a branch is not closed."""
    taken: list[list[bool]] = []  # for each open #If: is this branch on, has one been
    for line in map(str.strip, lines):
        word, _, condition = line.partition(" ")
        if word == "#Const":
            name, _, value = condition.partition(" = ")
            known[name] = value
        elif word == "#If":
            on = _holds(condition, known)
            taken.append([on, on])
        elif word == "#ElseIf":
            on = not taken[-1][1] and _holds(condition, known)
            taken[-1] = [on, taken[-1][1] or on]
        elif word == "#Else":
            taken[-1] = [not taken[-1][1], True]
        elif line == "#End If":
            taken.pop()
        elif all(on for on, _ in taken):
            yield line
    if taken:
        raise ValueError("#If without #End If")


def _holds(condition: str, known: Mapping[str, object]) -> bool:
    return any(_is(part, known) for part in condition.removesuffix(" Then").split(" Or "))


def _is(condition: str, known: Mapping[str, object]) -> bool:
    test = re.fullmatch(r"(Not )?(\w+)(?: (=|>=) (.+))?", condition)
    if not test:
        raise ValueError(condition)
    value = known.get(test[2], False)
    if test[3] == "=":
        value = value == test[4]
    elif test[3] == ">=":
        value = isinstance(value, int) and value >= int(test[4])
    return bool(value) != bool(test[1])


def procedures(lines: Iterable[str]) -> list[Procedure]:
    """The procedures of a module. Raises ValueError where a block is not closed, or closed by another's end."""
    found: list[Procedure] = []
    inside: list[str] = []
    open_one: re.Match[str] | None = None
    blocks: list[str] = []
    for line in lines:
        begun = _PROCEDURE.fullmatch(line)
        if begun and open_one:
            raise ValueError(f"{line} within {open_one[3]}")
        if begun:
            open_one, inside = begun, []
        elif re.fullmatch(r"End (Sub|Function|Property)", line):
            if open_one is None or blocks or line.split()[1] != open_one[2].split()[0]:
                raise ValueError(f"{line} with {blocks or 'nothing'} open")
            found.append(Procedure(open_one[3], open_one[1] != "Private", open_one[4], tuple(inside)))
            open_one = None
        else:
            inside.append(line)
            _block(line, blocks)
    if open_one:
        raise ValueError(f"{open_one[3]} does not end")
    return found


def _block(line: str, blocks: list[str]) -> None:
    closed = next((of for end, of in _CLOSES.items() if re.match(rf"{end}\b", line)), None)
    if closed:
        if not blocks or blocks.pop() != closed:
            raise ValueError(f"{line} closes nothing")
    else:
        blocks += [what for what, form in _OPENS.items() if re.match(form, line)]


def declared(lines: Iterable[str]) -> set[str]:
    """The names that these statements declare, in small letters: variables, constants, system calls, marks."""
    names: set[str] = set()
    for line in lines:
        system = _DECLARED.match(line)
        if system:
            names.add(system[1].lower())
        elif re.match(r"(?:Dim|Static|Const|Public|Private) ", line) and not _PROCEDURE.match(line):
            names |= {name.lower() for name in _VARIABLE.findall(line)}
        elif re.fullmatch(r"\w+:", line):
            names.add(line[:-1].lower())
    return names


def arguments(procedure: Procedure) -> set[str]:
    """The names of a procedure's arguments, in small letters."""
    return {name.lower() for name in _VARIABLE.findall(procedure.head)}


def used(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Every name in these statements with what stands before its dot ("" for none), in small letters.

    Names of named arguments and of what is reached from a result or a block (`.Value`) are left out.
    """
    for line in lines:
        for dot, name, after in re.findall(r"(\.|!)?\b([A-Za-z_]\w*)\b(:=)?", line):
            if not dot and not after:
                yield "", name.lower()
        for before, name in re.findall(r"(?<![.\w])(\w+)\.(\w+)", line):
            yield before.lower(), name.lower()
