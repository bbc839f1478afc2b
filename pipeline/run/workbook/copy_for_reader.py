"""A copy that was made for one party or reader is no workbook of its own: it is left as it is."""

from __future__ import annotations

from pipeline.reading.workbook import Reading
from schemas.wording.text import text


class CopyForReaderError(Exception):
    """The workbook is a copy for one party or reader: no workbook of its own. The text says what to do with it."""


def refuse_copy(reading: Reading) -> None:
    """Raise CopyForReaderError for a copy that was made for one party or reader."""
    given = reading.arrangement
    if given.text("copy_for"):
        raise CopyForReaderError(text("run.copy_to_fill_in", partner=given.text("copy_for")))
    if given.text("shared_with"):
        raise CopyForReaderError(text("run.copy_to_read", reader=given.text("shared_with")))
