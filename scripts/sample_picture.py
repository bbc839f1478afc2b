"""Small pictures for the samples, drawn here so that nothing comes from elsewhere."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable

Colour = tuple[int, int, int]
SKY, SEA, SAIL, WOOD, SAND = (205, 225, 240), (70, 120, 160), (250, 250, 245), (120, 85, 60), (225, 205, 160)
PAPER, INK = (250, 245, 225), (60, 60, 60)
WIDTH, HEIGHT = 240, 160


def png(width: int, height: int, colour_at: Callable[[int, int], Colour]) -> bytes:
    """The bytes of a PNG picture of `width` times `height` points; `colour_at(x, y)` gives red, green, blue."""
    rows = b"".join(b"\0" + bytes(part for x in range(width) for part in colour_at(x, y)) for y in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = (_chunk(b"IHDR", header), _chunk(b"IDAT", _stored(rows)), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _stored(content: bytes) -> bytes:
    # Not compressed: builds of zlib compress differently, and the sample must come out the same everywhere.
    blocks = [content[start : start + 0xFFFF] for start in range(0, len(content), 0xFFFF)]
    framed = b"".join(
        struct.pack("<BHH", block is blocks[-1], len(block), len(block) ^ 0xFFFF) + block for block in blocks
    )
    return b"\x78\x01" + framed + struct.pack(">I", zlib.adler32(content))


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _harbour(x: int, y: int) -> Colour:
    if 118 <= x <= 121 and 30 <= y <= 100:
        return WOOD
    if 122 <= x <= 122 + (y - 32) // 1.6 and 32 <= y <= 92:
        return SAIL
    if 100 <= y <= 118 and 75 + (y - 100) <= x <= 180 - (y - 100):
        return WOOD
    return SAND if y > 145 else SEA if y > 104 else SKY


def _board(x: int, y: int) -> Colour:
    if 40 <= x <= 200 and 15 <= y <= 110:
        inside = 48 <= x <= 192 and 23 <= y <= 102
        return INK if inside and y % 18 < 2 and x % 90 > 12 else PAPER if inside else WOOD
    return WOOD if 110 < y <= 155 and (60 <= x <= 68 or 172 <= x <= 180) else SKY


def picture(name: str) -> bytes:
    """One of the pictures, `harbour` or `board`. Raises KeyError for another name."""
    return png(WIDTH, HEIGHT, {"harbour": _harbour, "board": _board}[name])
