"""Tiny workbooks for the door's tests, made part by part, so that every test can spoil the one it is about."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Mapping
from typing import Any

import pytest

from pipeline.files.errors import RefusedFileError
from pipeline.xlsx.preflight.inspect import inspect

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"

SHEET = "xl/worksheets/sheet1.xml"
SMALL = '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="str"><v>x</v></c></row>'


def sheet(rows: str = SMALL, more: str = "") -> str:
    """A sheet's XML around `rows`."""
    return f'<?xml version="1.0"?><worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{more}</worksheet>'


def types(*overrides: tuple[str, str], main: str = f"{KIND}.sheet.main+xml") -> str:
    """The list of content types: part name and type."""
    listed = (("/xl/workbook.xml", main), (f"/{SHEET}", f"{KIND}.worksheet+xml"), *overrides)
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in listed)
        + "</Types>"
    )


def relations(*targets: tuple[str, str]) -> str:
    """A relations part: last word of the type, and target; the ids are rId1, rId2 ..."""
    return (
        f'<Relationships xmlns="{RELATIONS}">'
        + "".join(
            f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
            for number, (kind, target) in enumerate(targets, 1)
        )
        + "</Relationships>"
    )


def workbook(*titles: str) -> str:
    """The workbook part with a sheet for each title."""
    listed = "".join(f'<sheet name="{title}" sheetId="{n}" r:id="rId{n}"/>' for n, title in enumerate(titles, 1))
    return f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>'


def parts(rows: str = SMALL) -> dict[str, str | bytes]:
    """The parts of a sound workbook with one sheet called Risks."""
    return {
        "[Content_Types].xml": types(),
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": workbook("Risks"),
        "xl/_rels/workbook.xml.rels": relations(("worksheet", "worksheets/sheet1.xml")),
        SHEET: sheet(rows),
    }


def packed(content: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The zip package of these parts."""
    return zipped(list(content.items()), method)


def zipped(content: list[tuple[str, str | bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these members, a name twice if so wished."""
    file = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(file, "w", method) as package:
        warnings.simplefilter("ignore")
        for name, text in content:
            package.writestr(name, text)
    return file.getvalue()


def book(rows: str = SMALL, /, **changed: Any) -> bytes:
    """A workbook with these rows."""
    return packed(parts(rows) | changed)


def table(reference: str, name: str = "Risks") -> str:
    """A table part."""
    return f'<table xmlns="{MAIN}" id="1" name="{name}" displayName="{name}" ref="{reference}"/>'


SOUND = book()


def refusal(data: bytes, name: str = "") -> RefusedFileError:
    """With what the file is refused; it is said in whole sentences."""
    with pytest.raises(RefusedFileError) as caught:
        inspect(data, name)
    assert str(caught.value).endswith(".")
    return caught.value
