"""The sentences about schedules, from `schemas/wording/schedule.yaml`."""

from __future__ import annotations

from functools import cache

from schemas.yaml_file import package_data


class ScheduleError(Exception):
    """Something cannot be scheduled, taken away or looked at; the text says why and what to do."""


@cache
def _sentences() -> dict[str, str]:
    data: dict[str, str] = package_data("wording/schedule.yaml")
    return data


def say(name: str, /, **values: object) -> str:
    """One sentence, filled in. Raises KeyError for an unknown name or a missing value."""
    return _sentences()[name].format_map(values).strip()
