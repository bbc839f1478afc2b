"""What the parts of a package are and how they lead to one another: names, relations, content types (ISO 29500-2).

The one reader of these: the look before reading, the reader and the writer must find the same parts. Part names
mean the same in any case, with or without a leading slash, percent-encoded or not, and some programs write
backslashes; so everything is looked up by `part_key`.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from pipeline.xlsx.ooxml.plain_xml import plain_elements

CONTENT_TYPES = "[Content_Types].xml"
USUAL_WORKBOOK = "xl/workbook.xml"


@lru_cache(maxsize=4096)
def part_key(name: str) -> str:
    """What all spellings of a part's name have in common: `/XL\\sheet%201.xml` and `xl/sheet 1.xml` are one part."""
    name = name.replace("\\", "/")
    plain = "/".join(piece for piece in unquote(name).lower().split("/") if piece not in ("", "."))
    return f"{plain}/" if name.endswith("/") else plain  # a folder, as some zip programs list them


@lru_cache(maxsize=4096)
def resolved(source: str, target: str) -> str:
    """The key of the part that `target`, written in the relations of the part `source`, means."""
    path = target.partition("#")[0].partition("?")[0].replace("\\", "/")
    return part_key(posixpath.normpath(posixpath.join("/", posixpath.dirname(part_key(source)), path)))


@lru_cache(maxsize=4096)
def relations_of(part: str) -> str:
    """The key of the part that holds the relations of `part`; of those of the package itself for ""."""
    folder, name = posixpath.split(part_key(part))
    return posixpath.join(folder, "_rels", f"{name}.rels")


@lru_cache(maxsize=4096)
def owner_of(relations: str) -> str | None:
    """The key of the part whose relations the part `relations` holds; None if it holds none."""
    folder, name = posixpath.split(part_key(relations))
    if posixpath.basename(folder) != "_rels" or not name.endswith(".rels"):
        return None
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))


class Relation(NamedTuple):
    """A relation of a part: `kind` is the last word of its type in small letters, alike in strict and other files.

    `target` is as it is written, `key` the key of the part it means, "" if it leads out of the file;
    `part` is that part as it is really spelled, None if it leads outside or nowhere.
    """

    id: str
    kind: str
    target: str
    key: str
    part: str | None
    external: bool


def read_relations(xml: bytes, source: str, names: Mapping[str, str]) -> list[Relation]:
    """The relations in `xml`, those of the part `source`; `names` spells the parts by key. Raises NotXmlError."""
    found = []
    for name, given in plain_elements(xml):
        if name != "Relationship":
            continue
        target, external = given.get("Target", ""), given.get("TargetMode", "").lower() == "external"
        kind = given.get("Type", "").rpartition("/")[2].lower()
        key = "" if external else resolved(source, target)
        found.append(Relation(given.get("Id", ""), kind, target, key, names.get(key), external))
    return found


@dataclass(frozen=True)
class ContentTypes:
    """What `[Content_Types].xml` says: by part (key and type) and by ending, all in small letters.

    `declared` are the names of parts as they are written there.
    """

    parts: Mapping[str, str] = field(default_factory=dict)
    endings: Mapping[str, str] = field(default_factory=dict)
    declared: tuple[str, ...] = ()

    def of(self, part: str) -> str:
        """The content type of a part; "" if none is given."""
        key = part_key(part)
        return self.parts.get(key) or self.endings.get(key.rpartition(".")[2], "")


def read_content_types(xml: bytes) -> ContentTypes:
    """The content types in `xml`. Raises NotXmlError."""
    parts: dict[str, str] = {}
    endings: dict[str, str] = {}
    declared: list[str] = []
    for name, given in plain_elements(xml):
        kind = given.get("ContentType", "").strip().lower()
        if name == "Default":
            endings[given.get("Extension", "").removeprefix(".").lower()] = kind
        elif name == "Override":
            declared.append(given.get("PartName", ""))
            parts[part_key(given.get("PartName", ""))] = kind
    return ContentTypes(parts, endings, tuple(declared))


def workbook_key(relations: Iterable[Relation], types: ContentTypes) -> str:
    """The key of the workbook part: where the package's relations lead, else as declared, else where it usually is."""
    led = (found.key for found in relations if found.kind == "officedocument")
    declared = (key for key, kind in types.parts.items() if kind.endswith(".main+xml"))
    return next(led, next(declared, USUAL_WORKBOOK))


def relation_id(attributes: Mapping[str, str]) -> str:
    """The relation that an element names (its `r:id`, whatever the prefix); "" if it names none."""
    return next((value for name, value in attributes.items() if name.endswith(":id")), "")
