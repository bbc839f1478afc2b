"""Whatever a path is called, it comes out of each system as it went in."""

from __future__ import annotations

import plistlib
import subprocess
from datetime import datetime
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.schedule.job import Job
from pipeline.schedule.schedulers import cron, launchd, systemd, windows
from pipeline.schedule.started import decoded
from pipeline.schedule.words import ScheduleError
from tests.chance import examples
from tests.schedule.made import ODD, job
from tests.schedule.readers import cron_command, systemd_words, windows_words

NOW = datetime(2026, 11, 22, 12, 0)  # noqa: DTZ001 (this machine's clock)
ODD_LETTERS = st.sampled_from("%'\"$\\ ~();#&<>!`{}-=\u2028é😀")
PATHS = st.text(ODD_LETTERS | st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=12)


@st.composite
def jobs(draw: st.DrawFn) -> Job:
    words = draw(st.lists(PATHS, min_size=1, max_size=4))
    value = draw(PATHS)
    return job(paths=tuple(f"/{word}" for word in words), environment=(("CONCORD_STATE", value),))


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A program that prints the words it is given."""
    program = tmp_path_factory.mktemp("it's 5%") / "show"
    program.write_text("#!/bin/sh\nprintf '%s\\0' \"$@\"\n")
    program.chmod(0o755)
    return program


def run(command: str) -> list[str]:
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, check=True)
    return done.stdout.decode().split("\0")[:-1]


@pytest.mark.system("sh")
@settings(max_examples=examples(15))
@given(job=jobs())
def test_a_shell_started_by_cron_gives_the_words_as_they_were(job: Job, shown: Path) -> None:
    job = Job(job.name, job.when, job.paths, job.options, job.environment, str(shown))
    (line,) = cron.lines(job)
    assert run(cron_command(line)) == job.arguments


@pytest.mark.system("sh")
@settings(max_examples=examples(15))
@given(job=jobs())
def test_a_cron_that_knows_no_percent_signs_gives_the_same_words(job: Job, shown: Path) -> None:
    job = Job(job.name, job.when, job.paths, job.options, job.environment, str(shown))
    (line,) = cron.lines(job)
    assert run(line.split(" ", 5)[5]) == job.arguments


@given(job=jobs())
def test_systemd_reads_the_words_as_they_were(job: Job) -> None:
    line = next(line for line in systemd.service(job).split("\n") if line.startswith("ExecStart="))
    assert systemd_words(line.removeprefix("ExecStart=")) == [job.python, *job.arguments]


@given(job=jobs())
def test_a_program_on_windows_reads_the_words_as_they_were(job: Job) -> None:
    text = fromstring(windows.task(job, r"NGO\é & co", NOW)).findtext(f".//{{{windows.NAMESPACE}}}Arguments")
    assert text is not None
    words = decoded(windows_words(text))
    assert [word for word in words if word != "--coded"] == job.arguments


@given(job=jobs())
def test_a_launch_agent_holds_the_words_as_they_were(job: Job) -> None:
    assert plistlib.loads(launchd.agent(job))["ProgramArguments"] == [job.python, *job.arguments]


def test_what_task_scheduler_would_put_a_value_for_is_written_in_code() -> None:
    assert "--coded" in windows.arguments(job(paths=(ODD,)))
    assert "--coded" not in windows.arguments(job(paths=(r"\\server\share\100% done",)))


@pytest.mark.parametrize("letter", ["\n", "\r", "\0", "\x1b", "\udcff", "\ufffe"])
def test_a_letter_that_no_scheduler_can_carry_is_refused(letter: str) -> None:
    with pytest.raises(ScheduleError, match="rename"):
        job(paths=(f"/srv/a{letter}b",))


def test_a_command_that_cron_would_cut_off_is_refused() -> None:
    with pytest.raises(ScheduleError, match="Name the folder above"):
        cron.lines(job(paths=tuple(f"/srv/partnership {number}" for number in range(60))))
