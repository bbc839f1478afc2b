"""Real runs that are watched: who is told, what is logged, and that nothing of it changes the run."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_commands import call
from tests.notify.servers import Post, Web, mail_server
from tests.notify.watched import LOG, SECRET, last_run, log, messages, run, settings
from tests.run.made import RISKS, data


def test_people_are_told_of_the_first_run_and_then_only_of_what_changed(folder: Path, state: Path, web: Web) -> None:
    settings(state)
    assert run(folder).return_value == 0
    (first,) = messages(web)
    assert "Clinic access (clinic.xlsx): seen for the first time" in first
    assert run(folder).return_value == 0
    assert run(folder, "--force").return_value == 0
    assert messages(web) == []
    rows = [
        {**RISKS[0], "likelihood · LOCA": None, "owner": ""},
        {**RISKS[1], "treatment": ""},
        {**RISKS[0], "risk": "R7"},
    ]
    (folder / "clinic.xlsx").write_bytes(data({"Risks": rows}, id="CA-clinic"))
    run(folder)
    (second,) = messages(web)
    assert "new action" in second
    assert "school" not in second
    (folder / "school.xlsx").unlink()
    run(folder)
    (third,) = messages(web)
    assert "Clinic access (school.xlsx): not there any more" in third
    assert "clinic.xlsx):" not in third


def test_a_status_that_stays_is_told_once_and_again_when_it_is_over(folder: Path, state: Path, web: Web) -> None:
    settings(state)
    run(folder)
    messages(web)
    good = (folder / "clinic.xlsx").read_bytes()
    rows = [{**RISKS[0], "impact · INTL": "many"}, RISKS[1]]
    (folder / "clinic.xlsx").write_bytes(data({"Risks": rows}, id="CA-clinic"))
    assert run(folder).return_value == 3
    (told,) = messages(web)
    assert "Clinic access (clinic.xlsx): 1 cell to correct" in told
    assert "many" not in told
    assert run(folder).return_value == 3
    assert messages(web) == []
    (folder / "clinic.xlsx").write_bytes(good)
    assert run(folder).return_value == 0
    assert "What is new since the last run\n- Clinic access (clinic.xlsx): " in messages(web)[0]


def test_without_a_history_what_was_written_is_told(folder: Path, state: Path, web: Web, tmp_path: Path) -> None:
    settings(state)
    broken = ("--db", f"sqlite:///{tmp_path}")
    run(folder, *broken)
    (told,) = messages(web)
    assert "What was written" in told
    run(folder, *broken)
    assert messages(web) == []


def test_the_dead_man_switch_hears_of_the_start_and_of_the_end(folder: Path, state: Path, web: Web) -> None:
    settings(state, "ping_from: PING")
    run(folder)
    paths = [path for path, _, _ in web.got]
    assert paths == [f"/ping/{SECRET}/start", f"/ping/{SECRET}"]
    assert web.got[1][2] == b"Concord: new results in 2 of 2 workbooks"


@pytest.mark.parametrize(
    ("raised", "exit_code", "words"),
    [(KeyboardInterrupt(), 130, "was interrupted"), (RuntimeError(SECRET), 1, "did not finish")],
)
def test_a_run_that_does_not_finish_is_told_each_time(
    folder: Path, state: Path, web: Web, monkeypatch: pytest.MonkeyPatch, raised: BaseException, exit_code: int,
    words: str,
) -> None:  # fmt: skip
    settings(state, "webhooks: [{url_from: HOOK}]\nping_from: PING")
    run(folder)
    web.got.clear()

    def broken(*_: object) -> None:
        raise raised

    monkeypatch.setattr("pipeline.run.run.run", broken)
    for _ in range(2):
        run(folder)
        assert f"/ping/{SECRET}/fail" in [path for path, _, _ in web.got]
        (told,) = messages(web)
        assert words in told
        assert "not there any more" not in told
    said = last_run(state)
    assert (said["status"], said["exit_code"]) == ("interrupted", exit_code)
    assert SECRET not in log(state)
    assert type(raised).__name__ in log(state) or "interrupted" in log(state)


def test_servers_that_do_not_take_a_message_change_neither_results_nor_exit_code(
    folder: Path, state: Path, tmp_path: Path, web: Web
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    for path in folder.iterdir():
        (other / path.name).write_bytes(path.read_bytes())
    plain = run(other)
    web.answer = 500
    settings(
        state,
        "when: always\nsmtp: {host: localhost, port: 1, security: none, from: a@b, to: a@b}\n"
        "webhooks: [{url_from: HOOK}]\nping_from: PING",
    )
    told = run(folder)
    assert told.return_value == plain.return_value == 0
    assert told.stdout.replace(str(folder), "") == plain.stdout.replace(str(other), "")
    assert [(folder / name).read_bytes() for name in ("clinic.xlsx", "school.xlsx")] == [
        (other / name).read_bytes() for name in ("clinic.xlsx", "school.xlsx")
    ]
    for what in ("Mail: nothing answers at this port", "Webhook HOOK: ", "Ping PING: "):
        assert what in told.stderr
        assert what in log(state)
    assert LOG in told.stderr.splitlines()[-1]


def test_a_mistake_of_ours_in_telling_is_a_warning(
    folder: Path, state: Path, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(*_: object) -> None:
        raise ZeroDivisionError(SECRET)

    settings(state)
    monkeypatch.setattr("pipeline.notify.message.message", wrong)
    result = run(folder)
    assert result.return_value == 0
    assert "ZeroDivisionError" in result.stderr
    assert "builtins.ZeroDivisionError" in log(state)
    assert SECRET not in result.stderr + log(state)


def test_an_interruption_while_people_are_told_leaves_the_run_as_finished(
    folder: Path, state: Path, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    settings(state)
    monkeypatch.setattr("pipeline.notify.tell.tell", interrupted)
    run(folder)
    said = last_run(state)
    assert said["status"] == "finished"
    assert "broken off" not in log(state)


def test_no_secret_is_in_any_output_log_or_history(folder: Path, state: Path, web: Web, tmp_path: Path) -> None:
    web.answer = 404
    with mail_server(Post()) as post:
        settings(
            state,
            f"smtp: {{host: localhost, port: {post.port}, from: a@b, to: a@b, user: u, password_from: W}}\n"
            "when: always\nwebhooks: [{url_from: HOOK}]\nping_from: PING",
        )
        (state / "notify.secrets").write_text(f"W={SECRET}\n", encoding="utf-8")
        (state / "notify.secrets").chmod(0o600)
        shown = [run(folder, "--debug").output, call("history").output]
        shown += [call("notify", "--test").output, call("notify").output]
    assert SECRET not in "".join(shown)
    kept = [path for path in tmp_path.rglob("*") if path.is_file() and path.name != "notify.secrets"]
    assert LOG in {path.name for path in kept}
    assert [path for path in kept if SECRET.encode() in path.read_bytes()] == []


def test_a_mistake_of_ours_is_logged_with_the_way_to_it(
    folder: Path, state: Path, monkeypatch: pytest.MonkeyPatch, in_this_process: None
) -> None:
    def wrong(*_: object) -> None:
        raise ZeroDivisionError(SECRET)

    monkeypatch.setattr("pipeline.run.batch.task.process", wrong)
    result = run(folder)
    assert "test_watch.py" in log(state)
    assert "builtins.ZeroDivisionError" in log(state)
    assert SECRET not in log(state)
    assert str(state / LOG) in result.stderr


def test_every_line_of_the_log_has_the_id_that_the_history_and_the_last_run_have(folder: Path, state: Path) -> None:
    run(folder)
    said = last_run(state)
    lines = log(state).splitlines()
    assert all(line.split()[1] == said["run_id"] for line in lines)
    assert any("begins: concord" in line for line in lines)
    assert f"path: {folder}" in log(state)
    assert "ends: exit code 0; 2 written" in lines[-1]
    assert said["counts"] == {"written": 2}
