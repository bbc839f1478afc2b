"""A long worksheet part taken apart as it is unpacked: only some of its rows are there at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.xlsx.ooxml.errors import WriteError
from pipeline.xlsx.ooxml.sheet import OPENING
from pipeline.xlsx.ooxml.xml_edit import is_utf8
from schemas.wording.text import text


class SheetPieces:
    """A worksheet part that comes in pieces: what stands `above` its rows, then `rows`, then what is `below` them.

    They are asked for in this order, each once. `prefix` is that of its elements. Raises WriteError where
    the part is not UTF-8, or has no rows that end.
    """

    def __init__(self, pieces: Iterable[bytes], name: str) -> None:
        self._pieces, self._name = iter(pieces), name
        self._here = bytearray()
        opening = OPENING.search(self._here)
        while opening is None:
            last = max(self._here.rfind(b"<"), 0)  # there an opening may begin that is not all here yet
            self._take(text("writer.file.no_rows", sheet=name))
            opening = OPENING.search(self._here, last)
        if not is_utf8(bytes(self._here)):
            raise WriteError(text("writer.file.sheet_encoding", sheet=name), name)
        self._prefix = opening[1] + b":" if opening[1] else b""
        self._are_rows = not opening[0].endswith(b"/>")
        self.above = bytes(self._here[: opening.end()])
        del self._here[: opening.end()]

    @property
    def prefix(self) -> str:
        """The prefix of its elements, with its colon."""
        return self._prefix.decode()

    def rows(self) -> Iterator[str]:
        """The text of the rows, some of them at a time, never cut within one."""
        return self._stretches() if self._are_rows else iter(())

    def below(self) -> Iterator[bytes]:
        """What stands behind the rows, in pieces."""
        yield bytes(self._here)
        yield from self._pieces

    def _stretches(self) -> Iterator[str]:
        row, closing = b"<" + self._prefix + b"row", b"</" + self._prefix + b"sheetData"
        known = 0  # bytes that hold the beginning of one row, or nothing
        while True:
            start = max(known - len(closing), 0)
            end = self._here.find(closing, start)
            cut = end if end >= 0 else max(self._here.rfind(row, start), 0)
            known = len(self._here) - cut
            with memoryview(self._here) as here:  # a slice would be one more copy
                rows = str(here[:cut], "utf-8")
            del self._here[:cut]
            yield rows
            if end >= 0:
                return
            self._take(text("writer.file.sheet_damaged", sheet=self._name))

    def _take(self, otherwise: str) -> None:
        """Let one more piece come. Raises WriteError, with the sentence `otherwise`, where there is none."""
        piece = next(self._pieces, None)
        if piece is None:
            raise WriteError(otherwise, self._name)
        self._here += piece
