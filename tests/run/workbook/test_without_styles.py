"""A workbook without styles, as bare generators write it: days are plain numbers there."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from tests.run.made import run, workbook

STYLED = re.compile(rb' (?:s|style|\w*[dD]xfId)="\d+"')


def without_styles(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "[Content_Types].xml" or name.endswith("workbook.xml.rels"):
                part = re.sub(rb'<(?:Override|Relationship) [^>]*styles\.xml"[^>]*/>', b"", part)
            if name.startswith(("xl/worksheets/sheet", "xl/tables")):
                part = STYLED.sub(b"", part)
            if name != "xl/styles.xml":
                new.writestr(name, part)
    return out.getvalue()


def test_a_second_run_replaces_the_file_by_nothing(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    run(path)
    path.write_bytes(without_styles(path.read_bytes()))
    run(path)
    before = path.stat()
    assert run(path).status == "unchanged"
    assert path.stat() == before
