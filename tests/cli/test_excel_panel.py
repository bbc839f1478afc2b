"""`concord excel panel`: a window, or a sentence where none can be shown."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli.main import concord
from tests.excel.buttons.test_click import screen
from tests.run.made import workbook

_SITE = """
import atexit, json, os, sys
if sys.argv[-1] == "panel" or "panel" in sys.orig_argv:
    sys.path.insert(0, os.environ["CONCORD_TEST_ROOT"])
    import xlwings
    from tests.excel.engine import install
    app = xlwings.App(impl=install().apps.add())
    book = app.books.open(os.environ["CONCORD_TEST_BOOK"])
    atexit.register(book.save)
"""


def test_without_a_screen_it_says_what_does_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    tkinter = pytest.importorskip("tkinter", reason="needs tkinter, which this Python lacks")

    def no_window(*_: object, **__: object) -> None:
        raise tkinter.TclError("no display name")

    monkeypatch.setattr(tkinter, "Tk", no_window)
    came = CliRunner().invoke(concord, ["excel", "panel"])
    assert came.exit_code == 1
    assert "No window can be shown here (no display name)" in came.output
    assert "concord run FILE" in came.output


def test_without_tkinter_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tkinter", None)
    for name in [name for name in sys.modules if name.startswith("pipeline.excel.panel.")]:
        monkeypatch.delitem(sys.modules, name)
    came = CliRunner().invoke(concord, ["excel", "panel"])
    assert came.exit_code == 1
    assert "python3-tk" in came.output


@pytest.mark.system("Xvfb", "xdotool")
def test_the_command_shows_a_window_whose_keys_run_the_workbook_in_front(tmp_path: Path) -> None:
    """The whole way, as somebody starts it: a window, Alt+R, and the results in the workbook that is open."""
    pytest.importorskip("tkinter", reason="needs tkinter, which this Python lacks")
    book = workbook(tmp_path)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(_SITE, encoding="utf-8")
    root = str(Path(__file__).parents[2])
    with screen() as display:
        environment = os.environ | {
            "DISPLAY": display, "PYTHONPATH": str(tmp_path / "site"), "CONCORD_TEST_ROOT": root, "HOME": str(tmp_path),
            "CONCORD_TEST_BOOK": str(book), "XDG_STATE_HOME": str(tmp_path),
        }  # fmt: skip
        command = [sys.executable, "-m", "pipeline", "excel", "panel"]
        with subprocess.Popen(command, env=environment, cwd=root) as panel:
            copies = tmp_path / "concord" / "before-run"
            while not (copies.is_dir() and list(copies.iterdir())):
                assert panel.poll() is None
                for words in (["search", "--class", "Concord", "windowfocus"], ["key", "alt+r"]):
                    subprocess.run(["xdotool", *words], env=environment, capture_output=True, check=False)
                time.sleep(0.3)
            panel.send_signal(signal.SIGTERM)
            assert panel.wait() == 0
    from pipeline.reading.workbook import read

    assert read(book.read_bytes()).present["Gaps"].rows
