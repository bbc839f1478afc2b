"""Whatever file of the folder for state is damaged in whatever way, a run does its work, says so, and is rid of it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from pipeline.cli.main import concord
from tests.chance import examples
from tests.cli.test_commands import TODAY
from tests.run.made import RISKS, workbook
from tests.run.made import data as content_of

KINDS = ("cut short", "overwritten", "random bytes", "another encoding", "empty", "a folder", "unreadable")


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with workbooks, and a folder for state after some runs over them."""
    root = tmp_path_factory.mktemp("sound")
    (root / "books").mkdir()
    for name in ("a.xlsx", "b.xlsx"):
        workbook(root / "books", name, id=f"CA-{name}")
    for more in ([], ["--beside"], ["--force"]):
        assert run(root, *more).exit_code == 0
    return root


def run(root: Path, *more: str) -> Result:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CONCORD_STATE", str(root / "state"))
        from pipeline.run.batch.workers import Crew

        def here(limits: Any, here: bool) -> Crew:
            return Crew(limits, here=True)

        patch.setattr("pipeline.run.batch.batch.Crew", here)
        return CliRunner().invoke(concord, ["run", str(root / "books"), "--settle", "0", *TODAY, *more])


def damage(file: Path, kind: str, chance: st.DataObject) -> None:
    content = file.read_bytes()
    if kind == "a folder":
        file.unlink()
        file.mkdir()
    elif kind == "unreadable":  # as root, everything can be read: then it is only read
        file.chmod(0)
    elif kind == "cut short":
        file.write_bytes(content[: chance.draw(st.integers(0, max(0, len(content) - 1)))])
    elif kind == "empty":
        file.write_bytes(b"")
    elif kind == "another encoding":
        file.write_bytes(content.decode("latin-1").encode("utf-16"))
    elif kind == "random bytes":
        file.write_bytes(chance.draw(st.binary(min_size=1, max_size=5_000)))
    else:
        at = chance.draw(st.integers(0, max(0, len(content) - 1)))
        new = chance.draw(st.binary(min_size=1, max_size=500))
        file.write_bytes(content[:at] + new + content[at + len(new) :])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(6))
@given(st.data())
def test_a_run_ends_as_usual_whatever_of_the_state_is_damaged_and_after_it_nothing_is_said(
    tmp_path: Path, sound: Path, data: st.DataObject
) -> None:
    root = tmp_path / "root"
    shutil.rmtree(root, ignore_errors=True)
    (root / "books").mkdir(parents=True)
    for name in ("a.xlsx", "b.xlsx"):
        shutil.copy(sound / "books" / name, root / "books" / name)
    shutil.copytree(sound / "state", root / "state")
    changed = content_of({"Risks": RISKS[1:]}, id="CA-a.xlsx")
    (root / "books" / "a.xlsx").write_bytes(changed)
    files = sorted(path.relative_to(root) for path in (root / "state").rglob("*") if path.is_file())
    file = root / data.draw(st.sampled_from(files), "file")
    kind = data.draw(st.sampled_from(KINDS), "kind")
    # A folder in the place of the log is left there, and each run says that it has none (tests/notify).
    assume((file.name, kind) != ("concord.log", "a folder"))
    damage(file, kind, data)
    first = run(root)
    assert (first.exit_code, first.exception) == (0, None), first.output
    assert "a.xlsx" in first.stdout
    assert "written" in first.stdout
    workbooks = {path.name: path.read_bytes() for path in (root / "books").glob("?.xlsx")}
    assert workbooks["a.xlsx"] != changed
    second = run(root)
    assert (second.exit_code, second.stderr) == (0, ""), second.stderr
    forced = run(root, "--force")
    assert forced.exit_code == 0
    assert {path.name: path.read_bytes() for path in (root / "books").glob("?.xlsx")} == workbooks
