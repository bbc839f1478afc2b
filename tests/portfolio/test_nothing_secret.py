"""The proof on the files themselves: no text that is not for others is in any byte of the portfolio for them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from pipeline.cli.main import main
from pipeline.template.build import NewWorkbook
from schemas.spec import table
from tests.report.test_audience import secret_everywhere
from tests.report.world import PARTNERS
from tests.run.made import built_once

NAMES = ("portfolio.html", "portfolio.xlsx", "portfolio.csv")


def concord(*arguments: object) -> None:
    with pytest.raises(SystemExit):
        main([*map(str, arguments)])


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reports of a folder with a workbook in which every text that is not for others says SECRET."""
    folder = tmp_path_factory.mktemp("secret")
    (folder / "in").mkdir()
    for name in ("first", "second"):
        values = secret_everywhere()
        per_partner = [f"{column.name} · {code}" for column in table("Indicators").columns if column.per_partner
                       for code, _ in PARTNERS]  # fmt: skip
        values["Indicators"] = [{**row, **dict.fromkeys(per_partner, "SECRET-rating")} for row in values["Indicators"]]
        new = NewWorkbook(title="Clinic access", partners=PARTNERS, arrangement_id=f"CA-{name}", values=values)
        (folder / "in" / f"{name}.xlsx").write_bytes(built_once(new))
    for day in ("2026-10-01", "2026-11-22"):
        for audience in ("outside", "parties"):
            concord(
                "run", folder / "in", "--out", folder / audience, "--audience", audience, "--settle", 0, "--today", day,
                "--workers", 1,
            )  # fmt: skip
    return folder / "outside"


def texts(file: Path) -> Iterator[str]:
    """Everything that is in a file, parts of a workbook unpacked."""
    if file.suffix == ".xlsx":
        with zipfile.ZipFile(io.BytesIO(file.read_bytes())) as parts:
            for name in parts.namelist():
                yield parts.read(name).decode("utf-8")
    else:
        yield file.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_no_text_of_the_parties_is_in_it(out: Path, name: str) -> None:
    content = "".join(texts(out / name))
    assert "Clinic access" in content
    assert "secret" not in unescape(content).lower()


@pytest.mark.parametrize("name", NAMES)
def test_no_partner_is_named_in_it(out: Path, name: str) -> None:
    content = "".join(texts(out / name))
    assert not [word for code, name in PARTNERS for word in (code, name) if word in content]


def test_the_same_workbooks_do_have_secrets_to_tell(out: Path) -> None:
    assert "SECRET-R2" in (out.parent / "parties" / "first.html").read_text(encoding="utf-8")
