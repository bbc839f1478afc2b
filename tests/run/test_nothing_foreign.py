"""Nothing that lies in the current folder is ever imported or started, whatever it is called."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import sys
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import safe_start
from pipeline.report import pdf
from pipeline.schedule import commands as schedule_call
from pipeline.schedule.words import ScheduleError
from tests.chance import every, examples
from tests.cli.test_commands import call
from tests.excel.pressed import handed_over, note_of, put_in_place
from tests.run.planted import AT_START, OURS, PROGRAMS, ROOT, SETTINGS, STANDARD, TODAY, Planted, packages
from tests.schedule.made import job

CONCORD = Path(sys.executable).with_name("concord.exe" if sys.platform == "win32" else "concord")
COMMAND = [sys.executable, "-P", "-c", "import sys; from pipeline.cli.main import main; sys.exit(main())"]
installed = pytest.mark.skipif(not CONCORD.exists(), reason="the command concord is not installed beside this Python")


@pytest.fixture
def planted(tmp_path: Path) -> Planted:
    return Planted(tmp_path)


def finished(planted: Planted, *command: object, **more: str) -> str:
    """What the command said, which finished well and ran nothing of what was planted."""
    ended = planted.start(command, **more)
    assert planted.ran == []
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


@installed
@pytest.mark.parametrize("command", every(2, ["run", "check"]))
def test_the_command_and_its_workers_run_none_of_it(planted: Planted, command: str) -> None:
    planted.everything()
    manner = ["--settle", "0"] if command == "run" else []
    assert "2 workbooks" in finished(planted, CONCORD, command, ".", *TODAY, *manner)


def test_python_m_pipeline_runs_none_of_it_but_what_is_called_pipeline(planted: Planted) -> None:
    planted.everything(but=["pipeline"])
    assert "0.xlsx" in finished(planted, sys.executable, "-m", "pipeline", "check", "0.xlsx", *TODAY)


def test_python_p_m_pipeline_runs_none_of_it(planted: Planted) -> None:
    planted.everything()
    assert "0.xlsx" in finished(planted, sys.executable, "-P", "-m", "pipeline", "check", "0.xlsx", *TODAY)


def test_nor_where_pythonpath_has_an_empty_entry_or_one_for_where_one_stands(planted: Planted) -> None:
    """Python itself is not ours to guard: what it needs before it comes to a program is left out."""
    found = [name for name in packages() if name != "pipeline" and not name.startswith("_")]
    for name in (*found, "schemas", "csv", "json", "logging", "multiprocessing", "sqlite3", "xml", "zipfile"):
        planted.module(name)
    path = os.pathsep.join(["", ".", "", str(ROOT)])
    finished(planted, sys.executable, "-P", "-m", "pipeline", "check", "0.xlsx", *TODAY, PYTHONPATH=path)


def test_workers_of_systems_that_know_no_forkserver_run_none_of_it(planted: Planted, tmp_path: Path) -> None:
    started = tmp_path / "elsewhere"
    started.mkdir()
    (started / "spawning.py").write_text(
        "import multiprocessing\n"
        "multiprocessing.get_all_start_methods = lambda: ['spawn']\n"
        "if __name__ == '__main__':\n"
        "    from pipeline.cli.main import main\n"
        "    main()\n"
    )
    planted.everything()
    assert "2 workbooks" in finished(
        planted, sys.executable, started / "spawning.py", "check", ".", "--workers", 1, *TODAY
    )


def test_a_scheduled_run_and_its_workers_run_none_of_it(planted: Planted) -> None:
    planted.everything()
    state = (("CONCORD_STATE", str(planted.told.with_name("state"))),)
    one = job(paths=(str(planted.folder),), environment=state, options=("--settle", "0", *TODAY))
    finished(planted, one.python, *one.arguments)


def test_what_a_button_starts_runs_none_of_it(planted: Planted, tmp_path: Path) -> None:
    start = put_in_place(tmp_path)
    planted.everything()
    planted.start([sys.executable, "-P", str(start), handed_over("check", "clinic.xlsm")])
    assert planted.ran == []
    assert "Concord: " in note_of(start)  # it came as far as to look for Excel


def test_macros_and_the_script_of_macos_start_python_without_the_current_folder() -> None:
    from pipeline.excel.addin.items import MAC, items
    from pipeline.excel.addin.vba_project import own

    (start,) = [line for line in own("ConcordStart.bas").splitlines() if ".Run(" in line]
    assert 'Quoted(python) & " -P "' in start
    (script,) = [item for item in items(MAC, "/opt/concord/bin/python", {"HOME": "/home"}) if item.what == "script"]
    assert script.shows.count('"/opt/concord/bin/python" & " -P "') == 1


def test_the_workers_of_a_cluster_start_none_of_it(planted: Planted, tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    from tests.run.cluster import clusters

    with clusters.cluster(tmp_path / "cluster", workers=0) as started:
        planted.everything(but=packages())
        # As an administrator starts it: how Dask then starts processes of its own is not ours to say.
        started.folder = planted.folder
        started.worker(restarted=False, PYTHONSAFEPATH="1")
        clusters.come(started, 1)
        finished(planted, *COMMAND, "check", ".", "--cluster", started.address, *TODAY)


def test_scripts_that_start_concord_keep_it_from_the_current_folder(planted: Planted) -> None:
    planted.everything()
    command = _script("run").command(Path(sys.executable), "check", "0.xlsx", *TODAY)
    assert "0.xlsx" in finished(planted, *command)


def _script(name: str) -> ModuleType:
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        spec = importlib.util.spec_from_file_location(f"scripts_{name}", ROOT / "scripts" / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module
    finally:
        sys.path.remove(str(ROOT / "scripts"))


@pytest.fixture
def here(planted: Planted, monkeypatch: pytest.MonkeyPatch) -> Planted:
    """Standing in the folder, with a PATH that leads there and to a folder with a browser and a scheduler."""
    usual = planted.folder.with_name("usual")
    usual.mkdir()
    for name in ("chromium", "crontab"):
        for ending in ("", ".EXE"):
            (usual / f"{name}{ending}").write_text("#!/bin/sh\nexit 0\n")
            (usual / f"{name}{ending}").chmod(0o755)
    planted.everything()
    monkeypatch.chdir(planted.folder)
    monkeypatch.setenv("PATH", os.pathsep.join(["", ".", str(usual)]))
    return planted


@pytest.mark.parametrize("platform", ["linux", "win32"])
def test_the_browser_that_prints_is_never_one_beside_the_workbooks(
    here: Planted, platform: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setenv("PATHEXT", ".EXE")
    assert Path(pdf.browser()).parent == here.folder.with_name("usual")


@pytest.mark.parametrize("platform", ["linux", "win32"])
def test_where_no_browser_is_installed_none_beside_the_workbooks_is_one(
    here: Planted, platform: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setenv("PATH", os.pathsep.join(["", "."]))
    assert pdf.browser() == ""


def test_a_scheduler_is_called_by_its_whole_path(here: Planted, monkeypatch: pytest.MonkeyPatch) -> None:
    assert schedule_call.call("crontab", "-l").code == 0
    assert here.ran == []
    monkeypatch.setenv("PATH", os.pathsep.join(["", "."]))
    assert not schedule_call.has("crontab")
    with pytest.raises(ScheduleError, match="crontab"):
        schedule_call.call("crontab", "-l")
    assert here.ran == []


def test_what_other_programs_of_ours_start_by_name_is_not_looked_for_there_either(planted: Planted) -> None:
    """A page is shown by `webbrowser`, which starts what PATH leads to."""
    planted.everything()
    code = "import pipeline, webbrowser; webbrowser.open('file:///nowhere.html')"
    planted.start([sys.executable, "-P", "-c", code], PATH=os.pathsep.join(["", "."]), DISPLAY=":0")
    assert planted.ran == []


def test_a_folder_of_python_or_of_concord_itself_stays_on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    for own in (ROOT, Path(os.__file__).parent, Path(pytest.__file__).parents[1]):
        monkeypatch.chdir(own)
        monkeypatch.setattr(sys, "path", ["", ".", str(own)])
        safe_start.shut_out_current_folder()
        assert sys.path == [str(own)]


NAMES = st.deferred(lambda: st.sampled_from(sorted({*STANDARD, *packages(), *OURS, *AT_START})))


@given(
    modules=st.sets(NAMES, max_size=40), packages=st.sets(NAMES, max_size=20),
    others=st.sets(st.sampled_from(SETTINGS), max_size=10), programs=st.sets(st.sampled_from(PROGRAMS), max_size=10),
)  # fmt: skip
@settings(max_examples=examples(2), suppress_health_check=[HealthCheck.too_slow])
def test_any_foreign_names_in_the_current_folder_change_nothing(
    modules: set[str],
    packages: set[str],
    others: set[str],
    programs: set[str],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    planted = Planted(tmp_path_factory.mktemp("any"))
    command = ["check", ".", *TODAY]
    with contextlib.chdir(planted.folder):
        before = call(*command)
    assert before.exit_code == 0
    for name in modules:
        planted.module(name)
    for name in packages:
        planted.module(name, package=True)
    for name in others:
        planted.settings(name)
    for name in programs:
        planted.program(name)
    assert finished(planted, *COMMAND, *command) == before.stdout
