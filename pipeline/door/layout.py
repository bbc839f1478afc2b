"""Which part of a package is what: by content types and relations, because parts may be called anything."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from pipeline.door.markup import elements, may_declare_type, refuse_hostile
from pipeline.door.parts import Part, unpack
from pipeline.door.soundness import Refused, damaged

MAX_INDEX = 10 << 20  # of the parts that only list others
TYPES = "[content_types].xml"
USUAL = "xl/workbook.xml"

_SPREADSHEETS = ("spreadsheetml.", "ms-excel.sheet.macro", "ms-excel.template.macro", "ms-excel.addin.macro")
_NEEDED = ("sharedstrings", "styles")
_OTHERS = {
    "wordprocessingml": "a Word document",
    "presentationml": "a PowerPoint presentation",
    "ms-word": "a Word document",
    "ms-powerpoint": "a PowerPoint presentation",
}


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts a reader will go to: `sheets` gives each sheet's visible name by lower-case part name.

    `tables` are the parts that sheets lead to as tables, `kinds` all content types.
    """

    sheets: Mapping[str, str]
    tables: frozenset[str]
    kinds: frozenset[str]
    macro_enabled: bool


def layout(data: bytes, parts: Mapping[str, Part]) -> Layout:
    """Find the workbook and its sheets. Raises Refused: NOT_EXCEL, XLSB, DAMAGED (a part is missing), SUSPICIOUS."""
    if TYPES not in parts:
        raise _without_types(data, parts)
    types = _content_types(data, parts)
    kinds = frozenset(types.values()) | {name for name in parts if "_xmlsignatures/" in name}
    main = _main(data, parts, types)
    kind = types.get(main, "")
    _refuse_other_programs(kind, kinds)
    if main not in parts:
        raise damaged(f"the part {main}, which lists the sheets, is missing")
    sheets = _sheets(data, parts, main)
    if main != USUAL and USUAL in parts:
        sheets |= _sheets(data, parts, USUAL)  # some readers go there without asking
    for name, kind_of_part in types.items():
        if name in parts and kind_of_part.endswith(("worksheet+xml", "macrosheet+xml", "dialogsheet+xml")):
            sheets.setdefault(name, posixpath.basename(parts[name].name))
    tables = [
        target
        for name in sheets
        for _, kind_of_part, target in _relations(data, parts, name)
        if kind_of_part == "table"
    ]
    if missing := set(tables) - set(parts):
        raise damaged(f"the table {min(missing)} is missing")
    return Layout(sheets, frozenset(tables), kinds, "macroenabled" in kind)


def _index(data: bytes, part: Part) -> list[tuple[str, Mapping[str, str]]]:
    if part.size > MAX_INDEX:
        raise Refused(
            "SUSPICIOUS",
            f"The file is not as Excel writes it: {part.name} is far too large. Save it again in Excel and run again.",
        )
    content = b"".join(unpack(data, part))
    if may_declare_type(content.replace(b"\0", b"")):
        refuse_hostile([content], part.size, part.name, has_type=True)
    return elements(content, part.name)


def _content_types(data: bytes, parts: Mapping[str, Part]) -> dict[str, str]:
    """The content type of every part by lower-case name, parts that are only announced included."""
    by_ending: dict[str, str] = {}
    types: dict[str, str] = {}
    for name, given in _index(data, parts[TYPES]):
        kind = given.get("ContentType", "").strip().lower()
        if name == "Default":
            by_ending[given.get("Extension", "").lower()] = kind
        elif name == "Override":
            types[given.get("PartName", "").lstrip("/").lower()] = kind
    defaults = {name: by_ending.get(name.rpartition(".")[2], "") for name in parts}
    return defaults | types


def _main(data: bytes, parts: Mapping[str, Part], types: Mapping[str, str]) -> str:
    for _, kind, target in _relations(data, parts, ""):
        if kind == "officedocument":
            return target
    announced = [name for name, kind in types.items() if kind.endswith(".main+xml")]
    return announced[0] if announced else USUAL


def _relations(data: bytes, parts: Mapping[str, Part], source: str) -> list[tuple[str, str, str]]:
    """The relations of part `source`: id, last word of the type, lower-case name of the part they lead to."""
    folder, base = posixpath.split(source)
    part = parts.get(posixpath.join(folder, "_rels", f"{base}.rels"))
    if part is None:
        return []
    return [
        (
            given.get("Id", ""),
            given.get("Type", "").rpartition("/")[2].lower(),
            _resolved(parts, folder, given.get("Target", "").lower()),
        )
        for name, given in _index(data, part)
        if name == "Relationship" and given.get("TargetMode", "").lower() != "external"
    ]


def _resolved(parts: Mapping[str, Part], folder: str, target: str) -> str:
    path = posixpath.normpath(posixpath.join("/", folder, target.replace("\\", "/"))).lstrip("/")
    return path if path in parts else unquote(path)


def _sheets(data: bytes, parts: Mapping[str, Part], main: str) -> dict[str, str]:
    relations = _relations(data, parts, main)
    for _, kind, target in relations:
        if kind in _NEEDED and target not in parts:
            raise damaged(f"the part {target} is missing")
    targets = {id: target for id, _, target in relations}
    sheets: dict[str, str] = {}
    for name, given in _index(data, parts[main]):
        if name != "sheet":
            continue
        title = given.get("name", "")
        for attribute, value in given.items():
            if attribute.endswith(":id") and value in targets:
                if targets[value] not in parts:
                    raise damaged(f"the sheet {title} is listed, but its part {targets[value]} is missing")
                sheets[targets[value]] = title
                break
        else:
            raise damaged(f"the sheet {title} is listed, but nothing leads to it")
    if not sheets:
        raise damaged("it lists no sheets")
    return sheets


def _refuse_other_programs(kind: str, kinds: frozenset[str]) -> None:
    if "ms-excel.sheet.binary" in kind:
        raise Refused("XLSB", "This is a binary workbook (.xlsb). Open it in Excel and save it as .xlsx.")
    for mark, what in _OTHERS.items():
        if mark in kind:
            raise Refused("NOT_EXCEL", f"This is {what}, not a workbook. Give the .xlsx file instead.")
    if not any(mark in other and other.endswith("+xml") for other in kinds for mark in _SPREADSHEETS):
        raise Refused("NOT_EXCEL", "This is a zip package, but not a workbook. Give the .xlsx file itself.")


def _without_types(data: bytes, parts: Mapping[str, Part]) -> Refused:
    if "mimetype" in parts and _is_opendocument(data, parts["mimetype"]):
        return Refused(
            "NOT_EXCEL", "This is an OpenDocument file (.ods or the like). Open it in LibreOffice and save it as .xlsx."
        )
    if any(name.startswith("xl/") for name in parts):
        return damaged("the part [Content_Types].xml is missing")
    return Refused("NOT_EXCEL", "This is a zip archive, not a workbook. Unpack it and give the .xlsx file inside.")


def _is_opendocument(data: bytes, part: Part) -> bool:
    return next(unpack(data, part), b"").startswith(b"application/vnd.oasis.opendocument")
