"""All kinds of files that Concord makes or writes into, by what they are."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import openpyxl

from pipeline.excel.addin import build
from pipeline.excel.addin.vba_project import button_macro
from pipeline.run.create import Wanted, create
from pipeline.template.catalogues import catalogue_names
from tests.chance import every
from tests.cli.test_commands import TODAY, code
from tests.office import LibreOffice
from tests.run.made import run, workbook

WORKBOOKS = Path(__file__).parents[2] / "workbooks"
SAMPLES = sorted((WORKBOOKS / "samples").glob("*.xlsx"))
SIZES = (2, 9, 30)  # with more than eight parties the charts stand otherwise

Making = Callable[[Path], Path]


def new(name: str, partners: int, catalogues: Sequence[str] = ()) -> Making:
    """A workbook as `concord new` makes it."""

    def make(folder: Path) -> Path:
        given = [f"P{number}=Partner {number} & Söhne" for number in range(1, partners + 1)]
        create(
            folder / name, Wanted(title="Clinic <access>", partners=given, catalogues=catalogues, button=button_macro)
        )
        return folder / name

    return make


def carried_over(folder: Path) -> Path:
    """A workbook made from an older one that has been run and that has a partner fewer."""
    run(workbook(folder, "old.xlsx"))
    create(
        folder / "new.xlsx",
        Wanted(title=None, partners=["NEW=Newcomers"], old=folder / "old.xlsx", button=button_macro),
    )
    return folder / "new.xlsx"


def copied(source: Path) -> Making:
    """A workbook of the repository."""
    return lambda folder: Path(shutil.copy(source, folder))


WORKBOOKS_MADE: Mapping[str, Making] = {
    **{f"new for {size} with all catalogues": new("a.xlsx", size, catalogue_names()) for size in SIZES},
    "new and empty": new("a.xlsx", 2),
    "new with a button": new("a.xlsm", 3),
    "carried over from an old one": carried_over,
    "filled in": workbook,
    **{f"sample {path.stem}": copied(path) for path in SAMPLES},
}


def copy_beside(folder: Path) -> Path:
    """What `--beside` puts beside a workbook."""
    assert code("run", workbook(folder), "--beside", *TODAY) == 0
    return folder / "clinic (Concord).xlsx"


def portfolio(folder: Path) -> Path:
    """The portfolio of a folder with some samples, the second run with changes, and a file that cannot be read."""
    (folder / "books").mkdir()
    for path in every(3, SAMPLES):
        shutil.copy(path, folder / "books")
    (folder / "books" / "damaged.xlsx").write_bytes(b"PK")
    for _ in range(2):
        code("run", folder / "books", "--out", folder / "out", "--settle", "0", *TODAY)
    (made,) = (folder / "out").rglob("portfolio.xlsx")
    return made


def built_addin(folder: Path) -> Path:
    """The add-in."""
    (folder / build.NAME).write_bytes(build.build())
    return folder / build.NAME


OTHERS_MADE: Mapping[str, Making] = {
    "copy beside a workbook": copy_beside, "portfolio": portfolio, "add-in": built_addin,
}  # fmt: skip


def by_openpyxl(source: Path, folder: Path, _: LibreOffice) -> Path:
    """A workbook saved by openpyxl, which drops what it does not know."""
    out = io.BytesIO()
    openpyxl.load_workbook(source).save(out)
    (folder / source.name).write_bytes(out.getvalue())
    return folder / source.name


def by_libreoffice(source: Path, folder: Path, libreoffice: LibreOffice) -> Path:
    """A workbook saved by LibreOffice."""
    return libreoffice.saved(source, folder / "saved")
