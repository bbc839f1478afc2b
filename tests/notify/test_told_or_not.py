"""When nobody is told of a run, and what is said where telling cannot be meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.run.observe.last_run import FILE
from tests.cli.test_commands import TODAY, call, code
from tests.notify.servers import Web
from tests.notify.watched import LOG, SECRET, last_run, log, messages, run, settings


def test_a_dry_run_and_a_check_tell_nobody_and_leave_nothing(folder: Path, state: Path, web: Web) -> None:
    settings(state, "when: always\nwebhooks: [{url_from: HOOK}]\nping_from: PING")
    run(folder, "--dry-run")
    run(folder, "--dry-run", "--notify", state / "notify.yaml")
    call("check", folder)
    assert web.got == []
    assert {path.name for path in state.iterdir()} <= {"notify.yaml"}


def test_another_run_at_work_tells_nobody(folder: Path, state: Path, web: Web) -> None:
    from pipeline.run.state.lease import leased

    settings(state, "when: always\nwebhooks: [{url_from: HOOK}]\nping_from: PING")
    with leased([folder]):
        assert code("run", folder, *TODAY) == 11
    assert web.got == []


def test_a_file_that_was_named_and_is_wrong_is_refused_before_anything_is_done(folder: Path, tmp_path: Path) -> None:
    before = (folder / "clinic.xlsx").read_bytes()
    settings(tmp_path, "whem: always")
    assert code("run", folder, "--notify", tmp_path / "notify.yaml", *TODAY) == 2
    assert (folder / "clinic.xlsx").read_bytes() == before


def test_a_file_in_the_folder_for_state_that_is_wrong_is_a_warning(folder: Path, state: Path) -> None:
    settings(state, "whem: always")
    result = run(folder)
    assert result.return_value == 0
    assert "there is no key whem" in result.stderr
    assert "there is no key whem" in log(state)


def test_a_folder_for_state_that_cannot_be_written_ends_no_run(
    folder: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (state / LOG).mkdir()
    result = run(folder)
    assert result.return_value == 0
    assert "The log could not be written" in result.stderr


def test_a_folder_in_the_place_of_the_file_about_the_last_run_is_put_aside(folder: Path, state: Path) -> None:
    (state / FILE / "theirs").mkdir(parents=True)
    assert run(folder).return_value == 0
    assert last_run(state)
    (aside,) = state.glob(f"*-{FILE}")
    assert (aside / "theirs").is_dir()


def test_a_trial_message_arrives_and_says_so(state: Path, web: Web) -> None:
    assert "No messages are set up" in call("notify").stderr
    settings(state, "webhooks: [{url_from: HOOK, format: json}]\nping_from: PING")
    shown = call("notify").stdout
    assert "Webhook: HOOK (json)" in shown
    assert web.got == []
    assert code("notify", "--test") == 0
    assert [path.partition("?")[0] for path, _, _ in web.got] == ["/hook", f"/ping/{SECRET}"]
    assert "trial message" in messages(web)[0]
    web.answer = 500
    assert code("notify", "--test") == 1
