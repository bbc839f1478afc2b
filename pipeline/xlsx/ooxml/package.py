"""A workbook as a package of parts: read, related to each other, changed or dropped, and saved."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import TypeVar

from pipeline.xlsx.ooxml.errors import WriteError
from pipeline.xlsx.ooxml.plain_xml import NotXmlError, plain_elements, plain_xml
from pipeline.xlsx.ooxml.relations import (
    CONTENT_TYPES,
    ContentTypes,
    Relation,
    owner_of,
    part_key,
    read_content_types,
    read_relations,
    relations_of,
    workbook_key,
)
from pipeline.xlsx.ooxml.shared_strings import SharedStrings
from pipeline.xlsx.ooxml.xml_edit import Span, spans, splice
from pipeline.xlsx.ooxml.zip_archive import Archive, Packed
from schemas.wording.text import text

_Read = TypeVar("_Read")
LONG = 1 << 20  # bytes: of longer parts, as sheets with many rows are, only the last that was asked for stays unpacked


class Package:
    """The parts of a workbook. Members keep their names; whoever asks may spell them in any way that OPC allows.

    XML is read as UTF-8 without CDATA sections; a part that does not change keeps the bytes it has.
    `unpacked` is as for `Archive`.
    """

    def __init__(self, data: bytes, unpacked: Mapping[str, bytes] = MappingProxyType({})) -> None:
        self.archive = Archive(data, unpacked)
        self.changed: dict[str, Packed] = {}
        self.dropped: set[str] = set()
        self.added: list[str] = []
        self._read: dict[str, bytes] = {}
        self._long = ("", b"")
        self._recoded: dict[str, tuple[int, int]] = {}  # as `Archive.sum_of`, of parts that are read as other bytes
        self._spans: dict[str, list[Span]] = {}
        self._relations: dict[str, list[Relation]] = {}
        self._names = {part_key(member.name): member.name for member in self.archive.members}

    @property
    def names(self) -> list[str]:
        """All members, in the order of the archive's directory."""
        return [*(member.name for member in self.archive.members if member.name not in self.dropped), *self.added]

    def name(self, path: str) -> str | None:
        """The member that a path means, as it is really spelled; None if there is none."""
        found = self._names.get(part_key(path))
        return None if found in self.dropped else found

    def read(self, name: str) -> bytes:
        """The bytes of a part as it stands now."""
        return self.changed[name].plain if name in self.changed else self.original(name)

    def original(self, name: str) -> bytes:
        """The bytes of a part as it stood at first."""
        if name in self._read:
            return self._read[name]
        if name != self._long[0]:
            content = self.archive.read(name)
            xml = plain_xml(content)
            if xml is not content:
                self._recoded[name] = zlib.crc32(xml), len(xml)
            if len(xml) < LONG:
                return self._read.setdefault(name, xml)
            self._long = name, xml
        return self._long[1]

    def taken(self, name: str) -> bytes:
        """As `read`, for whoever takes the part apart: beside its pieces a long one does not stay unpacked."""
        xml = self.read(name)
        self._long = ("", b"")
        return xml

    def spans(self, name: str) -> list[Span]:
        """The elements of a part as it stands now, as of `xml_edit.spans`; parsed once until it changes."""
        if name not in self._spans:
            self._spans[name] = spans(self.read(name), name)
        return self._spans[name]

    def elements(self, name: str) -> Sequence[tuple[str, Mapping[str, str]]]:
        """The elements of a small part as it stands now, as of `plain_elements`: for whoever asks only what it says."""
        return self._understood(name, plain_elements, self.read(name))

    def take_over(self, before: Package, same: Collection[str]) -> None:
        """What was read of another package counts here, too: of the parts `same`, which are as they stand there now."""
        self._read |= {name: xml for name, xml in before._read.items() if name in same and name not in before.changed}
        self._spans |= {name: found for name, found in before._spans.items() if name in same}
        if self.names != before.names:
            return
        for part, found in before._relations.items():
            own = self.name(relations_of(part))
            if own is None or own in same:
                self._relations[part] = found
        if CONTENT_TYPES in same and CONTENT_TYPES not in before.changed:
            self.types = before.types
        if (strings := self._strings_part) in same and strings not in before.changed:
            self.strings = before.strings

    def stand_in(self, saved: Package) -> None:
        """What was put stands in the `saved` package too, packed as it is here: it is kept there alone."""
        self.changed = {name: saved.archive.packed(name) for name in self.changed}

    def put(self, name: str, xml: bytes) -> None:
        """Give a part new contents; the very same contents leave it untouched."""
        self._put(name, None if xml == self.original(name) else Packed.of(xml))

    def put_pieces(self, name: str, pieces: Iterable[bytes]) -> None:
        """As `put`, for contents that are packed while they are made, as they may be long."""
        new = Packed.of_pieces(pieces)
        before = self._recoded.get(name) or self.archive.sum_of(name)
        is_same = (new.crc, new.size) == before and new.plain == self.original(name)
        self._put(name, None if is_same else new)

    def _put(self, name: str, new: Packed | None) -> None:
        if new is None:
            self.changed.pop(name, None)
        else:
            self.changed[name] = new
        self._spans.pop(name, None)
        if owner_of(name) is not None:
            self._relations.clear()

    def add(self, name: str, xml: bytes) -> None:
        """Add a part; that it is declared and related is for the caller. Raises ValueError where there is one."""
        if self.name(name) is not None:
            raise ValueError(name)
        self._names[part_key(name)] = name
        self._read[name] = b""
        self.added.append(name)
        self.changed[name] = Packed.of(xml)
        self._relations.clear()

    def relations(self, part: str) -> list[Relation]:
        """The relations of a part; of the package itself for ""."""
        if part not in self._relations:
            own = self.name(relations_of(part))
            self._relations[part] = [] if own is None else self._related(part, own)
        return self._relations[part]

    @cached_property
    def types(self) -> ContentTypes:
        """What each part is declared to be."""
        part = self.name(CONTENT_TYPES)
        return self._understood(part, read_content_types, self.original(part)) if part else ContentTypes()

    @property
    def workbook(self) -> str | None:
        """The workbook part; None if there is none."""
        return self.name(workbook_key(self.relations(""), self.types))

    @cached_property
    def strings(self) -> SharedStrings:
        """The shared strings, which no run changes: found once for all who look into the package.

        They keep the archive, not the package: in a circle all would stay until a collection, which a run puts off.
        """
        archive, part = self.archive, self._strings_part
        return SharedStrings(lambda: plain_xml(archive.read(part)) if part else b"")

    @property
    def _strings_part(self) -> str:
        return next(iter(self.related(self.workbook or "", "sharedStrings")), "")

    def related(self, part: str, kind: str) -> list[str]:
        """The members that the part's relations of this kind lead to, each once."""
        led = (found.part for found in self.relations(part) if found.kind == kind.lower())
        return list(dict.fromkeys(member for member in led if member))

    def drop(self, name: str, owner: str) -> None:
        """Remove a part together with its relation from `owner` and its content type."""
        relations = self.name(relations_of(owner))
        if relations:
            gone = {found.id for found in self.relations(owner) if found.part == name}
            self._remove(relations, lambda attributes: attributes.get("Id") in gone)
        self._remove(
            self.name(CONTENT_TYPES) or CONTENT_TYPES,
            lambda attributes: self.name(attributes.get("PartName", "")) == name,
        )
        self.dropped.add(name)
        self.changed.pop(name, None)
        self._spans.pop(name, None)
        self._relations.clear()

    def saved(self) -> bytes:
        """The package's bytes; the very bytes it came from if nothing changed."""
        if not self.changed and not self.dropped:
            return self.archive.data
        added = {name: self.changed[name] for name in self.added}
        changed = {name: xml for name, xml in self.changed.items() if name not in added}
        return self.archive.rebuilt(changed, self.dropped, added)

    def _remove(self, part: str, unwanted: Callable[[Mapping[str, str]], bool]) -> None:
        xml = self.read(part)
        gone = [span for span in self.spans(part) if span.depth == 1 and unwanted(span.attributes)]
        self.put(part, splice(xml, [(span.start, span.end, b"") for span in gone]))

    def _related(self, part: str, own: str) -> list[Relation]:
        names = self._names
        if self.dropped:
            names = {key: name for key, name in names.items() if name not in self.dropped}
        return self._understood(own, read_relations, self.read(own), part, names)

    @staticmethod
    def _understood(part: str, read: Callable[..., _Read], *given: object) -> _Read:
        try:
            return read(*given)
        except NotXmlError as fault:
            raise WriteError(text("writer.file.part_damaged", part=part, fault=fault)) from fault
