"""Types of columns that check what a database gives: an SQLite file may hold anything anywhere once it is damaged."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Dialect, Integer, String, Text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.types import TypeDecorator, TypeEngine

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class DamagedValueError(SQLAlchemyError):
    """A value cannot be what was written there."""


class Checked(TypeDecorator[Any]):
    """A type whose values are looked at when they are read. `holds` says whether one may have been written."""

    impl: TypeEngine[Any] | type[TypeEngine[Any]] = Text
    cache_ok = True

    def __init__(self, kind: TypeEngine[Any], holds: Callable[[Any], bool], *, nullable: bool = False) -> None:
        super().__init__()
        self.impl = self.kind = kind
        self.holds, self.nullable = holds, nullable

    def is_sound(self, value: Any) -> bool:
        """Whether a value may have been written there."""
        return self.nullable if value is None else self.holds(value)

    def is_sound_in_file(self, value: Any) -> bool:
        """The same for a value as it stands in an SQLite file, where JSON is a text."""
        if value is None or not isinstance(self.kind, JSON):
            return self.is_sound(value)
        try:
            return self.is_sound(decoded(value))
        except DamagedValueError:
            return False

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """The value. Raises DamagedValueError."""
        if not self.is_sound(value):
            raise DamagedValueError(f"{value!r:.40} is not what was written")
        return value


def text(length: int = 0, *, nullable: bool = False) -> Checked:
    """A text."""
    return Checked(String(length) if length else Text(), _is_text, nullable=nullable)


def day() -> Checked:
    """A day in ISO form."""
    return Checked(String(10), _is_day)


def moment() -> Checked:
    """A moment in ISO form, with a zone."""
    return Checked(String(32), _is_moment)


def number(*, nullable: bool = False) -> Checked:
    """A whole number."""
    return Checked(Integer(), _is_number, nullable=nullable)


def texts() -> Checked:
    """A list of texts."""
    return Checked(JSON(), _are_texts)


def counts(*, nullable: bool = False) -> Checked:
    """Numbers by name."""
    return Checked(JSON(), _are_counts, nullable=nullable)


def data() -> Checked:
    """Values by name."""
    return Checked(JSON(), _is_data)


def told_items() -> Checked:
    """Findings with their severities and actions with their marks, by id; NULL where there are none."""
    return Checked(JSON(none_as_null=True), _are_told_items, nullable=True)


def decoded(content: str | bytes) -> Any:
    """What a JSON text says. Raises DamagedValueError."""
    try:
        return json.loads(content if isinstance(content, bytes) else content.encode())
    except (ValueError, TypeError, AttributeError, RecursionError):
        raise DamagedValueError(f"{content!r:.40} is not what was written") from None


def _is_text(value: Any) -> bool:
    if type(value) is not str:
        return False
    try:
        return value.isascii() or bool(value.encode())
    except UnicodeEncodeError:  # bytes that are no text
        return False


def _is_day(value: Any) -> bool:
    try:
        return type(value) is str and bool(_DAY.fullmatch(value)) and bool(date.fromisoformat(value))
    except ValueError:
        return False


def _is_moment(value: Any) -> bool:
    try:
        return type(value) is str and value.isascii() and datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def _is_number(value: Any) -> bool:
    return type(value) is int


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _are_counts(value: Any) -> bool:
    return isinstance(value, dict) and all(type(each) is int for each in value.values())


def _is_data(value: Any) -> bool:
    return isinstance(value, dict)


def _are_told_items(value: Any) -> bool:
    if not isinstance(value, dict):
        return False
    findings, actions = value.get("findings"), value.get("actions")
    if not isinstance(findings, dict) or not isinstance(actions, dict):
        return False
    return all(isinstance(each, str) for each in findings.values()) and all(
        isinstance(each, dict) and "late" in each for each in actions.values()
    )
