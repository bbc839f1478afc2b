"""What a look at the bytes of a workbook can end in: a refusal in one sentence, or what to keep in mind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from pipeline.files.errors import RefusedFileError
from schemas.wording.text import text

# A register of 200,000 risks of four partners has 550 MB unpacked with its results: what we wrote is read again.
MAX_UNPACKED = 700 << 20
MAX_PARTS = 2_000


@dataclass(frozen=True, slots=True)
class Soundness:
    """What was noticed in a workbook that may be read; `warnings` are names below `preflight.warnings`.

    `unpacked` are its smaller XML parts by `part_key`: who reads them need not unpack them again.
    """

    warnings: tuple[str, ...] = ()
    has_formulas: bool = False
    unpacked: Mapping[str, bytes] = field(default_factory=dict, compare=False, repr=False)

    @property
    def may_be_written(self) -> bool:
        """Whether results may go back into this file; not when its bytes had to be decrypted first."""
        return "BUILT_IN_PASSWORD" not in self.warnings


@dataclass(frozen=True, slots=True)
class Looked:
    """That bytes with this SHA-256 (hex) were looked at, and what was noticed: they need no second look."""

    content: str
    sound: Soundness

    @classmethod
    def at(cls, data: bytes, sound: Soundness) -> Looked:
        """What is kept of a look at these bytes: not what was unpacked, for it may go to another process."""
        return cls(sha256(data).hexdigest(), Soundness(sound.warnings, sound.has_formulas))

    def is_of(self, data: bytes) -> bool:
        """Whether these are the bytes that were looked at."""
        return self.content == sha256(data).hexdigest()


def refused(code: str, sentence: str, **values: object) -> RefusedFileError:
    """The refusal with that code, in the words that stand below the key `sentence`."""
    return RefusedFileError(code, text(sentence, **values))


def damaged(what: str, **values: object) -> RefusedFileError:
    """The refusal of a file in which was found what the clause `preflight.damage.WHAT` says."""
    return refused("DAMAGED", "preflight.damaged", what=text(f"preflight.damage.{what}", **values))


def suspicious(what: str, **values: object) -> RefusedFileError:
    """The refusal of a file that Excel did not write so: `preflight.odd.WHAT`."""
    return refused("SUSPICIOUS", "preflight.suspicious", what=text(f"preflight.odd.{what}", **values))
