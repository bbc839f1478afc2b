"""What comes from outside is shown and logged so that it steers no terminal, forges no line and repeats no password."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.printable import has_password, message, printable, printable_lines, without_passwords
from pipeline.run.batch.workbook_result import WorkbookResult
from pipeline.run.observe.log import Log
from tests.chance import every
from tests.cli.test_commands import TODAY, call
from tests.run.made import RISKS, workbook
from tests.run.observe.test_log import LINE, lines, over

ESCAPES = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e"
FORGED = "x\nends: exit code 0; 99 written; 0.1 s"
STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]")
PARTS = ("S3C", "RET", "x9")
HIDDEN = [
    "postgresql+psycopg://u:S3C@RET#x9@db.invalid/h", "postgresql+psycopg://u:S3C/RET@x9@db.invalid/h",
    "postgresql+psycopg://u:S3CRETx9@h:port/db", "postgresql+psycopg://u:S3C:RET@h:x9/db", "nosuch://u:S3CRETx9@host/name",
    "nosuch://host/name?password=S3CRETx9", "S3CRETx9@", "postgresql+psycopg://u:S3CRETx9@127.0.0.1:1/db",
    "postgresql+psycopg://u:S3C%40RETx9@127.0.0.1:1/db?connect_timeout=1", "postgresql+psycopg://S3C@RET:x9@h/db",
    "postgresql+psycopg://u:S3C RETx9@127.0.0.1:1/db", "postgresql+psycopg://u:S3C?RET#x9@127.0.0.1:1/h",
]  # fmt: skip


@pytest.mark.parametrize("url", HIDDEN)
def test_no_part_of_a_databases_password_is_shown_or_logged(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONCORD_STATE", str(tmp_path / "state"))
    said = [call("history", "--db", url)]
    if url in every(3, HIDDEN):  # a run takes longer, and says what the history says
        said.append(call("run", workbook(tmp_path), *TODAY, "--db", url))
        monkeypatch.setenv("CONCORD_DB", url)
        said.append(call("run", workbook(tmp_path), *TODAY))
    log = tmp_path / "state" / "concord.log"
    text = "".join(result.output for result in said) + (log.read_text() if log.exists() else "")
    assert [part for part in PARTS if part in text] == []
    assert "Traceback" not in text
    assert {type(result.exception) for result in said} <= {SystemExit, type(None)}


def test_a_port_that_is_none_is_a_sentence(tmp_path: Path) -> None:
    result = call("history", "--db", "postgresql+psycopg://u:pw@h:port/db")
    assert result.exit_code == 2
    assert "no database URL" in result.stderr
    assert "%40 for @" in result.stderr


@pytest.mark.parametrize("address", ["tcp://u:S3CRETx9@host:8786", "tcp://u:S3C RET@x9:1", "tls://S3C@RET:x9@h:1"])
def test_no_part_of_a_clusters_password_is_shown_or_logged(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONCORD_STATE", str(tmp_path / "state"))
    for number in range(2):
        workbook(tmp_path, f"{number}.xlsx", id=f"CA-{number}")
    result = call("run", tmp_path, *TODAY, "--settle", "0", "--cluster", address)
    text = result.output + (tmp_path / "state" / "concord.log").read_text()
    assert result.exit_code == 1
    assert "no address of a Dask scheduler" in text
    assert [part for part in PARTS if part in text] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("postgresql://u:p@h/db", True), ("postgresql://u:p#q@h/db", True), ("postgresql://u:p/q@h/db", True),
        ("postgresql://h/db?user=u&password=p", True), ("postgresql://u@h:5432/db", False),
        ("sqlite:////srv/a.db", False),
        ("tcp://planning:8786", False), ("smb://server:1445/share/a@b.xlsx", False), ("smb://u:p@server/share", True),
        ("smb://u:p/w@server/share", True), ("/srv/a:b@c", False),
    ],
)  # fmt: skip
def test_a_password_is_seen_however_it_is_written(text: str, found: bool) -> None:
    assert has_password(text) is found
    assert ("..." in without_passwords(text)) is found


def test_what_else_stands_in_a_sentence_stays() -> None:
    said = "No answer from tcp://u:pw@h:1 (see postgresql://USER@HOST/NAME); ask it@example.org."
    assert without_passwords(said) == "No answer from tcp://... (see postgresql://USER@HOST/NAME); ask it@example.org."


def test_letters_of_any_language_stay_as_they_are() -> None:
    for text in ("می‌خواهم", "क्‍ष", "naïve\u00a0café", "東京", "😀"):
        assert printable(text) == text


@given(st.text())
def test_whatever_a_text_holds_it_is_one_line_that_steers_nothing(text: str) -> None:
    assert not STEERS.search(printable(text) + message(text))
    assert not {"\n", "\t"} & set(printable(text) + message(text))
    assert not STEERS.search(printable_lines(text))
    assert len(printable(text).splitlines()) <= 1


@pytest.mark.skipif(sys.platform == "win32", reason="such names cannot be there")
@pytest.mark.parametrize("name", [f"{ESCAPES}.xlsx", f"{FORGED}.xlsx"])
def test_a_files_name_reaches_neither_terminal_nor_log_as_it_is(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONCORD_STATE", str(tmp_path / "state"))
    folder = tmp_path / "books"
    folder.mkdir()
    risks = [{**RISKS[0], "description": ESCAPES.replace("\x1b", "_").replace("\x07", "_")}]
    book = workbook(folder, name, values={"Risks": risks})
    (folder / f"broken{name}").write_bytes(b"PK\3\4 broken")
    out = tmp_path / "out"
    for arguments in (
        ["check", book], ["check", folder], ["run", folder, "--settle", "0", "--out", out], ["run", book], ["history"],
        ["history", book], ["restore"], ["restore", book], ["restore", book, 1], ["restore", book, 99],
        ["report", folder, "--out", out], ["new", book, "--title", "x", "--partner", "A=B", "--partner", "C=D"],
        ["check", f"{book}.gone"], ["run", book, "--config", f"{book}.gone"], ["notify", "--notify", f"{book}.gone"],
        ["schedule", book, "--at", "06:30", "--print", "--for", "cron"],
    ):  # fmt: skip
        result = call(*arguments)
        assert not STEERS.search(result.output), arguments
        assert not [line for line in result.output.splitlines() if line.startswith("ends: exit code")], arguments
        assert "Traceback" not in result.output
    assert not STEERS.search((tmp_path / "state" / "concord.log").read_text())
    assert not re.search(r"^\S+ \S+ INFO ends: exit code 0; 99", (tmp_path / "state" / "concord.log").read_text(), re.M)


def test_a_name_with_a_line_break_makes_no_line_of_its_own_in_the_log(tmp_path: Path) -> None:
    log = Log(tmp_path, "run-1")
    log.begins([Path(f"{FORGED}.xlsx")], _options())
    log.warning(FORGED)
    log.ended(over(WorkbookResult(path=Path(f"{FORGED}.xlsx"), status="failed", reason=FORGED, traceback=FORGED)))
    assert all(LINE.fullmatch(line) for line in lines(tmp_path))
    ends = [line for line in lines(tmp_path) if re.match(r"\S+ run-1 \w+ ends: ", line)]
    assert len(ends) == 1
    assert "1 failed" in ends[0]


def _options() -> Any:
    from pipeline.run.batch.options import Options
    from tests.run.made import DAY

    return Options(today=DAY)


def test_a_schedule_takes_no_password_along_that_is_not_written_as_it_should_be(tmp_path: Path) -> None:
    command = ["schedule", workbook(tmp_path), "--at", "06:30", "--print", "--for", "cron", "--"]
    result = call(*command, "--db", "postgresql+psycopg://u:S3C#RET@x9/h")
    assert result.exit_code == 2
    assert [part for part in PARTS if part in result.output] == []


def test_it_all_holds_on_a_terminal_too(tmp_path: Path) -> None:
    """A terminal gets colours, which are ours; nothing else that steers it."""
    pty = pytest.importorskip("pty")
    import os

    book = workbook(tmp_path, f"{ESCAPES}.xlsx")
    master, slave = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-P", "-m", "pipeline", "check", str(book), *TODAY], stdout=slave, stderr=slave, stdin=slave
    ) as process:
        os.close(slave)
        said = b""
        while chunk := _read(master):
            said += chunk
        assert process.wait() == 0
    os.close(master)
    assert b"\x1b]0" not in said
    assert not re.search("[\x07\x9b\u202e]", re.sub(r"\x1b\[[0-9;]*m", "", said.decode()))


def _read(master: int) -> bytes:
    import os

    try:
        return os.read(master, 65536)
    except OSError:  # everybody has closed it
        return b""
