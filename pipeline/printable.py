"""Text that comes from outside (names of files, cells, addresses, other programs), made fit to be shown and logged.

Whatever is printed or logged of it goes through here: a name must not steer a terminal or pass for a line of ours,
and no password is repeated.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote

# Invisible, but part of how words are written: joiners of Persian, Hindi and Arabic, marks of direction, soft hyphens.
_HARMLESS = "\u200c\u200d\u200e\u200f\u00ad\u061c"
# By which our own sentences set a code apart: no terminal shows it, and it would go along with what people copy.
_SET_APART = "\u2068\u2069"
_STEERING = frozenset({"Cc", "Cf", "Zl", "Zp"})
_ADDRESS = re.compile(r"([A-Za-z][\w+.-]*)://\S+")
_WHOLE = re.compile(r"\s*[A-Za-z][\w+.-]*://", re.ASCII)
_PASSWORD = re.compile(r"://.*:.*@|://[^?]*\?(?:.*&)?[^=&]*(?:PASS|PWD|SECRET|TOKEN|KEY|SIG)[^=&]*=", re.DOTALL | re.I)
# An address on a share ends with names of files, which may hold such signs.
_SMB_PASSWORD = re.compile(r"smb:[\\/]*[^\\/]*[\\/]?[^\\/]*@", re.IGNORECASE)


def printable(value: object) -> str:
    """The value on one line: line breaks and what would steer a terminal are spelled out (`\\n`, `\\x1b`)."""
    return _spelled(str(value), "")


def printable_lines(text: object) -> str:
    """The same of a text that may have several lines."""
    return _spelled(str(text), "\n\t")


def printable_apart(sentence: str) -> str:
    """The same of a sentence of ours for a mail, in which what was set apart stays so."""
    return _spelled(sentence, _SET_APART)


def message(text: object) -> str:
    """What went wrong as one sentence on one line, in which other programs may have had a say; without passwords."""
    return printable(without_passwords(" ".join(str(text).splitlines())))


def has_password(text: str) -> bool:
    """Whether an address has a password or a key in it, also one that is not written as it should be."""
    if text[:4].lower() == "smb:":
        return bool(_SMB_PASSWORD.match(text))
    return bool(_PASSWORD.search(text))


def without_passwords(text: str, *secrets: str | None) -> str:
    """The text with `SCHEME://...` for each address that has a password, and `...` for each of the `secrets`."""
    for secret in secrets:
        for written in {secret, unquote(secret)} if secret else ():
            text = text.replace(written, "...")
    if _WHOLE.match(text) and has_password(text):
        return f"{text.partition('://')[0]}://..."
    return _ADDRESS.sub(lambda found: f"{found[1]}://..." if has_password(found[0]) else found[0], text)


def _spelled(text: str, kept: str) -> str:
    if text.isprintable():
        return text
    text = "".join(char for char in text if char in kept or char not in _SET_APART)
    return "".join(char if char in kept or not _steers(char) else _escaped(char) for char in text)


def _steers(char: str) -> bool:
    return char not in _HARMLESS and unicodedata.category(char) in _STEERING


def _escaped(char: str) -> str:
    return char.encode("unicode_escape").decode()
