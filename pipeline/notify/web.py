"""Posting to an address that is itself a secret: it is never part of a message, and nothing follows it elsewhere."""

from __future__ import annotations

import http.client
import socket
import ssl
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from pipeline import __version__
from pipeline.notify.secret import Secret
from schemas.wording.text import text

_UNKNOWN = (401, 403, 404, 410)


class NotSentError(Exception):
    """The other side was not reached, or did not take the message; the text is a clause without full stop."""


def in_words(problem: Exception, host: str) -> str:
    """What went wrong on the way to `host`, by the kind of error alone: its own text may quote an address."""
    if isinstance(problem, ssl.SSLCertVerificationError):
        return text("notify.not_sent.certificate", host=host, problem=problem.verify_message)
    if isinstance(problem, ssl.SSLError):
        return text("notify.not_sent.no_tls", host=host)
    if isinstance(problem, socket.gaierror):
        return text("notify.not_sent.unknown_host", host=host)
    if isinstance(problem, TimeoutError):
        return text("notify.not_sent.no_answer", host=host)
    if isinstance(problem, ConnectionRefusedError):
        return text("notify.not_sent.no_port", host=host)
    if isinstance(problem, OSError) and problem.strerror and problem.errno:
        return text("notify.not_sent.lost", host=host, problem=problem.strerror)
    return text("notify.not_sent.no_sense", host=host, kind=type(problem).__name__)


class _StayHere(urllib.request.HTTPRedirectHandler):
    """A redirection is an answer like any other: the address is not passed on."""

    def redirect_request(self, *_: Any) -> None:
        """Follow none."""


def post(url: Secret, body: bytes, kind: str, seconds: float, address: str | None = None) -> None:
    """Post the body, of the media type `kind`; `address` where it differs from the secret's own.

    Raises NotSentError.
    """
    headers: Mapping[str, str] = {"Content-Type": kind, "User-Agent": f"concord/{__version__}"}
    host = urlsplit(url.value).hostname or url.name
    try:
        request = urllib.request.Request(address or url.value, body, dict(headers), method="POST")
        opener = urllib.request.build_opener(
            _StayHere, urllib.request.HTTPSHandler(context=ssl.create_default_context())
        )
        with opener.open(request, timeout=seconds):
            return
    except urllib.error.HTTPError as answer:
        answer.close()
        raise NotSentError(_answered(answer.code, host, url.name)) from None
    except urllib.error.URLError as problem:
        cause = problem.reason if isinstance(problem.reason, Exception) else problem
        raise NotSentError(in_words(cause, host)) from None
    except (OSError, http.client.HTTPException, ValueError) as problem:
        raise NotSentError(in_words(problem, host)) from None


def _answered(code: int, host: str, name: str) -> str:
    if code in _UNKNOWN:
        return text("notify.not_sent.address_gone", host=host, code=code, name=name)
    if 300 <= code < 400:
        return text("notify.not_sent.address_moved", host=host, code=code, name=name)
    return text("notify.not_sent.answered", host=host, code=code)
