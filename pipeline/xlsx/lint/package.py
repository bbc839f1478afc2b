"""Faults of the package: parts that are missing, doubled, or not declared for what they are."""

from __future__ import annotations

from pipeline.xlsx.ooxml.errors import WriteError
from pipeline.xlsx.ooxml.package import Package
from pipeline.xlsx.ooxml.relations import CONTENT_TYPES, ContentTypes, owner_of, part_key
from pipeline.xlsx.ooxml.xml_edit import spans
from schemas.wording.text import text

# By the last word of a relation's type; all in small letters, as `relations` gives them.
_MAIN = (
    "spreadsheetml.sheet.main+xml", "sheet.macroenabled.main+xml", "spreadsheetml.template.main+xml",
    "template.macroenabled.main+xml", "addin.macroenabled.main+xml",
)  # fmt: skip
_TYPES = {
    "officedocument": _MAIN,
    "table": ("spreadsheetml.table+xml",),
    "worksheet": ("spreadsheetml.worksheet+xml",),
    "styles": ("spreadsheetml.styles+xml",),
    "sharedstrings": ("spreadsheetml.sharedstrings+xml",),
    "calcchain": ("spreadsheetml.calcchain+xml",),
    "comments": ("spreadsheetml.comments+xml",),
    "drawing": ("drawing+xml",),
    "chart": ("drawingml.chart+xml",),
}


def package_faults(package: Package) -> list[str]:
    """Everything wrong with the package itself, whatever its parts say."""
    if package.name(CONTENT_TYPES) is None:
        return [text("lint.package.no_types")]
    types = package.types
    missing = [name for name in types.declared if package.name(name) is None]
    faults = [text("lint.package.declared_missing", part=name) for name in missing]
    if len(types.parts) != len(types.declared):
        faults.append(text("lint.package.declared_twice"))
    if not package.related("", "officeDocument"):
        faults.append(text("lint.package.no_workbook"))
    for part in ["", *_owners(package)]:
        faults += _relation_faults(package, types, part)
    if any(part_key(name).endswith("vbaproject.bin") for name in package.names):
        main = types.of(next(iter(package.related("", "officeDocument")), ""))
        if "macroenabled" not in main:
            faults.append(text("lint.package.macros"))
    return faults


def _owners(package: Package) -> list[str]:
    """The parts that have relations."""
    owners = (owner_of(name) for name in package.names)
    return [part for part in (package.name(owner) for owner in owners if owner) if part]


def _relation_faults(package: Package, types: ContentTypes, part: str) -> list[str]:
    faults = []
    relations = package.relations(part)
    if len({found.id for found in relations}) != len(relations):
        faults.append(text("lint.package.id_twice", part=part or text("lint.package.itself")))
    for found in relations:
        if found.part is None:
            if not found.external and found.target != "NULL":
                owner = part or text("lint.package.itself")
                faults.append(text("lint.package.leads_nowhere", part=owner, target=found.target))
        elif found.kind in _TYPES and not types.of(found.part).endswith(_TYPES[found.kind]):
            faults.append(text("lint.package.wrong_type", part=found.part, kind=found.kind))
    return faults


def part_faults(package: Package) -> list[str]:
    """Parts that cannot be unpacked, and XML parts that are not well-formed."""
    faults = []
    for name in package.names:
        try:
            data = package.read(name)
            if part_key(name).endswith((".xml", ".rels")):
                spans(data, name)
        except WriteError as fault:
            faults.append(text("lint.at.part", part=name, fault=fault.reason))
    return faults
