"""A folder for reports belongs to one audience: whatever happened to its record, and in every byte of it."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from html import unescape
from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.cli.main import main
from pipeline.run.output.output_folder import OtherAudienceError, report_names
from pipeline.run.output.outputs import beside_name
from pipeline.run.output.record import FILE
from pipeline.template.build import NewWorkbook
from tests.chance import every, examples
from tests.report.test_audience import secret_everywhere
from tests.report.world import PARTNERS
from tests.run.leaving import files, left, put, signing
from tests.run.made import built_once


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CONCORD_STATE", str(tmp_path / "state"))
    put(tmp_path / "in", "clinic.xlsx")
    return tmp_path / "in"


@pytest.fixture
def out(folder: Path) -> Path:
    return folder.parent / "out"


DAMAGE = {
    "lost": None, "emptied": b"", "garbage": b"\x00\xff" * 99, "half": "half", "another form": b'[1]\n{"version": 9}\n',
    "numbers": b'{"version": 1, "file": 1e999}\n', "nested": b"[" * 100_000,
}  # fmt: skip


@pytest.mark.parametrize(("harm", "audience"), every(7, product(DAMAGE, ["parties", "outside", "INTL"])))
def test_a_folder_stays_that_of_its_audience_when_its_record_is_damaged(
    folder: Path, out: Path, audience: str, harm: str
) -> None:
    left(folder, out=out, audience=audience)
    before = {name: (out / name).read_bytes() for name in files(out)}
    record = (out / FILE).read_bytes()
    (out / FILE).unlink()
    damaged = DAMAGE[harm]
    if damaged is not None:
        (out / FILE).write_bytes(record[: len(record) // 2] if isinstance(damaged, str) else damaged)
    for other in {"parties", "outside", "LOCA"} - {audience}:
        with pytest.raises(OtherAudienceError, match=f"made for {audience}"):
            left(folder, out=out, audience=other)
    left(folder, out=out, audience=audience)
    assert set(files(out)) == before.keys()
    assert (out / "clinic.html").read_bytes() == before["clinic.html"]
    assert (out / FILE).read_bytes() != (damaged or b"")


def test_a_record_that_cannot_be_kept_costs_the_reports_and_no_workbook(folder: Path, out: Path) -> None:
    (out / FILE).mkdir(parents=True)
    before = (folder / "clinic.xlsx").read_bytes()
    ended = left(folder, out=out)
    assert ended.code == 3
    assert any("could not be written" in failure for failure in ended.failures)
    assert (folder / "clinic.xlsx").read_bytes() != before
    assert files(out) == []


def test_reports_of_an_earlier_version_count_as_those_for_the_parties(folder: Path, out: Path) -> None:
    out.mkdir()
    (out / "clinic.json").write_text('{\n  "workbook": "clinic.xlsx",\n  "status": "written"\n}')
    with pytest.raises(OtherAudienceError, match="made for parties"):
        left(folder, out=out, audience="outside")
    left(folder, out=out)


def test_a_folder_with_other_peoples_files_may_be_for_anybody(folder: Path, out: Path) -> None:
    out.mkdir()
    (out / "index.html").write_text("<html><head><title>Our programme</title>")
    (out / "data.json").write_text('{"audience": 3}')
    left(folder, out=out, audience="outside")
    assert {"index.html", "data.json", "clinic.html"} <= set(files(out))


def test_a_folder_that_was_emptied_may_be_for_another_audience(folder: Path, out: Path) -> None:
    left(folder, out=out)
    for name in (*files(out), "portfolio.html", "portfolio.xlsx", "portfolio.csv"):
        (out / name).unlink()
    left(folder, out=out, audience="outside")
    assert "clinic.html" in files(out)


def test_a_party_gets_reports_of_the_workbooks_that_it_signs_and_no_other(folder: Path, out: Path) -> None:
    put(folder, "school.xlsx", signing("INTL"))
    left(folder, out=out, audience="loca")
    assert files(out) == ["clinic.html", "clinic.json"]


def test_a_folder_of_another_audience_is_refused_before_any_workbook_is_touched(
    folder: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    left(folder, out=out, audience="outside")
    put(folder, "clinic.xlsx")
    before = (folder / "clinic.xlsx").read_bytes()
    with pytest.raises(SystemExit) as ended:
        main(["run", str(folder), "--out", str(out), "--settle", "0"])
    assert ended.value.code == 2
    assert "give another folder with --out" in " ".join(capsys.readouterr().err.split())
    assert (folder / "clinic.xlsx").read_bytes() == before


NAMES = st.sampled_from(
    ["foo", "Foo", "foo-outside", "foo-INTL", "foo-2", "foo.xlsx", "x-foo.xlsx", "portfolio", "\u00e9", "e\u0301"]
)
PATHS = st.builds(
    lambda above, name, ending: Path(above) / f"{name}{ending}",
    st.sampled_from(["x", "y", "y/x", "Y/x"]), NAMES, st.sampled_from([".xlsx", ".xlsm", ".XLSX"]),
)  # fmt: skip


@given(st.lists(PATHS, unique=True, max_size=8), st.sets(st.sampled_from(["foo", "foo.xlsx", "x-foo.xlsx"])))
def test_no_two_workbooks_share_a_name_on_any_drive(paths: list[Path], taken: set[str]) -> None:
    import unicodedata

    names = [unicodedata.normalize("NFD", name).upper() for name in report_names(paths, taken)]
    assert len({*names, *(name.upper() for name in taken), "PORTFOLIO"}) == len(names) + len(taken) + 1


@given(PATHS, PATHS, *(st.sampled_from(["parties", "outside", "INTL", "OUT"]) for _ in range(2)))
def test_no_page_beside_a_workbook_is_that_of_another_or_of_another_audience(
    one: Path, two: Path, first: str, second: str
) -> None:
    pages = beside_name(one, first), beside_name(two, second)
    if (one.name, first) != (two.name, second):
        assert pages[0] != pages[1]
    if (one.name.casefold(), first) != (two.name.casefold(), second):
        assert pages[0].casefold() != pages[1].casefold()


def texts(file: Path) -> Iterator[str]:
    """Everything that is in a file, its name included, parts of a workbook unpacked."""
    yield file.name
    if file.suffix == ".xlsx":
        with zipfile.ZipFile(file) as parts:
            yield from (parts.read(name).decode("utf-8") for name in parts.namelist())
    else:
        yield file.read_text(encoding="utf-8")


MARKED = st.sampled_from(["parties", "", "board only", "Parties"])


@settings(max_examples=examples(3), suppress_health_check=list(HealthCheck))
@given(sharing=MARKED, single=st.booleans(), beside=st.booleans())
def test_no_byte_of_a_folder_for_others_tells_of_what_is_not_shared(
    tmp_path_factory: pytest.TempPathFactory, sharing: str, single: bool, beside: bool
) -> None:
    folder = tmp_path_factory.mktemp("secret")
    values = secret_everywhere()
    values["Risks"] = [{**row, **({"sharing": sharing} if "SECRET" in row["risk"] else {})} for row in values["Risks"]]
    (folder / "in").mkdir()
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("CONCORD_STATE", str(folder / "state"))
        for name in ("first", "second"):
            new = NewWorkbook(title="Clinic", partners=PARTNERS, arrangement_id=f"CA-{name}", values=values)
            (folder / "in" / f"{name}.xlsx").write_bytes(built_once(new))
        paths = [folder / "in" / "first.xlsx"] if single else [folder / "in"]
        for _ in range(2):
            left(*paths, out=folder / "out", audience="outside", beside=beside)
    content = "".join(text for file in (folder / "out").iterdir() for text in texts(file))
    assert "Description of R5" in content
    assert "secret" not in unescape(content).lower()
    assert str(folder) not in content
