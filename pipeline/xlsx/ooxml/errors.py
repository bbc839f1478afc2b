"""Why a workbook was not written."""

from __future__ import annotations


class WriteError(Exception):
    """The tables cannot be written without risk to what is not ours.

    `reason` is one sentence for people; `sheet` and `cell` say where to look, empty where no place decides.
    """

    def __init__(self, reason: str, sheet: str = "", cell: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.sheet = sheet
        self.cell = cell

    def __reduce__(self) -> tuple[type[WriteError], tuple[str, str, str]]:
        return type(self), (self.reason, self.sheet, self.cell)  # it comes out of workers


class NotSafeError(WriteError):
    """The finished workbook did not pass our own check: it is not handed out, the file stays as it was."""
