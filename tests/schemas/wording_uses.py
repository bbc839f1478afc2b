"""Which sentences the code asks for, and which stand in Python, read from the source itself."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
WORDING = ROOT / "schemas" / "wording" / "en"
SOURCES = tuple(sorted(path for room in ("pipeline", "schemas", "scripts") for path in (ROOT / room).rglob("*.py")))
TEMPLATES = tuple(sorted(path for ending in ("j2", "bas") for path in (ROOT / "pipeline").rglob(f"*.{ending}")))
# Data that names parts of keys: which steps there are.
DATA = (ROOT / "schemas" / "steps.yaml",)
# Other functions that take a key: by the name of the call, the place or name of the argument.
TAKERS: Mapping[str, int | str] = {"option": "help", "command": "help", "group": "help", "refuse": 1, "refused": 1}
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
FORMS = frozenset({"zero", "one", "two", "few", "many", "other"})
# What stands in a literal in place of a value that only the run knows.
HOLE = "\0"
# Three words in a row are a sentence, or a piece of one.
SENTENCE = re.compile(r"(?<![\w<$./-])[A-Za-z][a-z'’-]*[,;:.]?(?: [A-Za-z'’-]+[,;:.]?){2,}")


@dataclass(frozen=True)
class Use:
    """A key that is asked for, with a HOLE for each part that only the run knows; `values` None: not known here."""

    place: str
    keys: tuple[str, ...]
    values: frozenset[str] | None
    is_section: bool = False

    def meant(self, keys: Collection[str]) -> set[str]:
        """Those of the keys that may be meant."""
        return {key for asked in self.keys for key in matching(asked, keys)}


def matching(asked: str, keys: Collection[str]) -> Iterable[str]:
    """Those of the keys that `asked` may mean; only one with a HOLE has to be held against each."""
    if HOLE not in asked:
        return (asked,) if asked in keys else ()
    pattern = re.compile(re.escape(asked).replace(re.escape(HOLE), r"[\w-]*"))
    return filter(pattern.fullmatch, keys)


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """All there is in a source, the outer before the inner."""
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


@cache
def sentences() -> Mapping[str, Any]:
    """Every sentence by its key, one with plural forms as a mapping; and the lists."""
    found: dict[str, Any] = {}
    for file in sorted(WORDING.rglob("*.yaml")):
        name = file.relative_to(WORDING).with_suffix("").as_posix()
        found.update(_leaves(name, yaml.load(file.read_text(encoding="utf-8"), _LOADER)))
    return found


def _leaves(key: str, entry: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(entry, dict) and not ("other" in entry and FORMS.issuperset(entry)):
        for name, below in entry.items():
            yield from _leaves(f"{key}.{name}", below)
    else:
        yield key, entry


def placeholders(entry: Any) -> set[str]:
    """The names in braces of a sentence, over all its plural forms."""
    forms = entry.values() if isinstance(entry, dict) else [entry]
    fields = (field for form in forms for _, field, _, _ in Formatter().parse(form) if field is not None)
    return {re.split(r"[.\[]", field)[0] for field in fields}


@cache
def uses() -> tuple[Use, ...]:
    """Every place in the code that asks for a sentence or a section."""
    return tuple(use for path in SOURCES for use in _in_file(path))


def _in_file(path: Path) -> Iterator[Use]:
    asking = _names_of_text(path) or ({"text": "text"} if path.name == "text.py" else {})
    for call in (node for node in nodes(path) if isinstance(node, ast.Call)):
        name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
        place = f"{path.relative_to(ROOT).as_posix()}:{call.lineno}"
        if isinstance(call.func, ast.Name) and name in asking and call.args:
            # A key whose section is handed on stands where that begins: see TAKERS.
            keys = tuple(key for key in _literals(call.args[0]) if not key.startswith(HOLE))
            yield Use(place, keys, _values(call), asking[name] == "texts")
        elif name in TAKERS and (given := _argument(call, TAKERS[name])) is not None:
            keys = tuple(key for key in _literals(given) if "." in key)
            yield Use(place, keys, None, is_section=not name.startswith("refuse"))


def _names_of_text(path: Path) -> Mapping[str, str]:
    """How a file calls `text` and `texts`."""
    imports = (node for node in nodes(path) if isinstance(node, ast.ImportFrom))
    return {
        name.asname or name.name: name.name
        for node in imports
        if node.module == "schemas.wording.text"
        for name in node.names
        if name.name in ("text", "texts")
    }


def _argument(call: ast.Call, place: int | str) -> ast.expr | None:
    if isinstance(place, int):
        return call.args[place] if len(call.args) > place else None
    return next((given.value for given in call.keywords if given.arg == place), None)


def _literals(node: ast.expr) -> Iterator[str]:
    """What a key may be, as far as it is written where it is asked for."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield written(node)
    elif isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)


def _values(call: ast.Call) -> frozenset[str] | None:
    """The names of the values that are given, None where some are handed on as they come."""
    names: set[str] = set()
    for given in call.keywords:
        if given.arg:
            names.add(given.arg)
        elif isinstance(given.value, ast.Dict):
            names.update(key.value for key in given.value.keys if isinstance(key, ast.Constant))  # type: ignore[misc]
        else:
            return None
    return frozenset(names)


def written(node: ast.JoinedStr) -> str:
    """An f-string with a HOLE for each value."""
    return "".join(str(part.value) if isinstance(part, ast.Constant) else HOLE for part in node.values)


def literals(path: Path) -> Iterator[str]:
    """The texts that stand in a source, but for its docstrings."""
    skipped: set[int] = set()
    for node in nodes(path):
        if isinstance(node, ast.Expr):
            skipped.add(id(node.value))
        elif isinstance(node, ast.JoinedStr):
            skipped.update(map(id, node.values))
    for node in nodes(path):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.JoinedStr):
            yield written(node)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


@cache
def named() -> frozenset[str]:
    """Every word that code, data and templates have: what the parts of a key that a run puts in are called."""
    texts = [path.read_text(encoding="utf-8") for path in (*SOURCES, *DATA, *TEMPLATES)]
    found = {word for text in texts for word in re.findall(r"[\w-]+", text)}
    # A macro calls `Words.NotStarted` what stands under `not_started`.
    return frozenset(found.union(re.sub(r"(?<=[a-z])(?=[A-Z])", "_", word).lower() for word in found))


@cache
def every_literal() -> frozenset[str]:
    """All texts of all sources: a key may stand in one place and be asked for in another."""
    return frozenset(text for path in SOURCES for text in literals(path))
