"""The task of the Windows Task Scheduler."""

from __future__ import annotations

from datetime import datetime
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from pipeline.schedule.schedulers.windows import NAMESPACE, Windows, task
from pipeline.schedule.when import When
from pipeline.schedule.where import whole_elsewhere, without_letter
from pipeline.schedule.words import ScheduleError
from tests.schedule.conftest import Programs
from tests.schedule.made import job

SUNDAY = datetime(2026, 11, 22, 12, 0)  # noqa: DTZ001 (this machine's clock)
TASK = "Concord partners (é)"


def windows() -> Windows:
    return Windows(r"NGO\é", SUNDAY)


def said(name: str, root: Element) -> str | None:
    return root.findtext(f".//{{{NAMESPACE}}}{name}")


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("MultipleInstancesPolicy", "IgnoreNew"), ("StartWhenAvailable", "true"), ("ExecutionTimeLimit", "PT4H"),
        ("DisallowStartIfOnBatteries", "false"), ("StopIfGoingOnBatteries", "false"), ("RunLevel", "LeastPrivilege"),
        ("LogonType", "InteractiveToken"), ("UserId", r"NGO\é"), ("RunOnlyIfNetworkAvailable", "false"),
    ],
)  # fmt: skip
def test_the_task_has_the_settings_that_a_laptop_needs(setting: str, value: str) -> None:
    assert said(setting, fromstring(task(job(), r"NGO\é", SUNDAY))) == value


@pytest.mark.parametrize("path", [r"\\server\share\a", "smb://server/share/a"])
def test_a_path_on_another_computer_waits_for_the_network(path: str) -> None:
    assert said("RunOnlyIfNetworkAvailable", fromstring(task(job(paths=(path,)), "U", SUNDAY))) == "true"


def test_the_first_start_is_never_in_the_past() -> None:
    root = fromstring(task(job(when=When.read(["11:00", "13:00"], "daily")), "U", SUNDAY))
    starts = [element.text for element in root.iter(f"{{{NAMESPACE}}}StartBoundary")]
    assert starts == ["2026-11-23T11:00:00", "2026-11-22T13:00:00"]


def test_working_days_are_named() -> None:
    (days,) = fromstring(task(job(), "U", SUNDAY)).iter(f"{{{NAMESPACE}}}DaysOfWeek")
    assert [day.tag.partition("}")[2] for day in days] == ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]


@pytest.mark.system("sh")
def test_the_task_is_given_to_windows_as_it_is_printed(programs: Programs) -> None:
    schtasks = programs("schtasks")
    windows().install(job())
    assert schtasks.calls[0].startswith(f"/create /tn {TASK} /xml ")
    assert schtasks.calls[0].endswith(" /f")
    given = schtasks.beside("xml").read_bytes()
    assert given[:2] == b"\xff\xfe"
    assert given.decode("utf-16") == windows().shows(job())[0].text


@pytest.mark.system("sh")
def test_logged_off_lets_windows_itself_ask_for_the_password(programs: Programs) -> None:
    schtasks = programs("schtasks")
    windows().install(job(logged_off=True))
    assert schtasks.calls[0].endswith(r" /ru NGO\é /rp * /f")
    assert said("LogonType", fromstring(schtasks.beside("xml").read_bytes())) == "Password"


@pytest.mark.system("sh")
def test_what_windows_refuses_is_said_by_its_exit_code(programs: Programs) -> None:
    programs("schtasks").refuses("/create")
    with pytest.raises(ScheduleError, match=r"exit code 1\): not today"):
        windows().install(job())


@pytest.mark.system("sh")
def test_the_next_time_is_read_by_its_place_in_any_language(programs: Programs) -> None:
    programs("schtasks")
    assert windows().next_time("partners") == ""
    windows().install(job())
    assert windows().next_time("partners") == "23.11.2026 06:30:00"


@pytest.mark.system("sh")
def test_a_task_is_removed_by_its_name_and_only_once(programs: Programs) -> None:
    schtasks = programs("schtasks")
    windows().install(job())
    assert windows().has("partners")
    assert windows().remove("partners")
    assert schtasks.calls[-1] == f"/delete /tn {TASK} /f"
    assert not windows().remove("partners")


@pytest.mark.parametrize(
    ("path", "found"),
    [
        (r"Z:\Partners\a", r"\\server\share\Partners\a"), ("Z:\\", "\\\\server\\share\\"), (r"C:\a", r"C:\a"),
        (r"\\other\x\a", r"\\other\x\a"),
    ],
)  # fmt: skip
def test_a_mapped_letter_becomes_the_share_that_it_stands_for(path: str, found: str) -> None:
    assert without_letter(path, lambda letter: {"Z:": r"\\server\share"}.get(letter, "")) == found


@pytest.mark.parametrize("path", [r"D:\a", r"\\server\share\a", "smb://server/share/a"])
def test_a_whole_path_for_windows_is_taken_as_it_is(path: str) -> None:
    assert whole_elsewhere(path, "windows") == path


@pytest.mark.parametrize("path", ["a", r"\a", "D:a", "/srv/a"])
def test_a_path_that_is_not_whole_on_windows_is_refused(path: str) -> None:
    with pytest.raises(ScheduleError, match="whole paths"):
        whole_elsewhere(path, "windows")


def test_an_interpreter_in_a_folder_that_windows_would_misread_is_refused() -> None:
    with pytest.raises(ScheduleError, match="as a variable"):
        task(job(python=r"C:\%TEMP%\python.exe"), "U", SUNDAY)
