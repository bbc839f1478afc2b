"""Workbooks that their people have closed to changes: a password to modify, or the mark of a final version."""

from __future__ import annotations

import re
from typing import Literal

from pipeline.xlsx.ooxml.package import Package

_RESERVED = re.compile(
    rb"""<(?:\w+:)?fileSharing\s[^<>]*(?:reservationPassword|hashValue|readOnlyRecommended\s*=\s*["'](?:1|true))"""
)
_FINAL = re.compile(rb"""name\s*=\s*["']_MarkAsFinal["'][^<>]*>\s*<(?:\w+:)?bool>\s*(?:true|1)\s*<""", re.IGNORECASE)

Reserved = Literal["", "modify_password", "final"]


def reserved(package: Package) -> Reserved:
    """How a workbook is closed to changes, "" where it is not. Raises WriteError for a damaged package."""
    if package.workbook and _RESERVED.search(package.original(package.workbook)):
        return "modify_password"
    custom = (name for name in package.names if name.lower().endswith("docprops/custom.xml"))
    return "final" if any(_FINAL.search(package.original(name)) for name in custom) else ""
