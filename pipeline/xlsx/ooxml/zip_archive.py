"""The zip file under a workbook: members read one by one, and written again with the others copied raw.

`zipfile` cannot copy a member without unpacking it, and rewrites the directory in its own way;
here every byte of an unchanged member, its directory entry included, comes out as it went in.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from pipeline.xlsx.ooxml.errors import WriteError
from pipeline.xlsx.ooxml.relations import part_key
from schemas.wording.text import text

_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_FIELD = struct.Struct("<HH")
_FULL = 0xFFFFFFFF  # the true number stands in the zip64 extra field
_UTF8 = 0x800
_FIRST_DAY = 0x21  # 1980-01-01
PIECE = 1 << 20  # bytes; more at once would only take memory
_FEED = 1 << 16
# zlib's level 2 packs sheets in half the time of level 6, and 15 % larger.
_LEVEL = 2


class Member(NamedTuple):
    """One file of the archive: where its bytes stand, and its directory entry as it is."""

    name: str
    entry: bytes
    start: int
    end: int
    method: int
    crc: int
    packed: int
    size: int


@dataclass(frozen=True, slots=True)
class Packed:
    """New contents of a member as the archive will hold them, which is a tenth of what a sheet has unpacked."""

    body: bytes | memoryview
    crc: int
    size: int

    @classmethod
    def of(cls, *plain: bytes) -> Packed:
        """The contents `plain`, packed."""
        return cls.of_pieces(plain)

    @classmethod
    def of_pieces(cls, pieces: Iterable[bytes]) -> Packed:
        """The contents that come in pieces, each packed as it comes."""
        packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15)
        body, crc, size = bytearray(), 0, 0
        for piece in pieces:
            body += packer.compress(piece)
            crc, size = zlib.crc32(piece, crc), size + len(piece)
        body += packer.flush()
        return cls(bytes(body), crc, size)

    @property
    def plain(self) -> bytes:
        """The contents, unpacked anew each time."""
        return zlib.decompress(self.body, -15, self.size or 1)


class Archive:
    """A zip file held in memory. Raises WriteError if it is damaged.

    `unpacked` are contents that somebody has unpacked already, by `part_key`.
    """

    def __init__(self, data: bytes, unpacked: Mapping[str, bytes] = MappingProxyType({})) -> None:
        self.data = data
        self._unpacked = unpacked
        try:
            self.members, self.comment = _directory(data)
        except (struct.error, IndexError, ValueError) as fault:
            raise WriteError(text("writer.file.damaged")) from fault
        self._by_name = {member.name: member for member in self.members}

    def sum_of(self, name: str) -> tuple[int, int]:
        """The check sum and the length of what the member `name` holds; those of nothing if there is none."""
        member = self._by_name.get(name)
        return (member.crc, member.size) if member else (0, 0)

    def read(self, name: str) -> bytes:
        """The unpacked bytes of the member `name`."""
        if found := self._unpacked.get(part_key(name)):
            return found
        member, packed = self._found(name)
        try:
            plain = bytes(packed) if member.method == 0 else zlib.decompress(packed, -15, member.size or 1)
        except zlib.error as fault:
            raise WriteError(text("writer.file.damaged")) from fault
        if member.method not in (0, 8) or zlib.crc32(plain) != member.crc:
            raise WriteError(text("writer.file.damaged"))
        return plain

    def packed(self, name: str) -> Packed:
        """What the member `name` holds, as it stands here: its bytes are not kept a second time."""
        member, body = self._found(name)
        return Packed(body, member.crc, member.size)

    def holds(self, member: Member, other: Archive, source: Member) -> bool:
        """Whether `member` stands here byte for byte as `source` in the other archive; compared where they stand."""
        as_long = member.end - member.start == source.end - source.start
        return as_long and self.data.startswith(memoryview(other.data)[source.start : source.end], member.start)

    def pieces(self, name: str) -> Iterator[bytes]:
        """As `read`, in pieces, for members that may be long; damage shows at the end at the latest."""
        member, packed = self._found(name)
        crc = 0
        try:
            for piece in [bytes(packed)] if member.method == 0 else _inflated(packed):
                crc = zlib.crc32(piece, crc)
                yield piece
        except zlib.error as fault:
            raise WriteError(text("writer.file.damaged")) from fault
        if member.method not in (0, 8) or crc != member.crc:
            raise WriteError(text("writer.file.damaged"))

    def _found(self, name: str) -> tuple[Member, memoryview]:
        member = self._by_name[name]
        head = _LOCAL.unpack_from(self.data, member.start)
        begin = member.start + _LOCAL.size + head[9] + head[10]
        return member, memoryview(self.data)[begin : begin + member.packed]

    def rebuilt(
        self, new: Mapping[str, Packed], dropped: Set[str], added: Mapping[str, Packed] = MappingProxyType({})
    ) -> bytes:
        """The archive with `new` contents for some members, without the dropped ones, and `added` ones at its end."""
        places = sorted(self.members, key=lambda member: member.start)
        data = memoryview(self.data)
        out: list[bytes | memoryview] = [data[: places[0].start]] if places else []
        position = len(out[0]) if out else 0
        entries: dict[str, bytes] = {}
        for member in places:
            if member.name in dropped:
                continue
            if member.name in new:
                head, entry = _packed(member, new[member.name])
                pieces = [head, new[member.name].body]
            else:
                pieces, entry = [data[member.start : member.end]], member.entry
            entries[member.name] = _at(entry, position)
            out += pieces
            position += sum(map(len, pieces))
        listed = [member.name for member in self.members if member.name in entries]
        for name, new_one in added.items():
            head, entry = _fresh(name, new_one)
            entries[name] = _at(entry, position)
            listed.append(name)
            out += [head, new_one.body]
            position += len(head) + len(new_one.body)
        central = b"".join(entries[name] for name in listed)
        if position >= _FULL or len(entries) >= 0xFFFF:
            raise WriteError(text("writer.file.too_large"))
        count = len(entries)
        end = _END.pack(b"PK\5\6", 0, 0, count, count, len(central), position, len(self.comment))
        return b"".join([*out, central, end, self.comment])


def _inflated(packed: memoryview) -> Iterator[bytes]:
    inflate = zlib.decompressobj(-15)
    for at in range(0, len(packed), _FEED):
        feed: bytes | memoryview = packed[at : at + _FEED]
        while feed:
            yield inflate.decompress(feed, PIECE)
            feed = inflate.unconsumed_tail
    yield inflate.flush()


def _directory(data: bytes) -> tuple[list[Member], bytes]:
    end = data.rfind(b"PK\5\6", max(0, len(data) - _END.size - 0xFFFF))
    if end < 0:
        raise ValueError("no end record")
    _, _, _, _, count, size, offset, comment = _END.unpack_from(data, end)
    after = end
    if data[end - 20 : end - 16] == b"PK\6\7" and (count == 0xFFFF or _FULL in (size, offset)):
        after = data.rfind(b"PK\6\6", 0, end)
        count, size, offset = _END64.unpack_from(data, after)[-3:]
    start = after - size
    shift = start - offset  # bytes that stand before the archive
    found = list(_entries(data, start, count, shift))
    if len({part_key(member[0]) for member in found}) != count:
        raise WriteError(text("writer.file.twice"))
    ends = sorted([*(place for _, _, place, _ in found), start])
    following = dict(pairwise(ends))
    return [Member(name, entry, place, following[place], *numbers) for name, entry, place, numbers in found], data[
        end + _END.size : end + _END.size + comment
    ]


def _entries(data: bytes, at: int, count: int, shift: int) -> Iterator[tuple[str, bytes, int, tuple[int, ...]]]:
    for _ in range(count):
        head = _ENTRY.unpack_from(data, at)
        if head[0] != b"PK\1\2":
            raise ValueError("no directory entry")
        flags, method, crc, packed, size = head[3], head[4], head[7], head[8], head[9]
        names, extras, comments, offset = head[10], head[11], head[12], head[16]
        stop = at + _ENTRY.size + names + extras + comments
        raw = data[at + _ENTRY.size : at + _ENTRY.size + names]
        entry = data[at:stop]
        if _FULL in (size, packed, offset):
            wide = _wide(entry)
            size, packed, offset = (wide.get(key, value) for key, value in (("s", size), ("p", packed), ("o", offset)))
        place = offset + shift
        if data[place : place + 4] != b"PK\3\4" or flags & 1:
            raise ValueError("no member there")
        name = raw.decode("utf-8" if flags & _UTF8 or raw.isascii() else "cp437")
        yield name, entry, place, (method, crc, packed, size)
        at = stop


def _wide_field(entry: bytes) -> int | None:
    """Where the numbers of the zip64 extra field of a directory entry begin."""
    head = _ENTRY.unpack_from(entry)
    at: int = _ENTRY.size + head[10]
    stop: int = at + head[11]
    while at + 4 <= stop:
        kind, length = _FIELD.unpack_from(entry, at)
        if kind == 1:
            return at + 4
        at += 4 + length
    return None


def _wide_places(entry: bytes) -> dict[str, int]:
    """Where in the entry the 64-bit numbers stand: s size, p packed size, o offset; only those that are there."""
    head = _ENTRY.unpack_from(entry)
    at = _wide_field(entry)
    places: dict[str, int] = {}
    for key, value in (("s", head[9]), ("p", head[8]), ("o", head[16])):
        if value == _FULL and at is not None:
            places[key] = at
            at += 8
    return places


def _wide(entry: bytes) -> dict[str, int]:
    return {key: struct.unpack_from("<Q", entry, at)[0] for key, at in _wide_places(entry).items()}


def _at(entry: bytes, position: int) -> bytes:
    """The directory entry of a member that now stands at `position`."""
    place = _wide_places(entry).get("o") if entry[42:46] == b"\xff" * 4 else None
    if place is None:
        return entry[:42] + struct.pack("<L", position) + entry[46:]
    return entry[:place] + struct.pack("<Q", position) + entry[place + 8 :]


def _fresh(name: str, new: Packed) -> tuple[bytes, bytes]:
    """What stands before the bytes of a new member, and its directory entry; its time is the first that zip knows."""
    raw = name.encode()
    flags = 0 if name.isascii() else _UTF8
    sizes = (new.crc, len(new.body), new.size, len(raw), 0)
    local = _LOCAL.pack(b"PK\3\4", 20, flags, 8, 0, _FIRST_DAY, *sizes)
    entry = _ENTRY.pack(b"PK\1\2", 20, 20, flags, 8, 0, _FIRST_DAY, *sizes, 0, 0, 0, 0, 0)
    return local + raw, entry + raw


def _packed(member: Member, new: Packed) -> tuple[bytes, bytes]:
    """What stands before a member's new contents, and its directory entry: same name, time stamp and attributes."""
    head = _ENTRY.unpack_from(member.entry)
    names, extras, comments = head[10], head[11], head[12]
    name = member.entry[_ENTRY.size : _ENTRY.size + names]
    comment = member.entry[_ENTRY.size + names + extras :]
    flags, packed = head[3] & _UTF8, len(new.body)
    local = _LOCAL.pack(b"PK\3\4", 20, flags, 8, head[5], head[6], new.crc, packed, new.size, names, 0)
    entry = _ENTRY.pack(
        b"PK\1\2", head[1], 20, flags, 8, head[5], head[6], new.crc, packed, new.size,
        names, 0, comments, 0, head[14], head[15], 0,
    )  # fmt: skip
    return local + name, entry + name + comment
