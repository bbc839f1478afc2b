"""A text as the macro `Coded` hands it on; `addin/test_basic_runs.py` holds the macro to it."""

from __future__ import annotations

import string
import struct

PLAIN = frozenset(string.ascii_letters + string.digits + " ")


def coded(text: str) -> str:
    """Letters and figures stay, every other unit of UTF-16 becomes `_` and four figures."""
    units = struct.unpack(f">{len(text.encode('utf-16-be')) // 2}H", text.encode("utf-16-be"))
    return "".join(chr(unit) if chr(unit) in PLAIN else f"_{unit:04X}" for unit in units)
