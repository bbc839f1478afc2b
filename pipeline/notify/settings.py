"""What is sent to whom, as a file says it (docs/shared-drives.md, Messages and logs)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast
from urllib.parse import urlsplit

import yaml

from pipeline.notify.secret import NAME, Secret, Secrets
from pipeline.notify.section import Fit, Section
from schemas.wording.text import joined, text
from schemas.yaml_file import DataError, file_data

FILE = "notify.yaml"
SECRETS = "notify.secrets"
When = Literal["change", "always", "failure"]
Format = Literal["teams", "json"]
WHEN = ("change", "always", "failure")
FORMATS = ("teams", "json")
# The port that each kind of security has.
PORTS = {"starttls": 587, "tls": 465, "none": 25}
_KEYS = ("when", "smtp", "webhooks", "ping_from", "secrets")
_SMTP_KEYS = ("host", "port", "security", "from", "to", "user", "password_from")
_WEBHOOK_KEYS = ("url_from", "format")
_ADDRESS = re.compile(r"[!#-'*+\-./0-9=?A-Z^_`a-z{|}~]{1,64}@[A-Za-z0-9.-]{1,253}")
_HOST = re.compile(r"[A-Za-z0-9._:-]{1,253}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Smtp:
    """A mail server, and from whom to whom. `security`: starttls, tls or none; `password` None: no sign-in."""

    host: str
    port: int
    security: str
    sender: str
    to: tuple[str, ...]
    user: str = ""
    password: Secret | None = None


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where a message is posted; the address is a secret, because who knows it may post."""

    url: Secret
    format: Format


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """What is sent, and when; `ping` is the address of a dead-man switch."""

    when: When = "change"
    smtp: Smtp | None = None
    webhooks: tuple[Webhook, ...] = ()
    ping: Secret | None = None

    @property
    def secrets(self) -> tuple[str, ...]:
        """The values that no output may hold."""
        found = [self.ping, self.smtp.password if self.smtp else None, *(hook.url for hook in self.webhooks)]
        return tuple(secret.value for secret in found if secret)


def read_settings(path: Path) -> Settings:
    """The settings in a file. Raises DataError that names file and key, and what is allowed."""
    file = path.name
    top = Section(file, "", _content(path), _KEYS)
    if not any(top.has(key) for key in ("smtp", "webhooks", "ping_from")):
        raise DataError(text("notify.settings.nobody", file=file))
    beside = top.take("secrets", _text, text("notify.settings.allowed.file"), SECRETS)
    secrets = Secrets(path.parent / beside)
    return Settings(
        when=cast(When, top.take("when", _one_of(WHEN), joined(WHEN, "or"), "change")),
        smtp=_smtp(file, top.raw("smtp"), secrets) if top.has("smtp") else None,
        webhooks=_webhooks(file, top, secrets) if top.has("webhooks") else (),
        ping=_url(top, "ping_from", secrets) if top.has("ping_from") else None,
    )


def _content(path: Path) -> object:
    try:
        return file_data(path)
    except DataError as problem:
        cause = problem.__cause__
        if isinstance(cause, yaml.MarkedYAMLError) and cause.problem_mark:
            # Not the whole text: it may quote a line, and a line may hold what does not belong there.
            line = cause.problem_mark.line + 1
            raise DataError(text("notify.settings.no_yaml", file=path.name, line=line, problem=cause.problem)) from None
        raise


def _smtp(file: str, given: object, secrets: Secrets) -> Smtp:
    part = Section(file, "smtp", given, _SMTP_KEYS)
    security = part.take("security", _one_of(tuple(PORTS)), joined(PORTS, "or"), "starttls")
    if part.has("user") != part.has("password_from"):
        missing = "password_from" if part.has("user") else "user"
        raise part.refuse(missing, "notify.settings.both")
    if part.has("user") and security == "none":
        raise part.refuse("security", "notify.settings.open_password")
    return Smtp(
        host=part.take("host", _like(_HOST), text("notify.settings.allowed.host")),
        port=part.take("port", _port, text("notify.settings.allowed.port"), PORTS[security]),
        security=security,
        sender=part.take("from", _like(_ADDRESS), text("notify.settings.allowed.address")),
        to=part.take("to", _addresses, text("notify.settings.allowed.addresses")),
        user=part.take("user", _text, text("notify.settings.allowed.text")) if part.has("user") else "",
        password=_secret(part, "password_from", secrets) if part.has("user") else None,
    )


def _webhooks(file: str, top: Section, secrets: Secrets) -> tuple[Webhook, ...]:
    entries = top.take("webhooks", _some, text("notify.settings.allowed.list"))
    parts = [Section(file, f"webhooks[{at}]", entry, _WEBHOOK_KEYS) for at, entry in enumerate(entries, 1)]
    return tuple(
        Webhook(
            _url(part, "url_from", secrets),
            cast(Format, part.take("format", _one_of(FORMATS), joined(FORMATS, "or"), "json")),
        )
        for part in parts
    )


def _secret(part: Section, key: str, secrets: Secrets) -> Secret:
    return secrets.named(part.take(key, _like(NAME), text("notify.settings.allowed.secret")), part.name(key))


def _url(part: Section, key: str, secrets: Secrets) -> Secret:
    secret = _secret(part, key, secrets)
    if not _is_url(secret.value):
        raise part.refuse(key, "notify.settings.no_address", name=secret.name)
    return secret


def _is_url(raw: str) -> bool:
    try:
        split = urlsplit(raw)
        return (
            split.scheme in ("http", "https") and bool(split.hostname) and split.port != 0
            and split.username is None and raw.isascii() and raw.isprintable() and " " not in raw
        )  # fmt: skip
    except ValueError:
        return False


def _one_of(words: Sequence[str]) -> Fit[str]:
    return lambda given: given if isinstance(given, str) and given in words else None


def _like(pattern: re.Pattern[str]) -> Fit[str]:
    return lambda given: given if isinstance(given, str) and pattern.fullmatch(given) else None


def _some(given: object) -> list[object] | None:
    return given if isinstance(given, list) and given else None


def _text(given: object) -> str | None:
    return given if isinstance(given, str) and given.strip() and given.isprintable() else None


def _port(given: object) -> int | None:
    return given if isinstance(given, int) and not isinstance(given, bool) and 0 < given < 65536 else None


def _addresses(given: object) -> tuple[str, ...] | None:
    several = given if isinstance(given, list) else [given]
    fitting = [one for one in several if isinstance(one, str) and _ADDRESS.fullmatch(one)]
    return tuple(fitting) if fitting and len(fitting) == len(several) else None
