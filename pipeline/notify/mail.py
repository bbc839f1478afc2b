"""One mail to those who look after the runs: plain text, and the same as simple HTML."""

from __future__ import annotations

import smtplib
import socket
import ssl
from email.message import EmailMessage
from email.utils import localtime, make_msgid

from markupsafe import Markup

from pipeline.files.names import as_unicode
from pipeline.notify.message import Message
from pipeline.notify.settings import Smtp
from pipeline.notify.web import NotSentError, in_words
from schemas.wording.languages import is_from_the_right, language
from schemas.wording.text import joined, text

_PAGE = Markup(
    '<!DOCTYPE html>\n<html lang="{}" dir="{}"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1"><title>{}</title></head>\n'
    '<body style="font-family:sans-serif;line-height:1.4;overflow-wrap:anywhere">\n{}\n</body></html>\n'
)


def mail(smtp: Smtp, message: Message) -> EmailMessage:
    """The mail as it is sent."""
    made = EmailMessage()
    made["Subject"] = message.subject
    made["From"] = smtp.sender
    made["To"] = ", ".join(smtp.to)
    made["Date"] = localtime()
    made["Message-ID"] = make_msgid(domain=smtp.sender.rpartition("@")[2])
    # Nobody's answering machine is to write back.
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(as_unicode(message.text), cte="quoted-printable")
    made.add_alternative(as_unicode(html(message)), subtype="html", cte="quoted-printable")
    return made


def html(message: Message) -> str:
    """The message as a page; what people wrote is escaped."""
    parts = [Markup("<p>{}</p>").format(message.lead)]
    for block in message.blocks:
        lines = Markup("\n").join(Markup("<li>{}</li>").format(line) for line in block.lines)
        parts.append(Markup("<h3>{}</h3>\n<ul>\n{}\n</ul>").format(block.heading, lines))
    if message.end:
        parts.append(Markup("<p><small>{}</small></p>").format(message.end))
    direction = "rtl" if is_from_the_right() else "ltr"
    return str(_PAGE.format(language(), direction, message.subject, Markup("\n").join(parts)))


def send_mail(smtp: Smtp, message: Message, seconds: float) -> None:
    """Send it; `seconds` bounds each step. Raises NotSentError."""
    host = f"{smtp.host}:{smtp.port}"
    try:
        with _connected(smtp, seconds) as server:
            if smtp.password:
                server.login(smtp.user, smtp.password.value)
            refused = server.send_message(mail(smtp, message), smtp.sender, list(smtp.to))
    except (smtplib.SMTPException, OSError) as problem:
        raise NotSentError(_said(problem, host)) from None
    if refused:
        raise NotSentError(text("notify.not_sent.not_for_all", host=host, names=joined(sorted(refused))))


def _connected(smtp: Smtp, seconds: float) -> smtplib.SMTP:
    """A connection as safe as the settings ask for, never less: where that cannot be, nothing is sent."""
    name = socket.gethostname()
    # The library would look this up in the network, which can take long.
    ours = name if "." in name and name.isascii() else "[127.0.0.1]"
    context = ssl.create_default_context()
    if smtp.security == "tls":
        return smtplib.SMTP_SSL(smtp.host, smtp.port, local_hostname=ours, timeout=seconds, context=context)
    server = smtplib.SMTP(smtp.host, smtp.port, local_hostname=ours, timeout=seconds)
    try:
        if smtp.security == "starttls":
            server.starttls(context=context)
    except BaseException:
        server.close()
        raise
    return server


def _said(problem: Exception, host: str) -> str:
    if isinstance(problem, smtplib.SMTPAuthenticationError):
        return text("notify.not_sent.sign_in", host=host, code=problem.smtp_code)
    if isinstance(problem, smtplib.SMTPNotSupportedError):
        return text("notify.not_sent.not_offered", host=host)
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        names = joined(f"{to} ({code})" for to, (code, _) in sorted(problem.recipients.items()))
        return text("notify.not_sent.not_for", host=host, names=names)
    if isinstance(problem, smtplib.SMTPSenderRefused):
        return text("notify.not_sent.not_from", host=host, sender=problem.sender, code=problem.smtp_code)
    if isinstance(problem, smtplib.SMTPResponseException):
        return text("notify.not_sent.not_taken", host=host, code=problem.smtp_code)
    if isinstance(problem, smtplib.SMTPServerDisconnected):
        return text("notify.not_sent.ended", host=host)
    return in_words(problem, host)
