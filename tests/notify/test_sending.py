"""Mail and posts over real connections on this machine; what does not arrive is said, without any secret."""

from __future__ import annotations

import json
import smtplib
import socket
import threading
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline.notify import tell as telling
from pipeline.notify.message import Block, Message
from pipeline.notify.secret import Secret
from pipeline.notify.settings import Settings, Smtp, Webhook
from pipeline.notify.tell import ping, run_side_by_side, send
from tests.notify.servers import Post, Web, certificate, mail_server, web_server

WORDS = Message("Concord: a subject", "Lead.", (Block("Heading", ("one", "two")),), "End.")
PASSWORD = Secret("PASSWORD", "pass-word-of-ours")
SECONDS = 3600.0  # no machine is so slow


def smtp(port: int, **more: object) -> Smtp:
    given = {
        "host": "localhost", "port": port, "security": "none", "sender": "concord@x.org",
        "to": ("it@x.org", "b@x.org"), **more,
    }  # fmt: skip
    return Smtp(**given)  # type: ignore[arg-type]


def sent(settings: Settings) -> list[str]:
    """What was said about sending with these settings."""
    said: list[str] = []
    assert send(settings, WORDS, said.append) is not bool(said)
    return said


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def test_a_mail_arrives_with_subject_text_and_page() -> None:
    with mail_server(Post()) as post:
        assert sent(Settings(smtp=smtp(post.port))) == []
    (mail,) = post.mails
    assert (mail["Subject"], mail["From"]) == ("Concord: a subject", "concord@x.org")
    plain = mail.get_body(("plain",))
    assert plain is not None
    assert plain.get_content().replace("\r\n", "\n") == WORDS.text


@pytest.mark.parametrize("tls", [True, False])
def test_a_mail_and_its_password_travel_encrypted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tls: bool) -> None:
    context, public = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(public))
    with mail_server(Post(password=PASSWORD.value), context, tls=tls) as post:
        security = "tls" if tls else "starttls"
        assert sent(Settings(smtp=smtp(post.port, security=security, user="u", password=PASSWORD))) == []
    assert post.encrypted == [True]
    assert post.signed_in[0] == (b"u", PASSWORD.value.encode())


@pytest.mark.parametrize("tls", [True, False])
def test_a_certificate_that_nobody_vouches_for_is_refused_in_words(tmp_path: Path, tls: bool) -> None:
    context, _ = certificate(tmp_path)
    with mail_server(Post(), context, tls=tls) as post:
        (said,) = sent(Settings(smtp=smtp(post.port, security="tls" if tls else "starttls")))
    assert f"the certificate of localhost:{post.port} is not one that this computer trusts" in said
    assert "SSL_CERT_FILE" in said
    assert post.mails == []


def test_a_certificate_for_another_name_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    context, public = certificate(tmp_path, "elsewhere.example")
    monkeypatch.setenv("SSL_CERT_FILE", str(public))
    with mail_server(Post(), context) as post:
        (said,) = sent(Settings(smtp=smtp(post.port, security="starttls")))
    assert "is not one that this computer trusts" in said
    assert post.mails == []


def test_where_starttls_is_not_offered_nothing_is_sent_in_the_open() -> None:
    with mail_server(Post()) as post:
        (said,) = sent(Settings(smtp=smtp(post.port, security="starttls")))
    assert "does not offer what the settings ask for" in said
    assert post.mails == []


def test_a_wrong_password_is_said_and_not_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    context, public = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(public))
    with mail_server(Post(password="another"), context) as post:
        (said,) = sent(Settings(smtp=smtp(post.port, security="starttls", user="u", password=PASSWORD)))
    assert "did not accept user and password (535)" in said
    assert PASSWORD.value not in said


def test_addresses_that_the_server_does_not_know_are_named() -> None:
    with mail_server(Post(unknown=("b@x.org",))) as post:
        (some,) = sent(Settings(smtp=smtp(post.port)))
    with mail_server(Post(unknown=("it@x.org", "b@x.org"))) as none:
        (every,) = sent(Settings(smtp=smtp(none.port)))
    assert "did not take it for b@x.org; the others have it" in some
    assert len(post.mails) == 1
    assert "takes no mail for b@x.org (550), it@x.org (550)" in every


def test_a_server_that_is_not_there_is_said() -> None:
    (said,) = sent(Settings(smtp=smtp(closed_port())))
    assert "nothing answers at this port of localhost" in said
    (said,) = sent(Settings(smtp=smtp(25, host="nowhere.invalid")))
    assert "nowhere.invalid" in said


def test_teams_gets_a_card_and_others_get_plain_json() -> None:
    with web_server(Web()) as web:
        hooks = (
            Webhook(Secret("TEAMS", f"{web.url}/t?sig=1"), "teams"),
            Webhook(Secret("OTHER", f"{web.url}/o"), "json"),
        )
        assert sent(Settings(webhooks=hooks)) == []
    bodies = {path: json.loads(body) for path, _, body in web.got}
    (attachment,) = bodies["/t?sig=1"]["attachments"]
    assert attachment["contentType"] == "application/vnd.microsoft.card.adaptive"
    assert attachment["content"]["type"] == "AdaptiveCard"
    texts = [run["text"] for element in attachment["content"]["body"] for run in element["inlines"]]
    assert texts == ["Concord: a subject", "Lead.", "Heading", "• one", "• two", "End."]
    assert bodies["/o"]["subject"] == "Concord: a subject"
    assert bodies["/o"]["text"] == WORDS.text


@pytest.mark.parametrize(
    ("answer", "words"), [(500, "answered 500"), (404, "does not know this address"), (302, "points elsewhere")]
)
def test_an_answer_that_is_no_yes_is_said_without_the_address(answer: int, words: str) -> None:
    with web_server(Web(answer=answer)) as web:
        (said,) = sent(Settings(webhooks=(Webhook(Secret("HOOK", f"{web.url}/secret-path?sig=secret"), "json"),)))
    assert words in said
    assert "Webhook HOOK" in said
    assert "secret" not in said
    assert len(web.got) == 1


@pytest.mark.parametrize("signal", ["start", "ok", "fail"])
def test_a_ping_goes_to_the_address_of_its_signal(signal: telling.Signal) -> None:
    with web_server(Web()) as web:
        settings = Settings(ping=Secret("PING", f"{web.url}/uuid/?create=1"))
        assert ping(settings, signal, pytest.fail, "a note")
    ending = {"start": "/start", "ok": "", "fail": "/fail"}[signal]
    assert web.got == [(f"/uuid{ending}?create=1", "text/plain; charset=utf-8", b"a note")]


def test_a_server_that_does_not_answer_costs_a_bounded_time(monkeypatch: pytest.MonkeyPatch) -> None:
    # Begun at 0; the first one is asked for at 0, too, and the time is over when the silent one is.
    moments = iter([0.0, 0.0, SECONDS])
    monkeypatch.setattr("pipeline.notify.tell.time", SimpleNamespace(monotonic=lambda: next(moments)))
    monkeypatch.setattr(telling, "run_side_by_side", partial(run_side_by_side, seconds=SECONDS))
    with web_server(Web(silent=threading.Event())) as silent, web_server(Web()) as web:
        hooks = (Webhook(Secret("HOOK", web.url), "json"), Webhook(Secret("SILENT", silent.url), "json"))
        (said,) = sent(Settings(webhooks=hooks))
    assert "Webhook SILENT: it took longer than 3600 seconds." in said
    assert len(web.got) == 1


def test_one_that_does_not_work_keeps_none_of_the_others_back() -> None:
    with mail_server(Post()) as post, web_server(Web(answer=500)) as web:
        hooks = (Webhook(Secret("HOOK", web.url), "json"),)
        (said,) = sent(Settings(smtp=smtp(post.port), webhooks=hooks))
    assert "HOOK" in said
    assert len(post.mails) == 1


def test_a_mistake_of_ours_shows_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(*_: object, **__: object) -> None:
        raise RuntimeError(PASSWORD.value)

    monkeypatch.setattr(smtplib, "SMTP", wrong)
    (said,) = sent(Settings(smtp=smtp(25, user="u", password=PASSWORD)))
    assert "RuntimeError" in said
    assert PASSWORD.value not in said
