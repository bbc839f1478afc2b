"""Strict reading of the package's YAML data: a duplicate key is an error, never a silent loss."""

from __future__ import annotations

from collections.abc import Hashable
from contextlib import suppress
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, ClassVar

import yaml

from schemas.wording.text import text

# The C parser is about six times faster; start-up time is paid on every click of the button.
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

DEEPEST = 50


class DataError(Exception):
    """A data file (ours or one given with --config) does not say what it must; names file and key."""


class _StrictLoader(_Base):  # type: ignore[misc]
    """The safe loader that also refuses a key written twice, and names the line of what cannot be."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep)
        except (ValueError, ArithmeticError, AttributeError, LookupError) as problem:
            # What looks like a date or a number is taken for one, whatever it says: 2026-99-99.
            raise DataError(
                text("schemas.yaml_file.no_value", file=self.name, line=node.start_mark.line + 1)
            ) from problem

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, Hashable):
                continue  # refused below
            if key in seen:
                line = key_node.start_mark.line + 1
                raise DataError(text("schemas.yaml_file.written_twice", file=self.name, line=line, key=key))
            seen.add(key)
        mapping: dict[Any, Any] = super().construct_mapping(node, deep)
        return mapping


class _TextLoader(_StrictLoader):
    """The strict loader that leaves each value the text that stands there: Yes, NO, 007 and 2026-04-03 are words."""

    yaml_implicit_resolvers: ClassVar = {
        first: [(tag, pattern) for tag, pattern in known if tag.endswith((":null", ":merge"))]
        for first, known in _Base.yaml_implicit_resolvers.items()
    }


def parse(content: str, name: str, *, as_text: bool = False) -> Any:
    """What the YAML `content` says; `name` is how messages call it. `as_text`: no value is a number, date or truth.

    Raises DataError.
    """
    loader = (_TextLoader if as_text else _StrictLoader)(content)
    loader.name = name
    try:
        return loader.get_single_data()
    except yaml.YAMLError as problem:
        raise DataError(text("schemas.yaml_file.not_yaml", file=name, problem=problem)) from problem
    finally:
        loader.dispose()


@cache
def package_data(name: str) -> Any:
    """The content of a YAML file shipped inside `schemas`, for example `vocabularies.yaml`.

    It is read once, and many look at the same content: nobody changes what he gets.
    """
    return parse(files("schemas").joinpath(name).read_text(encoding="utf-8"), name)


def package_files(folder: str) -> list[str]:
    """The YAML files of a folder shipped inside `schemas`, by name, each as `package_data` takes it."""
    found = sorted(path.name for path in files("schemas").joinpath(folder).iterdir() if path.name.endswith(".yaml"))
    return [f"{folder}/{name}" for name in found]


def file_data(path: Path, *, as_text: bool = False) -> Any:
    """The content of a YAML file that a user gave; `as_text` as in `parse`. Raises DataError when it cannot be read."""
    try:
        content = path.read_text(encoding="utf-8-sig")
        _refuse_depth(content, path.name)
        return parse(content, path.name, as_text=as_text)
    except (OSError, UnicodeDecodeError) as problem:
        raise DataError(text("schemas.yaml_file.unreadable", file=path, problem=problem)) from problem


def _refuse_depth(content: str, name: str) -> None:
    """Raise DataError before the parser goes so deep that the whole program would crash."""
    depth = 0
    with suppress(yaml.YAMLError):  # said when it is read
        for event in yaml.parse(content, Loader=_Base):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                raise DataError(text("schemas.yaml_file.too_deep", file=name, most=DEEPEST))
