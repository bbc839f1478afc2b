"""A sound workbook in which one part is made to hold far more of something than usual."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from benchmarks.workbooks import DAY, workbook
from pipeline.run.batch.options import Options
from pipeline.run.workbook.process import process

Parts = dict[str, bytes]
Spoil = Callable[[Parts, int], None]
Piece = Callable[[int], str]

KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@cache
def _sound() -> Parts:
    """The parts of a workbook that a run has filled in."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "sound.xlsx")
        path.write_bytes(workbook(30, 60, 40, 20, 3))
        process(path, Options(today=DAY))
        with zipfile.ZipFile(path) as archive:
            return {name: archive.read(name) for name in archive.namelist()}


def spoilt(spoil: Spoil, size: int) -> bytes:
    """The workbook with about `size` bytes of XML of what `spoil` adds."""
    parts = dict(_sound())
    spoil(parts, size)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def _many(size: int, make: Piece) -> str:
    """So much text, of pieces that know their number."""
    pieces: list[str] = []
    length = 0
    while length < size:
        pieces.append(make(len(pieces) + 1))
        length += len(pieces[-1])
    return "".join(pieces)


def put(part: str, pattern: str, make: Piece, before: str = "", after: str = "") -> Spoil:
    """Pieces in place of what `pattern` finds first in a part; a lookahead puts them before it."""

    def spoil(parts: Parts, size: int) -> None:
        xml = parts[part].decode()
        found = re.search(pattern, xml, re.DOTALL)
        assert found, (part, pattern)
        parts[part] = (xml[: found.start()] + before + _many(size, make) + after + xml[found.end() :]).encode()

    return spoil


def nested(part: str, pattern: str, opening: str, closing: str) -> Spoil:
    """Elements within elements, as deep as the size allows, before what `pattern` finds first in a part."""

    def spoil(parts: Parts, size: int) -> None:
        depth = max(1, size // len(opening + closing))
        put(part, pattern, lambda _: opening * depth + closing * depth)(parts, 1)

    return spoil


def listed(part: str, name: str, make: Piece, follows: str) -> Spoil:
    """A list of a sheet, in place of the one that is there or before the first element of those that follow it."""

    def spoil(parts: Parts, size: int) -> None:
        there = f"<{name}[ >].*?</{name}>"
        is_there = re.search(there, parts[part].decode(), re.DOTALL)
        pattern = there if is_there else f"(?=<(?:{follows})[ />])"
        put(part, pattern, make, f"<{name}>", f"</{name}>")(parts, size)

    return spoil


def more_parts(path: str, xml: Piece, owner: str, kind: str) -> Spoil:
    """Parts that hang on another one by relations."""

    def spoil(parts: Parts, size: int) -> None:
        relations = []
        number = 0
        while size > 0 and number < 1800:
            number += 1
            name, content = path.format(number), xml(number)
            parts[name] = content.encode()
            relations.append(f'<Relationship Id="x{number}" Type="{KIND}/{kind}" Target="/{name}"/>')
            size -= len(content) + len(relations[-1])
        parts[owner] = parts[owner].replace(b"</Relationships>", "".join(relations).encode() + b"</Relationships>")

    return spoil
