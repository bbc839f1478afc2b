"""Telling people, and the dead-man switch. Whatever does not get out is said, and changes nothing about the run."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from functools import partial
from threading import Thread
from typing import Literal
from urllib.parse import urlsplit, urlunsplit

from pipeline.notify.compared import Changes
from pipeline.notify.mail import send_mail
from pipeline.notify.message import FAILED, Message, Places, message
from pipeline.notify.payload import payload
from pipeline.notify.secret import Secret
from pipeline.notify.settings import Settings, Webhook
from pipeline.notify.web import NotSentError, post
from pipeline.run.batch.crash_text import kind_and_place
from pipeline.run.result import RunResult
from schemas.wording.numbers_and_days import measured
from schemas.wording.text import text

Say = Callable[[str], None]
Signal = Literal["start", "ok", "fail"]
_ENDINGS: dict[Signal, str] = {"start": "/start", "ok": "", "fail": "/fail"}
SECONDS = 10.0


def is_due(settings: Settings, changes: Changes, code: int) -> bool:
    """Whether people are told of a run that came out so."""
    if settings.when == "always" or code in FAILED:
        return True
    return code != 0 if settings.when == "failure" else changes.any


def tell(ended: RunResult, settings: Settings, changes: Changes, places: Places, say: Say) -> bool:
    """Tell of a run where that is due; whether everything got out that was to. `say` is told what did not."""
    if not is_due(settings, changes, ended.code):
        return True
    return send(settings, message(ended, changes, places), say)


def send(settings: Settings, what: Message, say: Say) -> bool:
    """Send a message to everybody named in the settings; whether all have it. `say` is told who has not."""
    steps: dict[str, Callable[[], None]] = {}
    if settings.smtp:
        steps[text("notify.not_sent.mail")] = partial(send_mail, settings.smtp, what, SECONDS)
    for hook in settings.webhooks:
        steps[text("notify.not_sent.webhook", name=hook.url.name)] = partial(_post, hook, what)
    return _all_done(steps, say)


def ping(settings: Settings, signal: Signal, say: Say, note: str = "") -> bool:
    """Let the dead-man switch know that a run begins, or how it ended; `note` is shown there."""
    if not settings.ping:
        return True
    step = partial(_ping, settings.ping, signal, note)
    return _all_done({text("notify.not_sent.ping", name=settings.ping.name): step}, say)


def _all_done(steps: dict[str, Callable[[], None]], say: Say) -> bool:
    trouble = run_side_by_side(steps)
    for what in trouble:
        say(text("notify.not_sent.said", what=what))
    return not trouble


def _post(hook: Webhook, what: Message) -> None:
    post(hook.url, payload(what, hook.format), "application/json; charset=utf-8", SECONDS)


def _ping(url: Secret, signal: Signal, note: str) -> None:
    split = urlsplit(url.value)
    address = urlunsplit(split._replace(path=split.path.rstrip("/") + _ENDINGS[signal]))
    post(url, note.encode("utf-8", "replace"), "text/plain; charset=utf-8", SECONDS, address)


def run_side_by_side(steps: Mapping[str, Callable[[], None]], seconds: float = SECONDS) -> list[str]:
    """Do all the steps, by what they are called; a sentence for each that did not get there in time or at all."""
    said: dict[str, str] = {}
    threads = {name: Thread(target=_try, args=(name, step, said), daemon=True) for name, step in steps.items()}
    end = time.monotonic() + seconds
    for thread in threads.values():
        thread.start()
    for name, thread in threads.items():
        thread.join(max(0.0, end - time.monotonic()))
        if thread.is_alive():
            said[name] = text("notify.not_sent.too_long", seconds=measured(seconds))
    return [text("notify.not_sent.why", channel=name, why=said[name]) for name in steps if said.get(name)]


def _try(name: str, step: Callable[[], None], said: dict[str, str]) -> None:
    try:
        step()
    except NotSentError as problem:
        said[name] = str(problem)
    except Exception as mistake:
        said[name] = text("notify.not_sent.mistake", what=kind_and_place(mistake))
