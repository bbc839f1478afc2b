"""The launch agent of a user on macOS."""

from __future__ import annotations

import plistlib
from pathlib import Path

import pytest

from pipeline.schedule.schedulers.launchd import TRIES, Launchd, agent
from pipeline.schedule.when import When
from pipeline.schedule.words import ScheduleError
from tests.schedule.conftest import Programs
from tests.schedule.made import ODD, job

LABEL = "concord-workbooks.partners"


def launchd(folder: Path) -> Launchd:
    return Launchd(folder, sleep=lambda _: None)


def test_a_moment_on_each_day_and_none_named_for_every_day() -> None:
    working = plistlib.loads(agent(job(when=When.read(["6:30"], "sat,sun"))))
    assert working["StartCalendarInterval"] == [
        {"Hour": 6, "Minute": 30, "Weekday": 6}, {"Hour": 6, "Minute": 30, "Weekday": 0},
    ]  # fmt: skip
    daily = plistlib.loads(agent(job(when=When.read(["6:30", "13:00"], "daily"))))
    assert daily["StartCalendarInterval"] == [{"Hour": 6, "Minute": 30}, {"Hour": 13, "Minute": 0}]


@pytest.mark.system("sh")
def test_the_agent_is_put_in_place_and_started(programs: Programs, tmp_path: Path) -> None:
    launchctl = programs("launchctl")
    launchd(tmp_path / "agents").install(job(paths=(ODD,)))
    (path,) = (tmp_path / "agents").iterdir()
    assert path.name == f"{LABEL}.plist"
    assert launchctl.calls[-1].startswith("bootstrap gui/")
    assert launchctl.calls[-1].endswith(str(path))
    assert launchd(tmp_path / "agents").has("partners")


@pytest.mark.system("sh")
def test_an_agent_that_is_refused_leaves_nothing_and_is_tried_again_before(programs: Programs, tmp_path: Path) -> None:
    launchctl = programs("launchctl")
    launchctl.refuses("bootstrap")
    with pytest.raises(ScheduleError, match="not today"):
        launchd(tmp_path / "agents").install(job())
    assert list((tmp_path / "agents").iterdir()) == []
    assert sum(call.startswith("bootstrap") for call in launchctl.calls) == TRIES


@pytest.mark.system("sh")
def test_the_former_agent_is_started_again_where_a_new_one_is_refused(programs: Programs, tmp_path: Path) -> None:
    launchctl = programs("launchctl")
    launchd(tmp_path / "agents").install(job())
    (path,) = (tmp_path / "agents").iterdir()
    before = path.read_bytes()
    launchctl.refuses("bootstrap")
    with pytest.raises(ScheduleError):
        launchd(tmp_path / "agents").install(job(when=When.read(["9:00"], "daily")))
    assert path.read_bytes() == before
    assert sum(call.startswith("bootstrap") for call in launchctl.calls) == 1 + TRIES + 1


@pytest.mark.system("sh")
def test_removing_takes_the_agent_away_and_leaves_that_of_somebody_else(programs: Programs, tmp_path: Path) -> None:
    programs("launchctl")
    launchd(tmp_path).install(job())
    assert launchd(tmp_path).remove("partners")
    assert not launchd(tmp_path).remove("partners")
    (tmp_path / f"{LABEL}.plist").write_bytes(plistlib.dumps({"ProgramArguments": ["backup"]}))
    with pytest.raises(ScheduleError, match="was not made by"):
        launchd(tmp_path).remove("partners")
