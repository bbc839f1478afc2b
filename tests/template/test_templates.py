"""The committed templates are what the schemas give, and other programs can open and keep them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.template.same_workbook import same_content
from schemas.spec import tables
from scripts import build_templates
from tests.office import LibreOffice
from tests.template.made import blank, opened


def test_the_committed_templates_are_current() -> None:
    assert build_templates.outdated() == []


def test_a_changed_workbook_is_not_the_same() -> None:
    assert same_content(blank(2), blank(2))
    assert not same_content(blank(2), blank(4))
    assert not same_content(blank(2), b"no workbook")


@pytest.mark.system("soffice")
def test_libreoffice_keeps_every_table_and_validation(tmp_path: Path, libreoffice: LibreOffice) -> None:
    source = tmp_path / "new.xlsx"
    source.write_bytes(blank(4))
    kept, made = opened(libreoffice.saved(source, tmp_path / "out").read_bytes()), opened(blank(4))
    for table in tables().values():
        assert kept[table.sheet].tables[table.name].ref == made[table.sheet].tables[table.name].ref
        before, after = (len(book[table.sheet].data_validations.dataValidation) for book in (made, kept))
        assert after == before, table.name
