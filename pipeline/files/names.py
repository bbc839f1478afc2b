"""Names of files as drives compare them, and as texts that can be kept and sent."""

from __future__ import annotations

import unicodedata


def folded(name: str) -> str:
    """A name as it is compared where neither capitals nor the spelling of accents tell names apart."""
    return unicodedata.normalize("NFC", name).casefold()


def as_unicode(said: object) -> str:
    """As databases and messages take it: a file's name may hold bytes that are no text."""
    return str(said).encode("utf-8", "replace").decode()
