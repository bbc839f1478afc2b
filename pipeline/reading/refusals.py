"""Why a workbook is not read at all."""

from __future__ import annotations


class NotOurs(Exception):  # noqa: N818 (what the file is, not an error of ours)
    """The workbook is not a Concord workbook: nothing to complain about."""


class Unreadable(Exception):  # noqa: N818 (what the file is, not an error of ours)
    """The workbook cannot be read; its text is a sentence for people."""
