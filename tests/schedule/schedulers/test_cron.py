"""The crontab of a user: our lines come and go, the others stay."""

from __future__ import annotations

import secrets
import subprocess
from pathlib import Path

import pytest

from pipeline.schedule.schedulers.cron import Cron, is_running, lines, with_lines, without
from pipeline.schedule.when import When
from pipeline.schedule.words import ScheduleError
from tests.schedule.conftest import Programs
from tests.schedule.made import ODD, job

pytestmark = pytest.mark.system("sh")
THEIRS = "MAILTO=it@example.org\n\n# concord schedule: partners\n0 5 * * 0 tidy 50\\% # mine\x0c\n"


def test_our_line_stands_behind_theirs_and_is_taken_out_again(programs: Programs) -> None:
    crontab = programs("crontab")
    crontab.beside("table").write_text(THEIRS)
    Cron().install(job(paths=(ODD,)))
    assert crontab.table.startswith(THEIRS)
    assert Cron().has("partners")
    assert Cron().remove("partners")
    assert crontab.table == THEIRS
    assert not Cron().remove("partners")


def test_a_last_line_without_an_end_keeps_its_own(programs: Programs) -> None:
    crontab = programs("crontab")
    crontab.beside("table").write_text("0 5 * * 0 tidy")
    Cron().install(job())
    assert crontab.table.startswith("0 5 * * 0 tidy\n30 6 ")


def test_scheduling_twice_leaves_one_line(programs: Programs) -> None:
    crontab = programs("crontab")
    Cron().install(job())
    Cron().install(job(when=When.read(["7:05"], "daily")))
    (line,) = crontab.table.splitlines()
    assert line.startswith("5 7 * * * ")


def test_a_crontab_that_holds_nothing_but_ours_is_gone_afterwards(programs: Programs) -> None:
    crontab = programs("crontab")
    Cron().install(job())
    Cron().remove("partners")
    assert not crontab.beside("table").exists()


def test_a_crontab_that_cannot_be_read_is_not_overwritten(programs: Programs) -> None:
    crontab = programs("crontab")
    crontab.beside("table").write_text(THEIRS)
    crontab.refuses("-l")
    with pytest.raises(ScheduleError, match="not today"):
        Cron().install(job())
    assert crontab.table == THEIRS
    assert not Cron().usable()


def test_names_that_begin_alike_are_told_apart() -> None:
    table = with_lines("", lines(job(name="partners-2")) + lines(job()))
    assert without(table, "partners") == with_lines("", lines(job(name="partners-2")))


def test_sunday_is_day_0_and_each_time_has_its_line() -> None:
    assert [line[:12] for line in lines(job(when=When.read(["6:30", "13:00"], "sat,sun")))] == [
        "30 6 * * 0,6", "0 13 * * 0,6",
    ]  # fmt: skip


def test_a_line_end_that_only_python_knows_does_not_cut_a_line_in_two() -> None:
    assert without(with_lines("", lines(job(paths=("/srv/a\u2028b",)))), "partners") == ""


@pytest.mark.parametrize(("names", "runs"), [(["systemd", "cron"], True), (["systemd", "sshd"], False), ([], None)])
def test_whether_cron_runs_is_seen_by_its_process(names: list[str], runs: bool | None, tmp_path: Path) -> None:
    for number, name in enumerate(names, 1):
        (tmp_path / str(number)).mkdir()
        (tmp_path / str(number) / "comm").write_text(f"{name}\n")
    assert is_running(tmp_path, tmp_path / "run") is runs


@pytest.mark.system("crontab")
def test_the_real_crontab_takes_our_line_and_gives_it_back() -> None:
    """Only where this user has none: nobody's own crontab is touched."""
    if subprocess.run(["crontab", "-l"], capture_output=True, check=False).returncode == 0:
        pytest.skip("this user has a crontab")
    name = f"test-{secrets.token_hex(8)}"
    Cron().install(job(name=name, paths=(ODD,)))
    try:
        assert Cron().has(name)
    finally:
        assert Cron().remove(name)
    assert not Cron().has(name)
