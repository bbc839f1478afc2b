"""Makes the pictures of the guide: a sample after a run as LibreOffice prints it, one picture a sheet, and its pages.

`python scripts/build_pictures.py` writes docs/pictures/*.png. It needs LibreOffice (soffice), pdftoppm,
pdftotext, Chromium, and Pillow from requirements-dev.txt. Fonts and versions of those programs change the pictures a
little, so no test compares them: look at each one before it is committed.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import openpyxl
from openpyxl.worksheet.properties import PageSetupProperties
from PIL import Image, ImageChops

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "workbooks" / "samples"
PICTURES = ROOT / "docs" / "pictures"
DAY = "2026-11-22"  # what is due in the samples is due on this day
PROGRAMS = ("soffice", "pdftoppm", "pdftotext", "chromium")
DOTS = 150
COLOURS = 48
HEADER, RULED = 120, 250  # how dark, of 255, a table's header and the line below a row are at least
MARGIN = 12
ABOVE, BELOW = 0.5, 0.55  # inches of a page that are not the sheet
FOOT = re.compile(r"^\s*(?P<sheet>\S.*?)\s{2,}Page \d+ of \d+\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Picture:
    """One picture: the sheet, which of its printed pages, and how much of the page's height it shows.

    Without `titles` it begins at the table's header.
    """

    name: str
    sheet: str
    page: int = 1
    height: float = 1.0
    titles: bool = True
    sample: str = "two-organisations"


WANTED = (
    Picture("start", "Start here"),
    Picture("risks", "Risks", height=0.6),
    Picture("activities", "Activities", height=0.38),
    Picture("indicators", "Indicators", height=0.6, titles=False),
    Picture("summary", "Summary"),
    Picture("gaps", "Gaps", height=0.6),
    Picture("overlaps", "Overlaps"),
    Picture("risk-profile", "Risk profile"),
    Picture("action-plan", "Action plan", height=0.6),
    Picture("agenda", "Agenda"),
)
# What commands make beside a run; the first page shows it.
MAPPING = Picture("mapping", "Mapping", height=0.98)
PROPOSALS = Picture("proposals", "Proposals", height=0.98)
COPY = Picture("copy", "Start here", height=0.98)
SHARED = Picture("shared", "Risk profile", height=0.98, sample="energy-supply-network")
REGISTER = """ID,Risk description,Inherent likelihood,Impact,Controls,Mitigation plan,Owner,Status
1,Convoys are attacked on the northern road,High,High,Radio contact,Two vehicles,Logistics manager,Open
2,The office is burgled at night,Medium,Low,A guard,Cameras,Finance,Open
3,The river floods the store,Low,High,,Move the fuel,Logistics manager,Closed
"""
# The first screen of pages in a browser: picture, page, height in pixels.
SCREENS = (("page", "two-organisations.html", 900), ("portfolio", "portfolio.html", 760))
WIDTH = 1180


def screens(folder: Path) -> None:
    """The first screens of a partnership's page and of the portfolio of all samples, as Chromium shows them."""
    books, pages = folder / "samples", folder / "pages"
    shutil.copytree(SAMPLES, books, ignore=shutil.ignore_patterns("as-people-leave-them*"))  # much to correct
    pages.mkdir()
    _call(sys.executable, "-P", "-m", "pipeline", "run", str(books), "--out", str(pages), "--today", DAY)
    for name, page, height in SCREENS:
        shot = folder / f"{name}.png"
        _call("chromium", "--headless", "--no-sandbox", "--hide-scrollbars", f"--user-data-dir={folder / 'browser'}",
              f"--window-size={WIDTH},{height}", f"--screenshot={shot}", (pages / page).as_uri())  # fmt: skip
        with Image.open(shot) as opened:
            opened.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(
                PICTURES / f"{name}.png", optimize=True
            )


def asked(folder: Path) -> None:
    """What `adopt` asks of a small register, and what a copy that came back says otherwise, as they are printed."""
    register = folder / "register.csv"
    register.write_text(REGISTER, encoding="utf-8")
    subprocess.run(
        [sys.executable, "-P", "-m", "pipeline", "adopt", str(register), "--to", str(folder / "new.xlsx"), "--as",
         'INTL="Harbour Relief"'], cwd=ROOT, capture_output=True, check=False,
    )  # fmt: skip
    _print_one(folder / "register.mapping.xlsx", MAPPING)
    book = Path(shutil.copy(SAMPLES / "two-organisations.xlsx", folder / "valley.xlsx"))
    _call(sys.executable, "-P", "-m", "pipeline", "split", str(book), "--today", DAY)
    copy = next(folder.glob("valley-*.xlsx"))
    _print_one(copy, COPY)
    _say_otherwise(copy)
    _call(sys.executable, "-P", "-m", "pipeline", "join", str(book), str(copy), "--today", DAY)
    opened = openpyxl.load_workbook(book)
    for name in opened.sheetnames:
        if name != "Proposals":
            opened[name].sheet_state = "hidden"
    opened.active = opened.sheetnames.index("Proposals")
    sheet = opened["Proposals"]
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    opened.save(book)
    _print_one(book, PROPOSALS)


def for_others(folder: Path) -> None:
    """The risks of the sample whose partners share them, in the copy for others."""
    copy = folder / "for-others.xlsx"
    given = str(SAMPLES / f"{SHARED.sample}.xlsx")
    _call(sys.executable, "-P", "-m", "pipeline", "share", given, "--for", "outside", "--to", str(copy), "--today", DAY)
    opened = openpyxl.load_workbook(copy)
    for name in opened.sheetnames:
        if name != SHARED.sheet:
            opened[name].sheet_state = "hidden"
    opened.active = opened.sheetnames.index(SHARED.sheet)
    opened.save(copy)
    _print_one(copy, SHARED)


def _say_otherwise(copy: Path) -> None:
    """A party changes two common cells of its copy, and adds a row."""
    opened = openpyxl.load_workbook(copy)
    sheet = opened["Risks"]
    headers, *rows = sheet[sheet.tables["Risks"].ref]
    column = {cell.value: at for at, cell in enumerate(headers)}
    rows[0][column["Measures"]].value = "Travel in two vehicles, and tell the community beforehand"
    rows[1][column["Status"]].value = "Treating"
    free = next(row for row in rows if row[0].value is None)
    for header, value in (("Risk", "R90"), ("Description", "The ferry does not run at high water"), ("Status", "Open")):
        free[column[header]].value = value
    opened.save(copy)


def _print_one(workbook: Path, wanted: Picture) -> None:
    profile = f"-env:UserInstallation={(workbook.parent / 'profile').as_uri()}"
    _call("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(workbook.parent), str(workbook))
    pdf = workbook.with_suffix(".pdf")
    picture(pdf, 1, wanted).save(PICTURES / f"{wanted.name}.png", optimize=True)


def printed(sample: str, folder: Path) -> Path:
    """The sample after a run on DAY, printed to a PDF in `folder`."""
    workbook = Path(shutil.copy(SAMPLES / f"{sample}.xlsx", folder))
    _call(sys.executable, "-P", "-m", "pipeline", "run", str(workbook), "--today", DAY)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    _call("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(workbook))
    return workbook.with_suffix(".pdf")


def pages_by_sheet(pdf: Path) -> dict[str, list[int]]:
    """The printed pages of each sheet, counted from 1; the foot of a page names its sheet."""
    pages: dict[str, list[int]] = {}
    for number, text in enumerate(_call("pdftotext", "-layout", str(pdf), "-").split("\f"), start=1):
        found = FOOT.search(text)
        if found:
            pages.setdefault(found["sheet"], []).append(number)
    return pages


def picture(pdf: Path, page: int, wanted: Picture) -> Image.Image:
    """The part of a page that is wanted, without what is printed below the sheet, and without empty paper."""
    where = pdf.with_name(f"page-{page}")
    _call("pdftoppm", "-r", str(DOTS), "-f", str(page), "-l", str(page), "-singlefile", "-png", str(pdf), str(where))
    with Image.open(where.with_suffix(".png")) as opened:
        paper = opened.convert("RGB")
    sheet = paper.crop((0, int(ABOVE * DOTS), paper.width, paper.height - int(BELOW * DOTS)))
    limit = int(sheet.height * wanted.height)
    top = 0 if wanted.titles else next(_lines(sheet, 0, limit, HEADER), 0)
    bottom = next(_lines(sheet, limit, top, RULED), limit) if wanted.height < 1 else limit - 1
    sheet = sheet.crop((0, top, sheet.width, bottom + 1))
    return _framed(sheet).quantize(COLOURS, dither=Image.Dither.NONE)


def _lines(sheet: Image.Image, start: int, end: int, darkness: int) -> Iterator[int]:
    """The heights from `start` towards `end` at which most of the width is as dark as a line of that kind."""
    grey = sheet.convert("L")
    for y in range(start, end, 1 if start < end else -1):
        row = grey.crop((0, y, grey.width, y + 1)).tobytes()
        if sum(value < darkness for value in row) > 0.6 * len(row):
            yield y


def _framed(sheet: Image.Image) -> Image.Image:
    """Without the empty paper around it, but for a small margin."""
    white = Image.new("RGB", sheet.size, "white")
    box = ImageChops.difference(sheet, white).getbbox() or (0, 0, *sheet.size)
    framed = Image.new("RGB", (box[2] - box[0] + 2 * MARGIN, box[3] - box[1] + 2 * MARGIN), "white")
    framed.paste(sheet.crop(box), (MARGIN, MARGIN))
    return framed


def _call(*command: str) -> str:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{command[0]} did not work:\n{(done.stdout + done.stderr)[-2000:]}")
    return done.stdout


def main() -> int:
    """Make every picture; 1, with a sentence, when a program is missing."""
    missing = [program for program in PROGRAMS if shutil.which(program) is None]
    if missing:
        print(
            f"The pictures need {', '.join(missing)}; install LibreOffice, poppler-utils and Chromium.", file=sys.stderr
        )
        return 1
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for sample in sorted({wanted.sample for wanted in WANTED}):
            pdf = printed(sample, Path(folder))
            pages = pages_by_sheet(pdf)
            for wanted in WANTED:
                if wanted.sample == sample:
                    made = picture(pdf, pages[wanted.sheet][wanted.page - 1], wanted)
                    made.save(PICTURES / f"{wanted.name}.png", optimize=True)
        asked(Path(folder))
        for_others(Path(folder))
        screens(Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
