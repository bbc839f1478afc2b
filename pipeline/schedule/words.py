"""The sentences about schedules, from `schemas/wording/en/schedule.yaml`."""

from __future__ import annotations


class ScheduleError(Exception):
    """Something cannot be scheduled, taken away or looked at; the text says why and what to do."""
