"""The file that says who is told what: every wrong key is named, and no secret is ever shown."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from pipeline.notify.settings import Settings, read_settings
from schemas.yaml_file import DataError

SMTP = "smtp: {host: smtp.example.org, from: concord@example.org, to: it@example.org"
SECRET = "hunter2-and-more"


def read(folder: Path, text: str, secrets: str = "") -> Settings:
    (folder / "notify.yaml").write_text(text, encoding="utf-8")
    if secrets:
        (folder / "notify.secrets").write_text(secrets, encoding="utf-8")
        (folder / "notify.secrets").chmod(0o600)
    return read_settings(folder / "notify.yaml")


def refusal(folder: Path, text: str, secrets: str = "") -> str:
    with pytest.raises(DataError) as refused:
        read(folder, text, secrets)
    return str(refused.value)


def test_the_least_that_is_needed_is_a_server_and_two_addresses(tmp_path: Path) -> None:
    settings = read(tmp_path, SMTP + "}")
    assert settings.smtp is not None
    assert (settings.smtp.port, settings.smtp.security, settings.smtp.to) == (587, "starttls", ("it@example.org",))
    assert (settings.when, settings.webhooks, settings.ping) == ("change", (), None)


def test_every_setting_is_understood(tmp_path: Path) -> None:
    text = (
        "when: always\n"
        "smtp: {host: s, port: 2525, security: tls, from: a@b.org, to: [c@d.org, e@f.org], user: u, password_from: P}\n"
        "webhooks: [{url_from: HOOK, format: teams}, {url_from: OTHER}]\n"
        "ping_from: PING\n"
        "secrets: mine.txt\n"
    )
    (tmp_path / "mine.txt").write_text(
        "# ours\n\nP = with = and #\nHOOK=https://x.org/1?sig=2\nOTHER=https://y.org\nPING=https://z.org/id\n",
        encoding="utf-8",
    )
    (tmp_path / "mine.txt").chmod(0o600)
    settings = read(tmp_path, text)
    assert settings.smtp is not None
    assert settings.smtp.password is not None
    assert (settings.smtp.port, settings.smtp.password.value) == (2525, "with = and #")
    assert [(hook.url.value, hook.format) for hook in settings.webhooks] == [
        ("https://x.org/1?sig=2", "teams"), ("https://y.org", "json"),
    ]  # fmt: skip
    assert settings.secrets == ("https://z.org/id", "with = and #", "https://x.org/1?sig=2", "https://y.org")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", "must hold keys with values"),
        ("[1]", "must hold keys with values"),
        ("when: always", "nobody is told anything"),
        ("whem: always\nping_from: X", "no key whem"),
        ("when: sometimes\nping_from: X", "when is not understood. It must be change, always or failure"),
        ("smtp: yes", "smtp must hold keys with values"),
        ("smtp: {host: a, from: a@b, to: a@b, pasword: x}", "no key smtp.pasword"),
        ("smtp: {from: a@b, to: a@b}", "smtp.host is not there"),
        ("smtp: {host: 'a b', from: a@b, to: a@b}", "smtp.host is not understood"),
        ("smtp: {host: a, port: 0, from: a@b, to: a@b}", "smtp.port is not understood. It must be a number"),
        ("smtp: {host: a, port: yes, from: a@b, to: a@b}", "smtp.port is not understood"),
        ("smtp: {host: a, security: ssl, from: a@b, to: a@b}", "smtp.security is not understood. It must be starttls"),
        ("smtp: {host: a, from: nobody, to: a@b}", "smtp.from is not understood"),
        ('smtp: {host: a, from: "a@b\\nBcc: c@d", to: a@b}', "smtp.from is not understood"),
        ("smtp: {host: a, from: a@b, to: []}", "smtp.to is not understood"),
        ("smtp: {host: a, from: a@b, to: [a@b, c]}", "smtp.to is not understood"),
        ("smtp: {host: a, from: a@b, to: a@b, user: x}", "smtp.password_from is not there"),
        ("smtp: {host: a, from: a@b, to: a@b, password_from: X}", "smtp.user is not there"),
        ("smtp: {host: a, security: none, from: a@b, to: a@b, user: x, password_from: X}", "travel in the open"),
        ("webhooks: {url_from: X}", "webhooks is not understood. It must be a list"),
        ("webhooks: [{format: teams}]", "webhooks[1].url_from is not there"),
        ("webhooks: [{url_from: GOOD}, {url_from: GOOD, format: slack}]", "webhooks[2].format is not understood"),
        ("ping_from: GONE", "ping_from names the secret GONE, which is not there"),
        ("ping_from: BAD", "names BAD, which is not an address"),
        ("ping_from: FILE", "names FILE, which is not an address"),
        ("ping_from: 'two\nlines: x", "line "),
        ("when: change\nwhen: always\nping_from: GOOD", "notify.yaml, line 2: the key 'when' is written twice"),
        ("{? [a]: b}", "line 1"),
        ("ping_from: GOOD\nwhen: 2026-99-99", "notify.yaml, line 2: what stands there looks like a date or a number"),
        ("ping_from: GOOD\nwhen: !!int much", "notify.yaml, line 2: what stands there looks like a date or a number"),
        ("ping_from: " + "[" * 100_000, "more than 50 deep"),
    ],
)
def test_whatever_is_wrong_is_said_with_its_key(tmp_path: Path, text: str, names: str) -> None:
    said = refusal(tmp_path, text, "GOOD=https://x.org\nBAD=nonsense\nFILE=file:///etc/passwd\nX=y\n")
    assert names in said
    assert "notify" in said


@pytest.mark.parametrize(
    "text",
    [
        f"ping_from: {SECRET}",
        f"webhooks: [{{url_from: 'https://example.org/{SECRET}'}}]",
        f"webhooks: [{{url: 'https://example.org/{SECRET}'}}]",
        f"{SMTP}, user: x, password: {SECRET}}}",
        f"{SMTP}, user: x, password_from: '{SECRET}'}}",
        f"{SMTP}, user: x, password_from: '{SECRET}",
        f"{SMTP}, user: x, password_from: @{SECRET}}}",
        "ping_from: IN_FILE",
    ],
)
def test_a_secret_in_the_wrong_place_is_not_repeated(tmp_path: Path, text: str) -> None:
    assert SECRET not in refusal(tmp_path, text, f"IN_FILE={SECRET}\n")


@pytest.mark.parametrize("line", [SECRET, f"password {SECRET}", f"lower={SECRET}", f"={SECRET}"])
def test_a_line_of_the_secrets_that_is_not_understood_is_named_by_its_number(tmp_path: Path, line: str) -> None:
    said = refusal(tmp_path, "ping_from: P", f"# ours\n{line}\n")
    assert "line 2" in said
    assert SECRET not in said


def test_the_environment_goes_before_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PING", "https://from.the/environment")
    settings = read(tmp_path, "ping_from: PING", "PING=https://from.the/file\n")
    assert settings.secrets == ("https://from.the/environment",)


@pytest.mark.skipif(sys.platform == "win32", reason="rights are kept elsewhere there")
@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660])
def test_secrets_that_others_may_read_are_refused(tmp_path: Path, mode: int) -> None:
    (tmp_path / "notify.secrets").write_text(f"PING=https://x.org/{SECRET}\n", encoding="utf-8")
    (tmp_path / "notify.secrets").chmod(mode)
    said = refusal(tmp_path, "ping_from: PING")
    assert "chmod 600" in said
    assert SECRET not in said


def test_settings_show_no_secret_when_they_are_printed(tmp_path: Path) -> None:
    secrets = f"P={SECRET}\nHOOK=https://x.org/{SECRET}\n"
    text = f"{SMTP}, user: u, password_from: P}}\nwebhooks: [{{url_from: HOOK}}]\nping_from: HOOK"
    settings = read(tmp_path, text, secrets)
    assert len(settings.secrets) == 3
    assert SECRET not in repr(settings)
    assert SECRET not in str(settings)
