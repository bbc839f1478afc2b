"""The units of the user's systemd."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.schedule.schedulers.systemd import MARK, Systemd, calendar, service, timer
from pipeline.schedule.when import When
from pipeline.schedule.words import ScheduleError
from tests.schedule.conftest import Programs
from tests.schedule.made import ODD, job

pytestmark = pytest.mark.system("sh")


@pytest.fixture
def units(tmp_path: Path) -> Path:
    return tmp_path / "units"


def names(units: Path) -> list[str]:
    return sorted(path.name for path in units.iterdir())


def test_both_units_are_put_in_place_and_the_timer_switched_on(programs: Programs, units: Path) -> None:
    systemctl = programs("systemctl")
    Systemd(units).install(job())
    assert names(units) == ["concord-partners.service", "concord-partners.timer"]
    assert systemctl.calls == [
        "--user daemon-reload", "--user enable concord-partners.timer", "--user restart concord-partners.timer",
    ]  # fmt: skip
    assert Systemd(units).has("partners")


def test_what_is_installed_is_what_print_shows(programs: Programs, units: Path) -> None:
    programs("systemctl")
    shown = {each.where: each.text for each in Systemd(units).shows(job(paths=(ODD,)))}
    Systemd(units).install(job(paths=(ODD,)))
    assert {path: text for path, text in shown.items() if path.startswith("/")} == {
        str(path): path.read_text() for path in units.iterdir()
    }


@pytest.mark.parametrize("step", ["daemon-reload", "enable", "restart"])
def test_nothing_is_left_where_systemd_refuses(step: str, programs: Programs, units: Path) -> None:
    programs("systemctl").refuses(step)
    with pytest.raises(ScheduleError, match="not today"):
        Systemd(units).install(job())
    assert names(units) == []


def test_the_former_units_come_back_where_systemd_refuses_new_ones(programs: Programs, units: Path) -> None:
    systemctl = programs("systemctl")
    Systemd(units).install(job())
    before = [path.read_bytes() for path in sorted(units.iterdir())]
    systemctl.refuses("restart")
    with pytest.raises(ScheduleError):
        Systemd(units).install(job(when=When.read(["9:00"], "daily")))
    assert [path.read_bytes() for path in sorted(units.iterdir())] == before
    assert systemctl.calls[-1] == "--user restart concord-partners.timer"


def test_a_unit_of_somebody_else_is_left_alone(programs: Programs, units: Path) -> None:
    systemctl = programs("systemctl")
    units.mkdir()
    (units / "concord-partners.timer").write_text("[Timer]\n")
    for act in (lambda: Systemd(units).install(job()), lambda: Systemd(units).remove("partners")):
        with pytest.raises(ScheduleError, match="was not made by"):
            act()
    assert names(units) == ["concord-partners.timer"]
    assert systemctl.calls == []


def test_removing_takes_both_units_away_and_only_once(programs: Programs, units: Path) -> None:
    systemctl = programs("systemctl")
    Systemd(units).install(job())
    Systemd(units).install(job(name="other"))
    assert Systemd(units).remove("partners")
    assert names(units) == ["concord-other.service", "concord-other.timer"]
    assert "--user disable --now concord-partners.timer" in systemctl.calls
    assert not Systemd(units).remove("partners")


def test_logged_off_switches_lingering_on(programs: Programs, units: Path) -> None:
    programs("systemctl")
    loginctl = programs("loginctl")
    Systemd(units).install(job(logged_off=True))
    assert loginctl.calls == ["enable-linger"]


def test_the_units_say_what_a_scheduled_run_needs() -> None:
    assert {"Type=oneshot", "SuccessExitStatus=3"} <= set(service(job()).splitlines())
    assert {MARK, "OnCalendar=Mon,Tue,Wed,Thu,Fri *-*-* 06:30:00", "Persistent=true"} <= set(timer(job()).splitlines())


def test_every_day_needs_no_names_of_days() -> None:
    assert calendar(When.read(["6:30", "13:00"], "daily")) == ["*-*-* 06:30:00", "*-*-* 13:00:00"]


@pytest.mark.system("systemd-analyze")
def test_systemd_itself_finds_nothing_to_say_about_the_units(tmp_path: Path) -> None:
    for kind, text in (("service", service(job(paths=(ODD,)))), ("timer", timer(job(paths=(ODD,))))):
        (tmp_path / f"concord-partners.{kind}").write_text(text)
    done = subprocess.run(
        ["systemd-analyze", "verify", "--user", "--recursive-errors=no", tmp_path / "concord-partners.timer",
         tmp_path / "concord-partners.service"],
        capture_output=True, text=True, check=False, env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


ROOT = Path(__file__).resolve().parents[3]
# A /run of its own keeps the user's real systemd, if there is one, out of it.
ALONE = """
mount -t tmpfs none /run && mkdir -p /run/systemd/system /run/user/0 && chmod 700 /run/user/0 || exit 99
"$MANAGER" --user --log-target=null >/dev/null 2>&1 &
manager=$!
while kill -0 $manager && ! systemctl --user show --property=Version >/dev/null 2>&1; do sleep 0.1; done
"$PYTHON" -c "$INSIDE"; code=$?
kill $manager; wait $manager; exit $code
"""
INSIDE = """
import os, subprocess
from pipeline.schedule.schedulers.systemd import Systemd
from tests.schedule.made import ODD, job
systemd = Systemd()
assert systemd.usable()
systemd.install(job(paths=(ODD,), python=os.environ["SHOW"]))
assert systemd.has("partners") and systemd.next_time("partners")
subprocess.run(["systemctl", "--user", "start", "concord-partners.service"], check=True)
assert systemd.remove("partners") and not systemd.has("partners")
"""


@pytest.mark.system("unshare", "systemctl")
@pytest.mark.parametrize("folder", ["$HOME 5%", "it's"])
def test_a_real_systemd_starts_the_job_with_its_words_and_forgets_it(folder: str, tmp_path: Path) -> None:
    manager = next((path for path in ("/lib/systemd/systemd", "/usr/lib/systemd/systemd") if Path(path).exists()), "")
    alone = manager and not os.getuid() and subprocess.run(["unshare", "-m", "true"], check=False).returncode == 0
    if not alone:
        pytest.skip("a systemd of one's own needs root and namespaces")
    show = tmp_path / folder / "show"
    show.parent.mkdir()
    show.write_text(f"#!/bin/sh\nprintf '%s\\0' \"$@\" > {tmp_path}/words\n")
    show.chmod(0o755)
    own = {
        **os.environ, "PYTHONPATH": str(ROOT), "MANAGER": manager, "PYTHON": sys.executable, "INSIDE": INSIDE,
        "SHOW": str(show), "XDG_CONFIG_HOME": str(tmp_path / "config"), "XDG_RUNTIME_DIR": "/run/user/0",
        "HOME": str(tmp_path),
    }  # fmt: skip
    done = subprocess.run(
        ["unshare", "-m", "sh", "-c", ALONE], env=own, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "words").read_text().split("\0")[:-1] == job(paths=(ODD,)).arguments
    assert [path for path in (tmp_path / "config").rglob("*") if not path.is_dir()] == []
