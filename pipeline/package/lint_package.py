"""Faults of the package: parts that are missing, doubled, or not declared for what they are."""

from __future__ import annotations

from pipeline.package.errors import CannotWrite
from pipeline.package.markup import spans
from pipeline.package.parts import CONTENT_TYPES, Package

_MAIN = (
    "spreadsheetml.sheet.main+xml", "sheet.macroEnabled.main+xml", "spreadsheetml.template.main+xml",
    "template.macroEnabled.main+xml", "addin.macroEnabled.main+xml",
)  # fmt: skip
_TYPES = {
    "officeDocument": _MAIN,
    "table": ("spreadsheetml.table+xml",),
    "worksheet": ("spreadsheetml.worksheet+xml",),
    "styles": ("spreadsheetml.styles+xml",),
    "sharedStrings": ("spreadsheetml.sharedStrings+xml",),
    "calcChain": ("spreadsheetml.calcChain+xml",),
    "comments": ("spreadsheetml.comments+xml",),
    "drawing": ("drawing+xml",),
    "chart": ("drawingml.chart+xml",),
}


class ContentTypes:
    """What `[Content_Types].xml` says of each part."""

    def __init__(self, package: Package) -> None:
        part = package.name(CONTENT_TYPES)
        found = spans(package.read(part), part) if part else []
        self.parts = [span.attributes.get("PartName", "") for span in found if span.name == "Override"]
        self._override = {
            span.attributes.get("PartName", "").lstrip("/").lower(): span.attributes.get("ContentType", "")
            for span in found if span.name == "Override"
        }  # fmt: skip
        self._default = {
            span.attributes.get("Extension", "").lower(): span.attributes.get("ContentType", "")
            for span in found if span.name == "Default"
        }  # fmt: skip

    def of(self, part: str) -> str:
        """The content type of a part; "" if none is given."""
        name = part.lower()
        return self._override.get(name) or self._default.get(name.rpartition(".")[2], "")


def package_faults(package: Package) -> list[str]:
    """Everything wrong with the package itself, whatever its parts say."""
    if package.name(CONTENT_TYPES) is None:
        return ["content types: the part is missing"]
    types = ContentTypes(package)
    faults = [f"content types: {name} is declared but missing" for name in types.parts if package.name(name) is None]
    if len({name.lower() for name in types.parts}) != len(types.parts):
        faults.append("content types: a part is declared twice")
    if not package.related("", "officeDocument"):
        faults.append("package: no workbook part")
    for part in ["", *_owners(package)]:
        faults += _relation_faults(package, types, part)
    if any(name.lower().endswith("vbaproject.bin") for name in package.names):
        main = types.of(next(iter(package.related("", "officeDocument")), ""))
        if "macroEnabled" not in main:
            faults.append("content types: a workbook with macros is declared as one without")
    return faults


def _owners(package: Package) -> list[str]:
    """The parts that have relations."""
    found = []
    for name in package.names:
        folder, mark, rest = name.rpartition("_rels/")
        if mark and name.lower().endswith(".rels") and folder + rest:
            owner = package.name(folder + rest[: -len(".rels")])
            if owner:
                found.append(owner)
    return found


def _relation_faults(package: Package, types: ContentTypes, part: str) -> list[str]:
    faults = []
    relations = package.relations(part)
    if len({found.id for found in relations}) != len(relations):
        faults.append(f"relations: an id stands twice among those of {part or 'the package'}")
    for found in relations:
        if found.part is None:
            if not found.external and found.target != "NULL":
                faults.append(f"relations: {part or 'the package'} leads to {found.target}, which is missing")
        elif found.kind in _TYPES and not types.of(found.part).endswith(_TYPES[found.kind]):
            faults.append(f"content types: {found.part} is not declared as {found.kind}")
    return faults


def part_faults(package: Package) -> list[str]:
    """Parts that cannot be unpacked, and XML parts that are not well-formed."""
    faults = []
    for name in package.names:
        try:
            data = package.read(name)
            if name.lower().endswith((".xml", ".rels")) and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
                spans(data, name)
        except CannotWrite as fault:
            faults.append(f"parts: {name}: {fault.reason}")
    return faults
