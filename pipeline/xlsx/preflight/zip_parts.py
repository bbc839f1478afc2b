"""The parts of a zip package: listed with suspicion, then unpacked in pieces and never further than announced."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pipeline.files.errors import RefusedFileError
from pipeline.xlsx.ooxml.relations import part_key
from pipeline.xlsx.preflight.verdict import MAX_PARTS, MAX_UNPACKED, damaged, refused, suspicious
from schemas.wording.text import text

PIECE = 1 << 20
FEED = 1 << 16
# Excel's own parts stay below 100; large sheets of zeros reach 130. Small parts may be anything.
MAX_RATIO = 200
RATIO_FROM = 10 << 20

# An entry of the list of parts has 46 bytes, its name and extras: 400 is far above what Excel writes.
MAX_LIST = MAX_PARTS * 400


class Part(NamedTuple):
    """A part of the package: its name (forward slashes), where its packed bytes lie, and what it should become."""

    name: str
    start: int
    packed: int
    size: int
    crc: int
    stored: bool


def list_parts(data: bytes) -> Mapping[str, Part]:
    """The parts by `part_key`. Raises RefusedFileError for what is damaged, encrypted, hostile or far too large."""
    if _length_of_list(data) > MAX_LIST:
        raise suspicious("too_many_parts", most=MAX_PARTS)
    try:
        # Only the list is read here: no member is opened through zipfile.
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, struct.error, EOFError) as problem:
        # Not implemented is what zipfile says of an archive of a later version than it knows.
        raise damaged("no_list") from problem
    if len(entries) > MAX_PARTS:
        raise suspicious("too_many_parts", most=MAX_PARTS)
    _refuse_bombs(entries)
    _refuse_overlaps(entries, len(data))
    parts: dict[str, Part] = {}
    for entry in entries:
        name = _checked_name(entry)
        key = part_key(name)
        if key in parts:
            raise suspicious("twice", part=name)
        parts[key] = _located(data, entry, name)
    return parts


def unpack(data: bytes, part: Part) -> Iterator[bytes]:
    """The content of `part` in pieces of 1 to 2 MB, the last one shorter.

    Raises RefusedFileError when it is not as announced.

    The first piece is the whole part or at least 1 MB, however the packed bytes are cut: what is
    decided by how a part begins cannot be evaded.
    """
    got = crc = waiting = 0
    pieces: list[bytes] = []
    for piece in _stored(data, part) if part.stored else _inflated(data, part):
        got += len(piece)
        waiting += len(piece)
        if got > part.size:
            raise damaged("unpacks_to_more", part=part.name)
        crc = zlib.crc32(piece, crc)
        pieces.append(piece)
        if waiting >= PIECE:
            yield b"".join(pieces)
            pieces, waiting = [], 0
    if pieces:
        yield b"".join(pieces)
    if got != part.size or crc != part.crc:
        raise damaged("checksum", part=part.name)


def _stored(data: bytes, part: Part) -> Iterator[bytes]:
    end = part.start + part.packed
    for at in range(part.start, end, PIECE):
        yield data[at : min(at + PIECE, end)]


def _inflated(data: bytes, part: Part) -> Iterator[bytes]:
    inflate, at, end = zlib.decompressobj(-15), part.start, part.start + part.packed
    try:
        while not inflate.eof:
            feed = inflate.unconsumed_tail
            if not feed:
                feed = data[at : min(at + FEED, end)]
                at += len(feed)
            piece = inflate.decompress(feed, PIECE)
            if piece:
                yield piece
            elif not feed:
                return  # cut short: the size will not match
    except zlib.error as problem:
        raise damaged("cannot_unpack", part=part.name) from problem


def _length_of_list(data: bytes) -> int:
    """The announced length of the list of parts, found as zipfile finds it, so that a huge one is never built."""
    end = len(data) - 22
    if data[end : end + 4] != b"PK\5\6" or data[-2:] != b"\0\0":
        end = data.rfind(b"PK\5\6", max(0, len(data) - 22 - 0xFFFF))
    if end < 0 or end + 22 > len(data):
        raise damaged("no_list")
    if data[end - 20 : end - 16] == b"PK\6\7" and data[end - 76 : end - 72] == b"PK\6\6":
        length: int = struct.unpack_from("<Q", data, end - 36)[0]
    else:
        length = struct.unpack_from("<L", data, end + 12)[0]
    return length


def _refuse_bombs(entries: list[zipfile.ZipInfo]) -> None:
    # `unpack` stops at the announced size, so the announcements are all that has to be judged.
    for entry in entries:
        if entry.file_size > max(RATIO_FROM, MAX_RATIO * max(1, entry.compress_size)):
            raise _bomb("part", part=entry.filename, size=entry.file_size >> 20)
    total = sum(entry.file_size for entry in entries)
    if total > MAX_UNPACKED:
        raise _bomb("all", size=total >> 20, most=MAX_UNPACKED >> 20)


def _refuse_overlaps(entries: list[zipfile.ZipInfo], length: int) -> None:
    placed = sorted(entries, key=lambda entry: entry.header_offset)
    if not placed:
        raise damaged("no_parts")
    if placed[0].header_offset != 0:
        raise suspicious("something_first")
    ends = [entry.header_offset for entry in placed[1:]] + [length]
    for entry, end in zip(placed, ends, strict=True):
        if entry.header_offset + 30 + entry.compress_size > end:
            raise suspicious("overlap", part=entry.filename)


def _checked_name(entry: zipfile.ZipInfo) -> str:
    name = entry.filename.replace("\\", "/")  # some old writers separate with backslashes
    if "\0" in entry.orig_filename:
        raise suspicious("zero_byte")
    if name.startswith("/") or name[1:2] == ":" or ".." in part_key(name).split("/"):
        raise suspicious("outside", part=name)
    return name


def _located(data: bytes, entry: zipfile.ZipInfo, name: str) -> Part:
    if entry.flag_bits & 1:
        raise refused("PASSWORD", "preflight.zip_password")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise suspicious("packing", part=name)
    at = entry.header_offset
    if data[at : at + 4] != b"PK\3\4" or at + 30 > len(data):
        raise damaged("not_in_place", part=name)
    length, extra = struct.unpack_from("<HH", data, at + 26)
    raw = data[at + 30 : at + 30 + length]
    if raw != entry.orig_filename.encode("utf-8" if entry.flag_bits & 0x800 else "cp437", "replace"):
        raise damaged("other_name", part=name)
    start = at + 30 + length + extra
    if start + entry.compress_size > len(data):
        raise damaged("cut_short", part=name)
    stored = entry.compress_type == zipfile.ZIP_STORED
    return Part(name, start, entry.compress_size, entry.file_size, entry.CRC, stored)


def _bomb(what: str, **values: object) -> RefusedFileError:
    return refused("ZIP_BOMB", "preflight.zip_bomb", what=text(f"preflight.bomb.{what}", **values))
