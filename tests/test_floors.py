"""The rooms of the code stand on floors: each uses only those below it in the table of CONTRIBUTING.md."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from configparser import ConfigParser
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MOST_FILES = 22
FLAT_BY_DESIGN = {"pipeline/rules", "schemas/tables"}  # one rule, one table a file
# Beside the rooms: what starts the program, and what every room may use.
TOP, GROUND = ("pipeline.__main__",), ("pipeline.printable", "pipeline.safe_start", "pipeline.__init__")


def module(file: Path) -> str:
    return ".".join(file.relative_to(ROOT).with_suffix("").parts)


FILES = {module(file): file for folder in ("pipeline", "schemas") for file in (ROOT / folder).rglob("*.py")}


@cache
def floors() -> list[str]:
    """The rooms as the table lists them, from the top."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rooms = re.findall(r"^\| `(pipeline/\w+|schemas)/?` \|", text, re.M)
    return [room.replace("/", ".") for room in rooms if room != "schemas"] + ["schemas"]


def room(name: str) -> str:
    if name in TOP or name in GROUND:
        return name
    return "schemas" if name.startswith("schemas") else ".".join(name.split(".")[:2])


def height(name: str) -> int:
    of = room(name)
    if of in TOP:
        return len(floors())
    return -1 if of in GROUND else len(floors()) - 1 - floors().index(of)


def imported(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """The modules of ours that these statements import."""
    for node in nodes:
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            while name and name not in FILES and f"{name}.__init__" not in FILES:
                name = name.rpartition(".")[0]
            if name:
                yield name if name in FILES else f"{name}.__init__"


def parsed(name: str) -> ast.Module:
    return ast.parse(FILES[name].read_text(encoding="utf-8"))


def test_the_table_names_every_room_once() -> None:
    there = {room(name) for name in FILES} - {*TOP, *GROUND}
    assert sorted(floors()) == sorted(there)


@pytest.mark.parametrize("name", sorted({room(name) for name in FILES} - set(TOP)))
def test_no_import_runs_up_the_floors(name: str) -> None:
    up = {
        f"{user} imports {used}"
        for user in FILES
        if room(user) == name
        for used in imported(ast.walk(parsed(user)))
        if room(used) != name and height(used) > height(user)
    }
    assert not up


def test_no_two_files_load_each_other() -> None:
    """Imports that wait inside a function, or are for type checkers alone, do not count."""
    above = {name: set(imported(parsed(name).body)) - {name} for name in FILES}
    done: set[str] = set()
    for name in above:
        assert not (circle := around(name, above, [], done)), " -> ".join(circle)


def around(name: str, above: dict[str, set[str]], way: list[str], done: set[str]) -> list[str]:
    if name in way:
        return [*way[way.index(name) :], name]
    if name in done:
        return []
    for used in above.get(name, ()):
        if circle := around(used, above, [*way, name], done):
            return circle
    done.add(name)
    return []


def test_no_flat_folder_holds_more_files_than_one_takes_in_at_a_glance() -> None:
    files = (file for name, file in FILES.items() if not name.endswith("__init__"))
    counts = Counter(str(file.parent.relative_to(ROOT)) for file in files)
    assert {folder for folder, count in counts.items() if count > MOST_FILES} <= FLAT_BY_DESIGN


def test_every_package_is_installed_and_none_is_hidden_from_git() -> None:
    listed = ConfigParser()
    listed.read(ROOT / "setup.cfg")
    packages = [name.removesuffix(".__init__") for name in FILES if name.endswith(".__init__")]
    assert sorted(listed["options"]["packages"].split()) == sorted(packages)
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    hidden = {name for name in packages for part in name.split(".") if f"{part}/" in ignored}
    assert hidden == set()
