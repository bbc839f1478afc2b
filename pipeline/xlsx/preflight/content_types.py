"""Which part of a package is what: by content types and relations, because parts may be called anything."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.files.errors import RefusedFileError
from pipeline.xlsx.ooxml.relations import (
    CONTENT_TYPES,
    USUAL_WORKBOOK,
    ContentTypes,
    Relation,
    part_key,
    read_content_types,
    read_relations,
    relation_id,
    relations_of,
    workbook_key,
)
from pipeline.xlsx.preflight.verdict import damaged, refused
from pipeline.xlsx.preflight.xml_guard import guarded_elements, may_declare_type, readable_as_xml, refuse_hostile
from pipeline.xlsx.preflight.zip_parts import Part, unpack

MAX_INDEX = 10 << 20  # of the parts that only list others
TYPES = part_key(CONTENT_TYPES)

_SPREADSHEETS = ("spreadsheetml.", "ms-excel.sheet.macro", "ms-excel.template.macro", "ms-excel.addin.macro")
_NEEDED = ("sharedstrings", "styles")
# By a word in the content type: the sentence below `preflight.other_file`.
_OTHERS = {
    "wordprocessingml": "word_package",
    "presentationml": "presentation_package",
    "ms-word": "word_package",
    "ms-powerpoint": "presentation_package",
}


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts a reader will go to: `sheets` gives each sheet's visible name by the key of its part.

    `tables` are, by the same key, the parts that the sheet leads to as tables, `kinds` all content types. `carried` are
    the parts that other programs keep in XML of their own: no reader goes to them, whatever their elements are called.
    """

    sheets: Mapping[str, str]
    tables: Mapping[str, frozenset[str]]
    kinds: frozenset[str]
    macro_enabled: bool
    carried: frozenset[str] = frozenset()


def layout(data: bytes, parts: Mapping[str, Part]) -> Layout:
    """Find the workbook and its sheets.

    Raises RefusedFileError: NOT_EXCEL, XLSB, DAMAGED (a part is missing), SUSPICIOUS.
    """
    if TYPES not in parts:
        raise _without_types(data, parts)
    types = _content_types(data, parts[TYPES])
    of_parts = {**types.parts, **{key: types.of(key) for key in parts}}
    kinds = frozenset(of_parts.values()) | {name for name in parts if "_xmlsignatures/" in name}
    main = workbook_key(_relations(data, parts, ""), types)
    kind = types.of(main)
    _refuse_other_programs(kind, kinds)
    if main not in parts:
        raise damaged("no_list_of_sheets", part=main)
    sheets = _sheets(data, parts, main)
    if main != USUAL_WORKBOOK and USUAL_WORKBOOK in parts:
        sheets |= _sheets(data, parts, USUAL_WORKBOOK)  # some readers go there without asking
    for key, kind_of_part in of_parts.items():
        if key in parts and kind_of_part.endswith(("worksheet+xml", "macrosheet+xml", "dialogsheet+xml")):
            sheets.setdefault(key, posixpath.basename(parts[key].name))
    tables = {
        key: frozenset(found.key for found in _relations(data, parts, key) if found.kind == "table") for key in sheets
    }
    if missing := frozenset[str]().union(*tables.values()) - set(parts):
        raise damaged("table_missing", part=min(missing))
    return Layout(sheets, tables, kinds, "macroenabled" in kind, _carried(data, parts, main) - set(sheets))


def _carried(data: bytes, parts: Mapping[str, Part], main: str) -> frozenset[str]:
    """The parts below `customXml` to which relations of that kind alone lead."""
    led = [found for source in ("", main) for found in _relations(data, parts, source)]
    others = {found.key for found in led if found.kind != "customxml"}
    return frozenset(found.key for found in led if found.key.startswith("customxml/")) - others


def _content(data: bytes, part: Part) -> bytes:
    if part.size > MAX_INDEX:
        raise refused("SUSPICIOUS", "preflight.part_too_large", part=part.name)
    content = b"".join(unpack(data, part))
    if may_declare_type(content.replace(b"\0", b"")):
        refuse_hostile([content], part.size, part.name, has_type=True)
    return content


def _content_types(data: bytes, part: Part) -> ContentTypes:
    with readable_as_xml(part.name):
        return read_content_types(_content(data, part))


def _relations(data: bytes, parts: Mapping[str, Part], source: str) -> list[Relation]:
    """The relations of the part `source` that lead to another part, be it there or not."""
    part = parts.get(relations_of(source))
    if part is None:
        return []
    names = {key: found.name for key, found in parts.items()}
    with readable_as_xml(part.name):
        return [found for found in read_relations(_content(data, part), source, names) if not found.external]


def _sheets(data: bytes, parts: Mapping[str, Part], main: str) -> dict[str, str]:
    relations = _relations(data, parts, main)
    for found in relations:
        if found.kind in _NEEDED and found.part is None:
            raise damaged("part_missing", part=found.key)
    targets = {found.id: found for found in relations}
    sheets: dict[str, str] = {}
    for name, given in guarded_elements(_content(data, parts[main]), parts[main].name):
        if name != "sheet":
            continue
        title, id = given.get("name", ""), relation_id(given)
        if not id and any(key.endswith(":id") for key in given):
            continue  # a module sheet of Excel 5: Excel lists it and keeps no part for it
        target = targets.get(id)
        if target is None:
            raise damaged("sheet_unlinked", sheet=title)
        if target.part is None:
            raise damaged("sheet_missing", sheet=title, part=target.key)
        sheets[target.key] = title
    if not sheets:
        raise damaged("no_sheets")
    return sheets


def _refuse_other_programs(kind: str, kinds: frozenset[str]) -> None:
    if "ms-excel.sheet.binary" in kind:
        raise refused("XLSB", "preflight.binary")
    for mark, what in _OTHERS.items():
        if mark in kind:
            raise refused("NOT_EXCEL", f"preflight.other_file.{what}")
    if not any(mark in other and other.endswith("+xml") for other in kinds for mark in _SPREADSHEETS):
        raise refused("NOT_EXCEL", "preflight.other_file.package")


def _without_types(data: bytes, parts: Mapping[str, Part]) -> RefusedFileError:
    if "mimetype" in parts and _is_opendocument(data, parts["mimetype"]):
        return refused("NOT_EXCEL", "preflight.other_file.opendocument")
    if any(name.startswith("xl/") for name in parts):
        return damaged("part_missing", part=CONTENT_TYPES)
    return refused("NOT_EXCEL", "preflight.other_file.zip")


def _is_opendocument(data: bytes, part: Part) -> bool:
    return next(unpack(data, part), b"").startswith(b"application/vnd.oasis.opendocument")
