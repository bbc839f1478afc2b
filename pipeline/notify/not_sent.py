"""A message that did not get out, in words that hold no secret."""

from __future__ import annotations

import socket
import ssl


class NotSent(Exception):  # noqa: N818 (an answer to people)
    """The other side was not reached, or did not take the message; the text is a clause without full stop."""


def in_words(problem: Exception, host: str) -> str:
    """What went wrong on the way to `host`, by the kind of error alone: its own text may quote an address."""
    if isinstance(problem, ssl.SSLCertVerificationError):
        return (
            f"the certificate of {host} is not one that this computer trusts ({problem.verify_message}). Check the "
            "name, or let SSL_CERT_FILE name the certificates to trust"
        )
    if isinstance(problem, ssl.SSLError):
        return f"{host} does not speak TLS on this port. Check port and security"
    if isinstance(problem, socket.gaierror):
        return f"there is no computer called {host}, or the network is down"
    if isinstance(problem, TimeoutError):
        return f"{host} did not answer in time"
    if isinstance(problem, ConnectionRefusedError):
        return f"nothing answers at this port of {host}"
    if isinstance(problem, OSError) and problem.strerror and problem.errno:
        return f"the connection to {host} was lost ({problem.strerror})"
    return f"{host} gave an answer that makes no sense ({type(problem).__name__})"
