"""What a look at the bytes of a workbook can end in: a refusal in one sentence, or what to keep in mind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.files.errors import RefusedFileError

# A register of 200,000 risks of four partners has 550 MB unpacked with its results: what we wrote is read again.
MAX_UNPACKED = 700 << 20
MAX_PARTS = 2_000

WARNINGS: Mapping[str, str] = {
    "MACROS": "The workbook holds macros although it is not saved as .xlsm. They are left as they are and not run.",
    "EXTERNAL_LINKS": "The workbook takes values from other files. The values it last showed are used.",
    "CONNECTIONS": "The workbook is connected to an outside source of data. It is not contacted; what stands in the "
    "cells is used.",
    "SIGNED": "The workbook carries a digital signature. Writing results into it makes the signature invalid.",
    "BUILT_IN_PASSWORD": "The workbook is protected with Excel's built-in password. It can be read, but results are "
    "not written into it: remove the protection in Excel (Review), save, and run again.",
}


@dataclass(frozen=True, slots=True)
class Soundness:
    """What was noticed in a workbook that may be read; `warnings` are keys of WARNINGS."""

    warnings: tuple[str, ...] = ()
    has_formulas: bool = False

    @property
    def may_be_written(self) -> bool:
        """Whether results may go back into this file; not when its bytes had to be decrypted first."""
        return "BUILT_IN_PASSWORD" not in self.warnings


def damaged(what: str) -> RefusedFileError:
    """The refusal of a file in which `what` (a clause without full stop) was found."""
    return RefusedFileError(
        "DAMAGED",
        f"The file is damaged or cut short: {what}. It may still be copying or syncing; "
        "wait and run again, or restore an earlier version.",
    )
