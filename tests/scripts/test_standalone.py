"""The standalone folder, as far as it can be tried without building it; scripts/check_standalone.py tries the whole."""

from __future__ import annotations

import importlib.util
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from pipeline.excel.addin.install import InstallError, install
from pipeline.schedule.job import STARTER

ROOT = Path(__file__).parents[2]


def loaded(path: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    spec = importlib.util.spec_from_file_location(f"script_{Path(path).stem}", ROOT / "scripts" / path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_what_a_schedule_starts_is_started_and_no_other_module(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = loaded("standalone/entry.py", monkeypatch)
    assert entry.STARTED == STARTER
    assert entry.module_started(["-X", "utf8", "-P", "-m", STARTER, "--name", "x"]) == ["--name", "x"]
    assert entry.module_started(["-m", "pip", "install"]) is None
    assert entry.module_started(["-c", "1", "-m", STARTER]) is None
    assert entry.module_started(["run", "a.xlsx"]) is None


def test_the_zip_of_the_same_files_is_the_same_and_its_list_has_every_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = loaded("build_standalone.py", monkeypatch)
    folder = tmp_path / "concord"
    (folder / "_internal").mkdir(parents=True)
    (folder / "concord").write_text("program")
    (folder / "concord").chmod(0o755)
    (folder / "_internal" / "data").write_text("data")
    build.add_checksums(folder)
    assert [line.split("  ")[1] for line in (folder / build.SUMS).read_text().splitlines()] == [
        "_internal/data",
        "concord",
    ]
    first = build.zipped(folder, "concord-1").read_bytes()
    (folder / "concord").touch()
    archive = build.zipped(folder, "concord-1")
    assert archive.read_bytes() == first
    assert build.checksum(archive) in archive.with_name("concord-1.zip.sha256").read_text()
    with zipfile.ZipFile(archive) as opened:
        assert opened.getinfo("concord-1/concord").external_attr >> 16 == 0o755


def test_every_package_that_goes_along_has_its_licence_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    licences = loaded("standalone/licences.py", monkeypatch)
    found = {package.name.lower(): package for package in licences.distributions()}
    pins = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    names = {line.partition("==")[0].lower() for line in pins if "==" in line} & set(found)
    assert len(names) > 30
    assert [name for name in sorted(names - licences.TOOLS) if not list(licences.texts(found[name]))] == []


def test_an_unpacked_concord_says_that_excel_needs_an_installed_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    with pytest.raises(InstallError, match=r"concord excel\s+panel"):
        install([])
