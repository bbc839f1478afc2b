"""What a schedule takes along, and what it must not."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.printable import has_password
from pipeline.schedule.environment import from_file, handed_on, lacks
from pipeline.schedule.words import ScheduleError


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CONCORD_SMB_PASSWORD", "x"), ("CONCORD_SMTP_PASSWORD", "x"), ("CONCORD_WEBHOOK_TEAMS", "x"),
        ("CONCORD_TELL", "https://example.org/hook?sig=1"), ("CONCORD_API_TOKEN", "x"),
        ("CONCORD_DB", "postgresql+psycopg://concord:pw@host/history"),
        ("CONCORD_DB", "postgresql+psycopg://host/history?password=pw"),
    ],
)  # fmt: skip
def test_a_variable_with_a_secret_is_left_out_and_named(name: str, value: str) -> None:
    assert handed_on({name: value}, None) == ((), [name])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CONCORD_DB", "postgresql+psycopg://concord@host/history"), ("CONCORD_SMB_USER", "concord"),
        ("CONCORD_SMB_CREDENTIALS", "/etc/concord/smb"), ("CONCORD_DB", "sqlite:///history.sqlite3"),
    ],
)  # fmt: skip
def test_a_variable_without_a_secret_is_taken_along(name: str, value: str) -> None:
    assert handed_on({name: value, "PGPASSWORD": "x", "HOME": "/home/a"}, None) == (((name, value),), [])


def test_the_folder_for_state_is_always_named() -> None:
    assert handed_on({}, Path("/var/concord")) == ((("CONCORD_STATE", "/var/concord"),), [])


def test_a_file_of_credentials_is_named_by_its_whole_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (pair,), _ = handed_on({"CONCORD_SMB_CREDENTIALS": "smb.txt"}, None)
    assert pair[1] == str(tmp_path / "smb.txt")


@pytest.mark.parametrize(
    ("address", "found"),
    [("smb://user:pw@server/share", True), ("smb://server/share", False), ("/srv/a:b@c", False), ("http://[", False)],
)
def test_a_password_in_an_address_is_seen(address: str, found: bool) -> None:
    assert has_password(address) is found


def test_the_file_of_secrets_is_read_and_what_it_lacks_is_named(tmp_path: Path) -> None:
    file = tmp_path / "schedule.secrets"
    assert lacks(file, ["CONCORD_SMB_PASSWORD"]) == ["CONCORD_SMB_PASSWORD"]
    file.touch(0o600)
    file.write_text("# ours\nCONCORD_SMB_PASSWORD=a=b\n")
    assert from_file(file) == {"CONCORD_SMB_PASSWORD": "a=b"}
    assert lacks(file, ["CONCORD_SMB_PASSWORD", "CONCORD_DB"]) == ["CONCORD_DB"]


@pytest.mark.system("chmod")
def test_a_file_of_secrets_that_others_can_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "schedule.secrets"
    file.write_text("A=b\n")
    file.chmod(0o644)
    with pytest.raises(ScheduleError, match="chmod 600"):
        from_file(file)
