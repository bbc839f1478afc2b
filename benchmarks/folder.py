"""Folders of realistic workbooks for the benchmarks: the samples, each copy with an id of its own."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

from build_samples import FROM_TEMPLATE, TODAY  # noqa: E402
from sample_plan import worked_on  # noqa: E402
from sample_sources import load  # noqa: E402

from pipeline.template.build import build  # noqa: E402

STAND_IN = "CA-STAND-IN-00000"


def fill(folder: Path, count: int) -> list[Path]:
    """Put `count` workbooks into `folder`, 1/4 of each sample, and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    originals = list(_originals())
    paths = []
    for number in range(count):
        path = folder / f"{number:05}.xlsx"
        path.write_bytes(_with_id(originals[number % len(originals)], f"{STAND_IN[:-5]}{number:05}"))
        paths.append(path)
    return paths


def _originals() -> Iterator[bytes]:
    for name in FROM_TEMPLATE:
        source = load(name, TODAY)
        data = build(replace(source.new, arrangement_id=STAND_IN))
        yield worked_on(data, source.plan) if source.plan else data


def _with_id(data: bytes, arrangement_id: str) -> bytes:
    """The same workbook under another id of the same length; building each anew takes half a second."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.infolist():
            new.writestr(part, old.read(part).replace(STAND_IN.encode(), arrangement_id.encode()))
    return made.getvalue()
