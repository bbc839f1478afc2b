"""Servers on this machine, each on a port that is free: one takes mail, one takes what is posted."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword


@dataclass
class Post:
    """What a mail server got: the mails, who signed in, and the addresses that it refuses."""

    port: int = 0
    mails: list[EmailMessage] = field(default_factory=list)
    signed_in: list[tuple[bytes, bytes]] = field(default_factory=list)
    password: str = "right"
    unknown: tuple[str, ...] = ()
    encrypted: list[bool] = field(default_factory=list)

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if address in self.unknown:
            return "550 5.1.1 nobody of this name here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.mails.append(BytesParser(EmailMessage, policy=default).parsebytes(envelope.content))
        self.encrypted.append(server.transport.get_extra_info("sslcontext") is not None)
        return "250 OK"

    def authenticated(self, server: Any, session: Any, envelope: Any, mechanism: str, given: Any) -> AuthResult:
        if isinstance(given, LoginPassword):
            self.signed_in.append((given.login, given.password))
        right = isinstance(given, LoginPassword) and given.password == self.password.encode()
        return AuthResult(success=right, handled=False)


@contextmanager
def mail_server(post: Post, certificate: ssl.SSLContext | None = None, *, tls: bool = False) -> Iterator[Post]:
    """A mail server; with a certificate it offers STARTTLS, or speaks TLS from the start."""
    loop = asyncio.new_event_loop()

    def protocol() -> SMTP:
        return SMTP(
            post, loop=loop, authenticator=post.authenticated, tls_context=None if tls else certificate,
            require_starttls=False, auth_require_tls=certificate is not None and not tls,
        )  # fmt: skip

    server = loop.run_until_complete(
        loop.create_server(protocol, "127.0.0.1", 0, ssl=certificate if tls else None)
    )  # fmt: skip
    post.port = server.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield post
    finally:
        loop.call_soon_threadsafe(server.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


@dataclass
class Web:
    """What a web server got: path, media type and body; `answer` is the code that it gives."""

    url: str = ""
    got: list[tuple[str, str, bytes]] = field(default_factory=list)
    answer: int = 200
    silent: threading.Event | None = None


@contextmanager
def web_server(web: Web) -> Iterator[Web]:
    """A web server that takes whatever is posted; with `silent` set it answers only once that is set."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            web.got.append((self.path, self.headers["Content-Type"], body))
            if web.silent:
                web.silent.wait()
            self.send_response(web.answer)
            if 300 <= web.answer < 400:
                self.send_header("Location", f"{web.url}/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    web.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield web
    finally:
        if web.silent:
            web.silent.set()
        server.shutdown()
        server.server_close()
        thread.join()


def certificate(folder: Path, name: str = "localhost") -> tuple[ssl.SSLContext, Path]:
    """A server's certificate for a name, signed by itself, and the file that makes others trust it."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    public, private = folder / "certificate.pem", folder / "key.pem"
    public.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(public, private)
    return context, public
