"""What people see of a workbook and of a page: every text, whatever part or attribute it stands in."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from html import unescape
from io import BytesIO

_SHOWN = re.compile(
    r'\b(?:prompt|promptTitle|error|errorTitle|descr|tooltip)="([^"]*)"|<sheet\b[^>]*? name="([^"]*)"'
    r'|<tableColumn\b[^>]*? name="([^"]*)"|<formula[12]?>(&quot;.*?|".*?)</formula[12]?>'
)
_TEXTS = re.compile(r"<(?:\w+:)?(t|oddHeader|oddFooter|title|subject|description|v)\b[^>]*>([^<]+)</(?:\w+:)?\1>")
_CODE = re.compile(r"<style.*?</style>|<script.*?</script>|<!--.*?-->|<code.*?</code>", re.DOTALL)
_ATTRIBUTES = re.compile(r'\b(?:title|alt|aria-label|aria-description|placeholder|data-sort|data-word)="([^"]*)"')


def of_workbook(data: bytes) -> Iterator[str]:
    """What Excel shows of it: cells, hints, lists, names of sheets, charts, comments, heads of pages, properties."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        unseen = _hidden_sheets(package)
        for name in package.namelist():
            if name in unseen:
                continue
            if name.endswith(".xml") and not re.search("theme|externalLinks|styles", name):
                xml = package.read(name).decode("utf-8", "replace")
                yield from (unescape(found) for match in _SHOWN.finditer(xml) for found in match.groups() if found)
                numbered = "worksheets/" in name  # a cell's value is the number of a text
                yield from (unescape(match[2]) for match in _TEXTS.finditer(xml) if match[1] != "v" or not numbered)


def _hidden_sheets(package: zipfile.ZipFile) -> set[str]:
    """The parts of the sheets that nobody sees: what a copy was sent with."""
    book, links = (package.read(f"xl/{name}").decode() for name in ("workbook.xml", "_rels/workbook.xml.rels"))
    hidden = re.findall(r'<sheet\b[^>]*state="hidden"[^>]*r:id="([^"]*)"', book)
    targets = {
        id: re.search(rf'<Relationship\b(?=[^>]*Id="{id}")[^>]*Target="/?(?:xl/)?([^"]*)"', links) for id in hidden
    }
    return {f"xl/{found[1]}" for found in targets.values() if found}


def of_page(html: str) -> Iterator[str]:
    """What a browser shows and reads out."""
    plain = _CODE.sub("", html)
    yield from map(unescape, _ATTRIBUTES.findall(plain))
    yield from (unescape(text) for text in re.split(r"<[^>]+>", plain) if text.strip())
