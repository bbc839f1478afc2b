"""A workbook as a package of parts: read, related to each other, changed or dropped, and saved."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from pipeline.package.archive import Archive
from pipeline.package.markup import spans, splice

CONTENT_TYPES = "[Content_Types].xml"


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of a part: `kind` is the last word of its type, so strict and transitional files read alike.

    `part` is the member it leads to, None if it leads outside or nowhere.
    """

    id: str
    kind: str
    target: str
    part: str | None
    external: bool


class Package:
    """The parts of a workbook. Names are compared without regard to case, as OPC asks."""

    def __init__(self, data: bytes) -> None:
        self.archive = Archive(data)
        self.changed: dict[str, bytes] = {}
        self.dropped: set[str] = set()
        self._read: dict[str, bytes] = {}
        self._relations: dict[str, list[Relation]] = {}
        self._names = {member.name.lower(): member.name for member in self.archive.members}

    @property
    def names(self) -> list[str]:
        """All members, in the order of the archive's directory."""
        return [member.name for member in self.archive.members if member.name not in self.dropped]

    def name(self, path: str) -> str | None:
        """The member that a path means, as it is really spelled; None if there is none."""
        path = path.lstrip("/").lower()
        found = self._names.get(path) or self._names.get(unquote(path))
        return None if found in self.dropped else found

    def read(self, name: str) -> bytes:
        """The bytes of a part as it stands now."""
        if name in self.changed:
            return self.changed[name]
        if name not in self._read:
            self._read[name] = self.archive.read(name)
        return self._read[name]

    def original(self, name: str) -> bytes:
        """The bytes of a part as it stood at first."""
        if name not in self._read:
            self._read[name] = self.archive.read(name)
        return self._read[name]

    def put(self, name: str, xml: bytes) -> None:
        """Give a part new contents; the very same contents leave it untouched."""
        if xml == self.original(name):
            self.changed.pop(name, None)
        else:
            self.changed[name] = xml
        self._relations.clear()

    def relations(self, part: str) -> list[Relation]:
        """The relations of a part; of the package itself for ""."""
        if part not in self._relations:
            own = self.name(relations_of(part))
            self._relations[part] = [] if own is None else self._related(part, own)
        return self._relations[part]

    def related(self, part: str, kind: str) -> list[str]:
        """The members that the part's relations of this kind lead to."""
        return [found.part for found in self.relations(part) if found.kind == kind and found.part]

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
        self._relations.clear()

    def saved(self) -> bytes:
        """The package's bytes; the very bytes it came from if nothing changed."""
        if not self.changed and not self.dropped:
            return self.archive.data
        return self.archive.rebuilt(self.changed, self.dropped)

    def _remove(self, part: str, unwanted: Callable[[Mapping[str, str]], bool]) -> None:
        xml = self.read(part)
        gone = [span for span in spans(xml, part) if span.depth == 1 and unwanted(span.attributes)]
        self.put(part, splice(xml, [(span.start, span.end, b"") for span in gone]))

    def _related(self, part: str, own: str) -> list[Relation]:
        folder = posixpath.dirname(part)
        found = []
        for span in spans(self.read(own), own):
            if span.name != "Relationship":
                continue
            given = span.attributes
            target = given.get("Target", "")
            external = given.get("TargetMode") == "External"
            path = target if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found.append(
                Relation(
                    given.get("Id", ""),
                    given.get("Type", "").rpartition("/")[2],
                    target,
                    None if external else self.name(path.partition("#")[0]),
                    external,
                )
            )
        return found


def relations_of(part: str) -> str:
    """The path of the part that holds the relations of `part`."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")
