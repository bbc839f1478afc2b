"""The VBA of a built file, read independently of what wrote it ([MS-OVBA] 2.4.1, over olefile)."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import olefile


def modules(data: bytes) -> dict[str, str]:
    """The source of every module, by name, of an .xlsm or .xlam file."""
    found = {}
    with olefile.OleFileIO(BytesIO(ZipFile(BytesIO(data)).read("xl/vbaProject.bin"))) as project:
        for path in project.listdir():
            stream = project.openstream(path).read()
            source = _source(stream) if path[0] == "VBA" else ""
            if source:
                found[path[-1]] = source.replace("\r\n", "\n")
    return found


def _source(stream: bytes) -> str:
    """The compressed source in a module's stream: the one container that begins with its name."""
    at = stream.find(b"\x01")
    while at >= 0:
        text = _decompressed(stream[at + 1 :])
        if text.startswith(b"Attribute VB_Name"):
            return text.decode("cp1252")
        at = stream.find(b"\x01", at + 1)
    return ""


def _decompressed(data: bytes) -> bytes:
    out = bytearray()
    while len(data) > 2:
        header = int.from_bytes(data[:2], "little")
        if header & 0x7000 != 0x3000:
            return b""
        size = (header & 0x0FFF) + 3
        chunk, data = data[2:size], data[size:]
        if header & 0x8000:
            _unpack(chunk, out)
        else:
            out += chunk
        if len(out) >= 17 and not out.startswith(b"Attribute VB_Name"):
            return b""
    return bytes(out)


def _unpack(chunk: bytes, out: bytearray) -> None:
    begin, at = len(out), 0
    while at < len(chunk):
        flags, at = chunk[at], at + 1
        for bit in range(8):
            if at >= len(chunk):
                return
            if not flags >> bit & 1:
                out.append(chunk[at])
                at += 1
                continue
            token, at = int.from_bytes(chunk[at : at + 2], "little"), at + 2
            bits = max((len(out) - begin - 1).bit_length(), 4)
            length, back = (token & (0xFFFF >> bits)) + 3, (token >> (16 - bits)) + 1
            if back > len(out):
                return
            for _ in range(length):
                out.append(out[-back])
