"""The same workbook written in other ways that mean the same, as programs other than Excel write it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from urllib.parse import quote

from tests.xlsx.writer.books import members

Parts = dict[str, bytes]
Variant = Callable[[Parts], Parts]

_PLACES = {"Target": re.compile(rb'(?<= Target=")[^"]+'), "PartName": re.compile(rb'(?<= PartName=")[^"]+')}
_STRICT = {
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    b"http://schemas.openxmlformats.org/drawingml/2006/": b"http://purl.oclc.org/ooxml/drawingml/",
}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The package of these parts, in this order and with these names, backslashes included."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo("x", (2026, 1, 2, 3, 4, 6))
            info.filename = name
            archive.writestr(info, content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def varied(data: bytes, *variants: Variant) -> bytes:
    """The workbook with all these variants, one after the other."""
    parts = members(data)
    for variant in variants:
        parts = variant(parts)
    return packed(parts)


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".vml"))


def renamed(change: Callable[[str], str]) -> Variant:
    """Other names for the members; what leads to them stays."""
    return lambda parts: {change(name): content for name, content in parts.items()}


def targets(change: Callable[[str], str], attribute: str = "Target", within: str = ".rels") -> Variant:
    """Other spellings of the targets of relations (of the names among the content types)."""

    def edit(content: bytes) -> bytes:
        return _PLACES[attribute].sub(
            lambda found: found[0] if b"://" in found[0] else change(found[0].decode()).encode(), content
        )

    return lambda parts: {
        name: edit(content) if name.lower().endswith(within) else content for name, content in parts.items()
    }


def contents(change: Callable[[bytes], bytes], *endings: str) -> Variant:
    """Other contents of the parts whose names end so."""
    return lambda parts: {
        name: change(content) if name.lower().endswith(endings) else content for name, content in parts.items()
    }


def absolute(parts: Parts) -> Parts:
    """Every target from the root of the package."""
    from pipeline.xlsx.ooxml.relations import owner_of  # where a target is counted from is not what is tested

    out = dict(parts)
    for name in parts:
        folder = (owner_of(name) or "").rpartition("/")[0]
        if name.endswith(".rels"):
            out |= targets(lambda target, folder=folder: "/" + _joined(folder, target))({name: parts[name]})  # type: ignore[misc]
    return out


def _joined(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    pieces = folder.split("/") if folder else []
    for piece in target.split("/"):
        if piece == "..":
            pieces.pop()
        else:
            pieces.append(piece)
    return "/".join(pieces)


def roundabout(target: str) -> str:
    """A target that goes up and down again."""
    return target if target.startswith("/") else f"./nowhere/../{target}"


def percent(text: str) -> str:
    """Letters by their percent codes where nobody would need them."""
    return re.sub("[aeiou]", lambda found: f"%{ord(found[0]):02X}", text)


def spaced(parts: Parts) -> Parts:
    """Names with a space, which targets must write as %20."""

    def with_space(path: str) -> str:
        return re.sub(r"(sheet|table)(?=\d+\.xml)", r"\1 ", path)

    parts = renamed(with_space)(parts)
    for attribute, within in (("Target", ".rels"), ("PartName", "types].xml")):
        parts = targets(lambda path: quote(with_space(path)), attribute, within)(parts)
    return parts


def moved(parts: Parts) -> Parts:
    """The workbook in another folder and under another name."""

    def there(path: str) -> str:
        return path.replace("xl/", "office data/").replace("workbook.xml", "main book.xml")

    parts = {there(name): content for name, content in parts.items()}
    for attribute, within in (("Target", ".rels"), ("PartName", "types].xml")):
        parts = targets(lambda path: quote(there(path)), attribute, within)(parts)
    return parts


def prefixed(content: bytes) -> bytes:
    """The default namespace under a prefix; elements with a prefix of their own keep it."""
    content = re.sub(rb"<(/?)(?=[A-Za-z])(?![\w.-]+:)", rb"<\1x:", content)
    return content.replace(b' xmlns="', b' xmlns:x="')


def strict(content: bytes) -> bytes:
    """The namespaces of the strict variant (ISO 29500)."""
    for usual, other in _STRICT.items():
        content = content.replace(usual, other)
    return content


def encoded(encoding: str) -> Callable[[bytes], bytes]:
    """The part in another encoding, declared as it must be."""
    declared = re.sub("-[lb]e$", "", encoding).removesuffix("-sig")

    def change(content: bytes) -> bytes:
        text = content.decode("utf-8-sig")
        head = re.match(r"\s*<\?xml[^>]*\?>", text)
        text = text[head.end() :] if head else text
        return f'<?xml version="1.0" encoding="{declared}"?>{text}'.encode(encoding, "xmlcharrefreplace")

    return change


def other_ids(content: bytes) -> bytes:
    """Relation ids that do not begin with rId."""
    return re.sub(rb'"rId(\d+)"', rb'"{A-\1}"', content)


def blanks_in_values(content: bytes) -> bytes:
    """Line breaks and blanks around every value."""
    return re.sub(rb"(</(?:x:)?v>)", rb"\r\n \1", re.sub(rb"(<(?:x:)?v>)", rb"\1\n  ", content))


def blanks_behind_values(content: bytes) -> bytes:
    """A blank behind every value, none before."""
    return re.sub(rb"(</(?:x:)?v>)", rb" \1", content)


def cdata_in(*tags: str) -> Callable[[bytes], bytes]:
    """Texts in CDATA sections instead of escaped."""
    from html import unescape

    found = re.compile(rf"(<((?:x:)?(?:{'|'.join(tags)}))(?: [^>]*)?(?<!/)>)([^<]*)(</\2>)")

    def change(content: bytes) -> bytes:
        return found.sub(
            lambda match: f"{match[1]}<![CDATA[{unescape(match[3])}]]>{match[4]}", content.decode()
        ).encode()

    return change


ASIDE = b"<!-- <c r='ZZ9'/> aside --><?a-program says <v>1</v>?>"


def asides(content: bytes) -> bytes:
    """Comments and processing instructions between elements."""
    ends = rb"</(?:x:)?(?:row|c|si|sst|sheet|sheets|table|tableColumn|cols|Relationship|Override)>"
    starts = rb"<(?:x:)?(?:row|si|sheets|sheetData|Types|Relationships)(?:\s[^<>]*)?(?<!/)>"
    return re.sub(rb"(%b|%b)" % (ends, starts), lambda found: found[1] + ASIDE, content)


def asides_in_values(content: bytes) -> bytes:
    """Comments and processing instructions in the middle of values and texts."""
    return re.sub(
        rb"(<(?:x:)?[vt]>[a-zA-Z0-9])([^<]+)(</(?:x:)?[vt]>)",
        lambda found: found[1] + b"<!-- aside -->" + found[2] + b"<?a b?>" + found[3], content,
    )  # fmt: skip


def aside_first(content: bytes) -> bytes:
    """A comment and an instruction between the declaration and the first element, as Excel 2003 wrote them."""
    return re.sub(
        rb"^(<\?xml[^>]*\?>)?", rb"\1<!-- aside --><?mso-application progid='Excel.Sheet'?>", content, count=1
    )


def inline_strings(parts: Parts) -> Parts:
    """Every shared string in its cell, as many libraries write it."""
    items = re.findall(r"<si>(.*?)</si>", parts["xl/sharedStrings.xml"].decode(), re.DOTALL)

    def change(content: bytes) -> bytes:
        return re.sub(
            r'<c ([^>]*?)t="s"([^>]*)><v>(\d+)</v></c>',
            lambda found: f'<c {found[1]}t="inlineStr"{found[2]}><is>{items[int(found[3])]}</is></c>', content.decode(),
        ).encode()  # fmt: skip

    return contents(change, *SHEETS)(parts)


def by_number(content: bytes) -> bytes:
    """The first letter of every text by its number."""
    return re.sub(rb">([A-Za-z])([^<>]*</t>)", lambda found: b">&#%d;%b" % (found[1][0], found[2]), content)


def pretty(content: bytes) -> bytes:
    """Every element on a line of its own, with line ends as Windows has them."""
    return content.replace(b"><", b">\r\n  <")


def other_types(content: bytes) -> bytes:
    """Content types and endings in other letters, names without the leading slash and in capitals."""
    content = re.sub(rb'PartName="/([^"]+)"', lambda found: b'PartName="/%b"' % found[1].upper(), content)
    content = re.sub(rb'Extension="([^"]+)"', lambda found: b'Extension="%b"' % found[1].upper(), content)
    return re.sub(rb'ContentType="([^"]+)"', lambda found: b'ContentType="%b"' % found[1].title(), content)


SHEETS = ("sheet1.xml", *(f"sheet{number}.xml" for number in range(2, 40)))
TABLES = tuple(f"table{number}.xml" for number in range(1, 40))
PARTS = ("workbook.xml", "strings.xml", "styles.xml", ".rels", "types].xml", *SHEETS, *TABLES)

# By name: what varies, so that a test that fails says which.
VARIANTS: dict[str, Variant] = {
    "names in capitals": renamed(str.upper),
    "names in small letters": renamed(str.lower),
    "targets in capitals": targets(str.upper),
    "absolute targets": absolute,
    "targets that go up and down": targets(roundabout),
    "targets with percent codes": targets(percent),
    "names with percent codes": renamed(lambda name: name if "]" in name else percent(name)),
    "names with spaces": spaced,
    "backslashes in names": renamed(lambda name: name.replace("/", "\\")),
    "backslashes in targets": targets(lambda target: target.replace("/", "\\")),
    "the workbook elsewhere": moved,
    "content types in other letters": contents(other_types, "types].xml"),
    "other relation ids": contents(other_ids, *PARTS, "drawing1.xml"),
    "prefixes": contents(prefixed, *PARTS),
    "strict": contents(strict, *PARTS),
    "byte order marks": contents(encoded("utf-8-sig"), *PARTS),
    "utf-16": contents(encoded("utf-16"), *PARTS),
    "utf-16 without a mark": contents(encoded("utf-16-be"), *PARTS),
    "utf-16 in sheets": contents(encoded("utf-16"), *SHEETS),
    "utf-16 without a mark in some sheets": contents(encoded("utf-16-be"), *SHEETS[2::3]),
    "utf-16 in shared strings": contents(encoded("utf-16"), "strings.xml"),
    "utf-16 in tables": contents(encoded("utf-16"), *TABLES),
    "latin-1": contents(encoded("iso-8859-1"), *PARTS),
    "latin-1 in shared strings": contents(encoded("iso-8859-1"), "strings.xml"),
    "latin-1 in sheets": lambda parts: contents(encoded("iso-8859-1"), *SHEETS)(inline_strings(parts)),
    "windows-1252": contents(encoded("windows-1252"), *PARTS),
    "blanks around values": contents(blanks_in_values, *SHEETS),
    "blanks behind values": contents(blanks_behind_values, *SHEETS),
    "cdata in shared strings": contents(cdata_in("t"), "strings.xml"),
    "asides in shared strings": contents(asides, "strings.xml"),
    "asides in texts": contents(asides_in_values, "strings.xml"),
    "asides in the other parts": contents(asides, "workbook.xml", "styles.xml", ".rels", "types].xml", *TABLES),
    "asides first": contents(aside_first, *PARTS),
    "inline strings": inline_strings,
    "cdata in inline strings": lambda parts: contents(cdata_in("t"), *SHEETS)(inline_strings(parts)),
    "characters by number": contents(by_number, "strings.xml"),
    "pretty": contents(pretty, *PARTS),
    "cdata in values": contents(cdata_in("t", "v", "f"), *SHEETS),
}
