"""Workbooks that Excel encrypted with the password it has built in: people open them without being asked for one.

Excel does so when a workbook is saved "read-only recommended" or with a protected structure in some
versions. The bytes can be read, but what Concord writes would lose the protection: results are not
written into such a file (`Soundness.may_be_written`).
"""

from __future__ import annotations

import io
import re
from dataclasses import replace

from pipeline.files.errors import MAX_FILE, RefusedFileError
from pipeline.xlsx.preflight.container import OLE, ole_stream
from pipeline.xlsx.preflight.inspect import inspect
from pipeline.xlsx.preflight.verdict import Looked, Soundness

BUILT_IN = "VelvetSweatshop"
# Excel spins 100,000 times (0.1 s); a file may announce up to ten million to keep us busy.
MAX_SPINS = 1_000_000


def open_sound(data: bytes, name: str = "", looked: Looked | None = None) -> tuple[bytes, Soundness]:
    """The readable bytes of a workbook and what was noticed; raises RefusedFileError as `inspect` does.

    The bytes are `data` itself, or the decrypted workbook when the built-in password opens it; then
    the warnings hold BUILT_IN_PASSWORD and results must not be written into the file. What was `looked` at already, by
    whoever identified the workbook, is not looked at again.
    """
    if looked and looked.is_of(data):
        return data, looked.sound
    try:
        return data, inspect(data, name)
    except RefusedFileError as refused:
        plain = _decrypted(data) if refused.code == "PASSWORD" and data.startswith(OLE) else None
        if plain is None:
            raise
    sound = inspect(plain, name)
    return plain, replace(sound, warnings=("BUILT_IN_PASSWORD", *sound.warnings))


def _decrypted(data: bytes) -> bytes | None:
    spins = [int(count) for count in re.findall(rb'spinCount="(\d{1,10})"', ole_stream(data, "EncryptionInfo"))]
    if max(spins, default=0) > MAX_SPINS:
        return None
    import msoffcrypto

    plain = io.BytesIO()
    try:
        file = msoffcrypto.OfficeFile(io.BytesIO(data))
        file.load_key(password=BUILT_IN, verify_password=True)
        file.decrypt(plain)
    except Exception:  # whatever is wrong with it, the built-in password does not open it
        return None
    return plain.getvalue() if plain.tell() <= MAX_FILE else None
